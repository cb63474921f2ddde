"""Articles that derive from one copy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple, cast

import pandas as pd

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.corpus.given import as_given, corpus_of, text_ids
from framing.measures.selection.credits import AGENCIES
from framing.measures.selection.shared import passages
from framing.tables import frame
from framing.tables.measures import Measure
from framing.tables.schema import ARTICLE, Column, Table
from framing.text.document import Document

SHARE = 0.15  # of the shorter article, in words that stand in both and are quoted in neither
WORDS = 30
_HEAD = re.compile(r"\A[^\n]{0,80}?\([A-Z][A-Za-z /]{1,30}\)\s*+[-–—:]")


class Link(NamedTuple):
    """Two articles that share a copy: the share of the shorter one, in words, and the passages that hold them."""

    a: str
    b: str
    share: float
    words: int
    passages: int


def families(x: Corpus, shared: pd.DataFrame | None = None) -> pd.DataFrame:
    """Articles that share so much wording that they derive from one copy, with the evidence.

    Parameters
    ----------
    x : Corpus
    shared : DataFrame, optional
        The passages table of `x`; computed where it is not given.

    Returns
    -------
    DataFrame
        The table ``families``: family (id of its first article), article_id, evidence (in words), and relative (the
        article it shares most with), shared_words, share (of the shorter of the two, in words of the story). An
        article without relatives is its own family, with empty evidence.

    Notes
    -----
    Two articles are of one family where verbatim and edited passages that neither quotes hold at least `SHARE` of
    the shorter one's words and `WORDS` words; a family is everything that is so connected. Printed agency credits are
    named as evidence where both print one; they decide nothing. Who wrote first is never said: a family has no
    direction, and its name is only the first id.

    Examples
    --------
    >>> from framing.corpus.article import Article
    >>> copy = ("Heavy rain closed the bridge over the river on Monday and left thousands of commuters stranded. "
    ...         "Engineers inspected the pillars for damage and found two cracks below the water line.")
    >>> corpus = Corpus([Article("a", copy + " It was dry."), Article("b", copy), Article("c", "Trains ran.")])
    >>> table = families(corpus)
    >>> table["family"].tolist(), table["evidence"][1]
    (['a', 'a', 'c'], '2 passages, 30 words (100 %), shared with a')

    The bundled study holds two families and an article without relatives:

    >>> import framing
    >>> framing.families(framing.read("norwell-bridge"))["family"].tolist()
    ['000', '001', '000', '003', '004']
    """
    x = corpus_of(x, "families")
    table = text_ids(passages(x) if shared is None else shared)
    return as_given(family_rows(x, x, *gathered([article.id for article in x], links(x, table))), x)


def links(x: Corpus, shared: pd.DataFrame) -> list[Link]:
    """Pairs of articles that derive from one copy."""
    found = []
    words = lru_cache(maxsize=None)(lambda article_id: len(Document(x[article_id]).words))
    for key, rows in _own(shared).groupby(["article_a", "article_b"], sort=False):
        a, b = cast("tuple[str, str]", key)
        count = min(_covered(x[a], rows, "a"), _covered(x[b], rows, "b"))
        share = count / max(1, min(words(a), words(b)))
        if share >= SHARE and count >= WORDS:
            found.append(Link(a, b, share, count, len(rows)))
    return found


def gathered(ids: Iterable[str], found: Iterable[Link]) -> tuple[dict[str, str], dict[str, Link]]:
    """The family of each article, and the link to its nearest relative, itself first; those without have none."""
    parent = {article_id: article_id for article_id in ids}
    nearest: dict[str, Link] = {}
    for link in found:
        parent[_root(parent, link.a)] = _root(parent, link.b)
        for own in (link, link._replace(a=link.b, b=link.a)):
            nearest[own.a] = min(own, nearest.get(own.a, own), key=_nearness)
    first: dict[str, str] = {}
    return {article_id: first.setdefault(_root(parent, article_id), article_id) for article_id in parent}, nearest


def family_rows(
    articles: Iterable[Article], x: Corpus, family: Mapping[str, str], nearest: Mapping[str, Link]
) -> pd.DataFrame:
    """The families table of some articles; `x` holds them and their nearest relatives."""
    columns: dict[str, list[object]] = {
        name: [] for name in ("family", "article_id", "evidence", "relative", "shared_words", "share")
    }
    for article in articles:
        link = nearest.get(article.id, Link(article.id, "", 0.0, 0, 0))
        evidence = ""
        if link.b:
            share = f"{link.share:.0%}".replace("%", " %")
            evidence = f"{link.passages} passages, {link.words} words ({share}), shared with {link.b}"
            both = sorted(_credits(article) & _credits(x[link.b]))
            evidence += f"; both credit {' and '.join(both)}" if both else ""
        row = (family[article.id], article.id, evidence, link.b or pd.NA, link.words, round(link.share, 4))
        for column, value in zip(columns.values(), row, strict=True):
            column.append(value)
    return frame("families", columns).astype({"relative": "string", "shared_words": "Int64", "share": "float64"})


def _nearness(link: Link) -> tuple[float, int, int, str]:
    return -link.share, link.words, link.passages, link.b


def _own(table: pd.DataFrame) -> pd.DataFrame:
    """Passages that may come of a common copy: a quotation may come of a common speaker."""
    return table[table["kind"].isin(["verbatim", "edited"]) & ~table["quoted_a"] & ~table["quoted_b"]]


def _covered(article: Article, rows: pd.DataFrame, side: str) -> int:
    """Words of the article in the passages, each counted once."""
    document = Document(article)
    inside: set[int] = set()
    for start, end in zip(rows[f"start_{side}"], rows[f"end_{side}"], strict=True):
        before = document.words_between(0, int(start))
        inside.update(range(before, before + document.words_between(int(start), int(end))))
    return len(inside)


def _credits(article: Article) -> set[str]:
    """Agencies that the article prints as its source: in a notice, a dateline, the byline or its own record."""
    document = Document(article)
    notices = [article.text[p.start : p.end] for p in document.paragraphs if p.zone in ("notice", "caption")]
    head = _HEAD.match(article.text)
    printed = " | ".join([*notices, head.group() if head else "", article.byline or "", article.wire or ""])
    names = set(AGENCIES.findall(printed))
    return {"Associated Press" if name == "AP" else name for name in names} - {"agencies", "news agencies"}


def _root(parent: dict[str, str], article_id: str) -> str:
    while parent[article_id] != article_id:
        parent[article_id] = parent[parent[article_id]]
        article_id = parent[article_id]
    return article_id


FAMILIES = Measure(
    Table("families", "article", (
        Column("family", "string", "", "Name of the family: its first article's id."),
        ARTICLE,
        Column("evidence", "string", "", "What speaks for the family."),
        Column("relative", "string", "", "The article that it shares most with."),
        Column("shared_words", "integer", "words", "Words shared with that one, quotations aside."),
        Column("share", "number", "0 to 1", "shared_words / words of the shorter of the two."),
    ), step="families"),
)  # fmt: skip
