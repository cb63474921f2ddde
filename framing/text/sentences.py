"""Where sentences end in news copy."""

from __future__ import annotations

import re
from typing import NamedTuple

from framing.text.cues import listed

# A run of stops, whatever closes on it, white space if there is any, and what may begin a sentence. The look-behind
# lets a match start only at the head of a run of stops, so that a megabyte of them is read once.
_END = re.compile(r"(?<![.!?…])([.!?…]++)([\"'”’»)\]]*+)(\s*+)(?=([\"'“‘«„(\[—–-]*+)([^\W_]))")
# Titles and the like: a name follows, never a new sentence.
_BEFORE_NAME = frozenset(
    "mr mrs ms mx dr prof rev hon sen sens rep reps gov govs gen col lt capt cmdr cpl sgt maj adm pvt pres "
    "supt insp det st ft mt msgr fr sr br messrs amb atty dist vs v no nos art fig al cf viz approx est ave blvd"
    .split()
)
# Abbreviations that may also stand at a sentence's end: what follows decides.
_MAY_END = frozenset(
    "inc co corp ltd llc jr sr bros dept univ assn a.m p.m u.s u.k u.n e.u d.c l.a n.y ph.d m.d etc".split()
)
# So may these, which have a capital: without one they are words (*he sat*).
_MAY_END_NAMES = frozenset(
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun calif fla tex mass "
    "conn pa va ill wis minn ariz ala ga mich nev ore okla tenn wash colo ky la md mo".split()
)
_STARTERS = frozenset(
    "the a an this that these those he she it they we i you his her its their our my there here but and or so yet "
    "in on at for from by with after before when while as if although though because since during under over "
    "however meanwhile still also then now what who why how where some many most no not all both each one two "
    "asked mr ms mrs to of".split()
)
_WORD_BEFORE = re.compile(r"([^\W_](?:[\w.]{0,10}[^\W_])?)$")
# A time of day at the head of an entry in a live blog, as *14.05 The minister rose*.
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[.:][0-5]\d(?: ?[ap]\.?m\b\.?| (?:GMT|BST|UTC|CET|E[SD]T))?", re.I)
_ENTRY = re.compile(rf"(?:{_CLOCK.pattern})[:,]?\s+(?-i:[\"'“‘«„(\[]*[A-Z])", re.I)
# What no sentence ends with, even before an ellipsis: “I… Ann knows”.
_BROKEN_OFF = frozenset("i a an the and or but my our your their".split())
# Sentences without a blank between them, as scrapers leave them (*rent.The owner*): a word of two letters or more, a
# stop, and a word with a capital. Addresses and file names are none, whatever capitals they have.
_RUN = re.compile(r"\S{0,80}")
_RUN_BEFORE = re.compile(r"[^\s“”\"(),;]{1,80}$")
_GLUED_WORD = re.compile(r"[A-Z][a-z]|[IA](?=\s+[a-z])|I['’][a-z]|[A-Z]{3,}(?![\w.])")
_GLUED_BEFORE = re.compile(r"[^\W\d_]{2}$|['’][^\W\d_]$|(?<!\w)\d[\d,]*$|[)\]%]$")
_IN_ADDRESS = re.compile(r"[/@\\_=]|www\.", re.I)
_DOTTED = re.compile(r"[\w-]+\.[a-z\d]")  # *File.docx*
_ENDINGS = frozenset(
    "com org net edu gov mil int info biz co uk us eu au ca nz ie de fr it es nl ch be at in jp cn ru br za io tv "
    "me ly ai app news htm html xml json js ts py md txt csv pdf doc docx xls xlsx ppt pptx rtf jpg jpeg png gif "
    "svg mp mp3 mp4 mov avi wav zip gz exe dll php asp aspx jsp css".split()
)


class _Stop(NamedTuple):
    """Stops with the marks that close on them, and what follows; offsets are characters of the text."""

    start: int
    stops: str
    closers: str
    end: int  # behind the marks
    following: int  # where the next sentence would begin
    opener: str
    first: str


def sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences of one paragraph ``text[start:end]``.

    A sentence ends at a full stop, question or exclamation mark or ellipsis, with the marks that close on it, where
    what follows can begin a sentence. Abbreviations, initials and titles are no ends; ``"Really?" Jones asked`` is
    one sentence; a stray stop (``projects. .``) belongs to the sentence before it. Sentences that a scraper glued
    together (``rent.The owner``) are parted; addresses and file names are not.

    Examples
    --------
    >>> text = 'U.S. Rep. Ann Lee spoke at 3 p.m. "No." She left.'
    >>> [text[a:b] for a, b in sentence_spans(text, 0, len(text))]
    ['U.S. Rep. Ann Lee spoke at 3 p.m.', '"No."', 'She left.']
    """
    return _spans(text, start, end)[0]


def glued(text: str, start: int = 0, end: int | None = None) -> list[int]:
    """Where sentences of ``text[start:end]`` end without a blank behind them, as the offsets of what follows.

    Examples
    --------
    >>> glued("It closed in March.The owner of example.com blamed rent.")
    [19]
    """
    return _spans(text, start, len(text) if end is None else end)[1]


def _spans(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], list[int]]:
    """The sentences, and the beginnings of those that are glued to the one before."""
    spans: list[tuple[int, int]] = []
    stuck: list[int] = []
    begin = start
    for match in _END.finditer(text, start, end):
        stop = _Stop(match.start(), match[1], match[2], match.end(2), match.end(3), match[4], match[5])
        if not match[3]:
            stop = _parted(text, stop, begin)
            if not _glued(text, stop, begin, end):
                continue
        if not _ends(text, stop, begin, end):
            continue
        spans.append((begin, stop.end))
        begin = stop.following
        if not match[3]:
            stuck.append(begin)
    spans.append((begin, end))
    return spans, stuck


def _parted(text: str, stop: _Stop, begin: int) -> _Stop:
    """A stop with no blank behind it; straight marks there open where none is open in the sentence."""
    for place, mark in enumerate(stop.closers):
        if mark in "\"'" and not text.count(mark, begin, stop.start) % 2:
            end = stop.start + len(stop.stops) + place
            return stop._replace(
                closers=stop.closers[:place], end=end, following=end, opener=stop.closers[place:] + stop.opener
            )
    return stop


def _glued(text: str, stop: _Stop, begin: int, end: int) -> bool:
    """Can a sentence end at a stop that no blank follows?"""
    place = stop.following + len(stop.opener)
    run = _RUN_BEFORE.search(text, max(begin, stop.start - 80), stop.start)
    before = run[0] if run else text[max(begin, stop.start - 1) : stop.start]
    if _ENTRY.match(text, place, end):
        return before[-1:].isalpha() and len(before) > 1 or bool(stop.closers)
    word = _GLUED_WORD.match(text, place, end)
    ahead = _RUN.match(text, place, end)
    if word is None or ahead is None or _IN_ADDRESS.search(ahead[0]) or _DOTTED.match(ahead[0]):
        return False
    following = re.split(r"[^\w]", ahead[0], maxsplit=1)[0].lower()
    if following == "i" and ("…" in stop.stops or len(stop.stops) > 2):
        return False  # a pause: *a young woman...I would*
    starts = following in _STARTERS
    if following in _ENDINGS and not (starts and text[place + len(following) : place + len(following) + 1].isspace()):
        return False
    if _IN_ADDRESS.search(before):
        return starts
    last = before.rsplit(".", 1)[-1]
    if "." in before and last.lower() not in _ENDINGS:  # *U.S.Army*, *p.m.The*
        return starts and before.lower() in _MAY_END
    if stop.start - len(before) == begin and before.isdigit():
        return False  # *1.The dam* numbers it
    return bool(stop.closers) or _GLUED_BEFORE.search(last) is not None


def _ends(text: str, stop: _Stop, begin: int, end: int) -> bool:
    """Does the sentence that starts at `begin` end at this stop?"""
    stops, closers, opener, first = stop.stops, stop.closers, stop.opener, stop.first
    if first.islower() and "[" not in opener:
        return False
    if closers and stops[-1] != "." and not opener:
        # “Really?” Jones asked: the cue within the next words goes with the quotation.
        if any(word.strip(",.;:").lower() in listed("sentences") for word in _following(text, stop, end)[:4]):
            return False
    before = _WORD_BEFORE.search(text, max(begin, stop.start - 12), stop.start)
    if not closers and not opener and before is not None and ("…" in stops or len(stops) > 2):
        return not _broken_off(before[1].lower(), text, stop, end)
    if stops != "." or closers or before is None:
        return True
    last = before.group(1)
    lowered = last.lower()
    if _ENTRY.match(text, stop.following, end):
        return True
    if lowered in _BEFORE_NAME:
        # "No." before a number only; the rest of the list is always followed by its name.
        return lowered in ("no", "nos") and not first.isdigit() or lowered == "art" and last.islower()
    if (
        lowered in _MAY_END
        or (lowered in _MAY_END_NAMES and not last.islower())
        or ("." in last and len(last) <= 8 and last.replace(".", "").isalpha())
    ):
        word = next((word.strip("\"'“”‘’«»()[],;:—–-.…!?").lower() for word in _following(text, stop, end)), "")
        return (word in _STARTERS or bool(opener)) and not _initial(last)
    if _CLOCK.fullmatch(text, begin, stop.start):
        return False  # *14.05. The minister rose*
    return not _initial(last)


def _broken_off(last: str, text: str, stop: _Stop, end: int) -> bool:
    """Does a sentence go on after its ellipsis? It does where a word is stammered or hangs: “I… I don’t know”."""
    following = (_following(text, stop, end) or [""])[0].strip(",.;:!?…”’\"").lower()
    return last in _BROKEN_OFF or following == last or (len(last) < 3 and following.startswith(last))


def _following(text: str, stop: _Stop, end: int) -> list[str]:
    """The words after a stop, as far as 80 characters."""
    return text[stop.following : min(end, stop.following + 80)].split()


def _initial(word: str) -> bool:
    """A single capital is an initial (John F. Kennedy), but for the pronoun I."""
    return len(word) == 1 and word.isupper() and word != "I"
