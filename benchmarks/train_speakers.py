"""Learn the weights that rank speakers: python benchmarks/train_speakers.py POLNEAR_TRAIN.jsonl.gz

Writes framing/resources/speakers/model.npz. The same corpus and the same machine give the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import zipfile
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from framing.measures.speakers.candidates import Scene, candidates
from framing.measures.speakers.features import Turned, feature_names, features
from framing.models import features_hash
from framing.text.document import Document

MODEL = Path(__file__).parents[1] / "framing/resources/speakers/model.npz"
LEAST = 10  # occurrences of a feature in train
PENALTY = 5.0  # of the squared weights
ROUNDS = 60
REPORTED = 0.4  # weight of a stretch of indirect speech beside a quotation
# Features that tell of punctuation at the marks or of turns before, which indirect speech does not have.
ONLY_MARKED = ("R", "B", "t")
SCALE = 1000  # weights are stored as whole thousandths


class Choice(NamedTuple):
    """A turn with its candidates: which are right, and which of those is the one to learn."""

    article: int
    outlet: str
    rows: list[list[str]]
    right: list[int]
    target: int | None
    quotations: int
    weight: float = 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=MODEL)
    arguments = parser.parse_args()
    choices = [*read(arguments.corpus), *read_reported(arguments.corpus)]
    names, values = learn(choices)
    slope, intercept = calibrate(choices)
    save(arguments.out, names, values, slope, intercept)
    digest = hashlib.sha256(arguments.out.read_bytes()).hexdigest()
    print(f"{len(choices)} turns, {len(names)} weights, {arguments.out.stat().st_size} bytes, sha256 {digest}")


def articles(path: Path) -> list[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read(path: Path) -> Iterator[Choice]:
    """Choices of a corpus, with the gold quotations and the gold speaker of the turn before."""
    for number, article in enumerate(articles(path)):
        quotes = sorted(article["quotes"], key=lambda q: (q["start"], q["end"]))
        scene = Scene(Document(article["text"]), [(q["start"], q["end"]) for q in quotes])
        previous, before = None, None
        for turn in scene.turns:
            gold = quotes[turn.first]["speaker_spans"]
            found = candidates(scene, turn, previous)
            rows = features(scene, turn, Turned(scene, turn, before), found, previous)
            right = [i for i, t in enumerate(found) if _touches(scene, t, gold)] if gold else [len(found)]
            target = nearest(scene, found, right, gold)
            yield Choice(number, article["outlet"], rows, right, target, turn.last - turn.first + 1)
            everywhere = [t for t in range(len(scene.mentions)) if _touches(scene, t, gold)]
            previous = min(everywhere, key=lambda t: _far(scene, t, gold)) if everywhere else None
            if gold and target is not None:
                previous = found[target]
            before = turn


def nearest(scene: Scene, found: list[int], right: list[int], gold: list[list[int]]) -> int | None:
    """Of the right candidates the one that begins where the gold span does."""
    if not right or not gold:
        return right[0] if right else None
    return min(right, key=lambda i: _far(scene, found[i], gold))


def read_reported(path: Path) -> Iterator[Choice]:
    """Choices from indirect speech: some words of each statement are taken for a quotation of the same speaker.

    They teach who governs a clause. Which words is settled by a checksum of the place, so always the same.
    """
    for number, article in enumerate(articles(path)):
        document = Document(article["text"])
        quoted = [(q["start"], q["end"]) for q in article["quotes"]]
        starts = [start for start, _ in document.words]
        for statement in article["indirect"]:
            start, end, source = statement["start"], statement["end"], statement["speaker_start"]
            if source is None or source < end and start < statement["speaker_end"]:
                continue
            first, last = bisect_left(starts, start), bisect_left(starts, end)
            if last - first < 2 or any(a < end and start < b for a, b in quoted):
                continue
            chance = crc32(f"{number}.{start}".encode())
            first += chance % (last - first - 1)
            last = min(last, first + 1 + (chance >> 8) % 6)
            span = document.words[first][0], document.words[last - 1][1]
            yield from _reported(number, article["outlet"], document, sorted([*quoted, span]), span, statement)


def _reported(
    number: int, outlet: str, document: Document, spans: list[tuple[int, int]], span: tuple[int, int], statement: Any
) -> Iterator[Choice]:
    scene = Scene(document, spans)
    turn = next((turn for turn in scene.turns if turn.start == span[0] and turn.end == span[1]), None)
    if turn is None:
        return
    letters = list(scene.tags)  # the marks that the words would stand in
    for place in (2 * turn.a - 1, 2 * turn.z - 1):
        if place > 0 and letters[place] == " ":
            letters[place] = '"'
    scene.tags = "".join(letters)
    gold = [[statement["speaker_start"], statement["speaker_end"]]]
    found = candidates(scene, turn, None)
    right = [i for i, t in enumerate(found) if _touches(scene, t, gold)]
    if right:
        target = nearest(scene, found, right, gold)
        rows = features(scene, turn, Turned(scene, turn, None), found, None)
        rows = [[name for name in row if not name.startswith(ONLY_MARKED)] for row in rows]
        yield Choice(number, outlet, rows, right, target, 0, REPORTED)


def _touches(scene: Scene, t: int, gold: list[list[int]]) -> bool:
    mention = scene.mentions[t]
    return any(mention.start < end and start < mention.end for start, end in gold)


def _far(scene: Scene, t: int, gold: list[list[int]]) -> tuple[int, int]:
    mention = scene.mentions[t]
    return abs(mention.start - gold[0][0]), -mention.end


def learn(choices: list[Choice]) -> tuple[list[str], np.ndarray]:
    """Weights of a conditional choice (softmax over a turn's candidates) with a squared penalty, by L-BFGS."""
    counts = Counter(name for choice in choices for row in choice.rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    place = {name: i for i, name in enumerate(names)}
    matrix, target, heads = table(choices, place)
    turned = matrix.T.tocsr()
    sizes = np.diff(np.append(heads, matrix.shape[0]))
    weight = np.repeat([choice.weight for choice in choices if choice.target is not None], sizes)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        top = np.repeat(np.maximum.reduceat(scores, heads), sizes)
        raised = np.exp(scores - top)
        total = np.repeat(np.add.reduceat(raised, heads), sizes)
        value = float(np.sum((weight * (np.log(total) + top - scores))[target > 0]))
        gradient = turned @ (weight * (raised / total - target)) + PENALTY * weights
        return value + PENALTY / 2 * float(weights @ weights), gradient

    fitted = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS})
    return names, np.round(fitted.x * SCALE) / SCALE


