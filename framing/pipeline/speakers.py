"""The speakers table: who is quoted or reported in each article, and how much."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from framing.measures.voice import QUOTED, SPEECH, own_words
from framing.tables import frame
from framing.tables.measures import Measure
from framing.tables.schema import ARTICLE, SPEAKER, SPEAKER_TYPE, Column, Table
from framing.tables.totals import Distinct, OfOutlets, Part
from framing.text.zones import STORY


def speakers(quotations: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """The speakers table: who is quoted or reported in the story of each article, and how much.

    Examples
    --------
    >>> speakers(frame("quotations", []), frame("sentences", [])).empty
    True
    """
    said = quotations[quotations["zone"].isin(STORY) & quotations["speaker"].notna() & quotations["kind"].isin(SPEECH)]
    if said.empty:
        return frame("speakers", [])
    # Plain loops: on a part of some hundred articles a merge and a grouping cost more than all quotations together.
    places: dict[str, tuple[list[int], list[float]]] = {}
    for article, start, position in _columns(sentences, "article_id", "start", "position"):
        starts, positions = places.setdefault(article, ([], []))
        starts.append(start)
        positions.append(position)
    held: dict[tuple[str, str], _Held] = {}
    wanted = ("article_id", "speaker", "speaker_type", "kind", "words", "start", "end", "zone")
    own_of = dict(zip(quotations.index, own_words(quotations), strict=True))
    for row, (article, speaker, sort, kind, words, start, end, zone) in zip(
        said.index, _columns(said, *wanted), strict=True
    ):
        own = held.setdefault((article, speaker), _Held())
        own.sort = sort if own.sort is pd.NA else own.sort
        if kind in QUOTED:
            own.quotations, own.quoted_words = own.quotations + 1, own.quoted_words + words
        else:
            # What is reported within what the same speaker is reported to say has its words counted already.
            own.indirect += 1
            own.reported_words += own_of[row] if end > own.reach else 0
            own.reach = max(own.reach, end)
        starts, positions = places.get(article, ([], []))
        sentence = bisect_right(starts, start) - 1
        if sentence >= 0 and not own.first <= positions[sentence]:
            own.first = positions[sentence]
        own.headline |= zone == "headline"
    total: Counter[str] = Counter()
    for (article, _), own in held.items():
        total[article] += own.quoted_words
    order = {article: i for i, article in enumerate(places)}
    rows = [
        (
            article, speaker, own.sort, own.quotations, own.indirect, own.quoted_words, own.reported_words,
            own.quoted_words / total[article] if total[article] else np.nan, own.first, own.headline,
        )
        for (article, speaker), own in held.items()
    ]  # fmt: skip
    rows.sort(key=lambda row: (order.get(row[0], len(order)), -row[5], row[1]))
    return frame("speakers", rows)


@dataclass(slots=True)
class _Held:
    """What one speaker of one article holds."""

    sort: Any = pd.NA
    quotations: int = 0
    indirect: int = 0
    quoted_words: int = 0
    reported_words: int = 0
    reach: int = 0  # end of the reported stretches so far
    first: float = np.nan
    headline: bool = False


def _columns(table: pd.DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    return zip(*[table[name].tolist() for name in names], strict=True)


# Types of speakers, and who they are.
_TYPES = {
    "person": "named persons", "organisation": "organisations", "group": "groups", "document": "documents",
    "anonymous": "anonymous sources", "unnamed": "people named by a role alone",
}  # fmt: skip


def _of_type(sort: str, rows: pd.DataFrame) -> pd.Series[bool]:
    return rows["speaker_type"].fillna("unnamed") == sort


def _largest(rows: pd.DataFrame) -> float:
    """Share of the quoted words that the most quoted of some speakers holds."""
    held = rows.groupby("speaker")["quoted_words"].sum().astype(float)
    return held.max() / held.sum() if held.sum() else np.nan


SPEAKERS = Measure(
    Table("speakers", "speaker and article", (
        ARTICLE, SPEAKER, SPEAKER_TYPE,
        Column("quotations", "integer", "quotations", "Direct and partial quotations."),
        Column("indirect", "integer", "statements", "Statements reported in indirect speech."),
        Column("quoted_words", "integer", "words", "Words inside direct and partial quotations."),
        Column("reported_words", "integer", "words", "Words of indirect speech, outside marks."),
        Column("share", "number", "0 to 1", "quoted_words / all quoted words of the article that have a speaker."),
        Column("first_position", "number", "0 to 1", "Place in the story of the first quotation or report."),
        Column("in_headline", "boolean", "", "Quoted or reported in the headline."),
    )),
    sums=lambda tables: speakers(tables["quotations"], tables["sentences"]),
    totals=(
        Distinct(
            "speakers", "speakers", "Different speakers quoted or reported.", of="speaker", rests_on="quotations",
            of_articles="Different speakers, by the names in the article.",
        ),
        OfOutlets(
            "top_speaker_share", "0 to 1", "Share of the quoted words that the most quoted speaker holds.",
            of=_largest, in_articles=False, feature=False,
        ),
        *(
            Part(
                f"{sort}_share", "0 to 1", f"Share of {who} in the quoted and reported words that have a speaker.",
                weight=lambda rows: rows["quoted_words"] + rows["reported_words"],
                only=partial(_of_type, sort),
                rests_on="quotations", feature=False,
            )
            for sort, who in _TYPES.items()
        ),
    ),
)  # fmt: skip
