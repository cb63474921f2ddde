"""A file of any size as chunks of articles, read once and never held whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from framing.pipeline.rows import STREAMED, records
from framing.readers.fields import DateColumn
from framing.readers.record import Problem, Problems, Record

LONGEST = 2_000_000  # characters of an article; longer than a novel, and a part must fit in memory
_LOOKED_AT = 1000  # articles; where none of them has a date of two readings, the rest is not searched for one
ROOM = 10_000_000  # characters of a part


class Chunk(NamedTuple):
    """Records of one part: its number from 0, what was wrong in reading them, and a hash of all they hold.

    `read` is how much of the file was read when the chunk was full, 0 to 1; it tells how far a run is. `dates` knows
    the order of the whole file's dates, which one part may not show.
    """

    number: int
    records: list[Record]
    problems: list[Problem]
    digest: str
    read: float = 1.0
    dates: DateColumn | None = None


def chunks(path: Path, size: int) -> Iterator[Chunk]:
    """Cut a CSV, TSV, JSON Lines or Parquet file into chunks of `size` articles, or fewer where they are long.

    Ids are made unique over the whole file: one that is used already gets a number, and one that is missing is made
    from the text; both are listed. The same rows give the same chunks, whatever was read before.

    Raises
    ------
    ValueError
        If the file is of another format.
    """
    if path.suffix.lower() not in STREAMED:
        raise ValueError(f"{path.name}: an archive is measured in parts from {', '.join(STREAMED)}, not from this.")
    problems = Problems()
    dates = _dates(path)
    number = characters = 0
    held: list[Record] = []
    read = 0.0
    for record, read in _unique(records(path, problems), problems):
        held.append(record)
        characters += len(record.text or "")
        if len(held) == size or characters > ROOM:
            yield _chunk(number, held, problems, dates, read)
            number, characters, held = number + 1, 0, []
    if held or problems.rows:
        yield _chunk(number, held, problems, dates, 1.0)


def _dates(path: Path) -> DateColumn:
    """The dates of a file as one column; a file whose first dates are not of numbers alone is not read for them."""
    column = DateColumn()
    for number, (record, _) in enumerate(records(path, Problems())):
        column.add(record.fields.get("date", ""))
        if number == _LOOKED_AT and not column.doubtful:
            break
    return column


def _chunk(number: int, held: list[Record], problems: Problems, dates: DateColumn, read: float) -> Chunk:
    digest = hashlib.sha256(json.dumps([sorted(orders) for orders in dates.shown.values()]).encode())
    for record in held:
        digest.update(json.dumps([record.text, dict(record.fields)], sort_keys=True, default=str).encode())
    rows, problems.rows = problems.rows, []
    return Chunk(number, held, rows, digest.hexdigest(), read, dates)


def _unique(found: Iterable[tuple[Record, float]], problems: Problems) -> Iterator[tuple[Record, float]]:
    """Every record with an id of its own; eight bytes of each id are kept, so that millions fit in memory."""
    seen: set[bytes] = set()
    for record, read in found:
        if not _usable(record, problems):
            continue
        text = record.text or ""
        own = str(record.fields.get("id") or "").strip()
        if not own:
            own = "a" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:10]
            problems.add(record.file, record.line, "id", f"no id; {own!r} was made from the text.", "Add an id.")
        id, times = own, 1
        while (key := hashlib.blake2b(id.encode("utf-8", "replace"), digest_size=8).digest()) in seen:
            times += 1
            id = f"{own}-{times}"
        seen.add(key)
        if times > 1:
            problems.add(
                record.file, record.line, "id", f"the id {own!r} is used already; this article became {id!r}.",
                "Give each article an id of its own.",
            )  # fmt: skip
        yield Record(text, record.file, record.line, {**record.fields, "id": id}), read


def _usable(record: Record, problems: Problems) -> bool:
    """Is there a text that can be measured? What is wrong with it is listed."""
    where = record.file, record.line, "text"
    text = record.text or ""
    if not text:
        problems.add(*where, "there is no text; the row was left out.", "Fill its column 'text'.")
        return False
    if len(text) > LONGEST:
        problems.add(
            *where, f"the text has {len(text):,} characters and was set aside.",
            f"Look whether it is one article; up to {LONGEST:,} characters are measured.",
        )  # fmt: skip
        return False
    if "\0" in text or "\ufffd" in text:
        problems.add(
            *where, "characters that could not be read are in it (NUL or U+FFFD).",
            "Export the article again as UTF-8, or leave it if that is right.",
        )  # fmt: skip
    return True
