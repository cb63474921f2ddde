"""What can be seen of a stretch in marks that tells whether someone is quoted with it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from math import log
from operator import add
from typing import NamedTuple

from framing.measures.quotes.glyphs import NAME, VERBS
from framing.measures.quotes.marks import Marked
from framing.text.cues import listed
from framing.text.document import Document
from framing.text.lists import listed_words
from framing.text.word_classes import word_classes

REACH = 160  # characters of the sentence that are read on either side

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PERSON = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+|[A-Z][a-z]+ [A-Z][a-z]+")
_NAME_VERB = re.compile(rf"[,\s]{{0,3}}(?:(?:he|she|they|it|I|we|{NAME}) (?:{VERBS})|(?:{VERBS}) [A-Zathf])")
_DIGIT = re.compile(r"\d")
_LIST = re.compile(r",? ?(?:and|or|,)? ?")
_LISTS = {name: frozenset(words.split()) for name, words in listed_words("kinds/words.json").items()}
_SAYING = _LISTS["around"] | listed("kinds") | listed("marks")
_CALLING, _WORKS, _FINITE, _PERSONS = (_LISTS[name] for name in ("calling", "works", "finite", "persons"))
_DETERMINERS, _PREPOSITIONS, _SMALL = (_LISTS[name] for name in ("determiners", "prepositions", "small"))
_NO_NOUN = _PREPOSITIONS | _LISTS["clause"]

NAMES = (
    # the words in marks
    "words log", "one word", "long", "capital first", "title case", "partial title", "lower case words",
    "finite verb", "long finite", "first or second person", "digits", "comma inside", "question inside",
    "no stop at all", "unclosed",
    # where they stand
    "sentence start", "paragraph end", "fills paragraph", "colon paragraph", "bullet", "link near",
    "after comma", "after colon", "after dash", "after that", "after on", "after and", "after preposition",
    "after saying", "before lower", "before preposition", "premodifier", "premodifier no cue",
    "after adjective", "list mate",
    # who may say them
    "person left", "saying left", "saying just left", "saying in sentence", "reporting near right",
    "name verb right", "calling in sentence", "paragraph cue", "cue above", "cue and short",
    "short no cue", "long no cue",
    # what else they may be
    "title on", "title works", "title possessive", "title opens", "title no cue",
)  # fmt: skip

INSIDE = 6  # words in marks that count, wherever among the first they stand

# Strings for the words at the edges of a stretch in marks and about it. No string holds more than two words of a text;
# ``t`` stands before word classes, whose letters are those of `framing.text.word_classes`.
# What each begins with: words (second before, before, after, first inside, last inside), then word classes
# (second before and before; after and second after; first inside; last inside; before and first; last and after).
WORD_SLOTS = ("a", "b", "c", "d", "e", "t1", "t2", "t3", "t4", "t5", "t6")
ANYWHERE = "i"  # one of the first words inside


def features(document: Document, spans: Sequence[Marked]) -> list[tuple[float, ...]]:
    """One row of `NAMES` for each stretch: numbers, and booleans that count as 0 and 1."""
    text = document.text
    rows = []
    last_end = -REACH
    for number, span in enumerate(spans):
        inner = _inner(text[span.start : span.end])
        since = text[last_end : span.outer_start] if last_end > 0 else ""
        goes_on = number + 1 < len(spans) and spans[number + 1].continued
        rows.append(_alone(inner, span, goes_on) + _around(document, span, inner, since))
        last_end = span.outer_end
    return rows


class _Inner(NamedTuple):
    """The words in marks."""

    text: str
    words: list[str]
    title: bool  # every long word has a capital
    lower: list[str]


def _inner(text: str) -> _Inner:
    words = _WORD.findall(text)
    title = words != [] and all(word[0].isupper() or word in _SMALL for word in words) and words[0] not in _SMALL
    return _Inner(text, words, title, _lower(text))


def _lower(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("’", "'"))


def _alone(inner: _Inner, span: Marked, goes_on: bool) -> tuple[float, ...]:
    """The first group of `NAMES`."""
    text, words = inner.text, inner.words
    count, stop = len(words) or 1, text[-1:]
    capital = text[:1].isupper()
    finite = not _FINITE.isdisjoint(inner.lower)
    return (
        log(count), count == 1, count > 8, capital, inner.title and count > 1,
        inner.title and count < 6 and not stop.isalnum(), not any(word[0].isupper() for word in words),
        finite, finite and count > 5, not _PERSONS.isdisjoint(inner.lower),
        _DIGIT.search(text) is not None, stop == ",", stop in ("?", "!"), stop.isalnum(),
        not span.closed and not goes_on,
    )  # fmt: skip


def _around(document: Document, span: Marked, inner: _Inner, since: str) -> tuple[float, ...]:
    """The other groups of `NAMES`; `since` is the text since the stretch before."""
    text = document.text
    sentence = document.sentences[document.sentence_at(span.start)]
    ending = document.sentences[document.sentence_at(span.end - 1)]
    paragraph = document.paragraphs[sentence.paragraph]
    opens, closes = span.outer_start == paragraph.start, span.outer_end == paragraph.end
    left = text[max(sentence.start, span.outer_start - REACH) : span.outer_start]
    right = text[span.outer_end : max(span.outer_end, min(ending.end, span.outer_end + REACH))]
    lefts, rights = _lower(left), _lower(right[:80])
    before, after = left.rstrip()[-1:], right.lstrip()[:1]
    last = lefts[-1] if lefts and (before.isalnum() or before in "'’") else ""
    following = rights[0] if rights else ""
    count, title = len(inner.words) or 1, inner.title
    saying_left = not _SAYING.isdisjoint(lefts)
    saying = saying_left or not _SAYING.isdisjoint(rights)
    cue = saying  # or one in the rest of the paragraph
    if not saying:
        wide = text[max(paragraph.start, span.outer_start - 2 * REACH) : span.outer_start]
        far = text[span.outer_end : min(paragraph.end, span.outer_end + 2 * REACH)]
        cue = not (_SAYING.isdisjoint(_lower(wide)) and _SAYING.isdisjoint(_lower(far)))
    works = not (_WORKS.isdisjoint(lefts[-4:]) and _WORKS.isdisjoint(rights[:4]))
    # “a ‘launch team’ set up”: words that stand before a noun as its attribute
    premodifier = bool(last) and after.islower() and count < 4 and inner.text[-1:].isalnum()
    premodifier = premodifier and following not in _NO_NOUN
    above = document.paragraphs[sentence.paragraph - 1] if sentence.paragraph else None
    answers = opens and not cue and above is not None  # speech of the paragraph before may go on here
    if answers and above is not None:
        answers = not _SAYING.isdisjoint(_lower(text[max(above.start, above.end - 2 * REACH) : above.end]))
    return (
        not lefts, closes, opens and closes, above is not None and text[above.end - 1] == ":",
        text[paragraph.start] in "-—–•*", "http" in right or "@" in left,
        before == ",", before == ":", before in ("—", "–", "-"), last == "that", last == "on",
        last in ("and", "or"), last in _PREPOSITIONS, last in _SAYING, after.islower(),
        following in _PREPOSITIONS, premodifier, premodifier and not saying,
        premodifier and last not in _DETERMINERS, bool(since) and _LIST.fullmatch(since) is not None,
        _PERSON.search(left) is not None, saying_left, not _SAYING.isdisjoint(lefts[-4:]), saying,
        not _SAYING.isdisjoint(rights[:4]), _NAME_VERB.match(right) is not None,
        not _CALLING.isdisjoint(lefts), cue, answers, saying and count < 4,
        count < 4 and not saying, count > 6 and not saying,
        title and last in ("on", "in"), title and works, title and last.endswith(("'s", "s'")),
        title and not lefts, title and count > 1 and not saying,
    )  # fmt: skip


def word_features(document: Document, spans: Sequence[Marked]) -> list[list[str]]:
    """Strings for each stretch, each with a weight in ``resources/kinds/model.json`` if it was met often enough."""
    drawn = word_classes(document)
    starts, words, letters = drawn.starts, ["^", "^", *drawn.lowered, "^", "^"], f"^^{drawn.tags[::2]}^^"
    rows = []
    for span in spans:
        i, j = bisect_left(starts, span.start) + 2, bisect_left(starts, span.end) + 2  # two blanks stand before
        before, after = letters[i - 1], letters[j]
        first, last = letters[i], letters[j - 1]
        values = (
            words[i - 2], words[i - 1], words[j], words[i], words[j - 1],
            letters[i - 2] + before, after + letters[j + 1], first, last, before + first, last + after,
        )  # fmt: skip
        inside = [ANYWHERE + word for word in {*words[i : min(j, i + INSIDE)]}]
        rows.append([*map(add, WORD_SLOTS, values), *inside])
    return rows
