"""The headline that a file keeps apart from its text, put where a page prints it: in front, as the first line."""

from __future__ import annotations

import re
from itertools import islice

from framing.corpus.article import Article
from framing.text.folding import fold
from framing.text.title import LINE, LOOKED_AT, title_lines, title_words

STARTS = "own_text_starts"  # in an article's metadata: where the text as the file gives it begins
_WORD = re.compile(r"\w+")
_MARKS = "\"'”’»)]"
_ENDED = re.compile(rf"[{re.escape(_MARKS)}]*+[.!?…]++[{re.escape(_MARKS)}]*+\s++(?![a-z])")
_SHORT = re.compile(r"(?:^|\W)\w\.$")  # U.S., D.C.: the stop is the word's own


def with_title(text: str, title: str | None) -> str:
    """Return the text with its title as the first line, unless the text begins with it already.

    Case, accents, marks and blanks make no difference to whether it does, nor do a kicker before it, the names of
    section and outlet after it, or that an archive cut it off. On one line with the story the title must end in a full
    stop or the like: "Rain closes harbour Monday" is a sentence of its own, and no headline.

    Examples
    --------
    >>> with_title("The harbour was shut.", "Rain closes harbour")
    'Rain closes harbour\\n\\nThe harbour was shut.'
    >>> with_title("RAIN CLOSES HARBOUR.\\nIt was shut.", "Rain closes harbour")
    'RAIN CLOSES HARBOUR.\\nIt was shut.'
    """
    line = " ".join((title or "").split())
    return text if _begins(text, line) else f"{line}\n\n{text}"


def own_text(article: Article) -> str:
    """Return the text as the file gives it, without the title that was put before it."""
    start = article.metadata.get(STARTS)
    return article.text[start:] if isinstance(start, int) else article.text


def _begins(text: str, title: str) -> bool:
    wanted = title_words(title)
    lines = islice((line for match in LINE.finditer(text) if (line := match.group().strip())), LOOKED_AT)
    if not wanted or title_lines(list(lines), title):
        return True
    opening = text.lstrip()[: 4 * len(title) + 500]
    folded = fold(opening)
    found = list(islice(_WORD.finditer(folded.text), len(wanted[0])))
    for words in wanted:
        if [match.group() for match in found[: len(words)]] == words:
            end = folded.original(found[len(words) - 1].end() - 1) + 1
            if _ENDED.match(opening, end) and not _SHORT.search(opening[: end + 1]):
                return True
    return False
