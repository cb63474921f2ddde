"""Totals per speaker, article and outlet: sums over the evidence rows and never computed another way."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import fsum
from typing import Any

import numpy as np
import pandas as pd

from framing.document import STORY
from framing.tables import frame
from framing.tables.schema import named_after
from framing.tone.stretches import neutral, parts
from framing.tone.toward_summary import toward
from framing.voice import SPEECH, VOICES, own_words

QUOTED = ("direct", "partial")
SPEAKER_TYPES = ("person", "organisation", "group", "document", "anonymous", "unnamed")
COUNTS = ("words", "sentences", "quotations", "quoted_words", "reported_words")
_STANDING = ("outlet", "articles", "articles_measured", "notes")  # what an outlet without a measured article has too


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
    table = table.join(sums(tables))
    measured = table["measured"].astype(bool)
    for count in (*COUNTS, "speakers"):
        table[count] = table[count].fillna(0).astype("Int64").where(measured)
    words = table["words"].astype("float64")
    words = words.where(words > 0)
    for part in ("quoted", "reported"):
        table[f"{part}_share"] = table[f"{part}_words"].astype("float64") / words
    table = table.assign(family=pd.Series(table.index, table.index), shared_words=pd.NA, shared_share=np.nan)
    return frame("articles", table.drop(columns="measured").reset_index())


def sums(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """What the articles table counts and averages over the evidence rows of the story, by article.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        sentences, tone, quotations and speakers.

    Examples
    --------
    >>> sums({name: frame(name, []) for name in ("sentences", "tone", "quotations", "speakers")}).columns.tolist()[:3]
    ['words', 'quoted_words', 'reported_words']
    """
    story = tables["sentences"][tables["sentences"]["zone"].isin(STORY)]
    by_article = story.assign(neutral=neutral(story["tone"])).groupby("article_id")
    said = tables["quotations"]
    said = said[said["zone"].isin(STORY) & said["kind"].isin(QUOTED)]
    found = {
        **{count: by_article[count].sum() for count in ("words", "quoted_words", "reported_words")},
        "sentences": by_article.size(),
        "tone_mean": _means(story, "article_id"),
        "neutral_share": by_article["neutral"].mean(),
        "quotations": said.groupby("article_id").size(),
        "speakers": tables["speakers"].groupby("article_id").size(),
    }
    by_type = shares_by_type(tables["speakers"], "article_id")
    return pd.DataFrame(found).join([_tone_by_voice(tables["tone"]), by_type], how="outer")


def shares_by_type(speakers: pd.DataFrame, by: str) -> pd.DataFrame:
    """Of the quoted and reported words that have a speaker the share of each type of speaker, by a column.

    Examples
    --------
    >>> rows = pd.DataFrame({"outlet": ["A", "A"], "speaker_type": ["person", "anonymous"],
    ...                      "quoted_words": [20, 5], "reported_words": [10, 5]})
    >>> shares_by_type(rows, "outlet").loc["A", ["person_share", "anonymous_share"]].tolist()
    [0.75, 0.25]
    """
    words = (speakers["quoted_words"] + speakers["reported_words"]).astype("float64")
    of = words.groupby([speakers[by], speakers["speaker_type"].fillna("unnamed")]).sum().unstack(fill_value=0.0)
    of = of.reindex(columns=list(SPEAKER_TYPES), fill_value=0.0)
    total = of.sum(axis=1)
    return of.div(total.where(total > 0), axis=0).rename(columns=lambda name: f"{name}_share").rename_axis(columns=None)


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
    family = ids.map(families.drop_duplicates("article_id").set_index("article_id")["family"]).astype("string")
    words = ids.map(shared.set_index("article_id")["shared_words"])
    story = articles["words"].astype("float64")
    share = words.astype("float64") / story.where(story > 0)
    return frame("articles", articles.assign(family=family.fillna(ids), shared_words=words, shared_share=share))


def outlets(articles: pd.DataFrame, tables: dict[str, pd.DataFrame], phrases: Iterable[str]) -> pd.DataFrame:
    """The outlets table: counts are summed over an outlet's articles, means of tone are means of its articles' means.

    ``tone_toward_<actor>`` alone is a mean over the mentions, whatever article they stand in: an article that names
    the actor once says less of it than one that is about the actor.

    Parameters
    ----------
    articles : DataFrame
        The articles table.
    tables : dict of DataFrame
        speakers, phrases and mentions; of the latter two only the story counts.
    phrases : iterable of str
        Names of the study's phrases; each adds ``<phrase>_count``, ``_rate`` (per 1,000 words), ``_first`` (first
        position in the story, 0 to 1) and ``_headline`` (occurrences in a headline), spaces as underscores.
    """
    rows = []
    outlet_of = articles.set_index("article_id")["outlet"]
    speaker_rows = tables["speakers"].assign(outlet=tables["speakers"]["article_id"].map(outlet_of))
    phrase_rows, mention_rows = (
        table[table["zone"].isin(STORY)].assign(outlet=table["article_id"].map(outlet_of))
        for table in (tables["phrases"], tables["mentions"])
    )
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
        of = shares_by_type(own, "outlet")
        row |= {name: of[name].iloc[0] if len(of) else np.nan for name in of}
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
            row[f"{name}_count"] = len(found)
            row[f"{name}_rate"] = 1000 * len(found) / words
            row[f"{name}_first"] = found["position"].min() if len(found) else np.nan
            row[f"{name}_headline"] = int((found["zone"] == "headline").sum())
        for actor in actors:
            found = mention_rows[(mention_rows["outlet"] == outlet) & (mention_rows["actor"] == actor)]
            name = actor.replace(" ", "_")
            row[f"mentions_{name}"] = len(found)
            row[f"tone_toward_{name}"] = toward(found).mean()
        if not len(measured):
            row = {name: value if name in _STANDING else np.nan for name, value in row.items()}
        rows.append(row)
    if not rows:
        return frame("outlets", [])
    table = frame("outlets", pd.DataFrame(rows))
    counts = [c for c in table.columns if (told := named_after(c)) and told.dtype == "integer"]
    return table.astype(dict.fromkeys(counts, "Int64"))


def _tone_by_voice(tone: pd.DataFrame) -> pd.DataFrame:
    """Mean tone of each article's stretches by voice."""
    story = tone[tone["zone"].isin(STORY)]
    means = _means(story.assign(part=parts(story)), "article_id", "voice", by="part").unstack("voice")
    return means.reindex(columns=list(VOICES)).add_prefix("tone_")


def _means(table: pd.DataFrame, *keys: str, by: str | None = None) -> pd.Series[float]:
    """Mean tone by key of what was judged, each row as heavy as its column `by` says; NaN where nothing was judged.

    A group's sum is exact, so that it is the same whatever other rows stand beside it.
    """
    held: dict[Any, tuple[list[float], list[float]]] = {}
    for *key, tone, weight in _columns(table.assign(_one=1) if by is None else table, *keys, "tone", by or "_one"):
        products, weights = held.setdefault(tuple(key), ([], []))
        if tone == tone:  # NaN is a scorer's word for a text that it cannot judge
            products.append(tone * weight)
            weights.append(weight)
    levels = list(zip(*held, strict=True)) or [()] * len(keys)
    index = pd.MultiIndex.from_arrays(levels, names=keys) if len(keys) > 1 else pd.Index(levels[0], dtype="string")
    means = [fsum(products) / fsum(weights) if weights else np.nan for products, weights in held.values()]
    return pd.Series(means, index, dtype="float64")
