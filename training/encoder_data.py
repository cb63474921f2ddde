"""What the encoder learns from: PolNeAR's articles as windows of pieces with their labels."""

import gzip
import json
import re
from bisect import bisect_left, bisect_right
from pathlib import Path
from typing import NamedTuple

import numpy as np

from framing.measures.quotes.marks import marked
from framing.models.reading import ATTRIBUTED, ATTRIBUTED_FIRST, OUTSIDE, SPEECH, SPEECH_FIRST
from framing.models.windows import Tokens, Window, tokens, windows
from framing.text.cues import speech_flag
from framing.text.document import Document
from framing.text.word_classes import word_classes

UNSAID = -100  # learned neither way
CORE, BEFORE, AFTER = 200, 40, 14  # longer than at reading: less is read twice

_NEGATED = re.compile(
    r"\b(not|cannot|n't|n’t|\w+n['’]t|never|no|nor|neither|nobody|none|declin\w+|refus\w+|without|fail\w+ to|yet to)\b",
    re.I,
)
# Sources that are evidence and not speakers: what they show is no speech.
_EVIDENCE = re.compile(
    r"\b(polls?|polling|surveys?|data|figures?|statistics|numbers?|results?|estimates?|analys[ie]s|stud(y|ies)|research|"
    r"tests?|evidence|averages?|history|facts?|tally|tallies|projections?)\b",
    re.I,
)
_THAT = re.compile(r"(that\s+)?", re.I)
_VERBS = frozenset("Vvxeg")


class Query(NamedTuple):
    """A stretch whose source and cue are asked for; all numbers count the pieces of a window from 0 (its [CLS])."""

    first: int
    last: int
    source: tuple[int, int]  # 0, 0: named nowhere in the window
    cue: tuple[int, int]  # -100: not learned from
    quoted: int  # 1 a quotation, 0 marks that quote nobody, -100 no marks


class Example(NamedTuple):
    ids: np.ndarray
    marked: np.ndarray
    shape: np.ndarray
    labels: np.ndarray
    queries: list
    pronouns: list  # (piece of the pronoun, pieces that name its person)


