"""Transcripts and interviews: lines that begin with a label which says who speaks them."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from framing.text.document import Document
from framing.text.zones import STORY

LEAST = 3  # labelled turns from which a layout is a transcript, if a label comes back
FINISHED = 0.7  # share of them that must end like a sentence: a list of times and places does not
CONTINUED = 4  # paragraphs without a label between two turns that still belong to the first

_TIME = r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s+)?"
_WORD = r"[^\W\d_a-zß-öø-ÿ][\w.’'-]*"
_PARTICLE = r"(?:de|la|del|der|den|van|von|bin|bint|al|el|du|da|of|the|for)"
_BRACKETS = r"(?:\s*[(\[][^()\[\]\n]{1,40}[)\]])?"
_HEAD = re.compile(
    rf"\**{_TIME}(?P<label>(?P<name>{_WORD}(?:,? (?:{_PARTICLE} ){{0,2}}{_WORD}){{0,6}}){_BRACKETS})\**:\**\s+"
    r"|\**(?P<letter>[QA])\**(?:[.:]\**)?\s+(?=\S)"
)
_CAPITALS = r"[A-Z][A-Z.’'-]+"
_INSIDE = re.compile(
    rf"(?<=[.!?…”\"\])—-] )(?P<label>(?P<name>{_CAPITALS}(?:,? [A-Z][A-Z.’'-]*){{0,6}}){_BRACKETS}):\s+"
    r"|(?<=[.!?…”\"\])—-] )(?P<letter>[QA]):\s+"
)
_ENDED = re.compile(r"(?:[.!?…—–-]|--)[\"'”’)\]*]*$")
_ASKED = re.compile(r"\?[\"'”’)\]*]*$")
_WORDS = re.compile(r"[^\W\d_]{2}")
_MARKS = "\"“„«‘'"
_NARRATED = re.compile(r"(?:He|She)\b")
BULLET = re.compile(r"[*•·▪‣–—-]\s+")
# Labels of lists, boxes and fact checks. What follows one is said by nobody.
_NO_SPEAKER = frozenset(
    "translation time times date dates day place venue where when what who why how price prices cost tickets admission "
    "address phone telephone email e-mail website web fax info information details contact source sources photo "
    "photos picture video audio watch listen read related more note notes update updated correction clarification "
    "breaking live exclusive analysis opinion review verdict rating ruling claim claims fact facts reality truth "
    "context background summary headline standfirst caption byline author published score result results final "
    "goals cards cast director genre length runtime format starring rated year ingredients serves method "
    "directions step tip tips pros cons winner winners loser losers bottom-line ps p.s re subject topic title "
    "name age occupation born died hometown status weather temperature high low today tomorrow monday tuesday "
    "wednesday thursday friday saturday sunday".split()
)


class Turn(NamedTuple):
    """What one speaker says in a paragraph, and the label in which the speaker is named.

    `continued` is True where a paragraph has no label of its own. The offsets are characters of the text.
    """

    start: int
    end: int
    label_start: int
    label_end: int
    paragraph: int
    continued: bool = False


def turns(document: Document) -> list[Turn]:
    """Turns of a transcript or an interview without quotation marks, in order; none where the layout is not clear.

    A layout is clear where three or more paragraphs begin with a label, one label comes back and there are two or more;
    where *Q:* and *A:* follow each other; or where a question is answered and the text before names both labels. Labels
    in capitals may also be within a paragraph. What is in marks after its label is left to its marks.

    Examples
    --------
    >>> document = Document("Bo Hill spoke to us.\\n\\nQ: Who came?\\n\\nA: Nobody came.")
    >>> [document.text[turn.start:turn.end] for turn in turns(document)]
    ['Who came?', 'Nobody came.']
    """
    made: list[Turn] | None = document.__dict__.get("_turns")
    if made is None:
        made = document.__dict__["_turns"] = _continued(document, _accepted(document.text, _labelled(document)))
    return made


def unread_turns(document: Document) -> list[Turn]:
    """Labelled turns of what looks like an interview, where `turns` finds no clear layout."""
    if turns(document):
        return []
    text, found = document.text, _labelled(document)
    pairs = [(one, other) for one, other in pairwise(found) if other.paragraph - one.paragraph < 2]
    answered = any(_asked(text, one) and _key(text, one) != _key(text, other) for one, other in pairs)
    lonely = sum(_key(text, turn) == "q" and _asked(text, turn) for turn in found) > 1
    return found if answered or lonely else []


def speaker_label(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The label, behind a bullet or not, that fills ``text[start:end]`` to its colon; None where it is no speaker's.

    Examples
    --------
    >>> speaker_label("* Union: “Too late”", 0, 9)
    (2, 7)
    """
    bullet = BULLET.match(text, start, end)
    head = _HEAD.match(text, bullet.end() if bullet else start, end)
    if head is None or head.end() != end or head["label"] is None or _listed(head["name"]):
        return None
    return head.span("name")


