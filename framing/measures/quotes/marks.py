"""Quotation marks to spans: the cheapest reading of each paragraph."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from framing.measures.quotes.glyphs import NAME, VERBS, Token, tokens
from framing.text.document import Document
from framing.text.transcript import turns

# What it costs to break the rules of the text, on the scale of `glyphs`.
LEFT = {"d": 5.0, "l": 5.0, "g": 5.0, "s": 7.0, "k": 7.0, "h": 7.0}  # a mark without its partner
NESTED_ALIKE = 6.0  # a double mark inside double marks
CARRIED = 3.0  # a quotation goes on from the paragraph before without a new mark
DEEPEST = 3
BEAM = 12.0

WITHOUT_MARKS = ("embedded", "transcript")  # styles of stretches that the layout alone shows to be speech

_LOST_END = re.compile(rf"[,?!](?=\s(?:(?:{VERBS})\s|(?:he|she|they|it|the [\w-]+|{NAME}) (?:{VERBS})\b))")
_LOST_START = re.compile(rf"\b(?:{VERBS})\b([,:]| that\b)?\s+")
_ONLY_CUE = re.compile(rf"[\s,]*(?:[\w.'’-]+ ){{1,6}}(?:{VERBS})[.,]?|[\s,]*(?:{VERBS})(?: [\w.'’-]+){{1,6}}[.,]?|\W*")
_STOP = re.compile(r"[.!?]\s+(?=[A-Z])")
_LABEL = re.compile(r"[^:\n]{1,40}:\s*")

Step = tuple[str, int]  # what a mark does, and to which of the open ones


class Marked(NamedTuple):
    """A stretch in quotation marks. `start` and `end` lie inside the marks, the outer pair holds them.

    `depth` is 0 for the outermost marks; `closed` is False where no closing mark was found, `continued` is
    True where the stretch goes on from the paragraph before. `style` is double, single, guillemet, low, tick
    embedded (a post set without marks) or transcript (a turn behind its speaker's label, without marks).
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    style: str
    closed: bool
    depth: int
    continued: bool


def marked(document: Document) -> list[Marked]:
    """Stretches of a document that are in quotation marks, in order of their start.

    Every mark may open, close, or be no quotation mark at all; each reading has a cost that the glyph and its
    neighbours set, and so has each thing left undone (a quotation never closed, one never opened). The
    cheapest reading of a paragraph is found by dynamic programming over the stack of open marks, in time
    linear in the text. A quotation over several paragraphs gives one stretch in each; one that is never
    closed ends with its paragraph at the latest, or before words like ``, she said``.

    Parameters
    ----------
    document : Document

    Returns
    -------
    list of Marked
        Offsets in characters of ``document.text``. Stretches inside others have a depth above 0.

    Examples
    --------
    >>> text = "“It is the workers’ ‘right to know’,” she said."
    >>> [(text[m.start:m.end], m.depth) for m in marked(Document(text))]
    [('It is the workers’ ‘right to know’,', 0), ('right to know', 1)]
    """
    made: list[Marked] | None = document.__dict__.get("_marked")
    if made is None:
        made = document.__dict__["_marked"] = _marked(document)
    return made


def _marked(document: Document) -> list[Marked]:
    text, paragraphs = document.text, document.paragraphs
    rows = [tokens(text, paragraph.start, paragraph.end) for paragraph in paragraphs]
    found: list[Marked] = []
    left_open, left_at = "", -1  # family and place of the stretch that the paragraph before left open
    for number, (paragraph, row) in enumerate(zip(paragraphs, rows, strict=True)):
        start, end, zone = paragraph
        if not row:
            left_open = ""
            found += _embedded(text, start, end) if zone == "translation" else []
            continue
        follows = number + 1 < len(rows) and zone != "headline"
        ahead = _opener(rows[number + 1], paragraphs[number + 1].start) if follows else ""
        reopened = bool(left_open) and _opener(row, start) == left_open
        steps, left = _read(row, ahead, "" if reopened else left_open)
        carried = bool(steps) and steps[0][0] == "carry"
        if carried:  # the paragraph before lost no mark: its stretch runs to its own end
            before = paragraphs[number - 1].end
            found[left_at] = found[left_at]._replace(end=before, outer_end=before)
        spans = _Spans(text, start, end).replay(row, steps, left_open, bool(left) and left[0] == ahead)
        if (reopened or carried) and spans and spans[0].outer_start == start:
            spans[0] = spans[0]._replace(continued=True)
        left_open = left[:1] if follows else ""
        left_at = len(found) + next((i for i, span in enumerate(spans) if not (span.closed or span.depth)), 0)
        found += spans or (_embedded(text, start, end) if zone == "translation" else [])
    return _with_turns(document, found)


def _with_turns(document: Document, found: list[Marked]) -> list[Marked]:
    """The stretches with the turns of a transcript, in which marks are within speech."""
    said = turns(document)
    if not said:
        return found
    kept = [Marked(t.start, t.end, t.start, t.end, "transcript", True, 0, t.continued) for t in said]
    for span in found:
        over = [t for t in said if t.start < span.end and span.start < t.end]
        if not over:
            kept.append(span)
        elif over[0].start <= span.start and span.end <= over[0].end:
            kept.append(span._replace(depth=span.depth + 1))
    return sorted(kept, key=lambda span: (span.start, -span.end))


def _opener(row: list[Token], start: int) -> str:
    """Family of the mark that opens a paragraph; "" where it begins with a word."""
    return row[0].family if row and row[0].start == start and row[0].opens < 1.0 else ""


def _embedded(text: str, start: int, end: int) -> list[Marked]:
    """A post that is set as a paragraph of its own, after its label, without marks."""
    label = _LABEL.match(text, start, end)
    inner = label.end() if label else start
    return [Marked(inner, end, inner, end, "embedded", True, 0, False)] if inner < end else []


def _read(row: list[Token], ahead: str, carried: str) -> tuple[list[Step], str]:
    """The cheapest reading of a paragraph's marks: a step for each, and the families that stay open.

    `ahead` is the family of the mark that opens the next paragraph: a quotation may go on there. `carried` is
    the family left open by the paragraph before; a reading that takes it up begins with the step "carry".
    """
    steps, state = _free(row)
    if len(steps) == len(row) and state in ("", ahead):
        return steps, state
    beam: dict[str, tuple[float, Any]] = {"": (0.0, None)}
    if carried:
        beam[carried] = (CARRIED, (None, ("carry", 0)))
    for token in row:
        beam = _advance(beam, token)

    def total(state: str) -> float:
        left = sum(LEFT[family] for family in state)
        return beam[state][0] + left - (LEFT[state[0]] if state and state[0] == ahead else 0.0)

    state = min(sorted(beam), key=total)
    steps, node = [], beam[state][1]
    while node is not None:
        node, step = node
        steps.append(step)
    return steps[::-1], state


def _free(row: list[Token]) -> tuple[list[Step], str]:
    """A reading that costs nothing, as far as it goes. No cost is negative, so no reading can be cheaper."""
    steps: list[Step] = []
    state = ""
    for token in row:
        if state and token.closes.get(state[-1]) == 0.0:
            state = state[:-1]
            steps.append(("close", len(state)))
        elif token.opens == 0.0 and token.family not in state and len(state) < DEEPEST:
            steps.append(("open", len(state)))
            state += token.family
        elif token.ignore == 0.0:
            steps.append(("ignore", 0))
        else:
            break
    return steps, state


def _advance(beam: dict[str, tuple[float, Any]], token: Token) -> dict[str, tuple[float, Any]]:
    """Every stack of open marks that can be after one more mark, each with its cheapest way there."""
    after: dict[str, tuple[float, Any]] = {}
    limit = min(cost for cost, _ in beam.values()) + BEAM
    family = token.family

    def offer(state: str, cost: float, node: Any, step: Step) -> None:
        if state not in after or cost < after[state][0]:
            after[state] = (cost, (node, step))

    for state, (cost, node) in beam.items():
        if cost > limit:
            continue
        for level, other in enumerate(state):
            if other in token.closes:
                lost = sum(LEFT[inner] for inner in state[level + 1 :])
                offer(state[:level], cost + token.closes[other] + lost, node, ("close", level))
        if not state and family in token.closes:
            offer(state, cost + token.closes[family] + LEFT[family], node, ("lost", 0))
        if len(state) < DEEPEST:
            alike = NESTED_ALIKE if family in state else 0.0
            offer(state + family, cost + token.opens + alike, node, ("open", len(state)))
        if state and state[-1] == family:
            offer(state, cost + token.opens + LEFT[family] + 1.0, node, ("reopen", len(state) - 1))
        offer(state, cost + token.ignore, node, ("ignore", 0))
    return after


class _Spans:
    """The stretches of one paragraph, made by taking its steps one after the other."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.open: list[tuple[int, int, str]] = []  # outer start, inner start, style
        self.found: list[Marked] = []
        self.floor = start  # where the last outermost stretch ended

    def replay(self, row: list[Token], steps: list[Step], carried: str, goes_on: bool) -> list[Marked]:
        if steps and steps[0][0] == "carry":
            self.open.append((self.start, self.start, "single" if carried in "sk" else "double"))
            steps = steps[1:]
        for token, (action, level) in zip(row, steps, strict=True):
            if action in ("close", "reopen"):
                while len(self.open) > level + (action == "close"):
                    self._leave(token.start)
            if action == "close":
                self._add(*self.open.pop(), token.start, token.end, True)
            elif action == "lost":
                begin = self._lost_start(token.start)
                if begin > self.floor or not _ONLY_CUE.fullmatch(self.text, begin, token.start):
                    self._add(begin, begin, token.style, token.start, token.end, True)
            elif action != "ignore":
                self.open.append((token.start, token.end, token.style))
        while self.open:
            if goes_on and len(self.open) == 1:
                self._add(*self.open.pop(), self.end, self.end, False)
            else:
                self._leave(self.end)
        return self._nested()

    def _add(self, outer: int, inner: int, style: str, end: int, outer_end: int, closed: bool) -> None:
        """Keep a stretch without its outer white space; marks around nothing are dropped."""
        stretch = self.text[inner:end]
        start, end = inner + len(stretch) - len(stretch.lstrip()), inner + len(stretch.rstrip())
        if start < end:
            self.found.append(Marked(start, end, outer, outer_end, style, closed, 0, False))
        self.floor = outer_end

    def _leave(self, limit: int) -> None:
        """End the innermost open stretch, whose closing mark is lost: before “, he said”, or at the limit."""
        outer, inner, style = self.open.pop()
        match = _LOST_END.search(self.text, inner, limit)
        end = match.end() if match else limit
        self._add(outer, inner, style, end, end, False)

    def _lost_start(self, end: int) -> int:
        """Where a stretch without opening mark begins: after the last “he said”, or the sentence of that."""
        cues = list(_LOST_START.finditer(self.text, self.floor, end))
        if not cues:
            return self.floor
        said = cues[-1]
        stop = None if said.group(1) == ":" else _STOP.search(self.text, said.end(), end)
        return stop.end() if stop else said.end()

    def _nested(self) -> list[Marked]:
        spans: list[Marked] = []
        around: list[int] = []
        for span in sorted(self.found, key=lambda span: (span.start, -span.end)):
            while around and around[-1] <= span.start:
                around.pop()
            spans.append(span._replace(depth=len(around)))
            around.append(span.end)
        return spans
