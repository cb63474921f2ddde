"""Learn what in quotation marks is a quotation: ``python benchmarks/train_kinds.py CORPORA``.

CORPORA holds polnear_train.jsonl.gz and polnear_dev.jsonl.gz. Writes framing/resources/kinds/model.json (weights
only) and prints five-fold figures on train, grouped by article, and figures on dev.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler

from framing.measures.quotes.kind_features import features, word_features
from framing.measures.quotes.kinds import feature_names
from framing.measures.quotes.marks import marked
from framing.models import features_hash
from framing.text.document import Document

OUT = Path(__file__).parents[1] / "framing" / "resources" / "kinds" / "model.json"
STRENGTH = 0.1  # inverse of the ridge penalty, on standardised features
# With words: a stronger penalty, of which a word feels a quarter; those met less often are left out.
STRENGTH_WORDS, LOUDNESS, LEAST = 0.05, 2.0, 5
FOUND_WANTED = 0.97
QUOTE, NONE, UNKNOWN = 1, 0, -1


class Data:
    """Every outermost stretch in marks of a corpus with its features and what the annotators made of it."""

    def __init__(self, path: Path) -> None:
        rows: list[tuple[float, ...]] = []
        self.words: list[dict[str, float]] = []
        label: list[int] = []
        direct: list[bool] = []
        group: list[int] = []
        single: list[bool] = []
        self.missed = 0  # quotations with no stretch in marks found
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                article = json.loads(line)
                document = Document(article["text"])
                spans = [span for span in marked(document) if not span.depth]
                places = [(span.start, span.end) for span in spans]
                quotes = pairs([(q["start"], q["end"]) for q in article["quotes"]], places)
                others = set(pairs([(q[0], q[1]) for q in article["not_quotes"]], places))
                self.missed += len(article["quotes"]) - len(quotes)
                rows += features(document, spans)
                self.words += [dict.fromkeys(names, LOUDNESS) for names in word_features(document, spans)]
                for i, span in enumerate(spans):
                    label.append(QUOTE if i in quotes else NONE if i in others else UNKNOWN)
                    direct.append(i in quotes and article["quotes"][quotes[i]]["kind"] == "direct")
                    group.append(number)
                    single.append(span.style == "single")
        self.x, self.y, self.group = np.array(rows, float), np.array(label), np.array(group)
        self.direct, self.single = np.array(direct), np.array(single)


def pairs(gold: list[tuple[int, int]], found: list[tuple[int, int]]) -> dict[int, int]:
    """Found to gold, where each shares at least half of the other; best overlap first."""
    candidates = []
    for i, (a, b) in enumerate(gold):
        for j, (c, d) in enumerate(found):
            shared = min(b, d) - max(a, c)
            if shared > 0 and 2 * shared >= b - a and 2 * shared >= d - c:
                candidates.append((-shared, i, j))
    used: set[int] = set()
    result: dict[int, int] = {}
    for _, i, j in sorted(candidates):
        if i not in used and j not in result:
            used.add(i)
            result[j] = i
    return result


def fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Intercept and weights on the features as they are, rounded."""
    scale = StandardScaler().fit(x)
    model = LogisticRegression(C=STRENGTH, max_iter=2000, tol=1e-8).fit(scale.transform(x), y)
    weights = model.coef_[0] / scale.scale_
    return np.round(np.concatenate([[model.intercept_[0] - weights @ scale.mean_], weights]), 4)


def fit_words(x: np.ndarray, words: list[dict[str, float]], y: np.ndarray) -> tuple[np.ndarray, dict[str, float]]:
    """As `fit`, with a weight for each word that is met often enough."""
    vectors = DictVectorizer()
    seen = vectors.fit_transform(words)
    often = np.flatnonzero(np.bincount(seen.indices, minlength=seen.shape[1]) >= LEAST)
    scale = StandardScaler().fit(x)
    both = hstack([csr_matrix(scale.transform(x)), seen[:, often]]).tocsr()
    model = LogisticRegression(C=STRENGTH_WORDS, max_iter=2000, tol=1e-8).fit(both, y)
    weights = model.coef_[0, : x.shape[1]] / scale.scale_
    names = vectors.get_feature_names_out()[often]
    spoken = np.round(model.coef_[0, x.shape[1] :] * LOUDNESS, 3)
    intercept = model.intercept_[0] - weights @ scale.mean_
    return np.round(np.concatenate([[intercept], weights]), 4), {
        name: value for name, value in zip(names.tolist(), spoken.tolist(), strict=True) if abs(value) >= 0.01
    }


