"""Pieces of work spread over processes: here, on all cores, or wherever an executor runs them."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing import connection, parent_process
from typing import Any, TypeVar

from framing.engines.limit import at_most, bound

AHEAD = 2  # pieces waiting for each worker: enough to keep it busy, few enough to hold in memory
ATTEMPTS = 3  # pools, until it is said that workers die

T = TypeVar("T")
Piece = tuple[Any, ...]


def spread(
    function: Callable[..., T],
    pieces: Iterable[Piece],
    executor: Executor | None = None,
    workers: int | None = None,
    gigabytes: float | None = None,
) -> Iterator[T]:
    """Yield what `function` makes of each piece, as they are done; pieces are taken as workers become free.

    Parameters
    ----------
    function : callable
    pieces : iterable of tuple
        Its arguments.
    executor : Executor, optional
        Where it runs. By default a pool of `workers` processes, or this process if that is one.
    workers : int, optional
        All cores by default.
    gigabytes : float, optional
        Memory that the processes of the pool may take together.

    Raises
    ------
    ChildProcessError
        If workers die again and again. One that dies once costs its pieces, which are done anew.
    """
    count = workers or os.cpu_count() or 1
    if executor is None and count == 1:
        with at_most(gigabytes):
            for piece in pieces:
                yield function(*piece)
        return
    waiting: dict[Future[T], Piece] = {}
    lost: list[Piece] = []
    source = iter(pieces)
    for _ in range(ATTEMPTS):
        try:
            with _open(executor, count, gigabytes) as pool:
                waiting = {pool.submit(function, *piece): piece for piece in lost}
                lost = []
                for piece in source:
                    lost = [piece]  # until a pool has it
                    while len(waiting) >= AHEAD * count:
                        yield from _done(waiting)
                    waiting[pool.submit(function, *piece)] = piece
                    lost = []
                while waiting:
                    yield from _done(waiting)
                return
        except BrokenExecutor:
            lost += waiting.values()
        finally:
            for future in waiting:
                future.cancel()
    raise ChildProcessError(
        f"Worker processes were ended from outside {ATTEMPTS} times, most often for want of memory. What is done "
        "stays: run the same command again with fewer workers."
    )


def _done(waiting: dict[Future[T], Piece]) -> Iterator[T]:
    finished, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in finished:
        result = future.result()
        del waiting[future]
        yield result


@contextmanager
def _open(executor: Executor | None, count: int, gigabytes: float | None) -> Iterator[Executor]:
    if executor is not None:
        yield executor
        return
    share = gigabytes and gigabytes / count
    with _safe_path(), ProcessPoolExecutor(count, initializer=_begin, initargs=(share,)) as pool:
        try:
            yield pool
        except BaseException:
            # Nothing is lost by it: a part is whole or not there. (`terminate_workers` is there from Python 3.14.)
            for process in list((pool._processes or {}).values()):
                process.terminate()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


@contextmanager
def _safe_path() -> Iterator[None]:
    """New Pythons that do not look for modules in the working folder, where a user's data may lie."""
    name = "PYTHONSAFEPATH"
    before = os.environ.get(name)
    os.environ[name] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def _begin(gigabytes: float | None) -> None:
    """A worker leaves Ctrl-C to the process that started it, and ends when that one is gone, however it went."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            connection.wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
    bound(gigabytes)
