"""Who could be speaking: the noun phrases and pronouns of a text that name a person, a body or a document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple

from framing.measures.quotes.named import named
from framing.text.document import Document
from framing.text.word_classes import word_classes


class Mention(NamedTuple):
    """A noun phrase that may name a speaker.

    `start` and `end` span the phrase with its titles and a following *of* or *for* phrase; `head_start` and
    `head_end` the name, the pronoun or the noun that carries it. `first` and `last` are its word numbers (`last`
    exclusive), `head` the number of the head's last word. `kind` is ``name``, ``organisation``, ``pronoun``,
    ``relative`` (who, which), ``role`` (one person), ``group`` or ``document``, or ``noun`` where nothing is known.
    `possessive` tells *Hill's* from *Hill*. Mentions may nest: *Hill* in *a spokesman for Hill*.
    """

    start: int
    end: int
    kind: str
    head_start: int
    head_end: int
    first: int
    last: int
    head: int
    possessive: bool


# One word class and the space after it. See `word_classes` for the letters.
_NAME = (
    r"(?:[NTUJO] ){0,7}[NTU](?![a-z])"
    r"(?: o (?:[Dh] )?(?:[NTUJ] ){0,5}[NTU]|(?<=U) [fc] (?:[NTUJ] ){0,5}[NTU]){0,2}"
)
_ROLE = r"(?:[aJNTUOG] ){0,5}+(?:[nGS] )?+(?:R ){1,3}+"  # before a name: *White House press secretary*
_BEFORE = r"[anJNTUOGRSrBe#I]"
_ENDS = r"(?! [NTUJRSGB])"
_PHRASE = re.compile(
    r"(?=[DhI#aJNTUOGnSRrBPpWt])(?:"  # where no phrase begins, none of the alternatives is tried
    rf"(?P<noun>(?:[DhI#] |(?:{_ROLE})?(?:[NTUJ] ){{0,4}}O |r )(?:o [Dh] )?(?:{_BEFORE} ){{0,6}}"
    rf"(?:[RSGB]{_ENDS}|[nmdg#]{_ENDS}(?! [nm])))"
    rf"|(?P<bare>(?:[aJNTUGO] ){{0,4}}(?:n )?S{_ENDS}|(?:[aJNTUGO] ){{0,4}}[RGB]{_ENDS})"
    r"|(?P<owner>(?:[NTUJ] ){0,4}O)"
    rf"|(?P<name>(?:[Dh] (?:{_BEFORE} ){{0,6}}|{_ROLE}|(?:[aJNTUO] ){{1,4}}[nGS] (?=T [NTU]))?(?P<core>{_NAME}))"
    r"|(?P<pronoun>[PphI])"
    r"|(?P<relative>W|(?<=[RSGBnm][ ,])t(?= [xVvle])))"
)
# What a phrase takes along: a spokesman *for the mayor*, residents *of the valley*, a reader *at Example Bank*.
_AFTER = re.compile(
    rf" (?:[ofz] (?:[Dh] )?(?:{_BEFORE} ){{0,5}}(?:[RSGBNTU]|[nm](?! [nm]))"
    r"|i (?:[Dh] )?(?:[NTUJ] ){0,5}[NTU])(?! [NTU])"
)
_OWNER = re.compile(r"(?:[NTUJ] ){0,4}O")
# He told the mayor *that* talks were over: no relative after whom one tells something.
_TELLING = frozenset(
    "tell tells told telling assure assures assured assuring warn warns warned warning inform informs informed "
    "informing remind reminds reminded reminding convince convinces convinced persuade persuades persuaded promise "
    "promises promised notify notifies notified".split()
)
_KIND = {"R": "role", "S": "group", "G": "group", "B": "document"}


def mentions(document: Document) -> list[Mention]:
    """Noun phrases and pronouns of `document` that may name a speaker, in order of `start`.

    Phrases inside quotation marks are among them; who asks for speakers leaves those out.

    Examples
    --------
    >>> document = Document("A spokesman for Hill said she would wait, as residents of Example Town had.")
    >>> [(document.text[m.start:m.end], m.kind) for m in mentions(document)][:3]
    [('A spokesman for Hill', 'role'), ('Hill', 'name'), ('she', 'pronoun')]
    """
    made = document.__dict__.get("_mentions")
    if made is None:
        lowered = word_classes(document).lowered
        made = document.__dict__["_mentions"] = _mentions(document.words, lowered, named(document))
    return made


def quoted(found: Sequence[Mention], spans: Sequence[Sequence[Any]]) -> list[bool]:
    """Does each mention begin within one of the spans, which are in order and do not overlap?"""
    starts = [span[0] for span in spans]
    inside = []
    for mention in found:
        k = bisect_right(starts, mention.start) - 1
        inside.append(k >= 0 and mention.start < spans[k][1])
    return inside


def _mentions(words: list[tuple[int, int]], lowered: list[str], tags: str) -> list[Mention]:
    found: list[Mention] = []
    for match in _PHRASE.finditer(tags):
        group = match.lastgroup or ""
        a, z = match.span()
        head = (z - 1) // 2
        letter = tags[2 * head]
        if group == "owner":
            found.append(_mention(words, "name", a // 2, head, head + 1, True))
            continue
        if group in ("pronoun", "relative"):
            to = found[-1] if letter == "t" and found else None
            if to is not None and to.last == head and to.first and lowered[to.first - 1] in _TELLING:
                continue
            found.append(_mention(words, group, head, head, head + 1, False))
            continue
        last = head + 1
        if group == "name":
            lead = match.start("core") // 2
            while tags[2 * lead] not in "NTUJ":
                lead += 1
            kind = "organisation" if "U" in tags[2 * lead : z] else "name"
        else:
            lead = head
            kind = _KIND.get(letter, "noun")
        if group != "name" or kind == "organisation":
            after = _AFTER.match(tags, z)
            if after and (letter in "RSGBUI" or tags[z + 1] == "o"):
                last = (after.end() - 1) // 2 + 1
        start, end = words[a // 2][0], words[last - 1][1]
        found.append(Mention(start, end, kind, words[lead][0], words[head][1], a // 2, last, head, False))
        if "O" in tags[a:z]:
            # The owner inside the phrase is a mention of its own: *Hill* in *Hill's office*.
            for owner in _OWNER.finditer(tags, a, z):
                last = (owner.end() - 1) // 2
                found.append(_mention(words, "name", owner.start() // 2, last, last + 1, True))
    return found


def _mention(words: list[tuple[int, int]], kind: str, first: int, head: int, last: int, possessive: bool) -> Mention:
    start, end = words[first][0], words[last - 1][1]
    return Mention(start, end, kind, start, end, first, last, head, possessive)
