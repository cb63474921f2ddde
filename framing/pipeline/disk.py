"""The folder of a run as the store of the steps over a whole archive: articles, tables, and what is kept in between."""

from __future__ import annotations

import hashlib
import json
import mmap
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.corpus.study import Study
from framing.measures.selection.shared import reader
from framing.measures.selection.tokens import Tokens
from framing.pipeline import parts, run
from framing.pipeline.chunks import chunks
from framing.pipeline.store import Store
from framing.readers.record import Problems
from framing.tables import SCHEMA, frame

_METADATA = ("filed", "date_evidence")  # what decides whether an article could have carried a statement
_KEPT = ("id", "text", "outlet", "title", "date", "byline", "wire", "event")


class Folder(Store):
    """The folder of a run, and the key of the rows that its parts were made from."""

    unit = 500
    largest = 500  # all of them are compared, and a statement has a row for each

    def __init__(self, folder: Path, key: str, count: int) -> None:
        self.folder, self.key, self.count = folder, key, count

    @classmethod
    def of(cls, folder: Path) -> Folder:
        """The store of a finished run.

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

    def __reduce__(self) -> tuple[type[Folder], tuple[Path, str, int]]:
        return Folder, (self.folder, self.key, self.count)  # what was read stays here

    @property
    def scratch(self) -> Path:
        """For what is needed in between."""
        return self.folder / "across" / f"scratch-{self.key[:16]}"

    def first(self, number: int, table: str) -> pd.DataFrame:
        return _typed(self.folder / table / f"part-{number:06d}.parquet", table)

    def made(self, step: str, number: int, table: str) -> pd.DataFrame:
        return _typed(self.folder / "across" / step / table / f"part-{number:06d}.parquet", table)

    def write(self, step: str, number: int, key: str, tables: Mapping[str, pd.DataFrame]) -> None:
        parts.write_part(self.folder / "across" / step, number, key, tables)

    def whole(self, step: str, number: int, key: str) -> bool:
        """Is this part of a step there, made from the same, to the last byte?"""
        return parts.whole(self.folder / "across" / step, number, key)

    def save(self, name: str, number: int, **arrays: NDArray[Any]) -> None:
        for field, array in arrays.items():
            with parts.moved(self._array(name, number, field)) as waiting, waiting.open("wb") as file:
                np.save(file, array)
        # Last, since it tells that all are there.
        with parts.moved(self._array(name, number)) as waiting:
            waiting.write_text(json.dumps(list(arrays)), encoding="utf-8")

    def saved(self, name: str, number: int) -> bool:
        return self._array(name, number).exists()

    def load(self, name: str, number: int) -> Mapping[str, NDArray[Any]]:
        fields = json.loads(self._array(name, number).read_text(encoding="utf-8"))
        files = {field: self._array(name, number, field) for field in fields}
        return {field: np.load(file, mmap_mode="r", allow_pickle=False) for field, file in files.items()}

    def _array(self, name: str, number: int, field: str = "") -> Path:
        return self.scratch / name / (f"part-{number:06d}-{field}.npy" if field else f"part-{number:06d}.json")

    def keep(self, name: str, value: Any) -> None:
        with parts.moved(self.scratch / f"{name}.json") as waiting:
            waiting.write_text(json.dumps(value), encoding="utf-8")

    def kept(self, name: str) -> Any:
        path = self.scratch / f"{name}.json"
        return _read(path, path.stat().st_mtime_ns)

    def articles(self, numbers: Sequence[int]) -> tuple[Corpus, pd.DataFrame]:
        return _articles(self.scratch).read(numbers)

    def texts(self, numbers: Sequence[int]) -> tuple[Corpus, Callable[[int], Tokens]]:
        corpus, quotations = self.articles(numbers)
        return corpus, reader(corpus, quotations)

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


def store_articles(folder: Folder, source: Path, study: Study, scorer: str) -> None:
    """Store the measured articles of `source` with their quotations, unless they are there: steps need their texts.

    Raises
    ------
    ValueError
        If the first pass was made of other rows.
    """
    if _offsets(folder.scratch).exists():
        return
    recipe = run.recipe(study, scorer, run.settled_in(source, study))
    offsets, ids = [0], []
    with parts.moved(_texts(folder.scratch)) as waiting, waiting.open("wb") as file:
        for chunk in chunks(source, run.SIZE):
            if not parts.whole(folder.folder, chunk.number, f"{recipe}:{chunk.digest}"):
                raise ValueError(
                    f"{folder.folder} was measured from other rows than {source.name} has, or with another study; run "
                    "`framing measure` again without --across."
                )
            table = folder.first(chunk.number, "articles")
            wanted = set(table.loc[table["words"].notna(), "article_id"])
            said = _quotations(folder.first(chunk.number, "quotations"))
            for article in parts.articles_of(chunk, study, Problems()):
                if article.id in wanted:
                    facts = {name: getattr(article, name) for name in _KEPT}
                    known = {name: article.metadata[name] for name in _METADATA if name in article.metadata}
                    line = [facts, known, said.get(article.id, [])]
                    ids.append(article.id)
                    offsets.append(offsets[-1] + file.write(json.dumps(line).encode() + b"\n"))
    with parts.moved(_offsets(folder.scratch)) as waiting, waiting.open("wb") as file:
        order = sorted(range(len(ids)), key=ids.__getitem__)
        np.save(file, np.array([offsets[:-1], offsets[1:]], dtype=np.int64).T[order])


class _Articles:
    """Stored articles by their number among all that were measured, in the order of their ids."""

    def __init__(self, scratch: Path) -> None:
        self._offsets = np.load(_offsets(scratch), allow_pickle=False)
        self._bytes: mmap.mmap | bytes = b""
        if len(self._offsets):  # an empty file cannot be mapped
            with _texts(scratch).open("rb") as file:
                self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def read(self, numbers: Sequence[int]) -> tuple[Corpus, pd.DataFrame]:
        """Some articles in the order of `numbers`, and their quotations table."""
        articles, rows = [], []
        for number in numbers:
            begin, end = self._offsets[number]
            facts, known, said = json.loads(self._bytes[begin:end])
            articles.append(Article(**facts, metadata=known))
            rows += [(facts["id"], *row) for row in said]
        return Corpus(articles), frame("quotations", rows)


@lru_cache(maxsize=1)
def _articles(scratch: Path) -> _Articles:
    """The articles of a run, opened once in a process."""
    return _Articles(scratch)


@lru_cache(maxsize=1)
def _read(path: Path, written: int) -> Any:
    """What JSON held in a file when it was written."""
    return json.loads(path.read_text(encoding="utf-8"))


def _quotations(table: pd.DataFrame) -> dict[str, list[list[object]]]:
    """Rows of each article without its id, as JSON takes them."""
    said: dict[str, list[list[object]]] = {}
    columns = [column.name for column in SCHEMA["quotations"].columns]
    plain = table[columns].astype(object).where(table[columns].notna(), None)
    for article, *row in plain.itertuples(index=False, name=None):
        said.setdefault(article, []).append(row)
    return said


def _typed(path: Path, table: str) -> pd.DataFrame:
    read = pd.read_parquet(path)
    return frame(table, read) if table in SCHEMA else read


def _texts(scratch: Path) -> Path:
    return scratch / "articles.jsonl"


def _offsets(scratch: Path) -> Path:
    return scratch / "offsets.npy"
