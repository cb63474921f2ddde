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
MARK = "[unused0]"  # stands on both sides of the target, and for words that are hidden
ELSEWHERE, BEFORE_TARGET, BEHIND_TARGET, TARGET = range(4)  # signs of the pieces
# What the numbers in the weights stand for, in the order of their slots; a file with another order is refused.
SLOTS = (
    *LABELS, "elsewhere", "mark before the target", "mark behind it", "the target",
    "head: the sentence, the mark before the target", f"mark: {MARK}",
)  # fmt: skip

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
    signs: NDArray[np.int64]  # of each piece: `ELSEWHERE` and so on


def is_pronoun(words: str) -> bool:
    """Is a mention a pronoun? It is always hidden, so that *he* and *she* fare alike.

    Examples
    --------
    >>> is_pronoun("She"), is_pronoun("Ms. Hill"), is_pronoun("who herself")
    (True, False, True)
    """
    return all(word.lower() in _PRONOUNS for word in _words(words))


def is_name(words: str) -> bool:
    """Is a mention a name? It can be hidden; any other phrase was a choice of words and is read.

    Examples
    --------
    >>> is_name("Ms. Hill"), is_name("she"), is_name("The costly deal")
    (True, False, False)
    """
    return any(word[0].isupper() and word.lower() not in _DETERMINERS | _PRONOUNS for word in _words(words))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_][\w'’-]*", text)


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


def mention(
    tokenizer: WordPiece, text: str, pieces: Pieces, start: int, end: int, hide_names: bool = False
) -> Mention:
    """The mention ``[start, end)`` of a sentence whose pieces are given."""
    words = _POSSESSIVE.sub("", text[start:end]) or text[start:end]
    end = start + len(words)
    first = bisect_right(pieces.ends, start)
    last = max(first, bisect_left(pieces.starts, end))
    low, high = max(0, first - BEFORE), min(len(pieces.ids), last + AFTER)
    number = tokenizer.number
    mark = number[MARK]
    hidden = first == last or is_pronoun(words) or (hide_names and is_name(words))
    own = [mark] if hidden else pieces.ids[first:last][:BEFORE]
    ids = [number["[CLS]"], *pieces.ids[low:first], mark, *own, mark, *pieces.ids[last:high], number["[SEP]"]]
    signs = np.full(len(ids), ELSEWHERE, dtype=np.int64)
    at = 1 + first - low
    signs[at], signs[at + 1 : at + 1 + len(own)], signs[at + 1 + len(own)] = BEFORE_TARGET, TARGET, BEHIND_TARGET
    return Mention(np.array(ids, dtype=np.int64), signs)


class Judge:
    """The layers that judge tone toward a mention, and their head.

    The mention is between two marks, and each piece bears a sign that says where it is. All layers are the judge's
    own; only the pieces' vectors are shared. The head sees the vectors of the sentence and of the mark before the
    mention. A pronoun is hidden behind a mark, and so are names where this is asked; otherwise what is usually said of
    somebody has a part in the judgement.

    Parameters
    ----------
    bottom : Bottom
    layers : mapping of str to array
        ``tone.npz``, see ``resources/encoder/card.md``.
    """

    def __init__(self, bottom: Bottom, layers: Mapping[str, Any]) -> None:
        self._tokenizer = bottom.tokenizer
        self._encoder = Encoder(bottom, layers, ("signs",))
        self._head = Linear.read(layers, "head")
        self._temperature = float(layers["temperature"])
        self._offsets = layers["offsets"].astype(np.float64)
        self.threshold = float(layers["threshold"])

    def probabilities(
        self, sentences: Sequence[str], mentions: Sequence[tuple[int, int, int]], threads: int | None = None,
        hide_names: bool = False,
    ) -> Doubles:  # fmt: skip
        """Probabilities of negative, neutral and positive, to four places: an array of shape (mentions, 3).

        Parameters
        ----------
        sentences : sequence of str
            With straight quotation marks and apostrophes.
        mentions : sequence of (sentence, start, end)
            Number of the sentence, and characters in it.
        threads : int, optional
            Batches read at once; their number changes no result.
        hide_names : bool, default False
            Judge a mention by what is said of it alone, whoever it names.
        """
        return self.calibrated(self.logits(sentences, mentions, threads, hide_names)).round(4)

    def logits(
        self, sentences: Sequence[str], mentions: Sequence[tuple[int, int, int]], threads: int | None = None,
        hide_names: bool = False,
    ) -> Doubles:  # fmt: skip
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
            one = mention(self._tokenizer, sentences[n], cut[n], start, end, hide_names)
            key = one.ids.tobytes() + one.signs.tobytes()
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
            np.concatenate([vectors[0], vectors[np.argmax(one.signs == BEFORE_TARGET)]])
            for one, vectors in zip(some, self._encoder(some), strict=True)
        ]
        return self._head(np.stack(rows))


@cache
def judge() -> Judge:
    """The shipped judge, read once."""
    return Judge(bottom(), weights("tone", SLOTS, "tone"))
