"""How findings state what tables hold: numbers with their intervals, outlets, passages."""

from __future__ import annotations

from html import escape
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from framing.compare.units import ratio_over
from framing.intervals import Interval
from framing.tables import Tables
from framing.tables.cells import printed
from framing.tables.measures import listed

_LINE = 110  # characters of a statement that a sentence quotes
_SHOWN = 3  # passages that a sentence leads to


QUESTIONS = {
    "speakers": "Who speaks?",
    "emphasis": "What is emphasised?",
    "tone": "In what tone?",
    "selection": "What was selected?",
    "differences": "What differs?",
    "trust": "How far can it be trusted?",
}


class Finding(NamedTuple):
    """One sentence, the figure that shows it, passages that it rests on, and the numbers it states.

    Attributes
    ----------
    question : str
        Key of `QUESTIONS`.
    text : str
    figure : str
        Name of a figure; empty where none shows it.
    passages : tuple of (article_id, start, end)
    numbers : dict of str to float
        Every number that the sentence states, unrounded.
    """

    question: str
    text: str
    figure: str = ""
    passages: tuple[tuple[str, int, int], ...] = ()
    numbers: dict[str, float] = {}  # noqa: RUF012 - never changed


class Findings(tuple[Finding, ...]):
    """Findings in the order of a study's questions; printed, they are a list of sentences."""

    def __repr__(self) -> str:
        return "\n".join(f"- {finding.text}" for finding in self)

    def _repr_html_(self) -> str:
        return "<ul>" + "".join(f"<li>{escape(finding.text)}</li>" for finding in self) + "</ul>"

    def about(self, *questions: str) -> Findings:
        """Those that answer these questions."""
        unknown = [name for name in questions if name not in QUESTIONS]
        if unknown:
            raise ValueError(f"There is no question {unknown[0]!r}; the questions are {', '.join(QUESTIONS)}.")
        return Findings(finding for finding in self if finding.question in questions)


def single(tables: Tables) -> bool:
    """Whether no outlet has more than one measured article, so that nothing is inferred."""
    return bool((tables.outlets["articles_measured"].fillna(1) <= 1).all())


def measured_articles(tables: Tables) -> pd.DataFrame:
    return tables.articles[tables.articles["words"].notna()].reset_index(drop=True)


def overall(
    tables: Tables, articles: pd.DataFrame, top: Any, bottom: Any, bounds: tuple[float, float], counts: bool
) -> Interval:
    """A ratio over all articles; with one article per outlet, without an interval."""
    found = ratio_over(tables, articles, top, bottom, bounds, counts)
    return found._replace(low=np.nan, high=np.nan) if single(tables) else found


def highest_of(by_outlet: pd.Series[Any], tables: Tables) -> tuple[list[str], Any]:
    """The outlets with the highest value, in the order of the outlets, and that value."""
    most = by_outlet.max()
    return [str(o) for o in tables.outlets["outlet"] if o in by_outlet.index and by_outlet[o] == most], most


def each_of(most: Any, outlets: list[str]) -> str:
    return f"{most:,}{' each' if len(outlets) > 1 else ''}"


def passages_of(rows: pd.DataFrame, by: str = "") -> tuple[tuple[str, int, int], ...]:
    """The first passages of some rows, those with the highest value of a column first."""
    rows = rows.sort_values(by, ascending=False, kind="stable") if by else rows
    spans = rows[["article_id", "start", "end"]].dropna().head(_SHOWN).itertuples(index=False)
    return tuple((str(article), int(start), int(end)) for article, start, end in spans)


def ends_of(found: Interval) -> dict[str, float]:
    return {"low": found.low, "high": found.high}


def percentage(found: Any) -> str:
    """A share with its interval, as a percentage."""
    value, low, high = ((found[n] for n in ("value", "low", "high")) if isinstance(found, pd.Series)
                        else (found.value, found.low, found.high))  # fmt: skip
    inside = "" if pd.isna(low) else f" [{100 * low:.0f}, {100 * high:.0f}]"
    return f"{100 * value:.0f} %{inside}"


def in_brackets(found: Any, decimals: int) -> str:
    low, high = (found["low"], found["high"]) if isinstance(found, pd.Series) else (found.low, found.high)
    return "" if pd.isna(low) else f" [{printed(low, decimals)}, {printed(high, decimals)}]"


def part_of(part: Any, whole: Any) -> str:
    return f"{int(part):,} of {int(whole):,} ({100 * float(part) / float(whole):.0f} %)"


def signed(value: float, decimals: int = 2) -> str:
    return printed(value, decimals, "+")


def p_value(value: float) -> str:
    return "p < .001" if value < 0.001 else f"p = {value:.3f}".replace("0.", ".")


def how_often(number: int) -> str:
    return "once" if number == 1 else "twice" if number == 2 else f"{number:,} times"


def some_of(names: list[str]) -> str:
    return listed(names) if len(names) <= 3 else f"{len(names)} outlets"


def shortened(text: object) -> str:
    words = " ".join(str(text).split())
    return words if len(words) <= _LINE else words[:_LINE].rsplit(" ", 1)[0].rstrip(",;:") + " …"
