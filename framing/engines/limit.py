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
    if gigabytes is None or not sys.platform.startswith("linux"):
        yield
        return
    import resource

    before, hard = resource.getrlimit(resource.RLIMIT_DATA)
    bound = int(gigabytes * 1e9)
    resource.setrlimit(resource.RLIMIT_DATA, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (before, hard))
