"""The table of quotations: what is quoted, who speaks it, which words bring it in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, repeat
from operator import attrgetter
from typing import NamedTuple

import pandas as pd

from framing.corpus.corpus import Corpus
from framing.corpus.given import as_given
from framing.corpus.study import Study
from framing.corpus.study_values import MODELS
from framing.measures.quotes.kinds import kinds
from framing.measures.quotes.marks import Marked, marked
from framing.measures.quotes.reported import Reported, Source, reported, reported_in, source_at, sources
from framing.measures.speakers.across import join_across
from framing.measures.speakers.attribute import LABELLED, attribute
from framing.measures.speakers.mentions import Mention, mentions
from framing.measures.speakers.names import Entity, resolve
from framing.measures.speakers.sources import HEADS, anonymous, described, mention_of
from framing.measures.voice import QUOTED, SPEECH
from framing.models.reading import TOGETHER, Reading
from framing.models.reading import model as reading_model
from framing.models.remembered import remembered
from framing.tables import Tables, frame
from framing.tables.measures import Measure, Told, counted
from framing.tables.schema import ARTICLE, SPEAKER, SPEAKER_TYPE, ZONE, Column, Table
from framing.tables.totals import Count, Share, Sum
from framing.text.document import Document, Texts, documents, given
from framing.text.transcript import turns
from framing.text.word_classes import word_classes
from framing.text.zones import STORY


class Quotation(NamedTuple):
    """A row of the table; offsets are characters of the article's text."""

    article_id: str
    quotation: int
    start: int
    end: int
    kind: str
    zone: str
    words: int
    speaker: str | None
    speaker_local: str | None
    speaker_type: str | None
    mention_start: int | None
    mention_end: int | None
    cue: str | None
    cue_start: int | None
    cue_end: int | None
    confidence: float


def quotations(x: Texts, model: str | None = None) -> pd.DataFrame:
    """Quotations of a text with their speakers.

    Parameters
    ----------
    x : str, Article, Document, Corpus, or what `framing.read` takes in memory
    model : {"encoder", "fast"}, optional
        What reads the text; by default what the corpus's study says, else the encoder. ``fast`` uses rules and small
        models alone.

    Returns
    -------
    DataFrame
        The columns of ``SCHEMA["quotations"]``, a row for each stretch in quotation marks and each stretch of
        indirect speech, in the order of the text. `start` and `end` lie inside the marks. Where nobody is named, or
        the mention could mean two people, the speaker is missing; a row of the kind ``scare`` quotes nobody.
        `confidence` is the probability that the row is right: it is a quotation, and this mention speaks it.

    Raises
    ------
    TypeError
        For anything else than a text, an article, a document or a corpus.
    ValueError
        If there is no such model.

    Notes
    -----
    Marks are paired by `framing.measures.quotes.marks`, told from scare quotes by `framing.measures.quotes.kinds`, and
    given to a mention by `framing.measures.speakers.attribute`; `framing.measures.quotes.reported` finds reported
    clauses, and `framing.measures.speakers.names` gives the mentions their names. No parser is used. In a corpus, names
    are joined across its articles; `speaker_local` keeps the name within the article.

    Examples
    --------
    >>> table = quotations("“We will rebuild,” said Ann Hill, a farmer.")
    >>> table.loc[table["kind"] != "indirect", ["kind", "speaker", "cue"]].values.tolist()
    [['direct', 'Ann Hill', 'said']]
    """
    x = given(x, "quotations")
    study = (getattr(x, "study", None) or Study()).with_model(model)
    table = frame("quotations", [row for _, rows in quotations_in(documents(x), study.model) for row in rows])
    if isinstance(x, Corpus):
        return as_given(join_across(table, x.study.aliases if x.study else None)(table), x)
    return table


def quotation_rows(document: Document, model: str = MODELS[0]) -> list[Quotation]:
    """Rows of the table for one document, as plain tuples."""
    return _rows([document], model)[0]


def quotations_in(documents: Iterable[Document], model: str = MODELS[0]) -> Iterator[tuple[Document, list[Quotation]]]:
    """Each document with its rows, as plain tuples; for work in bulk."""
    waiting = iter(documents)
    while some := list(islice(waiting, TOGETHER)):
        yield from zip(some, _rows(some, model), strict=True)


def _rows(documents: Sequence[Document], model: str) -> list[list[Quotation]]:
    outer = [[span for span in marked(document) if span.depth == 0] for document in documents]
    if model == "fast":
        return [_rows_of(d, spans, reported(d, spans)) for d, spans in zip(documents, outer, strict=True)]

    def make(places: list[int]) -> list[list[Quotation]]:
        asked = [(documents[n], [(span.start, span.end) for span in outer[n]]) for n in places]
        return [
            _rows_of(documents[n], outer[n], reported_in(documents[n], reading), reading)
            for n, reading in zip(places, reading_model(model).read(asked), strict=True)
        ]

    # Of an article its text and its title decide them; its id is in them.
    given = [json.dumps([model, d.article.id, d.text, d.article.title]).encode() for d in documents]
    return [[Quotation(*row) for row in rows] for rows in remembered("quotations", given, make)]


