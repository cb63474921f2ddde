"""Print how well tone toward an actor agrees with human coders, beside VADER and a bag of words.

    python benchmarks/tone.py CORPORA --folds fold_logits.npy

NewsMTSC: folds grouped by event, which `python -m training tone` judged by models that saw nothing of a fold's events
and wrote to its folder of work; mentions of folds that are missing there are left out for all judges. Its AllSides half
has two or three outlets on most events: which of two is harsher on the same actor, by the coded mentions of each.
NewsWCL50, climate news and the labels in ``data/annotations``: the shipped model, which learned nothing from them.
Editorials: every fourth one, held out from the scorer "news" (`train_news_tone.py`).
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]
import tone_outlets  # noqa: E402

from framing.measures._tone.lexicon import compound  # noqa: E402
from framing.measures._tone.scorers import scorer  # noqa: E402
from framing.measures._tone.vocabulary import straighten  # noqa: E402
from framing.models.target import LABELS, judge  # noqa: E402
from framing.text.document import Document  # noqa: E402
from training import tone_data as data  # noqa: E402

ANNOTATIONS = Path(__file__).parent.parent / "data" / "annotations" / "tone_mentions.jsonl"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--folds", type=Path, help="fold_logits.npy of a run of `python -m training tone`")
    options = parser.parse_args()
    corpora = options.corpora
    rows = data.read(corpora)
    if options.folds:
        targets(rows, np.load(options.folds))
    news_mentions(corpora)
    tone_outlets.framed_events(read(corpora / "newswcl50.jsonl.gz"))
    tone_outlets.roles(read(corpora / "narrative_frames.jsonl.gz"))
    editorials(read(corpora / "vader_nyt.jsonl.gz"))
    speed(rows)


def read(path: Path) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def targets(rows: list[data.Row], logits: np.ndarray) -> None:
    """NewsMTSC by folds: macro F1 of all targets and of those in sentences with several; calibration; outlets."""
    known = np.flatnonzero(~np.isnan(logits[:, 0]))
    bags = bag_of_words(rows)[known]
    rows, logits = [rows[n] for n in known], logits[known]
    labels, several = np.array([row.label for row in rows]), np.array([row.several for row in rows])
    model = judge()
    odds = model.calibrated(logits)
    given = np.array([LABELS.index(label) for label in model.labels(odds)])
    tone = np.array(compound([straighten(row.sentence) for row in rows]))
    judges = {
        "majority": np.full(len(labels), np.bincount(labels).argmax()),
        "VADER of the sentence": np.where(tone <= -0.05, 0, np.where(tone >= 0.05, 2, 1)),
        "words + logistic regression": bags,
        "tone_toward": given,
    }
    print(f"NewsMTSC, {len(rows)} targets judged by models that saw nothing of their events; macro F1 of three classes")
    print(f"{'':30}{'all':>8}{'several':>9}")
    for name, some in judges.items():
        print(
            f"{name:30}{f1_score(labels, some, average='macro'):8.3f}"
            f"{f1_score(labels[several], some[several], average='macro'):9.3f}"
        )
    print("\nHow true the probabilities are: said, and how often it was so")
    for column, label in enumerate(LABELS):
        bins = np.minimum((odds[:, column] * 5).astype(int), 4)
        cells = [
            f"{odds[bins == b, column].mean():.2f} {(labels[bins == b] == column).mean():.2f}"
            for b in range(5)
            if (bins == b).any()
        ]
        print(f"{label:10}" + "   ".join(cells))
    tone_outlets.coded_events(rows, tone, odds[:, 2] - odds[:, 0])


def bag_of_words(rows: list[data.Row]) -> np.ndarray:
    """Labels from the words of the sentence, the same for each of its targets."""
    sentences, labels = [straighten(row.sentence) for row in rows], np.array([row.label for row in rows])
    given = np.zeros(len(labels), int)
    for seen, rest in data.folds(rows):
        counter = CountVectorizer()
        learn = counter.fit_transform([sentences[i] for i in seen])
        model = LogisticRegression(C=0.3, max_iter=500, class_weight="balanced").fit(learn, labels[seen])
        given[rest] = model.predict(counter.transform([sentences[i] for i in rest]))
    return given


def news_mentions(corpora: Path) -> None:
    """150 mentions in news of many outlets, two thirds of them neutral: labels, and what plain news is taken for."""
    asked = [json.loads(line) for line in ANNOTATIONS.read_text(encoding="utf-8").splitlines()]
    texts = {row["id"]: row["text"] for row in read(corpora / "allsides_sample.jsonl.gz")}
    wanted = [row["label"] for row in asked]
    sentences, places = [], []
    for n, row in enumerate(asked):
        document = Document(texts[row["id"]])
        sentence = document.sentences[document.sentence_at(row["start"])]
        sentences.append(straighten(document.text[sentence.start : sentence.end]))
        places.append((n, row["start"] - sentence.start, row["end"] - sentence.start))
    odds = judge().probabilities(sentences, places)
    given = judge().labels(odds)
    right = sum(a == b for a, b in zip(wanted, given, strict=True))
    macro = f1_score(wanted, given, average="macro")
    print(f"\nNews of many outlets, {len(asked)} mentions: {right} right, macro F1 {macro:.3f}")
    plain = np.array(wanted) == "neutral"
    lean = (odds[plain, 2] - odds[plain, 0]).mean()
    counts = dict(Counter(label for label, own in zip(given, plain, strict=True) if own))
    print(f"  the {plain.sum()} neutral ones: {counts}, mean tone {lean:+.3f}")


def editorials(sentences: list[dict]) -> None:
    """Correlation of sentence tone with the mean of twenty ratings, in editorials that taught the scorer nothing."""
    held = [sentence for sentence in sentences if int(sentence["doc"]) % 4 == 0]
    ratings = [sentence["rating"] for sentence in held]
    print(f"\nNYT editorials, {len(held)} held-out sentences: Pearson r with the mean rating")
    for name in ("vader", "news"):
        values, _ = scorer(name)([straighten(sentence["text"]) for sentence in held])
        print(f"{name:30}{np.corrcoef(values, ratings)[0, 1]:8.3f}")


def speed(rows: list[data.Row]) -> None:
    """Mentions a second in bulk."""
    some = rows[:1000]
    begun = time.perf_counter()
    judge().probabilities([row.sentence for row in some], [(i, row.start, row.end) for i, row in enumerate(some)])
    print(f"\n{len(some) / (time.perf_counter() - begun):,.0f} mentions a second")


if __name__ == "__main__":
    main()
