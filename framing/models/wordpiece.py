"""The tokenizer of the encoder: words cut into pieces of a fixed vocabulary, each with its place in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

_WORD = re.compile("[wx]*w[wx]*|p")
_LONGEST_WORD = 100  # characters; longer ones are one unknown piece, as in BERT's own tokenizer
_MEMO = 100_000  # words whose pieces are kept; a corpus of news has fewer frequent ones


class Pieces(NamedTuple):
    """Piece numbers of a text, and the characters ``[start, end)`` that each covers."""

    ids: list[int]
    starts: list[int]
    ends: list[int]


class WordPiece:
    """BERT's uncased tokenizer over a vocabulary.

    Text is cleaned of control characters, accents and capitals, cut at white space and punctuation, and each word is
    read off as the longest pieces of the vocabulary from left to right.

    Parameters
    ----------
    vocabulary : sequence of str
        Pieces by their number; those inside a word begin with ``##``.

    References
    ----------
    Devlin, J., Chang, M.-W., Lee, K. & Toutanova, K. (2019). BERT: pre-training of deep bidirectional transformers for
    language understanding. *NAACL 2019*, 4171-4186.

    Examples
    --------
    >>> WordPiece(["[UNK]", "fram", "##ing", "."]).pieces("Framing.")
    Pieces(ids=[1, 2, 3], starts=[0, 4, 7], ends=[4, 7, 8])
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.number = {piece: n for n, piece in enumerate(vocabulary)}
        self.longest = max(map(len, vocabulary), default=0)
        self.unknown = self.number["[UNK]"]
        self._memo: dict[str, tuple[list[int], list[int], list[int]]] = {}

    def pieces(self, text: str, start: int = 0, end: int | None = None) -> Pieces:
        """Pieces of ``text[start:end]``, with their places in `text`."""
        ids: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        memo = self._memo
        for found in _WORD.finditer(text.translate(_CLASSES), start, len(text) if end is None else end):
            at = found.start()
            word = text[at : found.end()]
            known = memo.get(word)
            if known is None:
                if len(memo) >= _MEMO:
                    memo.clear()
                known = memo[word] = self._cut(word)
            ids += known[0]
            starts += [at + place for place in known[1]]
            ends += [at + place for place in known[2]]
        return Pieces(ids, starts, ends)

    def _cut(self, word: str) -> tuple[list[int], list[int], list[int]]:
        """Piece numbers, starts and ends of one word."""
        plain, origin = _normalised(word)
        if not plain:
            return [], [], []
        if len(plain) > _LONGEST_WORD:
            return [self.unknown], [0], [len(word)]
        ids: list[int] = []
        cuts = [0]
        while cuts[-1] < len(plain):
            begin = cuts[-1]
            for end in range(min(len(plain), begin + self.longest), begin, -1):
                number = self.number.get(("##" if begin else "") + plain[begin:end])
                if number is not None:
                    ids.append(number)
                    cuts.append(end)
                    break
            else:
                return [self.unknown], [0], [len(word)]
        return ids, [origin[cut] for cut in cuts[:-1]], [origin[cut - 1] + 1 for cut in cuts[1:]]


def _normalised(word: str) -> tuple[str, list[int]]:
    """A word without accents, capitals and control characters, and which character each of its own came from."""
    if word.isascii() and "x" not in word.translate(_CLASSES):
        return word.lower(), list(range(len(word)))
    letters: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(word):
        if _CLASSES[ord(character)] == "x":
            continue
        for part in unicodedata.normalize("NFD", character):
            if unicodedata.category(part) != "Mn":
                lowered = part.lower()
                letters.append(lowered)
                origin += [place] * len(lowered)
    return "".join(letters), origin


class _Classes(dict[int, str]):
    """Class of a character, found when it is first met: w word, p stands alone, x removed, a blank parts words."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        category = unicodedata.category(character)
        if character in "\t\n\r" or category == "Zs":
            kind = " "
        elif code in (0, 0xFFFD) or category[0] == "C":
            kind = "x"
        elif category[0] == "P" or code < 128 and not character.isalnum() or _is_chinese(code):
            kind = "p"
        else:
            kind = "w"
        self[code] = kind
        return kind


_CLASSES = _Classes()
_CHINESE = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F), (0x2B920, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


def _is_chinese(code: int) -> bool:
    return any(low <= code <= high for low, high in _CHINESE)
