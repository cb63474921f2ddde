"""Corpus overview: the words of each outlet, by voice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from framing.figures import style
from framing.figures.figure import Figure
from framing.figures.links import Found, longest, openings, quoted
from framing.figures.page import Page, Scale, Spot
from framing.tables import measured

if TYPE_CHECKING:
    from framing.tables import Tables



def caption(tables: Tables) -> str:
    """Where most and least of the words are other people's, and how to read the figure."""
    rows = data(tables)
    total = rows.groupby("outlet", sort=False)["words"].sum()
    total = total[total > 0].astype(int)
    others = rows[rows["voice"] != "journalist"].groupby("outlet", sort=False)["words"].sum().astype(int)
    share = (others / total).dropna().sort_values(kind="stable")
    said = {outlet: style.share_of(others[outlet], total[outlet]) for outlet in share.index}
    found = "No outlet has a word."
    if len(share) == 1:
        found = f"Quoted and reported speech makes up {said[share.index[0]]} of the words of {share.index[0]}."
    elif len(share):
        low, high = share.index[0], share.index[-1]
        found = (
            f"The share of quoted and reported speech is largest in {high}, {said[high]}, and smallest in {low}, "
            f"{said[low]}."
        )
    return f"{found} Bars count the words of headline, standfirst, lead and body."


def data(tables: Tables) -> pd.DataFrame:
    """What `overview` draws: outlet, voice, words and their share of the words; no row of an outlet not measured."""
    outlets = tables.outlets[measured(tables)]
    parts = {
        # A table that was changed by hand may hold more words of others than words.
        "journalist": (outlets["words"] - outlets["quoted_words"] - outlets["reported_words"]).clip(lower=0),
        "quoted": outlets["quoted_words"],
        "reported": outlets["reported_words"],
    }
    columns = ({"outlet": outlets["outlet"], "voice": voice, "words": words} for voice, words in parts.items())
    rows = pd.concat([pd.DataFrame(column) for column in columns])
    rows = rows.sort_index(kind="stable").reset_index(drop=True)
    total = rows.groupby("outlet")["words"].transform("sum").astype("float64")
    rows["share"] = rows["words"].astype("float64") / total.where(total > 0)
    return rows[rows["words"].notna()].reset_index(drop=True)


def describe(tables: Tables) -> str:
    """What the figure shows, in words."""
    rows = data(tables)
    if rows.empty:
        return "An empty figure: no article was measured."
    parts = []
    for outlet in tables.outlets["outlet"]:
        group = rows[rows["outlet"] == outlet]
        if group.empty:
            parts.append(f"{outlet}: not measured")
            continue
        shares = group.set_index("voice")["share"].fillna(0)
        voices = f"{shares['quoted']:.0%} quoted, {shares['reported']:.0%} reported"
        parts.append(f"{outlet}: {group['words'].sum():,} words, {voices}")
    return "Stacked bars of words by outlet and voice. " + "; ".join(parts) + "."


def draw(page: Page, tables: Tables, rows: pd.DataFrame) -> None:
    """Bars of words per outlet, parted by voice.

    Parameters
    ----------
    tables : Tables
        Uses ``outlets`` and the notes of ``articles``.

    Examples
    --------
    >>> from framing.tables import Tables
    >>> overview(Tables({})).texts[0].get_text()
    'No article was measured.'
    """
    page.key([(mark, voice) for voice, mark in style.VOICES.items()], bar=True)
    most = max(int(rows.groupby("outlet")["words"].sum().max()), 1)
    scale = Scale(0, page.width - 0.6 * page.em, 0, most)
    passages = longest(quoted(tables), ["outlet", "voice"])
    passages |= {(outlet, "journalist"): opening for outlet, opening in openings(tables).items()}
    for outlet in tables.outlets["outlet"]:
        group = rows[rows["outlet"] == outlet]
        total = "–" if group.empty else page.say("{words} words", words=f"{int(group['words'].sum()):,}")
        page.gap(0.4)
        lines = page.outlet(outlet, page.width - style.width_of(total) - 2 * page.em, 3)
        page.y += page.line * len(lines)
        page.text(0, page.y, "\n".join(lines), at="bottom", bold=True)
        page.text(page.width, page.y, total, side="right", at="bottom")
        page.y += 0.2 * page.em
        _bar(page, group, scale, passages)
    page.gap(0.4)
    page.axis(scale, "Words")
    page.notes()


def _bar(page: Page, group: pd.DataFrame, scale: Scale, passages: Found) -> None:
    """An outlet's bar, with the number of each part inside it, or under it where it is too short."""
    high = 1.15 * page.line * page.air
    middle = page.y + high / 2
    below: list[tuple[float, str]] = []
    left = 0
    for outlet, voice, words in zip(group["outlet"], group["voice"], group["words"].astype(int), strict=True):
        if not words:
            continue
        mark, text = style.VOICES[voice], f"{words:,}"
        spot = Spot(scale(left), page.y, scale(left + words), page.y + high)
        page.bar(spot, mark, of=passages.get((outlet, voice)))
        place = (spot.left + spot.right) / 2
        if spot.right - spot.left > style.width_of(text) + page.em:
            bare: dict[str, Any] = {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
            page.text(place, middle, text, side="center", color="black" if mark.hatch else "white",
                      bbox=bare if mark.hatch else None)  # fmt: skip
        else:
            below.append((place, text))
        left += words
    page.y += high
    if below:
        page.y += 0.1 * page.em
        for place, text in _apart(below, page):
            page.text(place, page.y, text, at="top")
        page.y += page.line


def _apart(found: list[tuple[float, str]], page: Page) -> list[tuple[float, str]]:
    """Left edges of numbers under their parts, moved until they stand apart on the page."""
    done: list[tuple[float, str]] = []
    end = page.width
    for place, text in reversed(found):
        wide = style.width_of(text)
        x = min(place - wide / 2, end - wide)
        done.append((x, text))
        end = x - 0.6 * page.em
    start = 0.0
    for i, (x, text) in enumerate(reversed(done)):
        found[i] = (max(x, start), text)
        start = found[i][0] + style.width_of(text) + 0.6 * page.em
    return found


overview = Figure(
    name="overview", title="Whose words an outlet prints", caption=caption, data=data, draw=draw, describe=describe,
    empty="No article was measured.", voiced=True, width=style.COLUMN,
)  # fmt: skip
