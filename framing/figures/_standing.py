"""Standing: who gets to speak, in which outlet, for how many words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from framing.figures import style
from framing.figures.figure import Figure
from framing.figures.labels import FILED, measured_outlets, outlet_of
from framing.figures.links import Found, Passage, longest, quoted
from framing.figures.page import Page
from framing.measures.voice import own_words
from framing.text.zones import STORY

if TYPE_CHECKING:
    from framing.tables import Tables

READ = (
    "Squares show quoted words, triangles (numbers in brackets) reported words; area is proportional to the count, "
    "with a minimum size. Grey rows have numbers only."
)
SPEAKERS = 18  # rows; the rest are added up in one row
UNKNOWN = "speaker unknown"
_NAMES = {"quoted": "quoted words", "reported": "(words) in indirect speech"}
_LARGEST, _SMALLEST = 1.4, 0.19  # ems across: the mark of the most words, and the least that is seen


def data(tables: Tables, top: int = SPEAKERS) -> pd.DataFrame:
    """What `standing` draws: speaker, speaker_type, outlet, quotations, quoted_words, reported_words.

    Speakers are in order of the words they are quoted with over all outlets. Beyond `top` rows the
    rest are added up; quotations without a speaker come last.
    """
    outlet = outlet_of(tables)
    known = tables.speakers.assign(outlet=tables.speakers["article_id"].map(outlet))
    known = known[known["speaker"].notna()]
    columns = ["quotations", "quoted_words", "reported_words"]
    total = known.groupby("speaker")[columns].sum().reset_index()
    total = total.sort_values(["quoted_words", "reported_words", "speaker"], ascending=[False, False, True])
    order = list(total["speaker"])
    rest = order[top:] if len(order) > top + 1 else []
    others = f"others ({len(rest)})"
    known = known.assign(
        speaker=known["speaker"].where(~known["speaker"].isin(rest), others),
        speaker_type=known["speaker_type"].where(~known["speaker"].isin(rest)),
    )
    quoted = tables.quotations["kind"].isin(["direct", "partial"])
    reported = tables.quotations["kind"] == "indirect"
    story = tables.quotations["zone"].isin(STORY)
    said = tables.quotations.assign(words=own_words(tables.quotations))
    lost = said[said["speaker"].isna() & story & (quoted | reported)]
    unknown = pd.DataFrame(
        {
            "speaker": UNKNOWN,
            "speaker_type": pd.NA,
            "outlet": lost["article_id"].map(outlet),
            "quotations": (lost["kind"] != "indirect").astype("Int64"),
            "quoted_words": lost["words"].where(lost["kind"] != "indirect", 0),
            "reported_words": lost["words"].where(lost["kind"] == "indirect", 0),
        }
    )
    both = [part for part in (known[[*unknown.columns]], unknown) if len(part)]
    if not both:
        return unknown.astype({"speaker": "string"})
    rows = pd.concat(both).astype({"speaker": "string", "speaker_type": "string", "outlet": "string"})
    rows = rows.groupby(["speaker", "outlet"], as_index=False).agg(
        {"speaker_type": "first", **dict.fromkeys(columns, "sum")}
    )
    ranks = {name: i for i, name in enumerate([*order[: len(order) - len(rest)], others, UNKNOWN])}
    places = {name: i for i, name in enumerate(tables.outlets["outlet"])}
    rows = rows.assign(rank=rows["speaker"].map(ranks), place=rows["outlet"].map(places))
    rows = rows.sort_values(["rank", "place"]).reset_index(drop=True)
    return rows[["speaker", "speaker_type", "outlet", *columns]]


def caption(tables: Tables) -> str:
    """Who is quoted most and where, and how to read the figure."""
    rows = data(tables)
    persons = rows[~rows["speaker"].map(_together)]
    column, verb = ("quoted_words", "quoted") if persons["quoted_words"].sum() else ("reported_words", "reported")
    persons = persons[persons[column] > 0]
    if persons.empty:
        return f"No word has a known speaker. {READ}"
    total = persons.groupby("speaker", sort=False)[column].sum()
    first = total.index[int(total.to_numpy(float).argmax())]
    own = persons[persons["speaker"] == first].sort_values(column, ascending=False, kind="stable")
    most = own.iloc[0]
    where = f"in {most['outlet']}"
    if len(own) > 1:
        where = f"in {len(own)} outlets, most in {most['outlet']} ({most[column]:,})"
    return f"{first} is {verb} most: {total[first]:,} words {where}. {READ}"


def describe(tables: Tables) -> str:
    """What the figure shows, in words."""
    rows = data(tables)
    if rows.empty:
        return "An empty figure: nobody is quoted or reported."
    parts, measured = [], measured_outlets(tables)
    for outlet in tables.outlets["outlet"]:
        here = rows[(rows["outlet"] == outlet) & (rows["quoted_words"] > 0) & (rows["speaker"] != UNKNOWN)]
        here = here.sort_values("quoted_words", ascending=False, kind="stable")
        said = ", ".join(f"{s} {w}" for s, w in zip(here["speaker"][:3], here["quoted_words"][:3], strict=True))
        lost = rows[(rows["outlet"] == outlet) & (rows["speaker"] == UNKNOWN)]
        none = (
            ", speaker unknown {} ({})".format(*lost[["quoted_words", "reported_words"]].iloc[0]) if len(lost) else ""
        )
        parts.append(f"{outlet}: {said or ('nobody' if outlet in measured else 'not measured')}{none}")
    head = "Matrix of speakers by outlet. Most quoted words in each outlet, and those of nobody known (reported ones): "
    return head + "; ".join(parts) + "."


def draw(page: Page, tables: Tables, rows: pd.DataFrame) -> None:
    """Matrix of speakers by outlet, a mark as large as the words quoted and one as large as those reported.

    Parameters
    ----------
    tables : Tables
        Uses ``outlets``, ``speakers`` and ``quotations`` (for those without a speaker).

    References
    ----------
    Ferree, M. M., Gamson, W. A., Gerhards, J., Rucht, D. (2002). Shaping Abortion Discourse, chapter 5.

    Examples
    --------
    >>> from framing.tables import Tables
    >>> standing(Tables({})).texts[0].get_text()
    'No quotation and no reported...'
    """
    speakers = list(dict.fromkeys(rows["speaker"]))
    names = [page.name(speaker, f"Speaker {i}") for i, speaker in enumerate(speakers, 1)]
    for i, speaker in enumerate(speakers):
        if speaker.startswith("others ("):
            names[i] = page.say("others ({n})", n=speaker[8:-1])
    cells = _cells(rows, _passages(tables, speakers))
    left = page.column(names, 0.33)
    # Quoted words first, then reported ones, each in a column of its own inside the outlet's.
    wide = {
        voice: max((_wide(page, cell[voice]) for cell in cells.values() if voice in cell), default=0.0)
        for voice in ("quoted", "reported")
    }
    wide = {voice: width + page.em for voice, width in wide.items() if width}
    outlets = list(tables.outlets["outlet"])
    # Where a column is too narrow for both numbers, they stand one under the other.
    stacked = sum(wide.values()) * len(outlets) > page.width - left
    heads = max(style.width_of(word, bold=True) for o in outlets for word in page.names.names[o].split()) + page.em
    least = max(wide.values()) if stacked else sum(wide.values())
    bands, column = page.bands(outlets, left, max(least, min(heads, 0.16 * page.width)))
    page.key([(style.VOICES[voice], _NAMES[voice]) for voice in wide])
    for band in bands:
        xs = [left + (i + 0.5) * column for i in range(len(band))]
        page.heads(xs, [partial(page.outlet, outlet) for outlet in band], column)
        for speaker, name in zip(speakers, names, strict=True):
            lines = style.wrap(name, left - page.em, 2)
            y = page.row(max(len(lines), len(wide) if stacked else 1))
            page.text(0, y, "\n".join(lines), color=style.GREY if _together(speaker) else "black")
            page.level(left, left + column * len(band), y)
            for x, outlet in zip(xs, band, strict=True):
                cell = cells.get((speaker, outlet), {})
                for n, voice in enumerate(wide):
                    if voice in cell and stacked:
                        level = 0.0 if len(cell) == 1 else n - (len(wide) - 1) / 2
                        _draw(page, cell[voice], x - (max(wide.values()) - page.em) / 2, y + level * page.line)
                    elif voice in cell:
                        before = wide["quoted"] if n else 0.0
                        _draw(page, cell[voice], x - (sum(wide.values()) - page.em) / 2 + before, y)
        page.gap(0.6)
    page.notes()


class Part(NamedTuple):
    """A mark, its ems across, the number beside it, and the longest of the passages that it counts."""

    mark: style.Mark
    size: float
    number: str
    passage: Passage | None


def _together(speaker: str) -> bool:
    """Whether a row is not one speaker's: its marks would dwarf those of persons."""
    return speaker == UNKNOWN or speaker.startswith("others (")


