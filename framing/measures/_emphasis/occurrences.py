"""Every occurrence of a phrase: where it is and who says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from framing.corpus.given import as_given, text_ids
from framing.corpus.study import named_forms
from framing.measures.voice import Read, Stretch, voice_at, voices
from framing.tables import Tables, frame
from framing.tables.measures import ByName, Measure, Told, counted, listed
from framing.tables.schema import ARTICLE, END, POSITION, SENTENCE, SPEAKER, START, VOICE, ZONE, Column, Table
from framing.text.document import Document, Texts, documents, given
from framing.text.forms import Matcher
from framing.text.zones import STORY


def emphasis(x: Texts, phrases: Mapping[str, Iterable[str]] | None = None) -> pd.DataFrame:
    """Every occurrence of each phrase, with its zone, its place in the story, and the voice it is in.

    Parameters
    ----------
    x : str, Article, Document, Corpus, or what `framing.read` takes in memory
    phrases : mapping of str to iterable of str, optional
        Name to forms, as `framing.text.forms.Matcher` reads them; by default the phrases of the corpus's study.

    Returns
    -------
    DataFrame
        The *phrases* table: article_id, phrase, start, end (characters), zone, position (0 to 1), voice, speaker,
        sentence.

    Raises
    ------
    TypeError
        If `phrases` is no mapping of names to lists of forms.
    ValueError
        If no phrase is given and the corpus has no study that declares some.

    Notes
    -----
    Salience by placement and repetition follows Entman (1993, p. 53). The voice is decided for the occurrence's
    own characters, never for its sentence.

    References
    ----------
    Entman, R. M. (1993). Framing: toward clarification of a fractured paradigm. *Journal of Communication* 43(4),
    51-58.

    Examples
    --------
    >>> import framing
    >>> table = framing.emphasis("“Do not come,” Ann Lee said.", {"do not come": ["do not come"]})
    >>> table[["start", "end", "voice", "speaker"]].values.tolist()
    [[1, 12, 'quoted', 'Ann Lee']]
    """
    x = given(x, "emphasis")
    if phrases is None:
        phrases = getattr(getattr(x, "study", None), "phrases", None)
    if not phrases:
        raise ValueError('No phrase to look for: give phrases={"name": ["form", …]} or declare them in study.toml.')
    matcher = Matcher(named_forms(phrases, "phrases"))
    rows: list[tuple[Any, ...]] = []
    for document, stretches in read_voices(x):
        rows += occurrences(document, matcher, stretches)
    return as_given(frame("phrases", rows), x)


def read_voices(
    x: Texts, tables: Tables | None = None, model: str | None = None
) -> Iterator[tuple[Document, list[Stretch]]]:
    """Each document with its stretches of one voice: those of `tables`, or read here where there are none."""
    from framing.measures.speakers.table import quotations

    said = text_ids(quotations(x, model) if tables is None else tables.quotations)
    by_article = {key: list(group.itertuples(index=False)) for key, group in said.groupby("article_id")}
    for document in documents(x):
        yield document, voices(document, by_article.get(document.article.id, []))


def occurrences(document: Document, matcher: Matcher, stretches: Sequence[Stretch]) -> list[tuple[Any, ...]]:
    """Rows of the phrases table for one document."""
    rows = []
    for name, start, end in matcher.find(document.text):
        stretch = voice_at(stretches, start)
        zone = document.paragraphs[document.paragraph_at(start)].zone
        rows.append((
            document.article.id, name, start, end, zone, document.position(start),
            stretch.voice, stretch.speaker, document.sentence_at(start),
        ))  # fmt: skip
    return rows


def _rows_of(read: Read) -> list[tuple[Any, ...]]:
    return occurrences(read.document, read.plan.matcher, read.stretches) if read.plan.matcher else []


def _of_outlet(rows: pd.DataFrame, words: float) -> tuple[Any, ...]:
    """One phrase in the story of one outlet: how often, per 1,000 words, where first, and how often in headlines."""
    first = rows["position"].min() if len(rows) else float("nan")
    return len(rows), 1000 * len(rows) / words, first, int((rows["zone"] == "headline").sum())


def _methods(tables: Tables) -> Iterator[Told]:
    if phrases := tables.facts.get("phrases"):
        story = int(tables.phrases["zone"].isin(STORY).sum())
        yield (
            "We measured the salience (Entman 1993: placement, repetition, voice) of "
            f"{listed([f'“{name}”' for name in phrases])}: {counted(story, 'occurrence')} in the stories, captions "
            "not counted, whatever the case, quotation marks or line breaks.",
            (
                "Entman, R. M. (1993). Framing: toward clarification of a fractured paradigm. Journal of "
                "Communication, 43(4), 51–58.",
            ),
        )


PHRASES = Measure(
    Table("phrases", "occurrence of a phrase", (
        ARTICLE,
        Column("phrase", "string", "", "Name of the phrase in the study."),
        START, END, ZONE, POSITION, VOICE, SPEAKER, SENTENCE,
    )),
    rows=_rows_of,
    by_name=ByName(
        "phrase",
        (
            Column("_count", "integer", "occurrences", "Occurrences of the phrase in the story."),
            Column("_rate", "number", "per 1,000 words", "Occurrences of the phrase in the story."),
            Column("_first", "number", "0 to 1", "Place in the story of the phrase's first occurrence."),
            Column("_headline", "integer", "occurrences", "Occurrences of the phrase in headlines."),
        ),
        _of_outlet,
    ),
    methods=_methods,
)  # fmt: skip
