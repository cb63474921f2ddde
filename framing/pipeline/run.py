"""`measure_file`: an archive of any size measured in parts that can be killed, resumed and spread."""

from __future__ import annotations

import errno
import hashlib
import json
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TextIO

from framing.corpus.study import Study
from framing.measures.speakers.actors import Settled, forms_of, settled
from framing.pipeline.batch import ENGLISH
from framing.pipeline.chunks import Chunk, chunks
from framing.pipeline.memory import unmeasured
from framing.pipeline.parts import Slice, articles_of, drop_after, locked, measure_part, whole, write_part
from framing.pipeline.pool import spread
from framing.readers.record import Problems
from framing.startup import VERSION
from framing.tables import SCHEMA
from framing.tables.schema import first_pass

SIZE = 500  # articles a part
PATIENCE = 2.0  # seconds until a run says anything
EVERY = 0.5, 30.0  # seconds between two lines: on a terminal, where one takes the other's place, and in a log


class Summary(NamedTuple):
    """What a run did: parts and articles in all, parts measured now, parts that were there already."""

    parts: int
    articles: int
    measured: int
    kept: int


class Progress(NamedTuple):
    """How far a run is: parts and articles done, parts measured now, and the share of the source read, 0 to 1."""

    parts: int
    articles: int
    measured: int
    share: float


