"""The articles of a report: each as a page with its evidence marked, and those of one family side by side."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from framing.reporting.links import Links, anchor, runs
from framing.reporting.numbers import names_of
from framing.reporting.pages import Pages, Pair, page
from framing.reporting.reading_view import anchored, show
from framing.text.document import Document
from framing.text.zones import STORY

if TYPE_CHECKING:
    from framing.corpus.article import Article
    from framing.corpus.corpus import Corpus
    from framing.measures._tone.audit import Audit
    from framing.tables import Tables

MOST, MOST_PAIRS = 400, 100  # a larger study is read in a notebook, article by article
COPIED = ("verbatim", "edited")
_LONGEST = 60  # letters of a file's name
_WORDS = 12  # of a text without a headline, in the place of one


def write_articles(corpus: Corpus, tables: Tables, folder: Path, audit: Audit | None = None) -> Pages:
    """Write ``articles/``: a page for each of the first 400, and for the 100 pairs with the most copy in common.

    Words that the audit of tone flags as topic are marked as such.
    """
    shown = corpus[:MOST]
    files = article_files(corpus)
    pairs = _pairs(tables, files)
    titles = {article.id: f"{article.outlet}, article {article.id}" for article in shown}
    heads = {article.id: headline(article) for article in corpus}
    links = Links.of(tables, files)
    (folder / "articles").mkdir(parents=True)
    for article in shown:
        beside = [
            (pair.file, titles[pair.right if pair.left == article.id else pair.left])
            for pair in pairs
            if article.id in pair[1:]
        ]
        several = runs(tables, links, article.id)
        _write(
            folder / "articles" / files[article.id],
            title=heads[article.id],
            about=[fact for fact in (article.outlet, article.date, f"article {article.id}") if fact],
            original=address(article),
            language=article.language,
            view=anchored(article, tables, audit, several),
            runs=[(anchor(*run), [f"#s{n}" for n in range(run[0], run[1] + 1)]) for run in several],
            links=beside,
            wide=False,
        )
    for pair in pairs:
        _write(
            folder / "articles" / pair.file,
            title=f"{titles[pair.left]}, and {titles[pair.right]}",
            about=[],
            original="",
            runs=[],
            language=corpus[pair.left].language,
            view=show(corpus[pair.left], tables, against=corpus[pair.right]).html,
            links=[(files[id], titles[id]) for id in pair[1:]],
            wide=True,
        )
    return Pages(files, pairs, heads, {article.id: address(article) for article in corpus})


def article_files(corpus: Corpus) -> dict[str, str]:
    """The file of each article that has a page, by its id."""
    return {id: f"{name}.html" for id, name in names_of(corpus[:MOST].ids, "article", _LONGEST).items()}


def headline(article: Article) -> str:
    """The headline: the title given with the article, the headline line of its text, or else its first words."""
    document = Document(article)
    lines = [document.text[p.start : p.end] for p in document.paragraphs if p.zone == "headline"]
    found = article.title or next(iter(lines), "")
    if not found.strip():
        story = [p for p in document.paragraphs if p.zone in STORY]
        words = document.text[story[0].start : story[0].end].split() if story else []
        found = " ".join(words[:_WORDS]) + " …" * (len(words) > _WORDS)
    return " ".join(found.split()) or f"Article {article.id}"


def address(article: Article) -> str:
    """Where the original is on the web; empty where none is given, or another kind of address."""
    url = str(article.url or "").strip()
    return url if url.lower().startswith(("http://", "https://")) else ""


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
