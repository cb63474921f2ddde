"""Columns and cells as the world writes them, brought to framing's names and forms."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from framing.corpus.dates import Order, counted_date, in_words, iso_date, order_shown, two_readings
from framing.readers.record import FIELDS, READ_AS, Problems

DATE_REMEDY = 'Write dates as YYYY-MM-DD, or set dates = "day first" or "month first" in study.toml.'
_OTHER: Mapping[Order, Order] = {"day first": "month first", "month first": "day first"}

_NAMES = ("name", "main", "rendered", "original", "title", "value", "#text")
# Other names of a field, most telling first; used only where the field's own name is missing.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "id": ("article_id", "doc_id", "document_id", "guid", "stories_id", "storeid"),
    "outlet": (
        "source",
        "newspaper",
        "publication",
        "publisher",
        "media_name",
        "source_name",
        "source-hostname",
        "sitename",
        "site_name",
        "publication title",
        "publication_name",
        "medium",
        "outlet_name",
        "journal",
        "container-title",
        "source_domain",
        "hostname",
        "domain",
        "pubtitle",
        "quelle",
        "zeitung",
        "fuente",
        "fonte",
        "источник",
    ),
    "text": (
        "body",
        "content",
        "full_text",
        "full text",
        "fulltext",
        "article_text",
        "maintext",
        "article",
        "story_text",
        "story",
        "body_text",
        "bodytext",
        "article_body",
        "articlebody",
        "main_text",
        "plaintext",
        "plain_text",
        "raw_text",
        "volltext",
        "texte",
        "texto",
        "testo",
        "tekst",
        "текст",
        "анонс",
    ),
    "title": (
        "headline",
        "heading",
        "article_title",
        "document title",
        "webtitle",
        "doctitle",
        "doc_title",
        "titel",
        "titre",
        "título",
        "titulo",
        "titolo",
        "заголовок",
    ),
    "date": (
        "publish_date",
        "published",
        "pub_date",
        "publication_date",
        "publication date",
        "date_publish",
        "published_at",
        "publishedat",
        "published_date",
        "publishing_date",
        "publisheddate",
        "webpublicationdate",
        "issued",
        "seendate",
        "pubdate",
        "datum",
        "fecha",
        "дата",
    ),
    "url": (
        "link",
        "article_url",
        "web_url",
        "weburl",
        "uri",
        "permalink",
        "documenturl",
        "canonical_link",
        "source_url",
        "requested_url",
        "responded_url",
    ),
    "byline": ("author", "authors", "creator", "authorname", "author_name", "autor", "auteur", "autore", "автор"),
    "wire": ("agency", "news_agency", "wire_service"),
    "event": ("topic", "story_id", "event_id"),
    "language": ("lang",),
}


def match_columns(columns: Iterable[str]) -> dict[str, str]:
    """Return which column gives which field: field to column, by its own name first, then by synonyms.

    Examples
    --------
    >>> match_columns(["ID", "Body", "Source", "section"])
    {'id': 'ID', 'outlet': 'Source', 'text': 'Body'}
    """
    folded: dict[str, str] = {}
    for column in columns:
        folded.setdefault(str(column).strip().strip("\ufeff").casefold(), column)
    found = {field: folded[field] for field in FIELDS if field in folded}
    for field in FIELDS:
        if field not in found:
            other = next((folded[name] for name in SYNONYMS.get(field, ()) if name in folded), None)
            if other is not None:
                found[field] = other
    return {field: found[field] for field in FIELDS if field in found}


def others(field: str, columns: Iterable[str]) -> list[str]:
    """Return all columns that may hold a field, most telling first."""
    folded: dict[str, str] = {}
    for column in columns:
        folded.setdefault(str(column).strip().strip("\ufeff").casefold(), column)
    return [folded[name] for name in (field, *SYNONYMS.get(field, ())) if name in folded]


def cell(value: Any) -> Any:
    """Return a cell's value, or None for what stands for "nothing": blank text, NaN, NaT, NA."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, str):
        return value if value.strip() else None
    if hasattr(value, "item") and getattr(value, "ndim", None) == 0:
        return cell(value.item())  # numpy's own numbers
    return None if str(value) in ("NaT", "<NA>") else value


