"""An article as it was read, and the names that it is known by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from framing.corpus.dates import iso_date, unread_date

_NEEDED = ("id", "text", "outlet")
_HALVES = re.compile("[\ud800-\udfff]")
_LABELS = ("outlet", "event", "wire")  # fields whose values name groups
# What reading notes of an article in its metadata; everything else there came with the article.
_NOTED = frozenset(
    "simulated file line outlet_evidence date_evidence wire_evidence own_text_starts tail outlet_as_given translated "
    "filed fingerprint".split()
)
# Blanks of every kind, and marks that print nothing (zero-width space, direction marks, soft hyphen, byte order mark).
# The joiners U+200C and U+200D belong to the spelling of some scripts and are removed at the ends only.
_UNSEEN = re.compile("[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Article:
    """One news article, its text exactly as it was read.

    Parameters
    ----------
    id : str
        Unique within the corpus.
    text : str
        The text. Every span of the package is ``[start, end)`` in its characters. Half a surrogate pair, which no
        file can hold, becomes U+FFFD, here and in the other fields; nothing moves.
    outlet : str
        Who published it; the label that figures show. In `outlet`, `event` and `wire`, which name groups, blanks are
        stripped and collapsed, so that ``"Post "`` and ``"Post"`` are one outlet.
    title, date, url, byline, wire, event : str, optional
        What is known of it; `date` is held as an ISO date (``2021-06-09``), however it is written.
    language : str
        ISO 639-1 code, or "und" where it cannot be determined. English is measured; other languages are listed and left
        out.
    metadata : mapping
        Everything else that came with the article.

    Raises
    ------
    TypeError
        If a field is no text.
    ValueError
        If the date is ambiguous or no date.

    Examples
    --------
    >>> Article("a1", "The minister resigned.", outlet="Daily Example").outlet
    'Daily Example'
    """

    id: str
    text: str
    outlet: str = "unknown"
    title: str | None = None
    date: str | None = None
    url: str | None = None
    byline: str | None = None
    wire: str | None = None
    event: str | None = None
    language: str = "en"
    metadata: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("id", "text", "outlet", "title", "date", "url", "byline", "wire", "event"):
            value = getattr(self, name)
            if isinstance(value, str):
                if not _whole(value):
                    object.__setattr__(self, name, _HALVES.sub("\ufffd", value))
            elif name in _NEEDED or not (value is None or name == "date"):
                wanted = "a str" if name in _NEEDED else "a str or None"
                raise TypeError(f"An article's {name} is {wanted}, not {type(value).__name__} (article {self.id!r}).")
        if self.date is not None:
            object.__setattr__(self, "date", _day(self))
        for name in _LABELS:
            if value := getattr(self, name):
                object.__setattr__(self, name, plain_label(value) or None)
        if not self.outlet:
            object.__setattr__(self, "outlet", "unknown")

    def __repr__(self) -> str:
        dated = f", {self.date}" if self.date else ""
        return f"Article({self.id!r}, {self.outlet}{dated}, {len(self.text.split())} words: {_opening(self)!r})"

    def _repr_html_(self) -> str:
        return as_table([self]) + hint(f"framing.show(corpus[{self.id!r}]) shows the text with its evidence marked.")


def plain_label(text: str) -> str:
    r"""Return the name of a group without what nobody sees: outer, doubled and unusual blanks, marks of no width.

    Examples
    --------
    >>> plain_label(" Daily\xa0 Example\u200b\n")
    'Daily Example'
    """
    if not text.isascii():
        # One letter may be written as one character or as two: an accent of its own looks the same.
        text = unicodedata.normalize("NFC", _UNSEEN.sub("", text)).strip().strip(_JOINERS)
    return " ".join(text.split())


def unknown_outlet(article_id: str) -> str:
    """The outlet of an article whose outlet nobody knows: one of its own, since two unknown outlets may differ.

    Examples
    --------
    >>> unknown_outlet("001")
    'Unknown outlet (001)'
    """
    return f"Unknown outlet ({article_id})"


def own_columns(article: Article) -> dict[str, Any]:
    """Return what came with an article beside the fields of `Article`: the columns of the user's own.

    Examples
    --------
    >>> own_columns(Article("a", "One text.", metadata={"file": "a.csv", "leaning": "left"}))
    {'leaning': 'left'}
    """
    return {str(name): value for name, value in article.metadata.items() if name not in _NOTED}


def _day(article: Article) -> str | None:
    if isinstance(article.date, str) and not article.date.strip():
        return None
    day = iso_date(article.date)
    if day is None:
        raise ValueError(
            f"The date of article {article.id!r}: {unread_date(article.date)}; write it as YYYY-MM-DD, such as "
            "2021-06-08."
        )
    return day


def _whole(text: str) -> bool:
    """Whether a file can hold the text; to encode it is faster than to search it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def as_table(articles: Sequence[Article]) -> str:
    """Return articles as an HTML table; JupyterLab strips style sheets, so that styles are in the cells."""
    left = ' style="text-align: left; padding-right: 1em"'
    names = ("id", "outlet", "date", "words", "opening")
    head = "".join(f'<th scope="col"{left}>{name}</th>' for name in names)
    rows = []
    for article in articles:
        cells = (article.id, article.outlet, article.date or "", str(len(article.text.split())), _opening(article))
        rows.append("<tr>" + "".join(f"<td{left}>{escape(cell)}</td>" for cell in cells) + "</tr>")
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def hint(sentence: str) -> str:
    return f'<p style="color: #595959">{escape(sentence)}</p>'


def _opening(article: Article) -> str:
    words = (article.title or article.text[:400]).split()
    text = " ".join(words[:12])[:80]
    return text if text == " ".join(words) else f"{text} …"
