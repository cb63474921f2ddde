"""`measure_file`: an archive of any size measured in parts that can be killed, resumed and spread."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import framing
from framing.engines.chunks import Chunk, chunks
from framing.engines.lock import locked
from framing.engines.parts import drop_after, measure_part, whole, write_part
from framing.study import Study

SIZE = 500  # articles a part
AHEAD = 2  # parts waiting for each worker: enough to keep it busy, few enough to hold in memory

_log = logging.getLogger(__name__)


class Summary(NamedTuple):
    """What a run did: parts and articles in all, parts measured now, parts that were there already."""

    parts: int
    articles: int
    measured: int
    kept: int


def measure_file(
    source: str | Path,
    to: str | Path,
    study: Study | None = None,
    scorer: str = "vader",
    executor: Executor | None = None,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Summary:
    """Measure a CSV, TSV, JSON Lines or Parquet file of any size into a folder of Parquet tables.

    What is there already, made from the same rows and whole to the last byte, is kept: a run that was stopped goes
    on where it was.

    Parameters
    ----------
    source : path
        One article a row: id, outlet, text, and the columns that `framing.read` knows.
    to : path
        Folder for the tables; open it with `framing.scan`.
    study : Study, optional
        Phrases and actors to follow.
    scorer : str
        Tone scorer.
    executor : concurrent.futures.Executor, optional
        Where the parts are measured: a process pool, Dask's ``Client.get_executor()``, or any other. By default a
        pool of processes, or this process with ``workers=1``.
    workers : int, optional
        Processes of that pool; all cores by default.
    progress : callable, optional
        Called with parts and articles done after each part.

    Returns
    -------
    Summary

    Raises
    ------
    ValueError
        If another run is writing to the folder, or the file is of a format that cannot be read in parts.

    Examples
    --------
    >>> import csv, pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> with (folder / "a.csv").open("w") as file:
    ...     csv.writer(file).writerows([["id", "outlet", "text"], ["1", "A", "It rained, said Ann Lee."]])
    >>> measure_file(folder / "a.csv", folder / "out", workers=1)
    Summary(parts=1, articles=1, measured=1, kept=0)
    """
    source, folder, study = Path(source), Path(to), study or Study()
    folder.mkdir(parents=True, exist_ok=True)
    recipe = _recipe(study, scorer)
    articles = {"all": 0, "parts": 0, "measured": 0}

    def done(count: int, now: bool) -> None:
        articles["all"] += count
        articles["parts"] += 1
        articles["measured"] += now
        if progress:
            progress(articles["parts"], articles["all"])

    with locked(folder), _pool(executor, workers) as (submit, slots):
        waiting: dict[Future[int], int] = {}
        last = -1
        for chunk in chunks(source, SIZE):
            last = chunk.number
            key = f"{recipe}:{chunk.digest}"
            if whole(folder, chunk.number, key):
                done(len(chunk.records), False)
                continue
            while len(waiting) >= slots:
                _collect(waiting, done)
            waiting[submit(_part, chunk, study, scorer, str(folder), key)] = chunk.number
        while waiting:
            _collect(waiting, done)
        drop_after(folder, last)
        facts = {"name": study.name, "scorer": scorer, "phrases": {k: list(v) for k, v in study.phrases.items()}}
        (folder / "study.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    return Summary(articles["parts"], articles["all"], articles["measured"], articles["parts"] - articles["measured"])


def _part(chunk: Chunk, study: Study, scorer: str, folder: str, key: str) -> int:
    """Measure and write one part; runs wherever the executor runs it."""
    manifest = write_part(Path(folder), chunk.number, key, measure_part(chunk, study, scorer))
    return int(manifest["articles"])


def _collect(waiting: dict[Future[int], int], done: Callable[[int, bool], None]) -> None:
    finished, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in sorted(finished, key=waiting.__getitem__):
        number = waiting.pop(future)
        done(future.result(), True)
        _log.info("part %d written", number)


@contextmanager
def _pool(executor: Executor | None, workers: int | None) -> Iterator[tuple[Callable[..., Future[int]], int]]:
    """How to submit a part, and how many may wait."""
    count = workers or os.cpu_count() or 1
    if executor is not None:
        yield executor.submit, AHEAD * count
    elif count == 1:
        yield _here, 1
    else:
        with ProcessPoolExecutor(count) as pool:
            try:
                yield pool.submit, AHEAD * count
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise


def _here(function: Callable[..., int], *arguments: Any) -> Future[int]:
    future: Future[int] = Future()
    future.set_result(function(*arguments))
    return future


def _recipe(study: Study, scorer: str) -> str:
    """What a part's numbers depend on beside its rows: the package's version and what the study asks."""
    groups = [sorted((name, list(forms)) for name, forms in g.items()) for g in (study.phrases, study.actors)]
    asked = json.dumps([framing.__version__, scorer, study.language, study.event, *groups])
    return hashlib.sha256(asked.encode()).hexdigest()[:16]
