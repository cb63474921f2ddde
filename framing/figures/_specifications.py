"""Specification curve: one comparison under every combination of choices, sorted by its difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.figures import style
from framing.figures.figure import Figure
from framing.figures.page import Page, Scale

if TYPE_CHECKING:
    from framing.compare._robustness import Specifications

CAPTION = (
    "How far does the difference depend on the choices made? Each row is one combination of choices, sorted by its "
    "difference; filled dots have intervals that leave out 0. Rows use the same articles and are no independent tests."
)
CHOICES = ("measurement", "variant", "value_name", "statistic_name", "cluster_name")
TOP = 60
_MINUS = " \N{MINUS SIGN} "


def data(found: Specifications, top: int = TOP) -> pd.DataFrame:
    """What `specifications` draws: its rows, evenly thinned where there are more than `top` of a comparison."""
    parts = []
    for _, rows in found.table.groupby(["group", "other"], sort=False):
        if len(rows) > top:
            rows = rows.iloc[np.unique(np.linspace(0, len(rows) - 1, top).round().astype(int))]
        parts.append(rows)
    return pd.concat(parts, ignore_index=True).round(style.DECIMALS) if parts else found.table


def describe(found: Specifications) -> str:
    """What the figure shows, in words."""
    return f"A specification curve. {found.note}"


def draw(page: Page, found: Specifications, rows: pd.DataFrame) -> None:
    """One row per specification: the choices that differ between rows, the difference and its interval.

    Parameters
    ----------
    found : Specifications
        Of `framing.compare.specifications`.

    Examples
    --------
    >>> from framing.compare import specifications as curve
    >>> from framing.tables import Tables
    >>> specifications(curve(Tables({}), "articles.quoted_share")).texts[0].get_text()
    'There is nothing to compare.'
    """
    varying = [name for name in CHOICES if len(set(rows[name])) > 1]
    whole = page.say("as given")
    plain = [" · ".join(str(row[name]) for name in varying if row[name]) or whole for _, row in rows.iterrows()]
    labels = [style.drawn(" ".join(text.split())) for text in plain]
    left = page.column(labels, 0.5) + page.em
    ends = rows[["low", "high", "difference"]].to_numpy(float)
    reach = (float(np.nanmax(np.abs(ends))) if np.isfinite(ends).any() else 0.0) * 1.05 or 1.0
    scale = Scale(left, page.width, -reach, reach)
    top = page.y
    pair: tuple[str, str] | None = None
    for label, (_, row) in zip(labels, rows.iterrows(), strict=True):
        if pair != (row["group"], row["other"]):
            pair = (row["group"], row["other"])
            page.gap(0.4)
            page.title(_MINUS.join(page.name(str(name), "another group") for name in pair))
        lines = style.wrap(label, left - page.em, 2)
        y = page.row(len(lines), 0.15)
        page.text(left - page.em, y, "\n".join(lines), side="right")
        known = pd.notna(row["low"])
        sure = bool(known and (row["low"] > 0 or row["high"] < 0))
        color = style.VOICES["journalist"].color if known else style.GREY
        if known:
            page.level(scale(row["low"]), scale(row["high"]), y, color=color, linewidth=0.8)
        if pd.notna(row["difference"]):
            mark = style.Mark(color=color, shape="o", hatch="", filled=sure)
            page.marks(scale(row["difference"]), y, mark, 0.4)
    page.upright(scale(0), top, page.y, linewidth=0.8)
    page.axis(scale, page.say("difference"))
    page.notes([found.note])


specifications = Figure(
    name="specifications", title="A specification curve", caption=CAPTION, data=data, draw=draw, describe=describe,
    empty="There is nothing to compare.", top=TOP,
    example="""tables = framing.measure(framing.simulate(events=8), across=False)
articles = tables.articles[tables.articles["outlet"].isin(["Outlet A", "Outlet F"])]
tables = framing.Tables({**tables, "articles": articles})
drawn = framing.compare.specifications(
    tables, ["articles.quoted_share", "articles.reported_share"], clusters=["event", "article_id"])""",
)  # fmt: skip
