"""What the command line shows, and how it ends: words that a terminal never obeys, what goes on, signals."""

from __future__ import annotations

import signal
import sys
import threading
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TextIO

PATIENCE = 2.0  # seconds without a word


class Stopped(KeyboardInterrupt):
    """A signal asked the command to end; `code` is its exit code, 128 and the signal's number."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.code = 128 + number


@contextmanager
def stoppable() -> Iterator[None]:
    """Raise `Stopped` where SIGINT (Ctrl-C), SIGTERM or SIGHUP comes, once, so that everything is cleaned up.

    Later signals are ignored until the block has ended: what is left to do then is short.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if not asked:
            asked = True
            raise Stopped(number)

    names = ("SIGINT", "SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    # What was ignored when the command started, as under nohup, stays ignored.
    before = {number: old for number in numbers if (old := signal.getsignal(number)) not in (signal.SIG_IGN, None)}
    for number in before:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)


def say(text: str, stream: TextIO | None = None) -> None:
    """Print a text, with every character that a terminal would obey or cannot show written as its escape.

    Names of files and words of articles come from anywhere: an escape code in them could clear the screen, and a mark
    that turns the direction of writing could hide half of a sentence.

    Examples
    --------
    >>> say("a\\x1b[2Jb\\u202ec, “é”")
    a\\x1b[2Jb\\u202ec, “é”
    """
    out = stream or sys.stdout
    encoding = out.encoding or "utf-8"
    out.write(shown(text).encode(encoding, "backslashreplace").decode(encoding) + "\n")


def shown(text: str) -> str:
    """The text with control characters, marks of direction and halves of characters as escapes; lines stay."""
    return "".join(
        c if c == "\n" or c.isprintable() or unicodedata.category(c) == "Zs" else ascii(c)[1:-1] for c in text
    )


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Tell on standard error what goes on, with the seconds, once it has lasted two; the line is gone at the end."""
    over = threading.Event()
    began = time.monotonic()

    def tell() -> None:
        pause = PATIENCE
        while not over.wait(pause):
            sys.stderr.write(f"\r{shown(what)} … {time.monotonic() - began:.0f} s ")
            sys.stderr.flush()
            pause = 1.0
        if pause != PATIENCE:
            sys.stderr.write("\r" + " " * (len(shown(what)) + 12) + "\r")
            sys.stderr.flush()

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        over.set()
        teller.join()
