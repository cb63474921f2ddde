"""Columns and cells as the world writes them, brought to framing's names and forms."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from framing.readers.record import FIELDS

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
        "publication title",
        "medium",
        "outlet_name",
        "domain",
        "pubtitle",
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
    ),
    "title": ("headline", "heading", "article_title", "document title"),
    "date": (
        "publish_date",
        "published",
        "pub_date",
        "publication_date",
        "publication date",
        "date_publish",
        "published_at",
        "publishedat",
        "seendate",
        "pubdate",
    ),
    "url": ("link", "article_url", "web_url", "uri", "permalink", "documenturl"),
    "byline": ("author", "authors", "creator"),
    "wire": ("agency", "news_agency", "wire_service"),
    "event": ("topic", "story_id", "event_id"),
    "language": ("lang",),
}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero janvier januar gennaio januari janeiro",
            "february feb febrero février februar febbraio februari fevereiro",
            "march mar marzo mars märz maart março",
            "april apr abril avril aprile",
            "may mayo mai maggio mei maio",
            "june jun junio juin juni giugno junho",
            "july jul julio juillet juli luglio julho",
            "august aug agosto août augustus",
            "september sep sept septiembre septembre settembre setembro",
            "october oct octubre octobre oktober ottobre outubro",
            "november nov noviembre novembre novembro",
            "december dec diciembre décembre dezember dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
_ISO = re.compile(r"\s*(\d{4})([-/.]?)(\d{2})\2(\d{2})(?!\d{1,2}(?!\d))")
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\.?(?: de)?[ -]+([^\W\d_]{3,10})\.?,?(?: de)?[ -]+(\d{4})(?!\d)"
)
_MONTH_DAY = re.compile(r"([^\W\d_]{3,10})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})(?!\d)")
_NUMBERS = re.compile(r"\s*(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")


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
    if isinstance(value, (list, tuple)):
        return "; ".join(as_text(part) for part in value)
    return str(value)


def iso_date(value: Any) -> str | None:
    """Return the day as ``YYYY-MM-DD``, or None where it cannot be told.

    ``08/06/2021`` reads two ways and gives None, unless one of the numbers can only be a day; with dots
    (``08.06.2021``) the day comes first.

    Examples
    --------
    >>> iso_date("Tuesday, June 8, 2021 6:01 PM GMT"), iso_date("8 June 2021"), iso_date("20210608T100000Z")
    ('2021-06-08', '2021-06-08', '2021-06-08')
    >>> iso_date("06/08/2021") is None, iso_date("06/18/2021")
    (True, '2021-06-18')
    """
    if isinstance(value, (datetime, date)):
        return value.isoformat()[:10]
    text = as_text(value).strip()[:200]
    if match := _ISO.match(text):
        return _day(match[1], match[3], match[4])
    if match := _NUMBERS.match(text):
        first, mark, second, year = match.groups()
        if mark == "." or int(first) > 12:
            return _day(year, second, first)
        return _day(year, first, second) if int(second) > 12 or first == second else None
    for pattern, order in ((_DAY_MONTH, (3, 2, 1)), (_MONTH_DAY, (3, 1, 2))):
        for match in pattern.finditer(text):
            year, month, day = (match[group] for group in order)
            if month.casefold() in _MONTHS:
                return _day(year, _MONTHS[month.casefold()], day)
    return None


def _day(year: str, month: str | int, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
