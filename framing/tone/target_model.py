"""The shipped network that judges tone toward a target: arrays in, probabilities out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.models import checked
from framing.tone.target_features import MARK_NAMES, PAD, PLACES, SPECIAL, TARGET, Codes, Contexts, contexts

LABELS = ("negative", "neutral", "positive")
LOUDNESS = np.float32(2)
"""Vectors of length one are too faint beside the marks; learning is quicker at length two."""
BULK, BLOCK = 4096, 16
"""Mentions whose words are looked up at a time, and mentions in a block, which stays in the processor's cache."""

Floats = NDArray[np.float32]


class TargetModel:
    """Networks of one hidden layer over the words around a mention, their logits averaged.

    A word's vector is ``tanh(news vector @ projection)``; small words and marks, which have none, learned one of
    their own. Beside it stand the distance to the target and the marks of `framing.tone.target_features`. Filters
    look at three words in a row; what they find is pooled by attention, by maximum and at the target; a softmax gives
    the classes.

    Attributes
    ----------
    threshold : float
        A mention is negative or positive when that class has at least this probability and more than the
        opposite; everything else abstains into neutral.
    """

    def __init__(self, arrays: dict[str, Any]) -> None:
        vocabulary, self._steps = unpacked(arrays)
        where = "framing/resources/toward/model.npz"
        checked(arrays.get("features"), feature_names(vocabulary), where, "benchmarks/train_tone.py")
        self._codes = Codes(vocabulary)
        self._scale: Floats = arrays["scale"] * LOUDNESS
        self._charges: Floats = arrays["charges"].astype(np.float32)
        self._temperature: Floats = arrays["temperature"].astype(np.float32)
        self._offsets: Floats = arrays["offsets"].astype(np.float32)
        self.threshold = float(arrays["threshold"])
        count = int(arrays["members"])
        self._members = [_Member({key.split("/")[1]: value.astype(np.float32) for key, value in arrays.items()
                                  if key.startswith(f"{number}/")}) for number in range(count)]

    def probabilities(self, sentences: list[str], mentions: list[tuple[int, int, int]]) -> Floats:
        """Probabilities of negative, neutral, positive, shape (mentions, 3).

        `mentions` are (number of the sentence, start, end), ordered by sentence.
        """
        parts = [np.zeros((0, 3), np.float32)]
        for begin in range(0, len(mentions), BULK):
            some = mentions[begin : begin + BULK]
            first = some[0][0]
            near = sentences[first : some[-1][0] + 1]
            parts.append(self._scored(contexts(near, [(s - first, a, b) for s, a, b in some], self._codes,
                                               self._charges)))
        return np.concatenate(parts)

    def labels(self, probabilities: Floats) -> list[str]:
        """The label of each mention."""
        out = []
        for negative, _, positive in probabilities.tolist():
            if max(negative, positive) < self.threshold or negative == positive:
                out.append("neutral")
            else:
                out.append("negative" if negative > positive else "positive")
        return out

    def _scored(self, near: Contexts) -> Floats:
        words, ids = np.unique(near.ids, return_inverse=True)
        vectors = self._steps[words] * self._scale
        tables = [member.table(words, vectors) for member in self._members]
        lengths = np.diff(near.firsts)
        logits = np.zeros((len(lengths), 3), np.float32)
        # Mentions of like length together, as blocks; a mention's last word is padding and fills its row.
        order = np.argsort(lengths, kind="stable")
        for begin in range(0, len(order), BLOCK):
            some = order[begin : begin + BLOCK]
            longest = lengths[some[-1]]
            rows = np.minimum(near.firsts[some][:, None] + np.arange(longest), near.firsts[some + 1][:, None] - 1)
            block = _Block(ids[rows], near.ids[rows], near.places[rows], near.marks[rows])
            for member, table in zip(self._members, tables, strict=True):
                logits[some] += member.logits(block, table)
        logits /= len(self._members) * self._temperature
        logits += self._offsets
        odds: Floats = np.exp(logits - logits.max(axis=1, keepdims=True))
        odds /= odds.sum(axis=1, keepdims=True)
        return odds