def _labelled(document: Document) -> list[Turn]:
    """Everything that is behind a label without marks, speech or not."""
    text = document.text
    found: list[Turn] = []
    for number, (start, end, zone) in enumerate(document.paragraphs):
        if zone not in STORY:
            continue
        head = _HEAD.match(text, start, end)
        labels = [head] if head else []
        if text.find(":", start, end) >= 0:
            labels += _INSIDE.finditer(text, head.end() if head else start, end)
        ends = [*(label.start() for label in labels[1:]), end][: len(labels)]
        for label, stop in zip(labels, ends, strict=True):
            group = "letter" if label["letter"] else "name"
            body = text[label.end() : stop].rstrip()
            if not _WORDS.search(body) or body[0] in _MARKS or group == "name" and _listed(label["name"]):
                continue
            bare = group == "letter" and text[label.end("letter")].isspace()
            if bare and not _bare(text, label["letter"], body, found):
                continue
            found.append(Turn(label.end(), label.end() + len(body), *label.span(group), number))
    return found


def _bare(text: str, letter: str, body: str, found: list[Turn]) -> bool:
    """Can a letter without a stop be a label? *A* is a word, unless a question of *Q* is before."""
    if letter == "Q":
        return _ASKED.search(body) is not None
    return bool(found) and text[found[-1].label_start : found[-1].label_end] == "Q"


def _listed(label: str) -> bool:
    words = label.lower().split()
    return words[-1] in _NO_SPEAKER or words[0] in _NO_SPEAKER


def _accepted(text: str, found: list[Turn]) -> list[Turn]:
    """Those of the labelled stretches that are turns of a transcript."""
    keys = [_key(text, turn) for turn in found]
    letters = [turn for turn, key in zip(found, keys, strict=True) if key in ("q", "a")]
    named = [turn for turn, key in zip(found, keys, strict=True) if key not in ("q", "a")]
    capitals = [turn for turn in named if text[turn.label_start : turn.label_end].isupper()]
    if len(capitals) >= LEAST and len({_key(text, turn) for turn in capitals}) > 1:
        named = capitals  # beside labels in capitals, *Poll: …* is a headline
    kept: list[Turn] = []
    if {"q", "a"} <= {_key(text, turn) for turn in letters}:
        kept += letters
    count = Counter(_key(text, turn) for turn in named)
    ended = sum(_ENDED.search(text, turn.start, turn.end) is not None for turn in named)
    if len(named) >= LEAST and 2 <= len(count) < len(named) and ended >= FINISHED * len(named):
        kept += named
    else:
        before = set(re.findall(r"[^\W_]+", text[: named[0].label_start].lower())) if named else set()
        for one, other in pairwise(named):
            pair = {_key(text, one), _key(text, other)}
            if len(pair) == 2 and _asked(text, one) and pair <= before:
                kept += [turn for turn in (one, other) if turn not in kept]
    return sorted(kept)


def _continued(document: Document, found: list[Turn]) -> list[Turn]:
    """The turns, with the paragraphs between two of them that go on with the first."""
    whole: list[Turn] = []
    for n, turn in enumerate(found):
        whole.append(turn)
        last = found[n + 1].paragraph if n + 1 < len(found) else turn.paragraph
        between = range(turn.paragraph + 1, last)
        if len(between) > CONTINUED:
            continue
        for number in between:
            start, end, zone = document.paragraphs[number]
            line = document.text[start:end]
            told = _NARRATED.match(line)  # the journalist goes on, or a line between heads what follows
            if zone not in STORY or told or line[0] in _MARKS + "([" or not _ENDED.search(line) or _HEAD.match(line):
                break
            whole.append(Turn(start, end, turn.label_start, turn.label_end, number, True))
    return whole


def _asked(text: str, turn: Turn) -> bool:
    return _ASKED.search(text, turn.start, turn.end) is not None


def _key(text: str, turn: Turn) -> str:
    """The last word of a label: *Ana Ruiz* and *RUIZ* are one."""
    return text[turn.label_start : turn.label_end].split()[-1].strip(".'’").lower()
