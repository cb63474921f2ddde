"""`show`: an article as a page with its evidence marked."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.corpus.given import text_ids
from framing.measures._tone.scorers import LEXICON, scored_by
from framing.measures.selection import omissions
from framing.measures.voice import SPEECH
from framing.reporting.layers import UNKNOWN, Layers, layers
from framing.reporting.markup import STYLES, legend, marked, tint
from framing.tables import Tables, frame
from framing.text.document import Document

if TYPE_CHECKING:
    from framing.measures._tone.audit import Audit

_BAR = "#0072B2"
_WORD = re.compile(r"\w[\w-]{0,60}")  # an id, more likely than a text
_CELL = ' style="text-align: left; vertical-align: top; padding: 2px 8px 2px 0"'
_QUIET = "color: #666666; font-size: 85%"
_ZONES = {
    "headline": "font-size: 130%; font-weight: bold",
    "standfirst": "font-size: 110%",
    "caption": _QUIET,
    "notice": _QUIET,
    "translation": "font-style: italic",
}


class Page:
    """HTML that a notebook shows; `html` holds it, for writing to a file."""

    def __init__(self, html: str, text: str) -> None:
        self.html = html
        self._text = text

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self._text


def show(
    article: Article | Document | str,
    tables: Tables | None = None,
    phrases: Mapping[str, Iterable[str]] | None = None,
    against: Article | None = None,
    audit: Audit | None = None,
) -> Page:
    """The text as it was, with its evidence marked: who speaks, phrases, tone words, shared passages.

    Words that the tone lexicon counts although they are inside a name (the *United* States, *Justice* Department)
    are marked as such, not as tone. Tone words are marked only where VADER scored the tone: no other scorer says which
    words it counted.

    Parameters
    ----------
    article : Article, Document or str
    tables : Tables, optional
        From `framing.measure`: what is marked is then exactly what was counted, shared passages included.
        Without it the quotations are found here.
    phrases : mapping of str to iterable of str, optional
        Phrases to mark; by default those of `tables`.
    against : Article, optional
        Another article, shown beside it with what the two share and where they differ; with `tables`, as counted.
    audit : Audit, optional
        From `framing.tone_audit`: words that it flags as topic are marked as such, not as tone.

    Returns
    -------
    Page
        A notebook shows it; ``.html`` is the page's HTML, without scripts or style sheets.

    Raises
    ------
    TypeError
        If `article` is none (of a corpus, one article is shown), or `tables` are none.
    ValueError
        If `article` is the id of an article of `tables`.

    Examples
    --------
    >>> page = show("“It rained,” said Ann Lee.")
    >>> "Ann Lee: direct" in page.html, "<script" in page.html
    (True, False)
    """
    from framing.reporting.side import beside

    _check(article, tables)
    tables = tables if tables is None else text_ids(tables)
    document = article if isinstance(article, Document) else Document(article)
    if against is not None:
        return Page(beside(document, Document(against), tables), document.text)
    return Page(_shown(document, tables, phrases, audit), document.text)


def anchored(article: Article, tables: Tables, audit: Audit | None, runs: Sequence[tuple[int, int]]) -> str:
    """The HTML of `show`, in which each sentence has an id, and so have runs of several: ``s3``, ``s3-5``."""
    return _shown(Document(article), tables, None, audit, dict.fromkeys(runs))


def _shown(
    document: Document,
    tables: Tables | None,
    phrases: Mapping[str, Iterable[str]] | None,
    audit: Audit | None,
    runs: Collection[tuple[int, int]] | None = None,
) -> str:
    """The view of one article; its sentences have ids where `runs` are given."""
    from framing.measures.speakers.table import quotations

    said = quotations(document) if tables is None else tables.quotations
    passages = frame("passages", []) if tables is None else tables.passages
    if phrases is None:
        phrases = {} if tables is None else tables.facts.get("phrases", {})
    by = LEXICON if tables is None else scored_by(tables)
    actors = {} if tables is None else tables.facts.get("actors", {})
    names = [name for form in actors.items() for name in (form[0], *form[1])]
    topics = () if audit is None else set(audit.words.loc[audit.words["topic"].notna(), "word"])
    found = layers(document, said, phrases, passages, by, names, topics)
    left_out = "" if tables is None else _omitted(document, tables)
    return _page(document, found, said, by, left_out, runs)


def _check(article: object, tables: object) -> None:
    """Refuse what is no article or no tables, and say what is meant instead."""
    if not isinstance(article, (Article, Document, str)):
        one = f", such as corpus[{article.ids[0]!r}]" if isinstance(article, Corpus) and len(article) else ""
        raise TypeError(f"show takes one article{one}, a Document or a text, not {type(article).__name__}.")
    if isinstance(article, str) and _WORD.fullmatch(article) and (tables is None or isinstance(tables, Tables)):
        raise ValueError(f"{article!r} is one word. Is it the id of an article? Then show corpus[{article!r}].")
    if tables is None:
        return
    if not isinstance(tables, Tables):
        raise TypeError(f"tables are those of framing.measure, not {type(tables).__name__}.")
    if isinstance(article, str) and (tables.articles["article_id"] == article).any():
        raise ValueError(f"{article!r} is the id of an article, not its text: show corpus[{article!r}].")


def _page(
    document: Document, found: Layers, quotations: pd.DataFrame, scorer: str, left_out: str,
    runs: Collection[tuple[int, int]] | None,
) -> str:  # fmt: skip
    """Legend and paragraphs; every paragraph keeps its place in the reading order."""
    article = document.article
    facts = " · ".join(html.escape(fact) for fact in (article.outlet, article.date, f"article {article.id}") if fact)
    blocks = []
    for number, (start, end, zone) in enumerate(document.paragraphs):
        bar = _BAR if number in found.shared else "#ffffff"
        styles = ["margin: 0 0 0.7em 0", "padding-left: 10px", f"border-left: 4px solid {bar}", _ZONES.get(zone, "")]
        title = "; ".join(filter(None, (zone, found.shared.get(number, ""))))
        style = "; ".join(filter(None, styles))
        content = marked(document.text, start, end, found.marks) if runs is None else "".join(
            _sentences(document, number, found, runs))  # fmt: skip
        blocks.append(f'<p style="{style}" title="{html.escape(title)}">{content}</p>')
    body = "\n".join(blocks)
    own = quotations[quotations["article_id"] == article.id]
    return (
        f'<div style="max-width: 46em; line-height: 1.6; color: #000000; background-color: #ffffff; padding: 8px">'
        f'<p style="{_QUIET}">{facts}</p>{_legend(found, own, scorer)}\n{body}\n{_sources(found, own)}{left_out}</div>'
    )


def _sentences(document: Document, paragraph: int, found: Layers, runs: Collection[tuple[int, int]]) -> Iterator[str]:
    """The parts of a paragraph: each sentence with its id, and what is between them."""
    at, (_, last, _) = document.paragraphs[paragraph].start, document.paragraphs[paragraph]
    own = [n for n, sentence in enumerate(document.sentences) if sentence.paragraph == paragraph]
    for number in own:
        start, end = document.sentences[number].start, document.sentences[number].end
        yield marked(document.text, at, start, found.marks) if at < start else ""
        yield "".join(f'<a id="s{first}-{final}"></a>' for first, final in runs if first == number)
        yield f'<span id="s{number}">{marked(document.text, start, end, found.marks)}</span>'
        at = end
    yield marked(document.text, at, last, found.marks) if at < last else ""


def _sources(found: Layers, own: pd.DataFrame) -> str:
    """What hovering tells, as a table for who cannot hover: on a phone, by keyboard, with a screen reader."""
    rows = []
    for row in own[own["kind"].isin(SPEECH)].astype("object").itertuples(index=False):
        name = UNKNOWN if pd.isna(row.speaker) else str(row.speaker)
        sure = "" if pd.isna(row.confidence) else f"{row.confidence:.2f}"
        cue = "" if pd.isna(row.cue) else str(row.cue)
        texts = (str(found.speakers[name]), name, str(row.kind), cue, str(row.words), sure)
        rows.append("<tr>" + "".join(f"<td{_CELL}>{html.escape(text)}</td>" for text in texts) + "</tr>")
    if not rows:
        return ""
    names = ("number", "speaker", "kind", "cue", "words", "confidence")
    return _details("Who speaks, by which cue, how sure", names, rows)


def _omitted(document: Document, tables: Tables) -> str:
    """What the article leaves out, each with who carries it and the sentence here that comes nearest."""
    claims = omissions(tables)
    rows = []
    for row in claims[claims["article_id"] == document.article.id].itertuples(index=False):
        near = "no sentence is near" if pd.isna(row.near) else f"{row.near} ({row.score:.2f})"
        texts = (str(row.text), str(row.carried_by), near, f"{row.confidence:.2f}")
        rows.append("<tr>" + "".join(f"<td{_CELL}>{html.escape(text)}</td>" for text in texts) + "</tr>")
    names = ("statement", "carried by", "nearest sentence here (chance that it says the same)", "confidence")
    return _details(f"What this article leaves out: {len(rows)}", names, rows) if rows else ""


def _details(summary: str, names: tuple[str, ...], rows: list[str]) -> str:
    """A table that opens on demand."""
    head = "".join(f'<th scope="col"{_CELL}>{name}</th>' for name in names)
    return (
        f"<details><summary>{summary}</summary>"
        '<div style="overflow-x: auto"><table style="font-size: 85%; border-collapse: collapse">'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div></details>"
    )


def _legend(found: Layers, own: pd.DataFrame, scorer: str) -> str:
    """Speakers with their number and words, then the other marks that occur."""
    words = own[own["kind"].isin(SPEECH)].groupby(own["speaker"].fillna(UNKNOWN))["words"].sum()
    entries = [
        (tint(number), f"{number} {name} ({int(words.get(name, 0))} words)") for name, number in found.speakers.items()
    ]
    used = {mark.style for mark in found.marks}
    kinds = {
        "reported, not in marks": ("indirect", any(STYLES["indirect"] in style for style in used)),
        "attributed (a belief, plan or finding), not speech": ("attributed", STYLES["attributed"] in used),
        "in marks, quoting nobody": ("scare", STYLES["scare"] in used),
        "phrase of the study": ("phrase", STYLES["phrase"] in used),
        "cue": ("cue", STYLES["cue"] in used),
        "positive tone word": ("positive", STYLES["positive"] in used),
        "negative tone word": ("negative", STYLES["negative"] in used),
        "name or topic word that the tone lexicon counts": ("topic", STYLES["topic"] in used),
    }
    entries += [(STYLES[style], name) for name, (style, there) in kinds.items() if there]
    if scorer != LEXICON:
        entries.append((_QUIET, f"tone words are not marked: the scorer {scorer} does not name any"))
    if found.shared:
        entries.append((f"border-left: 4px solid {_BAR}; padding-left: 4px", "shared with another article"))
    return legend(entries)
