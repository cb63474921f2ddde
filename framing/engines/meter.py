"""How far a run is, for people: what is done, how fast, and how long the rest will take."""

from __future__ import annotations

import time
from typing import TextIO

from framing.engines.run import Progress

PATIENCE = 2.0  # seconds until a run says anything
EVERY = 0.5, 30.0  # seconds between two lines: on a terminal, where one takes the other's place, and in a log


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
