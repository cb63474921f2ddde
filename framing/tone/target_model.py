"""The shipped network that judges tone toward a target: arrays in, probabilities out."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.tone.target_features import PAD, SPECIAL, TARGET, Contexts, contexts

LABELS = ("negative", "neutral", "positive")
BULK = 1024
"""Mentions scored at a time: enough for long rows, few enough to stay in the processor's cache."""

Floats = NDArray[np.float32]


class TargetModel:
    """Networks of one hidden layer over the words around a mention, their logits averaged.

    A word's vector is ``tanh(news vector @ projection)``; beside it stand the distance to the target and the marks
    of `framing.tone.target_features`. Filters look at three words in a row; what they
    find is pooled by attention, by maximum and at the target; a softmax gives the classes.

    Attributes
    ----------
    threshold : float
        A mention is negative or positive when that class has at least this probability and more than the
        opposite; everything else abstains into neutral.
    """

    def __init__(self, arrays: dict[str, Any]) -> None:
        words = [*SPECIAL, *arrays["words"].tobytes().decode("utf-8").split("\n")]
        self.vocabulary = {word: number for number, word in enumerate(words)}
        self.valences: Floats = arrays["valences"].astype(np.float32) / 10
        self.temperature: Floats = arrays["temperature"].astype(np.float32)
        self.offsets: Floats = arrays["offsets"].astype(np.float32)
        self.threshold = float(arrays["threshold"])
        known: Floats = arrays["vectors"].astype(np.float32) * arrays["scale"]
        self._vectors = np.concatenate([np.zeros((len(SPECIAL), known.shape[1]), np.float32), known])
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
            parts.append(self._scored(contexts(near, [(s - first, a, b) for s, a, b in some], self.vocabulary,
                                               self.valences)))
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
        vectors = self._vectors[words]
        logits = sum(member.logits(near, ids, vectors) for member in self._members) / len(self._members)
        logits = logits / self.temperature + self.offsets
        logits -= logits.max(axis=1, keepdims=True)
        odds = np.exp(logits)
        return odds / odds.sum(axis=1, keepdims=True)


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

    def logits(self, near: Contexts, ids: NDArray[np.int64], vectors: Floats) -> Floats:
        """Logits of all mentions, shape (mentions, 3); `ids` point into `vectors`, the words at hand."""
        p, size = self.p, self._hidden
        word = np.tanh(vectors @ p["projection"] + p["projection_bias"]) @ self._of_word
        seen = word[ids]
        seen += self._of_place[near.places]
        seen += near.marks @ self._of_marks
        pad = near.ids == PAD
        seen[pad] = 0
        hidden = seen[:, size : 2 * size]
        hidden[1:] += seen[:-1, :size]
        hidden[:-1] += seen[1:, 2 * size :]
        hidden = np.maximum(hidden + p["filters_bias"], 0)
        hidden[pad] = 0

        begins = near.firsts[:-1]
        score = hidden @ p["attention"]
        score[pad] = -np.inf
        weight = np.exp(score - np.repeat(np.maximum.reduceat(score, begins), np.diff(near.firsts), axis=0))
        pooled = [np.add.reduceat(weight[:, [k]] * hidden, begins) / np.add.reduceat(weight[:, [k]], begins)
                  for k in range(weight.shape[1])]
        highest = np.maximum.reduceat(hidden, begins)
        summary = np.concatenate([*pooled, highest, hidden[near.ids == TARGET]], axis=1)
        logits: Floats = summary @ p["output"] + p["output_bias"]
        return logits


@lru_cache(maxsize=1)
def shipped() -> TargetModel:
    """The model in ``framing/resources/toward``, read once."""
    arrays: dict[str, Any] = {}
    for name in ("vectors.npz", "model.npz"):
        path = files("framing") / "resources" / "toward" / name
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as archive:
            arrays |= {key: archive[key] for key in archive.files}
    return TargetModel(arrays)
