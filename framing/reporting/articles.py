"""The articles of a report: each as a page with its evidence marked, and those of one family side by side."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from framing.reporting.numbers import names_of
from framing.reporting.pages import Pages, Pair, page
from framing.reporting.reading_view import show

if TYPE_CHECKING:
    from framing.corpus.corpus import Corpus
    from framing.measures._tone.audit import Audit
    from framing.tables import Tables

MOST, MOST_PAIRS = 400, 100  # a larger study is read in a notebook, article by article
COPIED = ("verbatim", "edited")
_LONGEST = 60  # letters of a file's name


def write_articles(corpus: Corpus, tables: Tables, folder: Path, audit: Audit | None = None) -> Pages:
    """Write ``articles/``: a page for each of the first 400, and for the 100 pairs with the most copy in common.

    Words that the audit of tone flags as topic are marked as such.
    """
    shown = corpus[:MOST]
    files = {id: f"{name}.html" for id, name in names_of(shown.ids, "article", _LONGEST).items()}
    pairs = _pairs(tables, files)
    titles = {article.id: f"{article.outlet}, article {article.id}" for article in shown}
    (folder / "articles").mkdir(parents=True)
    for article in shown:
        beside = [
            (pair.file, titles[pair.right if pair.left == article.id else pair.left])
            for pair in pairs
            if article.id in pair[1:]
        ]
        _write(
            folder / "articles" / files[article.id],
            title=titles[article.id],
            language=article.language,
            view=show(article, tables, audit=audit).html,
            links=beside,
            wide=False,
        )
    for pair in pairs:
        _write(
            folder / "articles" / pair.file,
            title=f"{titles[pair.left]}, and {titles[pair.right]}",
            language=corpus[pair.left].language,
            view=show(corpus[pair.left], tables, against=corpus[pair.right]).html,
            links=[(files[id], titles[id]) for id in pair[1:]],
            wide=True,
        )
    return Pages(files, pairs)


def _pairs(tables: Tables, files: Mapping[str, str]) -> list[Pair]:
    """Pairs of one family with a passage in common, those with the most words first."""
    passages = tables.passages[tables.passages["kind"].isin(COPIED)]
    family = tables.articles.set_index("article_id")["family"]
    words = passages.groupby(["article_a", "article_b"], sort=False)["words"].sum()
    pairs = []
    for left, right in words.sort_values(ascending=False, kind="stable").index:
        if left in files and right in files and family[left] == family[right]:
            pairs.append(Pair(f"{files[left].removesuffix('.html')}--{files[right]}", left, right))
    return pairs[:MOST_PAIRS]


def _write(file: Path, **values: object) -> None:
    file.write_text(page("article", **values), encoding="utf-8", newline="\n")
