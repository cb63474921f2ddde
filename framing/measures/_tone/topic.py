"""Words of the tone lexicon that look like what the news is about rather than how it is told."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pandas as pd

from framing.measures._tone.lexicon import charges
from framing.measures._tone.vocabulary import straighten
from framing.text.document import Document
from framing.text.word_classes import WordClasses, word_classes

IN_NAMES = 0.5  # share of a word's uses inside names from which it counts as part of names
AS_TOPIC = 0.4  # share of its uses inside names or as a noun
UNCHANGED = 0.8  # share of its uses in which no rule changes its valence
SPREAD = 0.05  # share of the articles that hold it (two at least), in half of the outlets at least
HEAVY = 0.002  # share of all weight below which a word moves no mean that is printed
STYLED = 0.9  # share of its longer words with a capital that makes a line one set like a headline; chosen by hand
LONG_WORD = 4  # letters; shorter words (of, the) have no capital in headlines either
_PEOPLE = ("ans", "crats", "ese", "ish", "ists")  # Americans, British: names without the word before them

# Classes of words, as letters of `framing.text.word_classes`.
_OPENS = frozenset("DhIrO#aJT")  # determiner, possessive, number, adjective, title: a noun phrase has begun
_RUNS = frozenset("nmNGBURSofi")  # noun or preposition: so it has, unless the word itself can be a verb
_VERBAL = frozenset("vegli")  # verb, -ed, -ing, adverb, preposition (like)
_ENDS = frozenset("xvVeWtofzics")  # verb, preposition, conjunction: a noun phrase is over; a noun would go on with it


@dataclass
class Uses:
    """Uses of one word of the lexicon."""

    lexicon: float
    weight: float = 0.0
    count: int = 0
    names: int = 0
    nouns: int = 0
    unchanged: int = 0
    articles: set[str] = field(default_factory=set)
    rows: list[tuple[int, int, int]] = field(default_factory=list)  # stretch, start, end of the word in it


def uses(read: Iterable[Document], table: pd.DataFrame) -> tuple[dict[str, Uses], int]:
    """Every use of a word of the lexicon in the stretches of `table`, and the number of stretches without one.

    Parameters
    ----------
    read : iterable of Document
    table : DataFrame
        A tone table of these documents, its rows numbered from 0.
    """
    found: dict[str, Uses] = {}
    silent = 0
    rows = table.groupby("article_id").indices
    starts, ends, zones = (table[name].tolist() for name in ("start", "end", "zone"))
    for document in read:
        for row in rows.get(document.article.id, ()):
            first, headline = starts[row], zones[row] == "headline"
            here = charges(straighten(document.text[first : ends[row]]))
            silent += not here
            for charge in here:
                use = found.setdefault(charge.word.lower(), Uses(charge.lexicon))
                name, noun = _form(word_classes(document), first, first + charge.start, charge.word)
                use.count += 1
                use.weight += abs(charge.valence)
                # Capitals of a headline say little: many outlets set each of its words so.
                use.names += name and not headline
                use.nouns += noun and (headline or not name)
                use.unchanged += not charge.changes
                use.articles.add(document.article.id)
                use.rows.append((int(row), charge.start, charge.end))
    return found, silent


def words(found: dict[str, Uses], outlet_of: dict[str, str]) -> pd.DataFrame:
    """One row a word, heaviest first, and whether it looks like topic; the ``words`` of `tone_audit`."""
    total = sum(use.weight for use in found.values()) or 1.0
    needed = max(2, math.ceil(SPREAD * len(outlet_of)))
    half = len(set(outlet_of.values())) / 2
    rows = []
    for word, use in sorted(found.items(), key=lambda item: (-item[1].weight, item[0])):
        n, share, outlets = use.count, use.weight / total, len({outlet_of[key] for key in use.articles})
        names, nouns, unchanged = use.names / n, use.nouns / n, use.unchanged / n
        topic = None
        if len(use.articles) >= needed and outlets >= half and share >= HEAVY:
            subject = names + nouns >= AS_TOPIC and unchanged >= UNCHANGED
            topic = "name" if names >= IN_NAMES else "subject" if subject else None
        rows.append((word, use.lexicon, n, len(use.articles), outlets, use.weight, share,
                     names, nouns, unchanged, topic))  # fmt: skip
    columns = ["word", "lexicon", "uses", "articles", "outlets", "weight", "weight_share"]
    columns += ["in_names", "as_noun", "unchanged", "topic"]
    return pd.DataFrame(rows, columns=columns).astype({"word": "string", "topic": "string"})


def words_in_names(document: Document, names: Iterable[str] = ()) -> frozenset[int]:
    """Where the words begin that are inside a name: *United* in *United States*, *Hope* in *Hope Hicks*.

    Parameters
    ----------
    document : Document
    names : iterable of str
        Names known from elsewhere, such as speakers and actors.

    Notes
    -----
    Within a sentence a capital says so. At the head of a sentence and in a headline any word may have one. There it is
    inside a name where it is beside the same capitalised word as in a known name or within some sentence, where the
    next word ends an organisation's name (*Justice Department*), or where the article has it nowhere in lower case and
    within a sentence as a name. Before a capitalised word at the head of a sentence it is the beginning of a name
    (*United States troops*), unless that word is a name without it (*Angry Republicans*).

    Examples
    --------
    >>> text = "United Nations envoys hope for peace. Hope Hicks left. Critics thanked Hope Hicks and the good mayor."
    >>> [text[start : start + 6] for start in sorted(words_in_names(Document(text)))]
    ['United', 'Nation', 'Hope H', 'Hicks ', 'Hope H', 'Hicks ']
    """
    texts, drawn = document.word_texts, word_classes(document)
    tags, gaps = drawn.tags[::2], drawn.tags[1::2]
    capital = [word[0].isupper() and not word.isupper() for word in texts]
    chosen, heads = _chosen(document, drawn.starts, capital)
    # Each word with the capitalised one beside it: nothing between them but a blank or the stop of an abbreviation.
    before = ["", *(texts[i] if capital[i] and gaps[i] == " " else "" for i in range(len(texts) - 1))]
    after = [*(texts[i + 1] if capital[i + 1] and gaps[i] == " " else "" for i in range(len(texts) - 1)), ""]
    pairs = {pair for name in names for pair in pairwise(name.split())}
    pairs |= {(texts[i], after[i]) for i in range(len(texts)) if after[i] and chosen[i] and chosen[i + 1]}
    as_name = {texts[i] for i in range(len(texts)) if capital[i] and chosen[i] and gaps[i - 1] == " "}
    as_name -= {word.capitalize() for word in texts if word.islower()}
    alone: dict[str, set[str]] = defaultdict(set)  # what stands before a capitalised word
    for i, word in enumerate(texts):
        if capital[i]:
            alone[word].add(before[i])

    def inside(i: int) -> bool:
        if chosen[i] and gaps[i - 1] == " " or texts[i] in as_name:
            return True
        if (texts[i], after[i]) in pairs or (before[i], texts[i]) in pairs or after[i] and tags[i + 1] == "U":
            return True
        if not (i in heads and after[i]):
            return False
        people = tags[i + 1] == "S" or after[i].endswith(_PEOPLE)
        return not people and alone[after[i]] == {texts[i]}

    return frozenset(drawn.starts[i] for i in range(len(texts)) if capital[i] and inside(i))


def _chosen(document: Document, starts: Sequence[int], capital: Sequence[bool]) -> tuple[list[bool], frozenset[int]]:
    """For each word whether its capital was chosen, and the words at the heads of sentences that are no headlines."""
    texts, chosen, heads = document.word_texts, [False] * len(starts), []
    for sentence in document.sentences:
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        long = [capital[i] for i in range(first + 1, last) if len(texts[i]) >= LONG_WORD]
        styled = len(long) >= 4 and sum(long) >= STYLED * len(long)
        if first < last and sentence.zone != "headline" and not styled:
            chosen[first + 1 : last] = [True] * (last - first - 1)
            heads.append(first)
    return chosen, frozenset(heads)


def _form(drawn: WordClasses, first: int, at: int, word: str) -> tuple[bool, bool]:
    """Is the word at character `at`, of a stretch that begins at `first`, inside a name? As a noun?

    It is a noun where a noun phrase has begun before it and is over after it: in *the best idea* the phrase goes on,
    in *the refugee crisis has* it does not.
    """
    i = bisect_left(drawn.starts, at)
    if not 0 < i < len(drawn.starts) or drawn.starts[i] != at or drawn.starts[i - 1] < first:
        return False, False
    tags, place = drawn.tags, 2 * i
    before, gap, own, stop = tuple(tags[place - 2 : place + 2])
    name = gap == " " and word[0].isupper() and not word.isupper()
    begun = gap in ' "' and (before in _OPENS or before in _RUNS and own not in _VERBAL)
    return name, begun and (stop != " " or tags[place + 2] in _ENDS)
