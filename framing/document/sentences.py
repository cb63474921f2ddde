"""Where sentences end in news copy."""

from __future__ import annotations

import re

# A run of stops, whatever closes on it, white space, and what may begin a sentence. The look-behind lets a match
# start only at the head of a run of stops, so that a megabyte of them is read once.
_END = re.compile(
    r"(?<![.!?…])([.!?…]++)([\"'”’»)\]]*+)(\s++)(?=([\"'“‘«„(\[—–-]*+)([^\W_]))"
)
# Titles and the like: a name follows, never a new sentence.
_BEFORE_NAME = frozenset(
    "mr mrs ms mx dr prof rev hon sen sens rep reps gov govs gen col lt capt cmdr cpl sgt maj adm pvt pres "
    "supt insp det st ft mt msgr fr sr br messrs amb atty dist vs v no nos art fig al cf viz approx est ave blvd"
    .split()
)
# Abbreviations that may also stand at a sentence's end: what follows decides.
_MAY_END = frozenset(
    "inc co corp ltd llc jr sr bros dept univ assn a.m p.m u.s u.k u.n e.u d.c l.a n.y jan feb mar apr jun jul aug "
    "sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun ph.d m.d etc calif fla tex mass conn pa va ill "
    "wis minn ariz ala ga mich nev ore okla tenn wash colo ky la md mo".split()
)
_STARTERS = frozenset(
    "the a an this that these those he she it they we i you his her its their our my there here but and or so yet "
    "in on at for from by with after before when while as if although though because since during under over "
    "however meanwhile still also then now what who why how where some many most no not all both each one two "
    "asked mr ms mrs to of".split()
)
_CUES = frozenset(
    "said says asked asks added adds told tells replied replies wrote writes tweeted tweets shouted yelled cried "
    "exclaimed declared joked wondered continued recalled warned insisted responded".split()
)
_WORD_BEFORE = re.compile(r"([^\W_](?:[\w.]{0,10}[^\W_])?)$")


def sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences of one paragraph ``text[start:end]``.

    A sentence ends at a full stop, question or exclamation mark or ellipsis, with the marks that close on it, where
    what follows can begin a sentence. Abbreviations, initials and titles are no ends; ``"Really?" Jones asked`` is
    one sentence; a stray stop (``projects. .``) belongs to the sentence before it.

    Examples
    --------
    >>> text = 'U.S. Rep. Ann Lee spoke at 3 p.m. "No." She left.'
    >>> [text[a:b] for a, b in sentence_spans(text, 0, len(text))]
    ['U.S. Rep. Ann Lee spoke at 3 p.m.', '"No."', 'She left.']
    """
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        if not _ends(text, match, begin, end):
            continue
        spans.append((begin, match.end(2)))
        begin = match.end(3)
    spans.append((begin, end))
    return spans


def _ends(text: str, match: re.Match[str], begin: int, end: int) -> bool:
    """Does the sentence that starts at `begin` end at this stop?"""
    stops, closers, opener, first = match.group(1), match.group(2), match.group(4), match.group(5)
    if first.islower() and "[" not in opener:
        return False
    if closers and stops[-1] != "." and not opener:
        # “Really?” Jones asked: the cue within the next words goes with the quotation.
        if any(word.strip(",.;:").lower() in _CUES for word in _following(text, match, end)[:4]):
            return False
    if stops != "." or closers:
        return True
    before = _WORD_BEFORE.search(text, max(begin, match.start() - 12), match.start())
    if before is None:
        return True
    last = before.group(1)
    lowered = last.lower()
    if lowered in _BEFORE_NAME:
        # "No." before a number only; the rest of the list is always followed by its name.
        return lowered in ("no", "nos") and not first.isdigit() or lowered == "art" and last.islower()
    if lowered in _MAY_END or ("." in last and len(last) <= 8 and last.replace(".", "").isalpha()):
        word = next((word.strip("\"'“”‘’«»()[],;:—–-.…!?").lower() for word in _following(text, match, end)), "")
        return (word in _STARTERS or bool(opener)) and not _initial(last)
    return not _initial(last)


def _following(text: str, match: re.Match[str], end: int) -> list[str]:
    """The words after a stop, as far as 80 characters."""
    return text[match.end(3) : min(end, match.end(3) + 80)].split()


def _initial(word: str) -> bool:
    """A single capital is an initial (John F. Kennedy), but for the pronoun I."""
    return len(word) == 1 and word.isupper() and word != "I"
