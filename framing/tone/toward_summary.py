"""Mean tone toward each actor, with its interval: what an outlet says of someone, and what it lets others say."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from framing.corpus import Corpus
from framing.intervals import ratio
from framing.tone.groups import counted

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
    DataFrame, one row a group
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


def toward(mentions: pd.DataFrame) -> pd.Series[float]:
    """Tone of each mention toward its actor: the probability of positive less that of negative."""
    return mentions["positive"] - mentions["negative"]
