#!/usr/bin/env python3
"""Make `framing/resources/reuse` again: the counts of stems and the weights of the signs of a common copy.

    python benchmarks/train_reuse.py CORPORA [--out FOLDER]

CORPORA holds polnear_train, polnear_dev, newswcl50, newsmtsc_train and narrative_frames as ``.jsonl.gz``. The same
corpora give the same bytes. Independent pairs are reports of one event by different outlets; derived pairs are made of
them by `rewriting.py`. Printed first is the judge to beat: the share of five-word runs, quotations masked.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rewriting import derived

from framing.measures.selection.signs import SIGNS, Sentence, own_words, shared_runs, signs
from framing.measures.selection.tokens import stem
from framing.models import features_hash
from framing.text.document import Document
from framing.text.zones import STORY

TARGET = Path(__file__).resolve().parent.parent / "framing" / "resources" / "reuse"
SEED = 4
LEAST_STEM, LEAST_PAIR = 3, 8  # articles that print a stem or a pair of stems that is kept
DAYS, TOPICAL, NEAREST = 4, 0.12, 900  # PolNeAR articles on one event: days apart, TF-IDF likeness, pairs taken
LITTLE = 0.35  # share of the shorter text up to which a derived pair is hard to tell
RATE = 12 / 112  # of derived pairs in the figures, as among real pairs on one event
LABEL, PENALTY = 0.25, 0.002  # weight of derived-or-not in the target; L2
QUOTED = re.compile('[“"][^“”"]*[”"]')
Floats = NDArray[np.float64]


class Pair(NamedTuple):
    """Two texts: their event, the share of the shorter one's words that derive, that share less what was reworded."""

    event: str
    share: float
    reused: float
    a: str
    b: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--out", type=Path, default=TARGET)
    chosen = parser.parse_args()
    count_stems(chosen.corpora, chosen.out / "stems.npz")
    polnear = [*lines(chosen.corpora, "polnear_train"), *lines(chosen.corpora, "polnear_dev")]
    events = {**wcl_events(chosen.corpora), **polnear_events(polnear)}
    words = sorted({w for r in polnear[:200] for w in re.findall(r"\b[a-z]{4,10}\b", r["text"])})
    pairs = [*independent(events), *made(events, words)]
    found = {text: own_words(Document(text)) for text in sorted({text for pair in pairs for text in (pair.a, pair.b)})}
    rows = [signs(found[pair.a], found[pair.b]) for pair in pairs]
    x = np.array([[row[name] for name in SIGNS] for row in rows])
    overlap = np.array([containment(found[pair.a], found[pair.b]) for pair in pairs])
    report("five-word runs", pairs, overlap)
    score = validated(pairs, x)
    report("signs, cross-validated", pairs, score)
    bias, *weights = fit(pairs, x).round(3).tolist()
    calibration(pairs, score, bias, bias + sum(weights))
    held = {"features": features_hash(SIGNS), "bias": bias, "weights": dict(zip(SIGNS, weights, strict=True))}
    (chosen.out / "weights.json").write_text(json.dumps(held, indent=2) + "\n", "utf-8")


def lines(corpora: Path, name: str) -> Iterator[dict[str, Any]]:
    with gzip.open(corpora / f"{name}.jsonl.gz", "rt", encoding="utf-8") as held:
        yield from map(json.loads, held)