def read_articles(corpora: Path, part: str) -> list[dict]:
    """Articles of PolNeAR's `part`, each with all its attributions."""
    known = {}
    with gzip.open(corpora / "polnear_attributions.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            known[row["id"]] = row["attributions"]
    with gzip.open(corpora / f"polnear_{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [dict(row, attributions=known[row["id"]]) for row in map(json.loads, lines)]


def kind_of(text: str, document: Document, attribution: dict) -> str:
    """``speech``, ``attributed``, ``unsaid`` (learned neither way) or ``none`` for an attribution outside marks."""
    cue = (attribution["cue"] or "").replace("\xa0", " ").strip()
    spoken = attribution["speaker_spans"]
    places = [p for span in [*attribution["cue_spans"], *spoken] for p in span]
    near = text[min(places) : max(places)] if places else ""
    source = text[spoken[0][0] : spoken[0][1]] if spoken else ""
    outside = " ".join(text[a:b] for a, b in attribution["cue_spans"])
    if _NEGATED.search(outside) or len(near) < 120 and _NEGATED.search(near.replace(source, "")):
        return "none"
    if re.match(r"(no|none|neither|nobody)\b", source, re.I):
        return "none"
    words = sum(len(text[a:b].split()) for a, b in attribution["spans"])
    clausal = words >= 4 and any(_has_verb(document, a, b) for a, b in attribution["spans"])
    if cue == ":":
        return "speech" if clausal else "unsaid"
    flag = speech_flag(cue)
    if flag == "yes":
        if _EVIDENCE.search(source) or not source and cue.lower().startswith("reportedly"):
            return "attributed"
        return "speech" if clausal else "unsaid"
    if flag == "either":
        return "unsaid" if clausal else "none"
    return "attributed" if clausal else "none"


def _has_verb(document: Document, start: int, end: int) -> bool:
    drawn = word_classes(document)
    first, last = bisect_left(drawn.starts, start), bisect_left(drawn.starts, end)
    return not _VERBS.isdisjoint(drawn.tags[2 * first : 2 * last : 2])


def examples(article: dict, tokenizer) -> list[Example]:
    """Windows of one article with their labels."""
    text = article["text"]
    document = Document(text)
    marks = [(span.start, span.end) for span in marked(document) if span.depth == 0]
    read = tokens(document, tokenizer, marks)
    starts, ends = read.start.tolist(), read.end.tolist()

    def pieces(start: int, end: int) -> tuple[int, int]:
        """First piece and the one after the last that lie in characters [start, end)."""
        a, z = bisect_right(ends, start), bisect_left(starts, end)
        while a < z and starts[a] == ends[a]:
            a += 1
        return a, z

    labels = np.full(len(starts), OUTSIDE)
    asked = []  # (first, last, source, cue, quoted) in pieces of the document
    kinds = [
        (kind_of(text, document, row) if row["type"] != "direct" else "direct", row) for row in article["attributions"]
    ]
    for wanted in ("unsaid", "attributed", "speech"):
        for kind, row in kinds:
            if kind != wanted:
                continue
            first_label = {"speech": SPEECH_FIRST, "attributed": ATTRIBUTED_FIRST, "unsaid": UNSAID}[kind]
            inner = {"speech": SPEECH, "attributed": ATTRIBUTED, "unsaid": UNSAID}[kind]
            for start, end in row["spans"]:
                a, z = pieces(start + len(_THAT.match(text[start:end])[0]), end)
                if a >= z:
                    continue
                inside = (labels[a:z] == inner) | (labels[a:z] == first_label)
                labels[a:z][~inside] = inner
                if a == 0 or labels[a - 1] not in (inner, first_label) or not inside[0]:
                    labels[a] = first_label
                if kind != "unsaid" and row["type"] != "direct":
                    asked.append((a, z - 1, row["speaker_spans"], row["cue_spans"], -100))
    for quote in article["quotes"]:
        a, z = pieces(quote["start"], quote["end"])
        if a < z:
            cue = next((row["cue_spans"] for _, row in kinds if any(s <= quote["start"] < e for s, e in row["spans"])
                        and row["speaker_spans"] == quote["speaker_spans"]), [])  # fmt: skip
            asked.append((a, z - 1, quote.get("speaker_spans") or [], cue, 1))
    for other in article["not_quotes"]:
        a, z = pieces(*other)
        if a < z:
            asked.append((a, z - 1, [], None, 0))
    coreferent = list(_pronouns(article, document, pieces))
    return [
        _example(read, window, labels, asked, coreferent, pieces, tokenizer)
        for window in windows(read.cuts, CORE, BEFORE, AFTER)
    ]


def _pronouns(article, document, pieces):
    """Pronouns that speak, each with the pieces before it of the surname that a machine gave it (noisy)."""
    text = article["text"]
    for quote in article["quotes"]:
        name, spans = quote.get("speaker_coref_silver"), quote.get("speaker_spans")
        if not name or not spans or text[slice(*spans[0])].lower() not in ("he", "she"):
            continue
        last = name.split()[-1]
        if not last[:1].isupper() or len(last) < 3:
            continue
        before = [found.span() for found in re.finditer(rf"\b{re.escape(last)}\b", text[: spans[0][0]])]
        yield pieces(*spans[0])[0], [pieces(*span)[0] for span in before]


def _example(read: Tokens, window: Window, labels, asked, coreferent, pieces, tokenizer) -> Example:
    low, first, last, high = window
    separator = tokenizer.number["[SEP]"]
    ids = np.concatenate([[tokenizer.number["[CLS]"]], read.ids[low:high], [separator]])
    marked_ = np.concatenate([[0], read.marked[low:high], [0]])
    shape = np.concatenate([[0], read.shape[low:high], [0]])
    target = np.full(len(ids), UNSAID)
    target[1 + first - low : 1 + last - low] = labels[first:last]
    target[1:-1][read.start[low:high] == read.end[low:high]] = UNSAID  # paragraph signs
    queries = []

    def inside(spans) -> tuple[int, int]:
        for start, end in spans:
            a, z = pieces(start, end)
            if low <= a < z <= high:
                return a - low + 1, z - low
        return 0, 0

    for a, z, source, cue, quoted in asked:
        if first <= a < last:
            found = inside(cue) if cue is not None else (UNSAID, UNSAID)
            queries.append(Query(a - low + 1, min(z, high - 1) - low + 1, inside(source), found, quoted))
    pronouns = [
        (n - low + 1, sorted({b - low + 1 for b in before if low <= b < high}))
        for n, before in coreferent
        if first <= n < last and any(low <= b < high for b in before)
    ]
    return Example(ids, marked_, shape, target, queries, pronouns)
