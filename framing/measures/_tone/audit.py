"""How far a tone table can be trusted: length, silence, and words of the subject that count as tone."""

from __future__ import annotations

import html
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.corpus.given import text_ids
from framing.measures._tone.scorers import LEXICON, Score, named, scorer
from framing.measures._tone.stretches import parts, tone
from framing.measures._tone.topic import Uses, uses, words
from framing.text.document import Texts, documents, given
from framing.text.zones import STORY

ALL = "all of these"
_WORDS, _OUTLETS = 10, 20  # shown in a notebook
_CLOSE = 1e-3  # between two runs of one scorer, or a table and its file


@dataclass(frozen=True)
class Audit:
    """What `tone_audit` found: `summary`, `words` and `outlets` are data frames; `scorer` names what was audited."""

    summary: pd.DataFrame
    words: pd.DataFrame
    outlets: pd.DataFrame
    scorer: str = LEXICON

    def _repr_html_(self) -> str:
        suspects = self.words[self.words["topic"].notna()]
        shown = suspects["word"].head(_WORDS).tolist()
        every = self.outlets[self.outlets["muted"] == ALL].drop(columns="muted")
        one = self.outlets[self.outlets["muted"].isin(shown)]
        one = one.pivot(index="outlet", columns="muted", values="change").reindex(columns=shown)
        effects = every.nlargest(_OUTLETS, "stretches").sort_index().join(one, on="outlet")
        left = "; the other words are in audit.outlets" if len(suspects) > _WORDS else ""
        by = ""
        if self.scorer != LEXICON:
            # Valences and weights are VADER's: of another scorer only the means with a word muted say anything.
            suspects = suspects.drop(columns=["lexicon", "weight", "weight_share", "unchanged"])
            by = f" They come from VADER's list of words; what each does to {html.escape(self.scorer)} is below."
        told = [
            f"Words that look like topic: {len(suspects)}{_more(len(suspects), _WORDS, 'words')}.{by}",
            "Mean tone of each outlet's stretches of one voice (not tone_mean of the outlets table, a mean over whole "
            "sentences), the same with all of these words muted, and under each word the change when it alone is muted"
            f"{left}{_more(len(every), _OUTLETS, 'outlets')}.",
        ]
        tables = [
            part.to_html(index=False, border=0, classes="data", justify="left", float_format=_printed)
            for part in (self.summary, suspects.head(_WORDS), effects)
        ]
        return f"{tables[0]}<p>{told[0]}</p>{tables[1]}<p>{told[1]}</p>{tables[2]}"


def _printed(value: float) -> str:
    return f"{round(value, 3) + 0.0:.3f}"  # no −0.000


def _more(there: int, shown: int, name: str) -> str:
    """What a page leaves out, and where it is."""
    return f"; here {shown}, {there - shown:,} more in audit.{name}" if there > shown else ""


def tone_audit(
    x: Texts, scorer: str | Score = "vader", table: pd.DataFrame | None = None
) -> Audit:
    """Does tone follow length, how often is there nothing to score, which words are subject?

    A word of the lexicon is suspected of being *subject* rather than tone by its form and its spread: two in five of
    its uses or more are a noun (a determiner, an adjective or a noun before it, and after it no noun: *the refugee
    crisis has*) or are inside a name, no rule changes its valence in four of five uses, and it is in a twentieth of
    the articles (two at least), in half of the outlets and has a five-hundredth of all weight. A *name* it is where
    half of its uses or more have a capital in mid-sentence (the *United* States), headlines not counted. What is said
    with a noun and yet is tone (*success*, *criticism*) is suspected too, and a verb (*won*, *killed*) never is: these
    are words to be read; nothing is muted unless you mute it.

    Parameters
    ----------
    x : str, Article, Document, Corpus, or what `framing.read` takes in memory
    scorer : str or callable, default "vader"
    table : DataFrame, optional
        What ``framing.tone(x, scorer)`` returned, to save the time.

    Returns
    -------
    Audit
        ``summary``: measure, value, n (story zones only). ``words``: one row a word of VADER's lexicon, heaviest
        first, whatever the scorer: word, lexicon (its valence), uses, articles, outlets, weight (sum of absolute
        valences), weight_share, in_names, as_noun (outside names), unchanged (shares of its uses), topic (``name``,
        ``subject`` or missing). ``outlets``: one row per outlet and muted word, and one for all of them: outlet, muted,
        stretches, stretch_mean, muted_mean, change. A muted word's stretches are scored again with its letters
        replaced by ``x``. ``scorer``: the name of the scorer.

    Raises
    ------
    ValueError
        If the tones in `table` are not what `scorer` gives these texts.

    Notes
    -----
    ``stretch_mean`` is the mean over the stretches of one voice, each counted as the part of its sentence that it is,
    all of an outlet's together, and so is ``tone_mean`` of `tone_summary`. ``tone_mean`` of the outlets table is
    another figure: the mean over articles of the mean over whole sentences, those that mix voices included.

    Examples
    --------
    >>> from framing import Article, Corpus
    >>> texts = ["She left the United States happy.", "Trade with the United States was a disaster."]
    >>> audit = tone_audit(Corpus([Article(str(i), text, outlet="AB"[i]) for i, text in enumerate(texts)]))
    >>> audit.words.loc[audit.words["topic"].notna(), ["word", "topic"]].values.tolist()
    [['united', 'name']]
    """
    x = given(x, "tone_audit")
    table = text_ids(tone(x, scorer) if table is None else table)
    table = table[table["zone"].isin(STORY)].reset_index(drop=True)
    articles = {document.article.id: document.article for document in documents(x)}
    strange = sorted(set(table["article_id"]) - set(articles))
    if strange:
        raise ValueError(f"The table holds article {strange[0]!r}, which is not among the texts to audit.")
    outlet_of = {key: article.outlet for key, article in articles.items()}
    found, silent = uses(documents(x), table)
    listed = words(found, outlet_of)
    suspects = listed.loc[listed["topic"].notna(), "word"].tolist()
    texts = [
        articles[key].text[start:end]
        for key, start, end in zip(table["article_id"], table["start"], table["end"], strict=True)
    ]
    outlets = table["article_id"].map(outlet_of).to_numpy(object)
    by = named(scorer)
    summary = _summary(table, silent if by == LEXICON else None)
    return Audit(summary, listed, _muted(texts, table, outlets, found, suspects, scorer), by)


