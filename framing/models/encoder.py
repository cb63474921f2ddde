"""The pretrained encoder in NumPy: a vector for each piece of a window, with the same bits on every processor.

Every matrix product is taken of whole numbers held in float32, scaled so that no sum in it can leave the 24 bits that
float32 holds exactly (Cauchy–Schwarz bounds every partial sum by the product of the two norms). The order in which a
library adds, its threads and its instructions then make no difference. All other steps are single IEEE operations, or
are looked up in a table.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import parent_process
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from framing.models.wordpiece import WordPiece

Floats = NDArray[np.float32]

EXACT = 2.0**24  # the first whole number that float32 no longer tells from its neighbour
HEADS = 12  # attention heads of the base
FROZEN = 2  # layers below the signs for marks and capitals: those that training leaves as they are
GELU_STEP = 512  # entries of the table per unit
GELU_REACH = 8  # beyond ±8 the activation is 0 or its argument
EXP_STEP = 256
EXP_REACH = 16
PARTS = 2048  # attention weights are rounded to this fraction
SHORT_BATCH = 24  # sentences or mentions read at once: their arrays still fit into a processor's cache


class Linear(NamedTuple):
    """A linear layer with whole-number weights: ``[inputs, outputs]``, a scale and a bias for each output."""

    weight: Floats
    scale: Floats
    bias: Floats
    limit: float  # norm that a row of whole numbers may have

    @classmethod
    def read(cls, arrays: Mapping[str, Any], name: str) -> Linear:
        weight = arrays[f"{name}.weight"].astype(np.float32)
        norms = np.sqrt((weight.astype(np.float64) ** 2).sum(0))
        # Rounding moves a row by half a unit for each number in it.
        limit = EXACT / float(norms.max()) - 0.5 * math.sqrt(len(weight)) - 1
        return cls(
            np.ascontiguousarray(weight), arrays[f"{name}.scale"].astype(np.float32),
            arrays[f"{name}.bias"].astype(np.float32), limit,
        )  # fmt: skip

    def __call__(self, rows: Floats) -> Floats:
        """The layer's output for each row of inputs."""
        whole, factor = _whole(rows, self.limit)
        out = whole @ self.weight
        out *= factor
        out *= self.scale
        out += self.bias
        return out


class Norm(NamedTuple):
    """Layer normalisation."""

    weight: Floats
    bias: Floats

    def __call__(self, rows: Floats) -> Floats:
        rows = rows - rows.mean(-1, keepdims=True, dtype=np.float64).astype(np.float32)
        spread = np.square(rows).mean(-1, keepdims=True, dtype=np.float64)
        rows *= (1.0 / np.sqrt(spread + 1e-12)).astype(np.float32)
        rows *= self.weight
        rows += self.bias
        return rows


class Layer(NamedTuple):
    """A transformer layer."""

    attention: Linear  # queries, keys and values side by side
    out: Linear
    norm_attention: Norm
    inner: Linear
    outer: Linear
    norm: Norm

    def __call__(self, hidden: Floats, lengths: Sequence[int]) -> Floats:
        """`hidden` holds windows of unlike length one after the other; each attends to itself alone."""
        parts = self.attention(hidden)
        mixed = np.empty_like(hidden)
        first = 0
        for length in lengths:
            mixed[first : first + length] = _attend(parts[first : first + length])
            first += length
        hidden = self.norm_attention(hidden + self.out(mixed))
        return self.norm(hidden + self.outer(_gelu(self.inner(hidden))))


class Bottom:
    """Embeddings of pieces and the layers that no training changes; every task's own layers rest on these.

    Parameters
    ----------
    pieces : mapping of str to array
        ``pieces.npz``, see ``resources/encoder/card.md``.
    """

    def __init__(self, pieces: Mapping[str, Any]) -> None:
        self.tokenizer = WordPiece(bytes(pieces["vocabulary"]).decode().split("\n"))
        self._pieces = pieces["pieces"]
        self._scale = pieces["scale"].astype(np.float32)
        self._places = pieces["places"].astype(np.float32)
        self._norm = Norm(pieces["norm.weight"].astype(np.float32), pieces["norm.bias"].astype(np.float32))
        self._layers = [_layer(pieces, f"layers.{n}") for n in range(FROZEN)]

    def __call__(self, windows: Sequence[NDArray[Any]]) -> Floats:
        """A vector of 384 numbers for each piece of all windows, one after the other, given as piece numbers."""
        lengths = [len(ids) for ids in windows]
        hidden = self.embedded(windows)
        for layer in self._layers:
            hidden = layer(hidden, lengths)
        return hidden

    def embedded(self, windows: Sequence[NDArray[Any]]) -> Floats:
        """The vectors that the lowest layer reads: of the pieces and of their places."""
        ids = np.concatenate(windows)
        places = np.concatenate([self._places[: len(one)] for one in windows])
        return self._norm(self._pieces[ids].astype(np.float32) * self._scale[ids, None] + places)


