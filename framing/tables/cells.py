"""Cells of a CSV that a spreadsheet must not take for formulas, and back; numbers as they are printed."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pandas as pd

RISKY = "=+-@＝＋－＠\t\r\n"  # a cell that begins with one of these may be run as a formula
MARK = "'"


def guarded(text: str) -> str:
    """`text` as a CSV cell that a spreadsheet shows as text.

    Examples
    --------
    >>> guarded("=1+1"), guarded("one"), guarded("'+ten")
    ("'=1+1", 'one', "''+ten")
    """
    return MARK + text if text and (text[0] in RISKY or _marked(text)) else text


def unguarded(cell: str) -> str:
    """What `guarded` was given.

    Examples
    --------
    >>> unguarded("'=1+1"), unguarded("'tis"), unguarded("''+ten")
    ('=1+1', "'tis", "'+ten")
    """
    return cell[1:] if _marked(cell) else cell


def to_csv(table: pd.DataFrame) -> str:
    r"""The table as CSV for people: texts and names of columns guarded, numbers below zero left numbers.

    Examples
    --------
    >>> to_csv(pd.DataFrame({"term": ["-ism", "ism"], "tone": [-0.5, 0.5]}))
    "term,tone\n'-ism,-0.5\nism,0.5\n"
    """
    shown = _texts(table, guarded).rename(columns=guarded)
    # As R writes them, and as pandas, R and spreadsheets all read them.
    truths = [name for name in shown if pd.api.types.is_bool_dtype(shown[name])]
    shown = shown.assign(**{name: shown[name].astype("string").str.upper() for name in truths})
    # Left to itself, the writer does not quote a carriage return, which every reader takes for the end of a row.
    torn = any("\r" in value for name in _named(shown) for value in shown[name] if isinstance(value, str))
    quoting = csv.QUOTE_NONNUMERIC if torn or any("\r" in name for name in shown) else csv.QUOTE_MINIMAL
    text: str = shown.to_csv(index=False, lineterminator="\n", quoting=quoting)
    return text


def as_written(table: pd.DataFrame) -> pd.DataFrame:
    """The table that was written with `to_csv`, from what was read.

    Examples
    --------
    >>> as_written(pd.DataFrame({"'-ism_rate": ["'=1"]}))
      -ism_rate
    0        =1
    """
    return _texts(table, unguarded).rename(columns=unguarded)


def _texts(table: pd.DataFrame, change: Callable[[str], str]) -> pd.DataFrame:
    changed = {
        name: pd.Series([change(v) if isinstance(v, str) else v for v in table[name]], table.index, table[name].dtype)
        for name in _named(table)
    }
    return table.assign(**changed)


def _named(table: pd.DataFrame) -> list[str]:
    """Columns that hold texts."""
    return [name for name in table.columns if pd.api.types.is_string_dtype(table[name])]


def _marked(text: str) -> bool:
    """Whether the text is marks before a risky sign."""
    rest = text.lstrip(MARK)
    return text[:1] == MARK and rest[:1] != "" and rest[0] in RISKY


def printed(value: float, decimals: int, form: str = "") -> str:
    """A rounded number as it is printed: a true minus sign, and no sign before zero; `form` may be ``+`` or ``,``.

    Examples
    --------
    >>> printed(-0.126, 2), printed(0.126, 2, "+"), printed(-0.001, 2, "+")
    ('−0.13', '+0.13', '0.00')
    """
    rounded = round(float(value), decimals) + 0.0
    if not rounded:
        return f"{0:.{decimals}f}"
    grouped = "," if "," in form else ""
    return f"{rounded:{'+' if '+' in form else ''}{grouped}.{decimals}f}".replace("-", "−")
