"""Shared passages, families and edits of an archive, part by part.

First the runs of words of each part are written, sorted, and the weights of its sentences; then, for one share of all
runs after the other, which articles have them in common, and for each part which articles have sentences like its own;
then each part's articles are aligned with those; last, what depends on all of it: families, the count of each edit, and
the words that an article shares with other outlets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.engines.across.place import Place
from framing.engines.across.shelf import shelf
from framing.engines.parts import moved
from framing.measure import totals
from framing.measure.across import words_inside
from framing.passages.edits import edit_rows
from framing.passages.families import Link, family_rows, gathered, links
from framing.passages.index import Candidates, Weights, alike, joined, ordered, runs, sentence_weights, shared_runs
from framing.passages.shared import passages_between, reader
from framing.study import Study
from framing.tables import frame

if TYPE_CHECKING:
    from framing.engines.across.second import Steps

AT_ONCE = 4_000_000  # runs whose owners are compared at a time: some 300 MB
WORDS = 400  # runs of an article, about
OWN = ["verbatim", "edited"]


def share(steps: Steps, study: Study) -> None:
    """Passages, families, edits and shared words."""
    place = steps.place
    starts = place.measured.starts
    ranges = [(n, starts[n], starts[n + 1]) for n in range(place.count)]
    total = starts[-1]
    shares = max(1, total * WORDS // AT_ONCE)
    done = {n for n in range(place.count) if _runs_of(place, n).exists()}
    for _ in steps.run(_write_runs, [piece for piece in ranges if piece[0] not in done]):
        pass
    todo = [(n, shares, total) for n in range(shares) if not _pairs_of(place, n).exists()]
    for _ in steps.run(_write_pairs, todo):
        pass
    for _ in steps.run(_write_alike, [(n, total) for n in range(place.count) if not _alike_of(place, n).exists()]):
        pass
    steps.parts("passages", _align, [(*piece, total, shares) for piece in ranges])
    steps.parts("families", _gather, _gathered(place))


def _write_runs(place: Place, number: int, first: int, last: int) -> None:
    """Runs and sentences of one part; the runs last, since they tell that both are there."""
    corpus, quotations = shelf(place.scratch).corpus(range(first, last))
    read = reader(corpus, quotations)
    found = [runs(read(n)) for n in range(len(corpus))]
    sentences = joined(sentence_weights(read(n), first + n) for n in range(len(corpus)))
    with moved(_weights_of(place, number)) as waiting, waiting.open("wb") as file:
        np.savez(file, **sentences._asdict())
    owners = np.repeat(np.arange(first, last, dtype=np.int64), [len(own) for own in found])
    every = np.concatenate([np.empty(0, dtype=np.uint64), *found])
    order = np.argsort(every, kind="stable")
    with moved(_runs_of(place, number)) as waiting, waiting.open("wb") as file:
        np.save(file, _table(run=every[order], owner=owners[order]))


def _write_pairs(place: Place, number: int, shares: int, total: int) -> None:
    """Pairs of articles that share runs of one share of all."""
    low, high = (np.uint64(min(2**64 - 1, (2**64 // shares) * n)) for n in (number, number + 1))
    held = []
    for part in range(place.count):
        every = np.load(_runs_of(place, part), mmap_mode="r", allow_pickle=False)
        begin = np.searchsorted(every["run"], low)
        end = len(every) if number + 1 == shares else np.searchsorted(every["run"], high)
        held.append(np.array(every[begin:end]))
    together = np.concatenate(held)
    del held
    pairs = shared_runs(together["run"].copy(), together["owner"].copy(), total)
    with moved(_pairs_of(place, number)) as waiting, waiting.open("wb") as file:
        np.save(file, pairs)


def _write_alike(place: Place, number: int, total: int) -> None:
    """Sentences of one part that may be like some of it or a later part."""
    own = _weights(place, number)
    found = [alike(own, _weights(place, part), total) for part in range(number, place.count)]
    with moved(_alike_of(place, number)) as waiting, waiting.open("wb") as file:
        np.save(file, ordered(np.concatenate(found)))


def _weights(place: Place, number: int) -> Weights:
    with np.load(_weights_of(place, number), allow_pickle=False) as held:
        return Weights(**{name: held[name] for name in Weights._fields})


def _pairs(place: Place, number: int, first: int, last: int, total: int, shares: int) -> Candidates:
    """Pairs of articles worth aligning whose first is one of a part's."""
    found = [np.empty(0, dtype=np.int64)]
    for share in range(shares):
        every = np.load(_pairs_of(place, share), mmap_mode="r", allow_pickle=False)
        begin, end = np.searchsorted(every, [first * total, last * total])
        found.append(np.array(every[begin:end]))
    return Candidates.of(np.concatenate(found), np.load(_alike_of(place, number), allow_pickle=False), total)


