"""`measure_across`: what needs the whole archive, step by step, in parts that can be killed and resumed."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

from framing.corpus.study import Study
from framing.pipeline.across import STEPS
from framing.pipeline.disk import Folder, store_articles
from framing.pipeline.parts import locked
from framing.pipeline.pool import spread
from framing.pipeline.run import Progress, Tally, written
from framing.pipeline.store import Steps

NAMES = tuple(STEPS)
GIGABYTES = 4.0
_NEEDS_TEXTS = frozenset(("passages", "statements"))


def measure_across(
    source: str | Path,
    to: str | Path,
    what: Sequence[str] = NAMES,
    study: Study | None = None,
    scorer: str = "vader",
    executor: Executor | None = None,
    workers: int | None = None,
    gigabytes: float = GIGABYTES,
    progress: Callable[[Progress], None] | None = None,
    model: str | None = None,
) -> dict[str, float]:
    """Measure what needs the whole archive, over the parts that `framing.measure_file` made of it.

    The numbers are those of `framing.measure`. `framing.scan` reads the tables with the others. Like the first pass it
    may be stopped at any moment and goes on where it was.

    Parameters
    ----------
    source, to, study, scorer, executor, workers, progress, model
        As for `framing.measure_file`, and the same as there.
    what : sequence of str
        *names*: one name for a speaker in all articles. *passages*: shared passages, families, edits, and the shared
        words of each article. *statements*: which article of an event carries which; articles are compared within
        their `event`, and one of more than 500 articles is listed and left out. *frequencies*: in how many articles
        of an outlet each term is.
    gigabytes : float
        Memory that the processes may take together (Linux).

    Returns
    -------
    dict of str to float
        Seconds that each took, the reading of the texts under *texts*.

    Raises
    ------
    ValueError
        If the first pass is not complete, or `source` is not what it measured.
    MemoryError
        If the memory does not suffice; what is done stays.

    Examples
    --------
    >>> import csv, pathlib, tempfile
    >>> import framing
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> rows = [["1", "A", "Ann Lee said the dam would hold all week."], ["2", "B", "“It did,” Lee said."]]
    >>> with (folder / "a.csv").open("w") as file:
    ...     csv.writer(file).writerows([["id", "outlet", "text"], *rows])
    >>> done = framing.measure_file(folder / "a.csv", folder / "out", workers=1)
    >>> sorted(framing.measure_across(folder / "a.csv", folder / "out", ["names"], workers=1))
    ['names']
    >>> framing.scan(folder / "out").read("speakers")["speaker"].tolist()
    ['Ann Lee', 'Ann Lee']
    """
    for name in what:
        if name not in NAMES:
            raise ValueError(f"There is no second pass {name!r}; there are {', '.join(NAMES)}.")
    source, folder, study = Path(source), Path(to), (study or Study()).with_model(model)
    with written(folder, source), locked(folder):
        store = Folder.of(folder)
        steps = Spread(store, executor, workers, gigabytes, progress)
        taken: dict[str, float] = {}
        began = time.monotonic()
        try:
            if _NEEDS_TEXTS.intersection(what):
                store_articles(store, source, study, scorer)
                taken["texts"] = time.monotonic() - began
            for name in what:
                began = time.monotonic()
                STEPS[name](steps, study)
                taken[name] = time.monotonic() - began
        except MemoryError:
            raise MemoryError(
                f"{gigabytes:g} GB do not suffice. What is done stays: run the same command again with more memory or "
                "fewer workers."
            ) from None
        store.clear()
    return taken


class Spread(Steps):
    """Runs one step after the other over its parts, in processes, and tells how far it is."""

    store: Folder

    def __init__(
        self, store: Folder, executor: Executor | None, workers: int | None, gigabytes: float,
        progress: Callable[[Progress], None] | None,
    ) -> None:  # fmt: skip
        super().__init__(store)
        self._executor, self._workers, self._gigabytes, self._progress = executor, workers, gigabytes, progress

    def run(self, function: Callable[..., Any], pieces: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
        tally = Tally(self._progress)
        todo = list(pieces)
        work = ((self.store, *piece) for piece in todo)
        for result in spread(function, work, self._executor, self._workers, self._gigabytes):
            tally.add(0, (tally.parts + 1) / len(todo), True)
            yield result

    def parts(
        self, step: str, function: Callable[..., Any], pieces: Iterable[tuple[Any, ...]], asked: str = ""
    ) -> None:
        """As in memory; parts that are there and whole are kept."""
        key = hashlib.sha256(f"{self.store.key}{asked}".encode()).hexdigest()
        todo = list(pieces)
        for _ in self.run(function, [(key, *piece) for piece in todo if not self.store.whole(step, piece[0], key)]):
            pass
        self.store.finish(step, len(todo))
