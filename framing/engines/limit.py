"""A bound on the time that one piece of work may take."""

from __future__ import annotations

import signal
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
