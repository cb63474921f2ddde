"""The scorer "news": tone of a sentence, learned from ratings of newspaper sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from math import sqrt
from operator import mul
from pathlib import Path
from typing import NamedTuple

import numpy as np

from framing.measures._tone.news_features import DENSE, Sentence, features
from framing.models import features_hash, load

MODEL = Path(__file__).parents[2] / "resources" / "news_tone" / "model.npz"
SCALE = 4.0  # ratings run from -4 to 4
LIMIT = 200_000  # distinct words kept before the cache starts again
_SHORTEST, _LONGEST = 4, 6  # characters of a piece of a word, its bounds included


def news(texts: Iterable[str]) -> np.ndarray:
    """Tone of each sentence as newspaper readers rate it, -1 to 1.

    A ridge regression on the valences of two lexica in place, on words (a negated one counts half, the other
    way) and on the pieces of words, so that a word never seen is judged by its parts. Data, scores and
    limits are in ``framing/resources/news_tone/card.md``.

    Parameters
    ----------
    texts : iterable of str
        Sentences, n of them.

    Returns
    -------
    ndarray, shape (n,)
        The rating to be expected (-4 to 4), divided by 4; four places.

    References
    ----------
    Hutto, C. J. & Gilbert, E. (2014). VADER. ICWSM. (the rated sentences)
    Hamborg, F. & Donnay, K. (2021). NewsMTSC. EACL.

    Examples
    --------
    >>> good, bad = news(["A wise and generous reform.", "The scandal left the hospital in ruins."])
    >>> bool(good > 0.1), bool(bad < -0.1)
    (True, True)
    """
    model = _model()
    scores = [score(features(text), model) / SCALE for text in texts]
    return np.clip(np.round(np.array(scores, dtype=float), 4), -1.0, 1.0)


class Parts(NamedTuple):
    """What a word, a piece of a word or a charge weighs."""

    idf: dict[str, float]
    words: dict[str, float]
    pieces: dict[str, float]
    charges: dict[str, float]
    dense: list[float]
    intercept: float
    rare: float  # idf of a word that is not in `idf`
    weighed: dict[str, tuple[float, float]]  # cache: word to its idf and its weight


def score(sentence: Sentence, model: Parts) -> float:
    """Rating of one sentence: the sum over its parts."""
    total: float = model.intercept + sum(map(mul, model.dense, sentence.dense))
    by_words = norm = 0.0
    for word, count in sentence.words.items():
        idf, weight = model.weighed.get(word) or _weigh_word(word, model)
        size = idf * (sqrt(count) if count > 0 else -sqrt(-count))
        by_words += size * weight
        norm += size * size
    by_charges = squares = 0.0
    for word, value in sentence.charges.items():
        by_charges += value * model.charges.get(word, 0.0)
        squares += value * value
    return total + (by_words / sqrt(norm) if norm else 0.0) + by_charges / sqrt(1.0 + squares)


def pieces(word: str) -> list[str]:
    """Runs of four to six characters of `word` with its bounds, each once; the whole where it is shorter."""
    bounded = f" {word} "
    if len(bounded) <= _SHORTEST:
        return [bounded]
    sizes = range(_SHORTEST, min(_LONGEST, len(bounded)) + 1)
    return sorted({bounded[i : i + size] for size in sizes for i in range(len(bounded) - size + 1)})


def _weigh_word(word: str, model: Parts) -> tuple[float, float]:
    known = [model.pieces[piece] for piece in pieces(word) if piece in model.pieces] if len(word) < 40 else []
    weight = model.words.get(word, 0.0) + (sum(known) / sqrt(len(known)) if known else 0.0)
    if len(model.weighed) >= LIMIT:
        model.weighed.clear()
    model.weighed[word] = weighed = model.idf.get(word, model.rare), weight
    return weighed


def feature_names() -> list[str]:
    """Names of the numbers of a sentence, in their order, and of what is looked up by word."""
    return [*DENSE, "words, under negation -0.5", f"pieces of {_SHORTEST} to {_LONGEST}", "charges, half a valence"]


@cache
def _model() -> Parts:
    arrays = load("news_tone/model.npz", feature_names(), "benchmarks/train_news_tone.py")
    names = {kind: bytes(arrays[f"{kind}_names"]).decode().split("\n") for kind in ("words", "pieces", "charges")}
    weights = {kind: dict(zip(names[kind], arrays[kind].tolist(), strict=True)) for kind in names}
    idf = dict(zip(names["words"], arrays["idf"].tolist(), strict=True))
    intercept, rare = arrays["constants"].tolist()
    return Parts(
        idf, weights["words"], weights["pieces"], weights["charges"], arrays["dense"].tolist(), intercept, rare, {},
    )  # fmt: skip


def save(
    path: Path, idf: Sequence[float], weights: dict[str, dict[str, float]], dense: Sequence[float],
    intercept: float, rare: float,
) -> None:  # fmt: skip
    """Write a model; `weights` has the keys words (in the order of `idf`), pieces and charges."""
    arrays: dict[str, np.ndarray] = {"idf": np.asarray(idf, dtype=np.float32)}
    for kind, named in weights.items():
        arrays[f"{kind}_names"] = np.frombuffer("\n".join(named).encode(), dtype=np.uint8)
        arrays[kind] = np.asarray(list(named.values()), dtype=np.float32)
    arrays["dense"] = np.asarray(dense, dtype=np.float64)
    arrays["constants"] = np.array([intercept, rare])
    arrays["features"] = np.array(features_hash(feature_names()))
    np.savez_compressed(path, allow_pickle=False, **arrays)
