"""Shared passages, families and edits of a corpus, part by part.

First the runs of words of each part are written, sorted, and the weights of its sentences; then, for one share of all
runs after the other, which articles have them in common, and for each part which articles have sentences like its own;
then each part's articles are aligned with those; last, what depends on all of it: families, the count of each edit, and
the words that an article shares with other outlets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.corpus.article import Article
from framing.corpus.study import Study
from framing.measures.selection._edits import edit_rows
from framing.measures.selection._families import Link, family_rows, gathered, links
from framing.measures.selection.index import (
    Candidates,
    Weights,
    alike,
    joined,
    ordered,
    runs,
    sentence_weights,
    shared_runs,
)
from framing.measures.selection.shared import passages_between
from framing.pipeline import totals
from framing.pipeline.store import Steps, Store
from framing.tables import frame
from framing.text.document import Document
from framing.text.zones import STORY

AT_ONCE = 4_000_000  # runs whose owners are compared at a time: some 300 MB
WORDS = 400  # runs of an article, about
OWN = ["verbatim", "edited"]


def share_passages(steps: Steps, study: Study) -> None:
    """Passages, families, edits and shared words."""
    store = steps.store
    starts = store.measured.starts
    ranges = [(n, starts[n], starts[n + 1]) for n in range(store.count)]
    total = starts[-1]
    shares = max(1, total * WORDS // AT_ONCE)
    for _ in steps.run(_write_runs, [piece for piece in ranges if not store.saved("runs", piece[0])]):
        pass
    for _ in steps.run(_write_pairs, [(n, shares, total) for n in range(shares) if not store.saved("pairs", n)]):
        pass
    for _ in steps.run(_write_alike, [(n, total) for n in range(store.count) if not store.saved("alike", n)]):
        pass
    steps.parts("passages", _align, [(*piece, total, shares) for piece in ranges])
    steps.parts("families", _gather, _gathered(store))


def _write_runs(store: Store, number: int, first: int, last: int) -> None:
    """Runs and sentences of one part; the runs last, since they tell that both are there."""
    corpus, read = store.texts(range(first, last))
    found = [runs(read(n)) for n in range(len(corpus))]
    sentences = joined(sentence_weights(read(n), first + n) for n in range(len(corpus)))
    store.save("weights", number, **sentences._asdict())
    owners = np.repeat(np.arange(first, last, dtype=np.int64), [len(own) for own in found])
    every = np.concatenate([np.empty(0, dtype=np.uint64), *found])
    order = np.argsort(every, kind="stable")
    store.save("runs", number, run=every[order], owner=owners[order])


def _write_pairs(store: Store, number: int, shares: int, total: int) -> None:
    """Pairs of articles that share runs of one share of all."""
    low, high = (np.uint64(min(2**64 - 1, (2**64 // shares) * n)) for n in (number, number + 1))
    held = []
    for part in range(store.count):
        every = store.load("runs", part)
        begin = np.searchsorted(every["run"], low)
        end = len(every["run"]) if number + 1 == shares else np.searchsorted(every["run"], high)
        held.append([np.array(every[name][begin:end]) for name in ("run", "owner")])
    together, owners = (np.concatenate(column) for column in zip(*held, strict=True))
    del held
    store.save("pairs", number, pair=shared_runs(together, owners, total))


def _write_alike(store: Store, number: int, total: int) -> None:
    """Sentences of one part that may be like some of it or a later part."""
    own = Weights(**store.load("weights", number))
    found = [alike(own, Weights(**store.load("weights", part)), total) for part in range(number, store.count)]
    store.save("alike", number, likely=ordered(np.concatenate(found)))


def _pairs(store: Store, number: int, first: int, last: int, total: int, shares: int) -> Candidates:
    """Pairs of articles worth aligning whose first is one of a part's."""
    found = [np.empty(0, dtype=np.int64)]
    for share in range(shares):
        every = store.load("pairs", share)["pair"]
        begin, end = np.searchsorted(every, [first * total, last * total])
        found.append(np.array(every[begin:end]))
    return Candidates.of(np.concatenate(found), store.load("alike", number)["likely"], total)


def _align(store: Store, key: str, number: int, first: int, last: int, total: int, shares: int) -> None:
    pairs = _pairs(store, number, first, last, total, shares)
    numbers = sorted({article for pair in pairs.pairs for article in pair})
    at = {article: n for n, article in enumerate(numbers)}
    corpus, read = store.texts(numbers)
    here = Candidates(
        [(at[i], at[j]) for i, j in pairs.pairs], {(at[i], at[j]): near for (i, j), near in pairs.near.items()}
    )
    table = passages_between(corpus, here, read)
    edits = edit_rows(corpus, table)
    # Two edits are the same habit where the hash of outlets and words is.
    edits["habit"] = [_hash(habit) for habit in edits["habit"]]
    found = pd.DataFrame(links(corpus, table), columns=list(Link._fields))
    store.write("passages", number, key, {"passages": table, "links": found, "raw_edits": pd.DataFrame(edits)})


