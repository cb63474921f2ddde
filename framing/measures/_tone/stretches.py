"""Tone of the stretches of one voice: never of an article, never of two voices at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

import pandas as pd

from framing.corpus.corpus import Corpus
from framing.corpus.given import as_given, text_ids
from framing.measures._tone.groups import counted
from framing.measures._tone.scorers import BUILT_IN, Score, scored_by, scorer
from framing.measures.voice import VOICES, Read, Stretch, voices
from framing.tables import Tables, frame
from framing.tables.measures import Measure, Told, version
from framing.tables.schema import ARTICLE, END, SENTENCE, SPEAKER, START, VOICE, ZONE, Column, Table
from framing.tables.totals import Mean
from framing.text.document import Document, Texts, documents, given

_OUTER = " \t\r\n\u00a0\"'“”‘’«»„‚"  # what a stretch sheds where a sentence is cut


class Piece(NamedTuple):
    """A stretch of one voice within one sentence."""

    sentence: int
    start: int
    end: int
    zone: str
    voice: str
    speaker: str | None
    words: int


def tone(
    x: Texts,
    scorer: str | Score = "vader",
    quotations: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Tone of every sentence, the stretches of each voice in it scored apart.

    Curly marks are straightened for the lexicon, which knows neither ``didn’t`` nor ``“great”`` with them;
    offsets are those of the unaltered text.

    Parameters
    ----------
    x : str, Article, Document, Corpus, or what `framing.read` takes in memory
    scorer : str or callable, default "vader"
        ``"vader"`` (lexicon), ``"news"`` (learned on news), an installed scorer's name, or a callable from a
        list of texts to as many numbers.
    quotations : DataFrame, optional
        The quotations table of `x`; found with `framing.quotations` if not given.

    Returns
    -------
    DataFrame
        The *tone* table, one row a stretch: article_id, sentence, start, end (characters), zone, voice,
        speaker, words, tone, evidence (the lexicon's words that made the score, with what changed them;
        missing for other scorers). Stretches without a word have no row.

    Raises
    ------
    ValueError
        For an unknown scorer, or one that does not return one number a text.

    References
    ----------
    Hutto, C. J. & Gilbert, E. (2014). VADER. ICWSM.
    van Atteveldt, W., van der Velden, M. & Boukes, M. (2021). The validity of sentiment analysis.
    Communication Methods and Measures 15(2), 121-140.

    Examples
    --------
    >>> import framing
    >>> table = framing.tone("The talks failed. Nobody was happy.")
    >>> table[["sentence", "tone", "evidence"]].values.tolist()
    [[0, -0.5106, 'failed -2.3'], [1, 0.5719, 'happy +2.7']]
    """
    x = given(x, "tone")
    if quotations is None:
        from framing.measures.speakers.table import quotations as find

        quotations = find(x)
    said = {key: list(group.itertuples(index=False)) for key, group in text_ids(quotations).groupby("article_id")}
    found = [(d, pieces(d, voices(d, said.get(d.article.id, [])))) for d in documents(x)]
    return as_given(frame("tone", _rows(found, scorer)), x)


def pieces(document: Document, stretches: Sequence[Stretch]) -> list[Piece]:
    """The sentences of `document`, cut where the voice changes; what holds no word is left out."""
    text, between = document.text, document.words_between
    cut: list[Piece] = []
    first = 0
    for number, sentence in enumerate(document.sentences):
        while first < len(stretches) and stretches[first].end <= sentence.start:
            first += 1
        i = first
        while i < len(stretches) and stretches[i].start < sentence.end:
            stretch = stretches[i]
            start, end = max(stretch.start, sentence.start), min(stretch.end, sentence.end)
            if (start, end) != (sentence.start, sentence.end):
                part = text[start:end]
                start, end = end - len(part.lstrip(_OUTER)), start + len(part.rstrip(_OUTER))
            words = between(start, end) if start < end else 0
            if words:
                cut.append(Piece(number, start, end, sentence.zone, stretch.voice, stretch.speaker, words))
            i += 1
    return cut


def tone_rows(document: Document, stretches: Sequence[Stretch], by: str | Score = "vader") -> list[tuple[Any, ...]]:
    """Rows of the tone table for one document."""
    return list(_rows([(document, pieces(document, stretches))], by))


def _rows(found: Sequence[tuple[Document, list[Piece]]], by: str | Score) -> Iterator[tuple[Any, ...]]:
    values, evidence = scorer(by)([d.text[p.start : p.end] for d, cut in found for p in cut])
    reasons = iter(evidence if evidence is not None else [None] * len(values))
    numbers = iter(values.tolist())
    for document, cut in found:
        for piece in cut:
            yield (document.article.id, *piece, next(numbers), next(reasons))


def neutral(tones: pd.Series[float]) -> pd.Series[float]:
    """1 where a tone is exactly 0, else 0; missing where the scorer left the text unjudged."""
    return (tones == 0).astype("float64").where(tones.notna())


