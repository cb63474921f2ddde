"""What is looked at to find reported clauses: each function lists the values of its slots, one string a slot.

A scorer adds one learned weight for each value. `indirect` reads a text with them, `benchmarks/train_indirect.py`
learns their weights. Nothing here looks further than `REACH` words, so that time stays linear in the text.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple

REACH = 60  # words on either side of a cue
START_REACH = 12  # words between a cue and its clause
SOURCE_REACH = 24  # words between a cue and its source
EDGE_SLOTS = 4  # slots of `edge_values`, which come before those of `end_values`
NOMINAL = frozenset("NURSGBnmPpWI#JTO")


class Reading(NamedTuple):
    """A document's words in lower case, their classes, the gaps after them and what stands in quotation marks."""

    words: list[str]
    classes: str
    gaps: str
    marked: bytearray
    edges: dict[int, float]  # how well a clause may end with a word, as far as it was asked


class Bounds(NamedTuple):
    """First word of a cue's sentence, the word after its last, and the sentence's zone."""

    first: int
    last: int
    zone: str


def gate_values(r: Reading, i: int, b: Bounds) -> tuple[str, ...]:
    """Is word `i` worth a closer look?"""
    stem, kind = lemma(r.words[i]), group(r.words[i])
    following = r.words[i + 1] if i + 1 < b.last else "$"
    before = r.words[i - 1] if i > b.first else "^"
    gap = r.gaps[i] + r.classes[i + 1 : i + 2]
    behind = r.classes[max(b.first, i - 2) : i]
    return (stem, kind + following, kind + gap, stem + following, kind + before, kind + behind, stem + gap)


def cue_values(r: Reading, i: int, b: Bounds, earlier: float) -> tuple[str, ...]:
    """Does word `i` report? `earlier` is how often the sentence's earlier words do."""
    words, classes, gaps = r.words, r.classes, r.gaps
    a, z = b.first, b.last
    word, kind = words[i], group(words[i])
    stem = lemma(word)
    p1 = words[i - 1] if i > a else "^"
    p2 = words[i - 2] if i > a + 1 else "^"
    n1 = words[i + 1] if i + 1 < z else "$"
    n2 = words[i + 2] if i + 2 < z else "$"
    behind, ahead = classes[max(a, i - 3) : i], classes[i + 1 : min(z, i + 4)]
    gaps_ahead = gaps[i : min(z, i + 3)]
    before_gap = gaps[i - 1] if i > a else "^"
    gap = gaps[i] + ahead[:1]
    # The nearest comma, dash or mark on either side, and how far it is.
    j = i - 1
    while j >= a and gaps[j] == " ":
        j -= 1
    left, left_gap = i - 1 - j, gaps[j] if j >= a else "^"
    j = i
    while j < z - 1 and gaps[j] == " ":
        j += 1
    right, right_gap = j - i, gaps[j]
    # The subject is the first nominal before auxiliaries and adverbs, the object the head of what follows.
    j, helpers = i - 1, ""
    while j >= a and (classes[j] == "l" or gaps[j] == " " and classes[j] in "xcVv"):
        if classes[j] == "x":
            helpers += words[j] + " "
        j -= 1
    subject, subject_word, subject_gap = (classes[j], words[j], gaps[j]) if j >= a else ("^", "^", "^")
    head = i + 1
    while head < z - 1 and gaps[head] == " " and classes[head] in "DhaJlIrO#n" and classes[head + 1] in "aJnmRSGBNTUrg#O":
        head += 1
    thing, thing_word = (classes[head], lemma(words[head])) if head < z else ("$", "$")
    marks = ("q" if '"' in gaps[i:z] else "-") + ("q" if '"' in gaps[a:i] else "-")
    return (
        word, stem, p1, n1, stem + n1, stem + gap, kind + n1, kind + gap, stem + p1, kind + p1,
        kind + before_gap + behind, kind + gaps_ahead + ahead, kind + behind[-2:] + classes[i] + gap,
        kind + left_gap + right_gap + str(min(left, 3)) + str(min(right, 3)), kind + marks, f"{stem}{n1} {n2}",
        f"{p2} {p1}", f"{n1} {n2}", before_gap + behind, gaps_ahead + ahead, subject + subject_gap + kind,
        subject_word, helpers + kind, helpers + subject, subject + stem, thing_word, thing_word + kind, thing + stem,
        stem + str(int(earlier * 5)), left_gap + str(size(left)) + before_gap, right_gap + str(size(right)),
        b.zone + kind, stem + left_gap + right_gap + str(min(left, 3)),
    )  # fmt: skip


