"""Pieces of work spread over processes, here or wherever an executor runs them; and bounds on what a piece may take."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing import connection, parent_process
from types import FrameType
from typing import Any, TypeVar

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
        If workers die again and again. One that dies once costs its pieces, which are done again.
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


class Exceeded(Exception):
    """The work took longer than its bound."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise `Exceeded` in the block when it runs longer than `seconds`.

    Without effect where no timer can be set: outside a process's main thread, and on Windows.

    Examples
    --------
    >>> with within(60):
    ...     done = sum(range(10))
    >>> done
    45
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, where: FrameType | None) -> None:
        raise Exceeded(f"more than {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def at_most(gigabytes: float | None) -> Iterator[None]:
    """Raise `MemoryError` in the block when the process takes more than so much memory of its own.

    Without effect with None, and where the system has no such bound (Windows, macOS). Files that are mapped into
    memory do not count.

    Examples
    --------
    >>> with at_most(4):
    ...     done = bytearray(1000)
    """
    before = bound(gigabytes)
    try:
        yield
    finally:
        if before is not None:
            _set(before)


def bound(gigabytes: float | None) -> int | None:
    """Bound the memory of this process from now on, as `at_most` does; the bound before, if there is a new one."""
    if gigabytes is None or not sys.platform.startswith("linux"):
        return None
    import resource

    # Loaded before the bound: a library for which the memory does not suffice calls its installation broken.
    import scipy.cluster.hierarchy
    import scipy.sparse.csgraph  # noqa: F401

    before, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = int(gigabytes * 1e9)
    _set(wanted if hard == resource.RLIM_INFINITY else min(wanted, hard))
    return before


def _set(soft: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (soft, resource.getrlimit(resource.RLIMIT_DATA)[1]))
