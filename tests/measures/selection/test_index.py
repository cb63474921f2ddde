"""The index keeps the pairs that may share a passage, whatever else is in the corpus."""

import random
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.measures.selection import index, passages
from framing.measures.selection.index import (
    Candidates,
    alike,
    candidates,
    joined,
    ordered,
    runs,
    sentence_weights,
    shared_runs,
)
from framing.measures.selection.quoted import marked
from framing.measures.selection.shared import between, reader
from framing.measures.selection.tokens import tokens
from framing.simulation import simulate
from framing.text.document import Document


def read(text):
    document = Document(text)
    return tokens(document, marked(document))


def articles(count, seed=1):
    rng = random.Random(seed)
    words = ["".join(rng.choices("bdfgklmnprst", k=6)) for _ in range(5000)]
    return [" ".join(rng.choices(words, k=80)) + "." for _ in range(count)]


def pairs_of(*texts):
    return candidates(map(read, texts)).pairs


COPY = "Heavy rain closed the bridge over the river on Monday and left thousands of commuters stranded."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (COPY, COPY.replace("thousands", "hundreds")),
        ("The mayor spoke of “a very dark day” in March.", "“It was a very dark day,” said Ann Lee."),
        (
            "The flood destroyed the old market hall at the harbour. Trains ran late. Shops stayed open. It is dry.",
            "A market hall in the harbour, very old, was destroyed by flooding. Hotels were full. Rain may return.",
        ),
    ],
    ids=["wording", "quotation", "other words"],
)
def test_a_pair_with_a_passage_is_kept_and_one_without_is_not(one, other):
    assert len(passages(Corpus([Article("a", one), Article("b", other)]))) == 1
    assert pairs_of(articles(1)[0], one, articles(2)[1], other) == [(1, 3)]


@pytest.mark.parametrize("count", [2, 59, 60, 61, 120])
def test_articles_in_invented_words_are_never_aligned(count):
    assert pairs_of(*articles(count)) == []


def test_every_two_of_many_copies_are_kept():
    copy = articles(1, seed=2)[0]
    assert pairs_of(*articles(20), *[copy] * 60) == [*combinations(range(20, 80), 2)]


@pytest.mark.parametrize("texts", [[], [""], [""] * 70, ["a"] * 3, ["Rain fell."] * 2])
def test_texts_with_few_words_or_none(texts):
    assert set(pairs_of(*texts)) <= set(combinations(range(len(texts)), 2))


def test_the_index_loses_no_passage_of_all_pairs():
    corpus = Corpus(simulate(events=6, seed=3).articles)
    own = reader(corpus, None)
    rows = [
        (i, j, *passage)
        for i, j in combinations(range(len(corpus)), 2)
        for passage in between(own(i), own(j))
    ]
    assert {"verbatim", "edited", "quotation", "paraphrase"} <= {row[-1] for row in rows}
    found = candidates(map(own, range(len(corpus))))
    assert rows == [(i, j, *p) for i, j in found.pairs for p in between(own(i), own(j), found.near.get((i, j), ()))]
    assert len(passages(corpus)) == len(rows)


def test_shares_and_parts_give_the_pairs_of_the_whole(monkeypatch):
    monkeypatch.setattr(index, "_AT_ONCE", 50)
    reads = [read(article.text) for article in simulate(events=4, seed=5)]
    count = len(reads)
    prints = [runs(one) for one in reads]
    owners = np.repeat(np.arange(count), [len(own) for own in prints])
    every = np.concatenate(prints)
    low = every < np.median(every)
    halves = [shared_runs(every[part], owners[part], count) for part in (low, ~low)]
    sentences = [sentence_weights(one, number) for number, one in enumerate(reads)]
    first, second = joined(sentences[:7]), joined(sentences[7:])
    parts = [alike(first, first, count), alike(first, second, count), alike(second, second, count)]
    assert Candidates.of(np.concatenate(halves), ordered(np.concatenate(parts)), count) == candidates(reads)


def test_runs_of_different_articles_are_never_taken_for_those_of_the_same():
    # Articles 0 and 3 have one run, 1 and 2 another: as many articles, with the same sum of numbers.
    own = np.array([5, 9, 9, 5], dtype=np.uint64)
    assert shared_runs(own, np.arange(4), 4).tolist() == [0 * 4 + 3, 1 * 4 + 2]


def corpus_with(count):
    """Articles in several wordings, of which some pairs share a little, then unrelated ones up to `count`."""
    base = [article.text for article in simulate(events=5, seed=8)][:20]
    base += [
        "The mayor spoke of “a very dark day” on Tuesday. Trams ran late. Nobody was hurt.",
        "“It was a very dark day,” said Ann Lee. Ferries sank. Hotels offered free rooms.",
        "The flood destroyed the old market hall at the harbour. Trains were late. Shops stayed open.",
        "A market hall in the harbour, very old, was destroyed by flooding. Rain may return. Schools closed.",
    ]
    texts = base + articles(count, seed=4)[len(base) :]
    return Corpus(Article(f"{n:04d}", text) for n, text in enumerate(texts[:count]))


@pytest.mark.parametrize("count", [59, 60, 61, 62, 150])
def test_another_article_never_changes_the_passages_among_the_others(count):
    smaller, larger = passages(corpus_with(24)), passages(corpus_with(count))
    assert {"quotation", "paraphrase"} <= set(smaller["kind"])
    pd.testing.assert_frame_equal(smaller, larger)


def test_a_run_of_words_is_followed_however_many_articles_print_it():
    said = "The mayor said it would be “a very dark day” for the town."
    texts = [f"{text} {said}" for text in articles(50)]
    few, many = (passages(Corpus(Article(f"{n:02d}", t) for n, t in enumerate(texts[:k]))) for k in (40, 50))
    first = {f"{n:02d}" for n in range(40)}
    among = many[many["article_a"].isin(first) & many["article_b"].isin(first)].reset_index(drop=True)
    assert len(few) >= 40 * 39 / 2
    pd.testing.assert_frame_equal(few, among)
