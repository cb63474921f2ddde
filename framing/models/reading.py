"""What the encoder reads in articles: reported clauses, their sources and cues, who is quoted, whom a pronoun means."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from itertools import islice
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from framing.corpus.study_values import MODEL_GROUP, MODELS
from framing.models.encoder import Bottom, Encoder, processors
from framing.models.loading import load
from framing.models.windows import Tokens, Window, tokens, windows
from framing.text.document import Document

Doubles = NDArray[np.float64]

EDGES = np.array([1, 2, 3, 4, 6, 9, 14, 24, 60])  # ways between a stretch and a piece, as in training
OUTSIDE, SPEECH_FIRST, SPEECH, ATTRIBUTED_FIRST, ATTRIBUTED = range(5)
# What the numbers in the weights stand for, in the order of their slots; a file with another order is refused.
SLOTS = (
    "outside", "speech first", "speech", "attributed first", "attributed",  # labels of a piece
    "source first", "source last", "cue first", "cue last",  # pointers
    "not in marks", "in marks",
    "lower case", "capital", "capitals", "number or sign",  # shapes
    "stretch: first, last, before, behind", f"ways {EDGES.tolist()}",
)  # fmt: skip
TOGETHER = 32  # documents whose windows are sorted by length and read together
BATCH = 6  # windows read at once: their arrays still fit into a processor's cache
PRONOUNS = ("he", "she", "him", "her", "his", "hers")
LONGEST_NAME = 40  # pieces of a source or a cue
THRESHOLD = 0.5  # chance from which a piece belongs to a clause
GAP = 3  # pieces: a clause goes on behind so few doubtful ones
SHORTEST = 3  # pieces outside marks; one less where marks stand beside them
FAR = 20.0  # log chance that a piece of another sentence loses


@dataclass(frozen=True)
class Pointed:
    """Where a stretch's source and cue are: log chances of each piece of its window to be their first or last.

    `start` and `end` are characters of the text; piece 0 covers none and means *nowhere in this window*.
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    chances: Doubles  # [4, pieces]

    def chance_of(self, start: int, end: int) -> float:
        """Chance that the words ``[start, end)`` are, or are part of, the name of the source.

        The mean of the chances that the name begins and that it ends there: an apposition (*a spokesman, Bo Hill*)
        begins with one mention and ends with another.
        """
        first = bisect_right(self.end, start, lo=1)
        last = bisect_left(self.start, end, lo=1, hi=len(self.start) - 1)
        if first >= last:
            return 0.0
        return float(np.exp(self.chances[:2, first:last]).sum() / 2)

    def span(self, which: str) -> tuple[int, int] | None:
        """The likeliest ``source`` or ``cue``, in characters; None where it is named nowhere."""
        row = 0 if which == "source" else 2
        first, last = self.chances[row], self.chances[row + 1]
        best, found = first[0] + last[0], None
        for a in np.argsort(-first[1:], kind="stable")[:4] + 1:
            z = int(a + np.argmax(last[a : a + LONGEST_NAME]))
            if first[a] + last[z] > best:
                best, found = first[a] + last[z], (int(self.start[a]), int(self.end[z]))
        return found

    def nowhere(self) -> float:
        """Chance that no source is named in the window."""
        return float(np.exp(self.chances[:2, 0]).sum() / 2)


@dataclass(frozen=True)
class Clause:
    """A stretch of reported speech (``indirect``) or of ascribed belief (``attributed``), with its confidence."""

    start: int
    end: int
    kind: str
    confidence: float
    pointed: Pointed


@dataclass(frozen=True)
class Antecedent:
    """How likely each piece before a pronoun names the person that it stands for."""

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    chances: Doubles

    def chance_of(self, spans: Iterable[tuple[int, int]]) -> float:
        """Chance that one of these mentions, in characters, is meant."""
        total = 0.0
        for start, end in spans:
            first = bisect_right(self.end, start, lo=1)
            last = bisect_left(self.start, end, lo=1, hi=len(self.start) - 1)
            total += float(self.chances[first:last].sum())
        return min(total, 1.0)


