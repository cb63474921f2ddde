"""Emphasis: where in each outlet's story a phrase is, and in whose voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from framing.figures import style
from framing.figures.figure import Figure
from framing.figures.labels import FILED, LANGUAGE, measured_outlets, outlet_of
from framing.figures.links import passage
from framing.figures.page import Page, Scale
from framing.text.zones import STORY

if TYPE_CHECKING:
    from framing.tables import Tables



def caption(tables: Tables) -> str:
    """Which phrase occurs most and where, and how to read the figure."""
    rows, outlets = data(tables).dropna(subset=["phrase", "outlet"]), len(measured_outlets(tables))
    found = "None of the phrases occurs in these texts."
    if len(rows):
        first = str(rows["phrase"].value_counts(sort=False).idxmax())
        own = rows[rows["phrase"] == first]
        heads = int((own["place"] == "headline").sum())
        times = "once" if len(own) == 1 else f"{len(own):,} times"
        found = f"“{first}” occurs most often: {times}, in {own['outlet'].nunique()} of {outlets} outlets"
        found += f", {heads} in headlines." if heads else ", never in a headline."
    return (
        f"{found} Marks show each occurrence along the story, by voice; headlines are on the left, captions and other "
        "page text on the right."
    )


def data(tables: Tables) -> pd.DataFrame:
    """What `emphasis` draws, one row per occurrence; `place` is headline, story or page (captions …)."""
    rows = tables.phrases
    place = rows["zone"].map(lambda z: "headline" if z == "headline" else "story" if z in STORY else "page")
    rows = rows.assign(outlet=rows["article_id"].map(outlet_of(tables)), place=place.astype("string"))
    rows = rows.assign(position=rows["position"].where(rows["place"] == "story"))
    columns = ["outlet", "article_id", "phrase", "place", "zone", "position", "voice", "speaker", "start", "end"]
    return rows[columns].reset_index(drop=True)


def describe(tables: Tables) -> str:
    """What the figure shows, in words."""
    rows, phrases, measured = data(tables), _phrases(tables), measured_outlets(tables)
    if not phrases or tables.outlets.empty:
        return "An empty figure: there is no article, or the study names no phrase."
    parts = []
    for phrase in phrases:
        counts = []
        for outlet in tables.outlets["outlet"]:
            here = rows[(rows["outlet"] == outlet) & (rows["phrase"] == phrase)]
            head = ", in the headline" if (here["place"] == "headline").any() else ""
            counts.append(f"{outlet} {len(here)}{head}" if outlet in measured else f"{outlet} not measured")
        parts.append(f"“{phrase}”: " + "; ".join(counts))
    return "Occurrences of each phrase along each outlet's story. " + ". ".join(parts) + "."


def _phrases(tables: Tables) -> list[str]:
    """The study's phrases in its order, then any that the table holds beside them."""
    named = list(tables.facts.get("phrases", []))
    return list(dict.fromkeys(named + sorted(tables.phrases["phrase"].dropna().unique())))


