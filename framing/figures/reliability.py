"""Reliability of coders: Krippendorff's alpha with its interval, over all, by value and by pair of coders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.figures import style
from framing.figures.figure import Figure
from framing.figures.page import Page, Scale

if TYPE_CHECKING:
    from framing.coding.agreement import Agreement

BOUNDS = (0.667, 0.8)  # for tentative conclusions, and reliable: Krippendorff 2004, Content Analysis, p. 241
_WHOLE = style.Mark(color="black", shape="o", hatch="", filled=True)
CAPTION = (
    "Points are Krippendorff's alpha, lines its bootstrap interval: filled for a variable as a whole, open for one "
    "value against the others and for pairs of coders."
)


def data(found: Agreement) -> pd.DataFrame:
    """What `reliability` draws: its table."""
    return found.table.round(style.DECIMALS)


def caption(found: Agreement) -> str:
    """Which variables reach the bound, and how to read the figure."""
    rows = found.table[found.table["part"] == "all"].dropna(subset="alpha")
    reached = int((rows["alpha"] >= BOUNDS[1]).sum())
    told = "No variable has an alpha."
    if len(rows):
        least = rows.loc[rows["alpha"].idxmin()]
        told = f"{reached} of {len(rows)} variables reach an alpha of {BOUNDS[1]:g}"
        told += f"; the lowest is {least['variable']}, {least['alpha']:.2f} [{least['low']:.2f}, {least['high']:.2f}]."
    return f"{told} {CAPTION}"


def describe(found: Agreement) -> str:
    """What the figure shows, in words."""
    parts = [
        f"{row['variable']}: alpha {row['alpha']:.2f} ({row['low']:.2f} to {row['high']:.2f})"
        for _, row in found.table[found.table["part"] == "all"].iterrows()
    ]
    return f"Intervals of Krippendorff's alpha. {'; '.join(parts)}."


def draw(page: Page, found: Agreement, rows: pd.DataFrame) -> None:
    """Alpha with its interval, one row per variable, value and pair of coders; rows without an alpha say so.

    Parameters
    ----------
    found : Agreement
        Of `framing.coding.agreement`.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing.coding import agreement
    >>> codes = pd.DataFrame({"unit": list("aabbcc"), "coder": list("xyxyxy"), "value": list("110011")})
    >>> "Krippendorff's alpha" in [text.get_text() for text in reliability(agreement(codes)).texts]
    True
    """
    whole = (rows["part"] == "all").to_numpy(bool)
    names = rows["variable"].where(whole, rows["what"]).astype(str).map(style.drawn)
    agree = [f"{share:.0%}".replace("%", " %") if np.isfinite(share) else page.say("none coded\ntwice")
             for share in rows["agreement"]]  # fmt: skip
    left = page.column(list(names), 0.35, bold=True) + page.em
    right = max(style.width_of(line) for text in agree for line in text.split("\n")) + page.em
    low = float(np.nanmin([0.0, *rows["low"], *rows["alpha"]]))
    scale = Scale(left, page.width - right, low - 0.03, 1.03)
    page.captions([(scale(bound), f"{bound:g}", side) for bound, side in zip(BOUNDS, ("right", "left"), strict=True)]
                  + [(page.width, "pairs that\nagree", "right")])  # fmt: skip
    top = page.y
    for i, (_, row) in enumerate(rows.iterrows()):
        indent = 0.0 if whole[i] else page.em
        lines = style.wrap(names.iloc[i], left - page.em - indent, 3, bold=bool(whole[i]))
        y = page.row(max(len(lines), 1 + agree[i].count("\n")), 0.3)
        page.text(indent, y, "\n".join(lines), bold=bool(whole[i]))
        page.text(page.width, y, agree[i], side="right")
        if np.isnan(row["alpha"]):
            said = style.wrap(page.say("undefined: the codes do not vary"), scale.right - left, 3)
            page.text(left, y, "\n".join(said), color=style.GREY)
            page.y += page.line * (len(said) - len(lines)) * (len(said) > len(lines))
            continue
        page.level(scale(row["low"]), scale(row["high"]), y, color="black", linewidth=1.0)
        page.marks(scale(row["alpha"]), y, _WHOLE._replace(filled=bool(whole[i])), 0.5)
    for bound in BOUNDS:
        page.upright(scale(bound), top, page.y, linewidth=0.8)
    page.gap(0.2)
    page.axis(scale, "Krippendorff's alpha")
    page.notes([found.note])


reliability = Figure(
    name="reliability", title="Intercoder reliability", caption=caption, data=data, draw=draw, describe=describe,
    empty="No unit was coded.",
    example="""from framing.simulate import simulate_codes

sentences = framing.coding.units(framing.measure(framing.simulate(events=6), across=False), "sentence")
truth = (sentences["tone"] < 0).map({True: "negative", False: "other"})
codes = simulate_codes(truth[:200], coders=3, accuracy=0.96, seed=3)
drawn = framing.coding.agreement(codes.assign(article_id=codes["unit"].map(sentences["article_id"])))""",
)  # fmt: skip
