"""Stems of words, and what they do to a content that follows them."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any
from zlib import crc32


class Words(dict[str, int]):
    """What a word is, packed into one number: its hash, its stem's, its group's, and how often its stem reports."""

    def __init__(self, rates: dict[str, float]) -> None:
        super().__init__()
        self.rates = rates

    def __missing__(self, word: str) -> int:
        stem = lemma(word)
        rate = self.rates.get(stem)
        thousandths = 0 if rate is None else max(1, min(1000, round(rate * 1000)))
        packed = (
            word_hash(word)
            | (crc32(stem.encode()) & 0xFFFFF) << 22
            | (crc32(group(word, stem).encode()) & 0x3FF) << 42
            | thousandths << 52
        )
        if len(self) < 200_000:
            self[word] = packed
        return packed


def word_hash(word: str) -> int:
    """A number for a word, the same everywhere."""
    return crc32(word.encode()) & 0x3FFFFF


def lemma(word: str) -> str:
    """A word without its ending; not always a word itself, but one for all forms of a verb."""
    groups, irregular = listed()
    if word in irregular:
        return irregular[word]
    if word in groups:
        return word
    for ending in ("ing", "ed", "es", "s", "d"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 2:
            for form in (
                stem,
                stem + "e",
                stem[:-1] if stem[-1] == stem[-2] else stem,
                stem[:-1] + "y" * (stem[-1] == "i"),
            ):
                if form in groups:
                    return form
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) > len(ending) + 3 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl" else word


def group(word: str, stem: str) -> str:
    """What a word does to a content that follows it (says, asks, wants …), and its form."""
    groups, irregular = listed()
    form = (
        "g"
        if word.endswith("ing")
        else "d"
        if word.endswith("ed") or word in irregular
        else "s"
        if word.endswith("s")
        else "0"
    )
    return groups.get(stem, "-") + form


@cache
def listed() -> tuple[dict[str, str], dict[str, str]]:
    """Groups of the listed lemmas, and lemmas of irregular forms."""
    data: dict[str, Any] = json.loads(
        files("framing").joinpath("resources/indirect/classes.json").read_text(encoding="utf-8")
    )
    groups: dict[str, str] = {}
    for name, words in data["classes"].items():
        for word in words.split():
            groups[word] = f"{groups[word]}+{name}" if word in groups else name
    return groups, data["irregular"]