def _rows_of(
    document: Document, outer: list[Marked], clauses: list[Reported], reading: Reading | None = None
) -> list[Quotation]:
    """Rows of one document from its clauses; `reading` is what the encoder makes of the document, where it is asked."""
    seen = [mark and mark[0] for mark in reading.marks] if reading else None
    judged = list(zip(outer, kinds(document, outer, seen), strict=True))
    spoken = [span for span, (kind, _) in judged if kind != "scare"]
    pointed = None
    if reading:
        pointed = [m and m[1] for m, (_, (kind, _)) in zip(reading.marks, judged, strict=True) if kind != "scare"]
    given = iter(attribute(document, spoken, pointed=pointed))
    seen_at = iter(pointed) if pointed else repeat(None)
    found = mentions(document)
    said = sources(document, outer)
    labels = {turn.start: (turn.label_start, turn.label_end) for turn in turns(document)}
    stretches: list[_Stretch] = []
    told = [_of_clause(document, outer, found, clause) for clause in clauses]
    for span, (kind, sure) in judged:
        if kind == "scare":
            stretches.append(_Stretch(span.start, span.end, kind, None, None, sure))
            continue
        choice, where = next(given), next(seen_at)
        if span.start in labels:  # the label says who speaks, and no verb does
            label = labels[span.start]
            stretches.append(_Stretch(span.start, span.end, kind, choice.mention, None, sure * LABELLED, label=label))
            continue
        around = [stretch for stretch in told if stretch.start <= span.start and span.end <= stretch.end]
        if around and around[-1].phrase is not None:
            # Words in marks within a clause are whose the clause is; the innermost begins last.
            whole = around[-1]
            stretches.append(
                whole._replace(start=span.start, end=span.end, kind=kind, confidence=sure * choice.confidence)
            )
            continue
        cue: _Cue = (choice.cue_start, choice.cue_end) if choice.cue_start is not None else None
        phrase = said.get(choice.cue_start) if choice.cue_start is not None else _introduced(document, span, said)
        if phrase is not None and cue is None:
            cue, phrase = (phrase.cue, phrase.cue_end), phrase._replace(sure=True)
        seen_source = where.span("source") if where is not None and phrase is None else None
        if seen_source is not None and choice.cue_start is not None and choice.cue_end is not None:
            phrase = source_at(document, outer, seen_source, (choice.cue_start, choice.cue_end))
            phrase = None if _verbal(document, phrase) else phrase
        phrase = _first_hand(document, found, said, choice.mention) or phrase
        if phrase is not None and phrase.sure:
            cue = (phrase.cue, phrase.cue_end)
        source = _settled(document, found, choice.mention, phrase)
        phrase = phrase if _heads(found, source, phrase) else None
        stretches.append(_Stretch(span.start, span.end, kind, source, cue, sure * choice.confidence, phrase))
    stretches += told
    stretches.sort(key=lambda stretch: (stretch.start, stretch.end))
    # A belief that is ascribed to somebody is in the reporter's words.
    spans = [(s.start, s.end if s.kind != "attributed" else s.start) for s in stretches]
    persons = reading.persons if reading else None
    named = resolve(document, found, spans, [stretch.mention for stretch in stretches], persons=persons)
    return [_row(document, number, stretch, found, named) for number, stretch in enumerate(stretches)]


_ACCORDING = ["according", "to"]

_Cue = tuple[int | None, int | None] | None


class _Stretch(NamedTuple):
    """What a row is made of; `mention` is a number in the document's mentions, `phrase` the subject of the cue."""

    start: int
    end: int
    kind: str
    mention: int | None
    cue: _Cue
    confidence: float
    phrase: Source | None = None
    label: tuple[int, int] | None = None


def _introduced(document: Document, span: Marked, said: dict[int, Source]) -> Source | None:
    """The source of the verb of saying that is directly before the marks, *that* or a colon aside."""
    for phrase in said.values():
        if phrase.cue_end <= span.start and phrase.end <= document.word_slice(phrase.cue, span.start).start:
            between = document.text[phrase.cue_end : span.outer_start].strip(" :,\n")
            if between in ("", "that"):
                return phrase
    return None


def _verbal(document: Document, phrase: Source) -> bool:
    """Does a source hold more than a phrase, such as the clause before it?"""
    return not set(word_classes(document).tags[2 * phrase.first : 2 * phrase.end : 2]).isdisjoint("xvVPW") and (
        phrase.end - phrase.first > 1
    )


