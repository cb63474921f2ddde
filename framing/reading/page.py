"""`show`: an article as a page with its evidence marked."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping

import pandas as pd

from framing.corpus import Article
from framing.document import Document
from framing.reading.layers import Layers, layers
from framing.reading.markup import STYLES, legend, marked, tint
from framing.tables import Tables, frame

_BAR = "#0072B2"
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
) -> Page:
    """The text as it was, with its evidence marked: who speaks, phrases, tone words, shared passages.

    Parameters
    ----------
    article : Article, Document or str
    tables : Tables, optional
        From `framing.measure`: what is marked is then exactly what was counted, shared passages included.
        Without it the quotations are found here.
    phrases : mapping of str to iterable of str, optional
        Phrases to mark; by default those of `tables`.
    against : Article, optional
        Another article, shown beside it with what the two share and where they differ.

    Returns
    -------
    Page
        A notebook shows it; ``.html`` is the page's HTML, without scripts or style sheets.

    Examples
    --------
    >>> page = show("“It rained,” said Ann Lee.")
    >>> "Ann Lee: direct" in page.html, "<script" in page.html
    (True, False)
    """
    from framing.reading.side import beside
    from framing.speakers import quotations

    document = article if isinstance(article, Document) else Document(article)
    if against is not None:
        return Page(beside(document, Document(against)), document.text)
    said = quotations(document) if tables is None else tables.quotations
    passages = frame("passages", []) if tables is None else tables.passages
    if phrases is None:
        phrases = {} if tables is None else tables.facts.get("phrases", {})
    return Page(_page(document, layers(document, said, phrases, passages), said), document.text)


def _page(document: Document, found: Layers, quotations: pd.DataFrame) -> str:
    """Legend and paragraphs; every paragraph keeps its place in the reading order."""
    article = document.article
    facts = " · ".join(html.escape(fact) for fact in (article.outlet, article.date, f"article {article.id}") if fact)
    blocks = []
    for number, (start, end, zone) in enumerate(document.paragraphs):
        bar = _BAR if number in found.shared else "transparent"
        styles = ["margin: 0 0 0.7em 0", "padding-left: 10px", f"border-left: 4px solid {bar}", _ZONES.get(zone, "")]
        title = "; ".join(filter(None, (zone, found.shared.get(number, ""))))
        style = "; ".join(filter(None, styles))
        content = marked(document.text, start, end, found.marks)
        blocks.append(f'<p style="{style}" title="{html.escape(title)}">{content}</p>')
    body = "\n".join(blocks)
    return (
        f'<div style="max-width: 46em; line-height: 1.6; color: #000000; background-color: #ffffff; padding: 8px">'
        f'<p style="{_QUIET}">{facts}</p>{_legend(found, quotations, article.id)}\n{body}</div>'
    )


def _legend(found: Layers, quotations: pd.DataFrame, article_id: str) -> str:
    """Speakers with their number and words, then the other marks that occur."""
    own = quotations[quotations["article_id"] == article_id]
    words = own[own["kind"] != "scare"].groupby(own["speaker"].fillna("speaker unknown"))["words"].sum()
    entries = [
        (tint(number), f"{number} {name} ({int(words.get(name, 0))} words)") for name, number in found.speakers.items()
    ]
    used = {mark.style for mark in found.marks}
    kinds = {
        "reported, not in marks": ("indirect", any(STYLES["indirect"] in style for style in used)),
        "in marks, quoting nobody": ("scare", STYLES["scare"] in used),
        "phrase of the study": ("phrase", STYLES["phrase"] in used),
        "positive tone word": ("positive", STYLES["positive"] in used),
        "negative tone word": ("negative", STYLES["negative"] in used),
    }
    entries += [(STYLES[style], name) for name, (style, there) in kinds.items() if there]
    if found.shared:
        entries.append((f"border-left: 4px solid {_BAR}; padding-left: 4px", "shared with another article"))
    return legend(entries)
