#!/usr/bin/env python3
"""Learn the weights of `framing.quotes.indirect` from PolNeAR.

    python benchmarks/train_indirect.py CORPUS [--score DEV] [--folds 5] [--dry]

CORPUS and DEV are files of one article a line (``polnear_train.jsonl.gz``). Writes
``framing/resources/indirect/model.npz``; with --dry nothing is written. --folds scores by articles left out.
Coefficients are rounded before they are saved, so that one machine gives the same bytes each time. Set
OMP_NUM_THREADS=1: the order in which threads add numbers changes their last digits.
"""

from __future__ import annotations

import argparse
import gzip
import json
from bisect import bisect_left
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from framing.document import Document
from framing.document.words import words as words_of
from framing.models import features_hash
from framing.quotes import clauses, indirect, sources, spans
from framing.quotes.arrays import Numbers, Reading
from framing.quotes.sketch import sketch
from framing.quotes.stems import lemma, listed
from framing.quotes.steps import SCALE, STEPS, Model, feature_names, model_of, slots_of

TARGET = Path(__file__).resolve().parent.parent / "framing" / "resources" / "indirect" / "model.npz"
INNER_FOLDS = 3  # the scorer that accepts is shown clauses found by weights of other articles
STRENGTH = {"gate_right": 0.1, "gate_left": 0.1, "start": 0.2, "edge": 0.3, "left_end": 0.2, "left_start": 0.2,
            "accept_right": 0.02, "accept_left": 0.04, "source": 0.1}  # fmt: skip
LEAST_COUNT, LEAST_WEIGHT, LEAST_RATE = (
    3,
    10,
    20,
)  # rarer values and smaller weights (in thousandths) are dropped


class Attributed(NamedTuple):
    """A gold clause in word numbers, its cue's head (-1 where not found) and its source's words."""

    start: int
    end: int
    head: int
    source: tuple[int, int] | None


