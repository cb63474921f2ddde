"""Which statements each article carries."""

from __future__ import annotations

from collections import defaultdict
from statistics import median
from typing import Any

import pandas as pd

from framing.corpus import Corpus, needs_corpus
from framing.document import Document
from framing.passages.events import events
from framing.passages.grouping import align
from framing.passages.quoted import spans_in_marks
from framing.passages.risk import at_risk
from framing.passages.sayings import repeated, same_quotation
from framing.passages.similarity import Sentence, weighted
from framing.passages.tokens import tokens
from framing.tables import frame
from framing.tables.measures import Measure
from framing.tables.schema import ARTICLE, END, POSITION, START, VOICE, Column, Table
from framing.voice import Stretch, voices

SHORTER, LONGER = 0.75, 1.33  # of the carriers' median length
COLUMNS = ("statement", "article_id", "carried", "start", "end", "position", "voice", "at_risk", "text", "form", "also")


def statements(x: Corpus, quotations: pd.DataFrame | None = None) -> pd.DataFrame:
    """Statements of all articles on an event, and which article carries which.

    Parameters
    ----------
    x : Corpus
        Articles with different `event` are never compared. Those without one are grouped by their words and dates, a
        guess that a warning tells (see `framing.passages.events`): an `event` of their own is better.
    quotations : DataFrame, optional
        The quotations table of the corpus; without it, what stands in quotation marks counts as quoted and no
        voice is called reported.

    Returns
    -------
    DataFrame
        The table ``statements``, one row per statement and article of its event: statement (numbered in order of
        appearance), article_id, carried, start and end (of the sentence that carries it; of the likest one where
        several do), position, voice (of most of its words), at_risk, text (of that sentence), form (*shortened*, *same*
        or *expanded* against the median length of the sentences that carry it) and also (spans of the article's other
        sentences that make the statement, as ``start-end``). Where `carried` is False, the statement was not found in
        the text read; that is an *omission* only where the article could have carried it. `at_risk` is False where it
        reports what happened after the article was filed, and missing where that cannot be known, as without dates.

    Notes
    -----
    Sentences of headline, standfirst, lead and body are compared by their words (see `likeness`); two that reach
    `LIKE` make one statement, a level that sentences on different events reach once in a thousand pairs (in NewsWCL50,
    Hamborg et al. 2019), unless both have a likelier counterpart in the other's article and `SURE` is not reached.
    Sentences that share more than half of their weight are copies: below `SURE`, what is like one of them must be like
    most of them, and is then with all. Sentences that quote the same words make one statement, except where the words
    are a term that the articles use without marks as well. A further sentence joins where it is like all that other
    articles have of the statement. A sentence may make two statements. A sentence that is like none is a statement of
    its own article; headlines are not, since they repeat what the story says. Statements put in wholly different words
    are missed, and then counted for each outlet separately; leads that name the same people and titles are at times
    taken for one statement.

    Examples
    --------
    >>> from framing.corpus import Article
    >>> a = Article("a", "The flood destroyed the old bridge on Monday. Trains to the capital were cancelled.")
    >>> b = Article("b", "The old bridge was destroyed by the flood. The mayor asked for help.")
    >>> table = statements(Corpus([a, b]))
    >>> table.pivot(index="statement", columns="article_id", values="carried").values.tolist()
    [[True, True], [True, False], [False, True]]

    In the bundled study, one article alone carries the criticism by a member of Congress:

    >>> import framing
    >>> corpus = framing.read("harris-mexico-2021")
    >>> table = framing.statements(corpus)
    >>> texts = [corpus[i].text[a:b] for i, a, b in table.loc[table["carried"], ["article_id", "start", "end"]].values]
    >>> number = table.loc[table["carried"], "statement"][["Ocasio-Cortez" in text for text in texts]].item()
    >>> table.loc[(table["statement"] == number) & table["carried"], "article_id"].tolist()
    ['003']
    """
    needs_corpus(x, "statements")
    documents = [Document(article) for article in x]
    marks = spans_in_marks(x, quotations)
    reads = [tokens(document, marks(document)) for document in documents]
    sentences = [s for number, read in enumerate(reads) for s in weighted(number, read.document, read)]
    stretches = _stretches(documents, quotations)
    event = events(x, reads)
    columns: dict[str, list[object]] = {name: [] for name in COLUMNS}
    together = [event[s.article] for s in sentences]
    first = repeated(sentences, reads)
    quoting = same_quotation(sentences, reads, together, first)
    for number, members in enumerate(align(sentences, together, quoting, first)):
        held: dict[int, list[Sentence]] = defaultdict(list)
        for i in members:
            held[sentences[i].article].append(sentences[i])
        texts = [(x[a], documents[a].text[s.start : s.end]) for a in sorted(held) for s in held[a]]
        usual = median(mine[0].words for mine in held.values())
        for a, article in enumerate(x):
            if event[a] != together[members[0]]:
                continue
            row: tuple[object, ...]
            if a in held:
                best, *rest = held[a]
                form = _form(best.words / usual) if len(held) > 1 else "same"
                row = (
                    best.start, best.end, round(documents[a].position(best.start), 4),
                    _voice(documents[a], best, stretches.get(article.id)), True,
                    article.text[best.start : best.end], form,
                    " ".join(f"{s.start}-{s.end}" for s in rest),
                )  # fmt: skip
            else:
                row = (pd.NA, pd.NA, float("nan"), pd.NA, at_risk(article, texts), pd.NA, pd.NA, "")
            for column, value in zip(columns.values(), (number, article.id, a in held, *row), strict=True):
                column.append(value)
    return frame("statements", columns).astype({"form": "string", "also": "string"})


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
        ARTICLE,
        Column("carried", "boolean", "", "The article carries the statement."),
        START, END, POSITION, VOICE,
        Column("at_risk", "boolean", "",
               "The article could have carried it: filed after what it reports; missing: unknown."),
        Column("text", "string", "", "The sentence that carries it, as printed; missing where it is not carried.",
               ("article_id", "start", "end")),
        Column("form", "string", "", "same, shortened or expanded, against the median length of what carries it."),
        Column("also", "string", "", "Further spans of the statement in the article, as start-end."),
    ), step="statements"),
)  # fmt: skip
