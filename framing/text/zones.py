"""Paragraphs and what part of the page each one is.

Zones are marks on the text; nothing is removed. They are read from the layout that news pages leave behind in
plain text: a headline is a short first line, most often without a full stop, a standfirst follows it, a caption
is there twice or ends in a credit, a notice is furniture of the site, a source line or a date stamp.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from framing.text.title import LINE, LOOKED_AT, title_lines

ZONES = ("headline", "standfirst", "lead", "body", "caption", "notice", "translation")
STORY = frozenset(("headline", "standfirst", "lead", "body"))

HEADLINE_WORDS = 30  # longest line taken for a headline
STOPPED_WORDS = 13  # longest that may end in a full stop without capitals
STANDFIRST_WORDS = 45
CAPTION_WORDS = 60

_STAMP = re.compile(r"\s*+(?:date[:\s]\s*+)?\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?Z?)?(?=\s|$)", re.I)
_DATELINE = re.compile(
    r"[A-Z][A-Z.,’'\- ]{2,40}+(?:, [A-Z][a-z]+\.?)?(?: \((?:AP|Reuters|AFP|UPI|CNN|EFE|dpa|Xinhua|Bloomberg)\))?\s*+$"
    r"|[A-Z][A-Za-z.,’'\- ]{2,60}? \((?:AP|Reuters|AFP|UPI|CNN|EFE|dpa|Xinhua|Bloomberg)\)\s*+(?:[—–-]{1,2}|:)"
    r"|[A-Z][A-Z.’'\- ]{2,30}(?:, [A-Z][A-Za-z.]{1,12})?,? ?(?:—|–|--) "
)
_NOTICE = re.compile(
    r"powered by\b|(?:click|tap) here\b|read (?:more|also|the (?:rest|full|whole)\b)|(?:see|watch|listen|learn) more\b|"
    r"advertisement\b|(?:sign|log) (?:up|in)\b|subscribe\b|follow (?:us|@|.{1,40} on (?:twitter|facebook|x|instagram))|"
    r"share (?:this|on)\b|all rights reserved|copyright\b|©|source:|sources:|\(?(?:additional )?reporting by\b|"
    r"\(?(?:edited|editing|compiled|written|translated) by\b|"
    r"this (?:article|story|report|post) (?:was|has been|first|originally|is)\b|"
    r"related (?:stories|articles|content|topics)?\s*:|more (?:on|from) this\b|updated?:? \d|published:? |"
    r"(?:the )?(?:associated press|reuters|afp|ap) (?:writers?|contributed)\b|"
    r".{3,80}\bcontributed to this (?:report|story|article)|"
    r"contact (?:the|us|him|her)\b|e-?mail:|with (?:files|reporting) from\b|"
    # players, buttons and offers that pages set between the paragraphs of a story
    r"(?:this|the) video (?:(?:can ?not|could not|can['’]t) be (?:played|loaded)|is (?:not |un)available)\b|"
    r"video player$|to play this video\b|(?:play|watch) video\b|"
    r"(?:your|this) browser does not support\b|now playing\b|up next\b|unmute\b|"
    r"skip (?:ad|advert|to (?:content|main))\b|"
    r"add .{2,40} (?:as an? (?:interest|favou?rite|preferred source)|(?:on|to) google)\b|copy link\b|"
    r"(?:story|article) continues below\b|continue reading\b|view (?:this )?post on\b|allow .{2,40} content\?|"
    r"(?:share|save|print|comments?|e-?mail|facebook|twitter|whatsapp|linkedin|reddit|telegram|messenger|pinterest)"
    r"(?:\W+(?:share|save|print|comments?|e-?mail|facebook|twitter|whatsapp|linkedin|reddit|telegram|messenger|pinterest|"
    r"x|article|story))*\W*$|"
    r"(?:recommended|most (?:read|popular))\s*+:?$",
    re.I,
)
_CREDIT = re.compile(
    r"[\[(](?:[^\[\]()]{1,60}/[^\[\]()]{1,60}|"
    r"(?:photo|image|picture|file|credit|getty|reuters|ap|afp)\b[^\[\]()]{0,60})[\])]\s*+$",
    re.I,
)
_CAPTION = re.compile(
    r"(?:photo|image|picture|video|caption|file (?:photo|picture)|photograph)s?(?: credit| by| courtesy)?\s*:|"
    r"FILE ?[-–—]|(?:photo|photograph|picture|image)s?(?: credits?)? by (?-i:[A-Z])[^.!?]{1,60}$",
    re.I,
)
_TRANSLATION = re.compile(r"translation\s*:", re.I)
# A line that a mail, an export or a blog's file begins with, and what YAML or TOML between two such marks may hold.
_HEADER = re.compile(
    r"(?:from|to|cc|bcc|sent|subject|reply-to|message-id|mime-version|content-[\w-]{1,40}|x-[\w-]{1,40}|received|"
    r"return-path|date|title|headline|author|by|byline|source|outlet|publication|publisher|newspaper|url|link|section|"
    r"published|language|word ?count|length|tags|categories|keywords|slug|id)\s?:(?!//)",
    re.I,
)
_MARK = ("---", "+++")
_FRONT = re.compile(r"[\w\"' .-]{1,60}\s?[:=]|- |#|[\[\]{}]|\s")
_FRONT_LINES = 60
_FINISHED = re.compile(r"[.!?…][\"'”’»)\]]*+\s*+$")


class Paragraph(NamedTuple):
    """A block of text and its zone; `start` and `end` exclude outer white space."""

    start: int
    end: int
    zone: str


def paragraphs(text: str, title: str | None = None) -> list[Paragraph]:
    """Blocks of `text` between line breaks, each with its zone.

    A date stamp or dateline that is glued to the first block is a block of its own (a notice). The lines that are the
    title are the headline, whatever their words, and what is over them is no part of the story.

    Examples
    --------
    >>> text = "Rain stops play\\n\\nThe match was called off on Monday.\\n\\nSource: Example News"
    >>> [p.zone for p in paragraphs(text)]
    ['headline', 'lead', 'notice']
    """
    blocks, named = _blocks(text, " ".join((title or "").split()))
    headers = _headers(text, blocks)
    zones = _fixed(text, blocks, named, headers)
    _head(text, blocks, zones, named, headers)
    return [Paragraph(a, b, zone or "body") for (a, b), zone in zip(blocks, zones, strict=True)]


def _blocks(text: str, title: str) -> tuple[list[tuple[int, int]], range]:
    """Lines without their outer white space, a stamp at the head cut off; and which of them are the title."""
    blocks: list[tuple[int, int]] = []
    for match in LINE.finditer(text):
        start, end = match.span()
        line = match.group()
        start, end = start + len(line) - len(line.lstrip()), end - len(line) + len(line.rstrip())
        if start < end:
            blocks.append((start, end))
    named = _named(text, blocks, title)
    at = named.stop if not named.start else 0  # a stamp stands at the head, or under the title there
    stamp = _STAMP.match(text, *blocks[at]) if at < len(blocks) else None
    if stamp:
        end = blocks[at][1]
        rest = end - len(text[stamp.end() : end].lstrip())
        if rest < end:
            blocks[at : at + 1] = [(blocks[at][0], stamp.end()), (rest, end)]
            named = range(named.start + 1, named.stop + 1) if named.start else named or _named(text, blocks, title)
    return blocks, named


def _named(text: str, blocks: list[tuple[int, int]], title: str) -> range:
    """The blocks that are the title."""
    return title_lines([text[a:b] for a, b in blocks[:LOOKED_AT]], title)


def _headers(text: str, blocks: list[tuple[int, int]]) -> int:
    """How many blocks at the top are headers of a mail or an export, or front matter, and no part of the page."""
    lines = [text[a:b] for a, b in blocks[: _FRONT_LINES + 2]]
    if lines and lines[0] in _MARK and lines[0] in lines[1:]:
        end = lines.index(lines[0], 1)
        if end > 1 and all(_FRONT.match(line) for line in lines[1:end]):
            return end + 1
    count = next((n for n, line in enumerate(lines) if not _HEADER.match(line)), len(lines))
    return count if 1 < count < len(blocks) else 0


def _fixed(text: str, blocks: list[tuple[int, int]], named: range, headers: int) -> list[str]:
    """Zones that a block's own words (or its twin beside it) decide; "" for the rest."""
    zones: list[str] = []
    for i, (a, b) in enumerate(blocks):
        line = text[a:b]
        short = b - a < 400 and len(line.split()) <= CAPTION_WORDS
        if i < headers:
            zone = "notice"
        elif i in named:
            zone = "" if named.stop == len(blocks) else "headline"
        elif i < named.start:
            zone = "notice"
        elif _TRANSLATION.match(line):
            zone = "translation"
        elif i < 2 and (_STAMP.fullmatch(line) or (short and len(line) < 60 and _DATELINE.fullmatch(line))):
            zone = "notice"
        elif short and _NOTICE.match(line):
            zone = "notice"
        elif short and (_CREDIT.search(line) or _CAPTION.match(line)):
            zone = "caption"
        elif short and i and not _FINISHED.search(line) and _same(text, blocks[i - 1], (a, b)):
            zone = "caption"
            if (i > 1 or len(blocks) > 3) and i - 1 not in named:
                zones[-1] = "caption"
        else:
            zone = ""
        zones.append(zone)
    return zones


