"""A document's words with their classes: phrases, and whether a clause begins with a word."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from framing.text.document import Document
from framing.text.word_classes import word_classes

LONGEST_SUBJECT = 16  # words from the beginning of a subject to its verb
_NOMINAL = frozenset("NTUJORSGBnmrPpI#dtWb")
IN_PHRASE = frozenset("DhIaJNTUOGRSrBenm#dg")
# Who is no source of speech: what they *say* is evidence.
EVIDENCE = frozenset(
    "poll polls polling survey surveys data figure figures number numbers statistic statistics study studies research "
    "analysis analyses evidence record records results result finding findings estimate estimates index chart charts "
    "map maps test tests model models trend trends census history science logic fact facts sign signs reason".split()
)
# Forms that are nouns more often than verbs.
AMBIGUOUS = frozenset(
    form
    for noun in (
        "tweet email e-mail text message post blog remark answer protest demand request promise pledge charge command "
        "comment order question vow forecast lament boast joke reply brief retweet caution counsel crack exclaim hint "
        "estimate claim report preach note reason state report"
    ).split()
    for form in (noun, noun + "s")
)
_SAID = frozenset("said says told tells wrote writes".split())  # no nouns, whatever goes before them
_AGED = (" n", " m", " R", " N", " T", " a", " J", " G")  # what follows *the 37-year-old* where it is no noun
_WHICH_DAY = frozenset("last this next late early".split())
_MODALS = frozenset("will would can could may might must shall should did does do cannot".split())


@dataclass(frozen=True)
class Cue:
    """A verb of saying. Numbers are words; `group` is the first word of its verb group (*has* repeatedly *said*).

    `source` is the first and last (exclusive) word of the phrase that names who speaks. `pattern` is ``verb``,
    ``participle`` (*, adding*), ``passive`` or ``according``; `skipped` marks what reports no speech.
    """

    first: int
    last: int
    group: int
    lemma: str
    pattern: str
    source: tuple[int, int] | None
    skipped: bool

    @property
    def left(self) -> int:
        """First word of the cue with its source, where that goes before it."""
        return min(self.group, self.source[0]) if self.source is not None else self.group

    def inside(self, other: Cue) -> bool:
        """Does the cue belong to the other one's source?"""
        return other.source is not None and other.source[0] <= self.first < other.source[1]