def draw(page: Page, tables: Tables, rows: pd.DataFrame) -> None:
    """Each outlet's story as a line, one for each phrase, with every occurrence on it.

    Parameters
    ----------
    tables : Tables
        Uses ``outlets``, ``phrases`` and the study's phrases.

    References
    ----------
    Entman, R. M. (1993). Framing: Toward clarification of a fractured paradigm. Journal of Communication,
    43(4), 51-58.

    Examples
    --------
    >>> from framing.tables import Tables
    >>> emphasis(Tables({})).texts[0].get_text()
    'There is no article...'
    """
    phrases, measured = _phrases(tables), measured_outlets(tables)
    names = {phrase: page.name(phrase, "phrase") for phrase in phrases}
    beside = page.ems > 54  # outlets stand beside their phrases, or over them
    outlet_width = 0.2 * page.width if beside else 0.0
    phrase_width = page.column(list(names.values()), 0.2 if beside else 0.27)
    page.key([(mark, voice) for voice, mark in style.VOICES.items()])
    parts = _parts(page, rows, outlet_width + phrase_width)
    for n, outlet in enumerate(tables.outlets["outlet"]):
        if n and beside:
            page.level(0, page.width, page.y, linewidth=0.5)
        page.gap(0.3)
        lines = page.outlet(outlet, outlet_width - page.em if beside else page.width, 4)
        top = page.y
        if beside:
            page.text(0, top + 0.22 * page.line, "\n".join(lines), at="top", bold=True)
        else:
            page.title("\n".join(lines))
        for phrase in phrases:
            here = rows[(rows["outlet"] == outlet) & (rows["phrase"] == phrase)]
            label = style.wrap(names[phrase], phrase_width - page.em, 3)
            y = page.row(len(label))
            page.text(outlet_width, y, "\n".join(label))
            _line(page, here if outlet in measured else None, parts, y)
        page.y = max(page.y, top + page.line * len(lines) if beside else 0.0) + 0.3 * page.line * page.air
    page.notes()


def _parts(page: Page, rows: pd.DataFrame, left: float) -> dict[str, Scale]:
    """Where headline, story and the page's other texts are, with their names over them."""
    count = style.width_of("000") + page.em
    wide = style.width_of(page.say("headline")) + 0.6 * page.em
    other = bool((rows["place"] == "page").any())
    story = Scale(left + wide + page.em, page.width - count - (wide + page.em if other else 0), 0, 1)
    parts = {"headline": Scale(left, left + wide, 0, 1), "story": story}
    heads = [(left + wide / 2, "headline", "center"), (story.left, "first\nword", "left"),
             (story.right, "last\nword", "right")]  # fmt: skip
    if other:
        parts["page"] = Scale(story.right + page.em, story.right + page.em + wide, 0, 1)
        heads.append((parts["page"].right, "captions\netc.", "right"))
    page.captions(heads)
    return parts


def _line(page: Page, rows: pd.DataFrame | None, parts: dict[str, Scale], y: float) -> None:
    """One phrase in one outlet: the story's line, the marks on it, and the count after it.

    Without `rows`, of an outlet that was not measured, it is a dash.
    """
    some = rows is not None and len(rows)
    count = "–" if rows is None else str(len(rows))
    page.text(page.width, y, count, side="right", color="black" if some else style.GREY)
    if rows is None:
        return
    for place, scale in parts.items():
        page.level(scale(0), scale(1), y, color=style.GREY if place == "story" else style.PALE, zorder=1)
        here = rows[rows["place"] == place]
        if place == "story":
            here = here.sort_values("position", kind="stable")
            _marks(page, here, [scale(x) for x in here["position"]], y)
        else:
            here = here.sort_values("voice", kind="stable")
            apart = min(0.9 * page.em, (scale.right - scale.left) / max(len(here), 1))
            middle = scale(0.5) - apart * (len(here) - 1) / 2
            _marks(page, here, [middle + i * apart for i in range(len(here))], y)


def _marks(page: Page, rows: pd.DataFrame, xs: list[float], y: float) -> None:
    """Marks on a line; those that would hide another are set a little above or below it."""
    taken: list[tuple[float, int]] = []
    for row, x in zip(rows.itertuples(index=False), xs, strict=True):
        near = {level for other, level in taken if abs(other - x) < 0.6 * page.em}
        level = next(level for level in (0, 1, -1, 2) if level not in near or level == 2)
        taken.append((x, level))
        page.marks(x, y - 0.32 * page.em * level, style.VOICES[str(row.voice)], of=passage(row))


emphasis = Figure(
    name="emphasis", title="Where phrases are", caption=caption, data=data, draw=draw, describe=describe,
    empty="There is no article, or the study names no phrase.", voiced=True, notes=(LANGUAGE, FILED),
    nothing=lambda tables, rows: not _phrases(tables) or tables.outlets.empty,
)  # fmt: skip
