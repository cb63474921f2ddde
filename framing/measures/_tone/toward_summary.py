"""Mean tone toward each actor, with its interval: what an outlet says of someone, and what it lets others say."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from framing.corpus.corpus import Corpus
from framing.intervals import ratio
from framing.measures._tone.groups import counted

# On folds: the variance of mentions within an article (.178) by that between articles (.087).
SHRINK = 2.0  # mentions of no tone that every mean is drawn toward
GAP = 0.1  # between two outlets' means: below it the order was no better than a coin's on folds (docs/accuracy.md)
_PAIR = (
    "actor", "outlet_a", "outlet_b", "articles_a", "articles_b", "mentions_a", "mentions_b", "tone_a", "tone_b",
    "difference", "low", "high", "verdict",
)  # fmt: skip
_ALLOWED = "actor, outlet, article_id, zone, voice, speaker, sentence"


def toward_summary(
    table: pd.DataFrame, by: str | Sequence[str] = ("actor", "outlet", "voice"), corpus: Corpus | None = None
) -> pd.DataFrame:
    """Mean tone toward actors with its interval, by actor, outlet, voice, speaker or article.

    Parameters
    ----------
    table : DataFrame
        The *mentions* table, of `framing.measure` or `framing.tone_toward`.
    by : str or sequence of str, default ("actor", "outlet", "voice")
        Columns of `table`, and ``"outlet"``. Without ``"zone"`` only the story counts: captions, notices and
        translations are left out.
    corpus : Corpus, optional
        Names the outlets; needed for ``"outlet"``.

    Returns
    -------
    DataFrame, one row per group
        The columns of `by`, articles, mentions, tone_toward (mean of positive minus negative over the mentions),
        low, high (its 95 % interval; missing where there are fewer than four units, or all have one and the same tone).

    Raises
    ------
    ValueError
        For a column that is not there, or an outlet without the corpus.

    Notes
    -----
    Mentions of one article are not independent: the unit of the interval is the article, and the sentence where
    ``"article_id"`` is in `by`. It is that of a ratio of totals, within -1 and 1 (see `framing.intervals.ratio`);
    with few units it is wide.

    References
    ----------
    Cochran, W. G. (1977). Sampling Techniques, 3rd ed., chapter 6.

    Examples
    --------
    >>> from framing import Article, Corpus, tone_toward
    >>> texts = ["Critics accused Ms. Hill of lying.", "Voters called Ms. Hill a disgrace.", "Ms. Hill arrived."]
    >>> texts.append("Ms. Hill was blamed.")
    >>> corpus = Corpus([Article(str(n), text, outlet="Daily") for n, text in enumerate(texts)])
    >>> means = toward_summary(tone_toward(corpus, "Hill"), by=["actor", "outlet"], corpus=corpus)
    >>> means[["actor", "outlet", "articles", "mentions"]].values.tolist()
    [['Hill', 'Daily', 4, 4]]
    >>> means.eval("low < tone_toward < 0").item()
    True
    """
    by = [by] if isinstance(by, str) else list(by)
    return averages(counted(table, by, corpus, "toward_summary", _ALLOWED), by)


def harsher(table: pd.DataFrame, corpus: Corpus, voice: str | None = "journalist") -> pd.DataFrame:
    """Which of two outlets speaks worse of an actor: every pair of outlets, with a verdict.

    What an outlet says of somebody is the mean tone of its mentions, drawn toward 0 where they are few:
    sum / (mentions + `SHRINK`). Two outlets differ if these means are at least `GAP` apart and the 95 % interval of
    their difference, where there is one, leaves out 0.

    Parameters
    ----------
    table : DataFrame
        The *mentions* table, of `framing.measure` or `framing.tone_toward`. Only the story counts.
    corpus : Corpus
        Names the outlets.
    voice : {"journalist", "quoted", "reported"} or None, default "journalist"
        Whose words count; None for all.

    Returns
    -------
    DataFrame, one row for each actor and pair of outlets
        actor, outlet_a, outlet_b, articles_a, articles_b, mentions_a, mentions_b, tone_a, tone_b, difference (a less
        b), low, high (missing where fewer than four articles of either outlet mention the actor), verdict: *OUTLET is
        harsher* or *no clear difference*.

    Notes
    -----
    `SHRINK` and `GAP` were chosen on pairs of articles on one event (NewsMTSC), each judged by a model that saw nothing
    of the event; see ``docs/accuracy.md``. The interval of the difference joins those of the two means (Zou & Donner
    2008).

    References
    ----------
    Zou, G. Y. & Donner, A. (2008). Construction of confidence limits about effect measures: a general approach.
    Statistics in Medicine 27(10).

    Examples
    --------
    >>> rows = [(article, "Hill", "body", "journalist", *odds) for article, odds in
    ...         zip("abcd", [(0.9, 0.1, 0.0), (0.8, 0.2, 0.0), (0.1, 0.8, 0.1), (0.0, 0.6, 0.4)])]
    >>> names = ["article_id", "actor", "zone", "voice", "negative", "neutral", "positive"]
    >>> from framing import Article
    >>> corpus = Corpus([Article(article, "", outlet="Post" if article in "ab" else "Press") for article in "abcd"])
    >>> harsher(pd.DataFrame(rows, columns=names), corpus)["verdict"].item()
    'Post is harsher'
    """
    rows = counted(table, ["actor", "outlet"], corpus, "harsher", _ALLOWED)
    if voice is not None:
        rows = rows[rows["voice"] == voice]
    pairs = []
    for actor, means in averages(rows, ["actor", "outlet"]).groupby("actor", sort=False):
        weights = means["mentions"] / (means["mentions"] + SHRINK)
        drawn = means.assign(**{name: means[name] * weights for name in ("tone_toward", "low", "high")})
        for a, b in combinations(drawn.itertuples(index=False), 2):
            gap = a.tone_toward - b.tone_toward
            low = gap - math.hypot(a.tone_toward - a.low, b.high - b.tone_toward)
            high = gap + math.hypot(a.high - a.tone_toward, b.tone_toward - b.low)
            clear = abs(gap) >= GAP and not low <= 0 <= high
            verdict = f"{a.outlet if gap < 0 else b.outlet} is harsher" if clear else "no clear difference"
            pairs.append((
                actor, a.outlet, b.outlet, a.articles, b.articles, a.mentions, b.mentions, a.tone_toward, b.tone_toward,
                gap, low, high, verdict,
            ))  # fmt: skip
    return pd.DataFrame(pairs, columns=list(_PAIR))


def averages(mentions: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """What `toward_summary` returns, of these mentions and no others."""
    groups = mentions.groupby(list(by), dropna=False, sort=True)
    table = groups["negative"].size().rename("mentions").reset_index()
    table.insert(len(by), "articles", groups["article_id"].nunique().to_numpy())
    unit = mentions["sentence" if "article_id" in by else "article_id"]
    sums = toward(mentions).groupby([groups.ngroup(), unit], dropna=False).agg(["sum", "count"])
    borders = np.flatnonzero(np.diff(sums.index.get_level_values(0))) + 1
    parts = zip(*(np.split(sums[name].to_numpy(float), borders) for name in ("sum", "count")), strict=True)
    found = [ratio(totals, counts, bounds=(-1, 1))[:3] for totals, counts in parts] if len(table) else []
    return table.join(pd.DataFrame(found, table.index, ["tone_toward", "low", "high"], "float64"))


def not_found(articles: pd.DataFrame, mentions: pd.DataFrame, actors: Iterable[str]) -> pd.DataFrame:
    """Articles in which an actor is not found, by outlet.

    Parameters
    ----------
    articles, mentions : DataFrame
        The tables of these names.
    actors : iterable of str
        All actors that were looked for.

    Returns
    -------
    DataFrame
        actor, outlet, articles (measured ones), missing (list of the ids of those without a mention); a row for each
        actor and outlet that misses one.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": "Daily", "words": [90, 80]})
    >>> not_found(articles, pd.DataFrame({"article_id": ["a"], "actor": ["Hill"]}), ["Hill"]).values.tolist()
    [['Hill', 'Daily', 2, ['b']]]
    """
    measured = articles[articles["words"].notna()]
    rows = []
    for actor in actors:
        found = set(mentions.loc[mentions["actor"] == actor, "article_id"])
        for outlet, own in measured.groupby("outlet", sort=False)["article_id"]:
            missing = [article for article in own if article not in found]
            if missing:
                rows.append((actor, outlet, len(own), missing))
    return pd.DataFrame(rows, columns=["actor", "outlet", "articles", "missing"])


def shrunk(mentions: pd.DataFrame) -> float:
    """Mean tone of some mentions, drawn toward 0 where they are few; missing where there are none."""
    return float(toward(mentions).sum() / (len(mentions) + SHRINK)) if len(mentions) else math.nan


def toward(mentions: pd.DataFrame) -> pd.Series[float]:
    """Tone of each mention toward its actor: the probability of positive less that of negative."""
    return mentions["positive"] - mentions["negative"]
