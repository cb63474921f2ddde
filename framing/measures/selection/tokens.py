"""The words of an article as this room compares them: folded, stemmed, weighed, with what is quoted marked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from framing.text.document import Document

# Words without a subject of their own. Two reports of one event share them anyway, so they prove no copy.
FUNCTION = frozenset(
    "a about after again all also although am an and any are as at be because been before being between both but by "
    "can could did do does doing down during each for from further had has have having he her here hers him his how "
    "i if in into is it its just may me might more most mr mrs ms must my no nor not now of off on once only or "
    "other our out over own same shall she should so some such than that the their them then there these they this "
    "those through to too under until up upon us was we were what when where which while who whom why will with "
    "would you your said says say told saying go going goes went get got gets".split()
)
# Weight of function words and of names: every report of an event prints the names and titles of who took part.
SLIGHT = 0.3
# What the same word costs to print in another house style.
_SPELLING = (
    (re.compile(r"is(e|es|ed|ing|er|ers|ation|ations)$"), r"iz\1"),
    (re.compile(r"ys(e|es|ed|ing)$"), r"yz\1"),
    (re.compile(r"(?<=[a-z]{2})our(s|ed|ing|able|ite|ites|er|ers|hood|hoods)?$"), r"or\1"),
    (re.compile(r"(?<=[a-z]{3})(t)re(s)?$"), r"\1er\2"),
    (re.compile(r"mme(s)?$"), r"m\1"),
    (re.compile(r"ence(s)?$"), r"ense\1"),
    (re.compile(r"(?<=[aeiou])ll(ed|ing|er|ers|or|ors)$"), r"l\1"),
)
_SUFFIX = re.compile(r"(?<=[a-z]{3})(?:ies|ied|ing|edly|ed|es|s|ly|e|y)$")
_NUMBER = re.compile(r"\d[\d.,]*")
_DASHES = re.compile("[-‐‑]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words of one article in parallel lists.

    ``surface`` keeps accents and spelling (case and the style of apostrophes are folded), ``stem`` folds accents,
    house spelling, possessives and endings, ``weight`` is what the word says when two articles share it, ``quoted``
    says that it is in quotation marks, ``sentence`` is the number of its sentence in the document, and ``bounds``
    holds the range of tokens of each sentence. ``kept`` holds what is worked out once for all pairs of the article.
    """

    document: Document
    surface: list[str]
    stem: list[str]
    weight: list[float]
    spans: list[tuple[int, int]]
    quoted: list[bool]
    sentence: list[int]
    bounds: dict[int, tuple[int, int]]
    kept: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)


def tokens(document: Document, quoted: Iterable[tuple[int, int]]) -> Tokens:
    """Tokens of everything in `document` but its notices.

    Parameters
    ----------
    document : Document
    quoted : iterable of (start, end)
        Spans inside quotation marks.

    Examples
    --------
    >>> read = tokens(Document("Ms Lee’s “programme” helped migrants."), [(10, 19)])
    >>> read.stem
    ['ms', 'lee', 'program', 'help', 'migrant']
    >>> read.quoted
    [False, False, True, False, False]
    """
    inside = sorted(quoted)
    surface: list[str] = []
    stems: list[str] = []
    weights: list[float] = []
    spans: list[tuple[int, int]] = []
    marks: list[bool] = []
    number: list[int] = []
    bounds: dict[int, tuple[int, int]] = {}
    sentences = document.sentences
    at = next_quote = 0
    for (start, end), word in zip(document.words, document.word_texts, strict=True):
        while at < len(sentences) and sentences[at].end <= start:
            at += 1
        if at == len(sentences) or sentences[at].zone == "notice":
            continue
        while next_quote < len(inside) and inside[next_quote][1] <= start:
            next_quote += 1
        bounds[at] = (bounds.get(at, (len(spans), 0))[0], len(spans) + 1)
        surface.append(fold(word))
        stems.append(stem(word))
        name = word[0].isupper() and bounds[at][0] < len(spans)
        weights.append(SLIGHT if name or stems[-1] in FUNCTION else 1.0)
        spans.append((start, end))
        marks.append(next_quote < len(inside) and inside[next_quote][0] <= start)
        number.append(at)
    return Tokens(document, surface, stems, weights, spans, marks, number, bounds)


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """The word with case and the style of its apostrophe folded; everything else is an edit."""
    return unicodedata.normalize("NFC", word).casefold().replace("’", "'").replace("ʼ", "'")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A key that the forms and house spellings of one word share.

    Examples
    --------
    >>> [stem(w) for w in ("López", "Harris’s", "co-operation", "emphasised", "310m", "countries")]
    ['lopez', 'harri', 'cooperation', 'emphasiz', '310', 'countr']
    """
    number = _NUMBER.match(word)
    if number:
        return number.group().replace(",", "").rstrip(".")
    letters = "".join(c for c in unicodedata.normalize("NFKD", fold(word)) if not unicodedata.combining(c))
    letters = _DASHES.sub("", letters)
    for tail in ("'s", "'"):
        letters = letters.removesuffix(tail)
    if letters in FUNCTION or len(letters) < 4:
        return letters
    for pattern, to in _SPELLING:
        letters = pattern.sub(to, letters)
    return _SUFFIX.sub("", letters)