def _passages(tables: Tables, speakers: list[str]) -> Found:
    """The longest passage of each row, outlet and voice."""
    rows = quoted(tables)
    others = next((name for name in speakers if name.startswith("others (")), UNKNOWN)
    speaker = rows["speaker"].where(rows["speaker"].isin(speakers) | rows["speaker"].isna(), others).fillna(UNKNOWN)
    return longest(rows.assign(speaker=speaker), ["speaker", "outlet", "voice"])


def _cells(rows: pd.DataFrame, passages: Found) -> dict[tuple[str, str], dict[str, Part]]:
    """For each speaker and outlet what is drawn: words quoted, words reported, or both.

    Words without a speaker always have both: an outlet is not the better for quoting a few of them.
    """
    persons = rows[~rows["speaker"].map(_together)]
    most = max([1, *persons["quoted_words"].astype(int), *persons["reported_words"].astype(int)])
    cells: dict[tuple[str, str], dict[str, Part]] = {}
    for speaker, outlet, *counts in rows[["speaker", "outlet", "quoted_words", "reported_words"]].itertuples(False):
        parts = {}
        for voice, words in zip(("quoted", "reported"), map(int, counts), strict=True):
            if words or (speaker == UNKNOWN and any(counts)):
                size = max(_LARGEST * (words / most) ** 0.5, _SMALLEST) if not _together(speaker) else 0.0
                number = f"{words:,}" if voice == "quoted" else f"({words:,})"
                parts[voice] = Part(style.VOICES[voice], size, number, passages.get((speaker, outlet, voice)))
        if parts:
            cells[speaker, outlet] = parts
    return cells


def _wide(page: Page, part: Part) -> float:
    """Inches of a mark with its number."""
    return (_LARGEST + 0.4) * page.em + style.width_of(part.number)


def _draw(page: Page, part: Part, x: float, y: float) -> None:
    """A mark, centred in a place as wide as the largest, and its number behind it."""
    if part.size:
        page.marks(x + _LARGEST * page.em / 2, y, part.mark, part.size, of=part.passage,
                   markeredgewidth=0 if part.mark.filled else 0.8)  # fmt: skip
    page.text(x + (_LARGEST + 0.4) * page.em, y, part.number, of=part.passage,
              bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5})  # fmt: skip


standing = Figure(
    name="standing", title="Standing", caption=caption, data=data, draw=draw, describe=describe,
    empty="No quotation and no reported speech was found in these articles.", top=SPEAKERS, voiced=True,
    notes=(FILED,),
)  # fmt: skip
