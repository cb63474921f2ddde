"""VADER's tone of a sentence, with the words that made it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from framing.measures._tone.rules import weigh
from framing.measures._tone.vocabulary import describe_emoji, straighten, strip, valences

_HALF_SATURATION = 15  # the constant in compound = s / sqrt(s² + 15)


class Charge(NamedTuple):
    """A word of the lexicon in a text: its valence there, and what changed it from the lexicon's."""

    start: int
    end: int
    word: str
    lexicon: float  # -4 to 4
    valence: float
    changes: tuple[str, ...]  # of negated, boosted, dampened, capitals, idiom, after but, before but


def polarity(texts: Iterable[str]) -> dict[str, np.ndarray]:
    """VADER's four numbers for each text, as columns.

    Equal to ``SentimentIntensityAnalyzer().polarity_scores`` of vaderSentiment 3.3.2 on the same
    strings, in time linear in their length. Meant for sentences: on whole articles the score saturates.

    Parameters
    ----------
    texts : iterable of str
        Length n. Give `straighten`\\ ed text where marks may be curly.

    Returns
    -------
    dict of str to ndarray, shape (n,)
        ``negative``, ``neutral``, ``positive`` (shares, three places), ``compound`` (-1 to 1, four places).

    References
    ----------
    Hutto, C. J. & Gilbert, E. (2014). VADER: a parsimonious rule-based model for sentiment analysis of
    social media text. ICWSM.

    Examples
    --------
    >>> polarity(["The talks were a great success.", "They met."])["compound"].tolist()
    [0.8316, 0.0]
    """
    rows = []
    for text in texts:
        plain, _ = describe_emoji(text)
        tokens = plain.split()
        _, valences_there, _ = weigh(plain, tokens)
        rows.append((*_shares(valences_there, len(tokens), plain), _compound(valences_there, plain)))
    table = np.array(rows, dtype=float).reshape(-1, 4)
    return dict(zip(("negative", "neutral", "positive", "compound"), table.T, strict=True))


def compound(texts: Iterable[str]) -> np.ndarray:
    """VADER's compound score of each text, -1 to 1, four places: `polarity` without the shares."""
    scores = []
    for text in texts:
        plain, _ = describe_emoji(text)
        _, valences_there, _ = weigh(plain, plain.split())
        scores.append(_compound(valences_there, plain) if valences_there else 0.0)
    return np.array(scores, dtype=float)


def explained(texts: Iterable[str]) -> tuple[np.ndarray, list[str]]:
    """Compound score of each text, curly marks straightened first, and its words of the lexicon in one line.

    ``good +1.9 > -0.70 (negated, before but); happy +2.7``: valence in the lexicon, and in place where rules change it.
    """
    scores, reasons = [], []
    for text in texts:
        plain, _ = describe_emoji(straighten(text))
        tokens = plain.split()
        hits, there, changes = weigh(plain, tokens)
        scores.append(_compound(there, plain) if hits else 0.0)
        reasons.append("; ".join(map(_reason, (strip(tokens[hit]) for hit in hits), there, changes)))
    return np.array(scores, dtype=float), reasons


def charges(text: str) -> list[Charge]:
    """The words that moved the tone of `text`, in order, with offsets in it.

    Examples
    --------
    >>> for c in charges("Not a good day, but a happy end."):
    ...     print(c.word, c.lexicon, round(c.valence, 2), c.changes)
    good 1.9 -0.7 ('negated', 'before but')
    happy 2.7 4.05 ('after but',)
    """
    plain, origin = describe_emoji(text)
    tokens = plain.split()
    found: list[Charge] = []
    offset, at = 0, 0
    for hit, valence, changes in zip(*weigh(plain, tokens), strict=True):
        for token in tokens[at:hit]:
            offset = plain.index(token, offset) + len(token)
        at = hit
        word = strip(tokens[hit])
        start = plain.index(tokens[hit], offset) + tokens[hit].index(word)
        end = start + len(word)
        if origin is not None:
            start, end = origin[start], origin[end - 1] + 1
        found.append(Charge(start, end, word, valences()[word.lower()], valence, changes))
    return found


def _reason(word: str, valence: float, changes: tuple[str, ...]) -> str:
    lexical = valences()[word.lower()]
    return f"{word} {lexical:+.1f}" + (f" > {valence:+.2f} ({', '.join(changes)})" if changes else "")


def _compound(values: list[float], text: str) -> float:
    """The sum of the valences, squeezed into -1 to 1."""
    total = float(sum(values))
    if total > 0:
        total += _emphasis(text)
    elif total < 0:
        total -= _emphasis(text)
    return round(total / math.sqrt(total * total + _HALF_SATURATION), 4)


def _shares(values: list[float], n: int, text: str) -> tuple[float, float, float]:
    """Shares of negative, neutral and positive in a text of `n` words; each weighs 1 and its valence."""
    if not n:
        return 0.0, 0.0, 0.0
    # Sums in the order of the words: another order gives another last digit.
    positive, negative, neutral = 0.0, 0.0, n
    for value in values:
        if value > 0:
            positive += value + 1
            neutral -= 1
        elif value < 0:
            negative += value - 1
            neutral -= 1
    if positive > -negative:
        positive += _emphasis(text)
    elif positive < -negative:
        negative -= _emphasis(text)
    whole = positive - negative + neutral
    return round(abs(negative / whole), 3), round(neutral / whole, 3), round(positive / whole, 3)


def _emphasis(text: str) -> float:
    """What exclamation and question marks add."""
    marks = text.count("?")
    return min(text.count("!"), 4) * 0.292 + (0 if marks < 2 else marks * 0.18 if marks <= 3 else 0.96)
