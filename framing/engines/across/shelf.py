"""Articles on disk, any of them at hand: what compares articles needs their texts, and not all at once."""

from __future__ import annotations

import json
import mmap
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from framing.corpus import Article, Corpus
from framing.engines import run
from framing.engines.across.place import Place
from framing.engines.chunks import chunks
from framing.engines.parts import articles_of, moved, whole
from framing.readers.record import Problems
from framing.study import Study
from framing.tables import SCHEMA, frame

_METADATA = ("filed", "date_evidence")  # what decides whether an article could have carried a statement
_KEPT = ("id", "text", "outlet", "title", "date", "byline", "wire", "event")


def stock(place: Place, source: Path, study: Study, scorer: str) -> None:
    """Put the measured articles of `source` on the shelf of `place`, with their quotations, unless they are there.

    Raises
    ------
    ValueError
        If the first pass was made of other rows.
    """
    if _offsets(place.scratch).exists():
        return
    recipe = run.recipe(study, scorer)
    offsets, ids = [0], []
    with moved(_articles(place.scratch)) as waiting, waiting.open("wb") as file:
        for chunk in chunks(source, run.SIZE):
            if not whole(place.folder, chunk.number, f"{recipe}:{chunk.digest}"):
                raise ValueError(
                    f"{place.folder} was measured from other rows than {source.name} has, or with another study; run "
                    "`framing measure` again without --across."
                )
            table = place.first(chunk.number, "articles")
            wanted = set(table.loc[table["words"].notna(), "article_id"])
            said = _quotations(place.first(chunk.number, "quotations"))
            for article in articles_of(chunk, study, Problems()):
                if article.id in wanted:
                    facts = {name: getattr(article, name) for name in _KEPT}
                    known = {name: article.metadata[name] for name in _METADATA if name in article.metadata}
                    line = [facts, known, said.get(article.id, [])]
                    ids.append(article.id)
                    offsets.append(offsets[-1] + file.write(json.dumps(line).encode() + b"\n"))
    with moved(_offsets(place.scratch)) as waiting, waiting.open("wb") as file:
        order = sorted(range(len(ids)), key=ids.__getitem__)
        np.save(file, np.array([offsets[:-1], offsets[1:]], dtype=np.int64).T[order])


class Shelf:
    """Articles by their number among all that were measured, in the order of their ids."""

    def __init__(self, scratch: Path) -> None:
        self._offsets = np.load(_offsets(scratch), allow_pickle=False)
        self._bytes: mmap.mmap | bytes = b""
        if len(self._offsets):  # an empty file cannot be mapped
            with _articles(scratch).open("rb") as file:
                self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def __len__(self) -> int:
        return len(self._offsets)

    def corpus(self, numbers: Sequence[int]) -> tuple[Corpus, pd.DataFrame]:
        """Some articles in the order of `numbers`, and their quotations table."""
        articles, rows = [], []
        for number in numbers:
            begin, end = self._offsets[number]
            facts, known, said = json.loads(self._bytes[begin:end])
            articles.append(Article(**facts, metadata=known))
            rows += [(facts["id"], *row) for row in said]
        return Corpus(articles), frame("quotations", rows)


@lru_cache(maxsize=1)
def shelf(scratch: Path) -> Shelf:
    """The shelf of a place, opened once in a process."""
    return Shelf(scratch)


def _quotations(table: pd.DataFrame) -> dict[str, list[list[object]]]:
    """Rows of each article without its id, as JSON takes them."""
    said: dict[str, list[list[object]]] = {}
    columns = [column.name for column in SCHEMA["quotations"].columns]
    plain = table[columns].astype(object).where(table[columns].notna(), None)
    for article, *row in plain.itertuples(index=False, name=None):
        said.setdefault(article, []).append(row)
    return said


def _articles(scratch: Path) -> Path:
    return scratch / "articles.jsonl"


def _offsets(scratch: Path) -> Path:
    return scratch / "offsets.npy"
