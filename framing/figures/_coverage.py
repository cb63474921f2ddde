"""Coverage: which outlet reports which event, with how many words and how soon."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from framing.figures import style
from framing.figures.figure import Figure
from framing.figures.page import Page, Spot

if TYPE_CHECKING:
    from framing.measures._coverage import Coverage

CAPTION = (
    "Coverage: which events each outlet reports. A bar is as long as the words that the outlet gives to the event, "
    "relative to the longest in the figure; +2 means that its first article came two days after the first of any "
    "outlet. An empty cell: no article in what was collected. Below: of the events that other outlets report, the "
    "share that the outlet reports too, with its 95 % interval."
)
ROWS = 36


def data(result: Coverage, top: int = ROWS) -> pd.DataFrame:
    """What is drawn: the events that most outlets report."""
    kept = result.events.head(top)
    label = dict(zip(kept["event"], kept["label"], strict=True))
    order = {event: n for n, event in enumerate(kept["event"])}
    rows = result.table[result.table["event"].isin(order)]
    rows = rows.assign(label=rows["event"].map(label), _at=rows["event"].map(order))
    return rows.sort_values("_at", kind="stable").drop(columns="_at").reset_index(drop=True)


def describe(result: Coverage) -> str:
    """What the figure shows, in words."""
    if result.table.empty:
        return "An empty figure: no article was read."
    parts = [f"Matrix of {len(result.events)} events by outlet"]
    for row in result.outlets.itertuples(index=False):
        alone = f", {row.alone} of them alone" if row.alone else ""
        shared = (
            "" if pd.isna(row.share) else f"; {row.share:.0%} of the {row.of} that others report".replace("%", " %")
        )
        over = f"; passes over {row.passed_over} that all others report" if row.passed_over else ""
        parts.append(f"{row.outlet}: reports {row.events}{alone}{shared}{over}")
    return ". ".join(parts) + "."


def draw(page: Page, result: Coverage, rows: pd.DataFrame) -> None:
    """Events in rows, outlets in columns.

    Parameters
    ----------
    result : Coverage
        Of `framing.coverage`.

    References
    ----------
    Galtung, J. & Ruge, M. H. (1965). The structure of foreign news. *Journal of Peace Research* 2(1), 64-90.

    Examples
    --------
    >>> import framing
    >>> ax = coverage(framing.coverage(framing.simulate(events=3)))
    >>> "Outlet A" in {text.get_text() for text in ax.texts}
    True
    """
    outlets = [name for name in result.outlets["outlet"] if name in set(rows["outlet"])]
    texts = [style.drawn(" ".join(str(name).split())) for name in dict.fromkeys(rows["label"])]
    share, inside = page.say("share of events"), page.say("95 % interval")
    left = page.column([*texts, share, inside], 0.4) + 0.6 * page.em
    bands, column = page.bands(outlets, left, 4.0 * page.em)
    longest = float(rows["words"].max()) or 1.0
    shares = result.outlets.set_index("outlet")
    for number, band in enumerate(bands):
        if number:
            page.gap(1)
        middles = {outlet: left + (n + 0.5) * column for n, outlet in enumerate(band)}
        page.heads(list(middles.values()), [partial(_name, page, outlet) for outlet in band], column)
        for label, cells in rows.groupby("event", sort=False):
            y = page.row(1, 0.15)
            text = " ".join(str(cells["label"].iloc[0] if len(cells) else label).split())
            page.text(0, y, style.wrap(style.drawn(text), left - 0.6 * page.em, 1)[0])
            for cell in cells[cells["outlet"].isin(band)].itertuples(index=False):
                x = middles[cell.outlet] - column / 2 + 0.2 * page.em
                wide = max((column - 2.4 * page.em) * cell.words / longest, 0.15 * page.em)
                page.bar(
                    Spot(x, y - 0.38 * page.em, x + wide, y + 0.38 * page.em), style.VOICES["journalist"], zorder=3
                )
                if not pd.isna(cell.delay) and cell.delay > 0:
                    page.text(x + wide + 0.2 * page.em, y, f"+{int(cell.delay)}", color=style.GREY)
        page.level(0, page.width, page.y, color=style.GREY, linewidth=0.5)
        for name, value in ((share, _share), (inside, _interval)):
            y = page.row(1, 0.2)
            page.text(left - 0.6 * page.em, y, name, side="right", color=style.GREY)
            for outlet, x in middles.items():
                page.text(x, y, value(shares.loc[outlet]), side="center")
    missing = len(result.events) - rows["event"].nunique()
    more = [f"{missing:,} events that fewer outlets report are left out."] if missing else []
    page.notes([*more, result.note])


def _name(page: Page, outlet: str, inches: float, lines: int) -> list[str]:
    return style.wrap(page.name(outlet, "outlet"), inches, lines, bold=True)


def _share(row: pd.Series[float]) -> str:
    return "" if pd.isna(row["share"]) else f"{row['share']:.0%}".replace("%", " %")


def _interval(row: pd.Series[float]) -> str:
    return "" if pd.isna(row["low"]) else f"{100 * row['low']:.0f}–{100 * row['high']:.0f}"


coverage = Figure(
    name="coverage", title="Who reports which event", caption=CAPTION, data=data, draw=draw, describe=describe,
    empty="No article was read.", top=ROWS, nothing=lambda result, rows: rows.empty,
    example="drawn = framing.coverage(framing.simulate(events=12))",
)  # fmt: skip