def measure_file(
    source: str | Path,
    to: str | Path,
    study: Study | None = None,
    scorer: str = "vader",
    executor: Executor | None = None,
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    only: Slice | None = None,
    model: str | None = None,
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
        Processes of that pool, or places to work of the executor; all cores by default.
    progress : callable, optional
        Called after each part with parts, articles, parts measured now, and the share of the file that is done.
    only : (int, int), optional
        ``(2, 10)`` measures the second of ten slices of the parts, so that ten machines share a run. A last run
        without it makes what is missing and finishes the folder.
    model : {"encoder", "fast"}, optional
        What reads the texts; by default what the study says, else the encoder. ``fast`` is meant for millions.

    Returns
    -------
    Summary

    Raises
    ------
    ValueError
        If another run is writing to the folder, or the file is of a format that cannot be read in parts.
    OSError
        If the folder cannot be written, with what to do; what is done stays.

    Examples
    --------
    >>> import csv, pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> with (folder / "a.csv").open("w") as file:
    ...     csv.writer(file).writerows([["id", "outlet", "text"], ["1", "A", "It rained, said Ann Lee."]])
    >>> measure_file(folder / "a.csv", folder / "out", workers=1)
    Summary(parts=1, articles=1, measured=1, kept=0)
    """
    source, folder, study = Path(source), Path(to), (study or Study()).with_model(model)
    tally = Tally(progress)
    keys: list[str] = []

    known = settled_in(source, study)

    def missing() -> Iterator[tuple[object, ...]]:
        asked = recipe(study, scorer, known)
        for chunk in chunks(source, SIZE):
            keys.append(f"{asked}:{chunk.digest}")
            if only and chunk.number % only[1] != only[0] - 1:
                continue
            if whole(folder, chunk.number, keys[-1]):
                tally.add(len(chunk.records), chunk.read, False)
            else:
                yield chunk, study, scorer, known, str(folder), keys[-1]

    with written(folder, source), locked(folder, only):
        for articles, share in spread(_part, missing(), executor, workers):
            tally.add(articles, share, True)
        if only is None:
            drop_after(folder, len(keys) - 1)
            facts = {
                "name": study.name, "scorer": scorer, "model": study.model,
                "phrases": {k: list(v) for k, v in study.phrases.items()},
                "actors": {k: list(v) for k, v in study.actors.items()},
                "groups": {k: list(v) for k, v in study.groups.items()},
                "problems": unmeasured(study),
                "rows": hashlib.sha256("".join(keys).encode()).hexdigest(),
            }  # fmt: skip
            (folder / "study.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    return Summary(tally.parts, tally.articles, tally.measured, tally.parts - tally.measured)


def _part(
    chunk: Chunk, study: Study, scorer: str, known: Mapping[str, Settled], folder: str, key: str
) -> tuple[int, float]:
    """Measure and write one part, wherever the executor runs it; its articles, and how far the file was read."""
    tables = measure_part(chunk, study, scorer, known)
    write_part(Path(folder), chunk.number, key, tables)
    return len(tables["articles"]), chunk.read


class Tally:
    """What is done so far, told to `progress` after each part."""

    def __init__(self, progress: Callable[[Progress], None] | None) -> None:
        self.parts = self.articles = self.measured = 0
        self._share = 0.0
        self._progress = progress

    def add(self, articles: int, share: float, measured: bool) -> None:
        self.parts, self.articles, self.measured = self.parts + 1, self.articles + articles, self.measured + measured
        self._share = max(self._share, share)
        if self._progress:
            self._progress(Progress(self.parts, self.articles, self.measured, self._share))


@contextmanager
def written(folder: Path, source: Path) -> Iterator[None]:
    """The folder made and written to; what is in the way is told with what to do."""
    again = "What is done stays; the same command goes on from here."
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        if error.filename == str(source) or error.errno not in _REMEDIES:
            raise
        raise OSError(f"{folder} cannot be written: {_REMEDIES[error.errno]} {again}") from error


_REMEDIES = {
    errno.ENOSPC: "the disk is full. Free some space.",
    errno.EDQUOT: "your quota of disk space is used up. Free some space.",
    errno.EACCES: "you have no permission to. Ask for it, or give another folder.",
    errno.EPERM: "you have no permission to. Ask for it, or give another folder.",
    errno.EROFS: "the disk is read-only. Give a folder on another.",
    errno.EEXIST: "it is a file. Give a folder.",
    errno.ENOTDIR: "a part of this path is a file. Give a folder.",
}


def settled_in(source: Path, study: Study) -> dict[str, Settled]:
    """What all articles of the file settle of the study's actors; nothing where these are not looked for."""
    if not study.actors:
        return {}
    articles = (article for chunk in chunks(source, SIZE) for article in articles_of(chunk, study, Problems()))
    return settled((article for article in articles if article.language.startswith(ENGLISH)), forms_of(study))


def recipe(study: Study, scorer: str, known: Mapping[str, Settled]) -> str:
    """What a part's numbers depend on beside its rows: version, tables, study, and what the archive tells of actors."""
    named = (study.phrases, study.actors, study.groups, study.outlets, study.aliases)
    groups = [sorted((name, list(forms)) for name, forms in group.items()) for group in named]
    columns = [[name, *[column.name for column in SCHEMA[name].columns]] for name in first_pass()]
    stated: list[object] = [study.model, study.language, study.event, study.dates]
    stated += [[actor, sorted(told.surnames), told.sex > 0, told.sex < 0] for actor, told in sorted(known.items())]
    asked = json.dumps([VERSION, columns, scorer, *stated, *groups])
    return hashlib.sha256(asked.encode()).hexdigest()[:16]


class Meter:
    """Called with the progress of a run, it writes a line to `stream` from time to time."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._terminal = stream, stream.isatty()
        self._began = self._first = time.monotonic()
        self._next = self._began + PATIENCE
        self._kept = self._last = Progress(0, 0, 0, 0.0)

    def __call__(self, now: Progress) -> None:
        here = time.monotonic()
        if now.parts < self._last.parts:  # another step of the second pass
            self._kept, self._first = Progress(0, 0, 0, 0.0), here
        if not now.measured:
            self._kept, self._first = now, here  # what was there already says nothing of the time to come
        self._last = now
        if here < self._next:
            return
        self._next = here + EVERY[not self._terminal]
        taken = max(here - self._first, 1e-9)
        share = now.share - self._kept.share
        left = f", about {_span(taken * (1 - now.share) / share)} left" if share > 0 else ""
        if now.articles:
            rate = (now.articles - self._kept.articles) / taken
            told = f"{now.articles:,} articles in {now.parts:,} parts ({now.share:.0%}), {rate:,.0f} articles/s{left}"
        else:
            told = f"second pass, {now.parts:,} parts ({now.share:.0%}){left}"
        self._stream.write(f"\r{told:<100}" if self._terminal else f"{told}\n")
        self._stream.flush()

    def end(self) -> str:
        """How long it took, and the line ended."""
        if self._terminal:
            self._stream.write(f"\r{'':<100}\r")
        return _span(time.monotonic() - self._began)


def _span(seconds: float) -> str:
    """A time that people can read.

    Examples
    --------
    >>> [_span(seconds) for seconds in (7.4, 200, 9000)]
    ['7 s', '3 min', '2.5 h']
    """
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 6000 else f"{seconds / 3600:.1f} h"