def table(choices: list[Choice], place: dict[str, int]) -> tuple[csr_matrix, np.ndarray, np.ndarray]:
    """Features of all candidates, which are targets, and where each turn begins.

    Turns whose speaker is not among the candidates are left out; so are second mentions that touch the gold span.
    """
    columns: list[int] = []
    ends, target, heads = [0], [], []
    for choice in choices:
        if choice.target is None:
            continue
        heads.append(len(target))
        for i, row in enumerate(choice.rows):
            if i in choice.right and i != choice.target:
                continue
            columns += [place[name] for name in row if name in place]
            ends.append(len(columns))
            target.append(float(i == choice.target))
    matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(target), len(place)))
    return matrix, np.array(target), np.array(heads)


def scores(choice: Choice, weight: dict[str, float]) -> np.ndarray:
    return np.array([sum(weight.get(name, 0.0) for name in row) for row in choice.rows])


def folds(choices: list[Choice], count: int = 5) -> Iterator[tuple[list[Choice], dict[str, float]]]:
    """Choices left out and the weights learned without them; the articles of a fold stay together."""
    for fold in range(count):
        names, values = learn([c for c in choices if c.article % count != fold])
        yield [c for c in choices if c.article % count == fold], dict(zip(names, values.tolist(), strict=True))


def calibrate(choices: list[Choice]) -> tuple[float, float]:
    """Slope and intercept of Platt's sigmoid on the log odds of the chosen candidate, learned out of fold."""
    odds, right = [], []
    for left_out, weight in folds(choices):
        for choice in left_out:
            if not choice.quotations:
                continue
            given = scores(choice, weight)
            best = int(np.argmax(given))
            rest = np.delete(given, best)
            odds.append(-np.log(max(float(np.exp(rest - given[best]).sum()), 1e-9)))
            right.append(best in choice.right)
    print(f"five-fold, speaker given the quotation and the speaker before: {np.mean(right):.4f}")
    fitted = LogisticRegression(C=1e6).fit(np.array(odds)[:, None], right)
    return round(float(fitted.coef_[0, 0]), 4), round(float(fitted.intercept_[0]), 4)


def save(path: Path, names: list[str], values: np.ndarray, slope: float, intercept: float) -> None:
    """An .npz archive without time stamps: names joined by line breaks, weights as thousandths, calibration."""
    kept = [(name, round(value * SCALE)) for name, value in zip(names, values.tolist(), strict=True)]
    kept = [(name, value) for name, value in kept if abs(value) >= SCALE // 100]
    arrays = {
        "names": np.frombuffer("\n".join(name for name, _ in kept).encode(), dtype=np.uint8),
        "weights": np.array([value for _, value in kept], dtype=np.int16),
        "calibration": np.array([slope, intercept]),
        "features": np.array(features_hash(feature_names())),
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for key, array in arrays.items():
            stream = io.BytesIO()
            np.lib.format.write_array(stream, array, allow_pickle=False)
            entry = zipfile.ZipInfo(f"{key}.npy", (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, stream.getvalue(), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main()
