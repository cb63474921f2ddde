"""Is it speech? Quotation against scare quotes, titles, nicknames and terms; whole against partial."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import repeat
from math import exp, log
from operator import mul
from typing import NamedTuple

from framing.measures.quotes.glyphs import VERBS
from framing.measures.quotes.kind_features import ANYWHERE, NAMES, WORD_SLOTS, features, word_features
from framing.measures.quotes.marks import WITHOUT_MARKS, Marked
from framing.models import load
from framing.text.document import Document
from framing.text.transcript import BULLET, speaker_label
from framing.text.word_classes import word_classes

IN_LIST = 0.9  # least chance of a quotation that fills an item of a list, with its label or its *Ann Hill said*
# What stands behind such a quotation to the end of its line: a verb of saying and up to eight words for who says it.
_SAID = re.compile(rf",?\s*(?:(?:[\w.’'-]+ ){{1,8}}(?:{VERBS})\b|(?:{VERBS}) (?=\w))")
# Probability from which a stretch is a quotation where the encoder has its say; of .7 to .9 the best on PolNeAR's
# development part, 30 November 2026.
QUOTED = 0.8


def kinds(
    document: Document, spans: Sequence[Marked], seen: Sequence[float | None] | None = None
) -> list[tuple[str, float]]:
    """Kind of each stretch in marks, and how sure that is.

    Two logistic regressions look at the words in marks and around them (`kind_features.NAMES`): the first tells whether
    anyone is quoted, also by single words (`word_features`), the second whether the quotation is ``direct`` (a clause
    or more, set as speech) or ``partial`` (words within the reporter's sentence).

    Parameters
    ----------
    document : Document
    spans : sequence of Marked
        In the order of their start, as `marked` returns them.
    seen : sequence of float or None, optional
        The encoder's chance that each is a quotation; the mean of its log odds and those of the features decides.

    Returns
    -------
    list of (str, float)
        ``direct``, ``partial`` or ``scare``. The number is the probability that the stretch is a quotation, or
        for ``scare`` that it is none.

    References
    ----------
    Learned from PolNeAR: Newell, E., Margolin, D. & Ruths, D. (2018). An attribution relations corpus for political
    news. *LREC 2018*. See ``resources/kinds/card.md``.

    Examples
    --------
    >>> from framing.measures.quotes.marks import marked
    >>> document = Document('"We lost the boat," Hill said. She hosts the show "Harbour Lights" on TV.')
    >>> [kind for kind, _ in kinds(document, marked(document))]
    ['direct', 'scare']
    """
    model = _model()
    rows = features(document, spans)
    weight = model.words.get
    quoted = [
        _probability(model.quoted, row, sum(map(weight, names, repeat(0.0))))
        for row, names in zip(rows, word_features(document, spans), strict=True)
    ]
    threshold = model.threshold if seen is None else QUOTED
    if seen is not None:
        quoted = [p if s is None else _between(p, s) for p, s in zip(quoted, seen, strict=True)]
    for i, span in enumerate(spans):
        if span.style in WITHOUT_MARKS:
            quoted[i] = 1.0
        elif _in_list(document, span):
            quoted[i] = max(quoted[i], IN_LIST)
        elif span.continued and i:  # what runs on over paragraphs is speech, as sure as its surest part
            quoted[i - 1] = quoted[i] = max(quoted[i - 1], quoted[i], threshold)
    found = []
    for span, row, probability in zip(spans, rows, quoted, strict=True):
        if probability < threshold:
            found.append(("scare", 1.0 - probability))
        elif span.style in WITHOUT_MARKS or _probability(model.direct, row) >= 0.5:
            found.append(("direct", probability))
        else:
            found.append(("partial", probability))
    return found


def _in_list(document: Document, span: Marked) -> bool:
    """Is somebody quoted in a line that begins with a bullet or with a label, and has nothing else in it?

    As in *• “We will pay,” Ann Hill said* and ** Union: “Too late”*, which the news behind the weights hardly has.
    """
    text = document.text
    start, end, _ = document.paragraphs[document.paragraph_at(span.start)]
    words = text[span.start : span.end].split()
    if not span.closed or len(words) < 2 or all(word[0].isupper() for word in words) and text[span.end - 1].isalnum():
        return False  # one word, or the title of a work
    if not text[span.outer_end : end].strip(" ."):
        label = speaker_label(text, start, span.outer_start)
        return label is not None and _names(document, *label)
    bullet = BULLET.match(text, start, span.outer_start)
    if bullet is None or bullet.end() != span.outer_start:
        return False
    return _SAID.match(text, span.outer_end, end) is not None


def _names(document: Document, start: int, end: int) -> bool:
    """Do the words of a label name somebody? *Ann Hill*, *Union*; not *Best film*."""
    drawn = word_classes(document)
    words = document.word_slice(start, end)
    return words.start < words.stop and drawn.tags[2 * (words.stop - 1)] in "NTURSG"


def feature_names() -> list[str]:
    """Names of the features that both regressions see, then what the strings of `word_features` begin with."""
    return [*NAMES, *WORD_SLOTS, ANYWHERE]


class _Model(NamedTuple):
    quoted: list[float]  # the intercept, then a weight for each of `NAMES`
    words: dict[str, float]
    direct: list[float]
    threshold: float


@cache
def _model() -> _Model:
    stored = load("kinds/model.json", feature_names(), "benchmarks/train_kinds.py")
    return _Model(stored["quoted"], stored["words"], stored["direct"], stored["threshold"])


def _probability(weights: list[float], row: tuple[float, ...], more: float = 0.0) -> float:
    score = sum(map(mul, weights, (1.0, *row))) + more
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, score))))


def _between(one: float, other: float) -> float:
    """The probability whose log odds are the mean of two."""
    odds = [log(max(p, 1e-6) / max(1.0 - p, 1e-6)) for p in (one, other)]
    return 1.0 / (1.0 + exp(-sum(odds) / 2))
