"""Characters that were read in the wrong encoding somewhere on their way."""

from __future__ import annotations

import re
from typing import NamedTuple

# What UTF-8 looks like when it was read as Windows-1252 on the way: "Ã©" for "é", "â€™" for "’".
_BYTES = {bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(256)}
_LATER = "".join(letter for letter, byte in _BYTES.items() if 128 <= byte < 192)
_MOJIBAKE = re.compile(f"(?:[Â-ß][{_LATER}]|[à-ï][{_LATER}]{{2}})+|\ufffd+")
_FIRST = re.compile("[Â-ï\ufffd]")


class Garbled(NamedTuple):
    """The first garbled stretch of a text: where it begins, itself, its word, and what it was where that is clear."""

    start: int
    shown: str
    word: str
    right: str | None


def find_garbled(text: str) -> Garbled | None:
    """Return the first stretch that is UTF-8 read as Windows-1252, or that stands for lost characters; else None.

    Examples
    --------
    >>> find_garbled("They donâ€™t wait.")
    Garbled(start=8, shown='â€™', word='donâ€™t', right='’')
    >>> find_garbled("São Ângelo") is None
    True
    """
    if text.isascii() or not _FIRST.search(text):  # the search for one character is quicker than that for the pattern
        return None
    for match in _MOJIBAKE.finditer(text):
        right = _right(match[0])
        if right or match[0].startswith("\ufffd"):
            return Garbled(match.start(), match[0], _word_around(text, *match.span()), right)
    return None


def _right(garbled: str) -> str | None:
    """Return what garbled characters once were, or None where they are no garbled UTF-8 after all."""
    try:
        return bytes(_BYTES[letter] for letter in garbled).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None


def _word_around(text: str, start: int, end: int) -> str:
    before = re.search(r"\w{0,20}$", text[max(0, start - 20) : start])
    after = re.match(r"\w{0,20}", text[end : end + 20])
    return f"{before[0] if before else ''}{text[start:end]}{after[0] if after else ''}"
