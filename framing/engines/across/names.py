"""One name for a speaker in all articles of an archive."""

from __future__ import annotations

import json
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from framing.engines.across.place import Place
from framing.engines.parts import moved
from framing.measure.speakers import speakers
from framing.speakers.across import name_counts, names_across, renaming
from framing.study import Study
from framing.tables.schema import speaker_tables

if TYPE_CHECKING:
    from framing.engines.across.second import Steps


def join(steps: Steps, study: Study) -> None:
    """Count the names of all parts, join them, and write each part's tables with the names that result."""
    counts: dict[str, Counter[str]] = {}
    for found in steps.run(_counts, [(number,) for number in range(steps.place.count)]):
        for kind, names in found.items():
            counts.setdefault(kind, Counter()).update(names)
    changed = {name: whole for name, whole in names_across(counts).items() if name != whole}
    aliases = {name: list(others) for name, others in study.aliases.items()}
    asked = json.dumps([changed, aliases], sort_keys=True)
    with moved(_joined(steps.place)) as waiting:
        waiting.write_text(asked, encoding="utf-8")
    steps.parts("names", _part, [(number,) for number in range(steps.place.count)], asked)


def _counts(place: Place, number: int) -> dict[str, Counter[str]]:
    return name_counts(place.first(number, "quotations"))


def _part(place: Place, key: str, number: int) -> None:
    rename = renaming(*_read(_joined(place), key))
    tables = {name: rename(place.first(number, name)) for name in speaker_tables()}
    tables["speakers"] = speakers(tables["quotations"], place.first(number, "sentences"))
    place.write("names", number, key, tables)


@lru_cache(maxsize=1)
def _read(path: Path, key: str) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Names as they were joined; the key tells one run's from another's."""
    joined, aliases = json.loads(path.read_text(encoding="utf-8"))
    return joined, aliases


def _joined(place: Place) -> Path:
    return place.scratch / "names.json"
