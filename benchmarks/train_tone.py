"""Make `framing/resources/toward/model.npz` again, the same bytes each time on one machine.

    python benchmarks/train_tone.py CORPORA            learn, calibrate, write the model and scores.json
    python benchmarks/train_tone.py CORPORA --check    learn and compare with the shipped model

CORPORA is the folder that holds `newsmtsc_train.jsonl.gz` and `vader_nyt.jsonl.gz`. Set OMP_NUM_THREADS=1 and
OPENBLAS_NUM_THREADS=1: the order in which threads add numbers changes their last digits. Takes some seven minutes
on an idle core.

Every figure comes from five folds grouped by event, drawn three times: networks learned on four judge the fifth. On
these judgements, and on nothing else, temperature, offsets and threshold are fitted. The AllSides half of NewsMTSC has
two or three articles on most of its events; an event's articles share persons and sentences, so they stay together.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import Ridge
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedGroupKFold

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]
import tone_network as network  # noqa: E402

from framing.document import Document  # noqa: E402
from framing.models import features_hash  # noqa: E402
from framing.tone.target_features import SPECIAL, Codes, Contexts, contexts, form, spans  # noqa: E402
from framing.tone.target_model import LABELS, LOUDNESS, feature_names, unpacked  # noqa: E402
from framing.tone.vocabulary import straighten  # noqa: E402
from framing.tone.vocabulary import valences as lexicon  # noqa: E402

FOLDER = Path(__file__).parent.parent / "framing" / "resources" / "toward"
FOLDS, REPEATS, MEMBERS = 5, 3, 2


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()

    rows = read(options.corpora / "newsmtsc_train.jsonl.gz")
    words = vocabulary(options.corpora)
    near = described(rows, words)
    labels = np.array([row.label for row in rows])
    logits = np.concatenate([judged_by_others(near, labels, rows, words["table"], n) for n in range(REPEATS)])
    fitted = calibrated(logits, np.tile(labels, REPEATS))
    scores = scored(rows, labels, logits, fitted)
    members = [network.train(near, *goals(labels), words["table"], seed) for seed in range(MEMBERS)]
    arrays = {
        f"{number}/{key}": value.astype(np.float16)
        for number, member in enumerate(members)
        for key, value in member.items()
    }
    arrays |= {"charges": words["charges"], "members": np.array(MEMBERS), **fitted}
    arrays["features"] = np.array(features_hash(feature_names(words["numbers"])))
    if options.check:
        compare(arrays)
    else:
        np.savez_compressed(FOLDER / "model.npz", **arrays)
        (FOLDER / "scores.json").write_text(json.dumps(scores, indent=2) + "\n")
    print(json.dumps(scores, indent=2))


def read(path: Path) -> list[Row]:
    """The targets, each in the sentence that holds it, as `tone_toward` will see it."""
    rows = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            document = Document(line["text"])
            sentence = document.sentences[document.sentence_at(line["start"])]
            begin, end = min(sentence.start, line["start"]), max(sentence.end, line["end"])
            source, *numbers = line["sentence_id"].split("_")
            article, event = numbers[:2] if source == "allsides" else [f"{source} {numbers[1]}"] * 2
            rows.append(
                Row(
                    line["text"][begin:end],
                    line["start"] - begin,
                    line["end"] - begin,
                    LABELS.index(line["label"]),
                    article,
                    event,
                    line["n_targets"] > 1,
                )
            )
    return rows


def vocabulary(corpora: Path) -> dict:
    """Number, vector and charges of each word."""
    with np.load(FOLDER / "vectors.npz", allow_pickle=False) as stored:
        numbers, steps = unpacked(stored)
        table = (steps * stored["scale"] * LOUDNESS).astype(np.float32)
    return {"numbers": numbers, "table": table, "charges": charges(numbers, table, corpora / "vader_nyt.jsonl.gz")}


def charges(numbers: dict[str, int], table: np.ndarray, editorials: Path) -> np.ndarray:
    """How good or bad each word is: VADER's valence, whether it has one, and two readings of the word's vector.

    The first reading is what ridge regression finds in the vectors of VADER's words, with every third of the 6,000
    most frequent other words as neutral; the second what it finds in the words of rated editorial sentences.
    """
    words = list(numbers)
    valence = np.array([lexicon().get(word, 0) for word in words])
    known = [i for i in range(len(SPECIAL), len(words)) if words[i] in lexicon()]
    plain = [i for i in range(len(SPECIAL), 6000) if words[i] not in lexicon()][::3]
    some = known + plain
    by_lexicon = Ridge(alpha=10).fit(table[some].astype(float), valence[some])
    means, ratings = [], []
    with gzip.open(editorials, "rt", encoding="utf-8") as lines:
        for line in map(json.loads, lines):
            text = straighten(line["text"])
            forms = [form(text[start:end]) for start, end in spans(text)]
            ids = [numbers[entry] for entry in forms if entry in numbers]
            means.append(table[ids].sum(axis=0, dtype=float) / np.sqrt(max(len(ids), 1)))
            ratings.append(line["rating"])
    by_editorials = Ridge(alpha=10).fit(means, ratings)
    readings = np.column_stack([by_lexicon.predict(table), table @ by_editorials.coef_])
    readings[: len(SPECIAL)] = 0
    readings /= 2 * readings[len(SPECIAL) :].std(axis=0)
    return np.column_stack([valence / 4, valence != 0, readings]).astype(np.float16)


def described(rows: list[Row], words: dict) -> Contexts:
    return contexts(
        [row.sentence for row in rows],
        [(i, row.start, row.end) for i, row in enumerate(rows)],
        Codes(words["numbers"]),
        words["charges"].astype(np.float32),
    )


def goals(labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """One column a class, and weights that make the classes count alike."""
    return np.eye(3)[labels], (len(labels) / 3 / np.bincount(labels))[labels]


def judged_by_others(near: Contexts, labels: np.ndarray, rows: list[Row], table: np.ndarray, repeat: int) -> np.ndarray:
    """Logits of every mention from networks that saw nothing of its event."""
    logits = np.zeros((len(labels), 3))
    for number, (seen, rest) in enumerate(folds(labels, rows, repeat)):
        learn = Contexts(*network.taken(near, seen))
        judge = Contexts(*network.taken(near, rest))
        for seed in range(MEMBERS):
            parameters = network.train(learn, *goals(labels[seen]), table, 1000 * repeat + 100 * number + seed)
            logits[rest] += network.predict(parameters, judge, table) / MEMBERS
    return logits


def folds(labels: np.ndarray, rows: list[Row], repeat: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Five times four fifths to learn from and the rest, an event never in both."""
    parted = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=repeat)
    return list(parted.split(labels, labels, [row.event for row in rows]))


