"""Standing: who gets to speak in each outlet, for how long, where, and how the words are introduced."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pandas as pd

from framing.compare.result import Result
from framing.compare.units import By
from framing.intervals import ratio
from framing.measures.voice import SPEECH, own_words
from framing.tables import Tables, by_column, needs_tables
from framing.text.cues import cue_class
from framing.text.zones import STORY

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INTERVALS = 50  # speakers of a group that get one: the shares of further ones are next to nothing
COLUMNS = (
    "speaker", "speaker_type", "articles", "quotations", "indirect", "quoted_words", "reported_words", "share",
    "low", "high", "direct_share", "first_position", "headlines", "cues", "cue_classes",
)  # fmt: skip


@dataclass(frozen=True, repr=False)
class Standing(Result):
    """Speakers by group, and in `concentration` how few of them hold the quoted words of a group."""

    concentration: pd.DataFrame
    tables: Tables

    def plot(self, ax: Axes | None = None, **options: Any) -> Axes:
        """Draw the matrix of speakers by outlet; options are those of every figure."""
        figures = import_module("framing.figures")  # figures stand above comparisons
        axes: Axes = figures.standing(self.tables, ax, **options)
        return axes


def standing(tables: Tables, by: By = None, level: float = 0.95) -> Standing:
    """Speakers of each group, with what they are given.

    Parameters
    ----------
    tables : Tables
        Uses ``articles``, ``speakers`` and ``quotations``.
    by : str, Series or dict, optional
        A column of the articles, yours included, or the group of each article by its id; by default what the study
        compares by (``compare_by``), else the outlet.
    level : float
        Of the intervals.

    Returns
    -------
    Standing
        ``.table``, one row per group and speaker: speaker_type, articles, quotations (direct and partial), indirect,
        quoted_words, reported_words, share (of the group's quoted words that have a speaker), low and high (its
        interval over articles, for a group's 50 most quoted speakers; missing with fewer than 4 articles),
        direct_share (quotations
        of all they are given), first_position (mean over articles), headlines (articles that have them in the
        headline), cues and cue_classes with their counts. ``.concentration``, one row per group: speakers,
        quoted_words, unattributed_words and unattributed_reported_words (quoted, and in indirect speech, without a
        speaker), top_speaker, top_share, herfindahl (sum of squared shares) and effective_speakers, as many speakers
        with equal shares as would give the same sum.

    References
    ----------
    Ferree, Gamson, Gerhards & Rucht 2002, Shaping Abortion Discourse. Cambridge University Press, chapter 5.
    Hirschman 1964, The paternity of an index. American Economic Review 54(5).

    Examples
    --------
    >>> standing(Tables({})).table.empty
    True
    """
    needs_tables(tables, "standing")
    articles, by = by_column(tables, by)
    group = articles.set_index("article_id")[by]
    rows = tables.speakers[tables.speakers["speaker"].notna()]
    rows = rows.assign(**{by: rows["article_id"].map(group)})
    said = tables.quotations[tables.quotations["zone"].isin(STORY) & tables.quotations["kind"].isin(SPEECH)]
    said = said.assign(**{by: said["article_id"].map(group)})
    table = rows.groupby([by, "speaker"], as_index=False).agg(
        speaker_type=("speaker_type", "first"), articles=("article_id", "nunique"), quotations=("quotations", "sum"),
        indirect=("indirect", "sum"), quoted_words=("quoted_words", "sum"), reported_words=("reported_words", "sum"),
        first_position=("first_position", "mean"), headlines=("in_headline", "sum"),
    )  # fmt: skip
    words = table["quoted_words"].astype(float)
    total = words.groupby(table[by]).transform("sum")
    table["share"] = words / total.where(total > 0)
    table["low"], table["high"] = _intervals(rows, table, by, level)
    given = (table["quotations"] + table["indirect"]).astype(float)
    table["direct_share"] = table["quotations"].astype(float) / given.where(given > 0)
    cues = said.dropna(subset=["speaker", "cue"])
    cues = cues.drop_duplicates(["article_id", "cue_start"])  # a clause and the words in marks inside it share one
    cues = cues.assign(cue=cues["cue"].str.lower())
    classes = cues.assign(cue=[cue_class(cue) or "other" for cue in cues["cue"]])
    for name, found in (("cues", cues), ("cue_classes", classes)):
        lists = found.groupby([by, "speaker"])["cue"].agg(_counted) if len(found) else pd.Series(dtype="string")
        keys = pd.MultiIndex.from_frame(table[[by, "speaker"]])
        table[name] = lists.reindex(keys).to_numpy() if len(lists) else pd.NA
    order = {name: i for i, name in enumerate(dict.fromkeys(articles[by].dropna()))}
    table = table.assign(place=table[by].map(order)).sort_values(
        ["place", "quoted_words", "reported_words", "speaker"], ascending=[True, False, False, True]
    )
    said = said.assign(words=own_words(said))
    lost = said[said["speaker"].isna()].assign(indirect=lambda rows: rows["kind"] == "indirect")
    lost = lost.pivot_table(index=by, columns="indirect", values="words", aggfunc="sum", fill_value=0)
    lost = lost.reindex(index=list(order), columns=[False, True], fill_value=0).astype(int)
    table = table[[by, *COLUMNS]].reset_index(drop=True)
    quoted, reported = int(lost[False].sum()), int(lost[True].sum())
    note = (
        f"Counted: quotations and indirect speech in the story of {len(articles):,} articles, without captions and "
        f"scare quotes; {int(table['quoted_words'].sum()):,} quoted words have a speaker, {quoted:,} have none and "
        f"are left out of the shares; {reported:,} words of indirect speech have none either. Speaks of these "
        "articles; framing.compare.contrast compares outlets."
    )
    return Standing(table, note, _concentration(table, by, list(order), lost), tables)


def _intervals(rows: pd.DataFrame, table: pd.DataFrame, by: str, level: float) -> tuple[list[float], list[float]]:
    """Ends of each share: a ratio of sums over the group's articles that quote somebody by name."""
    words = rows.pivot_table(index=[by, "article_id"], columns="speaker", values="quoted_words", aggfunc="sum")
    most = table["quoted_words"].astype(float).groupby(table[by]).rank(method="first", ascending=False) <= INTERVALS
    low, high = [float("nan")] * len(table), [float("nan")] * len(table)
    for name, own in table[most].groupby(by, sort=False):
        here = words.loc[name].fillna(0).astype(float)
        total = here.sum(axis=1).to_numpy()
        for place, speaker in own["speaker"].items():
            found = ratio(here[speaker].to_numpy(), total, None, level, (0.0, 1.0), counts=True)
            low[int(place)], high[int(place)] = found.low, found.high
    return low, high


def _counted(cues: pd.Series[str]) -> str:
    """Values with their counts, the most frequent first."""
    counts = cues.value_counts()
    pairs = sorted(zip(counts.index, counts, strict=True), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{cue} {n}" for cue, n in pairs)


def _concentration(table: pd.DataFrame, by: str, groups: list[str], lost: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for name in groups:
        here = table[table[by] == name]
        sum_of_squares = float((here["share"].fillna(0) ** 2).sum())
        quoted = int(here["quoted_words"].sum())
        rows.append({
            by: name, "speakers": len(here), "quoted_words": quoted,
            "unattributed_words": lost.loc[name, False], "unattributed_reported_words": lost.loc[name, True],
            "top_speaker": here["speaker"].iloc[0] if quoted else pd.NA,
            "top_share": here["share"].iloc[0] if quoted else float("nan"),
            "herfindahl": sum_of_squares if quoted else float("nan"),
            "effective_speakers": 1 / sum_of_squares if quoted else float("nan"),
        })  # fmt: skip
    return pd.DataFrame(rows)
