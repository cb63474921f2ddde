"""Where the second pass finds what the first one made, and where it writes."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from framing.engines import parts
from framing.tables import SCHEMA, frame


class First(NamedTuple):
    """Articles that were measured, by the order of their ids: which of two is held against the other never changes.

    `starts` cuts them into as many stretches as there are parts; `parts` has the numbers of each part's articles.
    """

    ids: list[str]
    outlets: list[str]
    events: list[str]
    starts: list[int]
    parts: list[list[int]]


class Place:
    """The folder of a run, and the key of the rows that its parts were made from."""

    def __init__(self, folder: Path, key: str, count: int) -> None:
        self.folder, self.key, self.count = folder, key, count

    @classmethod
    def of(cls, folder: Path) -> Place:
        """The place of a finished run.

        Raises
        ------
        ValueError
            If the first pass is not complete.
        """
        try:
            rows = json.loads((folder / "study.json").read_text(encoding="utf-8"))["rows"]
            manifests = sorted(folder.glob("manifest/part-*.json"))
            told = [json.loads(path.read_text(encoding="utf-8")) for path in manifests]
        except (OSError, ValueError, KeyError):
            rows, told = "", []
        if not rows or rows != hashlib.sha256("".join(part["key"] for part in told).encode()).hexdigest():
            raise ValueError(f"{folder} holds no finished first pass; run `framing measure` into it to the end.")
        return cls(folder, rows, len(told))

    @property
    def scratch(self) -> Path:
        """For what is needed in between."""
        return self.folder / "across" / f"scratch-{self.key[:16]}"

    def first(self, number: int, table: str) -> pd.DataFrame:
        """A table of one part as the first pass made it."""
        return _typed(self.folder / table / f"part-{number:06d}.parquet", table)

    def made(self, step: str, number: int, table: str) -> pd.DataFrame:
        """A table of one part of a step."""
        return _typed(self.folder / "across" / step / table / f"part-{number:06d}.parquet", table)

    def write(self, step: str, number: int, key: str, tables: Mapping[str, pd.DataFrame]) -> None:
        """Write one part of a step."""
        parts.write_part(self.folder / "across" / step, number, key, tables)

    def whole(self, step: str, number: int, key: str) -> bool:
        """Is this part of a step there, made from the same, to the last byte?"""
        return parts.whole(self.folder / "across" / step, number, key)

    def finish(self, step: str, count: int) -> None:
        """Say that all parts of a step are there."""
        folder = self.folder / "across" / step
        folder.mkdir(parents=True, exist_ok=True)
        parts.drop_after(folder, count - 1)
        with parts.moved(folder / "done.json") as waiting:
            waiting.write_text(json.dumps({"rows": self.key}) + "\n", encoding="utf-8")

    def clear(self) -> None:
        """Remove what was needed in between, also by runs over other rows."""
        across = self.folder / "across"
        for left in across.glob("scratch-*"):
            if re.fullmatch("scratch-[0-9a-f]{16}", left.name) and across.resolve().parent == self.folder.resolve():
                shutil.rmtree(left, ignore_errors=True)

    @cached_property
    def measured(self) -> First:
        """The articles that were measured."""
        rows: list[tuple[str, str, str]] = []
        starts = [0]
        for number in range(self.count):
            table = self.first(number, "articles")
            table = table[table["words"].notna()]
            rows += zip(table["article_id"], table["outlet"], table["event"].fillna(""), strict=True)
            starts.append(len(rows))
        order = sorted(range(len(rows)), key=rows.__getitem__)
        at = [0] * len(rows)
        for number, place in enumerate(order):
            at[place] = number
        ids, outlets, events = ([rows[place][k] for place in order] for k in range(3))
        return First(ids, outlets, events, starts, [at[a:b] for a, b in pairwise(starts)])

    def __reduce__(self) -> tuple[type[Place], tuple[Path, str, int]]:
        return Place, (self.folder, self.key, self.count)  # what was read stays here


def _typed(path: Path, table: str) -> pd.DataFrame:
    read = pd.read_parquet(path)
    return frame(table, read) if table in SCHEMA else read
