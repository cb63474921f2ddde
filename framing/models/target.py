"""What a sentence says of somebody whom it mentions: negative, neutral or positive, by the encoder."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.models.encoder import Bottom, Encoder, Linear, in_batches
from framing.models.reading import bottom, weights
from framing.models.remembered import remembered
from framing.models.wordpiece import Pieces, WordPiece

Doubles = NDArray[np.float64]

BEFORE, AFTER = 64, 48  # pieces of the sentence that are read on each side of a mention
LABELS = ("negative", "neutral", "positive")
HIDDEN = "[unused0]"  # stands for a name or a pronoun
# What the numbers in the weights stand for, in the order of their slots; a file with another order is refused.
SLOTS = (*LABELS, "not the target", "the target", "head: the sentence, the target", f"hidden: {HIDDEN}")

# Tokens of treebanks as running text, one character for one, so that places stay.
_SPACED = re.compile(r" (n't)\b")
_POSSESSIVE = re.compile(r"['’][sS]?$")
_DETERMINERS = frozenset("the a an this that these those all both each every few many most no other several some such "
                         "his her its our their my your".split())  # fmt: skip
_PRONOUNS = frozenset(
                      "he him his himself she her hers herself it its itself they them their theirs themselves we us "
                      "our ours ourselves i me my mine myself you your yours yourself who whom whose".split()
)  # fmt: skip


class Mention(NamedTuple):
    """A mention in its sentence as the encoder reads it: numbers of the pieces, and whose they are."""

    ids: NDArray[np.int64]
    target: NDArray[np.int64]  # 1 for the pieces of the mention


def is_hidden(words: str) -> bool:
    """Is a mention a name or a pronoun? Then it is hidden; any other phrase was a choice of words and is read.

    Examples
    --------
    >>> is_hidden("Ms. Hill"), is_hidden("she"), is_hidden("The costly deal")
    (True, True, False)
    """
    found = re.findall(r"[^\W_][\w'’-]*", words)
    named = any(word[0].isupper() and word.lower() not in _DETERMINERS for word in found)
    return named or all(word.lower() in _PRONOUNS for word in found)


def joined(text: str) -> str:
    """`text` with its tokens (*did n't*) as running text, as most corpora have them; places stay as they are.

    Examples
    --------
    >>> joined("They did n't say")
    "They didn't  say"
    """
    if " n't" in text:
        text = _SPACED.sub(r"\1 ", text)
    return text.replace("``", '" ').replace("''", '" ')


def mention(tokenizer: WordPiece, text: str, pieces: Pieces, start: int, end: int) -> Mention:
    """The mention ``[start, end)`` of a sentence whose pieces are given."""
    words = _POSSESSIVE.sub("", text[start:end]) or text[start:end]
    end = start + len(words)
    first = bisect_right(pieces.ends, start)
    last = max(first, bisect_left(pieces.starts, end))
    low, high = max(0, first - BEFORE), min(len(pieces.ids), last + AFTER)
    number = tokenizer.number
    own = [number[HIDDEN]] if first == last or is_hidden(words) else pieces.ids[first:last][:BEFORE]
    ids = [number["[CLS]"], *pieces.ids[low:first], *own, *pieces.ids[last:high], number["[SEP]"]]
    target = np.zeros(len(ids), dtype=np.int64)
    target[1 + first - low : 1 + first - low + len(own)] = 1
    return Mention(np.array(ids, dtype=np.int64), target)


class Judge:
    """The layers that judge tone toward a mention, and their head.

    A mention is hidden behind one piece if it is a name or a pronoun; its pieces bear a sign that the layers above the
    shared ones read. The head sees the vector of the sentence and the mean of the mention's.

    Parameters
    ----------
    bottom : Bottom
    layers : mapping of str to array
        ``tone.npz``, see ``resources/encoder/card.md``.
    """

    def __init__(self, bottom: Bottom, layers: Mapping[str, Any]) -> None:
        self._tokenizer = bottom.tokenizer
        self._encoder = Encoder(bottom, layers, ("target",))
        self._head = Linear.read(layers, "head")
        self._temperature = float(layers["temperature"])
        self._offsets = layers["offsets"].astype(np.float64)
        self.threshold = float(layers["threshold"])

    def probabilities(
        self, sentences: Sequence[str], mentions: Sequence[tuple[int, int, int]], threads: int | None = None
    ) -> Doubles:
        """Probabilities of negative, neutral and positive, to four places: an array of shape (mentions, 3).

        Parameters
        ----------
        sentences : sequence of str
            With straight quotation marks and apostrophes.
        mentions : sequence of (sentence, start, end)
            Number of the sentence, and characters in it.
        threads : int, optional
            Batches read at once; their number changes no result.
        """
        return self.calibrated(self.logits(sentences, mentions, threads)).round(4)

    def logits(
        self, sentences: Sequence[str], mentions: Sequence[tuple[int, int, int]], threads: int | None = None
    ) -> Doubles:
        """What the head says of each mention before it is calibrated."""
        cut = {n: self._tokenizer.pieces(joined(sentences[n])) for n in {number for number, _, _ in mentions}}
        number: dict[bytes, int] = {}  # mentions that read alike are read once: *he said*, agency copy
        read: list[Mention] = []

        def make(places: list[int]) -> list[list[float]]:
            made = np.zeros((len(places), len(LABELS)))
            lengths = [len(read[n].ids) for n in places]
            for some, rows in in_batches(lambda batch: self._batch([read[places[n]] for n in batch]), lengths, threads):
                made[some] = rows
            return made.tolist()

        of = []
        for n, start, end in mentions:
            one = mention(self._tokenizer, sentences[n], cut[n], start, end)
            key = one.ids.tobytes() + one.target.tobytes()
            if key not in number:
                number[key] = len(read)
                read.append(one)
            of.append(number[key])
        found = np.array(remembered("tone", list(number), make), dtype=np.float64).reshape(len(read), len(LABELS))
        return found[of]

    def calibrated(self, logits: Doubles) -> Doubles:
        """Probabilities that came true on mentions of events that training did not see."""
        logits = logits / self._temperature + self._offsets
        odds = np.exp(logits - logits.max(axis=1, keepdims=True, initial=-np.inf))
        made: Doubles = odds / odds.sum(axis=1, keepdims=True)
        return made

    def labels(self, probabilities: Doubles) -> list[str]:
        """Label of each mention: negative or positive only from the threshold on, neutral otherwise."""
        out = []
        for negative, _, positive in probabilities.tolist():
            if max(negative, positive) < self.threshold or negative == positive:
                out.append(LABELS[1])
            else:
                out.append(LABELS[0] if negative > positive else LABELS[2])
        return out

    def _batch(self, some: list[Mention]) -> NDArray[np.float32]:
        rows = [
            np.concatenate([vectors[0], vectors[one.target == 1].mean(0, dtype=np.float64).astype(np.float32)])
            for one, vectors in zip(some, self._encoder(some), strict=True)
        ]
        return self._head(np.stack(rows))


@cache
def judge() -> Judge:
    """The shipped judge, read once."""
    return Judge(bottom(), weights("tone", SLOTS, "tone"))
