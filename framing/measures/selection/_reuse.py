"""Whether two texts derive from one copy, and how much of the shorter one does."""

from __future__ import annotations

import math
from functools import cache

from framing.corpus.article import Article
from framing.measures.selection.signs import SIGNS, Sentence, own_words, shared_runs, shorter_first, signs
from framing.models import load
from framing.text.document import Document

LEAST_WHOLE = 0.5  # what a text must show against itself; one of a few set phrases shows less, and proves nothing


def reuse(text_a: str | Article, text_b: str | Article) -> float:
    """Share of the shorter text's own words that derive from a copy common to both, between 0 and 1.

    0 means that nothing points to a common copy, 1 that all of the shorter text is in the other word for word.
    Copy that was rewritten counts for less, the more so the less of its wording is left. It is symmetric.

    Parameters
    ----------
    text_a, text_b : str or Article

    Returns
    -------
    float

    Raises
    ------
    TypeError
        For anything else than a text or an article.

    Notes
    -----
    The geometric mean of two numbers: `copied`, and the share of the shorter text's runs of five words that the other
    text has. The first sees copy through rewriting but hardly tells how much there is; the second counts words but
    misses what was rewritten. Quotations are left out of both: independent reporters quote the same sentence. Credits,
    datelines, bylines, captions and agencies' names are never read. Two texts may share a copy that neither credits,
    such as a press release.

    References
    ----------
    Clough, Gaizauskas, Piao & Wilks 2002, METER: Measuring text reuse, ACL.
    Broder 1997, On the resemblance and containment of documents.

    Examples
    --------
    >>> wire = "The river rose by two metres overnight and flooded the market square. Most shops stayed closed."
    >>> cut = "The river rose by two metres overnight and flooded the old market square of the town."
    >>> other = "Traders counted their losses after high water reached the centre of the town on Monday."
    >>> reuse(wire, cut) > 0.5 > reuse(wire, other)
    True

    In the bundled study, 002 and 003 rewrote one dispatch; 004 reports for itself:

    >>> import framing
    >>> text = {article.id: article.text for article in framing.read("norwell-bridge")}
    >>> framing.reuse(text["000"], text["002"]) > 0.3, framing.reuse(text["000"], text["004"]) < 0.1
    (True, True)
    """
    own = _own(text_a), _own(text_b)
    chance, (shared, runs) = _copied(*own), shared_runs(*own)
    # One run more, shared with that chance: heavily rewritten briefs that share no run are then told from others.
    return round(math.sqrt(chance * (shared + chance) / (runs + 1)), 4)


def copied(text_a: str | Article, text_b: str | Article) -> float:
    """Chance that some of the shorter text derives from a copy common to both, between 0 and 1. It is symmetric.

    Parameters
    ----------
    text_a, text_b : str or Article

    Returns
    -------
    float

    Raises
    ------
    TypeError
        For anything else than a text or an article.

    Notes
    -----
    What is compared are the writers' own words: runs of words, weighed by how surprising they are in news (names and
    set phrases hardly count), chains of runs between two sentences, and sentences with the same words of content, in
    any order and in the same order. The signs are joined by a logistic function with non-negative weights, learned on
    rewritten copy and on independent reports of the same events; see ``framing/resources/reuse/card.md``. The result
    is set against what the shorter text shows when it is compared with itself. It is near 1 as soon as much was
    copied, however it was rewritten: for how much, see `reuse`.

    Examples
    --------
    >>> import framing
    >>> text = {article.id: article.text for article in framing.read("norwell-bridge")}
    >>> framing.copied(text["000"], text["002"]) > 0.8, framing.copied(text["000"], text["004"]) < 0.5
    (True, True)
    """
    return round(_copied(_own(text_a), _own(text_b)), 4)


def _own(given: str | Article) -> list[Sentence]:
    if not isinstance(given, (str, Article)):
        raise TypeError(f"Expected two texts or Articles, not {type(given).__name__}.")
    return own_words(Document(given))


def _copied(a: list[Sentence], b: list[Sentence]) -> float:
    shorter, longer = shorter_first(a, b)
    none = _derived(dict.fromkeys(SIGNS, 0.0))
    whole = max(_derived(signs(shorter, shorter)), LEAST_WHOLE)
    return min(1.0, max(0.0, (_derived(signs(shorter, longer)) - none) / (whole - none)))


def _derived(found: dict[str, float]) -> float:
    """What the logistic function makes of the signs."""
    bias, weights = _weights()
    return 1 / (1 + math.exp(-bias - sum(weights[name] * found[name] for name in SIGNS)))


@cache
def _weights() -> tuple[float, dict[str, float]]:
    held = load("reuse/weights.json", SIGNS, "benchmarks/train_reuse.py")
    return float(held["bias"]), {name: float(held["weights"][name]) for name in SIGNS}
