"""What the encoder made of a text before: within `remembering`, no text is read a second time.

Every task of the encoder is a function of what it is given and of nothing else, so that its results may be kept by a
hash of that. Where they are kept between two runs is the business of `framing.pipeline.cache`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

Known = dict[str, Any]


class Memory:
    """Results by the hash of what they were made of.

    Parameters
    ----------
    known : dict
        Of an earlier run; every value is what JSON can hold.

    Attributes
    ----------
    used : dict
        Those that were asked for, the new ones among them: what an earlier run knew and this one did not need is left
        out, so that a file of them does not grow for ever.
    """

    def __init__(self, known: Known | None = None) -> None:
        self._known = known or {}
        self.used: Known = {}

    def ask(self, keys: Sequence[str], make: Callable[[list[int]], Sequence[Any]]) -> list[Any]:
        """A value for each key; `make` gives those of the places whose key is new, in order."""
        new = [n for n, key in enumerate(keys) if key not in self._known]
        if new:
            self._known |= {keys[n]: value for n, value in zip(new, make(new), strict=True)}
        found = {key: self._known[key] for key in keys}
        self.used |= found
        return [found[key] for key in keys]


_active: list[Memory] = []


@contextmanager
def remembering(memory: Memory) -> Iterator[Memory]:
    """Within this block the encoder's results are taken from a memory, and put into it."""
    _active.append(memory)
    try:
        yield memory
    finally:
        _active.pop()


def remembered(task: str, given: Sequence[bytes], make: Callable[[list[int]], Sequence[Any]]) -> list[Any]:
    """What a task makes of each input: from the memory where there is one, and else from `make`.

    Parameters
    ----------
    task : str
        Its name: two tasks may be given the same.
    given : sequence of bytes
        Everything that decides each result.
    make : callable
        Takes places in `given` and returns their results, of which JSON holds every bit.

    Examples
    --------
    >>> asked = []
    >>> def make(places):
    ...     asked.extend(places)
    ...     return [place * 2 for place in places]
    >>> with remembering(Memory()):
    ...     remembered("double", [b"a", b"b"], make), remembered("double", [b"b", b"c"], make)
    ([0, 2], [2, 2])
    >>> asked
    [0, 1, 1]
    """
    if not _active:
        return list(make(list(range(len(given)))))
    return _active[-1].ask([hashlib.sha256(task.encode() + b"\0" + one).hexdigest() for one in given], make)