class Example(NamedTuple):
    """An article as it is learned from."""

    article: dict[str, Any]
    document: Document
    spans: list[tuple[int, int]]
    words: list[str]
    marked: list[bool]
    gold: list[Attributed]

    def read(self, model: Model) -> Reading:
        return indirect.read([(self.document, self.spans)], model)[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--score", type=Path, help="score on these articles")
    parser.add_argument("--folds", type=int, default=0, help="score on articles of the corpus left out in turn")
    parser.add_argument("--dry", action="store_true", help="do not write the model")
    arguments = parser.parse_args()
    train = examples(arguments.corpus)
    if arguments.folds:
        tallies: dict[float, Counter[str]] = defaultdict(Counter)
        for fold in range(arguments.folds):
            model = model_of(fit([e for n, e in enumerate(train) if n % arguments.folds != fold]))
            tally(tallies, model, [e for n, e in enumerate(train) if n % arguments.folds == fold])
        report(f"{arguments.folds} folds", tallies)
    if arguments.dry and not arguments.score:
        return
    fitted = fit(train)
    if not arguments.dry:
        arrays = {**fitted, "features": np.array(features_hash(feature_names()))}
        np.savez_compressed(TARGET, **{name: arrays[name] for name in sorted(arrays)})
    if arguments.score:
        tallies = defaultdict(Counter)
        tally(tallies, model_of(fitted), examples(arguments.score))
        report(arguments.score.name, tallies)


def examples(path: Path) -> list[Example]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [example(json.loads(line)) for line in lines]


def example(article: dict[str, Any]) -> Example:
    document = Document(article["text"])
    drawn = sketch(document)
    starts, ends = drawn.starts, [b for _, b in document.words]
    quoted = [(q["start"], q["end"]) for q in article["quotes"]]
    marked = [False] * len(starts)
    for a, z in quoted:
        for k in range(bisect_left(starts, a), bisect_left(starts, z)):
            marked[k] = True
    places: dict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(drawn.lowered):
        places[word].append(i)
    gold = []
    for row in article["indirect"]:
        start, end = bisect_left(ends, row["start"] + 1), bisect_left(starts, row["end"])
        if end <= start:
            continue
        source = None
        if row.get("speaker_start") is not None:
            source = bisect_left(ends, row["speaker_start"] + 1), bisect_left(starts, row["speaker_end"])
        head = head_of(row["cue"], start, end, drawn.lowered, drawn.tags[0::2], places)
        gold.append(Attributed(start, end, head, source))
    return Example(article, document, quoted, drawn.lowered, marked, gold)


def head_of(cue: str, start: int, end: int, words: list[str], kinds: str, places: dict[str, list[int]]) -> int:
    """The word that carries the cue: of its nearest occurrence the last verb of saying, else verb, else noun."""
    wanted = [cue[a:b].lower() for a, b in words_of(cue)]
    if not wanted:
        return -1
    best: tuple[int, int] | None = None
    for i in places[wanted[0]]:
        after = i + len(wanted)
        if words[i:after] == wanted:
            away = 50 if i >= start and after <= end else start - after if i < start else i - end
            found = (away if away >= 0 else 20, i)
            best = found if best is None else min(best, found)
    if best is None or best[0] >= 60:
        return -1
    place = range(best[1], best[1] + len(wanted))
    if wanted[0] == "according":
        return best[1]
    for allowed in ("V", "eg", "NUORSGBnmraTJ"):
        hits = [k for k in place if kinds[k] in allowed]
        if hits:
            return hits[-1]
    return place[-1]


def fit(train: list[Example]) -> dict[str, Any]:
    """The model as it is saved."""
    rows = Rows()
    for fold in range(INNER_FOLDS):
        model = model_of(fit_steps([e for n, e in enumerate(train) if n % INNER_FOLDS != fold]))
        for e in train[fold::INNER_FOLDS]:
            seen = indirect.Seen(e.read(model), model)
            for side in ("right", "left"):
                for near in indirect.candidates(seen, model, side):
                    hits = [any(same(a, z, g) for g in e.gold) for a, z in zip(near.start, near.end, strict=True)]
                    rows.add(f"accept_{side}", near.attributes, hits)
    fitted = fit_steps(train)
    for side in ("right", "left"):
        fitted.update(rows.logistic([f"accept_{side}"]))
    return fitted


def same(start: int, end: int, g: Attributed) -> bool:
    """Do a clause and a gold clause share at least half of each?"""
    return 2 * (min(end, g.end) - max(start, g.start)) >= max(end - start, g.end - g.start)


def fit_steps(train: list[Example]) -> dict[str, Any]:
    """Cue rates and all steps but those that accept."""
    fitted = cue_rates(train)
    model = model_of(fitted)
    rows = Rows()
    for e in train:
        r = e.read(model)
        sides: dict[str, dict[int, Attributed]] = {"right": {}, "left": {}}
        for g in sorted(e.gold, key=lambda g: (g.start, g.end)):
            if g.head >= 0 and r.first[g.head] <= g.start < r.last[g.head] and r.rate[g.head]:
                if g.start > g.head:
                    sides["right"].setdefault(g.head, g)
                elif g.end <= g.head:
                    sides["left"][g.head] = g
        i = indirect.cues(r)
        if not len(i):
            continue
        for side, gold in sides.items():
            rows.add(f"gate_{side}", indirect.seen_of(r, i), np.isin(i, sorted(gold)))
            if gold:
                heads = np.array(sorted(gold))
                start, end = (np.array([getattr(gold[h], at) for h in sorted(gold)]) for at in ("start", "end"))
                end = np.minimum(end, r.last[heads])
                (add_right if side == "right" else add_left)(rows, r, heads, start, end)
                add_sources(rows, r, heads, start, end, [gold[h].source for h in sorted(gold)], side)
    for names in (
        ["gate_right"],
        ["gate_left"],
        ["start"],
        ["edge", "end"],
        ["left_end"],
        ["left_start"],
        ["source"],
    ):
        fitted.update(rows.logistic(names))
    return fitted


def add_right(rows: Rows, r: Reading, i: Numbers, start: Numbers, end: Numbers) -> None:
    """Where clauses after their cues begin and end: every place up to the true one."""
    row, j = spans.spread(i + 1, np.minimum(start + 1, i + 1 + spans.START_REACH))
    rows.add("start", clauses.start_attributes(r, i[row], j), j == start[row])
    row, j = spans.end_places(r, start)
    before = j < end[row]
    row, j = row[before], j[before]
    hits = j == end[row] - 1
    rows.add("edge", clauses.edge_attributes(r, j), hits)
    rows.add("end", clauses.end_attributes(r, i[row], start[row], j), hits)


def add_left(rows: Rows, r: Reading, i: Numbers, start: Numbers, end: Numbers) -> None:
    """Where clauses before their cues end and begin, from the cue backwards."""
    row, back = spans.spread(np.zeros_like(i), np.minimum(i - np.maximum(end, r.first[i] + 1) + 1, spans.START_REACH))
    j = i[row] - back
    rows.add("left_end", clauses.left_attributes(r, i[row], j, i[row]), j == end[row])
    row, back = spans.spread(np.ones_like(i), end - start + 1)
    j = end[row] - back
    rows.add("left_start", clauses.left_attributes(r, i[row], j, end[row]), j == start[row])


def add_sources(
    rows: Rows,
    r: Reading,
    i: Numbers,
    start: Numbers,
    end: Numbers,
    named: list[tuple[int, int] | None],
    side: str,
) -> None:
    """Phrases about the cues; of a source of several phrases (the mayor of a town) the one next to the cue counts."""
    row, j = sources.source_places(r, i, start, end)
    kept, hits = [], []
    for n, source in enumerate(named):
        places = [k for k in np.flatnonzero(row == n) if source is not None and source[0] <= j[k] < source[1]]
        best = min(places, key=lambda k: (abs(j[k] - i[n]), j[k]), default=-1)
        for k in np.flatnonzero(row == n):
            if k not in places or k == best:
                kept.append(k)
                hits.append(k == best)
    row, j = row[kept], j[kept]
    right = np.full_like(j, side == "right")
    rows.add("source", clauses.source_attributes(r, i[row], j, right), hits)


class Rows:
    """Examples of each step: hashed places of their values, and whether they are hits."""

    def __init__(self) -> None:
        self.places: dict[str, list[Any]] = defaultdict(list)
        self.hits: dict[str, list[Any]] = defaultdict(list)

    def add(self, name: str, attributes: list[Numbers], hits: Any) -> None:
        self.places[name].append(clauses.hashed(attributes, slots_of(name), STEPS[name][2]).T)
        self.hits[name].append(np.asarray(hits, dtype=bool))

    def logistic(self, names: list[str]) -> dict[str, Any]:
        """Rounded weights of a logistic regression; steps named together add up, and the first has the bias."""
        from scipy.sparse import csr_matrix
        from sklearn.linear_model import LogisticRegression

        offsets = np.cumsum([0] + [2 ** STEPS[name][2] for name in names])
        places = np.concatenate(
            [np.concatenate(self.places[name]) + low for name, low in zip(names, offsets, strict=False)],
            axis=1,
        )
        hits = np.concatenate(self.hits[names[0]])
        counts = np.bincount(places.ravel(), minlength=offsets[-1])
        data = (counts[places] >= LEAST_COUNT).ravel().astype(float)
        ends = np.arange(len(places) + 1) * places.shape[1]
        matrix = csr_matrix((data, places.ravel(), ends), shape=(len(places), offsets[-1]))
        matrix.sum_duplicates()
        matrix.eliminate_zeros()
        learner = LogisticRegression(C=STRENGTH[names[0]], solver="liblinear", random_state=0, max_iter=300)
        learner.fit(matrix, hits)
        weights = np.rint(learner.coef_[0] * SCALE).astype(np.int16)
        weights[(np.abs(weights) < LEAST_WEIGHT) | (counts < LEAST_COUNT)] = 0
        found: dict[str, Any] = {}
        for n, name in enumerate(names):
            found[name] = weights[offsets[n] : offsets[n + 1]]
            found[f"{name}_bias"] = np.int32(0 if n else np.rint(learner.intercept_[0] * SCALE))
        return found


def cue_rates(train: list[Example]) -> dict[str, Any]:
    """How often each stem is a cue's head, of those that are more than once or belong to a listed group."""
    heads: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    stems = {word: lemma(word) for e in train for word in e.words}
    for e in train:
        heads.update(stems[e.words[i]] for i in {g.head for g in e.gold if g.head >= 0})
        seen.update(stems[word] for word, marked in zip(e.words, e.marked, strict=True) if not marked)
    groups = listed()[0]
    rates = {stem: round(SCALE * heads[stem] / (seen[stem] + 1)) for stem in sorted({*heads, *groups})}
    rates = {stem: rate for stem, rate in rates.items() if stem in groups or heads[stem] > 1 and rate >= LEAST_RATE}
    return {"stems": np.array(" ".join(rates)), "rates": np.array(list(rates.values()), dtype=np.int16)}


def tally(tallies: dict[float, Counter[str]], model: Model, held: list[Example]) -> None:
    """Count clauses found, given and wanted, as `score_quotes.py --indirect` does, at several thresholds."""
    shipped, accept = indirect.shipped, indirect.ACCEPT
    indirect.shipped = lambda: model  # type: ignore[assignment]
    for threshold in (0.3, 0.35, 0.4, 0.45, 0.5):
        indirect.ACCEPT = threshold
        counts = tallies[threshold]
        for e in held:
            found = indirect.indirect(e.document, e.spans)
            gold = e.article["indirect"]
            for g, p in matched(gold, found):
                counts["right"] += 1
                a, b, given = gold[g].get("speaker_start"), gold[g].get("speaker_end"), found[p]
                if given.source_start < 0 or a is None:
                    counts["source"] += given.source_start < 0 and a is None
                else:
                    counts["source"] += given.source_start < b and a < given.source_end
            counts["given"] += len(found)
            counts["gold"] += len(gold)
    indirect.shipped, indirect.ACCEPT = shipped, accept


def matched(gold: list[dict[str, Any]], found: list[indirect.Indirect]) -> list[tuple[int, int]]:
    shared = []
    for g, row in enumerate(gold):
        for p, span in enumerate(found):
            common = min(row["end"], span.end) - max(row["start"], span.start)
            if common > 0 and 2 * common >= max(row["end"] - row["start"], span.end - span.start):
                shared.append((-common, g, p))
    pairs: dict[int, int] = {}
    for _, g, p in sorted(shared):
        if g not in pairs and p not in pairs.values():
            pairs[g] = p
    return sorted(pairs.items())


def report(title: str, tallies: dict[float, Counter[str]]) -> None:
    for threshold, n in sorted(tallies.items()):
        precision, recall = n["right"] / max(1, n["given"]), n["right"] / max(1, n["gold"])
        print(
            f"{title}  from {threshold:.2f}: P {precision:.3f}  R {recall:.3f}  "
            f"F1 {2 * n['right'] / max(1, n['given'] + n['gold']):.3f}  source {n['source'] / max(1, n['right']):.3f}"
        )


if __name__ == "__main__":
    main()
