"""What the news scorer looks at in a sentence: two lexica in place, words under negation, form."""

from __future__ import annotations

import re
from functools import cache
from math import log, sqrt, tanh
from pathlib import Path
from typing import NamedTuple

from framing.measures._tone.rules import weigh
from framing.measures._tone.vocabulary import describe_emoji, straighten, strip

_OPINIONS = Path(__file__).parents[2] / "resources" / "opinion_lexicon"
_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)?|[!?.,;:]")
_SCOPE = 4  # words that a negation reaches, unless a mark ends it
UNDER_NEGATION = -0.5
_NEGATIONS = frozenset(
    "not no never nor without hardly neither cannot nothing none rarely seldom barely lack lacks lacked fail "
    "fails failed".split()
)  # fmt: skip
_SHIFTERS = frozenset(  # they turn what they govern: prevent violence, fight corruption, lose trust
    "lack lacks lacked lacking fail fails failed failing failure prevent prevents prevented preventing avoid "
    "avoids avoided stop stops stopped end ends ended ending fight fights fighting fought reduce reduces reduced "
    "reducing cut cuts cutting against less fewer little no not never without few hardly refuse refused deny "
    "denied denies reject rejected curb combat protect protects protecting protected protection from rid "
    "eliminate eliminating threat threaten threatens undermine undermines undermined destroy destroys destroyed "
    "damage losing lose lost loss ignore ignored ignores combatting despite abandon".split()
)  # fmt: skip
_MODALS = frozenset("would could should might may must if unless whether can will ought".split())
_DUTIES = frozenset("should must need needs ought".split())
_DAMPERS = frozenset("too only merely just even still yet".split())
_CONTRASTS = frozenset("but yet unfortunately still however nevertheless".split())
_WE = frozenset("we our us".split())

# The numbers of a sentence in their order, as `_lexical`, `_contextual`, `_opinionated` and `_formal` give them.
DENSE = (
    "valence", "positive valence", "negative valence", "positive words", "negative words", "highest", "lowest",
    "valence by root of length", "valence by length", "tanh valence / 2", "tanh valence / 4", "compound", "first",
    "last", "first half", "second half", "negated", "share with a valence", "positive by length", "negative by length",
    "in names", "turned, positive", "turned, negative", "under modal, positive", "under modal, negative", "damped",
    "without names", "tanh without names / 2", "tanh without names / 4",
    "good opinions", "bad opinions", "opinions", "tanh opinions / 2", "opinions by root of length", "last opinion",
    "log length", "short", "exclamation", "question mark", "question", "question by valence", "quotation mark",
    "commas", "capitals", "figures", "but", "opens in contrast", "shifter", "modal", "duty", "we",
)  # fmt: skip


class Sentence(NamedTuple):
    """The features of one sentence."""

    dense: list[float]  # see `DENSE`
    words: dict[str, float]  # lower-case word to how often, a negated use counting -0.5
    charges: dict[str, float]  # word of VADER's lexicon to half its valence in place


def features(text: str) -> Sentence:
    """Features of one sentence; the same code serves training and scoring.

    Examples
    --------
    >>> features("The plan is not good.").words["good"]
    -0.5
    """
    plain, _ = describe_emoji(straighten(text))
    tokens = plain.split()
    hits, values, changes = weigh(plain, tokens)
    bare = [strip(token).lower() for token in tokens]
    words, opinions = _read_words(plain.lower())
    charges: dict[str, float] = {}
    for hit, value in zip(hits, values, strict=True):
        charges[bare[hit]] = charges.get(bare[hit], 0.0) + value / 2
    negated = sum("negated" in notes for notes in changes)
    dense = [
        *_lexical(hits, values, len(tokens), negated),
        *_contextual(tokens, bare, hits, values),
        *_opinionated(opinions, len(tokens)),
        *_formal(plain, tokens, bare, sum(values)),
    ]
    return Sentence(dense, words, charges)


