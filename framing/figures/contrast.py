"""Contrast: differences between groups as intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.figures import style
from framing.figures.figure import Figure
from framing.figures.page import Page, Scale

if TYPE_CHECKING:
    from framing.compare.contrast import Contrast

CAPTION = (
    "Differences between groups with their intervals. A filled dot has an interval; a hollow one describes these "
    "articles only. The numbers are the difference, its interval and p."
)
_MINUS = " \N{MINUS SIGN} "


def data(result: Contrast) -> pd.DataFrame:
    """What `contrast` draws: the table with a label for each line."""
    rows = result.table
    label = rows["group"].astype(str) + _MINUS + rows["other"].astype(str)
    if "variant" in rows:
        label = rows["variant"].astype(str) + ": " + label
    return rows.assign(label=label.astype("string"))


def describe(result: Contrast) -> str:
    """What the figure shows, in words."""
    rows = data(result)
    if rows.empty:
        return "An empty figure: there is nothing to compare."
    return "; ".join(f"{row['label']}: {_numbers(row)}" for _, row in rows.iterrows()) + "."


def draw(page: Page, result: Contrast, rows: pd.DataFrame) -> None:
    """One line a comparison: the difference, its interval where there is one, and the numbers.

    Parameters
    ----------
    result : Contrast
        From `framing.compare.contrast` or `framing.compare.robustness`.

    Examples
    --------
    >>> from framing.compare import contrast as compared
    >>> from framing.tables import Tables
    >>> contrast(compared(Tables({}), "articles.quoted_share")).texts[0].get_text()
    'Fewer than two groups: there is nothing to compare.'
    """
    rows = rows.round(dict.fromkeys(("difference", "low", "high"), style.DECIMALS))
    names = [
        text if style.printable(text) else f"Comparison {i}"
        for i, text in enumerate(
            (page.words.get(one, one) + _MINUS + page.words.get(other, other)
             for one, other in zip(rows["group"].astype(str), rows["other"].astype(str), strict=True)), 1
        )
    ]  # fmt: skip
    numbers = [_numbers(row) for _, row in rows.iterrows()]
    right = max(map(style.width_of, numbers)) + page.em
    beside = page.width - right > 30 * page.em  # labels stand beside the scale, or over it
    left = page.column(names, 0.3) if beside else 0.0
    ends = rows[["low", "high", "difference"]].to_numpy(float)
    reach = (float(np.nanmax(np.abs(ends))) if np.isfinite(ends).any() else 0.0) * 1.1 or 1.0
    scale = Scale(left, page.width - right, -reach, reach)
    # A variant is a heading over its rows, so that the labels have room to name both groups.
    variants = rows["variant"].astype(str) if "variant" in rows else pd.Series("", rows.index)
    first = (variants != variants.shift(fill_value="")).to_numpy()
    top = page.y
    for i, (_, row) in enumerate(rows.iterrows()):
        if first[i]:
            page.gap(0.4)
            page.title(page.name(variants.iloc[i], f"Variant {int(first[: i + 1].sum())}"))
        lines = style.wrap(names[i], left - page.em if beside else page.width, 3)
        if not beside:
            page.gap(0.3)
            page.text(0, page.y, "\n".join(lines), at="top")
            page.y += page.line * len(lines)
        y = page.row(len(lines) if beside else 1)
        if beside:
            page.text(left - page.em, y, "\n".join(lines), side="right")
        _interval(page, row, scale, y)
        page.text(page.width - right + page.em, y, numbers[i],
                  color="black" if pd.notna(row["low"]) else style.GREY)  # fmt: skip
    page.upright(scale(0), top, page.y, linewidth=0.8)
    page.axis(scale, f"difference: {result.facts['value']}")
    page.notes([result.note])


def _interval(page: Page, row: pd.Series[float], scale: Scale, y: float) -> None:
    known = pd.notna(row["low"])
    color = style.VOICES["journalist"].color if known else style.GREY
    if known:
        page.level(scale(row["low"]), scale(row["high"]), y, color=color, linewidth=1)
    if pd.notna(row["difference"]):
        mark = style.Mark(color=color, shape="o", hatch="", filled=bool(known))
        page.marks(scale(row["difference"]), y, mark, 0.5)


def _numbers(row: pd.Series[float]) -> str:
    if pd.isna(row["difference"]):
        return "no value"
    text = f"{row['difference']:.3f}"
    if pd.notna(row["low"]):
        text += f" [{row['low']:.3f}, {row['high']:.3f}]"
    if pd.notna(row["p"]):
        p = "<.001" if row["p"] < 0.001 else f"{row['p']:.3f}".lstrip("0")
        text += f" p {p}"
    return text.replace("-", "\N{MINUS SIGN}")


contrast = Figure(
    name="contrast", title="A contrast", caption=CAPTION, data=data, draw=draw, describe=describe,
    empty="Fewer than two groups: there is nothing to compare.",
    example="""tables = framing.measure(framing.simulate(events=12), across=False)
drawn = framing.compare.contrast(tables, "articles.quoted_share", against="Outlet A", pair="event")""",
)  # fmt: skip
