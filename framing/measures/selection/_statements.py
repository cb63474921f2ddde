"""Which statements each article carries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

import pandas as pd

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.corpus.given import as_given, corpus_of
from framing.corpus.study import Study
from framing.measures.selection.credits import credit_spans
from framing.measures.selection.events import events
from framing.measures.selection.grouping import grouped
from framing.measures.selection.judge import FEW, HEADS, Floats, judged, sides
from framing.measures.selection.quoted import spans_in_marks
from framing.measures.selection.risk import at_risk
from framing.measures.selection.sayings import repeated, same_quotation
from framing.measures.selection.similarity import Sentence, weighted
from framing.measures.selection.tokens import Tokens, tokens
from framing.measures.voice import Stretch, voices
from framing.tables import frame
from framing.tables.measures import Measure
from framing.tables.schema import ARTICLE, END, POSITION, START, VOICE, Column, Table
from framing.text.document import Document

SHORTER, LONGER = 0.75, 1.33  # of the carriers' median length
UNSURE = 0.08  # chance from which a sentence may make the statement; for others see resources/statements/card.md
WHOLE = 30  # articles: 400 of one event would make 1.35 million rows
COLUMNS = (
    "statement", "event", "article_id", "carried", "start", "end", "position", "voice", "at_risk", "text", "form",
    "also", "near_start", "near_end", "near", "score",
)  # fmt: skip


def statements(
    x: Corpus, quotations: pd.DataFrame | None = None, model: str | None = None, whole: int = WHOLE
) -> pd.DataFrame:
    """Statements of all articles on an event, and which article carries which.

    Parameters
    ----------
    x : Corpus
        Articles with different `event` are never compared. Those without one are grouped by their words and dates, a
        guess that a warning tells (see `framing.measures.selection.events`): an `event` of their own is better.
    quotations : DataFrame, optional
        The quotations table of the corpus; without it, what is in quotation marks counts as quoted and no
        voice is called reported.
    model : {"encoder", "fast"}, optional
        What judges whether two sentences say the same; by default what the study says, else the encoder. ``fast``
        compares words alone and finds fewer of the statements that are put in other words.
    whole : int, default 30
        Articles of an event up to which the articles that do not carry a statement have a row too: rows grow with the
        product of articles and statements.

    Returns
    -------
    DataFrame
        The table ``statements``, one row per statement and article of its event: statement (numbered in order of
        appearance), event (its name; where none is declared, ``~`` and its first article), article_id, carried, start
        and end (of the sentence that carries it; of the likest one where several do), position, voice (of most of its
        words), at_risk, text (of that sentence), form (*shortened*, *same* or *expanded* against the median length of
        the sentences that carry it) and also (spans of the article's other sentences that make the statement, as
        ``start-end``). Where the article does not carry it, near_start, near_end and near are the sentence that comes
        nearest to saying it, and score is the chance that it does. `carried` is False where no sentence is near
        (score below `UNSURE`), and missing, *unknown*, where one may say it. `at_risk` is False where the statement
        reports what happened after the article was filed, and missing where that cannot be known, as without dates.
        Of events with more than `whole` articles, only the articles that carry a statement have a row (see
        `framing.omissions`).

    Notes
    -----
    Sentences of headline, standfirst, lead and body are compared; a logistic function of what two share, of their
    neighbours and of the cosine of their vectors gives the chance that they say the same
    (`framing.measures.selection.judge`), and average linkage makes groups of them
    (`framing.measures.selection.grouping`). A sentence makes one statement. One that says the same as none is a
    statement of its own article; a headline is not, since it repeats what the story says, and neither are captions and
    credits. Statements put in wholly different words are missed, and then counted for each outlet separately.

    Examples
    --------
    >>> from framing.corpus.article import Article
    >>> a = Article("a", "The flood destroyed the old bridge on Monday. Trains to the capital were cancelled.")
    >>> b = Article("b", "The old bridge was destroyed by the flood. The mayor asked for help.")
    >>> table = statements(Corpus([a, b]), model="fast")
    >>> table.pivot(index="statement", columns="article_id", values="carried").values.tolist()
    [[True, True], [True, False], [False, True]]

    In the bundled study, one article alone carries the criticism by a member of Congress:

    >>> import framing
    >>> corpus = framing.read("norwell-bridge")
    >>> table = framing.statements(corpus, model="fast")
    >>> held = table[table["carried"]]
    >>> number = held.loc[held["text"].str.contains("40 million"), "statement"].iloc[0]
    >>> held.loc[held["statement"] == number, "article_id"].tolist()
    ['000', '002']
    """
    x = corpus_of(x, "statements")
    study = (x.study or Study()).with_model(model)
    documents = [Document(article) for article in x]
    marks = spans_in_marks(x, quotations)
    reads = [tokens(document, marks(document)) for document in documents]
    stretches = _stretches(documents, quotations)
    number = events(x, reads)
    members: dict[int, list[int]] = defaultdict(list)
    for article, event in enumerate(number):
        members[event].append(article)
    made: list[tuple[tuple[int, int], Event, list[int]]] = []
    for numbers in members.values():
        own = Event([x.articles[n] for n in numbers], [documents[n] for n in numbers], [reads[n] for n in numbers])
        own.compare(study.model)
        made += [((numbers[own.sentences[min(group)].article], min(group)), own, group) for group in own.groups]
    columns: dict[str, list[object]] = {name: [] for name in COLUMNS}
    for statement, (_, own, group) in enumerate(sorted(made, key=lambda one: one[0])):
        for row in own.rows(group, stretches, whole):
            for column, value in zip(columns.values(), (statement, *row), strict=True):
                column.append(value)
    return as_given(frame("statements", columns).astype({"form": "string", "also": "string"}), x)


class Event:
    """The articles on one event, their sentences, and the groups of sentences that make its statements."""

    def __init__(self, articles: list[Article], documents: list[Document], reads: list[Tokens]) -> None:
        self.name = articles[0].event or f"~{articles[0].id}"
        self.articles, self.documents, self.reads = articles, documents, reads
        self.sentences = [s for n, document in enumerate(documents) for s in _told(n, document, reads[n])]
        self.groups: list[list[int]] = []
        self._near: dict[tuple[int, int], tuple[float, int]] = {}  # of a group's first sentence and an article

    def distinct(self) -> tuple[list[list[int]], set[tuple[int, int]]]:
        """Sentences that an article repeats are compared once: the numbers of each, and which pairs quote the same."""
        first = repeated(self.sentences, self.reads)
        copies: dict[int, list[int]] = defaultdict(list)
        for i, one in enumerate(first):
            copies[one].append(i)
        at = {i: n for n, i in enumerate(copies)}
        quoting = same_quotation(self.sentences, self.reads, [0] * len(self.sentences), first)
        return list(copies.values()), {(at[i], at[j]) for i, j in quoting}

    def compare(self, model: str) -> None:
        """Find the groups, and for each the sentence of each article that comes nearest to it."""
        copies, quoting = self.distinct()
        once = [self.sentences[numbers[0]] for numbers in copies]
        vectors = self.vectors(once) if len(self.articles) > 1 and model != "fast" else None
        pairs = judged(once, quoting, vectors)
        groups = grouped(pairs, sides(once).tolist())
        placed = {n for group in groups for n in group}
        groups += [[n] for n, s in enumerate(once) if n not in placed and s.zone not in HEADS]
        strength: dict[int, float] = defaultdict(float)
        of = {n: number for number, group in enumerate(groups) for n in group}
        near: dict[tuple[int, int], tuple[float, int]] = {}
        for i, j, chance in zip(pairs.one.tolist(), pairs.other.tolist(), pairs.chance.tolist(), strict=True):
            if i in of and of[i] == of.get(j):
                strength[i] += chance
                strength[j] += chance
            for a, b in ((i, j), (j, i)):
                if a in of:
                    key = of[a], once[b].article
                    near[key] = max(near.get(key, (0.0, -1)), (chance, -b))
        for number, group in enumerate(groups):
            ranked = sorted(group, key=lambda n: (once[n].zone in HEADS, -round(strength[n], 6), n))
            self.groups.append([i for n in ranked for i in copies[n]])
            for article in range(len(self.articles)):
                if (number, article) in near:
                    chance, b = near[number, article]
                    self._near[self.groups[-1][0], article] = chance, copies[-b][0]

    def vectors(self, sentences: Sequence[Sentence]) -> Floats:
        """A row of length one for each sentence, by the encoder."""
        from framing.models.same import UNIT, pieces_of, vectors

        return vectors()([pieces_of(self.documents[s.article].text, s.start, s.end) for s in sentences]) / UNIT

    def rows(self, group: list[int], stretches: dict[str, list[Stretch]], whole: int) -> Iterator[tuple[object, ...]]:
        """The rows of one statement, without its number."""
        held: dict[int, list[Sentence]] = defaultdict(list)
        for i in group:
            held[self.sentences[i].article].append(self.sentences[i])
        texts = [(self.articles[a], self.documents[a].text[s.start : s.end]) for a in sorted(held) for s in held[a]]
        usual = median(mine[0].words for mine in held.values())
        # Two words of content (*It's insane*) may stand in any sentence: whether somebody else says it cannot be told.
        tells = max(len(self.sentences[i].weights) for i in group) >= FEW
        for a, article in enumerate(self.articles):
            if a in held:
                best, *rest = held[a]
                document = self.documents[a]
                yield (
                    self.name, article.id, True, best.start, best.end, round(document.position(best.start), 4),
                    _voice(document, best, stretches.get(article.id)), True, article.text[best.start : best.end],
                    _form(best.words / usual) if len(held) > 1 else "same",
                    " ".join(f"{s.start}-{s.end}" for s in rest), pd.NA, pd.NA, pd.NA, float("nan"),
                )  # fmt: skip
            elif len(self.articles) <= whole:
                score, near = self._near.get((group[0], a), (0.0, -1))
                carried = False if score < UNSURE and tells else pd.NA
                nearest = [pd.NA, pd.NA, pd.NA]
                if near >= 0:
                    s = self.sentences[near]
                    nearest = [s.start, s.end, article.text[s.start : s.end]]
                yield (
                    self.name, article.id, carried, pd.NA, pd.NA, float("nan"), pd.NA, at_risk(article, texts), pd.NA,
                    pd.NA, "", *nearest, round(score, 4),
                )  # fmt: skip


def _told(number: int, document: Document, read: Tokens) -> Iterator[Sentence]:
    """The sentences of an article that say something: not its credits."""
    credits = credit_spans(document)
    for sentence in weighted(number, document, read):
        covered = sum(max(0, min(end, sentence.end) - max(start, sentence.start)) for start, end in credits)
        if 2 * covered < sentence.end - sentence.start and sentence.weights:
            yield sentence


def _form(ratio: float) -> str:
    return "shortened" if ratio < SHORTER else "expanded" if ratio > LONGER else "same"


def _stretches(documents: list[Document], quotations: pd.DataFrame | None) -> dict[str, list[Stretch]]:
    """Voices of each article; nothing without a quotations table."""
    if quotations is None:
        return {}
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in quotations.itertuples(index=False):
        rows[str(row.article_id)].append(row)
    return {d.article.id: voices(d, rows[d.article.id]) for d in documents}


def _voice(document: Document, sentence: Sentence, stretches: list[Stretch] | None) -> str:
    """Voice of most words of the sentence."""
    if stretches is None:
        return "quoted" if 2 * sentence.quoted > sentence.words else "journalist"
    words: dict[str, int] = defaultdict(int)
    for stretch in stretches:
        start, end = max(stretch.start, sentence.start), min(stretch.end, sentence.end)
        if start < end:
            words[stretch.voice] += document.words_between(start, end)
    return max(sorted(words), key=lambda voice: words[voice], default="journalist")


STATEMENTS = Measure(
    Table("statements", "statement and article", (
        Column("statement", "integer", "", "Number of the statement in the study, in order of first appearance."),
        Column("event", "string", "", "Its event; where none is declared, ~ and the id of the event's first article."),
        ARTICLE,
        Column("carried", "boolean", "", "The article carries the statement; missing: a sentence may say it."),
        START, END, POSITION, VOICE,
        Column("at_risk", "boolean", "",
               "The article could have carried it: filed after what it reports; missing: unknown."),
        Column("text", "string", "", "The sentence that carries it, as printed; missing where it is not carried.",
               ("article_id", "start", "end")),
        Column("form", "string", "", "same, shortened or expanded, against the median length of what carries it."),
        Column("also", "string", "", "Further spans of the statement in the article, as start-end."),
        Column("near_start", "integer", "characters", "Where it is not carried: where the nearest sentence begins."),
        Column("near_end", "integer", "characters", "Where that sentence ends, exclusive."),
        Column("near", "string", "", "That sentence, as printed.", ("article_id", "near_start", "near_end")),
        Column("score", "number", "0 to 1", "The chance that it says the same."),
    ), step="statements"),
)  # fmt: skip