def _align(place: Place, key: str, number: int, first: int, last: int, total: int, shares: int) -> None:
    pairs = _pairs(place, number, first, last, total, shares)
    numbers = sorted({article for pair in pairs.pairs for article in pair})
    at = {article: n for n, article in enumerate(numbers)}
    corpus, quotations = shelf(place.scratch).corpus(numbers)
    here = Candidates(
        [(at[i], at[j]) for i, j in pairs.pairs], {(at[i], at[j]): near for (i, j), near in pairs.near.items()}
    )
    table = passages_between(corpus, here, reader(corpus, quotations))
    edits = edit_rows(corpus, table)
    # Two edits are the same habit where the hash of outlets and words is.
    edits["habit"] = [_hash(habit) for habit in edits["habit"]]
    found = pd.DataFrame(links(corpus, table), columns=list(Link._fields))
    place.write("passages", number, key, {"passages": table, "links": found, "raw_edits": pd.DataFrame(edits)})


def _gathered(place: Place) -> Iterator[tuple[Any, ...]]:
    """For each part what all parts together say of its articles."""
    ids, outlets, _, starts, parts = place.measured
    found = [Link(*row) for n in range(place.count) for row in _rows(place.made("passages", n, "links"))]
    family, nearest = gathered(ids, found)
    at = {article: n for n, article in enumerate(ids)}
    owners, spans = _spans(place, at, outlets)
    edits = [place.made("passages", n, "raw_edits")["habit"].to_numpy() for n in range(place.count)]
    _, which, times = np.unique(np.concatenate(edits), return_inverse=True, return_counts=True)
    counts = np.split(times[which], np.cumsum([len(own) for own in edits])[:-1])
    passages = 0
    for number in range(place.count):
        first, last = starts[number], starts[number + 1]
        kin = {article: nearest[article] for article in ids[first:last] if article in nearest}
        near = sorted({*range(first, last), *(at[link.b] for link in kin.values())})
        own = {}
        for article in parts[number]:
            begin, end = np.searchsorted(owners, [article, article + 1])
            own[article] = spans[begin:end].tolist()
        families = {ids[article]: family[ids[article]] for article in {*range(first, last), *own}}
        yield number, first, last, families, kin, near, own, counts[number], passages
        passages += len(place.made("passages", number, "passages"))


def _spans(place: Place, at: dict[str, int], outlets: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Numbers of articles, in order, and a span of each that it shares with another outlet."""
    columns = ["article_a", "start_a", "end_a", "article_b", "start_b", "end_b"]
    found = [np.empty((0, 3), dtype=np.int64)]
    for number in range(place.count):
        table = place.made("passages", number, "passages")
        rows = _rows(table.loc[table["kind"].isin(OWN), columns])
        both = [(at[a], *one, at[b], *two) for a, *one, b, x, y in rows for two in [(x, y)]]
        kept = [row for row in both if outlets[row[0]] != outlets[row[3]]]
        found.append(np.array([row[:3] for row in kept] + [row[3:] for row in kept], dtype=np.int64).reshape(-1, 3))
    every = np.concatenate(found)
    every = every[np.argsort(every[:, 0], kind="stable")]
    return every[:, 0], every[:, 1:]


def _gather(
    place: Place, key: str, number: int, first: int, last: int, family: dict[str, str], nearest: dict[str, Link],
    near: list[int], own: dict[int, list[list[int]]], counts: NDArray[np.int64], passages: int,
) -> None:  # fmt: skip
    """Families of a stretch of articles, edits of its passages, and the articles table of the part of this number."""
    corpus, _ = shelf(place.scratch).corpus(near)
    stretch = [article for n, article in zip(near, corpus, strict=True) if first <= n < last]
    articles, _ = shelf(place.scratch).corpus(list(own))
    shared = [
        (article.id, words_inside(article, [(start, end) for start, end in spans]))
        for article, spans in zip(articles, own.values(), strict=True)
    ]
    of = pd.DataFrame([(a.id, family[a.id]) for a in articles], columns=["article_id", "family"])
    words = pd.DataFrame(shared, columns=["article_id", "shared_words"])
    edits = place.made("passages", number, "raw_edits").drop(columns="habit")
    tables = {
        "families": family_rows(stretch, corpus, family, nearest),
        "articles": totals.with_shared(place.first(number, "articles"), of, words),
        "edits": frame("edits", edits.assign(passage=edits["passage"] + passages, count=counts)),
    }
    place.write("families", number, key, tables)


def _table(**columns: NDArray[Any]) -> NDArray[Any]:
    """Columns side by side, so that a stretch of rows is read at once."""
    length = len(next(iter(columns.values())))
    table = np.empty(length, dtype=[(name, column.dtype) for name, column in columns.items()])
    for name, column in columns.items():
        table[name] = column
    return table


def _rows(table: pd.DataFrame) -> Iterator[Any]:
    yield from table.itertuples(index=False, name=None)


def _hash(habit: tuple[str, ...]) -> int:
    return int.from_bytes(blake2b(repr(habit).encode(), digest_size=8).digest(), "big", signed=True)


def _runs_of(place: Place, number: int) -> Any:
    return place.scratch / "runs" / f"part-{number:06d}.npy"


def _weights_of(place: Place, number: int) -> Any:
    return place.scratch / "weights" / f"part-{number:06d}.npz"


def _alike_of(place: Place, number: int) -> Any:
    return place.scratch / "alike" / f"part-{number:06d}.npy"


def _pairs_of(place: Place, number: int) -> Any:
    return place.scratch / "pairs" / f"share-{number:06d}.npy"
