"""What the judge of tone toward a target learns from, and how its judgements are calibrated and scored."""

import gzip
import json
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.special import softmax
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedGroupKFold

from framing.models.target import LABELS
from framing.text.document import Document
from training.encoder_data import read_articles

FOLDS = 5
# NewsMTSC has 35 % neutral mentions, the news of many outlets 68 % (102 of 150, data/annotations). With a shift of .8
# on the scale of logits 72 of these 102 are called neutral, and macro F1 over two folds is .758; with .4 66 and .763;
# with none 58 and .764. Half way, chosen on 1 December 2026 in view of these figures.
NEUTRAL = 0.4
PLAIN, LONGEST = 400, 220  # sentences that only say who spoke, and their characters at most


class Row(NamedTuple):
    """A mention in its sentence, its label (0 negative, 1 neutral, 2 positive) and where it comes from.

    An AllSides event has several articles; every POLUSA article is taken for an event of its own.
    """

    sentence: str
    start: int
    end: int
    label: int
    article: str
    event: str
    several: bool


def read(corpora: Path) -> list[Row]:
    """NewsMTSC's targets, each in the sentence that holds it, as `tone_toward` will see it."""
    rows = []
    with gzip.open(corpora / "newsmtsc_train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            document = Document(line["text"])
            sentence = document.sentences[document.sentence_at(line["start"])]
            begin, end = min(sentence.start, line["start"]), max(sentence.end, line["end"])
            source, *numbers = line["sentence_id"].split("_")
            article, event = numbers[:2] if source == "allsides" else [f"{source} {numbers[1]}"] * 2
            rows.append(
                Row(
                    line["text"][begin:end], line["start"] - begin, line["end"] - begin, LABELS.index(line["label"]),
                    article, event, line["n_targets"] > 1,
                )
            )  # fmt: skip
    return rows


def plain_speech(corpora: Path, seed: int = 0) -> list[Row]:
    """Sentences of PolNeAR's training part in which a person says something, at most one of an article: neutral.

    NewsMTSC has few of them, and its coders call most of these neutral (584 of 811 followed by *said*, *told* ...).
    """
    rng = np.random.default_rng(seed)
    rows = []
    for article in read_articles(corpora, "train"):
        document = Document(article["text"])
        found = []
        for one in article["attributions"]:
            if (one["cue"] or "") in ("said", "told", "added", "says", "wrote") and len(one["speaker_spans"]) == 1:
                start, end = one["speaker_spans"][0]
                first, last = one["cue_spans"][0][0], one["cue_spans"][-1][1]
                if not (0 < first - end <= 2 or 0 < start - last <= 2):  # *we are told ... that the paper*
                    continue
                sentence = document.sentences[document.sentence_at(start)]
                if sentence.end - sentence.start <= LONGEST and end <= sentence.end and end - start <= 40:
                    text = document.text[sentence.start : sentence.end]
                    place = start - sentence.start, end - sentence.start
                    found.append(Row(text, *place, 1, article["id"], f"polnear {article['id']}", several=False))
        if found:
            rows.append(found[rng.integers(len(found))])
    return [rows[n] for n in sorted(rng.permutation(len(rows))[:PLAIN])]


def folds(rows: list[Row]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Five times four fifths to learn from and the rest, an event never in both."""
    labels = np.array([row.label for row in rows])
    parted = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    return list(parted.split(labels, labels, [row.event for row in rows]))


def calibrated(logits: np.ndarray, labels: np.ndarray) -> dict[str, np.ndarray]:
    """Temperature and offsets that make probabilities come true, threshold with the best macro F1, and the shift."""

    def surprise(x: np.ndarray) -> float:
        z = logits * np.exp(x[0]) + np.array([x[1], 0, x[2]])
        return float(-(z[np.arange(len(z)), labels] - np.logaddexp.reduce(z, axis=1)).mean())

    slope, negative, positive = minimize(surprise, np.zeros(3), method="Nelder-Mead").x
    found = {
        "temperature": np.float32(round(np.exp(-slope), 3)),
        "offsets": np.round([negative, 0, positive], 3).astype(np.float32),
    }
    odds = softmax(logits / found["temperature"] + found["offsets"], axis=1)
    steps = np.arange(0.3, 0.6, 0.01).round(2)
    best = max(steps, key=lambda step: f1_score(labels, decided(odds, step), average="macro"))
    offsets = found["offsets"] + np.array([0, NEUTRAL, 0], np.float32)
    return found | {"offsets": offsets, "threshold": np.float32(best)}


def decided(odds: np.ndarray, threshold: float) -> np.ndarray:
    """Labels as `framing.models.target.Judge.labels` gives them."""
    side = np.where(odds[:, 0] > odds[:, 2], 0, 2)
    return np.where(np.maximum(odds[:, 0], odds[:, 2]) >= threshold, side, 1)


def scores(rows: list[Row], logits: np.ndarray, calibration: dict) -> dict[str, float]:
    """Macro F1 over the mentions that were judged, and over those in sentences with several."""
    known = ~np.isnan(logits[:, 0])
    odds = softmax(logits[known] / calibration["temperature"] + calibration["offsets"], axis=1)
    given = decided(odds, float(calibration["threshold"]))
    labels, several = (np.array([getattr(row, name) for row in rows])[known] for name in ("label", "several"))
    return {
        "macro F1": float(f1_score(labels, given, average="macro")),
        "macro F1, several targets": float(f1_score(labels[several], given[several], average="macro")),
    }
