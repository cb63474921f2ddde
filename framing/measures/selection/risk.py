"""Could an article have carried a statement at all?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from framing.corpus.article import Article

_BEFORE = re.compile(r"(?:filed\s++)?before\s++(?:the\s++|a\s++|an\s++)?+(.++)\Z", re.I)
_AHEAD = r"\b(?:before|ahead of|prior to)\s+(?:[\w'’-]+\s+){0,4}?"
_AT = r"\b(?:at|in|during|after|following|from|since|of)\s+(?:[\w'’-]+\s+){0,5}?"
_OVER = r"\s+(?:[\w'’-]+\s+){0,12}?(?:concluded|ended|finished|was over)\b"


def at_risk(article: Article, carriers: Iterable[tuple[Article, str]]) -> bool | None:
    """Was what a statement reports known when the article was filed?

    Parameters
    ----------
    article : Article
        One that does not carry the statement. ``metadata["filed"]`` says before what it was filed
        ("before the meeting").
    carriers : iterable of (Article, str)
        The articles that carry it, with the sentences that do.

    Returns
    -------
    bool or None
        False where a carrier places the statement at or after what the article was filed before; None where that
        cannot be known: the article was filed early and no carrier says when, or no carrier is known to be as old as
        the article, since it is older than they are or a date is missing or guessed. A carrier that was filed early
        is older than an article that was not.

    Examples
    --------
    >>> early = Article("a", "", metadata={"filed": "before the vote"})
    >>> at_risk(early, [(Article("b", ""), "He resigned after the vote.")])
    False
    >>> at_risk(early, [(Article("b", ""), "She had spoken before the vote.")])
    True
    """
    carriers = list(carriers)
    filed = _filed(article)
    if filed:
        event = r"\s+".join(re.escape(word) for word in filed.group(1).split())
        texts = [text for _, text in carriers]
        if any(re.search(rf"{_AHEAD}{event}\b", text, re.I) for text in texts):
            return True
        if any(re.search(rf"{_AT}{event}\b|\b{event}{_OVER}", text, re.I) for text in texts):
            return False
        return None
    day = _day(article)
    if any(_filed(carrier) or (_day(carrier) and _day(carrier) <= day) for carrier, _ in carriers):
        return True
    return None


def _day(article: Article) -> str:
    """The day that is known of an article; one that a program guessed from a page is not known."""
    return "" if article.metadata.get("date_evidence") == "guessed" else (article.date or "")[:10]


def _filed(article: Article) -> re.Match[str] | None:
    """Before what the article was filed, where that is known."""
    return _BEFORE.match(str(article.metadata.get("filed") or "").strip())