class Words:
    """A document's words with their classes; what is in marks is known."""

    def __init__(self, document: Document, marks: Sequence[tuple[int, int]]) -> None:
        drawn = word_classes(document)
        self.document, self.text = document, document.text
        self.words, self.lowered, self.starts = document.words, drawn.lowered, drawn.starts
        self.tags = _verbs_told(drawn.tags, drawn.lowered)
        self.marks = marks
        self.marked = [False] * len(self.words)
        for start, end in marks:
            for i in range(bisect_left(self.starts, start), bisect_left(self.starts, end)):
                self.marked[i] = True
        for i, word in enumerate(self.lowered):
            if word.endswith("-year-old") and "".join(self.tags[2 * i + 1 : 2 * i + 3]) not in _AGED:
                self.tags[2 * i] = "R"  # *the 37-year-old said*
            if self.tags[2 * i] != "V":
                continue
            before = self.tags[2 * i - 2] if i and self.tags[2 * i - 1] == " " else ""
            plural = word.endswith("s")
            noun = before and (
                before in "aJ"
                and plural
                or before == "e"
                and plural
                and word in AMBIGUOUS
                or word in EVIDENCE
                and before in "RnNGD"
            )
            if noun or word in AMBIGUOUS and self.noun_here(i):
                self.tags[2 * i] = "m"

    def tag(self, i: int) -> str:
        return self.tags[2 * i]

    def gap(self, i: int) -> str:
        """What is between word `i` and the next."""
        if i < 0 or i + 1 >= len(self.words):
            return "\n"
        return self.text[self.words[i][1] : self.words[i + 1][0]]

    def blank(self, i: int) -> bool:
        """Are word `i` and the next parted by white space (or the dot of *Mr.*) alone?"""
        return self.gap(i).strip() in ("", ".", "’", "'", "/", "$", "£", "€")

    def nominal(self, i: int) -> bool:
        return self.tag(i) in _NOMINAL

    def quoted(self, a: int, z: int) -> bool:
        """Are the words ``[a, z)`` in marks, all of them?"""
        return all(self.marked[a:z])

    def span(self, a: int, z: int) -> tuple[int, int]:
        return self.words[a][0], self.words[z - 1][1]

    def clause_span(self, a: int, z: int) -> tuple[int, int]:
        """Characters of a clause, with the marks about its first and last word."""
        start, end = self.span(a, z)
        for opening, closing in self.marks:
            if self.marked[a] and opening <= start < closing:
                while opening > 0 and not self.text[opening - 1].isspace() and self.text[opening - 1] not in "(—–":
                    opening -= 1
                start = min(start, opening)
            if self.marked[z - 1] and opening < end <= closing:
                end = closing
                while end < len(self.text) and self.text[end] in "\"'”’»“":
                    end += 1
        return start, end

    def noun_here(self, i: int) -> bool:
        """Is a word that may be a verb of saying a noun here: *the claims*, *her answer*, *a reported plan*?"""
        before = self.tag(i - 1) if i and self.blank(i - 1) else ""
        if self.lowered[i] in _SAID and before == "O":  # *a friend of Hale’s said*
            return False
        if self.tag(i) in "NUTORSGJ" and self.lowered[i] not in AMBIGUOUS:
            return True
        if before and before in "DhO#" or self.text[self.words[i][0]].isupper() and before in ("N", "U", "T"):
            return True
        if before in ("a", "o", "r") or before == "i" and not self.lowered[i].endswith("ing"):
            return True
        if self.lowered[i] in AMBIGUOUS:
            after = self.lowered[i + 1] if i + 1 < len(self.words) else ""
            told = after == "that" or ":" in self.gap(i) or i + 1 < len(self.words) and self.marked[i + 1]
            if told and not before and i and "," in self.gap(i - 1) and self.nominal(i - 1):
                return False
            singular = self.lowered[i].endswith("s")
            if told and before and before in ("PNURGWTlBO" if singular else "PSWlIxz"):
                return False
            return not (
                before in ("P", "W", "x", "z")
                or singular
                and before in ("N", "U", "R", "G")
                and self.clause_at(i + 1, len(self.words))
                or not singular
                and before == "S"
            )
        if self.tag(i) == "B":
            return not (before and before in "GRSPW" and i + 1 < len(self.words) and self.lowered[i + 1] == "that")
        return False

    def head(self, a: int, z: int) -> int:
        """The head of a phrase: its last noun before a preposition, a comma, a clause or a day."""
        while z - a > 1 and self.tag(z - 1) == "d" and self.nominal(z - 2 - (self.lowered[z - 2] in _WHICH_DAY)):
            z -= 1 + (self.lowered[z - 2] in _WHICH_DAY)  # *the office last week*
        for i in range(a, z):
            if self.tag(i) == "V" and (i + 1 == z or not any(map(self.nominal, range(a, i)))):
                continue  # a noun that may be a verb: *the agency’s report*, *leaked emails hacked from …*
            if i > a and (
                self.tag(i) in "ofizWtxvVcs" or self.tag(i) in "eg" and self.nominal(i - 1) or not self.blank(i - 1)
            ):
                return i - 1
            if i > a and self.lowered[i] in ("close", "familiar", "privy") and self.nominal(i - 1):
                return i - 1
        return z - 1

    def human(self, source: tuple[int, int]) -> bool:
        """Can the phrase be somebody who speaks?"""
        a, z = source
        head = self.head(a, z)
        if self.tag(head) in "NTUJRSGIB":
            return True
        return self.lowered[head] in ("he", "she", "they", "who")

    def phrase(self, i: int, last: int) -> tuple[int, int] | None:
        """The noun phrase that begins with word `i`, with what hangs on it, up to a stop."""
        if i >= last:
            return None
        z = i
        while z < last:
            tag = self.tag(z)
            if tag in IN_PHRASE or tag in "ofi" and z > i or tag in "PptW" and z == i or tag == "z" and z > i:
                z += 1
            elif (
                tag == "c"
                and z > i
                and self.lowered[z] in ("and", "or")
                and z + 1 < last
                and self.tag(z + 1) in IN_PHRASE
            ):
                z += 1
            else:
                break
            if not self.blank(z - 1):
                break
        while z > i and self.tag(z - 1) in "ofizDhc":
            z -= 1
        return (i, z) if z > i else None

    def over_phrase(self, j: int, last: int) -> int:
        """The word after a preposition and its phrase."""
        k = j + 1
        while k < last and self.tag(k) in IN_PHRASE and self.blank(k - 1):
            if k > j + 1 and self.tag(k) in "DhI" and self.tag(k - 1) not in "D":
                break
            if k > j + 1 and self.tag(k) in "NT" and self.tag(k - 1) in "dmnSRG":
                break
            k += 1
        if k == j + 1 and k < last and self.tag(k) in "pP":
            k += 1
        return k

    def clause_at(self, k: int, last: int, weak: bool = True, strict: bool = False) -> bool:
        """Does a clause, subject and finite verb, begin with word `k`?"""
        if k >= last:
            return False
        word, tag = self.lowered[k], self.tag(k)
        if tag == "P":
            if "'" in word or "’" in word:
                return True
            if not self.blank(k):
                return self.lowered[k + 1] in ("too", "like", "as", "along") if k + 1 < last else False
            if k + 2 < last and self.tag(k + 1) == "c" and word not in ("it",):
                return self.clause_at(k + 2, last, weak)
            return k + 1 < last and self.blank(k) and self.tag(k + 1) not in "tcsof"
        if (
            word in ("there", "there's", "there’s", "it's", "it’s", "this", "that's", "that’s")
            and k + 1 < last
            and self.tag(k + 1) in "xvVemn"
        ):
            return True
        if tag == "g" and k + 1 < last:  # *said leaving would cost*
            return any(self.tag(i) == "x" for i in range(k + 1, min(last, k + 12)))
        p, seen, aside = k, False, False
        while p < last and p - k < LONGEST_SUBJECT:
            tag = self.tag(p)
            if p > k and not self.blank(p - 1) and not self.marked[p]:
                gap = self.gap(p - 1)
                if strict and self.tags[2 * p - 1] != '"':
                    return False
                sign = next((sign for sign in (",", "(", "—", "–", " - ", "--") if sign in gap), None)
                if sign and seen and not aside:
                    sign = ")" if sign == "(" else sign
                    close = next((q for q in range(p, min(last, p + 12)) if sign in self.gap(q)), None)
                    if close is None or close + 1 >= last:
                        return False
                    p, aside = close + 1, True
                    return self.tag(p) in "xvVlem"
                if self.tags[2 * p - 1] != '"':
                    return False
            if tag in "xvV" and seen:
                return True
            if tag in "xvV":
                return False
            if (
                not strict
                and tag == "e"
                and seen
                and self.nominal(p - 1)
                and not (p + 1 < last and self.tag(p + 1) in "i" and self.lowered[p + 1] == "by")
            ):
                return True
            if (
                weak
                and tag in "mn"
                and seen
                and p > k
                and self.tag(p - 1) in "NTUGSRP"
                and p + 1 < last
                and self.tag(p + 1) in "zDhtfiPpalgx"
            ):
                return True
            if tag == "p":
                return False
            if tag in "Ws" or tag == "t" and p > k:
                if tag == "W" and seen and not strict:
                    verbs = [q for q in range(p, min(last, p + 20)) if self.tag(q) in "xvVe"]
                    return len(verbs) > 1
                return False
            if tag == "z" and not seen:
                return False
            seen = seen or tag in "NTUOGRSBnmrI#dDh" or tag == "t"
            p += 1
        return False

    def has_verb(self, a: int, z: int) -> bool:
        return any(
            self.tag(i) in "xvVe"
            or self.lowered[i] in ("’s", "'s")
            or self.tag(i) == "P"
            and ("'" in self.lowered[i] or "’" in self.lowered[i])
            for i in range(a, z)
        ) or any(self.tag(i) == "m" and i > a and self.tag(i - 1) in "NTUGRP" for i in range(a, z))

    def states(self, a: int, z: int) -> bool:
        """Do the words ``[a, z)`` state something, rather than say when or where?"""
        plain = [i for i in range(a, z) if not self.marked[i]]
        opened = self.tag(a) in "fioslge" and self.lowered[a] not in ("what", "whatever", "how") and not self.marked[a]
        if opened:  # *in May*, *when asked*, *although it rained*: a clause must come after it
            return any("," in self.gap(k) and self.clause_at(k + 1, z) for k in range(a, z - 1))
        if len(plain) < z - a:
            said = range(a, z) if len(plain) > 2 and not self.marked[a] else plain
            return any(self.tag(i) in "xvVe" for i in said)
        return self.clause_at(a, z) or any(
            self.tag(i) in "xvV" and self.tag(i - 1) not in "zW" for i in range(a + 1, z)
        )


def _verbs_told(tags: str, lowered: list[str]) -> list[str]:
    """Word classes with more verbs: *doesn’t*, and what follows a pronoun or a modal verb at once.

    The speaker model was learned from the classes as they are, so these are told here alone.
    """
    letters = list(tags)
    for i, word in enumerate(lowered):
        place = 2 * i
        if word.endswith(("n't", "n’t")):
            letters[place] = "x"
        elif letters[place] in "nm" and i and letters[place - 1] == " ":
            if letters[place - 2] == "P" or lowered[i - 1] in _MODALS:
                letters[place] = "v"
        elif word in _SAID and letters[place] == "B":
            letters[place] = "V"
        elif letters[place] == "l" and i + 1 < len(lowered) and letters[place + 2] in "V" and word.endswith("ly"):
            if not i or letters[place - 1] in ".|":
                letters[place] = "N"  # *Donnelly said*
    return letters
