"""What a comparison gives back: a tidy table with the sentence that must be read with it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHOWN = 20  # rows in a notebook
# The names that R's broom, fixest and emmeans users know, and the columns here that hold them: the first that is there.
TIDY = {
    "group": ("group", "outlet"), "other": ("other",), "term": ("term", "variable", "label", "speaker"),
    "estimate": ("estimate", "difference", "log_odds", "alpha", "likeness", "share", "value"),
    "std_error": ("std_error", "se"), "statistic": ("statistic",), "df": ("df",), "p_value": ("p_value", "p"),
    "conf_low": ("conf_low", "low"), "conf_high": ("conf_high", "high"), "method": ("method", "interval"),
    "n": ("n", "articles", "units", "codes"), "n_clusters": ("n_clusters", "clusters"),
    "p_adjusted": ("p_adjusted",), "adjust": ("adjust",),
}  # fmt: skip
ADJUSTED = {"fdr": "BH", "max-t": "single-step"}
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
    method: ClassVar[str] = ""  # of p and interval, where the table's rows do not name theirs

    def tidy(self) -> pd.DataFrame:
        """The table with the column names that R users know, and then the columns that have none of these.

        Returns
        -------
        DataFrame
            group, other, term, estimate, std_error, statistic, df, p_value, conf_low, conf_high, method, n (articles,
            or units, of both sides), n_clusters (of the side with fewer), p_adjusted and adjust (how), missing where a
            result has none; further columns keep their names. ``.attrs["note"]`` holds the note.

        Examples
        --------
        >>> import pandas as pd
        >>> table = pd.DataFrame({"group": ["A"], "other": ["B"], "difference": [0.1], "p": [0.03]})
        >>> Result(table, "").tidy()[["group", "other", "estimate", "p_value"]].values.tolist()
        [['A', 'B', 0.1, 0.03]]
        """
        rows, made, used = self.table, {}, set[str]()
        facts = getattr(self, "facts", {})
        for name, sources in TIDY.items():
            source = next((column for column in sources if column in rows), "")
            used.add(source)
            made[name] = rows[source] if source else pd.Series(pd.NA, rows.index, dtype="object")
        for more in ("articles_other", "articles_rest"):
            if more in rows:
                made["n"] = made["n"] + rows[more]
        if made["term"].isna().all() and "value" in facts:
            made["term"] = pd.Series(str(facts["value"]), rows.index, dtype="object")
        if self.method and made["method"].isna().all():
            made["method"] = pd.Series(self.method, rows.index, dtype="object")
        if "p_adjusted" in rows:
            how = ADJUSTED.get(facts.get("adjust", "fdr"), "")
            made["adjust"] = pd.Series(how, rows.index, dtype="object").where(rows["p_adjusted"].notna())
        found = pd.concat([pd.DataFrame(made), rows[[column for column in rows if column not in used]]], axis=1)
        found.attrs["note"] = self.note
        return found

    def to_latex(self) -> str:
        """The table of `tidy` in LaTeX (booktabs), without columns that hold nothing, and the note under it."""
        rows = self.tidy()
        kept = [column for column in rows if not (rows[column].isna() | (rows[column].astype(str) == "")).all()]
        tex: str = printed(rows[kept]).to_latex(index=False, escape=True)
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
            small = column in ("p", "p_value", "p_adjusted", "p_equivalence")
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
