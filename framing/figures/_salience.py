"""Salience: the components of each phrase's emphasis, outlets one under another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from framing.figures import style
from framing.figures.figure import Figure
from framing.figures.labels import FILED, LANGUAGE, outlet_of
from framing.figures.links import Passage, first
from framing.figures.page import Page, Scale
from framing.measures._emphasis import salience as components
from framing.text.zones import STORY

if TYPE_CHECKING:
    from framing.tables import Tables

READ = (
    "Placed high: in headline, standfirst or lead. First position: 0 the story's first word, 1 its last. In own voice: "
    "the journalist's. Tone around: mean of the sentences with the phrase."
)


class Column(NamedTuple):
    """A column of the figure: its field, its head in lines, and how its numbers are written."""

    name: str
    head: str
    form: str
    low: float = 0.0
    high: float = 1.0


PARTS = (
    Column(name="rate", head="per 1,000\nwords", form=".1f", high=0.0),
    Column(name="high", head="placed\nhigh", form=".0f", high=0.0),
    Column(name="first_position", head="first\nposition", form=".2f"),
    Column(name="first_quarter_share", head="in first\nquarter", form=".0%"),
    Column(name="own_voice", head="in own\nvoice", form=".0%"),
    Column(name="tone_around", head="tone\naround", form="+.2f", low=-1.0),
)


def data(tables: Tables) -> pd.DataFrame:
    """What `salience` draws: phrase, outlet, count, and each component; those of no occurrence are missing.

    Of an outlet without a measured article the count is missing, too.
    """
    columns = ["phrase", "outlet", "count", *[part.name for part in PARTS]]
    if tables.outlets.empty or not (tables.facts.get("phrases") or len(tables.phrases)):
        return pd.DataFrame(columns=columns)
    rows = components(tables)
    count = rows["count"].astype("float64")
    some = count.where(count > 0)
    rows = rows.assign(
        high=(rows["headline"] + rows["standfirst"] + rows["lead"]).astype("float64"),
        own_voice=rows["journalist"].astype("float64") / some,
    )
    order = {phrase: i for i, phrase in enumerate(dict.fromkeys(rows["phrase"]))}
    rows = rows.assign(rank=rows["phrase"].map(order)).sort_values("rank", kind="stable")
    return rows[columns].reset_index(drop=True)


def caption(tables: Tables) -> str:
    """Where a phrase is most frequent, and how to read the figure."""
    rows = data(tables)
    rows = rows[rows["count"].fillna(0) > 0].dropna(subset="rate")
    if rows.empty:
        return f"None of the phrases occurs in these texts. {READ}"
    row = rows.loc[rows["rate"].astype("float64").idxmax()]
    return f"“{row['phrase']}” is most frequent in {row['outlet']} ({row['rate']:.1f} per 1,000 words). {READ}"


def describe(tables: Tables) -> str:
    """What the figure shows, in words."""
    rows = data(tables)
    if rows.empty:
        return "An empty figure: there is no article, or the study names no phrase."
    parts = []
    for phrase, group in rows.groupby("phrase", sort=False):
        said = [
            f"{row.outlet} not measured"
            if pd.isna(row.count_)
            else f"{row.outlet} {row.count_} ({row.rate:.1f} per 1,000 words, first at {row.first_position:.2f})"
            for row in group.rename(columns={"count": "count_"}).itertuples()
            if pd.isna(row.count_) or row.count_
        ]
        parts.append(f"“{phrase}”: " + ("; ".join(said) or "in no outlet"))
    return "Components of salience by phrase and outlet. Occurrences: " + ". ".join(parts) + "."


def draw(page: Page, tables: Tables, rows: pd.DataFrame) -> None:
    """Dot plot of the components of salience: a row for each outlet under each phrase, a column for each component.

    Parameters
    ----------
    tables : Tables
        Uses ``outlets``, ``articles``, ``phrases``, ``sentences`` and the study's phrases.

    References
    ----------
    Cleveland, W. S. & McGill, R. (1984). Graphical perception. Journal of the American Statistical Association,
    79(387), 531-554.

    Examples
    --------
    >>> from framing.tables import Tables
    >>> salience(Tables({})).texts[0].get_text()
    'There is no article...'
    """
    outlets = list(tables.outlets["outlet"])
    titles = {o: page.outlet(o, 0.25 * page.width, 2) for o in outlets}
    left = page.column([line for lines in titles.values() for line in lines], 0.3, bold=True)
    count = style.width_of(page.say("count")) + page.em
    number = style.width_of("−0.00") + 1.6 * page.em
    found = tables.phrases[tables.phrases["zone"].isin(STORY)]
    passages = first(found.assign(outlet=found["article_id"].map(outlet_of(tables))), ["phrase", "outlet"])
    bands, width = page.bands(PARTS, left + count, number + 2.2 * page.em)
    for band in bands:
        xs = [left + count + i * width for i in range(len(band))]
        heads = [(x, part.head, "left") for x, part in zip(xs, band, strict=True)]
        page.captions([(left + count - page.em, "count", "right"), *heads])
        for i, (phrase, group) in enumerate(rows.groupby("phrase", sort=False), 1):
            page.gap(0.2)
            page.title(f"“{page.name(str(phrase), f'phrase {i}')}”", bold=False, color=style.GREY)
            top = page.y
            for outlet, row in group.set_index("outlet").loc[outlets].iterrows():
                y = page.row(len(titles[str(outlet)]), 0.25)
                page.text(0, y, "\n".join(titles[str(outlet)]), bold=True)
                shown = "–" if pd.isna(row["count"]) else str(row["count"])
                color = style.GREY if shown in ("–", "0") else "black"
                page.text(left + count - page.em, y, shown, side="right", color=color)
                for x, part in zip(xs, band, strict=True):
                    scale = _scale(part, rows, x, x + width - number)
                    _dot(page, row[part.name], part, scale, y, passages.get((phrase, outlet)))
            for x, part in zip(xs, band, strict=True):
                page.upright(_scale(part, rows, x, x + width - number)(0.0), top, page.y, linewidth=0.8)
        page.gap(1)
    page.notes()


def _scale(part: Column, rows: pd.DataFrame, left: float, right: float) -> Scale:
    return Scale(left, right, part.low, part.high or max(float(rows[part.name].max()), 1.0))


def _dot(page: Page, value: float, part: Column, scale: Scale, y: float, passage: Passage | None) -> None:
    """One component of one outlet: a dot on the column's scale where the phrase occurs, and the number behind it."""
    text = "–"
    if pd.notna(value) and passage is not None:
        page.marks(scale(float(value)), y, style.VOICES["journalist"], 0.55, of=passage, markeredgewidth=0)
    if pd.notna(value):
        text = format(value + 0.0, part.form).replace("-", "−")
    page.text(scale.right + 0.6 * page.em, y, text, color="black" if pd.notna(value) else style.GREY)


salience = Figure(
    name="salience", title="Components of salience", caption=caption, data=data, draw=draw, describe=describe,
    empty="There is no article, or the study names no phrase.", notes=(LANGUAGE, FILED),
)  # fmt: skip