def _summary(table: pd.DataFrame, silent: int | None) -> pd.DataFrame:
    """The table's measures; `silent` counts the stretches without a word of the lexicon, where it was the scorer."""
    n, values = len(table), table["tone"]
    share = math.nan if silent is None or not n else silent / n
    rows = [
        ("rank correlation of tone with words", _rank_correlation(values, table["words"]), n),
        ("rank correlation of |tone| with words", _rank_correlation(values.abs(), table["words"]), n),
        *([] if silent is None else [("share of stretches without a word of the lexicon", share, n)]),
        ("share of stretches of tone 0", float((values == 0).mean()) if n else math.nan, n),
        ("share of stretches beyond |.9|", float((values.abs() > 0.9).mean()) if n else math.nan, n),
    ]
    return pd.DataFrame(rows, columns=["measure", "value", "n"])


def _rank_correlation(a: pd.Series, b: pd.Series) -> float:
    """Spearman's rho; missing where one of the two does not vary."""
    known = a.notna() & b.notna()
    x, y = (series[known].rank().to_numpy(float) for series in (a, b))
    if len(x) < 3 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return math.nan
    return float(np.corrcoef(x, y)[0, 1])


def _muted(
    texts: Sequence[str],
    table: pd.DataFrame,
    outlets: np.ndarray,
    found: dict[str, Uses],
    suspects: list[str],
    by: str | Score,
) -> pd.DataFrame:
    """Mean tone of each outlet as it is and with the suspected words, all and one by one, muted."""
    score = scorer(by)
    holes = {word: _holes(found, [word]) for word in suspects}
    together = _holes(found, suspects)
    touched = sorted(together)
    values, part = table["tone"].to_numpy(float, copy=True), parts(table).to_numpy()
    again, _ = score([texts[row] for row in touched])
    _refuse_other(table, touched, again, by)
    values[touched] = again
    rows = []
    for name, muted in ((ALL, together), *holes.items()):
        changed, touched = values.copy(), sorted(muted)
        changed[touched], _ = score([_without(texts[row], muted[row]) for row in touched])
        for outlet in sorted(set(outlets)):
            here = outlets == outlet
            before, after = _mean(values[here], part[here]), _mean(changed[here], part[here])
            rows.append((outlet, name, int(here.sum()), before, after, after - before))
    columns = ["outlet", "muted", "stretches", "stretch_mean", "muted_mean", "change"]
    types = {"outlet": "string", "muted": "string", "stretches": "int64"} | dict.fromkeys(columns[3:], "float64")
    return pd.DataFrame(rows, columns=columns).astype(types)


def _refuse_other(table: pd.DataFrame, touched: list[int], again: np.ndarray, by: str | Score) -> None:
    """Stop where the table's tones are another scorer's: muted and not muted would be on two scales."""
    there = table["tone"].to_numpy(float)[touched]
    other = np.flatnonzero(~np.isclose(there, again, rtol=0, atol=_CLOSE, equal_nan=True))
    if len(other):
        row = table.iloc[touched[other[0]]]
        where = f"article {row['article_id']!r}, characters {row['start']} to {row['end']}"
        raise ValueError(
            f"The table was not made by scorer {named(by)!r} from these texts: {len(other)} of {len(touched)} "
            f"stretches have another tone ({where}: {there[other[0]]:.4f} in the table, {again[other[0]]:.4f} now). "
            "Give the scorer that made it, or no table."
        )


def _holes(found: dict[str, Uses], muted: Sequence[str]) -> dict[int, list[tuple[int, int]]]:
    """Places of some words, by stretch."""
    holes: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for word in muted:
        for row, start, end in found[word].rows:
            holes[row].append((start, end))
    return holes


def _mean(tones: np.ndarray, part: np.ndarray) -> float:
    """Mean of the stretches that have a tone, each as the part of a sentence that it is; missing where none has."""
    judged = ~np.isnan(tones)
    return float(np.average(tones[judged], weights=part[judged])) if judged.any() else float("nan")


def _without(text: str, holes: Sequence[tuple[int, int]]) -> str:
    """`text` with the characters of each hole replaced by x, for scoring only."""
    parts, reached = [], 0
    for start, end in sorted(holes):
        parts += [text[reached:start], "x" * (end - start)]
        reached = end
    return "".join([*parts, text[reached:]])