def start_values(r: Reading, i: int, j: int, b: Bounds) -> tuple[str, ...]:
    """Does the clause of cue `i` begin at the later word `j`?"""
    words, classes, gaps = r.words, r.classes, r.gaps
    stem, kind, word, before = lemma(words[i]), group(words[i]), words[j], words[j - 1]
    away = str(min(j - i, 6))
    following = classes[j + 1] if j + 1 < b.last else "$"
    here = gaps[j - 1] + classes[j]
    return (
        stem + away, away + word, stem + word, away + here, classes[j - 1] + here + gaps[j] + following, kind + word,
        kind + away + here, before + " " + word if j > i + 1 else "", kind + away + before if j > i + 1 else "",
        classes[i + 1 : j + 1] + gaps[i:j] if j - i < 5 else "", kind + words[i + 1] + away,
    )  # fmt: skip


def edge_values(r: Reading, j: int) -> tuple[str, ...]:
    """May a clause, whatever its cue and its beginning, end with word `j`?"""
    words, classes, gap = r.words, r.classes, r.gaps[j]
    k0 = classes[j]
    if gap in ".|" or j + 2 >= len(words):
        return (gap, words[j] + gap, gap, k0 + gap)
    n1, k1, k2 = words[j + 1], classes[j + 1], classes[j + 2]
    return (gap + n1, f"{words[j]} {n1}", f"{gap}{n1} {words[j + 2]}", k0 + gap + k1 + k2)


def end_values(r: Reading, i: int, start: int, j: int, b: Bounds, commas: int, verbs: int) -> tuple[str, ...]:
    """Does the clause of cue `i` that begins at `start` end with word `j`, after so many commas and verbs?"""
    words, classes = r.words, r.classes
    gap, length = r.gaps[j], str(size(j - start + 1))
    n1, k1 = (words[j + 1], classes[j + 1]) if j + 1 < b.last else ("$", "$")
    opener = words[start] if words[start] in _OPENERS else classes[start]
    stem, kind, verb = lemma(words[i]), group(words[i]), "v" if verbs else "n"
    gn, gk = gap + n1, gap + k1
    return (
        gn + opener, gk + opener + verb, gk + length + verb, stem + gk, kind + opener + gk, str(commas) + gn + verb,
        kind + length + gap, kind + gn, opener + length + gap,
    )  # fmt: skip


def left_end_values(r: Reading, i: int, j: int, b: Bounds) -> tuple[str, ...]:
    """Does the clause that goes before cue `i` end before word `j`?"""
    words, classes, gap = r.words, r.classes, r.gaps[j - 1]
    between = classes[j - 1 : i + 1] if i - j < 6 else ""
    return (
        gap + str(i - j), lemma(words[i]) + gap + str(min(i - j, 4)), gap + words[j], classes[j - 1] + gap + classes[j],
        gap + between, group(words[i]) + gap, gap + between + r.gaps[i], words[j],
    )  # fmt: skip


def left_start_values(r: Reading, i: int, j: int, end: int, b: Bounds) -> tuple[str, ...]:
    """Does the clause before cue `i` that ends before `end` begin at word `j`?"""
    words = r.words
    gap, before = (r.gaps[j - 1], words[j - 1]) if j > b.first else ("^", "^")
    length = str(size(end - j))
    return (gap + words[j], gap + r.classes[j], gap + before, gap + length, group(words[i]) + gap, words[j])


