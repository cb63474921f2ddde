"""Tables for a paper: LaTeX and HTML with labels, units, right-aligned numbers and intervals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from framing.compare.units import ratio_over
from framing.intervals import UNBOUNDED
from framing.tables import SCHEMA, Column, Tables
from framing.tables.cells import printed
from framing.tables.measures import named_after, totals
from framing.tables.totals import Mean, Rate, Share
from framing.text.zones import STORY

# Of the outlets, what a page holds: size, speech, tone, reading ease, shared copy; phrases follow.
MAIN = (
    "articles", "words", "quoted_share", "reported_share", "top_speaker_share", "tone_mean", "tone_journalist",
    "flesch_reading_ease", "shared_share",
)  # fmt: skip
_PHRASES = 4
_BESIDE, _NARROW = 6, 4  # outlets in a block: without intervals, and with them
_SCALE = re.compile(r"(-?\d+) to (-?\d+)")
_TEX = str.maketrans({
    "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "−": "$-$", "“": "``", "”": "''", "‘": "`", "’": "'",
    "–": "--", "…": r"\dots{}", "†": r"\dag{}", "≤": r"$\leq$", "≥": r"$\geq$", "×": r"$\times$",
})  # fmt: skip


class Grid(NamedTuple):
    """Cells as text, a label for each column, and which columns hold numbers."""

    heads: list[str]
    numeric: list[bool]
    rows: list[list[str]]


def latex(
    tables: Tables, name: str = "outlets", columns: Sequence[str] | None = None, intervals: bool = False,
    caption: str | None = None, label: str | None = None,
) -> str:  # fmt: skip
    """See `Tables.latex`."""
    grids, told = _grids(tables, name, columns, intervals)
    parts = [
        "% Needs the packages array and booktabs.",
        r"\begin{table}[htbp]",
        r"\centering\footnotesize",
        rf"\caption{{{_tex(caption or told)}}}",
        rf"\label{{{label or 'tab:' + name.replace('_', '-')}}}",
    ]
    for grid in grids:
        first = 0.26 if len(grid.heads) > 2 else 0.4
        # Widths are shares of the line, so that the table is as wide as the text whatever it holds.
        each = round((1 - first) / max(len(grid.heads) - 1, 1), 4)
        spec = [rf">{{\raggedright\arraybackslash}}p{{\dimexpr {first}\linewidth-2\tabcolsep}}"]
        for numeric in grid.numeric[1:]:
            side = "raggedleft" if numeric else "raggedright"
            spec.append(rf">{{\{side}\arraybackslash}}p{{\dimexpr {each}\linewidth-2\tabcolsep}}")
        lines = [" & ".join(map(_tex, row)) + r" \\" for row in grid.rows]
        parts += [rf"\begin{{tabular}}{{{''.join(spec)}}}", r"\toprule", " & ".join(map(_tex, grid.heads)) + r" \\"]
        parts += [r"\midrule", *lines, r"\bottomrule", r"\end{tabular}", r"\par\medskip"]
    return "\n".join([*parts[:-1], r"\end{table}", ""])


def html(
    tables: Tables, name: str = "outlets", columns: Sequence[str] | None = None, intervals: bool = False,
    caption: str | None = None,
) -> str:  # fmt: skip
    """See `Tables.html`."""
    grids, told = _grids(tables, name, columns, intervals)
    made = []
    for number, grid in enumerate(grids):
        side = [' style="text-align: right"' if numeric else ' style="text-align: left"' for numeric in grid.numeric]
        head = "".join(f'<th scope="col"{s}>{escape(text)}</th>' for text, s in zip(grid.heads, side, strict=True))
        body = "".join(
            "<tr>" + "".join(f"<td{s}>{escape(cell)}</td>" for cell, s in zip(row, side, strict=True)) + "</tr>"
            for row in grid.rows
        )
        named = f"<caption>{escape(caption or told)}</caption>" if not number else ""
        made.append(f"<table>{named}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")
    return "\n".join(made)


def _grids(tables: Tables, name: str, columns: Sequence[str] | None, intervals: bool) -> tuple[list[Grid], str]:
    """The blocks of a table, each narrow enough for a page, and a caption."""
    table = tables[name]
    chosen = _chosen(tables, name, columns)
    if intervals and name != "outlets":
        raise ValueError(f"Only the table 'outlets' has intervals; the rows of {name!r} are single observations.")
    title = str(tables.facts.get("title") or tables.facts.get("name") or "Study")
    if name != "outlets":
        shown = [[_cell(value, _column(name, column)) for value in table[column]] for column in chosen]
        numeric = [pd.api.types.is_numeric_dtype(table[column]) for column in chosen]
        heads = [_label(_column(name, column)) for column in chosen]
        return [Grid(heads, numeric, [list(row) for row in zip(*shown, strict=True)])], f"{title}: {SCHEMA[name].row}s."
    found = {column: _ends(tables, column) for column in chosen} if intervals else {}
    outlets, width = list(table["outlet"]), _NARROW if intervals else _BESIDE
    grids = []
    for at in range(0, max(len(outlets), 1), width):
        rows = []
        for column in chosen:
            told = _column(name, column)
            cells = []
            for outlet, value in zip(outlets[at : at + width], table[column][at : at + width], strict=True):
                low, high = found.get(column, {}).get(outlet, (np.nan, np.nan))
                cells.append(_cell(value, told) + ("" if pd.isna(low) else f" [{_end(low)}, {_end(high)}]"))
            rows.append([_label(told), *cells])
        some = [str(outlet) for outlet in outlets[at : at + width]]
        grids.append(Grid(["", *some], [False, *[True] * len(some)], rows))
    inside = " Brackets: 95 % intervals with the article as the unit, where at least four articles allow one."
    return grids, f"{title}: measures of each outlet.{inside if any(map(len, found.values())) else ''}"


def _chosen(tables: Tables, name: str, columns: Sequence[str] | None) -> list[str]:
    table = tables[name]
    if columns is None:
        if name != "outlets":
            return list(table.columns)
        rates = [column for column in table if str(column).endswith("_rate") and named_after(str(column))]
        return [column for column in (*MAIN, *rates[:_PHRASES]) if column in table]
    wanted = [columns] if isinstance(columns, str) else list(columns)
    for column in wanted:
        if column not in table:
            raise KeyError(f"The table {name!r} has no column {column!r}; it has {', '.join(map(str, table.columns))}.")
    return [column for column in wanted if name != "outlets" or column != "outlet"]


def _column(name: str, column: str) -> Column:
    """The column as the schema describes it; one of the user's own has its name alone."""
    known = {one.name: one for one in SCHEMA[name].columns}
    return known.get(column) or named_after(column) or Column(column, "", "", "")


