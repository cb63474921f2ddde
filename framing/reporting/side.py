"""Two articles side by side: what they share, and what one wrote where the other wrote something else."""

from __future__ import annotations

import html

import pandas as pd

from framing.corpus.corpus import Corpus
from framing.reporting.markup import STYLES, Mark, legend, marked, tint
from framing.tables import Tables
from framing.text.document import Document


def beside(left: Document, right: Document, tables: Tables | None = None) -> str:
    """HTML of two articles; shared passages carry the same number and tint in both, edits are marked in them."""
    shared, edited = _between(left, right, tables)
    marks: dict[str, list[Mark]] = {left.article.id: [], right.article.id: []}
    for number, row in enumerate(shared.to_dict("records"), 1):
        for side in ("a", "b"):
            title = f"passage {number}: {row['kind']}"
            span = int(row[f"start_{side}"]), int(row[f"end_{side}"])
            marks[row[f"article_{side}"]].append(Mark(*span, tint(number), title, str(number)))
    for row in edited.to_dict("records"):
        for side, other in (("a", "after"), ("b", "before")):
            span = int(row[f"start_{side}"]), int(row[f"end_{side}"])
            if span[0] < span[1]:
                style = STYLES["deleted" if row[f"article_{side}"] == left.article.id else "inserted"]
                instead = "nothing" if pd.isna(row[other]) or not row[other] else row[other]
                marks[row[f"article_{side}"]].append(Mark(*span, style, f"the other has: {instead}"))
    columns = "".join(_column(document, marks[document.article.id]) for document in (left, right))
    key = legend([
        (tint(1), "shared passage, numbered"),
        (STYLES["deleted"], "only or otherwise on the left"),
        (STYLES["inserted"], "only or otherwise on the right"),
    ])  # fmt: skip
    return f'<div style="background-color: #ffffff; color: #000000; padding: 8px">{key}{columns}</div>'


def _between(left: Document, right: Document, tables: Tables | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Passages and edits of the two: the rows that were counted, or found here where nothing was."""
    if tables is None:
        from framing.measures.selection import edits, passages

        corpus = Corpus([left.article, right.article])
        shared = passages(corpus)
        return shared, edits(corpus, shared)
    both = {left.article.id, right.article.id}
    shared, edited = (
        table[table["article_a"].isin(both) & table["article_b"].isin(both)]
        for table in (tables.passages, tables.edits)
    )
    return shared, edited


def _column(document: Document, marks: list[Mark]) -> str:
    paragraphs = "".join(
        f'<p style="margin: 0 0 0.7em 0">{marked(document.text, start, end, marks)}</p>'
        for start, end, _ in document.paragraphs
    )
    head = html.escape(f"{document.article.outlet}, article {document.article.id}")
    # Beside each other where there is room, one under the other on a phone.
    return (
        '<div style="display: inline-block; width: 48%; min-width: 19em; vertical-align: top; text-align: left; '
        'line-height: 1.6; padding-right: 1%">'
        f'<p style="font-weight: bold">{head}</p>{paragraphs}</div>'
    )
