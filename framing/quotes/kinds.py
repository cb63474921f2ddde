"""Is it speech? Quotation against scare quotes, titles, nicknames and terms; whole against partial."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import repeat
from math import exp, log
from operator import mul
from typing import NamedTuple

from framing.document import Document
from framing.models import checked
from framing.quotes.kind_features import NAMES, features
from framing.quotes.kind_words import ANYWHERE, SLOTS, word_features
from framing.quotes.marks import WITHOUT_MARKS, Marked

# Probability from which a stretch is a quotation where the encoder has its say; of .7 to .9 the best on PolNeAR's
# development part, 30 November 2026.
QUOTED = 0.8


def kinds(
    document: Document, spans: Sequence[Marked], seen: Sequence[float | None] | None = None
) -> list[tuple[str, float]]:
    """Kind of each stretch in marks, and how sure that is.

    Two logistic regressions see what stands in marks and about them (`kind_features.NAMES`): the first tells whether
    anyone is quoted, also by single words (`kind_words`), the second whether the quotation is ``direct`` (a clause or
    more, set as speech) or ``partial`` (words within the reporter's sentence).

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
    >>> from framing.quotes.marks import marked
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


def feature_names() -> list[str]:
    """Names of the features that both regressions see, then what the strings of `kind_words` begin with."""
    return [*NAMES, *SLOTS, ANYWHERE]


class _Model(NamedTuple):
    quoted: list[float]  # the intercept, then a weight for each of `NAMES`
    words: dict[str, float]
    direct: list[float]
    threshold: float


@cache
def _model() -> _Model:
    stored = json.loads((files("framing") / "resources" / "kinds" / "model.json").read_text(encoding="utf-8"))
    where = "framing/resources/kinds/model.json"
    checked(stored.get("features"), feature_names(), where, "benchmarks/train_kinds.py")
    return _Model(stored["quoted"], stored["words"], stored["direct"], stored["threshold"])


def _probability(weights: list[float], row: tuple[float, ...], more: float = 0.0) -> float:
    score = sum(map(mul, weights, (1.0, *row))) + more
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, score))))


def _between(one: float, other: float) -> float:
    """The probability whose log odds are the mean of two."""
    odds = [log(max(p, 1e-6) / max(1.0 - p, 1e-6)) for p in (one, other)]
    return 1.0 / (1.0 + exp(-sum(odds) / 2))