def as_text(value: Any) -> str:
    """Return a cell as text: whole floats without their ``.0``, dates as ISO, text as it is.

    Examples
    --------
    >>> as_text(7.0), as_text("007")
    ('7', '007')
    """
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, dict):
        # As services write an outlet or an author: {"id": null, "name": "…"}, {"given": "Jo", "family": "Reed"}.
        for name in _NAMES:
            if isinstance(value.get(name), str):
                return str(value[name])
        if isinstance(value.get("family"), str):
            return " ".join(str(value[name]) for name in ("given", "family") if value.get(name))
        parts = value.get("date-parts")
        if isinstance(parts, list) and parts and isinstance(parts[0], list):
            return "-".join(f"{int(part):02}" for part in parts[0] if str(part).isdigit())
    if isinstance(value, (list, tuple)):
        return "; ".join(as_text(part) for part in value)
    return str(value)


class DateColumn:
    """The dates of one column, which decide together whether their days or their months come first.

    One number above 12 anywhere settles the order of all. Dates with dots are kept apart from those with slashes or
    hyphens: a column that mixes them was put together from two sources.

    Examples
    --------
    >>> column = DateColumn(["06/08/2021", "06/18/2021"])
    >>> column.read("06/08/2021"), DateColumn(["06/08/2021"]).read("06/08/2021") is None
    ('2021-06-08', True)
    """

    def __init__(self, values: Iterable[Any] = ()) -> None:
        self.shown: dict[bool, dict[Order, str]] = {False: {}, True: {}}  # by dots: an order, the first that shows it
        self._either: dict[bool, list[str]] = {False: [], True: []}  # the first that reads both ways
        self._count = {False: 0, True: 0}
        self._counted: list[str] = []  # dates written as numbers
        for value in values:
            self.add(value)

    def add(self, value: Any) -> None:
        """Take one more value into account."""
        text = as_text(value)
        dots = _dotted(text)
        if counted_date(text):
            self._counted.append(text[:40])
        elif order := order_shown(text):
            self.shown[dots].setdefault(order, text[:40])
        elif two_readings(text):
            self._count[dots] += 1
            self._either[dots] = self._either[dots] or [text[:40]]

    @property
    def doubtful(self) -> bool:
        """Whether some date can be read in both orders."""
        return any(self._count.values())

    def read(self, value: Any, told: Order | None = None) -> str | None:
        """Return the day as ISO, in the order that was told, else in the column's; None where it is ambiguous."""
        text = as_text(value)
        if told:
            return iso_date(text, told)
        orders = self.shown[_dotted(text)]
        if len(orders) > 1 and order_shown(text) is None and iso_date(text, "day first") != iso_date(
            text, "month first"
        ):  # fmt: skip
            return None
        return iso_date(text, next(iter(orders)) if len(orders) == 1 else None)

    def contradiction(self, value: Any = None) -> str | None:
        """Return what shows both orders among dates written like this one, or among any, where something does."""
        kinds = (False, True) if value is None else (_dotted(as_text(value)),)
        both = next((self.shown[dots] for dots in kinds if len(self.shown[dots]) > 1), None)
        return f"{both['day first']!r} is day first and {both['month first']!r} month first" if both else None

    def tell(self, file: str, problems: Problems) -> None:
        """List in which order ambiguous dates were read, and why, or that the column contradicts itself."""
        if self._counted:
            count, first = len(self._counted), self._counted[0]
            unit = "days of Excel" if len(first.partition(".")[0]) == 5 else "seconds since 1970"
            problem = f"{count:,} dates are numbers such as {first} and were read as {unit} ({iso_date(first)})."
            problems.add(file, None, "date", problem, "Write dates as YYYY-MM-DD if that is wrong.", READ_AS)
        if both := self.contradiction():
            problems.add(
                file, None, "date",
                f"the dates contradict each other: {both}. Dates that may be either were left empty.", DATE_REMEDY,
            )  # fmt: skip
        for dots, orders in self.shown.items():
            if len(orders) == 1 and self._count[dots]:
                ((order, shown),) = orders.items()
                first, count = self._either[dots][0], self._count[dots]
                day = iso_date(first, order)
                problems.add(
                    file, None, "date",
                    f"{count:,} date{'s' * (count > 1)} such as {first!r} {'were' if count > 1 else 'was'} read as "
                    f"{order} ({in_words(day) if day else ''}), as {shown!r} in the same column can only be.",
                    f'If that is wrong, say so in study.toml: dates = "{_OTHER[order]}".', READ_AS,
                )  # fmt: skip


def _dotted(text: str) -> bool:
    return "." in text.strip()[:3]
