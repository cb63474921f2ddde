"""Names in one piece: their parts in lower case, in brackets or in marks."""

from __future__ import annotations

import re
from functools import cache

from framing.text.document import Document
from framing.text.lists import listed_words
from framing.text.word_classes import APOSTROPHES, QUOTE_MARKS, WordClasses, capital_lexicon, word_classes

# Parts of a name that are English words as well count as its first only where no noun phrase goes on (*a bin*, *the
# van*), or where the article has the name in full; the rest of these never begin a name that is not met in full.
_WORDS_TOO = frozenset("van bin den".split())
_INNER_ONLY = frozenset("do t e y i".split())
_GOES_ON = frozenset("DhI#aOrnJegR")
_OFFICES = frozenset(("10", "11"))  # of Downing Street


def named(document: Document) -> str:
    """The classes of `word_classes`, with each name in one piece: what of it is in lower case, in brackets or in marks.

    *Nabil al-Harthawi*, *von der Lohe*, *Robert (Bob) Hart*, *St John's Hospital* and *No 10* are names there. The
    models read `word_classes`, whose classes go word by word.

    Examples
    --------
    >>> drawn = Document("Ann van der Lee met Robert (Bob) Hart.")
    >>> word_classes(drawn).tags, named(drawn)
    ('N n n N v N(N)N|', 'N N N N v N N N|')
    """
    made: str | None = document.__dict__.get("_named")
    if made is None:
        made = document.__dict__["_named"] = _named(document, word_classes(document))
    return made


def _named(document: Document, drawn: WordClasses) -> str:
    letters, texts, last = list(drawn.tags), document.word_texts, len(document.words) - 1
    parts, _ = _name_parts()
    inner: list[tuple[int, int]] = []  # lower-case words before a name: the first, and the name's
    for i, word in enumerate(texts):
        if word[0].islower():
            if prefixed(word):
                letters[2 * i] = (
                    "U" if word.lower() in capital_lexicon()[2] else "O" if word[-2:] in APOSTROPHES else "N"
                )
            elif word in parts and (not i or not _runs(letters, i - 1) or texts[i - 1] not in parts):
                end = i + 1
                while end < last and _runs(letters, end - 1) and texts[end] in parts:
                    end += 1
                if end <= last and _runs(letters, end - 1):
                    inner.append((i, end))
            elif (
                word == "states"
                and i > 1
                and letters[2 * i + 1] in ".|"
                and letters[2 * i - 5 : 2 * i - 3] == ['"', "D"]
            ):
                letters[2 * i] = "v"  # *“No,” the grant states.*
            elif word == "deputy" and i and letters[2 * i - 2 : 2 * i] == ["O", " "]:
                if not _runs(letters, i) or letters[2 * i + 2] in "Vvxe":
                    letters[2 * i] = "R"  # *Lee's deputy said*: nothing follows that it could tell more of
        elif i < last and _runs(letters, i):
            if word in ("A", "I") and i and letters[2 * i - 2] == "N" == letters[2 * i + 2] and _runs(letters, i - 1):
                if document.text[document.words[i][1]] == ".":  # *Bo A. Hill*
                    letters[2 * i] = "N"
            elif word in ("St", "Saint") and letters[2 * i + 2] == "O":
                letters[2 * i + 2] = "N"
            elif word in ("No", "Number") and texts[i + 1] in _OFFICES:
                letters[2 * i] = letters[2 * i + 2] = "U"
    if inner:
        _join_parts(letters, texts, inner)
    if "(" in document.text or not QUOTE_MARKS.isdisjoint(document.text):
        _join_aside(letters, document)
    return "".join(letters)


def _runs(letters: list[str], i: int) -> bool:
    """Does the next word follow word `i` with nothing but a space?"""
    return letters[2 * i + 1] == " "


def _join_parts(letters: list[str], texts: list[str], inner: list[tuple[int, int]]) -> None:
    met: set[tuple[str, ...]] = set()
    heads = []
    for first, end in inner:
        if letters[2 * end] not in "NO" and not (letters[2 * end] == "J" and texts[end][0].isupper()):
            continue
        if first and _runs(letters, first - 1) and letters[2 * first - 2] == "N":
            asked = "do" in texts[first:end] and first > 1 and letters[2 * first - 4] in "xW"  # *did Lee do Hill …*
            if not asked:
                met.add(_bare_words(texts[first : end + 1]))
                letters[2 * first : 2 * end : 2] = "N" * (end - first)
        else:
            heads.append((first, end))
    for first, end in heads:
        run = texts[first:end]
        after = letters[2 * first - 2] if first and _runs(letters, first - 1) else ""
        sure = run[0] not in _INNER_ONLY and (len(run) > 1 or run[0] not in _WORDS_TOO or after not in _GOES_ON)
        if sure or _bare_words(texts[first : end + 1]) in met:
            letters[2 * first : 2 * end : 2] = "N" * (end - first)


def _bare_words(words: list[str]) -> tuple[str, ...]:
    return (*words[:-1], words[-1][:-2] if words[-1][-2:] in APOSTROPHES else words[-1])


def _join_aside(letters: list[str], document: Document) -> None:
    """Nicknames within a name are part of it."""
    text, words, texts = document.text, document.words, document.word_texts
    last = len(words) - 1
    for i in range(last):
        sign = letters[2 * i + 1]
        if sign not in '("' or letters[2 * i] not in "NU":
            continue
        before = text[words[i][1] : words[i + 1][0]].strip()
        if (before == "(" or before in QUOTE_MARKS) and not (i and letters[2 * i - 2 : 2 * i] == ["N", " "]):
            end = i + 2
            while end < min(last, i + 4) and _runs(letters, end - 1):
                end += 1
            if end > last or letters[2 * end] not in "NO" or not all(w[0].isupper() for w in texts[i + 1 : end]):
                continue
            after = text[words[end - 1][1] : words[end][0]]
            if after[-1:].isspace() and after.strip() in ((")",) if before == "(" else QUOTE_MARKS):
                letters[2 * i + 1 : 2 * end : 2] = " " * (end - i)
                letters[2 * i + 2 : 2 * end : 2] = "N" * (end - i - 1)


@cache
def _name_parts() -> tuple[frozenset[str], re.Pattern[str]]:
    """Lower-case words of names, and those that are written together with the next: *al-Harthawi*, *d'Estrel*."""
    data = listed_words("speakers/words.json")
    signs = str.maketrans({"-": "[-‐‑]", "'": "['’]"})
    prefixes = "|".join(prefix.translate(signs) for prefix in data["name_prefix"].split())
    return frozenset(data["name_part"].split()), re.compile(rf"({prefixes})(?=[^\W\d_])", re.IGNORECASE)


def name_part(word: str) -> bool:
    """Is a word, in lower case, one that is before or within surnames: *de*, *van*, *bin*?"""
    return word in _name_parts()[0]


def prefixed(word: str) -> str:
    """What a surname begins with that is written together with the rest: *al-* of *al-Harthawi*; else nothing."""
    match = _name_parts()[1].match(word)
    return match.group() if match and word[match.end()].isupper() else ""
