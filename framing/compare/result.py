"""What a comparison gives back: a tidy table with the sentence that must be read with it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHOWN = 20  # rows in a notebook
_SMALL = 0.0005  # smaller p values are printed as less than .001


@dataclass(frozen=True, repr=False)
class Result:
    """A comparison.

    Parameters
    ----------
    table : DataFrame
        Tidy: one row per group (and term, period, …), with its estimate, interval and p value where there is one.
    note : str
        What was counted, out of what, under which filters, and what the comparison speaks of.
    """

    table: pd.DataFrame
    note: str

    def to_latex(self) -> str:
        """The table in LaTeX (booktabs) with the note under it."""
        tex: str = printed(self.table).to_latex(index=False, escape=True)
        return f"{tex}\\par\\footnotesize {_tex(self.note)}\n"

    def __repr__(self) -> str:
        return f"{printed(self.table.head(SHOWN)).to_string(index=False)}\n{self._left()}{self.note}"

    def _repr_html_(self) -> str:
        html = printed(self.table.head(SHOWN)).to_html(index=False, border=0)
        return f"{html}<p>{escape(self._left() + self.note)}</p>"

    def _left(self) -> str:
        left = len(self.table) - SHOWN
        return f"{left:,} more rows are in .table. " if left > 0 else ""


@dataclass(frozen=True, repr=False)
class Drawn(Result):
    """A comparison that has a figure of its own; `facts` are what the figure prints beside the table."""

    figure: str
    facts: dict[str, Any]

    def plot(self, ax: Axes | None = None, **options: Any) -> Axes:
        """Draw the comparison, in the axes given or in a figure of its own; options are those of every figure."""
        axes: Axes = self._drawing()(self, ax, **options)
        return axes

    def describe(self) -> str:
        """What the figure shows, in words: its alternative text."""
        words: str = self._drawing().describe(self)
        return words

    def _drawing(self) -> Any:
        from importlib import import_module

        return getattr(import_module("framing.figures"), self.figure)


def printed(table: pd.DataFrame) -> pd.DataFrame:
    """The table as text: numbers with three decimals, nothing where a value is missing."""
    shown = {}
    for column in table.columns:
        values = table[column]
        if pd.api.types.is_float_dtype(values):
            small = column in ("p", "p_adjusted")
            shown[column] = [_number(value, small) for value in values]
        else:
            shown[column] = ["" if pd.isna(value) else str(value) for value in values]
    return pd.DataFrame(shown, columns=table.columns, dtype="object")


def _number(value: float, is_p: bool) -> str:
    if pd.isna(value):
        return ""
    if is_p and value < _SMALL:
        return "<0.001"
    return f"{round(value, 3) + 0.0:.3f}"


def _tex(text: str) -> str:
    for sign in "\\&%$#_{}~^":
        other = {"\\": "\\textbackslash ", "~": "\\textasciitilde ", "^": "\\textasciicircum "}
        text = text.replace(sign, other.get(sign, "\\" + sign)) if sign != "\\" else text.replace(sign, "\0")
    return text.replace("\0", "\\textbackslash ")
