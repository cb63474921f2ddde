"""Which statements each article carries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from statistics import median
from typing import Any

import pandas as pd

from framing.corpus import Corpus
from framing.document import Document
from framing.passages.quoted import spans_in_marks
from framing.passages.risk import at_risk
from framing.passages.sayings import same_quotation
from framing.passages.similarity import Sentence, links, weighted
from framing.passages.tokens import tokens
from framing.tables import frame
from framing.voice import Stretch, voices

LIKE = 0.25  # least likeness of two sentences that make one statement
SURE = 0.4  # likeness that needs no comparison with rivals; sentences that quote the same words have it
SHORTER, LONGER = 0.75, 1.33  # of the carriers' median length
COLUMNS = ("statement", "article_id", "carried", "start", "end", "position", "voice", "at_risk", "text", "form", "also")


def statements(x: Corpus, quotations: pd.DataFrame | None = None) -> pd.DataFrame:
    """Statements of all articles on an event, and which article carries which.

    Parameters
    ----------
    x : Corpus
        Articles with different `event` are never compared; those without one are taken to report the same.
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
        reports what happened after the article was filed, and missing where that cannot be known.

    Notes
    -----
    Sentences of headline, standfirst, lead and body are compared by their words (see `likeness`); two that reach
    `LIKE` make one statement, a level that sentences on different events reach once in a thousand pairs (in NewsWCL50,
    Hamborg et al. 2019), unless both have a likelier counterpart in the other's article and `SURE` is not reached.
    Sentences that quote the same words make one statement, except where the words are a term that the articles use
    without marks as well. A further sentence joins where it is like all that other articles have of the statement. A
    sentence may make two statements. A sentence that is like none is a statement of its own article; headlines are
    not, since they repeat what the story says. Statements put in wholly different words are missed, and then counted
    for each outlet separately; leads that name the same people and titles are at times taken for one statement.

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
    >>> corpus = framing.read("seeds")
    >>> table = framing.statements(corpus)
    >>> texts = [corpus[i].text[a:b] for i, a, b in table.loc[table["carried"], ["article_id", "start", "end"]].values]
    >>> number = table.loc[table["carried"], "statement"][["Ocasio-Cortez" in text for text in texts]].item()
    >>> table.loc[(table["statement"] == number) & table["carried"], "article_id"].tolist()
    ['003']
    """
    documents = [Document(article) for article in x]
    marks = spans_in_marks(x, quotations)
    reads = [tokens(document, marks(document)) for document in documents]
    sentences = [s for number, read in enumerate(reads) for s in weighted(number, read.document, read)]
    stretches = _stretches(documents, quotations)
    events = [article.event or "" for article in x]
    names = {name: number for number, name in enumerate(dict.fromkeys(events))}
    columns: dict[str, list[object]] = {name: [] for name in COLUMNS}
    together = [names[events[s.article]] for s in sentences]
    for number, members in enumerate(align(sentences, together, same_quotation(sentences, reads, together))):
        held: dict[int, list[Sentence]] = defaultdict(list)
        for i in members:
            held[sentences[i].article].append(sentences[i])
        event = events[sentences[members[0]].article]
        texts = [(x[a], documents[a].text[s.start : s.end]) for a in sorted(held) for s in held[a]]
        usual = median(mine[0].words for mine in held.values())
        for a, article in enumerate(x):
            if events[a] != event:
                continue
            row: tuple[object, ...]
            if a in held:
                first, *rest = held[a]
                form = _form(first.words / usual) if len(held) > 1 else "same"
                row = (
                    first.start, first.end, round(documents[a].position(first.start), 4),
                    _voice(documents[a], first, stretches.get(article.id)), True,
                    article.text[first.start : first.end], form,
                    " ".join(f"{s.start}-{s.end}" for s in rest),
                )  # fmt: skip
            else:
                row = (pd.NA, pd.NA, float("nan"), pd.NA, at_risk(article, texts), pd.NA, pd.NA, "")
            for column, value in zip(columns.values(), (number, article.id, a in held, *row), strict=True):
                column.append(value)
    return frame("statements", columns).astype({"form": "string", "also": "string"})


def align(sentences: list[Sentence], together: list[int], quoting: Collection[tuple[int, int]] = ()) -> list[list[int]]:
    """Statements as lists of sentence numbers, in order of appearance; the likest sentence of an article first.

    `quoting` are pairs of sentences that quote the same words.
    """
    like: dict[int, dict[int, float]] = defaultdict(dict)
    best: dict[tuple[int, int], float] = defaultdict(float)  # of a sentence in another article
    alike = {(i, j): value for value, i, j in links(sentences, LIKE, together)}
    for i, j in sorted(quoting):
        alike[i, j] = max(SURE, alike.get((i, j), 0.0))
    for (i, j), value in alike.items():
        for one, other in ((i, sentences[j].article), (j, sentences[i].article)):
            best[one, other] = max(best[one, other], value)
    for (i, j), value in alike.items():
        # Two sentences that both have a likelier counterpart in the other's article share a topic, not a statement.
        if value >= min(SURE, best[i, sentences[j].article], best[j, sentences[i].article]):
            like[i][j] = like[j][i] = value
    groups: list[list[int]] = []
    of: dict[int, list[int]] = defaultdict(list)
    for _, i, j in sorted((-value, i, j) for i, row in like.items() for j, value in row.items() if i < j):
        if set(of[i]) & set(of[j]):
            continue
        placed = False
        for new, old in ((i, j), (j, i)):
            for group in of[old]:
                others = [m for m in groups[group] if sentences[m].article != sentences[new].article]
                if all(m in like[new] for m in others):
                    groups[group].append(new)
                    of[new].append(group)
                    placed = True
                    break
            if placed:
                break
        if not placed:
            of[i].append(len(groups))
            of[j].append(len(groups))
            groups.append([i, j])
    alone = [[i] for i, s in enumerate(sentences) if not of[i] and s.zone in ("lead", "body")]

    def strength(i: int, group: list[int]) -> tuple[bool, float, int]:
        return sentences[i].zone not in ("lead", "body"), -sum(like[i].get(m, 0.0) for m in group), i

    ordered = [sorted(group, key=lambda i: strength(i, group)) for group in groups] + alone
    return sorted(ordered, key=min)


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
