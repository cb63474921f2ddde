"""Bounds on the time and the memory that a piece of work may take."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


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

    before, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = int(gigabytes * 1e9)
    _set(wanted if hard == resource.RLIM_INFINITY else min(wanted, hard))
    return before


def _set(soft: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (soft, resource.getrlimit(resource.RLIMIT_DATA)[1]))
