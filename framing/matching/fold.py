"""A text folded for matching, with the way back to its own characters.

Case, accents, typographic variants, white space and brackets make no difference to whether a phrase stands there.
Folding maps one character to one, but for runs of white space and brackets; the few places where the length changes
are kept, so that every hit leads back to `[start, end)` of the unaltered text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

PARAGRAPH = "\n"  # stands for a blank line; no phrase runs over it

# Runs of white space that are not one plain space, brackets around letters, and what typography leaves inside words.
_ODD = re.compile(r"\s\s++|[\[\](){}\u00ad\u200b-\u200d\u2060\ufeff]")
_ODD_OR_BRACKETED = re.compile(rf"\s*+(?:\[[^\[\]\n]{{1,60}}+\]|\([^()\n]{{1,60}}+\))(?!\w)|{_ODD.pattern}")
_OTHER = re.compile(r"[^ -~]")
_STRAIGHT = {
    "’": "'", "‘": "'", "ʼ": "'", "‛": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
}  # fmt: skip


class Folded(NamedTuple):
    """`text` is the folded text; `places` and `shifts` lead a place in it back to the original."""

    text: str
    places: list[int]
    shifts: list[int]

    def original(self, place: int) -> int:
        """Offset in the original text of the folded character at `place`."""
        return place + self.shifts[bisect_right(self.places, place) - 1]


class _Table(dict[int, str]):
    """Folds a character at its first sight and remembers it."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character.isspace():
            folded = " "
        elif character in _STRAIGHT:
            folded = _STRAIGHT[character]
        else:
            base = unicodedata.normalize("NFKD", character.lower())[:1]
            folded = base if base and not unicodedata.combining(base) else character
        self[code] = folded
        return folded


_TABLE = _Table()


def fold(text: str) -> Folded:
    """Fold `text`: lower case, no accents, straight marks, single spaces, no brackets.

    Examples
    --------
    >>> folded = fold("A ‘New\\n  Éra’")
    >>> folded.text, folded.original(folded.text.index("era"))
    ("a 'new era'", 9)
    """
    return _without(text, _ODD)


def fold_without_bracketed(text: str) -> Folded | None:
    """Fold `text` with whole bracketed insertions left out; None where there is none.

    Examples
    --------
    >>> fold_without_bracketed("a new [and better] era").text
    'a new era'
    """
    if "[" not in text and "(" not in text:
        return None
    return _without(text, _ODD_OR_BRACKETED)


def _without(text: str, odd: re.Pattern[str]) -> Folded:
    """Fold what lies between the odd places one to one; put a space, a paragraph break or nothing in theirs."""
    folded = _one_to_one(text)
    pieces: list[str] = []
    places, shifts = [0], [0]
    reached = length = 0
    for match in odd.finditer(text):
        start, end = match.span()
        piece = match.group()
        put = "" if not piece.isspace() else PARAGRAPH if piece.count("\n") > 1 else " "
        pieces += (folded[reached:start], put)
        length += start - reached + len(put)
        reached = end
        if places[-1] == length:
            shifts[-1] = end - length
        else:
            places.append(length)
            shifts.append(end - length)
    pieces.append(folded[reached:])
    return Folded("".join(pieces), places, shifts)


def _one_to_one(text: str) -> str:
    """Every character folded to one; the few that are not ASCII are looked up once each, which is fast in C."""
    folded = text.lower()
    if len(folded) != len(text):  # a capital that lowers to two characters, such as İ
        return text.translate(_TABLE)
    for character in sorted({*_OTHER.findall(folded)}):
        folded = folded.replace(character, _TABLE[ord(character)])
    return folded
