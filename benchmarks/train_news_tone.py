"""Train the scorer "news" and measure it: python benchmarks/train_news_tone.py CORPORA

CORPORA holds vader_nyt.jsonl.gz and newsmtsc_train.jsonl.gz. Editorials whose number is divisible by four are held
out: they take part in no choice and no fit, and are scored once the model is made. Writes model.npz and card.md
to framing/resources/news_tone, the same bytes on one machine every time; elsewhere the same weights to four places.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections import Counter, defaultdict
from math import log, sqrt
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import Ridge
from sklearn.model_selection import GroupKFold
from threadpoolctl import threadpool_limits

from framing.measures._tone.lexicon import compound
from framing.measures._tone.news import MODEL, Parts, pieces, save, score
from framing.measures._tone.news_features import Sentence, features
from framing.measures._tone.vocabulary import straighten

HELD_OUT = 4  # every fourth editorial
ALPHA = 5.0  # ridge penalty
NEWSMTSC_WEIGHT = 0.3  # of a NewsMTSC sentence against a rated one
DENSE, PIECES = 0.1, 0.7  # scale of a block, that is how little it is penalised; words and charges have 1
MIN_SENTENCES, MIN_WORDS = 2, 3  # a word must stand in so many sentences, a piece in so many words
RATING = {"negative": -1.0, "neutral": 0.0, "positive": 1.0}
SEED = 20210608


class Data(NamedTuple):
    sentences: list[Sentence]
    ratings: np.ndarray
    weights: np.ndarray
    groups: np.ndarray  # editorial, 0 for NewsMTSC


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    corpora = parser.parse_args().corpora
    rated = read(corpora / "vader_nyt.jsonl.gz")
    training = [row for row in rated if int(row["doc"]) % HELD_OUT]
    held = [row for row in rated if not int(row["doc"]) % HELD_OUT]
    data = together(training, read(corpora / "newsmtsc_train.jsonl.gz"))

    with threadpool_limits(1):  # the order of sums decides the last bits
        validated = cross_validate(data)
        model = fit(data)
    MODEL.parent.mkdir(parents=True, exist_ok=True)
    save(
        MODEL, list(model.idf.values()),
        {"words": model.words, "pieces": model.pieces, "charges": model.charges},
        model.dense, model.intercept, model.rare,
    )  # fmt: skip
    scores = {
        "sentences": len(held),
        "editorials": len({row["doc"] for row in held}),
        "cv": validated,
        "vader": against(held, compound([straighten(row["text"]) for row in held])),
        "news": against(held, np.array([score(features(row["text"]), model) for row in held])),
    }
    digest = hashlib.sha256(MODEL.read_bytes()).hexdigest()
    (MODEL.parent / "card.md").write_text(card(scores, data, digest), encoding="utf-8")
    for name in ("vader", "news"):
        r, low, high = scores[name]
        print(f"{name}: r {r:.3f} [{low:.3f}, {high:.3f}] on {len(held)} held-out sentences")
    print(f"news, cross-validated on the training editorials: r {validated:.3f}")


def read(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def together(rated: list[dict[str, Any]], targets: list[dict[str, Any]]) -> Data:
    """Rated sentences, then each sentence of NewsMTSC once with the mean of its targets' labels."""
    labels: dict[str, list[float]] = defaultdict(list)
    for row in targets:
        labels[row["text"]].append(RATING[row["label"]])
    texts = [row["text"] for row in rated] + sorted(labels)
    return Data(
        [features(text) for text in texts],
        np.array([row["rating"] for row in rated] + [mean(labels[text]) for text in sorted(labels)]),
        np.array([1.0] * len(rated) + [NEWSMTSC_WEIGHT] * len(labels)),
        np.array([int(row["doc"]) for row in rated] + [0] * len(labels)),
    )


def cross_validate(data: Data) -> float:
    """Pearson r over five folds of the training editorials; NewsMTSC is in every training part."""
    rated = np.flatnonzero(data.groups)
    rest = np.flatnonzero(data.groups == 0)
    guesses = np.zeros(len(data.ratings))
    for train, test in GroupKFold(5).split(rated, groups=data.groups[rated]):
        model = fit(part(data, np.r_[rated[train], rest]))
        guesses[rated[test]] = [score(data.sentences[i], model) for i in rated[test]]
    return float(np.corrcoef(guesses[rated], data.ratings[rated])[0, 1])


def part(data: Data, rows: np.ndarray) -> Data:
    return Data([data.sentences[i] for i in rows], data.ratings[rows], data.weights[rows], data.groups[rows])


def fit(data: Data) -> Parts:
    """Ridge regression on dense features, words, pieces of words and charges, read back as weights of each."""
    n = len(data.sentences)
    held = Counter(word for sentence in data.sentences for word in sentence.words)
    every = sorted(held)
    idf = {word: log((1 + n) / (1 + held[word])) + 1 for word in every}
    frequent = [word for word in every if held[word] >= MIN_SENTENCES]
    parts = {word: pieces(word) for word in every}
    spread = Counter(piece for word in every for piece in parts[word])
    kept = sorted(piece for piece, words in spread.items() if words >= MIN_WORDS)
    charged = sorted({word for sentence in data.sentences for word in sentence.charges})

    in_sentences = matrix([_normed(sentence, idf) for sentence in data.sentences], every)
    in_words = matrix([_shared(parts[word], spread) for word in every], kept)
    at = {word: i for i, word in enumerate(every)}
    words = in_sentences[:, [at[word] for word in frequent]]
    charges = matrix([_damped(sentence.charges) for sentence in data.sentences], charged)
    dense = np.array([sentence.dense for sentence in data.sentences], dtype=float)
    rated = data.groups > 0
    centre, spread_of = dense[rated].mean(axis=0), dense[rated].std(axis=0)
    standard = csr_matrix((dense - centre) / spread_of * DENSE)

    x = hstack([standard, words, in_sentences @ in_words * PIECES, charges]).tocsr()
    ridge = Ridge(alpha=ALPHA, solver="sparse_cg", tol=1e-6, max_iter=2000)
    ridge.fit(x, data.ratings, sample_weight=data.weights)

    coefficients = np.split(ridge.coef_, np.cumsum([dense.shape[1], len(frequent), len(kept)]))
    of_dense = coefficients[0] * DENSE / spread_of
    return Parts(
        {word: round(idf[word], 4) for word in frequent},
        _named(frequent, coefficients[1]),
        _named(kept, coefficients[2] * PIECES),
        _named(charged, coefficients[3]),
        [round(float(weight), 6) for weight in of_dense],
        round(float(ridge.intercept_ - of_dense @ centre), 6),
        round(log((1 + n) / 2) + 1, 4),
        {},
    )


