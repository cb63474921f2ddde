"""What is marked in the reading view of an article."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from framing.measures._tone.lexicon import charges
from framing.measures._tone.scorers import LEXICON
from framing.measures._tone.topic import words_in_names
from framing.measures._tone.vocabulary import straighten
from framing.measures.voice import VOICE_OF_KIND, voices
from framing.reporting.markup import STYLES, Mark, tint
from framing.text.document import Document
from framing.text.forms import Matcher

UNKNOWN = "speaker unknown"


class Layers(NamedTuple):
    """Marks in the text, the speakers by number, and by paragraph what is shared with whom."""

    marks: list[Mark]
    speakers: dict[str, int]
    shared: dict[int, str]


def layers(
    document: Document,
    quotations: pd.DataFrame,
    phrases: Mapping[str, Iterable[str]],
    passages: pd.DataFrame,
    scorer: str = LEXICON,
    names: Iterable[str] = (),
    topics: Collection[str] = (),
) -> Layers:
    """Marks of quotations, phrases and tone words of one document, and its shared paragraphs.

    Parameters
    ----------
    document : Document
    quotations, passages : DataFrame
    phrases : mapping of str to iterable of str
    scorer : str
        Of the tone table. Only VADER names the words that it counted; with another scorer none is marked.
    names : iterable of str
        Names of persons and bodies beside the speakers.
    topics : collection of str
        Words, in lower case, that the audit flags as topic.
    """
    rows = list(quotations[quotations["article_id"] == document.article.id].itertuples(index=False))
    speakers = _numbers(rows)
    marks = [mark for row in rows for mark in _quotation(row, speakers)]
    if phrases:
        found = Matcher(phrases).find(document.text)
        marks += [Mark(start, end, STYLES["phrase"], f"phrase: {name}") for name, start, end in found]
    if scorer == LEXICON:
        speakers_named = [str(row.speaker) for row in rows if not pd.isna(row.speaker)]
        marks += _tone_words(document, rows, words_in_names(document, [*names, *speakers_named]), topics)
    return Layers(marks, speakers, _shared(document, passages))


def _numbers(rows: Iterable[Any]) -> dict[str, int]:
    """Speakers in order of appearance, from 1."""
    said = [row for row in rows if row.kind in VOICE_OF_KIND]
    names = dict.fromkeys(UNKNOWN if pd.isna(row.speaker) else str(row.speaker) for row in said)
    return {name: number for number, name in enumerate(names, 1)}


def _quotation(row: Any, speakers: Mapping[str, int]) -> list[Mark]:
    if row.kind == "attributed":
        return [Mark(int(row.start), int(row.end), STYLES["attributed"], f"attributed, not speech{_by(row)}")]
    if row.kind not in VOICE_OF_KIND:
        return [Mark(int(row.start), int(row.end), STYLES["scare"], "in marks, quoting nobody")]
    name = UNKNOWN if pd.isna(row.speaker) else str(row.speaker)
    cue = "" if pd.isna(row.cue) else f", cue “{row.cue}”"
    sure = "" if pd.isna(row.confidence) else f", confidence {row.confidence:.2f}"
    title = f"{name}: {row.kind}{cue}{sure}"
    number = speakers[name]
    style = tint(number)
    if VOICE_OF_KIND[row.kind] == "reported":
        style = f"{style}; {STYLES['indirect']}"
    marks = [Mark(int(row.start), int(row.end), style, title, str(number))]
    if not pd.isna(row.cue_start):
        marks.append(Mark(int(row.cue_start), int(row.cue_end), STYLES["cue"], f"cue for {number}"))
    return marks


def _by(row: Any) -> str:
    return "" if pd.isna(row.speaker) else f": {row.speaker}"


def _tone_words(
    document: Document, rows: list[Any], in_names: Collection[int], topics: Collection[str]
) -> list[Mark]:
    """Words of the tone lexicon, scored within their sentence's stretch as the tone table scores them.

    The lexicon counts a word inside a name, or of the subject, like any other. It is marked as what it is, with what
    it counts for, and not as tone.
    """
    from framing.measures._tone.stretches import pieces

    marks = []
    for piece in pieces(document, voices(document, rows)):
        for charge in charges(straighten(document.text[piece.start : piece.end])):
            start, end = piece.start + charge.start, piece.start + charge.end
            changes = f" ({', '.join(charge.changes)})" if charge.changes else ""
            title = f"tone {charge.valence:+.1f}{changes}"
            style = STYLES["positive" if charge.valence > 0 else "negative"]
            if start in in_names or charge.word.lower() in topics:
                what = "part of a name" if start in in_names else "topic word by the audit"
                title, style = f"{what}, which the lexicon counts as {title}", STYLES["topic"]
            marks.append(Mark(start, end, style, title))
    return marks


def _shared(document: Document, passages: pd.DataFrame) -> dict[int, str]:
    """For each paragraph that holds a shared passage, the articles it is shared with."""
    found: dict[int, dict[str, None]] = {}
    for own, other in (("a", "b"), ("b", "a")):
        for row in passages[passages[f"article_{own}"] == document.article.id].to_dict("records"):
            paragraph = document.paragraph_at(int(row[f"start_{own}"]))
            found.setdefault(paragraph, {})[f"{row[f'article_{other}']} ({row['kind']})"] = None
    return {paragraph: "shared with " + ", ".join(sorted(names)) for paragraph, names in sorted(found.items())}
