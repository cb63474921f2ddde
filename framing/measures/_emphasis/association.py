"""What is around a phrase: the words of its sentences, and who answers it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from framing.corpus.corpus import Corpus
from framing.corpus.given import corpus_of
from framing.measures.voice import VOICE_OF_KIND
from framing.tables import Tables, needs_tables
from framing.text.document import documents
from framing.text.forms import Matcher
from framing.text.zones import STORY

RESPONSE_SENTENCES = 3  # a response stands at most this many sentences after the phrase
RESPONSE_COLUMNS = (
    "article_id", "phrase", "start", "speaker", "responder", "response_start", "response_end", "distance", "tone",
)  # fmt: skip


def collocates(corpus: Corpus, phrase: str, minimum: int = 2) -> pd.DataFrame:
    """Words that are in the same sentence as a phrase more often than elsewhere in the same corpus.

    Parameters
    ----------
    corpus : Corpus
        Its study declares `phrase`.
    phrase : str
        Name of the phrase.
    minimum : int
        Sentences with the phrase that a word must be in.

    Returns
    -------
    DataFrame
        term, sentences_with (the phrase and the word), sentences_without (the word alone), log_ratio (log2 of the
        word's rate per sentence with the phrase over that without, 0.5 added to each count), articles; largest
        first. An effect size, not a test: sentences of one article are not independent.

    References
    ----------
    Hardie, A. (2014). Log Ratio: an informal introduction. ESRC Centre for Corpus Approaches to Social Science.

    Examples
    --------
    >>> import framing
    >>> list(framing.collocates(framing.read("norwell-bridge"), "safe crossing", minimum=2)["term"])[:3]
    ['everyone', 'reporters', 'want']
    """
    corpus = corpus_of(corpus, "collocates")
    declared = dict(corpus.study.phrases) if corpus.study else {}
    if phrase not in declared:
        raise KeyError(f"The study declares no phrase {phrase!r}; it declares {', '.join(declared) or 'none'}.")
    matcher = Matcher({phrase: declared[phrase]})
    near: Counter[str] = Counter()
    far: Counter[str] = Counter()
    articles: dict[str, set[str]] = {}
    with_phrase = without = 0
    for document in documents(corpus):
        spans: dict[int, list[tuple[int, int]]] = {}
        for _, start, end in matcher.find(document.text):
            spans.setdefault(document.sentence_at(start), []).append((start, end))
        for number, sentence in enumerate(document.sentences):
            if sentence.zone not in STORY:
                continue
            held = spans.get(number, [])
            part = document.word_slice(sentence.start, sentence.end)
            terms = {
                text.lower()
                for (a, _), text in zip(document.words[part], document.word_texts[part], strict=True)
                if not _inside(a, held)
            }
            (near if held else far).update(terms)
            with_phrase, without = with_phrase + bool(held), without + (not held)
            for term in terms if held else ():
                articles.setdefault(term, set()).add(document.article.id)
    rows = []
    for term, count in near.items():
        if count >= minimum:
            ratio = np.log2((count + 0.5) / (with_phrase + 1)) - np.log2((far[term] + 0.5) / (without + 1))
            rows.append((term, count, far[term], float(ratio), len(articles[term])))
    table = pd.DataFrame(rows, columns=["term", "sentences_with", "sentences_without", "log_ratio", "articles"])
    return table.sort_values(["log_ratio", "term"], ascending=[False, True], ignore_index=True)


def _inside(offset: int, spans: list[tuple[int, int]]) -> bool:
    """Whether one of the spans, which are in order and apart, holds the offset."""
    before = bisect_right(spans, offset, key=lambda span: span[0])
    return before > 0 and offset < spans[before - 1][1]


def responses(tables: Tables) -> pd.DataFrame:
    """Who answers each occurrence of a phrase: the next quotation or report by another speaker.

    Parameters
    ----------
    tables : Tables

    Returns
    -------
    DataFrame
        One row per occurrence in the story that is answered within three sentences: article_id, phrase, start,
        speaker (of the phrase), responder, response_start, response_end, distance (sentences), tone (of the
        response's sentence).

    Examples
    --------
    >>> import framing
    >>> tables = framing.measure(framing.read("norwell-bridge"))
    >>> table = framing.responses(tables)
    >>> table.loc[table["phrase"] == "new era", ["responder", "distance"]].values.tolist()
    [["council's report", 2], ["mayor's office", 1]]
    """
    needs_tables(tables, "responses")
    sentences = {key: group for key, group in tables.sentences.groupby("article_id")}
    said = tables.quotations[tables.quotations["kind"].isin(list(VOICE_OF_KIND)) & tables.quotations["speaker"].notna()]
    said = said[said["zone"].isin(STORY)]
    said = said[~_inside_own(said)]
    by_article = {key: group.sort_values("start") for key, group in said.groupby("article_id")}
    rows: list[tuple[Any, ...]] = []
    for phrase in tables.phrases.itertuples(index=False):
        if phrase.zone not in STORY or phrase.article_id not in by_article or phrase.article_id not in sentences:
            continue
        starts = sentences[phrase.article_id]["start"].to_numpy(int)
        tones = sentences[phrase.article_id]["tone"].to_numpy(float)
        own = None if pd.isna(phrase.speaker) else phrase.speaker
        for answer in by_article[phrase.article_id].itertuples(index=False):
            where = int(np.searchsorted(starts, answer.start, side="right")) - 1
            if answer.start < phrase.end or answer.speaker == own:
                continue
            if where - phrase.sentence > RESPONSE_SENTENCES:
                break
            rows.append((
                phrase.article_id, phrase.phrase, phrase.start, own, answer.speaker, answer.start, answer.end,
                where - phrase.sentence, float(tones[where]),
            ))  # fmt: skip
            break
    return pd.DataFrame(rows, columns=list(RESPONSE_COLUMNS))


def _inside_own(said: pd.DataFrame) -> pd.Series[bool]:
    """Does each row lie within another of the same speaker: words in marks inside what is reported of them?"""
    inside = dict.fromkeys(said.index, False)
    for _, rows in said.groupby(["article_id", "speaker"]):
        reach = -1
        for row in rows.sort_values(["start", "end"], ascending=[True, False]).itertuples():
            inside[row.Index] = row.end <= reach
            reach = max(reach, row.end)
    return pd.Series(inside, index=said.index, dtype=bool)