def _beside(document: Document, phrase: Source) -> bool:
    """Does a participle follow its subject at once?"""
    verb = document.text[phrase.cue : phrase.cue_end]
    return verb.endswith("ing") and document.words[phrase.end - 1][1] == phrase.cue - 1


def _first_hand(document: Document, found: list[Mention], said: dict[int, Source], chosen: int | None) -> Source | None:
    """Of *Hill said, according to the Post* Hill, where the Post was chosen."""
    if chosen is None:
        return None
    first = found[chosen].first
    if word_classes(document).lowered[max(first - 2, 0) : first] != _ACCORDING:
        return None
    sentence = document.sentence_at(found[chosen].start)
    others = [p for at, p in said.items() if document.sentence_at(at) == sentence and p.head != found[chosen].head]
    return others[-1]._replace(sure=True) if others else None


def _of_clause(document: Document, outer: list[Marked], found: list[Mention], clause: Reported) -> _Stretch:
    """A reported clause with its source, both as the phrase that names it and as a mention."""
    cue, phrase = (clause.cue_start, clause.cue_end), None
    if clause.source_start is not None and clause.source_end is not None:
        verb = (clause.cue_start or clause.start, clause.cue_end or clause.start)
        phrase = source_at(document, outer, (clause.source_start, clause.source_end), verb)
        rule = sources(document, outer).get(verb[0])
        # The encoder took the clause before along (*she told voters, which advocates* said), or passed over the
        # phrase before its participle (*the White House backed down, with Hill* saying).
        if rule is not None and (_verbal(document, phrase) or _beside(document, rule) and rule.first >= phrase.end):
            phrase = rule
    elif clause.cue_start is not None:
        phrase = sources(document, outer).get(clause.cue_start)
    source = mention_of(word_classes(document), found, phrase) if phrase is not None else None
    return _Stretch(clause.start, clause.end, clause.kind, source, cue, clause.confidence, phrase)


def _settled(document: Document, found: list[Mention], chosen: int | None, phrase: Source | None) -> int | None:
    """The mention that speaks: of *a friend of Hale’s* the friend, where *Hale* was chosen."""
    if phrase is None or (chosen is None and not phrase.sure):
        return chosen
    if chosen is not None and found[chosen].kind == "name" and found[chosen].first <= phrase.head < found[chosen].last:
        return chosen  # a name may hold a word that alone is none: *Puig i Cadell*
    # What stands between a phrase and its verb hangs on the phrase: *a woman who worked for Dunn said*.
    inside = (
        chosen is not None
        and phrase.first <= found[chosen].first
        and (found[chosen].last <= phrase.end or found[chosen].end <= phrase.cue)
    )
    if not phrase.sure and (not inside or _heads(found, chosen, phrase)):
        return chosen
    head = mention_of(word_classes(document), found, phrase)
    return chosen if head is None or found[head].kind == "noun" and not phrase.sure else head


def _heads(found: list[Mention], chosen: int | None, phrase: Source | None) -> bool:
    """Has the chosen mention the head of the phrase, or does it run on from the phrase over the verb?"""
    if chosen is None or phrase is None:
        return False
    mention = found[chosen]
    return mention.head == phrase.head or mention.first == phrase.first and mention.head > phrase.head


def _row(
    document: Document, number: int, stretch: _Stretch, found: list[Mention], named: list[Entity | None]
) -> Quotation:
    mention = found[stretch.mention] if stretch.mention is not None else None
    entity = named[stretch.mention] if stretch.mention is not None else None
    cue_start, cue_end = stretch.cue or (None, None)
    cue = document.text[cue_start:cue_end] if cue_start is not None else None
    entity = _who(document, stretch, mention, entity)
    first, last = (mention.start, mention.end) if mention else (None, None)
    if mention is None and stretch.phrase is not None and stretch.kind != "scare":
        entity = entity or described(document, stretch.phrase)
        first, last = document.words[stretch.phrase.first][0], document.words[stretch.phrase.head][1]
    if stretch.label is not None and entity is None and document.text[slice(*stretch.label)] not in ("Q", "A"):
        first, last = stretch.label
        entity = Entity(document.text[first:last].capitalize(), "unnamed")
    name, sort = entity or (None, None)
    return Quotation(
        document.article.id, number, stretch.start, stretch.end, stretch.kind,
        document.paragraphs[document.paragraph_at(stretch.start)].zone,
        document.words_between(stretch.start, stretch.end), name, name, sort,
        first, last, cue, cue_start, cue_end,
        round(stretch.confidence, 4),
    )  # fmt: skip


