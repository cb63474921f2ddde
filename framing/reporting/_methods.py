"""`methods`: the paragraph for a paper that says what was measured, how, with which versions and sources."""

from __future__ import annotations

import platform
from typing import NamedTuple

from framing.tables import Tables, needs_tables
from framing.tables.measures import DECLARED, Told, counted, version

_PROGRAMS = ("numpy", "pandas", "scikit-learn")


class Methods(NamedTuple):
    """A paragraph, and the sources that it cites; printed, the one over the other."""

    paragraph: str
    sources: tuple[str, ...]

    def __str__(self) -> str:
        return "\n\n".join([self.paragraph, *self.sources])


def methods(tables: Tables) -> Methods:
    """A paragraph that reports the method of a study, made from its tables.

    Only what the study measured is told: no sentence on phrases where it follows none, none on shared passages where
    there are none to share. Say in your own words why you measured it, and add how you validated it.

    Parameters
    ----------
    tables : Tables
        From `framing.measure` or `Tables.load`.

    Returns
    -------
    Methods
        ``.paragraph`` and ``.sources``; ``str`` of it is text to paste.

    Examples
    --------
    >>> from framing import Article, Corpus, measure
    >>> told = methods(measure(Corpus([Article("a", "“It rained,” said Ann Lee.", outlet="Post")])))
    >>> told.paragraph[:43]
    'We measured 1 article of 1 outlet (5 words '
    """
    needs_tables(tables, "methods")
    articles = tables.articles
    if articles.empty:
        raise ValueError("These tables hold no articles; there is no method to report.")
    parts: list[Told] = [(_corpus(tables), ())]
    for measure in DECLARED:
        parts += measure.told(tables)
    parts += [(_unit(tables), ()), (_versions(), ())]
    cited = {source for _, sources in parts for source in sources}
    return Methods(" ".join(sentence for sentence, _ in parts), tuple(sorted(cited)))


def _corpus(tables: Tables) -> str:
    articles = tables.articles
    measured = articles[articles["words"].notna()]
    dates = sorted(articles["date"].dropna())
    when = f", dated {dates[0]} to {dates[-1]}" if dates and dates[0] != dates[-1] else ""
    when = f", dated {dates[0]}" if dates and dates[0] == dates[-1] else when
    undated = len(articles) - len(dates)
    when += f" ({undated} without a date)" if dates and undated else ""
    left = len(articles) - len(measured)
    out = f" {counted(left, 'article')} not in English {'was' if left == 1 else 'were'} left out." if left else ""
    words = int(measured["words"].sum())
    return (
        f"We measured {counted(len(measured), 'article')} of {counted(measured['outlet'].nunique(), 'outlet')} "
        f"({counted(words, 'word')} of headline, standfirst, lead and body{when}) with framing "
        f"{version('framing')}.{out}"
    )


def _unit(tables: Tables) -> str:
    if bool((tables.outlets["articles_measured"].dropna() <= 1).all()):
        return "With one article an outlet, results describe these articles; nothing is inferred about the outlets."
    return "The article is the unit: intervals and tests resample or cluster by article or family, never by word."


def _versions() -> str:
    named = ", ".join(f"{name} {version(name)}" for name in _PROGRAMS)
    python = ".".join(platform.python_version_tuple()[:2])
    return f"Everything ran offline under Python {python} with {named}."
