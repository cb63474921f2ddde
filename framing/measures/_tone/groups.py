"""What the summaries of tone share: rows that count, by outlet, zone, voice, speaker or article."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from framing.corpus.corpus import Corpus
from framing.corpus.given import corpus_of, text_ids
from framing.text.zones import STORY


def counted(table: pd.DataFrame, by: Sequence[str], corpus: Corpus | None, asker: str, allowed: str) -> pd.DataFrame:
    """The rows of `table` that a summary by the columns `by` counts, with the outlet where that is one of them.

    Parameters
    ----------
    table : DataFrame
        With article_id and zone.
    by : sequence of str
    corpus : Corpus, optional
        Names the outlets.
    asker, allowed : str
        The public function and the columns it knows, for what it says of a wrong one.

    Raises
    ------
    ValueError
        For a column that is not there, or an outlet without the corpus.

    Examples
    --------
    >>> rows = pd.DataFrame({"article_id": ["a", "a"], "zone": ["body", "caption"]})
    >>> len(counted(rows, ["article_id"], None, "", "")), len(counted(rows, ["zone"], None, "", ""))
    (1, 2)
    """
    if "outlet" in by and "outlet" not in table:
        if corpus is None:
            raise ValueError(f'To summarise by "outlet", give the corpus: {asker}(table, by, corpus).')
        corpus = corpus_of(corpus, asker)
        outlets = {article.id: article.outlet for article in corpus}
        table = table.assign(outlet=text_ids(table)["article_id"].map(outlets).astype("string"))
    unknown = [name for name in by if name not in table.columns]
    if unknown or not by:
        raise ValueError(f"Cannot summarise by {', '.join(unknown) or 'nothing'}; allowed: {allowed}.")
    return table if "zone" in by else table[table["zone"].isin(STORY)]
