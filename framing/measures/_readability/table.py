"""Reading ease of articles: counted once, ten indices."""

from __future__ import annotations

from collections import Counter
from operator import mul

import pandas as pd

from framing.corpus.given import as_given
from framing.measures._readability.indices import INDICES, Counts, indices
from framing.measures._readability.words import known
from framing.measures.voice import Read
from framing.tables.measures import Measure
from framing.tables.totals import Total
from framing.text.document import Document, Texts, documents, given
from framing.text.zones import STORY

SAMPLE = 100  # words that Linsear Write looks at
_READ = STORY - {"headline"}  # a headline is no sentence; captions and notices are no story


def readability(x: Texts) -> pd.DataFrame:
    """Ten reading-ease indices of each article.

    Standfirst, lead and body are read; headlines, captions, notices and translations are left out. Words and
    sentences are those of `Document`, syllables those of textstat (CMU dictionary, else hyphenation).

    Parameters
    ----------
    x : str, Article, Document, Corpus, or what `framing.read` takes in memory

    Returns
    -------
    DataFrame, one row per article
        article_id, words, sentences, syllables, and a column for each of `INDICES`; an index is missing for
        a text without a word. The formulas and their sources are in `framing.measures._readability.indices`.

    Notes
    -----
    All ten rest on three or four counts and say the same thing in other units. They were made for English
    school books; below about a hundred words they are rough.

    Examples
    --------
    >>> table = readability("The cabinet approved the reform on Monday. It takes effect in June.")
    >>> table[["words", "sentences", "syllables"]].values.tolist()
    [[12, 2, 18]]
    >>> round(float(table["flesch_kincaid_grade"].iloc[0]), 2)
    4.45
    """
    x = given(x, "readability")
    rows = []
    for document in documents(x):
        counts = count(document)
        rows.append((document.article.id, *counts[:3], *indices(counts)))
    table = pd.DataFrame(rows, columns=["article_id", "words", "sentences", "syllables", *INDICES])
    integers = dict.fromkeys(("words", "sentences", "syllables"), "Int64")
    return as_given(table.astype({"article_id": "string", **integers, **dict.fromkeys(INDICES, "float64")}), x)


def count(document: Document) -> Counts:
    """What the indices count, over standfirst, lead and body of `document`."""
    text, between = document.text, document.words_between
    words: list[str] = []
    characters = 0
    for paragraph in document.paragraphs:
        if paragraph.zone in _READ:
            first = between(0, paragraph.start)
            words += document.word_texts[first : first + between(paragraph.start, paragraph.end)]
            characters += len("".join(text[paragraph.start : paragraph.end].split()))
    if not words:
        return Counts(*[0] * len(Counts._fields))

    sentences = sample_sentences = reached = 0
    for sentence in document.sentences:
        if sentence.zone in _READ:
            length = between(sentence.start, sentence.end)
            sentences += length > 0
            sample_sentences += length > 0 and reached < SAMPLE
            reached += length

    often = Counter(words)
    columns = zip(*map(known.__getitem__, often), strict=True)
    letters, syllables, long, polysyllabic, unfamiliar, hard = (sum(map(mul, own, often.values())) for own in columns)
    sample = [known[word] for word in words[:SAMPLE]]
    return Counts(len(words), sentences, syllables, letters, characters, long, polysyllabic, unfamiliar, hard,
                  len(sample), sum(f.polysyllabic for f in sample), sample_sentences)  # fmt: skip


def _scores(read: Read) -> list[float]:
    found = dict(zip(INDICES, indices(count(read.document)), strict=True))
    return [found[total.name] for total in READABILITY.totals]


READABILITY = Measure(
    scores=_scores,
    totals=(
        Total(
            "flesch_reading_ease", "index", "Mean over articles of the Flesch reading-ease index.",
            of_articles="Flesch reading-ease index.",
        ),
        Total(
            "flesch_kincaid_grade", "US school grade", "Mean over articles of the Flesch-Kincaid grade.",
            of_articles="Flesch-Kincaid grade.",
        ),
    ),
    methods="Readability is given by Flesch’s reading ease (Flesch 1948) and the Flesch–Kincaid grade (Kincaid et al. "
    "1975), averaged over articles.",
    sources=(
        "Flesch, R. (1948). A new readability yardstick. Journal of Applied Psychology, 32(3), 221–233.",
        "Kincaid, J. P., Fishburne, R. P., Rogers, R. L. & Chissom, B. S. (1975). Derivation of new readability "
        "formulas for Navy enlisted personnel. Research Branch Report 8-75.",
    ),
)  # fmt: skip
