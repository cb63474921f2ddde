"""A document as a string of word classes: what mentions and features are read from.

Word `i` is at position ``2 * i`` of the string, as one letter, and the gap after it at ``2 * i + 1``, as one
sign. Noun phrases are then found by a regular expression, and "a verb of saying between the two" by a search in a
slice; both run at the speed of C, where a parser would take a hundred times as long.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from framing.text.cues import cue_forms
from framing.text.document import Document
from framing.text.lists import listed_words

# N name  U capitalised word that ends an organisation's name  O possessive of a name  T title  J capitalised
# adjective | R person noun  S its plural  G group noun  B document noun  n other noun or unknown word  m the same
# with a final s  r possessive of a common noun | D determiner  I indefinite (some, others)  # number  a adjective
# d time | P subject pronoun  p object pronoun  W who, which  t that | V verb of saying  v another verb  x auxiliary
# e -ed  g -ing  l adverb | o of  z to  f for, at, from, with  i other preposition  c and, or  s subordinator
_CLASSES = {
    "verb": "v", "time": "d", "adverb": "l", "adjective": "a",
    "group": "G", "document": "B", "person": "R", "plural": "S",
    "auxiliary": "x", "subordinator": "s", "conjunction": "c", "preposition": "i", "relative": "W", "object": "p",
    "pronoun": "P", "indefinite": "I", "determiner": "D", "possessive": "h",
}  # fmt: skip
_CLOSED = frozenset("DhIPpWtiofzcs")
APOSTROPHES = ("'s", "’s", "s'", "s’", "ʼs")
# First names that are words as well: *Bill* Clinton is no bill. Others, *Hope* or *Will*, count where they stand before
# the same name within a sentence too.
_FIRST_NAMES = frozenset("Bill Chuck Dawn Drew Gene Josh Pat Ray Rob Rose".split())
_NO_FIRST_NAME = frozenset("DhIPpWtiofzcsNTUJO#")
QUOTE_MARKS = frozenset('"“”„«»‹›`')


class WordClasses(NamedTuple):
    """Word classes and gaps as one string, with the words in lower case."""

    tags: str
    lowered: list[str]
    starts: list[int]


def word_classes(document: Document) -> WordClasses:
    """The word classes of `document`.

    Examples
    --------
    >>> word_classes(Document("A spokesman said no. Mr. Lee left.")).tags
    'D R V D.T N v|'
    """
    made = document.__dict__.get("_word_classes")
    if made is None:
        made = document.__dict__["_word_classes"] = _word_classes(document)
    return made


def _word_classes(document: Document) -> WordClasses:
    text, words, texts = document.text, document.words, document.word_texts
    if not words:
        return WordClasses("", [], [])
    starts = [start for start, _ in words]
    tags = [_INSIDE[word] for word in texts]
    gaps = [_GAPS[text[before[1] : after[0]]] for before, after in pairwise(words)]
    gaps.append("|")
    paragraph = -1
    headed: list[int] = []
    for sentence in document.sentences:
        first = bisect_left(starts, sentence.start)
        if first >= len(starts):
            break
        if first:
            gaps[first - 1] = "." if sentence.paragraph == paragraph else "|"
        paragraph = sentence.paragraph
        last = bisect_left(starts, sentence.end) if sentence.zone == "headline" else first + 1
        for i in range(first, last):
            tags[i] = _FIRST[texts[i]]
        headed += range(first, last)
    _name_first_names(tags, gaps, texts, headed)
    letters = [sign for pair in zip(tags, gaps, strict=True) for sign in pair]
    _settle(letters)
    return WordClasses("".join(letters), [word.lower() for word in texts], starts)


def _name_first_names(tags: list[str], gaps: list[str], texts: list[str], headed: list[int]) -> None:
    """A word that heads a sentence or is in a headline, before a name: *Bill* Clinton, who is no bill."""
    last = len(texts) - 1
    asked = [i for i in headed if i < last and gaps[i] == " " and tags[i + 1] == "N" and tags[i] not in _NO_FIRST_NAME]
    asked = [i for i in asked if texts[i][0].isupper()]
    if asked:
        inside = set(range(last)).difference(headed)
        met = {(texts[i], texts[i + 1]) for i in inside if gaps[i] == " "}
        for i in asked:
            if texts[i] in _FIRST_NAMES or (texts[i], texts[i + 1]) in met:
                tags[i] = "N"


def _settle(letters: list[str]) -> None:
    """Words that are noun or verb of saying (his claim, her report): the word before decides. *Young said*: a name."""
    for i in range(0, len(letters), 2):
        letter = letters[i]
        if letter == "b" or letter == "V":
            before = letters[i - 2] if i > 1 and letters[i - 1] == " " else ""
            verb_follows = before == "I" and letters[i + 1] == " " and letters[i + 2] in "Vbvx"  # one sign read
            if before and before in ("DhO" if letter == "V" else "DhaOrRGioJ#fBn") or verb_follows and letter == "b":
                letters[i] = "B"
            else:
                letters[i] = "V"
                if before == "J":
                    letters[i - 2] = "N"


@cache
def _lexicon() -> dict[str, str]:
    """Class letter of the listed words."""
    listed = {name: words.split() for name, words in listed_words("speakers/words.json").items()}
    found: dict[str, str] = {}
    for name, letter in _CLASSES.items():
        for word in listed[name]:
            found[word] = letter
    for word in listed["person"]:
        found.setdefault(_plural(word), "S")
    for word in listed["group"] + listed["document"]:
        found.setdefault(_plural(word), found[word] if found[word] in "GB" else "G")
    found["of"], found["that"], found["to"] = "o", "t", "z"
    for word in ("he", "she", "it", "they", "we", "i", "you"):
        for ending in ("s", "d", "ll", "re", "ve", "m"):
            found[f"{word}'{ending}"] = found[f"{word}’{ending}"] = "P"
    for word in ("for", "at", "from", "with"):
        found[word] = "f"
    for cue in cue_forms(word_classes=True):
        if " " not in cue:
            letter = found.get(cue, "V")
            found[cue] = "b" if letter == "B" else letter if letter in "RSGDhIPpWtiofzcs" else "V"
    found["according"] = "V"
    return found


@cache
def capital_lexicon() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Titles, words that end an organisation's name, organisations, all in lower case."""
    data = listed_words("speakers/words.json")
    title, tail, names = (frozenset(data[key].split()) for key in ("title", "organisation_tail", "organisation"))
    return title, tail, names


