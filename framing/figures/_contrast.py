"""Contrast: differences between groups as intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.figures import style
from framing.figures.figure import Figure
from framing.figures.page import Page, Scale

if TYPE_CHECKING:
    from framing.compare._contrast import Contrast

CAPTION = "Filled dots have an interval; hollow ones describe these articles only. Numbers: difference, interval and p."
TOP = 24  # comparisons: what a page holds, also in a narrow figure
NO_VALUE = "no value"
_MINUS = " \N{MINUS SIGN} "
_LEFT = "The {number} smallest of {all} differences are left out here; the table has them."


def data(result: Contrast, top: int = TOP) -> pd.DataFrame:
    """What `contrast` draws: at most `top` comparisons, each with a label.

    Of more, those with the largest differences are drawn, in the order of the table.
    """
    rows = result.table
    if len(rows) > top:
        variants = rows["variant"].nunique() if "variant" in rows else 1  # each pair is drawn in all of them
        pair = pd.MultiIndex.from_frame(rows[["group", "other"]])
        largest = rows["difference"].abs().groupby(pair).max().sort_values(ascending=False, kind="stable")
        rows = rows[pair.isin(largest.index[: max(top // variants, 1)])]
    label = rows["group"].astype(str) + _MINUS + rows["other"].astype(str)
    if "variant" in rows:
        label = rows["variant"].astype(str) + ": " + label
    return rows.assign(label=label.astype("string"))


def caption(result: Contrast) -> str:
    """How many differences hold, which is the largest, and how to read the figure."""
    rows = result.table
    tested = rows[rows["p_adjusted"].notna()]
    holds = tested[tested["p_adjusted"] < 0.05]
    known = (holds if len(holds) else rows).dropna(subset="difference")
    if len(tested):
        found = f"{len(holds)} of {len(tested)} differences have an adjusted p below .05"
    else:
        found = "These differences describe the articles; nothing is tested"
    if len(known):
        most = known.loc[known["difference"].abs().idxmax()]
        number = f"{most['difference']:.3f}".replace("-", "\N{MINUS SIGN}")
        found += f"; the largest {'of them ' * bool(len(holds))}is {most['group']}{_MINUS}{most['other']}: {number}"
    return f"{found}. {CAPTION}"


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
    numbers = [page.words.get(text, text) for text in (_numbers(row) for _, row in rows.iterrows())]
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
    page.axis(scale, page.say("difference: {value}", value=result.facts["value"]))
    notes = [result.note]
    if len(rows) < len(result.table):
        left = len(result.table) - len(rows)
        notes.append(page.say(_LEFT, number=f"{left:,}", all=f"{len(result.table):,}"))
    page.notes(notes)


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
        return NO_VALUE
    text = f"{row['difference']:.3f}"
    if pd.notna(row["low"]):
        text += f" [{row['low']:.3f}, {row['high']:.3f}]"
    if pd.notna(row["p"]):
        p = "<.001" if row["p"] < 0.001 else f"{row['p']:.3f}".lstrip("0")
        text += f" p {p}"
    return text.replace("-", "\N{MINUS SIGN}")


contrast = Figure(
    name="contrast", title="A contrast", caption=caption, data=data, draw=draw, describe=describe,
    empty="Fewer than two groups: there is nothing to compare.", top=TOP,
    example="""tables = framing.measure(framing.simulate(events=12), across=False)
drawn = framing.compare.contrast(tables, "articles.quoted_share", against="Outlet A", pair="event")""",
)  # fmt: skip