def _who(document: Document, stretch: _Stretch, mention: Mention | None, entity: Entity | None) -> Entity | None:
    """The entity of a row: an anonymous source, unless the article names who *the official* is."""
    phrase = stretch.phrase
    known = entity is not None and entity.type in ("person", "organisation", "document")
    if stretch.kind == "scare" or known and (phrase is None or mention is None or mention.head == phrase.head):
        return entity
    if phrase is not None:
        same = mention is not None and mention.head == phrase.head
        first = min(phrase.first, mention.first) if mention and same else phrase.first
        source = anonymous(document, first, phrase.head)
        if source is not None:
            return source
        if mention is not None and (mention.head >= phrase.end or same and mention.first > phrase.first and not known):
            return described(document, phrase)  # its mention runs on over the verb, or lacks what *Tax March* is in
    if entity is not None and entity.name.split()[-1].lower() in HEADS:
        return entity._replace(type="anonymous")  # *they*, who are officials
    return (anonymous(document, mention.first, mention.head) if mention is not None else None) or entity


MINILM = (
    "Wang, W., Wei, F., Dong, L., Bao, H., Yang, N. & Zhou, M. (2020). MiniLM: deep self-attention distillation for "
    "task-agnostic compression of pre-trained transformers. Advances in Neural Information Processing Systems, 33."
)
# How reported speech was found, by the study's model.
_REPORTED = {
    "encoder": "a pretrained encoder (MiniLM; Wang et al. 2020) that we trained further on annotated political news, "
    "together with rules",
    "fast": "rules based on a list of verbs of saying (the fast path)",
}


def _methods(tables: Tables) -> Iterator[Told]:
    rows = tables.quotations[tables.quotations["zone"].isin(STORY)]
    quoted = int(rows["kind"].isin(QUOTED).sum())
    indirect = int((rows["kind"] == "indirect").sum())
    name = str(tables.facts.get("model", "encoder"))
    how = _REPORTED.get(name, f"by the model {name!r}")
    unknown = rows[rows["kind"].isin(SPEECH) & rows["speaker"].isna()]
    encoder = tables.facts.get("model", "encoder") != "fast"
    yield (
        f"We identified {counted(quoted, 'direct or partial quotation')} and "
        f"{counted(indirect, 'statement')} in indirect speech, the latter with {how}. A model trained on annotated "
        "political news (Newell et al. 2018) assigned them to speakers; "
        f"{len(unknown):,} {'has' if len(unknown) == 1 else 'have'} no known speaker. A speaker’s standing (Ferree et "
        "al. 2002) is the number of words quoted or reported from that speaker. Words in quotation marks that quote "
        "nobody count as the journalist’s.",
        (
            *((MINILM,) if encoder else ()),
            "Ferree, M. M., Gamson, W. A., Gerhards, J. & Rucht, D. (2002). Shaping abortion discourse. Cambridge UP.",
            "Newell, E., Margolin, D. & Ruths, D. (2018). An attribution relations corpus for political news. LREC.",
        ),
    )


QUOTATIONS = Measure(
    Table("quotations", "quotation", (
        ARTICLE,
        Column("quotation", "integer", "", "Number of the quotation in its article, from 0."),
        Column("start", "integer", "characters", "First character inside the marks."),
        Column("end", "integer", "characters", "End inside the marks, exclusive."),
        Column("kind", "string", "", "direct, partial, indirect (speech), attributed (a belief or plan), scare."),
        ZONE,
        Column("words", "integer", "words", "Words of the span."),
        SPEAKER,
        Column("speaker_local", "string", "", "The speaker's name within the article."),
        SPEAKER_TYPE,
        Column("mention_start", "integer", "characters", "Where the words that name the speaker begin."),
        Column("mention_end", "integer", "characters", "Where they end, exclusive."),
        Column("cue", "string", "", "The word or words that attribute: said, according to, told.",
               ("article_id", "cue_start", "cue_end")),
        Column("cue_start", "integer", "characters", "Where the cue begins."),
        Column("cue_end", "integer", "characters", "Where it ends, exclusive."),
        Column("confidence", "number", "0 to 1",
               "Probability that the row is right: it is a quotation, and its speaker."),
    )),
    rows=attrgetter("quotations"),
    totals=(
        Count("quotations", meaning="Direct and partial quotations.", only=lambda rows: rows["kind"].isin(QUOTED)),
        Sum("quoted_words", "words", "Words inside direct and partial quotations.", table="sentences", feature=False),
        Share("quoted_share", "0 to 1", "quoted_words / words.", part="quoted_words"),
        Sum("reported_words", "words", "Words of indirect speech, outside marks.", table="sentences", feature=False),
        Share("reported_share", "0 to 1", "reported_words / words.", part="reported_words"),
    ),
    methods=_methods,
)  # fmt: skip
