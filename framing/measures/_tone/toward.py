"""Tone toward an actor: what each sentence says of the one who is mentioned in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from framing.corpus.corpus import Corpus
from framing.corpus.given import as_given
from framing.corpus.study import Study
from framing.measures._tone.stretches import NEWSMTSC
from framing.measures._tone.toward_summary import shrunk
from framing.measures._tone.vocabulary import straighten
from framing.measures.speakers.actors import Actors, settled
from framing.measures.speakers.table import MINILM, quotations_in
from framing.measures.voice import Read, Stretch, voice_at, voices
from framing.models.target import judge
from framing.tables import Tables, frame
from framing.tables.measures import ByName, Measure, Told, counted, listed
from framing.tables.schema import ARTICLE, END, SENTENCE, SPEAKER, START, VOICE, ZONE, Column, Table
from framing.text.document import Document, Texts, documents, given
from framing.text.zones import STORY

Spans = Sequence[tuple[int, int]]

UNMEASURED = 'Tone toward an actor was not measured: it needs the encoder, and this study was read with model = "fast".'


def tone_toward(
    x: Texts, target: str | Iterable[str], spans: Spans | None = None, hide_names: bool = False
) -> pd.DataFrame:
    """Judge every mention of an actor: negative, neutral or positive, with probabilities.

    What counts is the sentence with the mention in it. Pronouns are hidden from the judge, so that *he* and *she* fare
    alike; names are read, which makes single judgements better, but what news usually says of somebody then has a part
    in them. To compare actors with one another, hide their names. The label abstains into neutral unless negative or
    positive reaches the model's threshold (see the card in ``framing/resources/encoder``). Where the study says
    ``model = "fast"``, the table is empty: this judgement needs the encoder.

    Parameters
    ----------
    x : str, Article, Document, Corpus, or what `framing.read` takes in memory
    target : str or list of str
        The actor's name, in full or a surname; of a list, each is judged by itself. Without `spans` its mentions are
        found in each article, pronouns included; a surname that two people share finds none. In full it finds the
        surname too: in articles that write it in full at least once, and in every other if nobody else in `x` bears it
        (see `framing.measures.speakers.actors`). A target without a capital is a thing, found word for word.
    spans : sequence of (start, end), optional
        Judge these mentions instead, in characters of the one text `x`; one row each, in this order.
    hide_names : bool, default False
        Hide names too: the same words about anyone else give the same numbers. A phrase without a name ("the costly
        deal") was a choice of words and is read.

    Returns
    -------
    DataFrame
        The ``mentions`` table: article_id, actor, start, end, zone, sentence, voice, speaker, label, and the
        probabilities negative, neutral, positive (sum 1, four places). Captions and notices are judged too and told by
        their zone; means leave them out (`framing.toward_summary`).

    Raises
    ------
    ValueError
        If `target` is blank, if `spans` come with a corpus, or if one lies outside the text or is empty.

    References
    ----------
    Hamborg, F. & Donnay, K. (2021). NewsMTSC: a dataset for (multi-)target-dependent sentiment classification
    in political news articles. EACL.

    Examples
    --------
    >>> text = "Critics accused Ms. Hill of lying. The mayor praised Mr. Lake."
    >>> tone_toward(text, "Hill")["label"].item(), tone_toward(text, "Lake")["label"].item()
    ('negative', 'positive')
    """
    if not isinstance(target, str):
        return _each(x, target, spans, hide_names)
    if not target.strip():
        raise ValueError("tone_toward needs the name of a target; an empty one was given.")
    x = given(x, "tone_toward")
    if spans is not None and isinstance(x, Corpus):
        raise ValueError("spans are places in one text: give tone_toward an article with them, not a corpus.")
    study = getattr(x, "study", None) or Study()
    if study.model == "fast":
        return frame("mentions", [])
    whole = list(documents(x))
    if spans is None:
        actors = Actors({target: [target]}, settled(whole, {target: [target]}))
        places = [actors.find(document)[target] for document in whole]
    else:
        places = [_checked(spans, len(document.text)) for document in whole]
    found = [(document, own) for document, own in zip(whole, places, strict=True) if own]
    read = quotations_in((document for document, _ in found), study.model)
    judged = [
        (document, target, own, voices(document, rows)) for (document, own), (_, rows) in zip(found, read, strict=True)
    ]
    return as_given(frame("mentions", mention_rows(judged, hide_names)), x)


def _each(x: Texts, targets: Iterable[str], spans: Spans | None, hide_names: bool) -> pd.DataFrame:
    """The mentions of several actors, one actor after the other."""
    wanted = 'tone_toward takes the name of an actor, or a list of names such as ["Ann Lee", "Bob Hill"]'
    if not isinstance(targets, Iterable):
        raise TypeError(f"{wanted}, not {type(targets).__name__}.")
    names = list(targets)
    wrong = next((name for name in names if not isinstance(name, str)), None)
    if wrong is not None or not names:
        raise TypeError(f"{wanted}; {f'{wrong!r} is no name' if names else 'the list is empty'}.")
    if spans is not None:
        raise ValueError("spans are mentions of one actor: give tone_toward one name with them.")
    x = given(x, "tone_toward")
    return pd.concat([tone_toward(x, name, hide_names=hide_names) for name in dict.fromkeys(names)], ignore_index=True)


def mention_rows(
    judged: Iterable[tuple[Document, str, Spans, Sequence[Stretch]]], hide_names: bool = False
) -> list[tuple[Any, ...]]:
    """Rows of the mentions table, for work in bulk: all mentions of all documents are scored together.

    `judged` gives each document with an actor, its mentions in the text, and the document's stretches of one voice.
    """
    sentences: list[str] = []
    places: list[tuple[int, int, int]] = []
    known: list[tuple[Any, ...]] = []
    for document, actor, found, stretches in judged:
        last = None
        for start, end in found:
            number, begin, stop, zone = _sentence(document, start, end)
            if (begin, stop) != last:
                sentences.append(straighten(document.text[begin:stop]))
                last = (begin, stop)
            places.append((len(sentences) - 1, start - begin, end - begin))
            _, _, voice, speaker = voice_at(stretches, start)
            known.append((document.article.id, actor, start, end, zone, number, voice, speaker))
    if not places:
        return []
    model = judge()
    odds = model.probabilities(sentences, places, hide_names=hide_names)
    return [(*row, label, *three) for row, label, three in zip(known, model.labels(odds), odds.tolist(), strict=True)]


def _checked(spans: Spans, length: int) -> list[tuple[int, int]]:
    for start, end in spans:
        if not 0 <= start < end <= length:
            raise ValueError(f"The span ({start}, {end}) is empty or outside the text of {length} characters.")
    return [(int(start), int(end)) for start, end in spans]


def _sentence(document: Document, start: int, end: int) -> tuple[int, int, int, str | None]:
    """Number, place and zone of the sentence that holds a mention; a mention longer than it makes it longer."""
    if not document.sentences:
        return 0, start, end, None
    number = document.sentence_at(start)
    sentence = document.sentences[number]
    return number, min(sentence.start, start), max(sentence.end, end), sentence.zone


def _rows_of(reads: Sequence[Read]) -> list[tuple[Any, ...]]:
    found = [
        (read.document, actor, spans, read.stretches)
        for read in reads
        if read.plan.model != "fast"  # it needs the encoder
        for actor, spans in read.actors.items()
    ]
    return mention_rows(found) if found else []


def _methods(tables: Tables) -> Iterator[Told]:
    mentions = tables.mentions[tables.mentions["zone"].isin(STORY)]
    if len(mentions):
        yield (
            "A pretrained encoder (MiniLM; Wang et al. 2020), trained on annotated news (Hamborg & Donnay 2021), "
            f"classified the tone toward {listed(sorted(set(mentions['actor'])))} in "
            f"{counted(len(mentions), 'mention')} with the actor’s name hidden.",
            (NEWSMTSC, MINILM),
        )
    elif tables.facts.get("actors") and tables.facts.get("model") == "fast":
        yield (
            f"Tone toward {listed(sorted(tables.facts['actors']))} was not measured, since that needs the encoder.",
            (),
        )


MENTIONS = Measure(
    Table("mentions", "mention of an actor", (
        ARTICLE,
        Column("actor", "string", "", "The actor, as the study names it."),
        START, END, ZONE, SENTENCE, VOICE, SPEAKER,
        Column("label", "string", "", "negative, neutral or positive: tone toward the actor here."),
        Column("negative", "number", "0 to 1", "Probability of negative."),
        Column("neutral", "number", "0 to 1", "Probability of neutral."),
        Column("positive", "number", "0 to 1", "Probability of positive."),
    )),
    rows=_rows_of,
    in_bulk=True,
    by_name=ByName(
        "actor",
        (
            Column("mentions_", "integer", "mentions", "Mentions of the actor in the story, pronouns included."),
            Column(
                "tone_toward_", "number", "-1 to 1",
                "Positive minus negative over the mentions in the story in the journalist's voice, drawn toward 0 "
                "where they are few: sum / (mentions + 2).",
            ),
        ),
        lambda rows, words: (len(rows), shrunk(rows[rows["voice"] == "journalist"])),
    ),
    methods=_methods,
)  # fmt: skip