@dataclass(frozen=True)
class Reading:
    """What the encoder reads in one document.

    `marks` has the chance that somebody is quoted and the source of each stretch in marks, None where it holds no word;
    `persons` has an entry for each *he* and *she* outside marks, by its first character; `pieces` has the first
    character of each piece outside marks with its chances to be speech and to be otherwise ascribed.
    """

    clauses: list[Clause]
    marks: list[tuple[float, Pointed] | None]
    persons: dict[int, Antecedent]
    pieces: list[tuple[int, float, float]]

    def chances(self, start: int, end: int) -> tuple[float, float]:
        """Mean chances of the pieces outside marks in ``[start, end)`` to be speech, and to be otherwise ascribed."""
        inside = self.pieces[bisect_left(self.pieces, (start,)) : bisect_left(self.pieces, (end,))]
        if not inside:
            return 0.0, 0.0
        return sum(speech for _, speech, _ in inside) / len(inside), sum(other for *_, other in inside) / len(inside)


class Model(Protocol):
    """What can read texts: the encoder, or what another package offers under the entry point ``framing.models``."""

    def read(self, asked: Iterable[tuple[Document, Sequence[tuple[int, int]]]]) -> Iterator[Reading]:
        """What it reads in each document, given with its outermost stretches in marks, in order."""