def _read_words(lowered: str) -> tuple[dict[str, float], list[float]]:
    """Words with their sign, and the opinion of each that the Opinion Lexicon knows, in order."""
    words: dict[str, float] = {}
    opinions: list[float] = []
    known, reach = _opinions(), 0
    for word in _TOKEN.findall(lowered):
        if word in ".,;:!?":
            reach = 0
            if word in ".,;:":
                continue
        negates = word in _NEGATIONS or word.endswith("n't")
        sign = UNDER_NEGATION if reach > 0 and not negates else 1.0
        words[word] = words.get(word, 0.0) + sign
        reach = _SCOPE if negates else reach - 1
        if word in known:
            opinions.append(known[word] * sign)
    return words, opinions


def _lexical(hits: list[int], values: list[float], n: int, negated: int) -> list[float]:
    """VADER's valences in place: their sums, extremes and places."""
    positive, negative = [v for v in values if v > 0], [v for v in values if v < 0]
    total = sum(values)
    first = sum(v for hit, v in zip(hits, values, strict=True) if hit < n / 2)
    return [
        total, sum(positive), sum(negative), len(positive), len(negative), max(values, default=0.0),
        min(values, default=0.0), total / sqrt(n + 5), total / (n + 5), tanh(total / 2), tanh(total / 4),
        total / sqrt(total * total + 15), values[0] if values else 0.0, values[-1] if values else 0.0,
        first, total - first, negated, len(hits) / (n + 1),
        (sum(positive) + len(positive)) / (n + 1), (sum(negative) - len(negative)) / (n + 1),
    ]  # fmt: skip


def _contextual(tokens: list[str], bare: list[str], hits: list[int], values: list[float]) -> list[float]:
    """Valences inside names, after words that turn them, under modals, after dampers."""
    names = turned_up = turned_down = modal_up = modal_down = damped = 0.0
    for hit, value in zip(hits, values, strict=True):
        if hit and strip(tokens[hit])[0].isupper():
            names += value
            continue
        before = bare[max(0, hit - 8) : hit]
        if not _SHIFTERS.isdisjoint(before[-4:]):
            turned_up, turned_down = turned_up + max(value, 0.0), turned_down + min(value, 0.0)
        if not _MODALS.isdisjoint(before):
            modal_up, modal_down = modal_up + max(value, 0.0), modal_down + min(value, 0.0)
        if not _DAMPERS.isdisjoint(before[-4:]):
            damped += value
    rest = sum(values) - names
    return [names, turned_up, turned_down, modal_up, modal_down, damped, rest, tanh(rest / 2), tanh(rest / 4)]


def _opinionated(opinions: list[float], n: int) -> list[float]:
    """The Opinion Lexicon's words, a negated one counting half and the other way."""
    up, down = sum(o for o in opinions if o > 0), sum(o for o in opinions if o < 0)
    last = opinions[-1] if opinions else 0.0
    return [up, down, up + down, tanh((up + down) / 2), (up + down) / sqrt(n + 5), last]


def _formal(text: str, tokens: list[str], bare: list[str], total: float) -> list[float]:
    """Length, marks, capitals, numbers, modals and the like."""
    n = len(tokens) + 1
    question = text.rstrip("\"' ").endswith("?")
    kinds = set(bare)
    return [
        log(n), len(tokens) < 8, "!" in text, "?" in text, question, question * total, '"' in text,
        text.count(",") / n, sum(token[0].isupper() for token in tokens[1:]) / n,
        sum(token[0].isdigit() or token[0] == "$" for token in tokens) / n, "but" in kinds,
        bool(bare) and bare[0] in _CONTRASTS, not _SHIFTERS.isdisjoint(kinds), not _MODALS.isdisjoint(kinds),
        not _DUTIES.isdisjoint(kinds), not _WE.isdisjoint(kinds),
    ]  # fmt: skip


@cache
def _opinions() -> dict[str, float]:
    """Word to 1 or -1; a word that is in both lists counts for neither."""
    lists = ((_OPINIONS / f"{name}.txt").read_text(encoding="utf-8").split() for name in ("positive", "negative"))
    positive, negative = map(frozenset, lists)
    return dict.fromkeys(sorted(positive - negative), 1.0) | dict.fromkeys(sorted(negative - positive), -1.0)
