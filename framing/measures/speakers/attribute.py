"""Which mention speaks each quotation: a choice among the mentions around it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import repeat
from typing import Any, NamedTuple

from framing.measures.quotes.saying import verb_forms
from framing.measures.quotes.subjects import TO_LISTENER
from framing.measures.speakers.candidates import Scene, Turn, candidates, labelled
from framing.measures.speakers.features import Turned, Weights, features, weights
from framing.measures.speakers.mentions import Mention
from framing.models.reading import Pointed
from framing.text.document import Document

LABELLED = 0.98  # confidence of a label in capitals at the head of the quotation
LOOKED = 1.5  # weight of the features' sum beside the encoder's log chance: the best of six tried on PolNeAR dev
# Slope and intercept of confidence where the encoder has its say: by maximum likelihood on 903 quotations of PolNeAR's
# development part, 30 November 2026 (said .66, .77, .91, .99; right .67, .74, .94, .99).
CALIBRATION = (0.287, 0.492)
FLOOR = 1e-3  # chance that the encoder leaves to every candidate
INSERTED = 0.9  # and of *, said Ann Hill,* within a sentence that ends in the quotation


class Attribution(NamedTuple):
    """The speaker of a quotation: a number in ``mentions(document)``, or None where nobody is named.

    `cue_start` and `cue_end` span the words that bring the quotation in (None: no such words); `confidence` is the
    calibrated chance that the mention is right.
    """

    mention: int | None
    cue_start: int | None
    cue_end: int | None
    confidence: float


def attribute(
    document: Document,
    spans: Sequence[tuple[Any, ...]],
    model: Weights | None = None,
    pointed: Sequence[Pointed | None] | None = None,
) -> list[Attribution]:
    """Speaker of each quotation of `document`.

    Parameters
    ----------
    document : Document
    spans : sequence of (start, end, ...)
        Quotations in order, inside their marks; what follows the first two numbers is not looked at.
    model : Weights, optional
        Other weights than the shipped ones, as cross-validation needs them.
    pointed : sequence of Pointed or None, optional
        Where the encoder sees the source of each span; its log chances are added to the candidates' sums.

    Returns
    -------
    list of Attribution
        One for each span. The mentions are those of ``framing.measures.speakers.mentions.mentions``.

    Notes
    -----
    A log-linear choice: every candidate's features are summed, and the highest sum speaks. Its features tell where
    the candidate is, what is between it and the quotation, whether it is the subject of the verb that
    brings the quotation in, and who spoke before. Quotations are decided in order, each knowing the one before.

    Examples
    --------
    >>> document = Document("“We will rebuild,” Ann Hill told reporters.")
    >>> from framing.measures.speakers.mentions import mentions
    >>> [found] = attribute(document, [(1, 17)])
    >>> mention = mentions(document)[found.mention]
    >>> document.text[mention.start:mention.end]
    'Ann Hill'
    """
    if not spans or not document.words:
        return [Attribution(None, None, None, 0.0) for _ in spans]
    model = model or weights()
    scene = Scene(document, [(span[0], span[1]) for span in spans])
    found: list[Attribution] = []
    previous: int | None = None
    before: Turn | None = None
    for turn in scene.turns:
        near = candidates(scene, turn, previous)
        around = Turned(scene, turn, before)
        scores = _scores(model, features(scene, turn, around, near, previous))
        if pointed is not None:
            seen = _seen(scene, near, [p for p in pointed[turn.first : turn.last + 1] if p is not None])
            scores = [LOOKED * score + seen_score for score, seen_score in zip(scores, seen, strict=True)]
        best = max(range(len(scores)), key=scores.__getitem__)
        chosen = near[best] if best < len(near) else None
        slope, intercept = CALIBRATION if pointed is not None else (model.slope, model.intercept)
        confidence = _confidence(slope, intercept, scores, best)
        label = labelled(scene, turn)
        if turn.start in scene.labels:
            chosen, confidence = scene.labels[turn.start], LABELLED
        elif label is not None and scene.text[scene.mentions[label].start : scene.mentions[label].end].isupper():
            chosen, confidence = label, LABELLED  # a transcript says so itself
        elif chosen is not None and scene.subject(chosen)[0] == "v":
            said = _inserted(scene, turn, near)
            chosen, confidence = (chosen, confidence) if said is None else (said, INSERTED)
        elif chosen is not None and (teller := _after_listener(scene, turn, chosen)) is not None:
            chosen = teller
        elif before is not None and _alone(scene, turn) and turn.paragraph == before.paragraph + 1:
            if _alone(scene, before) and turn.high <= turn.ending:
                chosen = previous  # a block of quotations, one a paragraph, that is credited before the first
        cue = _cue(scene, turn, scene.mentions[chosen] if chosen is not None else None)
        found += [Attribution(chosen, *cue, confidence)] * (turn.last - turn.first + 1)
        previous, before = chosen, turn
    return found


def _after_listener(scene: Scene, turn: Turn, chosen: int) -> int | None:
    """Who speaks in *“No,” told reporters the captain*, an order of translated copy, where the listener was chosen."""
    listener = scene.mentions[chosen]
    verb = turn.z
    if listener.first != verb + 1 or verb_forms().get(scene.lowered[verb]) not in TO_LISTENER:
        return None
    if scene.tags[2 * listener.last - 1 : 2 * listener.last + 1] not in (" D", " N", " T"):
        return None
    return next((t for t in range(chosen + 1, len(scene.mentions)) if scene.mentions[t].first == listener.last), None)


def _alone(scene: Scene, turn: Turn) -> bool:
    """Does a quotation fill its paragraphs, marks and ellipses aside?"""
    paragraphs = scene.document.paragraphs
    first, last = paragraphs[turn.paragraph], paragraphs[scene.document.paragraph_at(max(turn.end - 1, turn.start))]
    outside = scene.text[first.start : turn.start] + scene.text[turn.end : last.end]
    return not any(letter.isalnum() for letter in outside)


def _inserted(scene: Scene, turn: Turn, near: list[int]) -> int | None:
    """Who is named in *, said Ann Hill,* before a quotation in the same sentence, as in *The plan, said Ann Hill,
    was ‘daft’*: an order of British copy that the American news behind the weights hardly has."""
    for t in reversed(near):
        first, end = scene.mentions[t].first, 2 * scene.mentions[t].last - 1
        if turn.opening <= first < turn.a and not scene.nested(t) and first > 1:
            if scene.tags[2 * first - 3 : 2 * first] == ",V " and scene.tags[end] == ",":
                return t
    return None


def _scores(model: Weights, rows: list[list[str]]) -> list[float]:
    """Sum of the weights of each candidate's features; unknown features weigh nothing."""
    get = model.of.get
    return [sum(map(get, row, repeat(0.0))) for row in rows]


