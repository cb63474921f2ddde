"""Expressions that one outlet repeats or places high and others do not: candidates, never findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
import pandas as pd

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.corpus.given import corpus_of
from framing.text.document import Document
from framing.text.folding import lowered
from framing.text.zones import STORY

LONGEST = 4  # words of an expression
UNSEEN_FROM = 4  # articles an outlet needs before half of them are kept unseen
HIGH = frozenset(("headline", "standfirst", "lead"))
COLUMNS = (
    "outlet", "phrase", "count", "articles", "high", "first_position", "count_rest", "log_ratio",
    "unseen_articles", "unseen_count", "unseen_count_rest", "unseen_log_ratio", "confirmed",
)  # fmt: skip
# Words that neither begin nor end an expression.
_FUNCTION = frozenset(
    "a an the this that these those and or but nor so if as than then of in on at to for from by with about into "
    "over after before between through during against under up down out off is are was were be been being has have "
    "had do does did will would can could may might must shall should he she it they we you i his her its their our "
    "your my him them us me who whom whose which what when where why how there here not no more most also said says "
    "mr mrs ms on's s t".split()
)


def suggest_phrases(corpus: Corpus, most: int = 20, seed: int = 0) -> pd.DataFrame:
    """Expressions that one outlet repeats or places high and the others do not.

    Exploratory. Where an outlet has at least four articles, half of each outlet's articles are searched and the
    others are kept unseen; what is found is then counted in the unseen half. With fewer, every article is searched
    and nothing can be confirmed.

    Parameters
    ----------
    corpus : Corpus
    most : int
        Expressions an outlet, at most.
    seed : int
        Decides which articles are searched.

    Returns
    -------
    DataFrame
        outlet, phrase, count, articles (of the outlet, searched), high (occurrences in headline, standfirst or
        lead), first_position (0 to 1), count_rest, log_ratio (log2 of the outlet's rate over the rest's, 0.5 added to
        each count; above 1), unseen_articles, unseen_count, unseen_count_rest, unseen_log_ratio (the same in the unseen
        half; missing without one, and where nobody says it there), confirmed (the unseen half agrees: the outlet's rate
        there, with nothing added to the counts, is above that of the rest).

    Raises
    ------
    TypeError
        If `corpus` is no corpus.
    ValueError
        If `most` is no whole number from 1.

    Examples
    --------
    >>> import framing
    >>> table = framing.suggest_phrases(framing.read("norwell-bridge"), most=3)
    >>> bool(table["confirmed"].isna().all())
    True
    """
    corpus = corpus_of(corpus, "suggest_phrases")
    if isinstance(most, bool) or not isinstance(most, int) or most < 1:
        raise ValueError(f"most is the number of expressions an outlet, from 1; {most!r} was given.")
    searched, unseen = _halves(corpus, seed)
    found = {outlet: _count(articles) for outlet, articles in searched.items()}
    kept = {outlet: _count(articles) for outlet, articles in unseen.items()}
    rows = []
    for outlet, seen in found.items():
        rest = _sum(other for name, other in found.items() if name != outlet)
        held = kept.get(outlet)
        held_rest = _sum(other for name, other in kept.items() if name != outlet)
        candidates = []
        for phrase, count in seen.count.items():
            ratio = _log_ratio(count, seen.words, rest.count[phrase], rest.words)
            if (count > 1 or seen.high[phrase]) and ratio > 1:
                candidates.append((-ratio * np.log2(1 + count + seen.high[phrase]), phrase, ratio))
        for _, phrase, ratio in _without_parts(sorted(candidates), seen.count)[:most]:
            row = [
                outlet, phrase, seen.count[phrase], len(seen.articles[phrase]), seen.high[phrase],
                seen.first[phrase], rest.count[phrase], ratio,
            ]  # fmt: skip
            if held is None:
                rows.append([*row, 0, pd.NA, pd.NA, np.nan, pd.NA])
                continue
            own, others = held.count[phrase], held_rest.count[phrase]
            again = _log_ratio(own, held.words, others, held_rest.words) if own or others else np.nan
            # Of few occurrences the 0.5 that is added to each count could turn the direction.
            agrees = own * held_rest.words > others * held.words
            rows.append([*row, len(unseen[outlet]), own, others, again, agrees])
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype({"unseen_count": "Int64", "unseen_count_rest": "Int64", "confirmed": "boolean"})


class _Counts:
    """Occurrences of the expressions of some articles."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self.high: Counter[str] = Counter()
        self.first: dict[str, float] = {}
        self.articles: dict[str, set[str]] = {}
        self.words = 0


def _halves(corpus: Corpus, seed: int) -> tuple[dict[str, list[Article]], dict[str, list[Article]]]:
    """Articles searched and kept unseen, by outlet; which is which depends on the seed and the ids alone."""
    searched: dict[str, list[Article]] = {}
    unseen: dict[str, list[Article]] = {}
    generator = np.random.default_rng(seed)
    for outlet in sorted(corpus.outlets):
        articles = sorted((a for a in corpus if a.outlet == outlet and a.language == "en"), key=lambda a: a.id)
        if len(articles) < UNSEEN_FROM:
            searched[outlet] = articles
            continue
        order = generator.permutation(len(articles))
        searched[outlet] = [articles[i] for i in sorted(order[: len(articles) // 2])]
        unseen[outlet] = [articles[i] for i in sorted(order[len(articles) // 2 :])]
    return searched, unseen


def _count(articles: Iterable[Article]) -> _Counts:
    counts = _Counts()
    for article in articles:
        document = Document(article)
        for sentence in document.sentences:
            if sentence.zone not in STORY:
                continue
            part = document.word_slice(sentence.start, sentence.end)
            spans = document.words[part]
            words = [lowered(word) for word in document.word_texts[part]]
            counts.words += len(words)
            for i, word in enumerate(words):
                if word in _FUNCTION:
                    continue
                for j in range(i + 2, min(i + LONGEST, len(words)) + 1):
                    # An expression does not run over punctuation.
                    if not document.text[spans[j - 2][1] : spans[j - 1][0]].isspace():
                        break
                    if words[j - 1] not in _FUNCTION:
                        _add(counts, " ".join(words[i:j]), sentence.zone, document, spans[i][0])
    return counts


def _add(counts: _Counts, phrase: str, zone: str, document: Document, offset: int) -> None:
    counts.count[phrase] += 1
    counts.high[phrase] += zone in HIGH
    position = document.position(offset)
    counts.first[phrase] = min(position, counts.first.get(phrase, 1.0))
    counts.articles.setdefault(phrase, set()).add(document.article.id)


def _sum(parts: Iterable[_Counts]) -> _Counts:
    total = _Counts()
    for part in parts:
        total.count.update(part.count)
        total.words += part.words
    return total


def _log_ratio(count: int, words: int, count_rest: int, words_rest: int) -> float:
    return float(np.log2((count + 0.5) / (words + 1)) - np.log2((count_rest + 0.5) / (words_rest + 1)))


def _without_parts(candidates: list[tuple[float, str, float]], count: Counter[str]) -> list[tuple[float, str, float]]:
    """Drop an expression that never is outside a longer candidate."""
    longer = {
        part: phrase for _, phrase, _ in candidates for part in _parts(phrase.split()) if count[part] == count[phrase]
    }
    return [candidate for candidate in candidates if candidate[1] not in longer]


def _parts(words: list[str]) -> list[str]:
    return [" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 2, len(words) + 1) if j - i < len(words)]