class Reader:
    """The encoder with its heads.

    Parameters
    ----------
    bottom : Bottom
    layers : mapping of str to array
        ``layers.npz``, see ``resources/encoder/card.md``.
    """

    def __init__(self, bottom: Bottom, layers: Mapping[str, Any]) -> None:
        self.tokenizer = bottom.tokenizer
        self._encoder = Encoder(bottom, layers)
        self._heads = {
            name: _Head(layers[f"{name}.weight"] * layers[f"{name}.scale"].astype(np.float64), layers[f"{name}.bias"])
            for name in ("labels", "stretch", "pointers", "alone", "quoted", "pronoun", "person")
        }
        self._distance = layers["distance"].astype(np.float64)
        self._pronouns = {self.tokenizer.number[word] for word in PRONOUNS if word in self.tokenizer.number}

    def read(
        self, asked: Iterable[tuple[Document, Sequence[tuple[int, int]]]], threads: int | None = None
    ) -> Iterator[Reading]:
        """Read documents, each with its outermost stretches in marks, in order.

        Parameters
        ----------
        asked : iterable of (Document, sequence of (start, end))
        threads : int, optional
            Batches of windows read at once; by default the processors, and one in a worker process. The number of
            threads changes no result.
        """
        waiting = iter(asked)
        with ThreadPoolExecutor(threads or processors()) as pool:
            while some := list(islice(waiting, TOGETHER)):
                with threadpool_limits(1, user_api="blas"):  # the threads are those of the pool
                    found = self._read(some, pool)
                yield from found

    def _read(self, some: list[tuple[Document, Sequence[tuple[int, int]]]], pool: ThreadPoolExecutor) -> list[Reading]:
        found = [Reading([], [None] * len(marks), {}, []) for _, marks in some]
        cut = [tokens(document, self.tokenizer, marks) for document, marks in some]
        todo = [(n, window) for n, read in enumerate(cut) for window in windows(read.cuts)]
        todo.sort(key=lambda one: one[1].high - one[1].low)  # like lengths together; the order changes no number
        batches = [todo[at : at + BATCH] for at in range(0, len(todo), BATCH)]
        for batch, hidden in zip(batches, pool.map(lambda b: self._hidden(cut, b), batches), strict=True):
            for (n, window), vectors in zip(batch, hidden, strict=True):
                self._heads_of(cut[n], window, vectors, some[n], found[n])
        for reading in found:
            reading.clauses.sort(key=lambda clause: (clause.start, clause.end))
            reading.pieces.sort()
        return found

    def _hidden(self, cut: list[Tokens], batch: list[tuple[int, Window]]) -> list[NDArray[np.float32]]:
        number = self.tokenizer.number
        rows = []
        for n, (low, _, _, high) in batch:
            read = cut[n]
            ids = np.concatenate([[number["[CLS]"]], read.ids[low:high], [number["[SEP]"]]])
            rows.append((ids, np.pad(read.marked[low:high], 1), np.pad(read.shape[low:high], 1)))
        return self._encoder(rows)

    def _heads_of(
        self, read: Tokens, window: Window, hidden: NDArray[np.float32],
        asked: tuple[Document, Sequence[tuple[int, int]]], found: Reading,
    ) -> None:  # fmt: skip
        """What the heads say of one window goes into `found`."""
        document, marks = asked
        low, first, last, high = window
        vectors = hidden.astype(np.float64)
        labels = _softmax(self._heads["labels"](vectors))[1 : 1 + high - low]
        spans = _clauses(document, read, window, labels)
        said = labels[:, SPEECH_FIRST] + labels[:, SPEECH]
        ascribed = labels[:, ATTRIBUTED_FIRST] + labels[:, ATTRIBUTED]
        found.pieces.extend(
            (int(read.start[p]), float(said[p - low]), float(ascribed[p - low]))
            for p in range(first, last)
            if not read.marked[p] and read.start[p] < read.end[p] and document.text[read.start[p]].isalnum()
        )
        places = [(a, z) for a, z, _, _ in spans]
        inside = []
        for n, (start, end) in enumerate(marks):
            a, z = bisect_right(read.end, start), bisect_left(read.start, end)
            if a < z and first <= a < last:
                inside.append(n)
                places.append((a, min(z, high) - 1))
        starts = np.concatenate([[-1], read.start[low:high], [-1]])
        ends = np.concatenate([[-1], read.end[low:high], [-1]])
        pronouns = [p for p in range(first, last) if read.ids[p] in self._pronouns and not read.marked[p]]
        if pronouns:
            for p, chances in zip(pronouns, self._persons(vectors, [p - low + 1 for p in pronouns]), strict=True):
                found.persons[int(read.start[p])] = Antecedent(starts, ends, chances)
        if not places:
            return
        scores, odds = self._point(vectors, [(a - low + 1, z - low + 1) for a, z in places])
        pointed = [Pointed(starts, ends, chances) for chances in scores]
        for (a, z, kind, sure), where in zip(spans, pointed, strict=False):
            _within(document, where, int(read.start[a]), int(read.end[z]))
            found.clauses.append(Clause(int(read.start[a]), int(read.end[z]), kind, sure, where))
        for n, where, odd in zip(inside, pointed[len(spans) :], odds[len(spans) :], strict=True):
            found.marks[n] = (1 / (1 + math.exp(-odd)), where)

    def _point(self, vectors: Doubles, places: list[tuple[int, int]]) -> tuple[Doubles, list[float]]:
        """Log chances of every piece for each stretch, ``[stretches, 4, pieces]``, and log odds that it is quoted."""
        size = len(vectors)
        first, last = (np.array(some) for some in zip(*places, strict=True))
        around = [vectors[i] for i in (first, last, np.maximum(first - 1, 0), np.minimum(last + 1, size - 1))]
        stretch = _gelu(self._heads["stretch"](np.concatenate(around, axis=1)))
        width = stretch.shape[1]
        keys = self._heads["pointers"](vectors).reshape(size, 4, width)
        scores = np.einsum("nd,lkd->nkl", stretch, keys) / math.sqrt(width)
        scores += self._heads["alone"](vectors).T[None]
        scores += self._distance[:, _buckets(first, last, size)].transpose(1, 0, 2)
        return _log_softmax(scores), self._heads["quoted"](stretch)[:, 0].tolist()

    def _persons(self, vectors: Doubles, places: list[int]) -> list[Doubles]:
        """Chance of every piece before each pronoun to name its person."""
        asked, keys = self._heads["pronoun"](vectors[places]), self._heads["person"](vectors)
        scores = asked @ keys.T / math.sqrt(keys.shape[1])
        return [np.pad(_softmax(row[:place]), (0, len(row) - place)) for row, place in zip(scores, places, strict=True)]


def _clauses(document: Document, read: Tokens, window: Window, labels: Doubles) -> list[tuple[int, int, str, float]]:
    """First and last piece, kind and confidence of each clause in the core of a window.

    A clause is a run of pieces in one sentence that are more probably inside a clause of either kind than outside. A
    piece that is more probably the first of a clause than inside one begins another; a gap of a few doubtful pieces
    ends none. The mean over the pieces outside marks decides the kind.
    """
    low, first, last, _ = window
    text = document.text
    begins = labels[:, SPEECH_FIRST] + labels[:, ATTRIBUTED_FIRST]
    content = 1.0 - labels[:, OUTSIDE]
    runs: list[list[int]] = []
    sentence = -1
    for place in range(first, last):
        if read.start[place] == read.end[place] or content[place - low] < THRESHOLD:
            continue
        here = document.sentence_at(int(read.start[place]))
        another = begins[place - low] > 0.5 * content[place - low]
        if runs and here == sentence and place - runs[-1][1] <= GAP and not another:
            runs[-1][1] = place
        else:
            runs.append([place, place])
        sentence = here
    found = []
    for run in runs:
        a, z = _trimmed(text, read, *run)
        spoken = [p - low for p in range(a, z + 1) if not read.marked[p] and text[read.start[p]].isalnum()]
        if len(spoken) < SHORTEST - bool(read.marked[a : z + 1].any()):
            continue
        speech = float(np.mean(labels[spoken, SPEECH_FIRST] + labels[spoken, SPEECH]))
        attributed = float(np.mean(content[spoken])) - speech
        if speech >= attributed:
            found.append((a, z, "indirect", speech))
        else:
            found.append((a, z, "attributed", attributed))
    return sorted(found)