def count_stems(corpora: Path, path: Path) -> None:
    """Number of articles that print each stem and each pair of neighbouring stems; no longer string is kept."""
    texts = [r["text"] for name in ("polnear_train", "polnear_dev", "narrative_frames") for r in lines(corpora, name)]
    texts += [text for _, text in wcl(corpora)]
    sentences = {r["sentence_id"]: r["text"] for r in reversed([*lines(corpora, "newsmtsc_train")])}
    single: Counter[str] = Counter()
    double: Counter[tuple[str, str]] = Counter()
    for text in [*texts, *sentences.values()]:
        stems = [stem(word) for word in Document(text).word_texts]
        single.update(set(stems))
        double.update(set(pairwise(stems)))
    kept = sorted(word for word, count in single.items() if count >= LEAST_STEM)
    number = {word: k for k, word in enumerate(kept)}
    both = sorted(pair for pair, count in double.items() if count >= LEAST_PAIR)
    np.savez_compressed(
        path,
        features=np.array(features_hash(map(stem, kept))),
        articles=np.int64(len(texts) + len(sentences) // 20),  # twenty sentences count as an article
        stems=np.array(kept),
        articles_with_stem=np.array([single[word] for word in kept], dtype=np.int32),
        first=np.array([number[one] for one, _ in both], dtype=np.int32),
        second=np.array([number[two] for _, two in both], dtype=np.int32),
        articles_with_pair=np.array([double[pair] for pair in both], dtype=np.int32),
    )


def wcl(corpora: Path) -> Iterator[tuple[str, str]]:
    """Event and text of NewsWCL50's tokenised articles, with quotation marks that open and close."""
    for row in lines(corpora, "newswcl50"):
        text = "\n\n".join(" ".join(sentence["tokens"]) for sentence in row["sentences"])
        text = text.replace("-LRB-", "(").replace("-RRB-", ")").replace("``", "“").replace("''", "”")
        text = re.sub(r" ([.,;:!?%)\]’”]|n't\b|n’t\b|'s\b|’s\b)", r"\1", text.replace("\\n", " "))
        text = re.sub(r"([(\[“$‘]) ", r"\1", text)
        halves = text.split('"')
        for k in range(1, len(halves), 2):
            halves[k] = f"“{halves[k].strip()}”"
        yield str(row["event_id"]), "".join(halves)


def wcl_events(corpora: Path) -> dict[str, list[list[str]]]:
    """Articles, as lists of sentences, of each event."""
    events: dict[str, list[list[str]]] = defaultdict(list)
    for event, text in wcl(corpora):
        events[f"w{event}"].append(sentences(text))
    return dict(events)


def polnear_events(rows: list[dict[str, Any]]) -> dict[str, list[list[str]]]:
    """For the nearest pairs of articles of different outlets: the two, and what else was near to the first."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    tfidf = TfidfVectorizer(sublinear_tf=True, min_df=2, max_df=0.5, stop_words="english")
    x = tfidf.fit_transform([row["text"] for row in rows])
    days = [datetime.date.fromisoformat(row["date"]).toordinal() for row in rows]
    like = (x @ x.T).toarray().round(6)
    two = [(i, j) for i, j in combinations(range(len(rows)), 2) if rows[i]["outlet"] != rows[j]["outlet"]]
    near = [(-like[i, j], i, j) for i, j in two if abs(days[i] - days[j]) <= DAYS and like[i, j] >= TOPICAL]
    others: dict[int, list[int]] = defaultdict(list)
    for _, i, j in sorted(near)[:NEAREST]:
        others[i].append(j)
    texts = {i: sentences(rows[i]["text"]) for i in {*others, *(j for held in others.values() for j in held)}}
    return {f"p{i}": [texts[i], *(texts[j] for j in held[:3])] for i, held in sorted(others.items())}


def sentences(text: str) -> list[str]:
    document = Document(text)
    told = [(s.start, s.end) for s in document.sentences if s.zone in STORY]
    return [text[start:end] for start, end in told if document.words_between(start, end) >= 5]


def independent(events: dict[str, list[list[str]]]) -> Iterator[Pair]:
    for event, articles in sorted(events.items()):
        for a, b in combinations(articles, 2):
            if min(len(a), len(b)) >= 4 and (event[0] == "w" or a is articles[0]):
                yield Pair(event, 0.0, 0.0, "\n\n".join(a), "\n\n".join(b))


def made(events: dict[str, list[list[str]]], words: list[str]) -> Iterator[Pair]:
    """Two outlets make use of one copy, each in its way, beside reporting of its own."""
    rng = random.Random(SEED)
    for event, articles in sorted(events.items()):
        for _ in range(60 if event[0] == "w" else 4):
            copy, own, *more = rng.sample(articles, len(articles))
            copy = copy[: rng.randint(8, 30)]
            if len(copy) < 6 or len(own) < 4:
                continue
            level, other = rng.choice((0.0, 0.15, 0.3, 0.5, 0.7, 0.9)), rng.choice((0.0, 0.15, 0.3, 0.5))
            part = derived(copy, min(len(copy), rng.choice((1, 2, 3, 5, 8, 13, 20))), level, rng, words)
            beside = rng.sample(own, int(len(own) * rng.choice((0, 0.25, 0.5, 1, 1))))
            at = rng.choice((0, 0, len(beside), rng.randint(0, len(beside))))
            a = [*beside[:at], *part, *beside[at:]]
            b = derived(copy, round(len(copy) * rng.uniform(0.6, 1)), other, rng, words)
            b += more[0][: rng.choice((0, 5, 15))] if more else []
            size_a, size_b, size = (sum(len(QUOTED.sub("", s).split()) for s in text) for text in (a, b, part))
            share = min(1.0, size / max(1, min(size_a, size_b)))
            if share > 0:
                yield Pair(event, share, share * (1 - 0.15 * (level + other)), "\n\n".join(a), "\n\n".join(b))


def containment(a: list[Sentence], b: list[Sentence]) -> float:
    """Share of the shorter text's runs of five words that the other text has, quotations masked."""
    shared, runs = shared_runs(a, b)
    return shared / max(1, runs)


def fit(pairs: list[Pair], x: Floats) -> Floats:
    """Bias and non-negative weights of a logistic function: more in common never lowers the number."""
    from scipy.optimize import minimize

    derive = np.array([pair.share > 0 for pair in pairs], dtype=float)
    target = (1 - LABEL) * np.array([pair.reused for pair in pairs]) + LABEL * derive
    weight = np.where(derive > 0, 1.0, derive.sum() / (1 - derive).sum())
    z = np.column_stack([np.ones(len(x)), x])

    def loss(t: Floats) -> tuple[float, Floats]:
        margin = z @ t
        value = weight @ (np.logaddexp(0, margin) - target * margin) / weight.sum() + PENALTY / 2 * (t[1:] @ t[1:])
        slope = z.T @ (weight * (1 / (1 + np.exp(-margin)) - target)) / weight.sum()
        return float(value), slope + PENALTY * np.r_[0.0, t[1:]]

    bounds = [(None, None)] + [(0, None)] * x.shape[1]
    best = minimize(loss, np.zeros(z.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(best.x, dtype=float)


def validated(pairs: list[Pair], x: Floats) -> Floats:
    """The score of each pair by weights learned on other events."""
    from sklearn.model_selection import GroupKFold

    score = np.zeros(len(pairs))
    for learn, judge in GroupKFold(5).split(x, groups=[pair.event for pair in pairs]):
        bias, *weights = fit([pairs[k] for k in learn], x[learn])
        score[judge] = bias + x[judge] @ weights
    return score


def report(name: str, pairs: list[Pair], score: Floats) -> None:
    from scipy.stats import spearmanr
    from sklearn.metrics import average_precision_score, roc_auc_score

    share, reused = np.array([(pair.share, pair.reused) for pair in pairs]).T
    kept = share <= LITTLE
    hard, judged = share[kept] > 0, score[kept]
    weight = np.where(hard, RATE / (1 - RATE) * (~hard).sum() / hard.sum(), 1.0)
    print(
        f"{name}: {hard.sum()} pairs with little copy against {(~hard).sum()} independent: "
        f"AUC {roc_auc_score(hard, judged, sample_weight=weight):.3f}, "
        f"AP {average_precision_score(hard, judged, sample_weight=weight):.3f}; {len(pairs)} pairs: "
        f"Spearman with the share reused {spearmanr(score, reused)[0]:.3f}"
    )


def calibration(pairs: list[Pair], score: Floats, none: float, whole: float) -> None:
    """Mean of the number that `framing.copied` gives, by the share that derives."""
    low, high, number = (1 / (1 + np.exp(-np.asarray(margin))) for margin in (none, whole, score))
    number = np.clip((number - low) / (high - low), 0, 1)
    share = np.array([pair.share for pair in pairs])
    for least, most in pairwise((-1.0, 0.0, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9, 1.0)):
        held = (share > least) & (share <= most)
        print(f"share {share[held].mean():.2f}: {number[held].mean():.2f} ({held.sum()} pairs)")


if __name__ == "__main__":
    main()