class Encoder:
    """A task's own layers over the shared bottom, or over the pieces' vectors alone.

    Parameters
    ----------
    bottom : Bottom
    layers : mapping of str to array
        The task's file of weights, see ``resources/encoder/card.md``. Where it has the lowest layer, too, the task
        shares none.
    signs : sequence of str, default ("marks", "shapes")
        What is known of each piece besides its letters; each names a table of `layers` with a vector for each value.
    """

    def __init__(self, bottom: Bottom, layers: Mapping[str, Any], signs: Sequence[str] = ("marks", "shapes")) -> None:
        self._signs = [layers[name].astype(np.float32) for name in signs]
        first = 0 if "layers.0.out.weight" in layers else FROZEN
        self._below = bottom if first else bottom.embedded
        self._layers = [_layer(layers, f"layers.{n}") for n in range(first, int(layers["depth"]))]

    def __call__(self, windows: Sequence[tuple[Any, ...]]) -> list[Floats]:
        """A vector of 384 numbers for each piece of each window, given as (ids, a number for each sign, ...)."""
        lengths = [len(window[0]) for window in windows]
        hidden = self._below([window[0] for window in windows])
        columns = list(zip(*windows, strict=True))[1:]
        known = [table[np.concatenate(some)] for table, some in zip(self._signs, columns, strict=True)]
        if known:
            hidden = hidden + sum(known[1:], known[0])
        for layer in self._layers:
            hidden = layer(hidden, lengths)
        return np.split(hidden, np.cumsum(lengths)[:-1])


def in_batches(
    read: Callable[[list[int]], Any], lengths: Sequence[int], threads: int | None = None
) -> Iterator[tuple[list[int], Any]]:
    """Numbers of some short texts, of which so many pieces are given, in batches of like length, with what is read."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    batches = [order[at : at + SHORT_BATCH] for at in range(0, len(order), SHORT_BATCH)]
    with ThreadPoolExecutor(threads or processors()) as pool, threadpool_limits(1, user_api="blas"):
        yield from zip(batches, pool.map(read, batches), strict=True)


def processors() -> int:
    """Batches that are read at once; one in a worker process."""
    return os.cpu_count() or 1 if parent_process() is None else 1


def _layer(arrays: Mapping[str, Any], name: str) -> Layer:
    def linear(part: str) -> Linear:
        return Linear.read(arrays, f"{name}.{part}")

    def norm(part: str) -> Norm:
        weight, bias = (arrays[f"{name}.{part}.{kind}"].astype(np.float32) for kind in ("weight", "bias"))
        return Norm(weight, bias)

    return Layer(
        attention=linear("query_key_value"), out=linear("out"), norm_attention=norm("norm_attention"),
        inner=linear("inner"), outer=linear("outer"), norm=norm("norm"),
    )  # fmt: skip


def _whole(rows: Floats, limit: float) -> tuple[Floats, Floats]:
    """Rows scaled by a power of two and rounded, none longer than `limit`, and what to multiply their products with."""
    norms = np.sqrt(np.square(rows).sum(-1, keepdims=True, dtype=np.float64))
    # frexp gives norm = m * 2**e with m below 1, so that the scaled norm stays below the limit.
    exponent = math.frexp(limit)[1] - 1 - np.frexp(norms)[1]
    whole = rows * np.ldexp(np.float32(1), exponent).astype(np.float32)
    np.rint(whole, out=whole)
    return whole, np.ldexp(np.float32(1), -exponent).astype(np.float32)


def _attend(parts: Floats) -> Floats:
    """Scaled dot-product attention of one window; `parts` holds queries, keys and values of all heads."""
    size, width = len(parts), parts.shape[1] // 3
    query, key, value = np.ascontiguousarray(parts.reshape(size, 3, HEADS, width // HEADS).transpose(1, 2, 0, 3))
    whole_query, query_factor = _whole(query, 4095)
    whole_key, key_factor = _whole(key, 4095)
    scores = whole_query @ whole_key.swapaxes(1, 2)
    scores *= query_factor * np.float32(1 / math.sqrt(width // HEADS))
    scores *= key_factor.swapaxes(1, 2)
    weights = _exp(scores - scores.max(-1, keepdims=True))
    weights /= weights.sum(-1, keepdims=True, dtype=np.float64).astype(np.float32)
    weights *= PARTS
    np.rint(weights, out=weights)
    # A row of weights is at most PARTS long, up to its rounding; a column of values at most EXACT / (2 PARTS).
    whole_value, value_factor = _whole(np.ascontiguousarray(value.swapaxes(1, 2)), EXACT / (2 * PARTS))
    mixed = weights @ whole_value.swapaxes(1, 2)
    mixed *= value_factor.swapaxes(1, 2)
    mixed *= np.float32(1 / PARTS)
    return np.ascontiguousarray(mixed.transpose(1, 0, 2)).reshape(size, width)


def _table(values: list[float]) -> Floats:
    # Rounded far above the last bit, in which the mathematical libraries of two systems may differ.
    return np.array([round(value, 7) for value in values], dtype=np.float32)


_GELU = _table(
    [
        0.5 * x * (1 + math.erf(x / math.sqrt(2)))
        for x in (n / GELU_STEP - GELU_REACH for n in range(2 * GELU_REACH * GELU_STEP + 1))
    ]
)
_EXP = _table([math.exp(-n / EXP_STEP) for n in range(EXP_REACH * EXP_STEP)] + [0.0])


def _gelu(rows: Floats) -> Floats:
    """x Φ(x), from a table; above its reach the argument itself."""
    high = rows > GELU_REACH
    place = rows * np.float32(GELU_STEP)
    place += np.float32(GELU_REACH * GELU_STEP + 0.5)
    np.clip(place, 0, len(_GELU) - 1, out=place)
    found = _GELU.take(place.astype(np.intp))
    if high.any():
        found[high] = rows[high]
    return found


def _exp(rows: Floats) -> Floats:
    """exp(x) of numbers that are not above 0, from a table."""
    place = rows * np.float32(-EXP_STEP)
    place += np.float32(0.5)
    np.minimum(place, len(_EXP) - 1, out=place)
    return _EXP.take(place.astype(np.intp))
