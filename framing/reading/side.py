"""Two articles side by side: what they share, and what one wrote where the other wrote something else."""

from __future__ import annotations

import html

from framing.corpus import Corpus
from framing.document import Document
from framing.reading.markup import STYLES, Mark, legend, marked, tint


def beside(a: Document, b: Document) -> str:
    """HTML of two articles; shared passages carry the same number and tint in both, edits are marked in them."""
    from framing.passages import edits, passages

    corpus = Corpus([a.article, b.article])
    shared = passages(corpus)
    marks: dict[str, list[Mark]] = {a.article.id: [], b.article.id: []}
    for number, row in enumerate(shared.to_dict("records"), 1):
        for side in ("a", "b"):
            title = f"passage {number}: {row['kind']}"
            span = int(row[f"start_{side}"]), int(row[f"end_{side}"])
            marks[row[f"article_{side}"]].append(Mark(*span, tint(number), title, str(number)))
    for row in edits(corpus, shared).to_dict("records"):
        for side, style, other in (("a", "deleted", "after"), ("b", "inserted", "before")):
            span = int(row[f"start_{side}"]), int(row[f"end_{side}"])
            if span[0] < span[1]:
                instead = row[other] if row[other] == row[other] and row[other] else "nothing"
                marks[row[f"article_{side}"]].append(Mark(*span, STYLES[style], f"the other has: {instead}"))
    columns = "".join(_column(document, marks[document.article.id]) for document in (a, b))
    key = legend([
        (tint(1), "shared passage, numbered"),
        (STYLES["deleted"], "only or otherwise on the left"),
        (STYLES["inserted"], "only or otherwise on the right"),
    ])  # fmt: skip
    return f'<div style="background-color: #ffffff; color: #000000; padding: 8px">{key}{columns}</div>'


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
