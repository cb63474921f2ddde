"""What the indices need to know of a word: letters, syllables, and whether it is long, hard or familiar."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pyphen import Pyphen

LIMIT = 200_000  # distinct words kept before the cache starts again: about 50 MB
LONG = 6  # a word with more letters is long (LIX, RIX)
_NLTK_DATA = Path(__file__).parents[2] / "resources" / "cmudict"
_FIRST = re.compile(r"^(\S+) 1 (.*)$", re.MULTILINE)  # a word's first pronunciation
_STRAY_APOSTROPHE = re.compile("'(?!(?:[tsd]|ve|ll|re))")  # one that opens no contraction
_MARK = re.compile(r"[^\w']")


class Facts(NamedTuple):
    """Counts of one word, to be summed over a text."""

    letters: int
    syllables: int
    long: int
    polysyllabic: int  # three syllables or more
    unfamiliar: int  # not on the Dale-Chall list of easy words
    complex: int  # unfamiliar and three syllables or more


class FactsByWord(dict[str, Facts]):
    """Facts of the words met so far; a new one is looked at when it is first asked for."""

    def __missing__(self, word: str) -> Facts:
        facts = _look_at(word)
        if len(self) >= LIMIT:
            self.clear()
        self[word] = facts
        return facts


known = FactsByWord()


def syllables(word: str) -> int:
    """Syllables of `word` as textstat counts them.

    Vowels of the first pronunciation in the CMU dictionary; for a word it lacks, one more than the places
    where pyphen may hyphenate it.

    Examples
    --------
    >>> [syllables(word) for word in ("talk", "government", "co-operation")]
    [1, 3, 5]
    """
    plain = _plain(word)
    counted = dictionary().get(plain)
    return len(_hyphenator().positions(plain)) + 1 if counted is None else counted


@cache
def dictionary() -> dict[str, int]:
    """Word (lower case) to syllables of its first pronunciation in the CMU dictionary."""
    text = (_NLTK_DATA / "corpora" / "cmudict" / "cmudict").read_text(encoding="utf-8")
    # A vowel ends in its stress: 0, 1 or 2.
    return {
        word.lower(): sounds.count("0") + sounds.count("1") + sounds.count("2")
        for word, sounds in _FIRST.findall(text)
    }


def textstat() -> ModuleType:
    """The module textstat, made to find the CMU dictionary that ships with this package.

    textstat downloads the dictionary at its first count otherwise, and fails without a network.
    """
    import nltk

    if str(_NLTK_DATA) not in nltk.data.path:
        nltk.data.path.insert(0, str(_NLTK_DATA))
    return import_module("textstat")


def _look_at(word: str) -> Facts:
    plain = _plain(word)
    letters = len(plain) - plain.count("'")
    count = syllables(word)
    unfamiliar = plain not in _easy_words()
    many = count >= 3
    return Facts(letters, count, int(letters > LONG), int(many), int(unfamiliar), int(unfamiliar and many))


def _plain(word: str) -> str:
    """`word` in lower case without marks, but for the apostrophe of a contraction."""
    return _MARK.sub("", _STRAY_APOSTROPHE.sub("", word.replace("’", "'"))).lower()


@cache
def _easy_words() -> frozenset[str]:
    # Read from textstat's folder: importing textstat brings in the whole of NLTK.
    spec = find_spec("textstat")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("Readability needs textstat's list of easy words: pip install textstat.")
    path = Path(next(iter(spec.submodule_search_locations))) / "resources" / "en" / "easy_words.txt"
    return frozenset(path.read_text(encoding="utf-8").split())


@cache
def _hyphenator() -> Pyphen:
    from pyphen import Pyphen

    return Pyphen(lang="en_US")
