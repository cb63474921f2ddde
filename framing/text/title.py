"""Where among the first lines of a text its title is, as a page prints it: the one test of whether it does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.text.folding import fold

LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
_OPENING = 3  # lines: a date, the name of a section or a byline may stand over a headline; and lines of a headline
LOOKED_AT = 2 * _OPENING
_OVER = 8  # words that a line over the headline has at most
_PART = re.compile(r" [|–—-] ")  # parts a kicker and the names of section and outlet from the headline
_NAME = 40  # characters that such a name has at most
_KICKER = 3  # words
_WORD = re.compile(r"\w+")
_CUT = re.compile(r"(?:…|\.\.\.)$")


def title_lines(lines: Sequence[str], title: str) -> range:
    """Return which of a text's first lines are the title, one or several that follow one another; or none.

    Words decide, whatever their case, accents and marks; a kicker before the title, the names of section and outlet
    after it and what an archive cut off at its end may be missing in one of the two.

    Examples
    --------
    >>> title_lines(["8 June 2021", "RAIN CLOSES HARBOUR.", "It was shut."], "Rain closes harbour | News | The Post")
    range(1, 2)
    >>> title_lines(["Rain closes harbour for a week."], "Rain closes harbour")
    range(0, 0)
    """
    wanted = title_words(title)
    if not wanted:
        return range(0)
    cut = bool(_CUT.search(title.rstrip()))
    longest = 4 * len(title) + 500  # characters; no title is looked for in a text that is one line
    words = [words_of(line) if len(line) <= longest else None for line in lines[:LOOKED_AT]]
    for first, opening in enumerate(words[:_OPENING]):
        joined: list[str] = []
        for last, more in enumerate(words[first : first + _OPENING], first):
            if more is None:
                break
            joined += more
            if any(joined == each or (cut and _goes_on(joined, each)) for each in wanted):
                return range(first, last + 1)
        if opening is None or len(opening) > _OVER:
            break
    return range(0)


def title_words(title: str) -> list[list[str]]:
    """The words of a title, and those without its kicker and without the names after it; none where it has no word."""
    parts = _PART.split(title)
    starts = [0, 1] if len(parts) > 1 and len(words_of(parts[0])) <= _KICKER else [0]
    names = 0
    while names + 1 < len(parts) and len(parts[-1 - names]) <= _NAME:
        names += 1
    found = [words_of(title)]
    for start in starts:
        for end in range(len(parts), len(parts) - names - 1, -1):
            words = words_of(" ".join(parts[start:end]))
            if len(words) > 1 and words not in found:  # a word alone is rather the section's name
                found.append(words)
    return [words for words in found if words]


def words_of(line: str) -> list[str]:
    """The words of a line, folded."""
    return _WORD.findall(fold(line).text)


def _goes_on(words: list[str], cut: list[str]) -> bool:
    """Whether words are those of a title that was cut off, its last word maybe half, and not many more."""
    last = len(cut) - 1
    return 0 < last < len(words) <= 2 * len(cut) and words[:last] == cut[:last] and words[last].startswith(cut[last])