def span_values(r: Reading, i: int, start: int, end: int, b: Bounds, odds: tuple[int, int, int]) -> tuple[str, ...]:
    """Is ``[start, end)`` what cue `i` reports? `odds` are those of the gate, of the start and of the length."""
    words, classes, gaps = r.words, r.classes, r.gaps
    stem, kind, length = lemma(words[i]), group(words[i]), end - start
    sized = str(size(length))
    head = start
    while head < end - 1 and classes[head] in "DhaJlIrO#n" and gaps[head] == " ":
        head += 1
    inside = classes[start:end]
    verbs = str(min(3, sum(map(inside.count, "xVve"))))
    after = r.marked[start : min(b.last, start + REACH)]
    marks = ("q" if 1 in r.marked[start:end] else "-") + ("q" if 1 in after else "-") + ("m" if '"' in gaps[start:end] else "-")
    return (
        str(odds[0]), str(odds[1]), str(odds[2]), f"{odds[0]} {odds[2]}", sized, kind + sized,
        stem + str(min(3, length // 3)), words[start] + sized, gaps[end - 1] + (words[end] if end < b.last else "$"),
        str(start - i), classes[start] + sized, marks + kind, lemma(words[head]), classes[head] + kind,
        verbs + sized, verbs + kind, classes[start : start + 3] + gaps[start : start + 2], words[end - 1],
    )  # fmt: skip


def source_values(r: Reading, i: int, j: int, b: Bounds, side: str) -> tuple[str, ...]:
    """Is the phrase that ends with word `j` the source of cue `i`, whose clause lies to the `side`?"""
    words, classes, gaps = r.words, r.classes, r.gaps
    low, high = (j, i) if j < i else (i, j)
    between, signs = classes[low + 1 : high], gaps[low:high].replace(" ", "")
    where = side + ("<" if j < i else ">")
    near = between if len(between) < 6 else str(size(len(between)))
    nominals = str(min(4, sum(map(between.count, "NURSGPW"))))
    commas, kind = str(min(3, len(signs))), group(words[i])
    return (
        where + classes[j] + near, where + signs[:4] + near, where + classes[j] + nominals + commas, where + words[j],
        where + kind + nominals, where + lemma(words[i]) + nominals, where + str(size(high - low)),
        where + kind + classes[j] + near, where + classes[j] + gaps[j] + nominals,
        where + (gaps[j - 1] if j > b.first else "^") + classes[j] + nominals, where + "V" * ("V" in between) + nominals,
    )  # fmt: skip


def size(n: int) -> int:
    """A length, coarser the longer."""
    return n if n < 6 else 6 if n < 8 else 8 if n < 11 else 11 if n < 16 else 16 if n < 24 else 24


_OPENERS = frozenset("that to the a for about whether how what".split())
_lemmas: dict[str, str] = {}
_groups: dict[str, str] = {}


def lemma(word: str) -> str:
    """A word without its ending; not always a word itself, but one for all forms of a verb."""
    found = _lemmas.get(word)
    if found is None:
        found = _lemma(word)
        if len(_lemmas) < 200_000:
            _lemmas[word] = found
    return found


def group(word: str) -> str:
    """What a word does to a content that follows it (says, asks, wants …), and its form."""
    found = _groups.get(word)
    if found is None:
        form = "g" if word.endswith("ing") else "d" if word.endswith("ed") or word in _listed()[1] else word[-1:] == "s" and "s"
        found = _listed()[0].get(lemma(word), "-") + (form or "0")
        if len(_groups) < 200_000:
            _groups[word] = found
    return found


@cache
def _listed() -> tuple[dict[str, str], dict[str, str]]:
    """Groups of the listed lemmas, and lemmas of irregular forms."""
    data = json.loads(files("framing").joinpath("resources/indirect/classes.json").read_text(encoding="utf-8"))
    groups: dict[str, str] = {}
    for name, listed in data["classes"].items():
        for word in listed.split():
            groups[word] = f"{groups[word]}+{name}" if word in groups else name
    return groups, data["irregular"]


def _lemma(word: str) -> str:
    groups, irregular = _listed()
    if word in irregular:
        return str(irregular[word])
    if word in groups:
        return word
    for ending in ("ing", "ed", "es", "s", "d"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 2:
            for form in (stem, stem + "e", stem[:-1] if stem[-1] == stem[-2] else stem, stem[:-1] + "y" * (stem[-1] == "i")):
                if form in groups:
                    return form
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) > len(ending) + 3 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl" else word
