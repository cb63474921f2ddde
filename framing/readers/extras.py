"""The libraries of the extra `archives`: what to say when one is missing, and how to keep one quiet."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class MissingExtra(ImportError):
    """A file needs a library that is not installed; the message names the extra that brings it."""


@contextmanager
def needs(library: str, what: str) -> Iterator[None]:
    """Turn a failing import into one sentence that says what to install.

    Examples
    --------
    >>> with needs("no_such_library", "Papyrus"):
    ...     import no_such_library
    Traceback (most recent call last):
    framing.readers.extras.MissingExtra: reading Papyrus needs no_such_library: ...
    """
    try:
        yield
    except ImportError:
        raise MissingExtra(f"reading {what} needs {library}: pip install 'framing[archives]'") from None


@contextmanager
def quiet(library: str) -> Iterator[None]:
    """Keep a library from writing to the screen what `corpus.problems` says in its own words."""
    logger = logging.getLogger(library)
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)
