"""What to say when a reader's own library is missing."""

from __future__ import annotations

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
