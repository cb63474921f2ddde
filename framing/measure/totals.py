"""Totals per speaker, article and outlet: sums over the evidence rows and never computed another way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from framing.document import STORY
from framing.tables import frame
from framing.tables.schema import named_after
from framing.voice import VOICES

QUOTED = ("direct", "partial")
COUNTS = ("words", "sentences", "quotations", "quoted_words", "reported_words")


def speakers(quotations: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """The speakers table: who is quoted or reported in the story of each article, and how much.

    Examples
    --------
    >>> speakers(frame("quotations", []), frame("sentences", [])).empty
    True
    """
    said = quotations[
        quotations["zone"].isin(STORY) & quotations["speaker"].notna() & (quotations["kind"] != "scare")
    ]
    if said.empty:
        return frame("speakers", [])
    place = sentences.rename(columns={"start": "sentence_start"})[["article_id", "sentence_start", "position"]]
    said = pd.merge_asof(
        said.assign(at=said["start"].astype("int64")).sort_values("at", kind="stable"),
        place.assign(at=place["sentence_start"].astype("int64")).sort_values("at", kind="stable"),
        on="at", by="article_id",
    )  # fmt: skip
    direct = said["kind"].isin(QUOTED)
    said = said.assign(
        direct=direct.astype("int64"),
        reported=(~direct).astype("int64"),
        quoted_words=said["words"].where(direct, 0),
        reported_words=said["words"].where(~direct, 0),
        headline=said["zone"] == "headline",
    )
    table = said.groupby(["article_id", "speaker"], as_index=False).agg(
        speaker_type=("speaker_type", "first"),
        quotations=("direct", "sum"),
        indirect=("reported", "sum"),
        quoted_words=("quoted_words", "sum"),
        reported_words=("reported_words", "sum"),
        first_position=("position", "min"),
        in_headline=("headline", "any"),
    )
    total = table.groupby("article_id")["quoted_words"].transform("sum").astype(float)
    table["share"] = table["quoted_words"].astype(float) / total.where(total > 0)
    order = {article: i for i, article in enumerate(dict.fromkeys(sentences["article_id"]))}
    table["order"] = table["article_id"].map(order)
    table = table.sort_values(["order", "quoted_words", "speaker"], ascending=[True, False, True])
    return frame("speakers", table.drop(columns="order"))


def articles(facts: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The articles table: what is known of each article beside the sums over its evidence.

    Parameters
    ----------
    facts : DataFrame
        One row an article: article_id, outlet, event, wire, language, date, title, notes, measured (bool), and the
        readability indices that stand in the table.
    tables : dict of DataFrame
        sentences, tone, quotations and speakers.
    """
    table = facts.set_index("article_id")
    story = tables["sentences"][tables["sentences"]["zone"].isin(STORY)]
    sums = story.groupby("article_id").agg(
        words=("words", "sum"),
        sentences=("sentence", "size"),
        quoted_words=("quoted_words", "sum"),
        reported_words=("reported_words", "sum"),
        tone_mean=("tone", "mean"),
        neutral_share=("tone", lambda tone: float((tone == 0).mean())),
    )
    said = tables["quotations"]
    counted = said[said["zone"].isin(STORY) & said["kind"].isin(QUOTED)]
    table = table.join(sums).join(counted.groupby("article_id").size().rename("quotations"))
    table = table.join(tables["speakers"].groupby("article_id").size().rename("speakers"))
    table = table.join(_tone_by_voice(tables["tone"]))
    measured = table["measured"].astype(bool)
    for count in (*COUNTS, "speakers"):
        table[count] = table[count].fillna(0).astype("Int64").where(measured)
    words = table["words"].astype("float64")
    words = words.where(words > 0)
    for part in ("quoted", "reported"):
        table[f"{part}_share"] = table[f"{part}_words"].astype("float64") / words
    table = table.assign(family=pd.Series(table.index, table.index), shared_words=pd.NA, shared_share=np.nan)
    return frame("articles", table.drop(columns="measured").reset_index())