def _seen(scene: Scene, near: list[int], pointed: list[Pointed]) -> list[float]:
    """What the encoder adds to each candidate's score, and to that of nobody: log chances, over all parts of a turn."""
    if not pointed:
        return [0.0] * (len(near) + 1)
    chances = []
    for t in near:
        mention = scene.mentions[t]
        chances.append(max(p.chance_of(mention.start, mention.end) for p in pointed))
    chances.append(min(p.nowhere() for p in pointed))
    return [math.log(max(chance, FLOOR)) for chance in chances]


def _confidence(slope: float, intercept: float, scores: list[float], best: int) -> float:
    """Calibrated chance of the chosen candidate (Platt's sigmoid on its log odds)."""
    others = [math.exp(score - scores[best]) for i, score in enumerate(scores) if i != best]
    odds = -math.log(max(sum(others), 1e-9))
    return round(1 / (1 + math.exp(-(slope * odds + intercept))), 4)


def _cue(scene: Scene, turn: Turn, speaker: Mention | None) -> tuple[int | None, int | None]:
    """Span of the verb of saying (or *according to*) between the speaker and the quotation, or beside the speaker."""
    if speaker is None:
        return None, None
    tags, words = scene.tags, scene.document.words
    if speaker.first < turn.a:
        places = [tags.rfind("V", 2 * speaker.last, 2 * turn.a)]
        if places[0] < 0:
            places = [tags.rfind("V", max(0, 2 * speaker.first - 4), 2 * speaker.first)]
    else:
        after = tags.find("V", 2 * speaker.last, 2 * speaker.last + 60)
        between = tags.find("V", 2 * turn.z, 2 * speaker.first)
        places = [between, after if after >= 0 and not set(tags[2 * speaker.last : after]) & set(".|") else -1]
    for place in places:
        if place >= 0:
            word = place // 2
            start, end = words[word]
            if scene.lowered[word] == "according" and scene.lowered[word + 1 : word + 2] == ["to"]:
                end = words[word + 1][1]
            return start, end
    return None, None
