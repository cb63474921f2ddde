"""Corrected estimates: human codes alone, the machine's labels alone, and both put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.figures import style
from framing.figures.figure import Figure
from framing.figures.page import Page, Scale

if TYPE_CHECKING:
    from framing.compare.result import Drawn

METHODS = {
    "human": ("codes alone", style.Mark(color="black", shape="o", hatch="", filled=True)),
    "machine": ("labels alone", style.Mark(color=style.GREY, shape="x", hatch="", filled=True)),
    "dsl": ("corrected, dsl", style.Mark(color="#0072B2", shape="s", hatch="", filled=True)),
    "ppi": ("corrected, ppi", style.Mark(color="#D55E00", shape="^", hatch="", filled=False)),
}
CAPTION = (
    "Estimates with their intervals: from the human codes alone, from the machine's labels taken for truth, and from "
    "the labels corrected by the codes (design-based supervised learning; prediction-powered inference)."
)


def data(found: Drawn) -> pd.DataFrame:
    """What `corrected` draws: its table."""
    return found.table.round(style.DECIMALS)


def caption(found: Drawn) -> str:
    """What the corrected estimate is, and how to read the figure."""
    rows = found.table[(found.table["method"] == "dsl") & found.table["estimate"].notna()]
    told = "Nothing could be corrected."
    if len(rows):
        row = rows.loc[rows["estimate"].abs().idxmax()]
        what = "estimate for" if pd.isna(row["other"]) else f"difference from {row['other']} of"
        told = (f"The largest corrected {what} {row['group']} is {row['estimate']:.3f} "
                f"[{row['low']:.3f}, {row['high']:.3f}].")  # fmt: skip
    return f"{told} {CAPTION}"


def describe(found: Drawn) -> str:
    """What the figure shows, in words."""
    parts = []
    for _, row in found.table[found.table["method"].isin(["human", "dsl"])].iterrows():
        name = row["group"] if pd.isna(row["other"]) else f"{row['group']} less {row['other']}"
        parts.append(
            f"{name}, {METHODS[row['method']][0]}: {row['estimate']:.3f} ({row['low']:.3f} to {row['high']:.3f})"
        )
    return f"Intervals by group and method. {'; '.join(parts)}."


def draw(page: Page, found: Drawn, rows: pd.DataFrame) -> None:
    """Estimates and intervals of every method, by group or pair of groups.

    Parameters
    ----------
    found : Drawn
        Of `framing.coding.correct`.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing.coding import correct
    >>> machine = pd.Series([0.0, 1.0] * 60)
    >>> found = correct(machine, machine[::3], pd.Series(1 / 3, index=machine.index))
    >>> len(corrected(found).lines) > 4
    True
    """
    differs = bool(rows["other"].notna().any())
    methods = {method: page.name(name, name) for method, (name, _) in METHODS.items()}
    left = page.column(list(methods.values()), 0.4) + page.em
    ends = rows[["estimate", "low", "high"]].to_numpy(float)
    ends = np.append(ends[np.isfinite(ends)], [0.0] if differs or not np.isfinite(ends).any() else [])
    reach = 0.05 * (ends.max() - ends.min()) or 0.5  # air on either side of the outermost ends
    scale = Scale(left, page.width - page.em, ends.min() - reach, ends.max() + reach)
    top = page.y
    for i, ((one, other), group) in enumerate(rows.groupby(["group", "other"], sort=False, dropna=False), 1):
        page.gap(0.4)
        one = page.name(str(one), f"Group {i}")
        page.title(one if pd.isna(other) else page.say("{one} less {other}", one=one, other=page.name(str(other), "another group")))
        for _, row in group.iterrows():
            y = page.row(1, 0.2)
            mark = METHODS[row["method"]][1]
            page.text(page.em, y, methods[row["method"]], color=style.GREY)
            if not np.isfinite(row["estimate"]):
                page.text(left, y, "\n".join(style.wrap(str(row["remark"]), page.width - left, 1)), color=style.GREY)
                continue
            page.level(scale(row["low"]), scale(row["high"]), y, color=mark.color, linewidth=1.0)
            page.marks(scale(row["estimate"]), y, mark, 0.56)
    if differs:
        page.upright(scale(0), top, page.y, linewidth=0.8)
    page.gap(0.3)
    page.axis(scale, "Difference" if differs else "Estimate")
    page.notes([found.note])


corrected = Figure(
    name="corrected", title="Corrected for the machine's errors", caption=caption, data=data, draw=draw,
    describe=describe, empty="Nothing was estimated.",
    example="""from framing.simulate import simulate_codes

tables = framing.measure(framing.simulate(events=8), across=False)
sentences = framing.coding.units(tables, "sentence")
truth = (sentences["tone"] < 0).map({True: "negative", False: "other"})
machine = simulate_codes(truth, coders=1, accuracy=0.88, seed=1).set_index("unit")["value"]
sample = framing.coding.sample(tables, "sentence", n=400, strata="outlet", seed=2)
gold = framing.coding.gold(simulate_codes(truth[sample.table["unit"]], coders=3, accuracy=0.96, seed=3))
known = sample.population["probability"]
drawn = framing.coding.correct(machine, gold, known, "share", "negative", sentences["outlet"], sentences["event"])""",
)  # fmt: skip
