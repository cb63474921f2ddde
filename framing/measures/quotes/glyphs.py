"""Which characters can be quotation marks, and what each reading of one costs where it is.

A mark can open, close or be none (an apostrophe, feet and inches). Costs are never negative, and zero where
glyph and neighbours agree: a reading of a paragraph that costs nothing needs no comparison with others.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from framing.text.cues import listed

# What the text shows, its family (d double, s single, g and h guillemets, l and k low marks) and its hand.
_GLYPHS = {
    '"': "dn", "“": "do", "”": "dc", "‟": "do", "＂": "dn", "″": "dn", "''": "dn", "``": "do", "´´": "dc",
    "'": "sn", "‘": "so", "’": "sc", "‛": "so", "`": "so", "´": "sc", "′": "sn", "‘‘": "do", "’’": "dc",
    "«": "go", "»": "gc", "‹": "ho", "›": "hc", "„": "lo", "‚": "ko", "‚‚": "lo",
    # A page's entities, and UTF-8 or Windows text that was read as something else.
    "&quot;": "dn", "&#34;": "dn", "&ldquo;": "do", "&rdquo;": "dc", "&#8220;": "do", "&#8221;": "dc",
    "&lsquo;": "so", "&rsquo;": "sc", "&#8216;": "so", "&#8217;": "sc", "&#39;": "sn", "&apos;": "sn",
    "&laquo;": "go", "&raquo;": "gc", "\x91": "so", "\x92": "sc", "\x93": "do", "\x94": "dc",
    "â€œ": "do", "â€\x9d": "dc", "â€": "dc", "â€˜": "so", "â€™": "sc",
    "â\x80\x9c": "do", "â\x80\x9d": "dc", "â\x80\x98": "so", "â\x80\x99": "sc", "\ufffd": "dn",
}  # fmt: skip
_STYLES = {"d": "double", "s": "single", "g": "guillemet", "h": "guillemet", "l": "low", "k": "low"}
_FIRST = "".join(sorted({mark[0] for mark in _GLYPHS})).replace("\\", "")
_TOKEN = re.compile(
    rf"[{_FIRST}\\](?:(?<=')'+|(?<=\")\"+|(?<=“)“+|(?<=”)”+|(?<=‘)‘|(?<=’)’|(?<=`)`+|(?<=´)´|(?<=‚)‚|(?<=\ufffd)\ufffd+"
    r"|(?<=&)(?:quot|[lr][ds]quo|apos|[lr]aquo|#3[49]|#82(?:16|17|20|21));"
    r"|(?<=â)(?:€[œ\x9d˜™“”¦¢]?|\x80[\x98\x99\x9c\x9d])|(?<=\\)\\{0,3}[\"'])?"
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_ELISION = re.compile(
    r"(?:\d0s|\d\ds?|[tT]is|[tT]was|[tT]il|[tT]ill|em|[cC]ause|[cC]uz|[cC]os|[bB]out|[rR]ound|[nN]uff|kay|ere|neath|n)\b"
)
_CLIPPED = re.compile(r"(?:in|\bo|\bol|\bth|\ban|\bn|\blil|\bmo|\bpo)$", re.I)
VERBS = "|".join(sorted(listed("marks")))
NAME = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}"
# “, said Hill”: where such words follow, a mark closes whatever its glyph and the space about it.
_VERB_FIRST = re.compile(rf"(?:{VERBS}) (?:[A-Z]|(?:he|she|they|it|the|an?|one)\b)")
_VERB_AFTER = re.compile(rf"(?:he|she|they|it|(?:the|an?|one)(?: [\w-]+){{1,3}}|{NAME}) (?:{VERBS})\b")

FREE, SLIP, WRONG, NEVER = 0.0, 3.0, 4.0, 8.0
STOPS = ".,!?;:…"
Closes = dict[str, float]
CROWD = 60  # more marks than this in a paragraph, with fewer than four characters to each, are an ornament


class Token(NamedTuple):
    """One mark: where it is, how it is written, and what each reading of it costs."""

    start: int
    end: int
    family: str
    style: str
    opens: float
    closes: Closes  # by the family of the mark that it would close
    ignore: float


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The possible quotation marks of a paragraph ``text[start:end]``, without the apostrophes inside words.

    None where they are so thick that the paragraph is an ornament.
    """
    if end - start < 3:
        return []
    most = max(CROWD, (end - start) // 4)
    matches = list(islice(_TOKEN.finditer(text, start, end), most + 1))
    if len(matches) > most:
        return []
    found: list[Token] = []
    tagged = text.find("<", start, end) >= 0
    tags = [match.span() for match in _TAG.finditer(text, start, end)][::-1] if tagged else []
    for match in matches:
        a, b = match.span()
        while tags and tags[-1][1] <= a:
            tags.pop()
        if tags and tags[-1][0] < a:  # <img alt="…"> is markup
            continue
        before = text[a - 1] if a > start else ""
        after = text[b] if b < end else ""
        mark = match.group()
        if before.isalnum() and after.isalnum() and _inner(mark):
            continue
        if mark[0] == "'" and b - a == 3:  # ''' is a double and a single mark, the double one outside
            cut = a + 2 if after.isalnum() else a + 1
            found.append(_token(text, a, cut, before, "'", end))
            found.append(_token(text, cut, b, "'", after, end))
        elif _plain(mark) in _GLYPHS:
            found.append(_token(text, a, b, before, after, end))
    return found


def _inner(mark: str) -> bool:
    """Between two letters a single mark is an apostrophe, and so is whatever a bad decoding left of one."""
    return mark == "\ufffd" * len(mark) or _GLYPHS.get(_plain(mark), "d")[0] in "sk"


@lru_cache(maxsize=256)
def _plain(mark: str) -> str:
    """A mark without its escapes and repetitions."""
    mark = mark.lstrip("\\") or mark
    if len(mark) > 1 and mark[0] in '"“”\ufffd':
        return mark[0]
    return mark[:2] if len(mark) > 2 and mark[0] in "'`" else mark


def _token(text: str, a: int, b: int, before: str, after: str, end: int) -> Token:
    family, style, opens, closes, ignore = _shape(_plain(text[a:b]), before, after)
    if before == " " and a > 1 and text[a - 2] in ",.!?" and after.isalnum() and family in "dsl":
        if _VERB_FIRST.match(text, b, end):
            opens, closes = opens + NEVER, dict.fromkeys(closes, FREE)
        elif _VERB_AFTER.match(text, b, min(end, b + 80)):
            opens += 1.0
            closes = {other: min(cost, 1.0 + WRONG * (cost > 9.0)) for other, cost in closes.items()}
    if family == "s":
        opens, ignore = _apostrophe(text, a, b, before, after, opens)
    return Token(a, b, family, style, opens, closes, ignore)


@lru_cache(maxsize=8192)
def _shape(mark: str, before: str, after: str) -> tuple[str, str, float, Closes, float]:
    """Costs that the mark and the characters on both sides decide."""
    family, hand = _GLYPHS[mark][0], _GLYPHS[mark][1]
    if family in "gh":
        # French copy sets guillemets off by spaces, German copy turns them round: glyph first, then shape.
        opens = FREE if hand == "o" and not before.isalnum() else SLIP + _opening(before, after, hand)
        shut = FREE if hand == "c" and not after.isalnum() else SLIP + _closing(before, after)
        return family, _STYLES[family], opens, {family: shut}, NEVER
    opens = _opening(before, after, hand) + (WRONG if hand == "c" else FREE)
    shut = _closing(before, after)
    closing = shut + (WRONG if hand == "o" else FREE)
    closes: Closes = {}
    if family == "d":
        closes = {"d": closing, "l": shut, "s": closing + WRONG, "k": closing + WRONG}
    elif family == "s":
        closes = {"s": closing, "k": shut, "d": closing + WRONG, "l": closing + WRONG}
    style = "tick" if mark[0] in "`´" else _STYLES[family]
    inches = mark in '"″' and before.isdigit()
    dash = mark == "\ufffd" and before.isspace() and after.isspace()
    return family, style, opens, closes, 0.5 if dash or (inches and mark == "″") else 2.5 if inches else NEVER


def _opening(before: str, after: str, hand: str) -> float:
    cost = FREE
    if before.isalnum():
        cost += SLIP if hand == "o" else WRONG
    elif before and before in STOPS + ")]":
        cost += SLIP
    if not after or after.isspace():
        cost += SLIP if hand == "o" and after else WRONG if after else NEVER
    elif after in ",!?;:)]":
        cost += WRONG
    return cost


def _closing(before: str, after: str) -> float:
    cost = FREE
    if not before or before.isspace():
        cost += WRONG if before else NEVER
    if after.isalnum() or (after and after in "$£€#@"):
        cost += WRONG
    return cost


def _apostrophe(text: str, a: int, b: int, before: str, after: str, opens: float) -> tuple[float, float]:
    """What it costs to read a single mark as an opening mark, and as an apostrophe or as feet or minutes."""
    if after.isalnum():
        if _ELISION.match(text, b):
            return opens + 2.5, 0.5
        return opens, 6.0 if after.isupper() else 5.0
    if before.isdigit():
        return opens, 2.0
    if not before.isalpha():
        return opens, NEVER
    if before in "sSxXzZ":
        return opens, 1.0 if not after or after not in STOPS else 2.5
    return opens, 1.0 if _CLIPPED.search(text, max(0, a - 4), a) else 5.0