def apply(weights: np.ndarray, x: np.ndarray, more: np.ndarray | float = 0.0) -> np.ndarray:
    return 1 / (1 + np.exp(-(weights[0] + x @ weights[1:] + more)))


def spoken_for(words: list[dict[str, float]], weight: dict[str, float]) -> np.ndarray:
    """The sum of each row's word weights."""
    return np.array([sum(weight.get(name, 0.0) for name in row) for row in words])


def folds(data: Data, use: np.ndarray, target: np.ndarray, words: bool = False) -> np.ndarray:
    """Probabilities for each row from a model that saw none of its article."""
    out = np.zeros(len(data.y))
    for train, test in GroupKFold(5).split(data.x, data.y, data.group):
        train = train[use[train]]
        if words:
            weights, weight = fit_words(data.x[train], [data.words[i] for i in train], target[train])
            out[test] = apply(weights, data.x[test], spoken_for([data.words[i] for i in test], weight))
        else:
            out[test] = apply(fit(data.x[train], target[train]), data.x[test])
    return out


def scores(data: Data, p: np.ndarray, threshold: float, singles: bool) -> dict[str, float]:
    """F1 of quotations found and of scare quotes told apart.

    The annotators of PolNeAR passed over single marks (headlines above all): with `singles` every prediction about
    them counts as wrong, without they are left out.
    """
    seen = np.ones(len(data.y), bool) if singles else ~data.single
    kept = (p >= threshold) & seen
    cut = (p < threshold) & seen
    right, wrong = np.sum(kept & (data.y == QUOTE)), np.sum(kept & (data.y != QUOTE))
    lost = data.missed + np.sum(data.y == QUOTE) - right
    scare, false = np.sum(cut & (data.y == NONE)), np.sum(cut & (data.y != NONE))
    missed = np.sum(data.y == NONE) - scare
    return {
        "found": 2 * right / (2 * right + wrong + lost),
        "scare": 2 * scare / max(1, 2 * scare + false + missed),
    }


def main(corpora: Path) -> None:
    train, dev = Data(corpora / "polnear_train.jsonl.gz"), Data(corpora / "polnear_dev.jsonl.gz")
    known, quotes = train.y != UNKNOWN, train.y == QUOTE
    p = folds(train, known, train.y, words=True)
    grid = [round(0.4 + 0.05 * step, 2) for step in range(8)]
    tried = {threshold: scores(train, p, threshold, False) for threshold in grid}
    enough = [threshold for threshold in grid if tried[threshold]["found"] >= FOUND_WANTED] or grid
    threshold = max(enough, key=lambda threshold: tried[threshold]["scare"])
    quoted, words = fit_words(train.x[known], [train.words[i] for i in np.flatnonzero(known)], train.y[known])
    direct = fit(train.x[quotes], train.direct[quotes])
    model: dict[str, Any] = {
        "features": features_hash(feature_names()),
        "quoted": quoted.tolist(),
        "direct": direct.tolist(),
        "threshold": threshold,
        "words": words,
    }
    OUT.write_text(json.dumps(model, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    halves = folds(train, quotes, train.direct) >= 0.5
    on_dev, dev_quotes = apply(quoted, dev.x, spoken_for(dev.words, words)), dev.y == QUOTE
    for label, data, probability, whole in (
        ("train, five folds", train, p, halves),
        ("dev", dev, on_dev, apply(direct, dev.x) >= 0.5),
    ):
        use = data.y == QUOTE
        for singles in (False, True):
            result = scores(data, probability, threshold, singles)
            print(
                f"{label:<18} {'all marks' if singles else 'double marks':<13} found F1 {result['found']:.3f}  "
                f"scare F1 {result['scare']:.3f}  direct or partial {np.mean((whole == data.direct)[use]):.3f}"
            )
    print(f"threshold {threshold}, {len(train.y)} stretches in train, {np.sum(dev_quotes)} quotations in dev")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