class _Block(NamedTuple):
    """Words of some mentions, a mention a row: their rows of the table, numbers, places and marks."""

    rows: NDArray[np.int64]
    ids: NDArray[np.int32]
    places: NDArray[np.int8]
    marks: Floats


class _Member:
    """One network, its filters cut by what they look at."""

    def __init__(self, p: dict[str, Floats]) -> None:
        self.p = p
        word, place = p["projection"].shape[1], p["places"].shape[1]
        hidden = p["filters"].shape[1]
        # Filters for the word before, here and after, side by side: (inputs, 3 * hidden).
        beside = np.concatenate(np.split(p["filters"], 3), axis=1)
        self._of_word = beside[:word]
        self._of_place = p["places"] @ beside[word : word + place]
        self._of_marks = beside[word + place :]
        self._hidden = hidden

    def table(self, words: NDArray[np.int32], vectors: Floats) -> Floats:
        """What the filters see in each word, shape (words, 3 * hidden); `words` ascend."""
        projected = vectors @ self.p["projection"] + self.p["projection_bias"]
        own = words[words < len(SPECIAL)]
        projected[: len(own)] += self.p["own"][own]
        seen: Floats = np.tanh(projected) @ self._of_word
        return seen

    def logits(self, block: _Block, table: Floats) -> Floats:
        """Logits of all mentions, shape (mentions, 3)."""
        p, size = self.p, self._hidden
        pad = block.ids == PAD
        seen = table[block.rows]
        seen += self._of_place[block.places]
        seen += block.marks @ self._of_marks
        seen[pad] = 0
        hidden = seen[:, :, size : 2 * size] + p["filters_bias"]
        hidden[:, 1:] += seen[:, :-1, :size]
        hidden[:, :-1] += seen[:, 1:, 2 * size :]
        np.maximum(hidden, 0, out=hidden)
        hidden[pad] = 0

        score = hidden @ p["attention"]
        score[pad] = -np.inf
        weight = np.exp(score - score.max(axis=1, keepdims=True))
        weight /= weight.sum(axis=1, keepdims=True)
        pooled = (weight.transpose(0, 2, 1) @ hidden).reshape(len(hidden), -1)
        summary = np.concatenate([pooled, hidden.max(axis=1), hidden[block.ids == TARGET]], axis=1)
        logits: Floats = summary @ p["output"] + p["output_bias"]
        return logits


def unpacked(arrays: dict[str, Any]) -> tuple[dict[str, int], NDArray[np.int8]]:
    """Number of each word, and its vector in steps of ``scale``; nothing is known of the `SPECIAL` ones."""
    words = [*SPECIAL, *arrays["words"].tobytes().decode("utf-8").split("\n")]
    halves = arrays["halves"]
    steps = np.stack([halves // 16, halves % 16], axis=2).reshape(len(halves), -1).astype(np.int8) - np.int8(8)
    unknown = np.zeros((len(SPECIAL), steps.shape[1]), np.int8)
    return {word: number for number, word in enumerate(words)}, np.concatenate([unknown, steps])


def feature_names(vocabulary: Iterable[str]) -> list[str]:
    """The words of the vocabulary in the order of their numbers, the steps of distance, and the marks of a word."""
    return [*vocabulary, f"{PLACES} places", *MARK_NAMES]


@lru_cache(maxsize=1)
def shipped() -> TargetModel:
    """The model in ``framing/resources/toward``, read once."""
    arrays: dict[str, Any] = {}
    for name in ("vectors.npz", "model.npz"):
        path = files("framing") / "resources" / "toward" / name
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as archive:
            arrays |= {key: archive[key] for key in archive.files}
    return TargetModel(arrays)
