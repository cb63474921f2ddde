"""Declared phrases as something that finds them: words, lemmas or patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from framing.text.folding import PARAGRAPH, fold, with_straight_dashes, without_bracketed, without_hyphens

_VOWELS = "aeiou"
_IRREGULAR = {
    "be": "am is are was were been being", "come": "came comes coming", "go": "goes went gone going",
    "say": "said says saying", "do": "does did done doing", "have": "has had having", "make": "made makes making",
    "take": "took taken takes taking", "give": "gave given gives giving", "get": "got gets gotten getting",
    "see": "saw seen sees seeing", "know": "knew known knows knowing", "think": "thought thinks thinking",
    "leave": "left leaves leaving", "keep": "kept keeps keeping", "hold": "held holds holding",
    "bring": "brought brings bringing", "build": "built builds building", "seek": "sought seeks seeking",
    "meet": "met meets meeting", "flee": "fled flees fleeing", "fight": "fought fights fighting",
    "lead": "led leads leading", "speak": "spoke spoken speaks speaking", "rise": "rose risen rises rising",
    "fall": "fell fallen falls falling", "pay": "paid pays paying", "lose": "lost loses losing",
    "win": "won wins winning", "man": "men", "woman": "women", "child": "children", "person": "people",
    "crisis": "crises", "foot": "feet", "life": "lives", "wife": "wives", "policeman": "policemen",
}  # fmt: skip


class Matcher:
    """Finds the occurrences of declared phrases in folded text.

    Parameters
    ----------
    phrases : mapping of str to iterable of str
        Name of a phrase to its forms. A form is words whose last one may be inflected (``new era`` finds *new
        eras* and *new-era*); ``word:`` before it holds it to these very words, ``lemma:`` lets every word be inflected,
        and ``re:`` makes it a regular expression over the folded text (lower case, no accents, straight marks, hyphens
        as they are). A regular expression runs as written, by Python's `re`: it may match a stretch of any length,
        and one whose repetitions nest (``(a+)+b``) may take very long.

    Raises
    ------
    TypeError
        For phrases that are no mapping, and a form that is no text.
    ValueError
        For a phrase without a form, an empty form, or a pattern that is none.

    Notes
    -----
    Whole words are matched. The words of all forms are found in one pass (Aho & Corasick 1975), so that the cost
    hardly grows with the number of phrases.

    References
    ----------
    Aho, A. V. & Corasick, M. J. (1975). Efficient string matching: an aid to bibliographic search.
    *Communications of the ACM* 18(6), 333-340.

    Examples
    --------
    >>> Matcher({"new era": ["new era"]}).find("“New Eras” begin; a renewed era does not.")
    [('new era', 1, 9)]
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        import ahocorasick_rs

        if not isinstance(phrases, Mapping):
            raise TypeError(
                'Phrases are a mapping of names to lists of forms, {"new era": ["new era"]}, '
                f"not {type(phrases).__name__}."
            )
        owner: dict[str, list[str]] = {}
        self._patterns: list[tuple[str, re.Pattern[str]]] = []
        for name, forms in phrases.items():
            if isinstance(forms, str):
                raise ValueError(f"Phrase {name!r}: give a list of forms, for example [{forms!r}].")
            if not isinstance(forms, Iterable):
                raise TypeError(f"Phrase {name!r}: give a list of forms, not {type(forms).__name__}.")
            forms = list(forms)
            for form in forms:
                if not isinstance(form, str):
                    raise TypeError(f"Phrase {name!r}: a form is text, not {type(form).__name__}.")
            if not forms:
                raise ValueError(f"Phrase {name!r} has no form; give at least one, for example [{name!r}].")
            _check_whole(name, forms)
            for form in forms:
                if form.startswith("re:"):
                    self._patterns.append((name, _pattern(name, form)))
                    continue
                for words in _expanded(name, form):
                    owner.setdefault(words, [])
                    if name not in owner[words]:
                        owner[words].append(name)
        self._owners = list(owner.values())
        self._automaton: Any = ahocorasick_rs.AhoCorasick(list(owner)) if owner else None
        # How far from an insertion a phrase that goes on behind it can begin or end; a pattern: anywhere.
        self._reach = None if self._patterns else max(map(len, owner), default=0) + 1

    def find(self, text: str) -> list[tuple[str, int, int]]:
        """Every occurrence as (phrase, start, end), in order; overlapping hits of one phrase count once."""
        folded = fold(text)
        original = folded.original
        hits = {(original(start), original(end - 1) + 1, name) for start, end, name in self._hits(folded.text)}
        for closed in without_bracketed(text, folded, self._reach):
            for start, end, name in self._hits(closed.text):
                if self._reach is None or closed.crosses(start, end):  # all others stand in the text as it is
                    hits.add((original(closed.folded(start)), original(closed.folded(end - 1)) + 1, name))
        found: list[tuple[str, int, int]] = []
        reached: dict[str, int] = {}
        # Of overlapping hits the first and longest is kept.
        for start, end, name in sorted(hits, key=lambda hit: (hit[0], -hit[1], hit[2])):
            if start >= reached.get(name, 0):
                found.append((name, start, end))
                reached[name] = end
        return found

    def _hits(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Hits in folded text."""
        if self._automaton is not None:
            spaced = without_hyphens(text)
            for which, start, end in self._automaton.find_matches_as_indexes(spaced, overlapping=True):
                if _whole(spaced, start, end):
                    for name in self._owners[which]:
                        yield start, end, name
        straight = with_straight_dashes(text) if self._patterns else ""
        for name, pattern in self._patterns:
            for match in pattern.finditer(straight):
                if match.end() > match.start():
                    yield match.start(), match.end(), name


def _whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or before == "_" or after.isalnum() or after == "_")


def _check_whole(name: str, forms: Iterable[str]) -> None:
    try:
        "".join((name, *forms)).encode()
    except UnicodeEncodeError:
        raise ValueError(f"Phrase {name!r} holds half a character (a lone surrogate); write it again.") from None


def _pattern(name: str, form: str) -> re.Pattern[str]:
    try:
        return re.compile(form[3:])
    except re.error as error:
        raise ValueError(f"Phrase {name!r}: {form[3:]!r} is no regular expression ({error}).") from None


def _expanded(name: str, form: str) -> list[str]:
    """The folded strings that a form of words stands for."""
    kind, _, rest = form.partition(":") if form.startswith(("word:", "lemma:")) else ("", "", form)
    words = without_hyphens(fold(rest).text).replace(PARAGRAPH, " ").strip().split(" ")
    if words == [""]:
        raise ValueError(f"Phrase {name!r} has an empty form; write the words that it is to find.")
    if kind == "word":
        return [" ".join(words)]
    if kind == "lemma":
        return [" ".join(choice) for choice in product(*map(inflections, words))]
    return [" ".join([*words[:-1], last]) for last in inflections(words[-1])]


def inflections(word: str) -> list[str]:
    """`word` and the forms it may take as a noun or verb, itself first.

    More forms than a word has are made (*eraed*): they are in no text and cost nothing.

    Examples
    --------
    >>> inflections("era")[:2], "policies" in inflections("policy"), "came" in inflections("come")
    (['era', 'eras'], True, True)
    """
    if len(word) < 3 or not word.isalpha():
        return [word, *_IRREGULAR.get(word, "").split()]
    forms = [word]
    if word in _IRREGULAR:
        forms += _IRREGULAR[word].split()
    if word[-1] == "y" and word[-2] not in _VOWELS:
        forms += [word[:-1] + "ies", word[:-1] + "ied", word + "ing"]
    elif word[-1] == "e":
        forms += [word + "s", word + "d", word[:-1] + "ing"]
    elif word.endswith(("s", "x", "z", "ch", "sh")):
        forms += [word + "es", word + "ed", word + "ing"]
    else:
        forms += [word + "s", word + "ed", word + "ing"]
        if word[-1] not in "wxyaeiou" and word[-2] in _VOWELS and word[-3] not in _VOWELS:
            forms += [word + word[-1] + "ed", word + word[-1] + "ing"]
    return list(dict.fromkeys(forms))
