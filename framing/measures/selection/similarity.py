"""How far two sentences of different articles say the same."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from framing.measures.selection.tokens import FUNCTION, SLIGHT, Tokens
from framing.text.document import Document
from framing.text.zones import STORY

NAME = 0.6  # a name or a sentence's first word against another word of content
LEAST = 12.0  # weight of a sentence below which it is too slight to judge by its share
PLAIN = 0.4  # likeness of a paraphrase; sentences on different events (NewsWCL50) reach .38 once in ten thousand pairs
QUOTED = 2.0  # a quoted word is its speaker's and was not paraphrased
WORDED = 2  # different words of content that two sentences share, numbers aside: times and scores are alike by chance
_ENDING = re.compile(
    r"(?<=[a-z]{4})(?:ization|ation|ition|ment|nes|ship|anse|ense|ens|ant|ent|ion|ing|ity|iv|al|ic|er|or|at|iz|ow)$"
)


@dataclass(slots=True)
class Sentence:
    """A sentence of the story with the weights of its words."""

    article: int
    sentence: int
    start: int
    end: int
    zone: str
    words: int
    quoted: int
    weights: dict[str, float] = field(default_factory=dict)
    total: float = 0.0


def weighted(number: int, document: Document, read: Tokens) -> list[Sentence]:
    """Sentences of one article's story, each word weighed by how few sentences of the article have it.

    Within one article a word that comes in every second sentence tells none apart, however rare it is in the
    language; a word that comes once does. So the weight of a word is ``log(1 + n / sentences with it)``, names
    count `NAME` of it and quoted words `QUOTED` times it.
    """
    kept = [(s, *read.bounds[s]) for s in sorted(read.bounds) if document.sentences[s].zone in STORY]
    roots = [root(stem) for stem in read.stem]
    often = Counter(word for _, i, j in kept for word in set(roots[i:j]))
    out = []
    for s, i, j in kept:
        place = document.sentences[s]
        sentence = Sentence(number, s, place.start, place.end, place.zone, j - i, sum(read.quoted[i:j]))
        for k in range(i, j):
            if read.stem[k] in FUNCTION:
                continue
            value = math.log(1 + len(kept) / often[roots[k]])
            value *= NAME if read.weight[k] == SLIGHT else 1.0
            value *= QUOTED if read.quoted[k] else 1.0
            sentence.weights[roots[k]] = max(value, sentence.weights.get(roots[k], 0.0))
        sentence.total = sum(sentence.weights.values())
        out.append(sentence)
    return out


def story(read: Tokens) -> list[Sentence]:
    """`weighted` sentences of an article by itself, worked out once."""
    made: list[Sentence] | None = read.kept.get("story")
    if made is None:
        made = read.kept["story"] = weighted(0, read.document, read)
    return made


def likeness(a: Sentence, b: Sentence) -> float:
    """Shared weight of two sentences: the mean of its share of both and of its share of the lighter one.

    The first part asks whether the sentences are the same, the second whether the shorter one is within the
    longer, as a headline does within its lead.

    Examples
    --------
    >>> from framing.measures.selection.tokens import tokens
    >>> def read(text):
    ...     document = Document(text + " Trains ran late. Shops stayed open. Schools closed at noon.")
    ...     return weighted(0, document, tokens(document, []))[0]
    >>> a, b = read("The flood destroyed the old bridge."), read("An old bridge was destroyed in the flooding.")
    >>> c = read("The mayor promised new houses for residents.")
    >>> likeness(a, b) > 0.3 > likeness(a, c)
    True
    """
    shared = _shared(a, b)
    both = 2 * shared / max(2 * LEAST, a.total + b.total)
    return (both + shared / max(LEAST, min(a.total, b.total))) / 2


def _shared(a: Sentence, b: Sentence) -> float:
    """Weight of the words that are in both."""
    lighter, heavier = (a, b) if len(a.weights) < len(b.weights) else (b, a)
    return sum(min(w, heavier.weights[key]) for key, w in lighter.weights.items() if key in heavier.weights)


def worded(stem: str) -> bool:
    """Is this a word and no number?

    Examples
    --------
    >>> worded("bridg"), worded("45")
    (True, False)
    """
    return not stem[:1].isdigit()


@lru_cache(maxsize=200_000)
def root(stem: str) -> str:
    """The stem without the endings that make nouns of verbs: *migrant* and *migration* have one.

    Examples
    --------
    >>> root("migrant") == root("migration") == root("migrat")
    True
    """
    if stem in FUNCTION or stem[:1].isdigit():
        return stem
    for _ in range(2):
        stem = _ENDING.sub("", stem)
    return stem.rstrip("ei") if len(stem) > 4 else stem