def _label(column: Column) -> str:
    """Name in words, and unit: ``Quoted share``, ``New era rate (per 1,000 words)``."""
    words = column.name.replace("_", " ")
    unit = column.unit.replace("-1 to 1", "−1 to 1")
    beside = f" ({unit})" if unit and unit.lower() not in words.lower() else ""
    return f"{words[:1].upper()}{words[1:]}{beside}"


def _cell(value: Any, column: Column) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, (float, np.floating)):
        large = abs(float(value)) >= 10
        return printed(float(value), 1 if large else 2, ",")
    if isinstance(value, (int, np.integer)) and not isinstance(value, bool):
        return printed(int(value), 0, ",")
    return str(value)


def _end(value: float) -> str:
    """An end of an interval: no zero before the point, as psychology and communication journals print shares."""
    return re.sub(r"^(−?)0(?=\.)", r"\1", printed(value, 2 if abs(value) < 10 else 1))


def _ends(tables: Tables, column: str) -> dict[str, tuple[float, float]]:
    """95 % interval of a column by outlet; of a column that is no mean, share or rate of articles there is none."""
    articles = tables.articles[tables.articles["words"].notna()]
    total = next((total for total in totals() if total.name == column), None)
    if isinstance(total, Share) and {total.part, total.whole} <= set(articles):
        scale = float(total.per)
        top, bottom = articles[total.part] * scale, articles[total.whole]
        bounds, counts = ((0.0, np.inf), False) if isinstance(total, Rate) else ((0.0, 1.0), True)
    elif column in articles and isinstance(total, Mean):
        top, bottom = articles[column], articles[column].notna().astype(float)
        scale = _SCALE.fullmatch(total.unit)  # type: ignore[assignment]
        bounds, counts = ((float(scale[1]), float(scale[2])) if scale else UNBOUNDED), False  # type: ignore[index]
    elif column.endswith("_rate") and named_after(column):
        rows = tables.phrases[tables.phrases["zone"].isin(STORY)]
        own = [phrase for phrase in rows["phrase"].unique() if _slug(phrase) == column.removesuffix("_rate")]
        number = rows[rows["phrase"].isin(own)].groupby("article_id").size()
        top, bottom = articles["article_id"].map(number).fillna(0) * 1000.0, articles["words"]
        bounds, counts = (0.0, np.inf), False
    else:
        return {}
    found = {}
    for outlet in tables.outlets["outlet"]:
        own = (articles["outlet"] == outlet).to_numpy()
        made = ratio_over(tables, articles[own], np.asarray(top)[own], np.asarray(bottom)[own], bounds, counts)
        if np.isfinite(made.low):
            found[str(outlet)] = (made.low, made.high)
    return found


def _slug(phrase: str) -> str:
    return phrase.replace(" ", "_")


def _tex(text: str) -> str:
    return text.translate(_TEX)
