"""The headline that a file keeps apart from its text, put where a page prints it: in front, as the first line."""

from __future__ import annotations

import re

from framing.corpus import Article
from framing.matching.fold import fold

STARTS = "own_text_starts"  # in an article's metadata: where the text as the file gives it begins
_OPENING = 3  # lines: a date or the name of a section may stand over a headline
_WORD = re.compile(r"\w+")
_CUT = re.compile(r"(?:…|\.\.\.)$")
_SITE = re.compile(r" [|–—-] [^|–—]{1,40}$")  # the outlet's name, which pages add to their titles
_CLOSING = "\"'”’»)].?! \t\u00a0"


def with_title(text: str, title: str | None) -> str:
    """Return the text with its title as the first line, unless the text begins with it already.

    Case, accents, marks and blanks make no difference to whether it does, nor do the outlet's name after the title or
    that an archive cut the title off.

    Examples
    --------
    >>> with_title("The harbour was shut.", "Rain closes harbour")
    'Rain closes harbour\\n\\nThe harbour was shut.'
    >>> with_title("RAIN CLOSES HARBOUR.\\nIt was shut.", "Rain closes harbour")
    'RAIN CLOSES HARBOUR.\\nIt was shut.'
    """
    line = " ".join((title or "").split())
    return text if not line or _begins(text, line) else f"{line}\n\n{text}"


def own_text(article: Article) -> str:
    """Return the text as the file gives it, without the title that was put before it."""
    start = article.metadata.get(STARTS)
    return article.text[start:] if isinstance(start, int) else article.text


def _begins(text: str, title: str) -> bool:
    words = _words(title)
    opening = text.lstrip()[: 4 * len(title) + 500]
    lines = [_words(line) for line in opening.splitlines() if line.strip()][:_OPENING]
    if not words or words in lines or _words(_SITE.sub("", title)) in lines:
        return True
    cut = bool(_CUT.search(title))
    if cut and len(words) > 1:
        words = words[:-1]  # the last one may be half a word
    folded = fold(opening)
    found = list(_WORD.finditer(folded.text))[: len(words)]
    if [match.group() for match in found] != words:
        return False
    # Over two lines, or on one line with the story; but "Rain closes harbour for a week" is not the headline again.
    after = opening[folded.original(found[-1].end() - 1) + 1 :].lstrip(_CLOSING)
    return cut or not (after[:1].islower() or after[:1] in (",", ";"))


def _words(line: str) -> list[str]:
    return _WORD.findall(fold(line).text)