def tone_summary(
    table: pd.DataFrame, by: str | Sequence[str] = ("zone", "voice"), corpus: Corpus | None = None
) -> pd.DataFrame:
    """Mean tone and share of neutral stretches, by outlet, zone, voice, speaker or article.

    Parameters
    ----------
    table : DataFrame
        What `tone` returned.
    by : str or sequence of str, default ("zone", "voice")
        Columns of `table`, and ``"outlet"``. Without ``"zone"`` only the story counts: captions, notices and
        translations are left out.
    corpus : Corpus, optional
        Names the outlets; needed for ``"outlet"``.

    Returns
    -------
    DataFrame, one row per group
        The columns of `by`, articles, sentences, stretches, words, tone_mean (mean over stretches, each
        counted as the part of its sentence's words that it is), neutral_share (share of stretches whose tone is
        exactly 0: this speaks of a lexicon only, since a learned scorer such as ``"news"`` is hardly ever at 0).
        Stretches that the scorer left unjudged (NaN) are counted in neither mean.

    Examples
    --------
    >>> import framing
    >>> table = framing.tone("Talks failed. They met. Nobody was happy.")
    >>> tone_summary(table, by=["voice"])[["voice", "sentences", "tone_mean"]].values.tolist()
    [['journalist', 3, 0.0204...]]
    """
    by = [by] if isinstance(by, str) else list(by)
    table = counted(table, by, corpus, "tone_summary", "outlet, article_id, zone, voice, speaker, sentence")
    judged = parts(table).where(table["tone"].notna(), 0)
    groups = table.assign(
        _neutral=neutral(table["tone"]),
        _judged=judged,
        _weighed=table["tone"] * judged,
        _sentence=table["article_id"] + "\n" + table["sentence"].astype("string"),
    ).groupby(by, dropna=False, sort=True)
    found = groups.agg(
        articles=("article_id", "nunique"),
        sentences=("_sentence", "nunique"),
        stretches=("tone", "size"),
        words=("words", "sum"),
        tone_mean=("_weighed", "sum"),
        neutral_share=("_neutral", "mean"),
        _judged=("_judged", "sum"),
    ).reset_index()
    found["tone_mean"] /= found.pop("_judged").where(lambda part: part > 0)
    return found


def parts(table: pd.DataFrame) -> pd.Series[float]:
    """Which part of its sentence's words each stretch is.

    By these parts stretches are averaged. Counted alike, they would draw the journalist's voice to 0 the more an outlet
    quotes: what is left to the journalist beside a quotation is often *she said*, which is no sentence.
    """
    whole = table.groupby(["article_id", "sentence"])["words"].transform("sum")
    return table["words"].astype("float64") / whole


def _rows_of(read: Read) -> list[tuple[Any, ...]]:
    return tone_rows(read.document, read.stretches, read.plan.scorer)


TONE = Measure(
    Table("tone", "stretch of one voice within a sentence", (
        ARTICLE, SENTENCE, START, END, ZONE, VOICE, SPEAKER,
        Column("words", "integer", "words", "Words of the stretch.", voiced=True),
        Column("tone", "number", "-1 to 1", "Score of the stretch.", voiced=True),
        Column("evidence", "string", "", "The words that moved the score, with valence and what changed them."),
    )),
    rows=_rows_of,
)  # fmt: skip


_VADER = (
    "Hutto, C. J. & Gilbert, E. (2014). VADER: a parsimonious rule-based model for sentiment analysis of social media "
    "text. ICWSM."
)
NEWSMTSC = (
    "Hamborg, F. & Donnay, K. (2021). NewsMTSC: a dataset for (multi-)target-dependent sentiment classification in "
    "political news articles. EACL."
)


def _methods(tables: Tables) -> Iterator[Told]:
    name = scored_by(tables)
    told, sources = {
        "vader": (
            f"the VADER lexicon (Hutto & Gilbert 2014; vaderSentiment {version('vaderSentiment')})", (_VADER,)
        ),
        "news": (
            "a ridge regression learned from rated news sentences (Hutto & Gilbert 2014; Hamborg & Donnay 2021), with "
            "the valences of Hutto & Gilbert (2014) and the opinion words of Hu & Liu (2004) among its features",
            (_VADER, NEWSMTSC, "Hu, M. & Liu, B. (2004). Mining and summarizing customer reviews. KDD, 168–177."),
        ),
    }.get(name, (f"the scorer {name!r}", ()))  # fmt: skip
    scale = " from −1 to 1" if name in BUILT_IN else ""  # a scorer of one's own has any scale
    straight = " (curly quotation marks and apostrophes read as straight ones)" if name in BUILT_IN else ""
    yield (
        f"We scored tone{scale} for each sentence, and for each part of a sentence in one voice, with {told}"
        f"{straight}, and averaged the scores.",
        sources,
    )


_OF_VOICE = {
    "journalist": "the journalist's own stretches", "quoted": "the quoted stretches",
    "reported": "the stretches of indirect speech",
}  # fmt: skip


def _in_voice(voice: str, rows: pd.DataFrame) -> pd.Series[bool]:
    return rows["voice"] == voice


# Means of two tables, apart from both: the articles have them behind the speakers.
TONE_MEANS = Measure(
    totals=(
        Mean("tone_mean", "-1 to 1", "Mean of the sentences' tone.", of="tone", table="sentences"),
        *(
            Mean(
                f"tone_{voice}", "-1 to 1", f"Mean tone of {_OF_VOICE[voice]}, by parts of sentences.",
                of="tone", weight=parts, only=partial(_in_voice, voice), table="tone", voiced=True,
            )
            for voice in VOICES
        ),
        Mean(
            "neutral_share", "0 to 1",
            "Share of sentences whose tone is exactly 0. Of a lexicon only: a learned scorer is hardly ever at 0.",
            of=lambda rows: neutral(rows["tone"]), table="sentences",
        ),
    ),
    methods=_methods,
)  # fmt: skip
