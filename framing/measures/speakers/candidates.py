"""What the ranking of speakers looks at: turns of quoted speech, and the mentions that may speak each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from framing.measures.speakers.links import link
from framing.measures.speakers.mentions import Mention, mentions
from framing.text.document import Document
from framing.text.transcript import speaker_label, turns
from framing.text.word_classes import lower_class, word_classes
from framing.text.zones import STORY

_CLOSING = frozenset("\"”’»'“‹›«`")
# A speaker's label inside the marks, as in a transcript: "HILL: We will go."
_LABEL = re.compile(r"([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4}):\s")
# A mention whose verb follows at once, or after an apposition or relative clause set off by commas.
_VERB = re.compile(r"[ )](?:l )*([Vxevm])")
_ASIDE = r"[,(-](?:[a-zA-Z#] ){0,24}[a-zA-Z#][,)-]"
_SAID = re.compile(r",(?:V (?:[a-zA-Z#] ){0,5}[a-zA-Z#]|(?:[a-zA-Z#] ){1,6}V),")  # *, said Ann Hill,*
_APART = re.compile(rf"{_ASIDE}(?:l )*([Vxev])")
_FURTHER = re.compile(rf"{_ASIDE}(?:[a-zA-Z#] ){{0,24}}[a-zA-Z#][,)](?:l )*([Vxev])")

_SPEAKING = ("name", "organisation", "role", "group")  # kinds of mentions that may be a label
# What may stand between a quotation and its credit, and the credit; *Editorial,* may go before the name.
_CREDIT = re.compile(r"[\"”’»']*\s*(?:―|—|–|--|-)\s*([^\n“”\"]{2,80}?)\s*(?=\n|$)")
FARTHEST_CREDIT = 12
SHORT_LINE = 60  # characters of a line under a quotation that may hold the speaker's name alone

# Words, and mentions, that are looked at before and after a quotation: a text without full stops stays linear.
FARTHEST, MOST_BEFORE, MOST_AFTER = 150, 16, 8


class Turn(NamedTuple):
    """Quotations that are one stretch of speech over several paragraphs, or a single one.

    `first` and `last` number the quotations; `start` and `end` are characters, `a` and `z` words. `opening` and
    `ending` are the words at which its first sentence begins and its last one ends.
    """

    first: int
    last: int
    start: int
    end: int
    a: int
    z: int
    paragraph: int
    opening: int
    ending: int
    low: int
    high: int


class Scene:
    """A document with its quoted words masked, its mentions and what is known of each of them."""

    def __init__(self, document: Document, spans: Sequence[tuple[int, int]]) -> None:
        drawn = word_classes(document)
        self.document = document
        self.text = document.text
        self.lowered = drawn.lowered
        self.starts = drawn.starts
        self.mentions = mentions(document)
        self.firsts = [m.first for m in self.mentions]
        self.labels = _before_marks(document, self.mentions, spans) | _labels(document, self.mentions)
        self.labels |= _credits(document, self.mentions, spans)
        self.turns = _turns(self, spans)
        self.tags = _masked(_without_furniture(drawn.tags, document, drawn.starts), self.turns)
        self.count = Counter(self.lowered[m.head] for m in self.mentions if m.kind in ("name", "organisation"))
        self._subjects: dict[int, tuple[str, int]] = {}
        self._nested = _nested(self.mentions)

    def nested(self, number: int) -> bool:
        """Is the mention part of a longer one?"""
        return self._nested[number]

    def subject(self, number: int) -> tuple[str, int]:
        """How the mention relates to the verb after it, and that verb's word number.

        ``1`` the verb follows, ``2`` it follows an aside in commas, ``v`` it follows another's *he said*, ``m``
        perhaps a verb; ``p`` the mention belongs to a preposition and ``n`` to a longer one; ``0`` no verb.
        """
        found = self._subjects.get(number)
        if found is None:
            found = self._subjects[number] = self._subject(number)
        return found

    def before(self, mention: Mention) -> str:
        """Class of the word before a mention, ``^`` where a sentence or quotation begins."""
        place = 2 * mention.first
        return "^" if place == 0 or self.tags[place - 1] in '.|"' else self.tags[place - 2]

    def _subject(self, number: int) -> tuple[str, int]:
        mention, tags = self.mentions[number], self.tags
        place = 2 * mention.last - 1
        match = _VERB.match(tags, place)
        how = "2"
        if match:
            how = "m" if match.group(1) == "m" else "1"
        elif tags[place] in ",(-":
            match = _APART.match(tags, place) or _FURTHER.match(tags, place)
        if not match:
            return "0", -1
        verb = (match.end() - 1) // 2
        if how == "2" and tags[place + 1] != "W" and _SAID.match(tags, place):
            return "v", verb
        if self.before(mention) in "ofiz":
            return "p", verb
        return ("n" if mention.possessive or self._nested[number] else how), verb


def candidates(scene: Scene, turn: Turn, previous: int | None) -> list[int]:
    """Numbers of the mentions that may speak a turn: those of its sentences and of the sentences around them.

    `previous` is the mention that spoke the turn before; it is always a candidate. So are a label inside the marks
    and a line under the quotation that holds a name alone.
    """
    tags, firsts, marks = scene.tags, scene.firsts, scene.mentions
    low, high = bisect_left(firsts, turn.low), bisect_left(firsts, turn.high)
    found = [t for t in range(low, high) if tags[2 * marks[t].head] not in "qy" and _plausible(scene, turn, t)]
    middle = next((i for i, t in enumerate(found) if marks[t].first >= turn.a), len(found))
    found = found[max(0, middle - MOST_BEFORE) : middle + MOST_AFTER]
    named = labelled(scene, turn)
    if named is not None:
        found = sorted({*found, named})
    if previous is not None and previous not in found:
        found.insert(0, previous)
    return found


def labelled(scene: Scene, turn: Turn) -> int | None:
    """Number of the mention that labels a turn inside its marks, as in a transcript."""
    label = _LABEL.match(scene.text, turn.start, turn.end)
    if label:
        for t in range(bisect_left(scene.firsts, turn.a), len(scene.mentions)):
            if scene.mentions[t].end >= label.end(1):
                return t if scene.mentions[t].end == label.end(1) else None
    return None


def _labels(document: Document, found: list[Mention]) -> dict[int, int | None]:
    """Number of the mention that each turn of a transcript is labelled with, by the turn's first character.

    *A:* is the one person whom the text before names; None where there are more, for *Q:*, and where no mention is
    within the label.
    """
    said = turns(document)
    labels: dict[int, int | None] = {}
    for turn in said:
        written = document.text[turn.label_start : turn.label_end]
        if written in ("Q", "A"):
            labels[turn.start] = _interviewee(document, found, said[0].label_start) if written == "A" else None
            continue
        inside = [n for n, m in enumerate(found) if turn.label_start <= m.start and m.end <= turn.label_end]
        labels[turn.start] = max(inside, key=lambda n: found[n].end - found[n].start, default=None)
    return labels


def _before_marks(document: Document, found: list[Mention], spans: Sequence[tuple[int, int]]) -> dict[int, int | None]:
    """The same for quotations in marks that fill a line behind their label, as in ** Union: “Too late”*."""
    text, paragraphs = document.text, document.paragraphs
    labels: dict[int, int | None] = {}
    for start, end in spans:
        line = paragraphs[document.paragraph_at(start)]
        if line.zone not in STORY or text.find(":", line.start, start) < 0 or text[end : line.end].strip("\"”’»'. "):
            continue
        label = speaker_label(text, line.start, line.start + len(text[line.start : start].rstrip("\"“‘«„'")))
        for n in range(len(found)) if label else ():
            if label and label[0] <= found[n].start and found[n].end == label[1] and found[n].kind in _SPEAKING:
                labels.setdefault(start, n)  # the longest begins first
    return labels


def _credits(document: Document, found: list[Mention], spans: Sequence[tuple[int, int]]) -> dict[int, int | None]:
    """The same for quotations with a credit behind a dash to the end of the line: *“Too late” — Ann Hill, The Post*.

    A quotation that closes a paragraph and is followed by others before the credit has its own speaker.
    """
    starts = [m.start for m in found]
    tags = word_classes(document).tags
    labels: dict[int, int | None] = {}
    for start, end in spans:
        credit = _CREDIT.match(document.text, end)
        if credit is None:
            continue
        words = document.word_slice(credit.start(1), credit.end(1))
        if not words or set(tags[2 * words.start : 2 * words.stop : 2]) & set("VvxePp"):
            continue  # *“Too late” — a phrase that she likes*
        first = bisect_left(starts, credit.start(1))
        near = [n for n in range(first, len(found)) if found[n].start < credit.end(1)]
        near = [n for n in near if found[n].kind in ("name", "organisation") and not found[n].possessive]
        words_of = document.word_texts
        named = next((n for n in near if lower_class(words_of[found[n].head].lower()) != "B"), None)  # *Editorial,*
        if named is not None and found[named].start - credit.start(1) <= FARTHEST_CREDIT:
            labels[start] = named
    return labels


def _interviewee(document: Document, found: list[Mention], before: int) -> int | None:
    """The last mention of the one person who is named before an interview."""
    linked = link(document, found)
    people = {}
    for n, mention in enumerate(found):
        person = linked.of[n] if mention.end <= before else None
        if person is not None and not person.body and (person.person > 0 or not person.place):
            people[id(person)] = n
    return next(iter(people.values())) if len(people) == 1 else None


def _plausible(scene: Scene, turn: Turn, number: int) -> bool:
    """Leaves out what almost never speaks: of other sentences all but the subjects, of this one what a preposition
    holds within a longer phrase. Half of the mentions go, with one speaker in two hundred."""
    mention = scene.mentions[number]
    if turn.opening <= mention.first < turn.ending:
        if mention.kind == "noun":
            return scene.subject(number)[0] in "12m" or scene.before(mention) not in "ofiz"
        return not (scene.nested(number) and scene.before(mention) in "ofiz")
    if mention.first >= turn.ending and "|" in scene.tags[2 * turn.ending - 1 : 2 * mention.first]:
        return True  # a line under the quotation
    if mention.kind in ("noun", "relative"):
        return False
    return scene.subject(number)[0] in "12" or scene.before(mention) == "V"


def _turns(scene: Scene, spans: Sequence[tuple[int, int]]) -> list[Turn]:
    """Join a quotation that its paragraph leaves open with the one that goes on in the next."""
    document, text = scene.document, scene.text
    paragraphs = document.paragraphs
    groups: list[list[int]] = []
    places = [document.paragraph_at(start) for start, _ in spans]
    for number, (start, _) in enumerate(spans):
        if groups:
            before = groups[-1][-1]
            end = spans[before][1]
            home = paragraphs[places[before]]
            if (
                text[end : end + 1] not in _CLOSING
                and places[number] == places[before] + 1
                and start - paragraphs[places[number]].start < 3
                and end >= home.end - 2
                and not _LABEL.match(text, start)
                and start not in scene.labels
            ):
                groups[-1].append(number)
                continue
        groups.append([number])
    return [_turn(scene, group[0], group[-1], spans[group[0]][0], spans[group[-1]][1]) for group in groups]


def _turn(scene: Scene, first: int, last: int, start: int, end: int) -> Turn:
    """A turn with the words between which its speaker is looked for."""
    document, starts, text = scene.document, scene.starts, scene.text
    sentences = document.sentences
    a, z = bisect_left(starts, start), bisect_left(starts, end)
    home = document.sentence_at(start)
    close = document.sentence_at(starts[z - 1]) if z > a else home
    paragraph = sentences[home].paragraph
    low, back = home, 0
    while low and back < 2 and sentences[low - 1].paragraph == paragraph:
        low, back = low - 1, back + 1
    if back < 2 and low and sentences[low - 1].paragraph == paragraph - 1:
        # The paragraph before may lead up to a quotation that heads its own.
        block = document.paragraphs[paragraph]
        if start - block.start < 3 or block.zone == "translation":
            low -= 1
    last_paragraph = sentences[close].paragraph
    top = sentences[close].end
    if close + 1 < len(sentences):
        following = sentences[close + 1]
        if following.paragraph == last_paragraph:
            top = following.end
        else:
            line = document.paragraphs[following.paragraph]
            if line.end - line.start < SHORT_LINE and text[line.start] not in "\"“‘'«„":
                top = line.end
    first_word, last_word = a - FARTHEST, z + FARTHEST
    return Turn(
        first, last, start, end, a, z, paragraph,
        max(first_word, bisect_left(starts, sentences[home].start)),
        min(last_word, bisect_left(starts, sentences[close].end)),
        max(first_word, bisect_left(starts, sentences[low].start)),
        min(last_word, bisect_left(starts, top)),
    )  # fmt: skip


def _without_furniture(tags: str, document: Document, starts: list[int]) -> str:
    """The word classes with the words of notices and labels of translations as ``y``: they name no speaker."""
    pieces, place = [], 0
    for start, end, zone in document.paragraphs:
        if zone in ("notice", "translation"):
            a, z = bisect_left(starts, start), bisect_left(starts, end)
            if a < z:
                pieces += [tags[place : 2 * a], "y " * (z - a - 1), "y|"]
                place = 2 * z
    return "".join((*pieces, tags[place:]))


def _masked(tags: str, turns: list[Turn]) -> str:
    """The word classes with every quoted word as ``q``."""
    pieces, place = [], 0
    for turn in turns:
        if 2 * turn.a < place or turn.z <= turn.a:
            continue
        pieces.append(tags[place : 2 * turn.a])
        pieces.append("q " * (turn.z - turn.a - 1) + "q" + tags[2 * turn.z - 1])
        place = 2 * turn.z
    pieces.append(tags[place:])
    return "".join(pieces)


def _nested(marks: list[Mention]) -> list[bool]:
    reach, found = -1, []
    for mention in marks:
        found.append(mention.last <= reach)
        reach = max(reach, mention.last)
    return found
