"""VADER's rules: what the words around a word of tone make of its valence."""

from __future__ import annotations

import heapq

from framing.measures._tone.vocabulary import Word, Words, rules

_NEGATED, _CAPITALS, _AFTER_NEVER = -0.74, 0.733, 1.25
_NEAR = (1.0, 0.95, 0.9)  # share of a booster's effect one, two and three words away
_BEFORE_BUT, _AFTER_BUT = 0.5, 1.5

_word_of = Words()
# Stand before the first and after the last word of a text, so that every word has neighbours.
_BEFORE = (Word("", None, False, True, False, 0.0, False, True, False),) * 3
_AFTER = (Word("", None, False, False, False, 0.0, False, True, False),) * 2


def weigh(text: str, tokens: list[str]) -> tuple[list[int], list[float], list[tuple[str, ...]]]:
    """Which `tokens` of `text` are words of the lexicon, their valence in place, and what changed it."""
    words = [*_BEFORE, *map(_word_of.__getitem__, tokens), *_AFTER]
    hits = [i for i, word in enumerate(words) if word.valence is not None]
    values: list[float] = []
    changes: list[tuple[str, ...]] = []
    capitals: bool | None = None
    for i in hits:
        word = words[i]
        three, two, one, _, after = words[i - 3 : i + 2]
        if word.steady and one.plain and two.plain and three.plain and after.plain:
            values.append(word.valence or 0.0)
            changes.append(())
            continue
        if capitals is None:  # do some words, not all, shout?
            capitals = 0 < sum(map(str.isupper, tokens)) < len(tokens)
        value, notes = _in_place(words, i, capitals)
        values.append(value)
        changes.append(notes)
    if hits and "but" in text.lower():
        lowered = [word.lower for word in words]
        if "but" in lowered:
            _around_but(hits, values, changes, lowered.index("but"))
    return [i - len(_BEFORE) for i in hits], values, changes


def _in_place(words: list[Word], i: int, capitals: bool) -> tuple[float, tuple[str, ...]]:
    """Valence of the `i`-th word after what is within three words before it (and idioms after it)."""
    three, two, one, word, after = words[i - 3 : i + 2]
    if word.lower == "kind" and after.lower == "of":
        return 0.0, ("dampened",)
    lexical, notes = word.valence or 0.0, []
    # "no" before a word of tone negates it and bears none itself.
    valence = 0.0 if word.lower == "no" and after.charged else lexical
    if "no" in (one.lower, two.lower) or (three.lower == "no" and one.lower in ("or", "nor")):
        valence = lexical * _NEGATED
        notes.append("negated")
    if word.upper and capitals:
        valence += _CAPITALS if valence > 0 else -_CAPITALS
        notes.append("capitals")
    for distance, before in enumerate((one, two, three)):
        if before.charged:
            continue
        if before.boost:
            boost = before.boost if valence >= 0 else -before.boost
            if before.upper and capitals:
                boost += _CAPITALS if valence > 0 else -_CAPITALS
            valence += boost * _NEAR[distance]
            notes.append("boosted" if before.boost > 0 else "dampened")
        factor = _negation(distance, before, one, two)
        if factor != 1.0:
            valence *= factor
            notes.append("negated" if factor < 0 else "boosted")
        if distance == 2 and (two.idiom or one.idiom or word.idiom or after.idiom):
            valence = _idiom([w.lower for w in words[i - 3 : i + 3]], valence, notes)
    if one.lower == "least" and two.lower not in ("at", "very"):
        valence *= _NEGATED
        notes.append("negated")
    return valence, tuple(notes)


def _negation(distance: int, before: Word, one: Word, two: Word) -> float:
    """What `before`, `distance` + 1 words ahead of a word, multiplies its valence by.

    "never so good" and "without a doubt" are no negations. At three words' distance VADER's condition
    lacks its brackets, so that any "so" or "this" directly before the word counts as if "never" led it.
    """
    if distance:
        nearer = one.lower in ("so", "this")
        if distance == 1:
            emphatic, sure = before.lower == "never" and nearer, one.lower == "doubt"
        else:
            emphatic = (before.lower == "never" and two.lower in ("so", "this")) or nearer
            sure = one.lower == "doubt" or two.lower == "doubt"
        if emphatic:
            return _AFTER_NEVER
        if before.lower == "without" and sure:
            return 1.0
    return _NEGATED if before.negates else 1.0


def _idiom(around: list[str], valence: float, notes: list[str]) -> float:
    """Valence of the fourth of the words `around` when it, or what is before it, is part of an idiom."""
    three, two, one, word = around[:4]
    idioms, boosters = rules().idioms, rules().boosters
    trio, pair, pair_before = f"{three} {two} {one}", f"{two} {one}", f"{three} {two}"
    before = (f"{one} {word}", f"{pair} {word}", pair, trio, pair_before)
    after = (" ".join(around[3:5]), " ".join(around[3:6]))
    found = [phrase for phrase in before if phrase in idioms][:1]
    found += [phrase for phrase in after if phrase in idioms]
    if found:
        valence = idioms[found[-1]]
        notes.append("idiom")
    for phrase in (trio, pair_before, pair):
        if phrase in boosters:
            valence += boosters[phrase]
            notes.append("dampened" if boosters[phrase] < 0 else "boosted")
    return valence


def _around_but(hits: list[int], values: list[float], changes: list[tuple[str, ...]], but: int) -> None:
    """Halve what is before "but", raise what follows by half.

    VADER goes through the sentence value by value and changes the *first* word that has this value at the
    moment, which need not be the word it is at; kept here, with a heap per value for long texts.
    """
    places: dict[float, list[int]] = {}
    for k, value in enumerate(values):
        places.setdefault(value, []).append(k)
    for k in range(len(hits)):
        value = values[k]
        first = places[value][0]
        if value == 0:
            continue
        before = hits[first] < but
        values[first] = value * (_BEFORE_BUT if before else _AFTER_BUT)
        heapq.heappop(places[value])
        heapq.heappush(places.setdefault(values[first], []), first)
        changes[first] += ("before but" if before else "after but",)