def _gathered(store: Store) -> Iterator[tuple[Any, ...]]:
    """For each part what all parts together say of its articles."""
    ids, outlets, _, starts, parts = store.measured
    found = [Link(*row) for n in range(store.count) for row in _rows(store.made("passages", n, "links"))]
    family, nearest = gathered(ids, found)
    at = {article: n for n, article in enumerate(ids)}
    owners, spans = _spans(store, at, outlets)
    edits = [store.made("passages", n, "raw_edits")["habit"].to_numpy() for n in range(store.count)]
    _, which, times = np.unique(np.concatenate(edits), return_inverse=True, return_counts=True)
    counts = np.split(times[which], np.cumsum([len(own) for own in edits])[:-1])
    passages = 0
    for number in range(store.count):
        first, last = starts[number], starts[number + 1]
        kin = {article: nearest[article] for article in ids[first:last] if article in nearest}
        near = sorted({*range(first, last), *(at[link.b] for link in kin.values())})
        own = {}
        for article in parts[number]:
            begin, end = np.searchsorted(owners, [article, article + 1])
            own[article] = spans[begin:end].tolist()
        families = {ids[article]: family[ids[article]] for article in {*range(first, last), *own}}
        yield number, first, last, families, kin, near, own, counts[number], passages
        passages += len(store.made("passages", number, "passages"))


def _spans(store: Store, at: dict[str, int], outlets: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Numbers of articles, in order, and a span of each that it shares with another outlet."""
    columns = ["article_a", "start_a", "end_a", "article_b", "start_b", "end_b"]
    found = [np.empty((0, 3), dtype=np.int64)]
    for number in range(store.count):
        table = store.made("passages", number, "passages")
        rows = _rows(table.loc[table["kind"].isin(OWN), columns])
        both = [(at[a], *one, at[b], *two) for a, *one, b, x, y in rows for two in [(x, y)]]
        kept = [row for row in both if outlets[row[0]] != outlets[row[3]]]
        found.append(np.array([row[:3] for row in kept] + [row[3:] for row in kept], dtype=np.int64).reshape(-1, 3))
    every = np.concatenate(found)
    every = every[np.argsort(every[:, 0], kind="stable")]
    return every[:, 0], every[:, 1:]


def _gather(
    store: Store, key: str, number: int, first: int, last: int, family: dict[str, str], nearest: dict[str, Link],
    near: list[int], own: dict[int, list[list[int]]], counts: NDArray[np.int64], passages: int,
) -> None:  # fmt: skip
    """Families of a stretch of articles, edits of its passages, and the articles table of the part of this number."""
    corpus, _ = store.articles(near)
    stretch = [article for n, article in zip(near, corpus, strict=True) if first <= n < last]
    articles, _ = store.articles(list(own))
    shared = [
        (article.id, words_inside(article, [(start, end) for start, end in spans]))
        for article, spans in zip(articles, own.values(), strict=True)
    ]
    of = pd.DataFrame([(a.id, family[a.id]) for a in articles], columns=["article_id", "family"])
    words = pd.DataFrame(shared, columns=["article_id", "shared_words"])
    edits = store.made("passages", number, "raw_edits").drop(columns="habit")
    tables = {
        "families": family_rows(stretch, corpus, family, nearest),
        "articles": totals.with_shared(store.first(number, "articles"), of, words),
        "edits": frame("edits", edits.assign(passage=edits["passage"] + passages, count=counts)),
    }
    store.write("families", number, key, tables)


def _rows(table: pd.DataFrame) -> Iterator[Any]:
    yield from table.itertuples(index=False, name=None)


def _hash(habit: tuple[str, ...]) -> int:
    return int.from_bytes(blake2b(repr(habit).encode(), digest_size=8).digest(), "big", signed=True)


def words_inside(article: Article, spans: Iterable[tuple[int, int]]) -> int:
    """Words of an article's story inside spans that may overlap."""
    document = Document(article)
    reached = words = 0
    for start, end in sorted(spans):
        story = document.paragraphs[document.paragraph_at(start)].zone in STORY
        words += document.words_between(max(start, reached), end) if story and end > reached else 0
        reached = max(reached, end)
    return words
