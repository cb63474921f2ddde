"""How far a tone table can be trusted: length, silence, and words of the subject that count as tone."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from framing.corpus import Article, Corpus
from framing.document import STORY, Document, documents
from framing.tone.lexicon import charges
from framing.tone.scorers import Score, scorer
from framing.tone.stretches import tone
from framing.tone.vocabulary import straighten

IN_NAMES = 0.5  # share of a word's uses in mid-sentence capitals from which it counts as part of names
AS_NOUN = 0.5  # share of its uses after a determiner, preposition or possessive
UNCHANGED = 0.8  # share of its uses in which no rule changes its valence
SPREAD = 0.1  # share of the articles that hold it (two at least), in half of the outlets at least
ALL = "all of these"

_NOUN_FOLLOWS = frozenset(
    "a an the this that these those its his her their our my your no any some each every of in on at for "
    "from with by over into about against between during".split()
)
_LAST_WORD = re.compile(r"([^\W_]+(?:['’][^\W_]+)?)[\s\"“‘]*$")


@dataclass(frozen=True)
class Audit:
    """What `tone_audit` found: `summary`, `words` and `outlets` are data frames."""

    summary: pd.DataFrame
    words: pd.DataFrame
    outlets: pd.DataFrame

    def _repr_html_(self) -> str:
        suspects = self.words[self.words["topic"].notna()]
        return "".join(part.to_html(index=False) for part in (self.summary, suspects, self.outlets))


@dataclass
class _Uses:
    """Uses of one word of the lexicon."""

    lexicon: float
    weight: float = 0.0
    count: int = 0
    capitals: int = 0
    nouns: int = 0
    unchanged: int = 0
    articles: set[str] = field(default_factory=set)
    rows: list[tuple[int, int, int]] = field(default_factory=list)  # stretch, start, end of the word in it


def tone_audit(
    x: str | Article | Document | Corpus, scorer: str | Score = "vader", table: pd.DataFrame | None = None
) -> Audit:
    """Does tone follow length, how often is there nothing to score, which words are subject?

    A word of the lexicon is suspected of being *subject* rather than tone when it mostly stands inside names
    (half of its uses or more in capitals in mid-sentence: the *United* States), or when it is a noun of the
    story (half or more of its uses follow a determiner, preposition or possessive), of constant valence (no
    rule changes it in four of five uses), spread over the corpus (a tenth of the articles, two at least, and
    half of the outlets). These are suspicions from form and spread, to be read; nothing is muted unless you
    mute it.

    Parameters
    ----------
    x : str, Article, Document or Corpus
    scorer : str or callable, default "vader"
    table : DataFrame, optional
        What ``framing.tone(x, scorer)`` returned, to save the time.

    Returns
    -------
    Audit
        ``summary``: measure, value, n (story zones only). ``words``: one row a word of the lexicon, heaviest
        first: word, lexicon (its valence), uses, articles, outlets, weight (sum of absolute valences),
        weight_share, in_names, as_noun, unchanged (shares of its uses), topic (``name``, ``subject`` or
        missing). ``outlets``: one row an outlet and muted word, and one for all of them: outlet, muted,
        stretches, tone_mean, tone_muted, change. A muted word's stretches are scored again with its letters
        replaced by ``x``.

    Examples
    --------
    >>> from framing import Article, Corpus
    >>> texts = ["She left the United States happy.", "Trade with the United States was a disaster."]
    >>> audit = tone_audit(Corpus([Article(str(i), text, outlet="AB"[i]) for i, text in enumerate(texts)]))
    >>> audit.words.loc[audit.words["topic"].notna(), ["word", "topic"]].values.tolist()
    [['united', 'name']]
    """
    table = tone(x, scorer) if table is None else table
    articles = {document.article.id: document.article for document in documents(x)}
    table = table[table["zone"].isin(STORY)].reset_index(drop=True)
    texts = [
        articles[key].text[start:end]
        for key, start, end in zip(table["article_id"], table["start"], table["end"], strict=True)
    ]
    outlet_of = {key: article.outlet for key, article in articles.items()}
    uses, silent = _uses(texts, table["article_id"].tolist())
    words = _words(uses, outlet_of)
    suspects = words.loc[words["topic"].notna(), "word"].tolist()
    outlets = table["article_id"].map(outlet_of).to_numpy(object)
    muted = _muted(texts, table["tone"].to_numpy(float), outlets, uses, suspects, scorer)
    return Audit(_summary(table, silent), words, muted)


def _uses(texts: Sequence[str], ids: Sequence[str]) -> tuple[dict[str, _Uses], int]:
    """Every use of a word of the lexicon, and the number of texts without one."""
    uses: dict[str, _Uses] = {}
    silent = 0
    for row, (text, key) in enumerate(zip(texts, ids, strict=True)):
        plain = straighten(text)
        found = charges(plain)
        silent += not found
        shouted = plain.isupper()
        for charge in found:
            use = uses.setdefault(charge.word.lower(), _Uses(charge.lexicon))
            before = _LAST_WORD.search(plain, max(0, charge.start - 40), charge.start)
            previous = before.group(1) if before else ""
            use.count += 1
            use.weight += abs(charge.valence)
            use.capitals += bool(previous) and charge.word[0].isupper() and not shouted
            use.nouns += previous.lower() in _NOUN_FOLLOWS or previous.endswith("'s")
            use.unchanged += not charge.changes
            use.articles.add(key)
            use.rows.append((row, charge.start, charge.end))
    return uses, silent


def _words(uses: dict[str, _Uses], outlet_of: dict[str, str]) -> pd.DataFrame:
    total = sum(use.weight for use in uses.values()) or 1.0
    needed = max(2, math.ceil(SPREAD * len(outlet_of)))
    half = len(set(outlet_of.values())) / 2
    rows = []
    for word, use in sorted(uses.items(), key=lambda item: (-item[1].weight, item[0])):
        n, outlets = use.count, len({outlet_of[key] for key in use.articles})
        names, nouns, unchanged = use.capitals / n, use.nouns / n, use.unchanged / n
        spread = len(use.articles) >= needed and outlets >= half
        subject = spread and nouns >= AS_NOUN and unchanged >= UNCHANGED
        topic = "name" if names >= IN_NAMES else "subject" if subject else None
        rows.append((word, use.lexicon, n, len(use.articles), outlets, use.weight, use.weight / total,
                     names, nouns, unchanged, topic))  # fmt: skip
    columns = ["word", "lexicon", "uses", "articles", "outlets", "weight", "weight_share"]
    columns += ["in_names", "as_noun", "unchanged", "topic"]
    return pd.DataFrame(rows, columns=columns).astype({"word": "string", "topic": "string"})


def _summary(table: pd.DataFrame, silent: int) -> pd.DataFrame:
    n, values = len(table), table["tone"]
    rows = [
        ("rank correlation of tone with words", _rank_correlation(values, table["words"]), n),
        ("rank correlation of |tone| with words", _rank_correlation(values.abs(), table["words"]), n),
        ("share of stretches without a word of the lexicon", silent / n if n else math.nan, n),
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
    values: np.ndarray,
    outlets: np.ndarray,
    uses: dict[str, _Uses],
    suspects: list[str],
    by: str | Score,
) -> pd.DataFrame:
    """Mean tone of each outlet as it is and with the suspected words, all and one by one, muted."""
    score = scorer(by)
    rows = []
    for name, muted in ((ALL, suspects), *((word, [word]) for word in suspects)):
        holes: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for word in muted:
            for row, start, end in uses[word].rows:
                holes[row].append((start, end))
        changed = values.copy()
        touched = sorted(holes)
        changed[touched], _ = score([_without(texts[row], holes[row]) for row in touched])
        for outlet in sorted(set(outlets)):
            here = outlets == outlet
            before, after = _mean(values[here]), _mean(changed[here])
            rows.append((outlet, name, int(here.sum()), before, after, after - before))
    columns = ["outlet", "muted", "stretches", "tone_mean", "tone_muted", "change"]
    table = pd.DataFrame(rows, columns=columns)
    return table.astype({"outlet": "string", "muted": "string"})


def _mean(tones: np.ndarray) -> float:
    """Mean of the stretches that have a tone; missing where none has."""
    return float("nan") if np.isnan(tones).all() else float(np.nanmean(tones))


def _without(text: str, holes: Sequence[tuple[int, int]]) -> str:
    """`text` with the characters of each hole replaced by x, for scoring only."""
    parts, reached = [], 0
    for start, end in sorted(holes):
        parts += [text[reached:start], "x" * (end - start)]
        reached = end
    return "".join([*parts, text[reached:]])