def with_shared(articles: pd.DataFrame, families: pd.DataFrame, shared: pd.DataFrame) -> pd.DataFrame:
    """The articles table with each article's family and the words that it shares with other outlets.

    Parameters
    ----------
    articles, families : DataFrame
        The tables of these names.
    shared : DataFrame
        article_id, shared_words.
    """
    ids = articles["article_id"]
    family = ids.map(families.drop_duplicates("article_id").set_index("article_id")["family"])
    words = ids.map(shared.set_index("article_id")["shared_words"])
    story = articles["words"].astype("float64")
    share = words.astype("float64") / story.where(story > 0)
    return frame("articles", articles.assign(family=family.fillna(ids), shared_words=words, shared_share=share))


def outlets(articles: pd.DataFrame, tables: dict[str, pd.DataFrame], phrases: Iterable[str]) -> pd.DataFrame:
    """The outlets table: counts are summed over an outlet's articles, means are means of its articles.

    Parameters
    ----------
    articles : DataFrame
        The articles table.
    tables : dict of DataFrame
        speakers and phrases.
    phrases : iterable of str
        Names of the study's phrases; each adds ``<phrase>_count``, ``_rate`` (per 1,000 words), ``_first`` (first
        position in the story, 0 to 1) and ``_headline`` (occurrences in a headline), spaces as underscores.
    """
    rows = []
    outlet_of = articles.set_index("article_id")["outlet"]
    speaker_rows = tables["speakers"].assign(outlet=tables["speakers"]["article_id"].map(outlet_of))
    phrase_rows = tables["phrases"].assign(outlet=tables["phrases"]["article_id"].map(outlet_of))
    mention_rows = tables["mentions"].assign(outlet=tables["mentions"]["article_id"].map(outlet_of))
    actors = list(dict.fromkeys(tables["mentions"]["actor"]))
    for outlet, group in articles.groupby("outlet", sort=False):
        measured = group[group["words"].notna()]
        row: dict[str, Any] = {"outlet": outlet, "articles": len(group), "articles_measured": len(measured)}
        row |= {count: measured[count].sum() for count in COUNTS}
        row["shared_words"] = measured["shared_words"].sum(min_count=1)
        words = float(row["words"]) or np.nan
        for part in ("quoted", "reported", "shared"):
            row[f"{part}_share"] = np.nan if pd.isna(row[f"{part}_words"]) else row[f"{part}_words"] / words
        own = speaker_rows[speaker_rows["outlet"] == outlet]
        held = own.groupby("speaker")["quoted_words"].sum().astype(float)
        row["speakers"] = own["speaker"].nunique()
        row["top_speaker_share"] = held.max() / held.sum() if held.sum() else np.nan
        for mean in ("tone_mean", *[f"tone_{voice}" for voice in VOICES], "neutral_share"):
            row[mean] = measured[mean].mean()
        for index in ("flesch_reading_ease", "flesch_kincaid_grade"):
            row[index] = measured[index].mean()
        notes = [note for text in group["notes"].dropna() for note in str(text).split("; ")]
        row["notes"] = "; ".join(dict.fromkeys(notes)) or pd.NA
        for phrase in phrases:
            name = phrase.replace(" ", "_")
            found = phrase_rows[(phrase_rows["outlet"] == outlet) & (phrase_rows["phrase"] == phrase)]
            found = found[found["zone"].isin(STORY)]
            row[f"{name}_count"] = len(found)
            row[f"{name}_rate"] = 1000 * len(found) / words
            row[f"{name}_first"] = found["position"].min() if len(found) else np.nan
            row[f"{name}_headline"] = int((found["zone"] == "headline").sum())
        for actor in actors:
            found = mention_rows[(mention_rows["outlet"] == outlet) & (mention_rows["actor"] == actor)]
            name = actor.replace(" ", "_")
            row[f"mentions_{name}"] = len(found)
            row[f"tone_toward_{name}"] = (found["positive"] - found["negative"]).mean() if len(found) else np.nan
        rows.append(row)
    if not rows:
        return frame("outlets", [])
    table = frame("outlets", pd.DataFrame(rows))
    counts = [c for c in table.columns if (told := named_after(c)) and told.dtype == "integer"]
    return table.astype(dict.fromkeys(counts, "Int64"))


def _tone_by_voice(tone: pd.DataFrame) -> pd.DataFrame:
    """Mean tone of each article's stretches by voice."""
    story = tone[tone["zone"].isin(STORY)]
    means = story.groupby(["article_id", "voice"])["tone"].mean().unstack("voice")
    return means.reindex(columns=list(VOICES)).add_prefix("tone_")
