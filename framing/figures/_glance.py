"""At a glance: the main measures of every outlet beside each other, with intervals and the differences that hold."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from framing.compare.profile import family_size, profile
from framing.figures import style
from framing.figures.figure import Figure
from framing.figures.labels import measured_outlets, outlet_of, several
from framing.figures.links import Passage, first, longest, openings, quoted, typical
from framing.figures.page import Page, Scale
from framing.figures.style import GREY, Mark
from framing.tables.cells import printed
from framing.text.zones import STORY

if TYPE_CHECKING:
    from framing.tables import Tables

SINGLE = (
    "These measures describe the articles: with one per outlet there are no intervals and no tests. Dots "
    "place each outlet between the lowest and the highest value."
)
SEVERAL = (
    "Values with 95 % intervals, the article as the unit. Filled dots and bold numbers mark differences that hold: "
    "adjusted p below .05, all tests of this figure taken as one family."
)
_WIDTH = 5.4  # inches: beside the sentences of a first screen
_HOLDS = Mark(color="#D55E00", shape="o", hatch="", filled=True)
_USUAL = Mark(color="#0072B2", shape="o", hatch="", filled=False)
_LEAST = 7.5  # ems of a column: a number with its interval


def data(tables: Tables) -> pd.DataFrame:
    """What `glance` draws: one row per measure and outlet, as `framing.compare.profile` has it."""
    return profile(tables)


def cells(rows: pd.DataFrame) -> list[str]:
    """Value and interval of each row of a profile as text, with a star where the difference holds."""
    return [
        "" if pd.isna(row.value) else f"{_value(row)}{_interval(row)}{' *' if row.holds else ''}"
        for row in rows.itertuples(index=False)
    ]


def describe(tables: Tables) -> str:
    """What the figure shows, in words."""
    rows = data(tables)
    if rows["value"].isna().all():
        return "An empty figure: no article was measured."
    parts = []
    for label, group in rows.groupby("label", sort=False):
        cells = [
            f"{row.outlet} {_value(row)}{_interval(row)}{' (differs from the others)' if row.holds else ''}"
            for row in group.itertuples()
            if pd.notna(row.value)
        ]
        parts.append(f"{label} ({group['unit'].iloc[0]}): " + ", ".join(cells))
    return "Outlets by measure. " + "; ".join(parts) + "."


def draw(page: Page, tables: Tables, rows: pd.DataFrame) -> None:
    """Outlets by measures: a number with its interval, and a dot that places it among the others.

    Parameters
    ----------
    tables : Tables
        Uses ``outlets``, ``articles`` and ``phrases``.

    Examples
    --------
    >>> from framing.tables import Tables
    >>> glance(Tables({})).texts[0].get_text()
    'No article was measured.'
    """
    outlets, measured = list(tables.outlets["outlet"]), measured_outlets(tables)
    measures = list(dict.fromkeys(rows["measure"]))
    cells = {(row.measure, row.outlet): row for row in rows.itertuples(index=False)}
    names = [page.names.names[outlet] + page.names.signs[outlet] for outlet in outlets]
    left = page.column(names, 0.24, bold=True)
    bands, column = page.bands(measures, left, _LEAST * page.em)
    passages = _passages(tables)
    tested = bool(rows["p"].notna().any())
    if tested:
        page.key([(_HOLDS, "differs from the other outlets"), (_USUAL, "no such difference shown")])
    for band in bands:
        xs = [left + (i + 0.5) * column for i in range(len(band))]
        heads = [_heading(page, cells[measure, outlets[0]]) for measure in band]
        page.heads(xs, [partial(_wrapped, head) for head in heads], column)
        scales = {measure: _scale(rows[rows["measure"] == measure], x, column, page.em)
                  for measure, x in zip(band, xs, strict=True)}  # fmt: skip
        inside = rows.loc[rows["measure"].isin(band), "low"].notna().any()
        for outlet in outlets:
            label = page.outlet(outlet, left - 0.9 * page.em, 2)
            page.gap(0.15)
            y = page.row(3 if inside else 2, 0.2)
            page.text(0, y, "\n".join(label), bold=True)
            for measure, x in zip(band, xs, strict=True):
                row = cells[measure, outlet]
                if outlet not in measured or pd.isna(row.value):
                    page.text(x, y, "–", side="center", color=GREY)
                    continue
                _cell(page, row, scales[measure], (x, y), bool(inside), passages.get((measure, outlet)))
            page.level(0, page.width, page.y)
        page.gap(0.6)
    page.notes()


def _passages(tables: Tables) -> dict[tuple[str, str], Passage]:
    """A passage behind each number: the longest quotation, the first occurrence, the most usual sentence."""
    speech = quoted(tables)
    found: dict[tuple[str, str], Passage] = {}
    for voice, measure in (("quoted", "quoted_share"), ("reported", "reported_share")):
        found |= {(measure, str(o)): p for o, p in longest(speech[speech["voice"] == voice], ["outlet"]).items()}
    outlet = outlet_of(tables)
    own = tables.tone[(tables.tone["voice"] == "journalist") & tables.tone["zone"].isin(STORY)]
    own = own.assign(outlet=own["article_id"].map(outlet))
    found |= {("tone_journalist", str(o)): p for o, p in typical(own, ["outlet"], "tone").items()}
    phrases = tables.phrases[tables.phrases["zone"].isin(STORY)]
    phrases = phrases.assign(outlet=phrases["article_id"].map(outlet))
    found |= {(f"phrase: {phrase}", o): p for (phrase, o), p in first(phrases, ["phrase", "outlet"]).items()}
    for side in ("b", "a"):
        rows = tables.passages[tables.passages["kind"].isin(["verbatim", "edited"])]
        rows = rows[[f"article_{side}", f"start_{side}", f"end_{side}"]].set_axis(
            ["article_id", "start", "end"], axis=1
        )
        rows = rows.assign(outlet=rows["article_id"].map(outlet))
        found |= {("shared_share", str(o)): p for o, p in longest(rows, ["outlet"]).items()}
    opened = openings(tables)
    for name in dict.fromkeys(["flesch_reading_ease", *(measure for measure, _ in found)]):
        found |= {(name, str(o)): p for o, p in opened.items() if (name, str(o)) not in found}
    return found


def _cell(page: Page, row: Any, scale: Scale, at: tuple[float, float], inside: bool, of: Passage | None) -> None:
    """A number, its interval, and the dot under them."""
    x, y = at
    top = y - (page.line if inside else 0.5 * page.line)
    page.text(x, top, _value(row), side="center", bold=bool(row.holds), of=of)
    if pd.notna(row.low):
        page.text(x, y, _interval(row).strip(), side="center", color=GREY)
    y = y + (page.line if inside else 0.5 * page.line)
    page.level(scale.left, scale.right, y)
    if pd.notna(row.low):
        low, high = (min(max(float(scale(end)), scale.left), scale.right) for end in (row.low, row.high))
        page.level(low, high, y, color="black", linewidth=0.9, zorder=2)
    page.marks(float(scale(row.value)), y, _HOLDS if row.holds else _USUAL, 0.55, of=of)


def _scale(rows: pd.DataFrame, x: float, column: float, em: float) -> Scale:
    """From the lowest to the highest end of a measure, within its column."""
    ends = pd.concat([rows["value"], rows["low"], rows["high"]]).dropna()
    low, high = (float(ends.min()), float(ends.max())) if len(ends) else (0.0, 1.0)
    half = column / 2 - 0.9 * em
    return Scale(x - half, x + half, low, high) if high > low else Scale(x - half, x + half, low - 1, low + 1)


def _heading(page: Page, row: Any) -> str:
    unit = "" if row.unit == "−1 to 1" else f" ({page.say(str(row.unit))})"
    return page.name(str(row.label), "phrase") + unit


def _wrapped(text: str, inches: float, lines: int) -> list[str]:
    return style.wrap(text, inches, lines, bold=True)


def _value(row: Any) -> str:
    return _number(row.value, row.unit)


def _interval(row: Any) -> str:
    return "" if pd.isna(row.low) else f" [{_number(row.low, row.unit)}, {_number(row.high, row.unit)}]"


def _number(value: float, unit: str) -> str:
    """A number in the digits of its unit: whole per cents, tone with two decimals, others with one."""
    scaled, decimals = (100 * value, 0) if unit == "%" else (value, 2 if unit == "−1 to 1" else 1)
    return printed(scaled, decimals)


def _caption(tables: Tables) -> str:
    """How many differences hold, and how to read the figure."""
    rows = data(tables)
    number = family_size(rows)
    if not several(tables) or not number:
        return f"{_range(rows)}{SINGLE}" if not several(tables) else f"No difference could be tested. {SEVERAL}"
    held = int(rows["holds"].sum()) if number == int(rows["p"].notna().sum()) else rows.loc[
        rows["holds"], "measure"].nunique()  # fmt: skip
    return f"{held:,} of {number:,} differences from the other outlets hold. {SEVERAL}"


def _range(rows: pd.DataFrame) -> str:
    """The lowest and the highest value of the first measure that outlets differ in, as a sentence."""
    for label, group in rows.dropna(subset=["value"]).groupby("label", sort=False):
        low, high = group.loc[group["value"].idxmin()], group.loc[group["value"].idxmax()]
        if low["value"] < high["value"]:
            unit = "" if low["unit"] == "−1 to 1" else f" {low['unit']}"
            ends = [f"{_number(row['value'], row['unit'])}{unit} ({row['outlet']})" for row in (low, high)]
            name = str(label)
            return f"{name[:1].upper()}{name[1:]}: from {ends[0]} to {ends[1]}. "
    return ""


glance = Figure(
    name="glance", title="At a glance", caption=_caption, data=data, draw=draw, describe=describe, width=_WIDTH,
    empty="No article was measured.", voiced=True, nothing=lambda tables, rows: bool(rows["value"].isna().all()),
)  # fmt: skip