def _plural(word: str) -> str:
    if word.endswith("man"):
        return word[:-2] + "en"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def lower_class(word: str) -> str:
    """Class of a word in lower case."""
    letter = _lexicon().get(word)
    if letter:
        return letter
    if word[0].isdigit():
        return "#"
    if word[-2:] in APOSTROPHES:
        return "r"
    if word.endswith("ly"):
        return "l"
    if word.endswith("ed"):
        return "e"
    if word.endswith("ing"):
        return "g"
    if word.endswith(("ists", "ians", "crats", "women", "men")):
        return "S"
    if word.endswith(("ist", "ian", "crat", "woman")):
        return "R"
    return "m" if word.endswith("s") and not word.endswith(("ss", "us", "is")) else "n"


def _inside_class(word: str) -> str:
    """Class of a word within a sentence."""
    if word[0].islower():
        return lower_class(word)
    if not word[0].isupper():
        return "#" if word[0].isdigit() else "n"
    lowered = word.lower()
    title, tail, names = capital_lexicon()
    if lowered in title or lowered.rpartition("-")[2] in title:  # *Vice-President*
        return "T"
    if lowered in names and (lowered != word.lower() or word.isupper() or lowered not in _lexicon()):
        return "U"
    if lowered in tail or word == "US":  # the country, not the pronoun
        return "U"
    letter = _lexicon().get(lowered, "")
    if letter and (letter in _CLOSED or letter == "d"):
        return letter
    if letter == "a":
        return "J"
    if letter == "S":
        return "S"
    if lowered[-2:] in APOSTROPHES:
        return "r" if letter else "O"
    return "N"


def _first_class(word: str) -> str:
    """Class of a word at a sentence's head or in a headline, where a capital says little."""
    if not word[0].isupper():
        return _inside_class(word)
    lowered = word.lower()
    inside = _inside_class(word)
    if inside in "TU" or word.isupper() and len(word) > 1:
        return inside
    letter = _lexicon().get(lowered, "")
    if letter and letter not in "a":
        return letter
    if letter == "a":
        return "J"
    if len(lowered) > 5 and lowered.endswith(("ly", "ing", "ed")):
        return lower_class(lowered)
    return inside


def _gap(gap: str) -> str:
    """Sign of what is between two words of a sentence."""
    if not gap or gap.isspace() or gap.strip() in (".", "’", "'", "/", "@", "$", "£", "€", "#"):
        return " "
    if not QUOTE_MARKS.isdisjoint(gap) or "''" in gap:
        return '"'
    for sign in "(—–―;:":
        if sign in gap:
            return "-" if sign in "—–―" else sign
    if ")" in gap:
        return ")"
    if "--" in gap or " - " in gap:
        return "-"
    if "," in gap:
        return ","
    return '"' if "‘" in gap or "’" in gap or "'" in gap else " "


class _Memo(dict[str, str]):
    """What a function says of each string, worked out once."""

    def __init__(self, function: object) -> None:
        super().__init__()
        self.function = function

    def __missing__(self, key: str) -> str:
        value: str = self.function(key)  # type: ignore[operator]
        if len(self) < 200_000:
            self[key] = value
        return value


_INSIDE, _FIRST, _GAPS = _Memo(_inside_class), _Memo(_first_class), _Memo(_gap)