def calibrated(logits: np.ndarray, labels: np.ndarray) -> dict[str, np.ndarray]:
    """Temperature and offsets that make probabilities come true, and the threshold with the best macro F1."""

    # A softmax regression on the logits with one slope: fitted by turns, slope then offsets.
    def surprise(x: np.ndarray) -> float:
        z = logits * np.exp(x[0]) + np.array([x[1], 0, x[2]])
        return float(-(z[np.arange(len(z)), labels] - np.logaddexp.reduce(z, axis=1)).mean())

    slope, negative, positive = minimize(surprise, np.zeros(3), method="Nelder-Mead").x
    found = {
        "temperature": np.float32(round(np.exp(-slope), 3)),
        "offsets": np.round([negative, 0, positive], 3).astype(np.float32),
    }
    odds = network.softmax(logits / found["temperature"] + found["offsets"])
    steps = np.arange(0.3, 0.6, 0.01).round(2)
    best = max(steps, key=lambda step: f1_score(labels, decided(odds, step), average="macro"))
    return found | {"threshold": np.float32(best)}


def decided(odds: np.ndarray, threshold: float) -> np.ndarray:
    """Labels as `TargetModel.labels` gives them."""
    side = np.where(odds[:, 0] > odds[:, 2], 0, 2)
    return np.where(np.maximum(odds[:, 0], odds[:, 2]) >= threshold, side, 1)


def scored(rows: list[Row], labels: np.ndarray, logits: np.ndarray, fitted: dict) -> dict:
    """Macro F1 over all targets and where a sentence has several, and how true the probabilities are.

    `logits` hold the judgements of all repeats, one after the other.
    """
    labels, several = np.tile(labels, REPEATS), np.tile([row.several for row in rows], REPEATS)
    odds = network.softmax(logits / fitted["temperature"] + fitted["offsets"])
    given = decided(odds, float(fitted["threshold"]))
    bins = np.minimum((odds * 10).astype(int), 9)
    gap = sum(
        abs(odds[bins == b].mean() - np.eye(3)[labels][bins == b].mean()) * (bins == b).mean()
        for b in range(10)
        if (bins == b).any()
    )
    return {
        "targets": len(rows),
        "articles": len({row.article for row in rows}),
        "events": len({row.event for row in rows}),
        "macro_f1": round(f1_score(labels, given, average="macro"), 3),
        "macro_f1_several": round(f1_score(labels[several], given[several], average="macro"), 3),
        "f1": dict(zip(LABELS, f1_score(labels, given, average=None).round(3).tolist(), strict=True)),
        "accuracy": round(float((labels == given).mean()), 3),
        "calibration_gap": round(float(gap), 3),
        "temperature": float(fitted["temperature"]),
        "threshold": round(float(fitted["threshold"]), 2),
    }


def compare(arrays: dict[str, np.ndarray]) -> None:
    with np.load(FOLDER / "model.npz", allow_pickle=False) as shipped:
        differ = [key for key in sorted(arrays) if not np.array_equal(arrays[key], shipped[key])]
    print("the shipped model, bit for bit" if not differ else f"differ: {', '.join(differ)}")


if __name__ == "__main__":
    main()
