"""Which articles are chosen: by values, ranges and functions of their fields and columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import pandas as pd


def chosen(facts: Mapping[str, Sequence[Any]], conditions: Mapping[str, Any]) -> list[bool]:
    """Tell which rows fulfil all conditions; see `Corpus.where`.

    Examples
    --------
    >>> chosen({"n": [1, 2, 3], "who": ["a", "b", None]}, {"n": (2, None), "who": ["a", "b"]})
    [False, True, False]
    """
    count = len(next(iter(facts.values()), ()))
    kept = [True] * count
    for name, wanted in conditions.items():
        values = [None if value is None or value != value else value for value in facts[name]]
        fits = _fits(name, wanted, values)
        kept = [keep and value is not None and bool(fits(value)) for keep, value in zip(kept, values, strict=True)]
    return kept


def _fits(name: str, wanted: Any, values: Sequence[Any]) -> Callable[[Any], bool]:
    """Return what tells whether a value of a column is wanted."""
    if callable(wanted):
        return wanted  # type: ignore[no-any-return]
    ordered = name == "date" or all(isinstance(value, (int, float)) for value in values if value is not None)
    if isinstance(wanted, tuple) and len(wanted) == 2 and ordered:
        first, last = (_end(name, end, at) for at, end in enumerate(wanted))
        return lambda value: (first is None or value >= first) and (last is None or value <= last)
    if isinstance(wanted, str) or not isinstance(wanted, Iterable):
        wanted = [wanted]
    several = list(wanted)
    there = {str(value): value for value in values if value is not None}
    for value in several:
        if value is not None and str(value) not in there:
            near = get_close_matches(str(value), there, 1)
            shown = ", ".join(map(repr, list(there)[:8])) + (", …" if len(there) > 8 else "")
            hint = f" Did you mean {near[0]!r}?" if near else f" There are: {shown or 'no values'}."
            raise ValueError(f"No article has {name} = {value!r}.{hint}")
    asked = {str(value) for value in several}
    return lambda value: str(value) in asked


def _end(name: str, end: Any, last: int) -> Any:
    """Return one end of a range; a date may be written as a year or a month, whose last day is its last."""
    if name != "date" or end is None:
        return end
    written = str(end.date() if hasattr(end, "date") else end).strip()
    if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", written):
        raise ValueError(f"date={end!r} is no day, month or year: write 2021-06-08, 2021-06 or 2021.")
    return written + "~" * (last and len(written) < len("2021-06-08"))  # a month ends behind every day of it


def rows_of(tables: Mapping[str, pd.DataFrame], ids: Collection[Any]) -> dict[str, pd.DataFrame]:
    """The rows of all tables that are about these articles alone; *outlets* stays as it is."""
    made = {}
    for name, rows in tables.items():
        for column in ("article_id", "article_a", "article_b"):
            rows = rows[rows[column].isin(ids)] if column in rows else rows
        made[name] = rows
    # Edits name their passage by its row, and rows are numbered again.
    row = {int(old): new for new, old in enumerate(made["passages"].index)}
    if len(made["edits"]):
        passage = made["edits"]["passage"].map(row)
        made["edits"] = made["edits"].assign(passage=passage).astype(tables["edits"].dtypes)
    return made