def _normed(sentence: Sentence, idf: dict[str, float]) -> dict[str, float]:
    sizes = {w: idf[w] * (sqrt(c) if c > 0 else -sqrt(-c)) for w, c in sentence.words.items()}
    norm = sqrt(sum(size * size for size in sizes.values())) or 1.0
    return {word: size / norm for word, size in sizes.items()}


def _shared(of_word: list[str], spread: Counter[str]) -> dict[str, float]:
    kept = [piece for piece in of_word if spread[piece] >= MIN_WORDS]
    return {piece: 1 / sqrt(len(kept)) for piece in kept}


def _damped(charges: dict[str, float]) -> dict[str, float]:
    norm = sqrt(1 + sum(value * value for value in charges.values()))
    return {word: value / norm for word, value in charges.items()}


def _named(names: list[str], weights: np.ndarray) -> dict[str, float]:
    return {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}


def matrix(rows: list[dict[str, float]], columns: list[str]) -> csr_matrix:
    at = {name: i for i, name in enumerate(columns)}
    indices = [at[name] for row in rows for name in row]
    values = [value for row in rows for value in row.values()]
    ends = np.cumsum([0, *map(len, rows)])
    return csr_matrix((values, indices, ends), shape=(len(rows), len(columns)))


def against(rows: list[dict[str, Any]], guesses: np.ndarray) -> tuple[float, float, float]:
    """Pearson r with the ratings, and its interval (95 %, editorials drawn with replacement 2,000 times)."""
    ratings = np.array([row["rating"] for row in rows])
    by_editorial: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        by_editorial[row["doc"]].append(i)
    places = [np.array(by_editorial[key]) for key in sorted(by_editorial)]
    chance = np.random.default_rng(SEED)
    drawn = []
    for _ in range(2000):
        chosen = np.concatenate([places[i] for i in chance.integers(len(places), size=len(places))])
        drawn.append(np.corrcoef(guesses[chosen], ratings[chosen])[0, 1])
    low, high = np.percentile(drawn, [2.5, 97.5])
    return float(np.corrcoef(guesses, ratings)[0, 1]), float(low), float(high)


def card(scores: dict[str, Any], data: Data, digest: str) -> str:
    rated = int((data.groups > 0).sum())
    form = (
        f"ridge regression, penalty {ALPHA:g}; weights of words, of pieces of words (four to six characters), of "
        f"VADER's words in place, and of {len(data.sentences[0].dense)} sums over the sentence "
        "(`framing/measures/_tone/news_features.py`)"
    )
    learned = (
        f"{rated:,} sentences of New York Times editorials with twenty ratings each (VADER study, MIT), and "
        f"{len(data.ratings) - rated:,} sentences of NewsMTSC's training set (MIT; mean label of a sentence's targets "
        f"as -1, 0 or 1, weight {NEWSMTSC_WEIGHT:g})"
    )
    held = (
        f"the editorials whose number is divisible by four: {scores['sentences']:,} sentences of "
        f"{scores['editorials']} editorials, used for nothing but the rows below"
    )
    (vader, vader_low, vader_high), (news, low, high) = scores["vader"], scores["news"]
    return f"""# The scorer "news"

Tone of one English news sentence, -1 to 1: the mean rating (-4 to 4) that twenty readers would give it, divided by 4.

| | |
|---|---|
| form | {form} |
| learned on | {learned} |
| lexica | VADER's (MIT) and the Opinion Lexicon (CC BY 4.0, `../opinion_lexicon/card.md`) |
| held out | {held} |
| made by | `python benchmarks/train_news_tone.py CORPORA` |
| sha256 of model.npz | `{digest}` |

| Pearson r with the mean rating | held-out editorials | 95 % (editorials resampled) |
|---|---|---|
| VADER, straightened text | {vader:.3f} | {vader_low:.3f} to {vader_high:.3f} |
| news | {news:.3f} | {low:.3f} to {high:.3f} |

Cross-validated by editorial on the training part: {scores["cv"]:.3f}. One human rater against the others' mean: .745.

**Limits.** Editorials say what they think; reports mostly do not, and this was not measured on reports. It rates the
whole sentence, not what is said of anyone in it (`framing.tone_toward`). It has no sense of irony, and a topic that
the training years wrote of darkly weighs on every sentence about it: run `framing.tone_audit`. No sentence of the
training data can be read from the model: it holds single words and pieces of words.

Hutto, C. J. & Gilbert, E. (2014), ICWSM; Hamborg, F. & Donnay, K. (2021), EACL; Hu, M. & Liu, B. (2004), KDD.
"""


if __name__ == "__main__":
    main()
