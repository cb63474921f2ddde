"""One part of a run: its articles measured, its files written whole or not at all, and checked again later.

One run at a time holds a folder; the lock goes with the process that holds it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pandas as pd

from framing.corpus.article import Article
from framing.corpus.study import Study
from framing.measures.speakers.actors import Settled
from framing.pipeline.batch import Plan, article_tables
from framing.pipeline.chunks import Chunk
from framing.pipeline.pool import Exceeded, within
from framing.readers.assemble import assemble
from framing.readers.record import Problems
from framing.tables import SCHEMA

Slice = tuple[int, int]
_FOLDERS = {*SCHEMA, "manifest", "problems", "frequencies", "links", "order", "raw_edits"}
_PART = re.compile(r"part-(\d{6})(?:\.(?:parquet|json)|(\.\d+-\d+\.tmp))")
SECONDS = 20.0  # an article that takes longer is set aside and named


def measure_part(
    chunk: Chunk, study: Study, scorer: str, known: Mapping[str, Settled] | None = None
) -> dict[str, pd.DataFrame]:
    """Tables of one chunk, and its problems; an article that fails or takes too long is listed and set aside.

    `known` is what the whole archive settles of the study's actors.
    """
    problems = Problems()
    problems.rows = list(chunk.problems)
    if chunk.number == 0 and chunk.dates and chunk.records and study.dates is None:  # said once for the whole file
        chunk.dates.tell(chunk.records[0].file, problems)
    articles = articles_of(chunk, study, problems)
    plan = Plan.of(study, scorer, known)
    kept: list[Article] = []
    try:
        with within(SECONDS * max(1, len(articles)) ** 0.5):
            tables = article_tables(articles, plan)
    except Exception:
        # Something in the chunk is out of the ordinary: find it by measuring one at a time.
        for article in articles:
            try:
                with within(SECONDS):
                    article_tables([article], plan)
                kept.append(article)
            except Exceeded:
                _set_aside(problems, article, f"took more than {SECONDS:g} seconds", "Look whether it is an article.")
            except Exception as error:
                _set_aside(problems, article, f"failed ({type(error).__name__})", "Please report it as a fault.")
        tables = article_tables(kept, plan)
    return tables | {"problems": problems.frame()}


def articles_of(chunk: Chunk, study: Study, problems: Problems) -> list[Article]:
    """The articles of a chunk; what a study says of single articles is left aside."""
    return assemble(chunk.records, Study(**{**study.__dict__, "articles": ()}), problems, chunk.dates)


def write_part(folder: Path, number: int, key: str, tables: Mapping[str, pd.DataFrame]) -> None:
    """Write each table to a temporary name and move it into place; the manifest comes last and makes the part count."""
    files = {}
    for name, table in tables.items():
        target = folder / name / f"part-{number:06d}.parquet"
        with moved(target) as waiting:
            table.to_parquet(waiting, index=False)
            files[f"{name}/{target.name}"] = _sha(waiting)
    with moved(manifest(folder, number)) as waiting:
        told = {"part": number, "key": key, "files": files}
        waiting.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


@contextmanager
def moved(target: Path) -> Iterator[Path]:
    """A name beside `target` that takes its place when the block ends, and is gone when it fails."""
    target.parent.mkdir(parents=True, exist_ok=True)
    waiting = target.with_suffix(f".{os.getpid()}-{threading.get_ident()}.tmp")
    try:
        yield waiting
        os.replace(waiting, target)
    except BaseException:
        waiting.unlink(missing_ok=True)
        raise


def whole(folder: Path, number: int, key: str) -> bool:
    """Is this part there, made from these very rows, with every byte of its files as it was written?"""
    try:
        told = json.loads(manifest(folder, number).read_text(encoding="utf-8"))
        return bool(told["key"] == key) and all(_sha(folder / name) == digest for name, digest in told["files"].items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def drop_after(folder: Path, last: int) -> None:
    """Remove parts that a longer source once made, and what a killed run left half-written; nothing else."""
    home = folder.resolve()
    for path in sorted(folder.glob("*/part-*")):
        found = _PART.fullmatch(path.name)
        ours = found and path.parent.name in _FOLDERS and path.parent.resolve() == home / path.parent.name
        if found and ours and (found[2] or int(found[1]) > last):
            path.unlink()


def manifest(folder: Path, number: int) -> Path:
    return folder / "manifest" / f"part-{number:06d}.json"


def _sha(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _set_aside(problems: Problems, article: Article, what: str, remedy: str) -> None:
    file, line = str(article.metadata.get("file", "")), article.metadata.get("line")
    problems.add(file, line, "text", f"article {article.id!r} {what} and was set aside.", remedy)


@contextmanager
def locked(folder: Path, only: Slice | None = None) -> Iterator[None]:
    """Hold `folder` for this process, or one slice of its parts: runs of other slices may go on beside it.

    The operating system drops the lock when the process ends, however it ends, so a killed run leaves none behind.

    Raises
    ------
    ValueError
        If another run holds the folder.
    """
    with ExitStack() as held:
        _hold(folder, ".lock", held, shared=only is not None)
        if only is not None:
            _hold(folder, ".lock-{}-of-{}".format(*only), held)
        yield


def _hold(folder: Path, name: str, held: ExitStack, shared: bool = False) -> None:
    file = held.enter_context((folder / name).open("a+b"))
    try:
        if os.name == "nt":
            import msvcrt

            if not shared:  # Windows knows no shared lock here: slices are only kept from themselves
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        raise ValueError(
            f"Another run is writing to {folder.name}; wait for it to end, or give another folder."
        ) from None