def _head(text: str, blocks: list[tuple[int, int]], zones: list[str], named: range, headers: int) -> None:
    """Set headline, standfirst and lead among the blocks that are still free."""
    free = [i for i, zone in enumerate(zones) if not zone]
    if not free:
        return
    under = named.stop  # the block under the headline; 0 where there is none
    first = free[0]
    at_top = first == headers or first == 1 and zones[0] == "notice" and not _STAMP.match(text, *blocks[0])
    if not named and at_top and len(blocks) > first + 1 and _headline(text, blocks[first], blocks[first + 1]):
        zones[first] = "headline"
        under = first + 1
        free = free[1:]
    if under and free[:1] == [under] and len(free) > 1 and _standfirst(text, blocks, zones, under):
        zones[under] = "standfirst"
        free = free[1:]
    if free:
        zones[free[0]] = "lead"


def _headline(text: str, block: tuple[int, int], following: tuple[int, int]) -> bool:
    line = text[slice(*block)]
    count = len(line.split())
    if block[1] - block[0] > 300 or count > HEADLINE_WORDS:
        return False
    if not _FINISHED.search(line):
        return line[-1:] not in ",:"
    # Archives print a full stop after headlines. Such a line is a headline where most of its long words are in
    # capitals, or where it is short and a blank line parts it from a full paragraph.
    long_words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in long_words)
    if len(long_words) > 2 and capitals >= 0.7 * len(long_words):
        return True
    parted = text.count("\n", block[1], following[0]) > 1
    single = len(_FINISHED.findall(line)) + line.count(". ") == 1
    return parted and single and count <= STOPPED_WORDS and len(text[slice(*following)].split()) >= 20


def _standfirst(text: str, blocks: list[tuple[int, int]], zones: list[str], i: int) -> bool:
    """A short block under the headline that no full stop ends, or that a picture or notice parts from the story."""
    line = text[slice(*blocks[i])]
    if blocks[i][1] - blocks[i][0] > 400 or len(line.split()) > STANDFIRST_WORDS:
        return False
    parted = i + 1 < len(zones) and zones[i + 1] in ("caption", "notice")
    return parted or (not _FINISHED.search(line) and line[-1:] not in ",;:")


def _same(text: str, a: tuple[int, int], b: tuple[int, int]) -> bool:
    return text[slice(*a)].split() == text[slice(*b)].split()
