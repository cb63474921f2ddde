"""Columns and cells as the world writes them, brought to framing's names and forms."""

from __future__ import annotations

import math
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
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        return str(value["name"])  # as services write an outlet or an author: {"id": null, "name": "…"}
    if isinstance(value, (list, tuple)):
        return "; ".join(as_text(part) for part in value)
    return str(value)
