"""Syllables are textstat's, from the shipped dictionary."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from framing.measures._readability.words import dictionary, known, syllables, textstat


@pytest.mark.parametrize(
    ("word", "expected"),
    [("a", 1), ("government", 3), ("co-operation", 5), ("didn't", 2), ("didn’t", 2), ("2021", 1), ("Xyk", 1)],
)
def test_syllables(word: str, expected: int) -> None:
    assert syllables(word) == expected
    if "’" not in word:
        assert textstat().syllable_count(word) == expected


def test_the_dictionary_is_the_one_that_nltk_reads() -> None:
    import nltk

    textstat()
    assert Path(nltk.data.path[0]).name == "cmudict"
    pronunciations = nltk.corpus.cmudict.dict()
    ours = dictionary()
    assert len(ours) == len(pronunciations) > 120_000
    for word in ("the", "parliament", "o'clock", "lopez", "zucchini"):
        assert ours[word] == sum(sound[-1].isdigit() for sound in pronunciations[word][0])


def test_the_cache_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[syllables.__module__], "LIMIT", 3)
    known.clear()
    for number in range(10):
        known[f"word{number}"]
    assert len(known) <= 3
