#!/usr/bin/env python3
"""Learn the weights of `framing.quotes.indirect` from PolNeAR.

    python benchmarks/train_indirect.py CORPUS [--score DEV] [--folds 5] [--dry]

CORPUS and DEV are files of one article a line (``polnear_train.jsonl.gz``). Writes
``framing/resources/indirect/model.json``; with --dry nothing is written. --folds scores by articles left out.
Coefficients are rounded before they are saved, so that one machine gives the same bytes each time.
"""

from __future__ import annotations

import argparse
import gzip
import json
from bisect import bisect_left
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from framing.document import Document
from framing.document.words import words as words_of
from framing.quotes import clauses, indirect
from framing.quotes.clauses import Bounds, Reading, lemma

TARGET = Path(__file__).resolve().parent.parent / "framing" / "resources" / "indirect" / "model.json"
INNER_FOLDS = 3  # the scorer that accepts is shown clauses found by weights of other articles
STRENGTH = {"gateR": 0.1, "gateL": 0.1, "start": 0.2, "end": 0.3, "left_end": 0.2, "left_start": 0.2,
            "acceptR": 0.05, "acceptL": 0.1, "source": 0.1}  # fmt: skip
LEAST_COUNT = {"acceptR": 4, "acceptL": 4}
LEAST_WEIGHT = 0.04


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
    reading: Reading
    gold: list[Attributed]


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
            model = indirect.runnable(fit([e for n, e in enumerate(train) if n % arguments.folds != fold]))
            tally(tallies, model, [e for n, e in enumerate(train) if n % arguments.folds == fold])
        report(f"{arguments.folds} folds", tallies)
    if arguments.dry and not arguments.score:
        return
    fitted = fit(train)
    if not arguments.dry:
        TARGET.write_text(json.dumps(fitted, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n", "utf-8")
    if arguments.score:
        tallies = defaultdict(Counter)
        tally(tallies, indirect.runnable(fitted), examples(arguments.score))
        report(arguments.score.name, tallies)


def examples(path: Path) -> list[Example]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [example(json.loads(line)) for line in lines]


def example(article: dict[str, Any]) -> Example:
    document = Document(article["text"])
    reading = indirect.read(document, [(q["start"], q["end"]) for q in article["quotes"]])
    starts, ends = [a for a, _ in document.words], [b for _, b in document.words]
    places: dict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(reading.words):
        places[word].append(i)
    gold = []
    for row in article["indirect"]:
        start, end = bisect_left(ends, row["start"] + 1), bisect_left(starts, row["end"])
        if end <= start:
            continue
        source = None
        if row.get("speaker_start") is not None:
            source = bisect_left(ends, row["speaker_start"] + 1), bisect_left(starts, row["speaker_end"])
        gold.append(Attributed(start, end, head_of(row["cue"], start, end, reading, places), source))
    return Example(article, document, reading, gold)


def head_of(cue: str, start: int, end: int, reading: Reading, places: dict[str, list[int]]) -> int:
    """The word that carries the cue: of its nearest occurrence the last verb of saying, else verb, else noun."""
    wanted = [cue[a:b].lower() for a, b in words_of(cue)]
    if not wanted:
        return -1
    best: tuple[int, int] | None = None
    for i in places[wanted[0]]:
        after = i + len(wanted)
        if reading.words[i:after] == wanted:
            away = 50 if i >= start and after <= end else start - after if i < start else i - end
            found = (away if away >= 0 else 20, i)
            best = found if best is None else min(best, found)
    if best is None or best[0] >= 60:
        return -1
    place = range(best[1], best[1] + len(wanted))
    if wanted[0] == "according":
        return best[1]
    for allowed in ("V", "eg", "NUORSGBnmraTJ"):
        hits = [k for k in place if reading.classes[k] in allowed]
        if hits:
            return hits[-1]
    return place[-1]


def fit(train: list[Example]) -> dict[str, Any]:
    """The model as it is saved."""
    rows: dict[str, list[tuple[tuple[str, ...], bool]]] = defaultdict(list)
    for fold in range(INNER_FOLDS):
        model = indirect.runnable(fit_steps([e for n, e in enumerate(train) if n % INNER_FOLDS != fold]))
        for e in train[fold::INNER_FOLDS]:
            for found in indirect.candidates(e.reading, e.document, model):
                right = any(indirect._same(found, g) for g in e.gold)  # type: ignore[arg-type]
                rows["accept" + found.side].append((found.values, right))
    fitted = fit_steps(train)
    for name in sorted(rows):
        fitted["steps"][name] = logistic(name, rows[name])
    return fitted


def fit_steps(train: list[Example]) -> dict[str, Any]:
    """Cue rates and all steps but the one that accepts."""
    rates = cue_rates(train)
    rows: dict[str, list[tuple[tuple[str, ...], bool]]] = defaultdict(list)
    for e in train:
        sides: dict[str, dict[int, list[Attributed]]] = {"R": defaultdict(list), "L": defaultdict(list)}
        for g in e.gold:
            if g.head >= 0 and (g.start > g.head or g.end <= g.head):
                sides["R" if g.start > g.head else "L"][g.head].append(g)
        for i, b, _ in indirect.cues(e.reading, e.document, rates):
            gate = clauses.gate_values(e.reading, i, b)
            rows["gateR"].append((gate, i in sides["R"]))
            rows["gateL"].append((gate, i in sides["L"]))
            for side in "RL":
                inside = [g for g in sides[side].get(i, []) if b.first <= g.start and g.start < b.last]
                if inside:
                    add_steps(rows, e.reading, i, b, side, inside)
    return {"cues": rates, "steps": {name: logistic(name, rows[name]) for name in sorted(rows)}}


def add_steps(rows: Any, r: Reading, i: int, b: Bounds, side: str, gold: list[Attributed]) -> None:
    """Examples of where the clause of cue `i` begins and ends, and of its source."""
    if side == "R":
        g = min(gold, key=lambda g: (g.start, g.end))
        end = min(g.end, b.last)
        for j in range(i + 1, min(g.start + 1, i + 1 + clauses.START_REACH, b.last)):
            rows["start"].append((clauses.start_values(r, i, j, b), j == g.start))
        for j, commas, verbs in indirect.end_places(r, g.start, b):
            if j < end:
                values = clauses.edge_values(r, j) + clauses.end_values(r, i, g.start, j, b, commas, verbs)
                rows["end"].append((values, j == end - 1))
    else:
        g = max(gold, key=lambda g: (g.end - g.start, g.start))
        for j in range(i, max(g.end - 1, b.first, i - clauses.START_REACH), -1):
            rows["left_end"].append((clauses.left_end_values(r, i, j, b), j == g.end))
        for j in range(g.end - 1, max(g.start, b.first) - 1, -1):
            rows["left_start"].append((clauses.left_start_values(r, i, j, g.end, b), j == g.start))
    if g.source is not None:
        places = [j for j in indirect.source_places(r, i, g.start, g.end, b)]
        right = [j for j in places if g.source[0] <= j < g.source[1]]
        # Of a source of several phrases (the mayor of a town) the one next to the cue counts.
        for j in places:
            if j not in right or j == min(right, key=lambda k: abs(k - i)):
                rows["source"].append((clauses.source_values(r, i, j, b, side), j in right))
    else:
        for j in indirect.source_places(r, i, g.start, g.end, b):
            rows["source"].append((clauses.source_values(r, i, j, b, side), False))


def cue_rates(train: list[Example]) -> dict[str, float]:
    """How often each lemma is a cue's head, of those that are more than once or belong to a listed group."""
    heads: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for e in train:
        heads.update(lemma(e.reading.words[i]) for i in {g.head for g in e.gold if g.head >= 0})
        seen.update(lemma(w) for w, marked in zip(e.reading.words, e.reading.marked, strict=True) if not marked)
    listed = clauses._listed()[0]
    rates = {w: round(heads[w] / (seen[w] + 1), 3) for w in sorted(set(heads) | set(listed))}
    return {w: rate for w, rate in rates.items() if w in listed or heads[w] > 1 and rate >= 0.02}


def logistic(name: str, rows: list[tuple[tuple[str, ...], bool]]) -> dict[str, Any]:
    """Weights of a logistic regression over the values of each slot, rounded."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counts = Counter((slot, value) for values, _ in rows for slot, value in enumerate(values) if value)
    least = LEAST_COUNT.get(name, 3)
    index = {key: n for n, key in enumerate(sorted(key for key, count in counts.items() if count >= least))}
    columns: list[int] = []
    ends = [0]
    for values, _ in rows:
        columns += [index[key] for key in enumerate(values) if key in index]
        ends.append(len(columns))
    matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(index)))
    learner = LogisticRegression(C=STRENGTH[name], solver="liblinear", random_state=0, max_iter=300)
    learner.fit(matrix, np.array([right for _, right in rows]))
    slots: list[dict[str, float]] = [{} for _ in rows[0][0]]
    for (slot, value), n in index.items():
        weight = round(float(learner.coef_[0][n]), 3)
        if abs(weight) >= LEAST_WEIGHT:
            slots[slot][value] = weight
    return {"bias": round(float(learner.intercept_[0]), 3), "slots": slots}


def tally(tallies: dict[float, Counter[str]], model: dict[str, Any], held: list[Example]) -> None:
    """Count clauses found, given and wanted, as `score_quotes.py --indirect` does, at several thresholds."""
    shipped, accept = indirect.shipped, indirect.ACCEPT
    indirect.shipped = lambda: model  # type: ignore[assignment]
    for threshold in (0.3, 0.35, 0.4, 0.45, 0.5):
        indirect.ACCEPT = threshold
        counts = tallies[threshold]
        for e in held:
            found = indirect.indirect(e.document, [(q["start"], q["end"]) for q in e.article["quotes"]])
            gold = e.article["indirect"]
            for g, p in matched(gold, found):
                counts["right"] += 1
                spans = [] if gold[g].get("speaker_start") is None else [(gold[g]["speaker_start"], gold[g]["speaker_end"])]
                given = found[p]
                hit = any(given.source_start < b and a < given.source_end for a, b in spans)
                counts["source"] += hit if given.source_start >= 0 else not spans
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
        print(f"{title}  from {threshold:.2f}: P {precision:.3f}  R {recall:.3f}  "
              f"F1 {2 * n['right'] / max(1, n['given'] + n['gold']):.3f}  source {n['source'] / max(1, n['right']):.3f}")


if __name__ == "__main__":
    main()
