"""Lists that name articles without their texts, and the articles that take up what they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from framing.readers.fields import as_text
from framing.readers.record import Record


class Links:
    """What lists without texts say of articles whose texts are elsewhere, found by url or id."""

    def __init__(self, links: Iterable[Record]) -> None:
        self._by: dict[tuple[str, str], Record] = {}
        self._unused: dict[int, Record] = {}
        for link in links:
            self._unused[id(link)] = link
            for key in _keys(link.fields):
                self._by.setdefault(key, link)

    def naming(self, fields: Mapping[str, Any]) -> Record | None:
        """Return the entry of a list that names the article with these fields."""
        return next((self._by[key] for key in _keys(fields) if key in self._by), None)

    def taken(self, fields: dict[str, Any]) -> dict[str, Any]:
        """Return fields with what a list adds to them; the article's own win."""
        link = self.naming(fields)
        if link is None:
            return fields
        self._unused.pop(id(link), None)
        return {**link.fields, **fields}

    def left(self) -> list[Record]:
        """Return the entries that no article took up."""
        return list(self._unused.values())


def _keys(fields: Mapping[str, Any]) -> list[tuple[str, str]]:
    keys = [("url", _plain_url(fields["url"]))] if fields.get("url") else []
    return [*keys, ("id", as_text(fields["id"]))] if "id" in fields else keys


def _plain_url(url: object) -> str:
    """Return a url without what varies between two lists of one page: scheme, www, fragment, last slash."""
    text = str(url or "").strip().partition("#")[0]
    return text.partition("://")[2].removeprefix("www.").rstrip("/") or text.rstrip("/")
