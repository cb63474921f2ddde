"""The index finds relatives without comparing all pairs."""

import random

from framing.document import Document
from framing.passages.index import candidates


def articles(count, seed=1):
    rng = random.Random(seed)
    words = ["".join(rng.choices("bdfgklmnprst", k=6)) for _ in range(5000)]
    return [" ".join(rng.choices(words, k=80)) + "." for _ in range(count)]


def test_all_pairs_of_a_small_corpus():
    assert candidates(map(Document, articles(4))) == [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]


def test_only_relatives_of_a_large_one():
    texts = articles(100)
    texts[90] = texts[10][:200] + " " + texts[90]
    assert candidates(map(Document, texts)) == [(10, 90)]


def test_copies_of_one_dispatch_stay_connected_without_all_pairs():
    copy = articles(1, seed=2)[0]
    texts = articles(70) + [copy] * 60
    pairs = candidates(map(Document, texts))
    assert {(i, i + 1) for i in range(70, 129)} <= set(pairs)
    assert len(pairs) < 60 * 59 / 2


def test_articles_without_words():
    assert candidates(map(Document, [""] * 70)) == []
