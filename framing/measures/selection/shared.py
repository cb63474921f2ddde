"""Passages that are in two articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import product
from typing import NamedTuple

import pandas as pd

from framing.corpus.corpus import Corpus
from framing.corpus.given import as_given, corpus_of
from framing.measures.selection.align import LONGEST, NEXT, OFTEN, Match, align
from framing.measures.selection.index import QUOTED_RUN, Candidates, candidates
from framing.measures.selection.quoted import spans_in_marks
from framing.measures.selection.similarity import PLAIN, WORDED, likeness, story, worded
from framing.measures.selection.tokens import FUNCTION, Tokens, tokens
from framing.tables import Tables, frame
from framing.tables.measures import Measure, Told, listed
from framing.tables.schema import Column, Table
from framing.tables.totals import Later, Share
from framing.text.document import Document

COLUMNS = (
    "article_a", "start_a", "end_a", "article_b", "start_b", "end_b", "kind", "words", "similarity", "quoted",
    "text_a", "text_b", "quoted_a", "quoted_b",
)  # fmt: skip
EDGE = 4  # words at the edge of both sentences that were replaced, where the rest is shared
REST = 0.5  # share of the sentence that is then shared
MOVED = 1.3  # weight of words that stand at the other end of the sentence


class Passage(NamedTuple):
    """A shared passage: token ranges, the tokens that pair up, and its kind."""

    start_a: int
    end_a: int
    start_b: int
    end_b: int
    pairs: tuple[tuple[int, int], ...]
    kind: str


def passages(x: Corpus, quotations: pd.DataFrame | None = None) -> pd.DataFrame:
    """Shared passages of every pair of articles, with both spans.

    Parameters
    ----------
    x : Corpus
    quotations : DataFrame, optional
        The quotations table of the corpus; without it, what is in quotation marks counts as quoted.

    Returns
    -------
    DataFrame
        The table ``passages``: article_a, start_a, end_a, article_b, start_b, end_b, kind, words (of article_a),
        similarity (words in common, in order, as a share of both passages' words), quoted (in both articles), text_a
        and text_b (as printed), quoted_a and quoted_b. `kind` is *verbatim* (the same words; case and style of marks
        aside), *edited* (the same wording with words put in, taken out or replaced), *quotation* (both quote the same
        words; the sentences around them are each reporter's own) or *paraphrase* (two sentences make the same
        statement in other words: a common source or a common event, so it proves no copy).

    Notes
    -----
    Shared wording is marked and never removed, and nothing is said about who wrote it first. Sentences are aligned
    on stems by longest common blocks; the least evidence that counts is stated in `framing.measures.selection.align`.
    What two independent reports share by their subject, names and titles, hardly counts. What two articles share
    depends on them alone: another article in the corpus changes nothing (`framing.measures.selection.index` says which
    pairs are aligned).

    References
    ----------
    Clough, Gaizauskas, Piao & Wilks 2002, METER: Measuring text reuse, ACL.

    Examples
    --------
    >>> from framing.corpus.article import Article
    >>> a = Article("a", "The river rose by two metres on Monday and flooded the market. Shops were closed.")
    >>> b = Article("b", "Rain fell. The river rose by three metres on Monday and flooded the old market.")
    >>> passages(Corpus([a, b]))[["start_a", "end_a", "start_b", "end_b", "kind", "similarity"]].values.tolist()
    [[0, 62, 11, 79, 'edited', 0.88]]

    In the bundled study, 004 prints as its own a sentence of the White House that 003 quotes:

    >>> import framing
    >>> table = framing.passages(framing.read("norwell-bridge"))
    >>> row = table[(table["article_b"] == "003") & (table["kind"] == "edited")].iloc[0]
    >>> row["article_a"], bool(row["quoted_a"]), bool(row["quoted_b"])
    ('000', True, True)
    """
    x = corpus_of(x, "passages")
    read = reader(x, quotations)
    return as_given(passages_between(x, candidates(read(number) for number in range(len(x))), read), x)


def passages_between(x: Corpus, which: Candidates, read: Callable[[int], Tokens]) -> pd.DataFrame:
    """Rows of the passages table for pairs of articles, by their numbers in `x`; `read` is its `reader`."""
    columns: dict[str, list[object]] = {name: [] for name in COLUMNS}
    for i, j in which.pairs:
        a, b = read(i), read(j)
        for p in between(a, b, which.near.get((i, j), ())):
            words = p.end_a - p.start_a, p.end_b - p.start_b
            quoted = [2 * sum(q) > len(q) for q in (a.quoted[p.start_a : p.end_a], b.quoted[p.start_b : p.end_b])]
            (from_a, to_a), (from_b, to_b) = span(a, p.start_a, p.end_a, p.kind), span(b, p.start_b, p.end_b, p.kind)
            row = (
                x.articles[i].id, from_a, to_a, x.articles[j].id, from_b, to_b,
                p.kind, words[0], round(2 * len(p.pairs) / sum(words), 4), all(quoted),
                x.articles[i].text[from_a:to_a], x.articles[j].text[from_b:to_b], *quoted,
            )  # fmt: skip
            for column, value in zip(columns.values(), row, strict=True):
                column.append(value)
    table = frame("passages", columns)
    return table.astype({"quoted_a": "boolean", "quoted_b": "boolean"})


def reader(x: Corpus, quotations: pd.DataFrame | None) -> Callable[[int], Tokens]:
    """Function that gives the tokens of an article by its number; the last ones are kept."""
    marks = spans_in_marks(x, quotations)

    @lru_cache(maxsize=2_000)  # some 0.4 MB each, with what is kept for the next pair
    def read(number: int) -> Tokens:
        document = Document(x.articles[number])
        return tokens(document, marks(document))

    return read


def between(a: Tokens, b: Tokens, near: Iterable[tuple[int, int]] | None = None) -> list[Passage]:
    """Passages of two articles in order of their place in `a`; `near` as `Candidates` has it, if it is known."""
    found = [passage for match in align(a, b) for passage in [_passage(a, b, match)] if passage]
    found += _quotations(a, b, found)
    found += _paraphrases(a, b, found, near)
    return sorted(found)


def span(read: Tokens, start: int, end: int, kind: str) -> tuple[int, int]:
    """Characters of a token range; a whole sentence has its marks and stop with it, a quotation lies inside."""
    if kind == "quotation":
        return read.spans[start][0], read.spans[end - 1][1]
    first, last = read.document.sentences[read.sentence[start]], read.document.sentences[read.sentence[end - 1]]
    return (
        first.start if start == read.bounds[read.sentence[start]][0] else read.spans[start][0],
        last.end if end == read.bounds[read.sentence[end - 1]][1] else read.spans[end - 1][1],
    )


def _passage(a: Tokens, b: Tokens, match: Match) -> Passage | None:
    """The match with its kind; of a match that is shared as a quotation only, the quoted words."""
    quoted = tuple((i, j) for i, j in match.pairs if a.quoted[i] and b.quoted[j])
    own = sum(a.weight[i] for i, j in match.pairs) - sum(a.weight[i] for i, _ in quoted)
    if quoted and own < NEXT:
        (i, j), (k, m) = quoted[0], quoted[-1]
        return Passage(i, k + 1, j, m + 1, quoted, "quotation") if _says(a, b, quoted) else None
    start_a, end_a, start_b, end_b = _edges(a, b, match)
    same = a.surface[start_a:end_a] == b.surface[start_b:end_b]
    if not same and sum(map(worded, {a.stem[i] for i, _ in match.pairs} - FUNCTION)) < WORDED:
        return None
    return Passage(start_a, end_a, start_b, end_b, match.pairs, "verbatim" if same else "edited")


def _edges(a: Tokens, b: Tokens, match: Match) -> tuple[int, int, int, int]:
    """Where the passage begins and ends: with words that moved to the other end, and with replaced words."""
    a0, a1 = a.bounds[a.sentence[match.start_a]]
    b0, b1 = b.bounds[b.sentence[match.start_b]]
    start_a, end_a, start_b, end_b = match[:4]
    for i, j in ((range(a0, start_a), range(end_b, b1)), (range(end_a, a1), range(b0, start_b))):
        matcher = SequenceMatcher(None, [a.stem[k] for k in i], [b.stem[k] for k in j], autojunk=False)
        moved = matcher.find_longest_match()
        if sum(a.weight[i[moved.a + k]] for k in range(moved.size)) >= MOVED:
            start_a, end_a = min(start_a, i[moved.a]), max(end_a, i[moved.a] + moved.size)
            start_b, end_b = min(start_b, j[moved.b]), max(end_b, j[moved.b] + moved.size)
    if len(match.pairs) >= REST * max(a1 - a0, b1 - b0):
        # So much of both sentences is shared that a few words at the edge of both were replaced, not cut off.
        if _replaced(start_a - a0, start_b - b0):
            start_a, start_b = a0, b0
        if _replaced(a1 - end_a, b1 - end_b):
            end_a, end_b = a1, b1
    return start_a, end_a, start_b, end_b


def _replaced(words_a: int, words_b: int) -> bool:
    """Do so many words at the edge of two sentences stand for each other? A single one may stand for nothing (Mr)."""
    return max(words_a, words_b) <= (EDGE if min(words_a, words_b) else 1)


def _quotations(a: Tokens, b: Tokens, found: list[Passage]) -> list[Passage]:
    """Words in a row that both articles quote, where no passage holds them; the longest run of each two sentences."""
    mine, places = _quoted_runs(a), _quoted_runs(b)
    common = mine.keys() & places.keys()
    if not common:
        return []
    held = {pair for passage in found for pair in passage.pairs}
    longest: dict[tuple[int, int], Passage] = {}
    for i, words in sorted((at, said) for said in common for at in mine[said]):
        for j in places[words][:OFTEN]:
            if (i, j) in held or _both_quote(a, b, i - 1, j - 1):
                continue
            size = QUOTED_RUN
            while _both_quote(a, b, i + size, j + size):
                size += 1
            sentences = a.sentence[i], b.sentence[j]
            pairs = tuple((i + k, j + k) for k in range(size))
            if _says(a, b, pairs) and (sentences not in longest or size > len(longest[sentences].pairs)):
                longest[sentences] = Passage(i, i + size, j, j + size, pairs, "quotation")
    return list(longest.values())


def _quoted_runs(read: Tokens) -> dict[tuple[str, ...], list[int]]:
    """Places of each run of quoted words."""
    made: dict[tuple[str, ...], list[int]] | None = read.kept.get("quoted")
    if made is None:
        made = read.kept["quoted"] = {}
        for i in range(len(read.stem) - QUOTED_RUN + 1):
            if all(read.quoted[i : i + QUOTED_RUN]):
                made.setdefault(tuple(read.stem[i : i + QUOTED_RUN]), []).append(i)
    return made


def _says(a: Tokens, b: Tokens, run: tuple[tuple[int, int], ...]) -> bool:
    """Are these enough words, and one of content among them?"""
    return len(run) >= QUOTED_RUN and any(a.weight[i] == b.weight[j] == 1.0 for i, j in run)


def _paraphrases(
    a: Tokens, b: Tokens, found: list[Passage], near: Iterable[tuple[int, int]] | None
) -> list[Passage]:
    """Sentences that make one statement and have no wording in common; each with its likest only.

    `near` are pairs of sentences of the story that may do; without it all are looked through.
    """
    taken = {("a", a.sentence[p.start_a]) for p in found} | {("b", b.sentence[p.start_b]) for p in found}
    ones, twos = story(a), story(b)
    if near is None:
        near = product(range(len(ones)), range(len(twos)))
    close = []
    for i, j in near:
        value = likeness(ones[i], twos[j])
        common = ones[i].weights.keys() & twos[j].weights.keys()
        if value >= PLAIN and sum(map(worded, common)) >= WORDED:
            close.append((-value, i, j))
    passages: list[Passage] = []
    for _, i, j in sorted(close):
        one, two = ones[i].sentence, twos[j].sentence
        if ("a", one) not in taken and ("b", two) not in taken:
            taken |= {("a", one), ("b", two)}
            passages.append(Passage(*a.bounds[one], *b.bounds[two], _common(a, b, one, two), "paraphrase"))
    return passages


def _common(a: Tokens, b: Tokens, one: int, two: int) -> tuple[tuple[int, int], ...]:
    """Words that two sentences have in common, in order."""
    (i, end_i), (j, end_j) = a.bounds[one], b.bounds[two]
    matcher = SequenceMatcher(None, a.stem[i:end_i][:LONGEST], b.stem[j:end_j][:LONGEST], autojunk=False)
    return tuple((i + m.a + k, j + m.b + k) for m in matcher.get_matching_blocks() for k in range(m.size))


def _both_quote(a: Tokens, b: Tokens, i: int, j: int) -> bool:
    """Do both articles quote this word, one after the other in the same sentence?"""
    if not (0 <= i < len(a.stem) and 0 <= j < len(b.stem)):
        return False
    return a.quoted[i] and b.quoted[j] and a.stem[i] == b.stem[j]


def _methods(tables: Tables) -> Iterator[Told]:
    if tables.passages.empty:
        return
    outlet = tables.articles.set_index("article_id")["outlet"]
    rows = tables.passages
    between = rows[rows["article_a"].map(outlet) != rows["article_b"].map(outlet)]
    kinds = between["kind"].value_counts().sort_index()
    told = "no passage is shared between articles of different outlets"
    if len(kinds):
        named = [f"{kinds[kind]:,} {word}" for kind, word in _TOLD.items() if kind in kinds]
        told = f"articles of different outlets share {listed(named)}"
    families = tables.families["family"].value_counts()
    joined = int((families > 1).sum())
    more = ""
    if joined:
        size = int(families[families > 1].sum())
        more = f" {size:,} articles derive from shared copy, in {joined:,} famil{'y' if joined == 1 else 'ies'}."
    yield (
        f"We aligned the passages that articles have in common (compare Clough et al. 2002): {told}.{more}",
        (
            "Clough, P., Gaizauskas, R., Piao, S. S. L. & Wilks, Y. (2002). METER: MEasuring TExt Reuse. Proceedings "
            "of ACL, 152–159.",
        ),
    )


_TOLD = {
    "verbatim": "verbatim passages", "edited": "edited passages", "paraphrase": "paraphrases",
    "quotation": "quotations",
}  # fmt: skip
A, B = ("article_a", "start_a", "end_a"), ("article_b", "start_b", "end_b")

PASSAGES = Measure(
    Table("passages", "shared passage", (
        Column("article_a", "string", "", "Id of one article."),
        Column("start_a", "integer", "characters", "Where the passage begins in it."),
        Column("end_a", "integer", "characters", "Where it ends, exclusive."),
        Column("article_b", "string", "", "Id of the other article."),
        Column("start_b", "integer", "characters", "Where the passage begins there."),
        Column("end_b", "integer", "characters", "Where it ends there, exclusive."),
        Column("kind", "string", "", "verbatim, edited, paraphrase or quotation."),
        Column("words", "integer", "words", "Words of the passage in article_a."),
        Column("similarity", "number", "0 to 1", "Share of words in common, in order."),
        Column("quoted", "boolean", "", "The passage is in quotation marks in both articles."),
        Column("text_a", "string", "", "The passage as article_a prints it.", A),
        Column("text_b", "string", "", "The passage as article_b prints it.", B),
        Column("quoted_a", "boolean", "", "It is in quotation marks in article_a."),
        Column("quoted_b", "boolean", "", "It is in quotation marks in article_b."),
    ), step="passages"),
    totals=(
        Later(
            "shared_words", "words", "Words in verbatim or edited passages shared with another outlet.", feature=False
        ),
        Share("shared_share", "0 to 1", "shared_words / words.", part="shared_words", feature=False),
    ),
    methods=_methods,
)  # fmt: skip