def _within(document: Document, pointed: Pointed, start: int, end: int) -> None:
    """Leave a clause only the source and the cue of its own sentence, unless it is the whole sentence."""
    sentence = document.sentences[document.sentence_at(start)]
    if document.words_between(sentence.start, sentence.end) > document.words_between(start, end):
        outside = (pointed.start < sentence.start) | (pointed.end > sentence.end)
        outside[0] = False  # nowhere
        pointed.chances[:, outside] -= FAR


def _trimmed(text: str, read: Tokens, a: int, z: int) -> tuple[int, int]:
    """A run without *that* and punctuation at its beginning, and without punctuation at its end."""
    while a < z and (text[read.start[a] : read.end[a]].lower() == "that" or not text[read.start[a]].isalnum()):
        if text[read.start[a]] in "“\"‘'«" and read.marked[a + 1]:
            a += 1
            break
        a += 1
    while z > a and not text[read.start[z]].isalnum():
        z -= 1
    return a, z


@dataclass(frozen=True)
class _Head:
    weight: Doubles
    bias: Doubles

    def __call__(self, rows: Doubles) -> Doubles:
        made: Doubles = rows @ self.weight + self.bias
        return made


def _buckets(first: NDArray[Any], last: NDArray[Any], size: int) -> NDArray[Any]:
    """Bucket of the way from a stretch to each piece: 0 the window's head, 1 inside, 2-10 before, 11-19 behind."""
    place = np.arange(size)[None, :]
    before, behind = first[:, None] - place, place - last[:, None]
    bucket = np.where(before > 0, 2 + np.minimum(np.searchsorted(EDGES, before), 8), 1)
    bucket = np.where(behind > 0, 11 + np.minimum(np.searchsorted(EDGES, behind), 8), bucket)
    bucket[:, 0] = 0
    return bucket


def _log_softmax(scores: Doubles) -> Doubles:
    scores = scores - scores.max(-1, keepdims=True)
    made: Doubles = scores - np.log(np.exp(scores).sum(-1, keepdims=True))
    return made


def _softmax(scores: Doubles) -> Doubles:
    return np.exp(_log_softmax(scores))


def _gelu(rows: Doubles) -> Doubles:
    from scipy.special import erf

    made: Doubles = 0.5 * rows * (1 + erf(rows / math.sqrt(2)))
    return made


@cache
def reader() -> Reader:
    """The shipped encoder, read once."""
    return Reader(bottom(), weights("layers", SLOTS, "encoder"))


@cache
def model(name: str) -> Model:
    """The model of this name: the encoder, or what an installed package offers (called, if it is a class or function).

    Raises
    ------
    ValueError
        If there is none, or what is offered has no method ``read``.
    """
    if name == MODELS[0]:
        return reader()
    for point in entry_points(group=MODEL_GROUP, name=name):
        made = point.load()
        made = made if hasattr(made, "read") and not isinstance(made, type) else made()
        if not hasattr(made, "read"):
            raise ValueError(f"The model {name!r} of {point.value} has no method read(documents with their marks).")
        return cast(Model, made)
    raise ValueError(f"No model is called {name!r}: no installed package offers it under {MODEL_GROUP}.")


@cache
def bottom() -> Bottom:
    """The layers that every task rests on, read once."""
    return Bottom(weights("pieces"))


def weights(name: str, features: Iterable[str] | None = None, script: str = "") -> dict[str, Any]:
    """Arrays of one file of ``resources/encoder``, refused where they belong to other `features` than the code's."""
    again = f"-m training {script} CORPORA --base FOLDER --out FOLDER"
    return load(f"encoder/{name}.npz", features, again)
