"""`framing.tone`: sentences cut where the voice changes, each stretch scored apart."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.measures._tone import tone, tone_summary
from framing.measures._tone.stretches import pieces, tone_rows
from framing.measures.voice import Stretch
from framing.tables import frame
from framing.text.document import Document

TEXT = 'The cruel flood ruined the town. "We are happy to help," Ann Lee said, in despair. It rained.'
OPEN, CLOSE = TEXT.index('"') + 1, TEXT.rindex('"')


def said(*rows: tuple[str, int, int, str, str | None]) -> pd.DataFrame:
    """A quotations table with what voices are made of."""
    names = ["article_id", "start", "end", "kind", "speaker"]
    table = pd.DataFrame([dict(zip(names, row, strict=True)) for row in rows], columns=names)
    return table.astype({"speaker": "string"})


@pytest.fixture
def table() -> pd.DataFrame:
    return tone(TEXT, quotations=said(("text", OPEN, CLOSE, "direct", "Ann Lee")))


def test_a_sentence_is_cut_where_the_voice_changes(table: pd.DataFrame) -> None:
    stretches = [TEXT[start:end] for start, end in zip(table["start"], table["end"], strict=True)]
    assert stretches == [
        "The cruel flood ruined the town.",
        "We are happy to help,",
        "Ann Lee said, in despair.",
        "It rained.",
    ]
    assert table["sentence"].tolist() == [0, 1, 1, 2]
    assert table["voice"].tolist() == ["journalist", "quoted", "journalist", "journalist"]
    assert table["speaker"].fillna("").tolist() == ["", "Ann Lee", "", ""]


def test_each_voice_has_its_own_score_and_evidence(table: pd.DataFrame) -> None:
    assert (table["tone"] > 0).tolist() == [False, True, False, False]
    assert table["evidence"].tolist()[1:] == ["happy +2.7; help +1.7", "despair -1.3", ""]


def test_words_of_the_stretches_are_those_of_the_document(table: pd.DataFrame) -> None:
    assert table["words"].sum() == len(Document(TEXT).words)


def test_columns_are_those_of_the_schema(table: pd.DataFrame) -> None:
    assert list(table.columns) == list(frame("tone", []).columns)
    assert (table.dtypes == frame("tone", []).dtypes).all()


def test_curly_marks_are_straightened_for_scoring_and_offsets_stay() -> None:
    curly = "It wasn’t a success"
    row = tone(curly, quotations=said()).iloc[0]
    assert row["tone"] < 0
    assert curly[row["start"] : row["end"]] == curly


@pytest.mark.parametrize("text", ["", "#", "\n\n", "“”"])
def test_a_text_without_words_has_no_row(text: str) -> None:
    assert tone(text, quotations=said()).empty


def test_a_stretch_of_marks_alone_has_no_row() -> None:
    document = Document('"Yes", ')
    stretches = [Stretch(0, 5, "quoted", None), Stretch(5, 7, "journalist", None)]
    assert [piece.voice for piece in pieces(document, stretches)] == ["quoted"]


def test_any_callable_scores(table: pd.DataFrame) -> None:
    lengths = tone(TEXT, scorer=lambda texts: [len(text) for text in texts], quotations=said())
    assert lengths["tone"].tolist() == [32, 49, 10]
    assert lengths["evidence"].isna().all()


def test_rows_of_one_document_are_those_of_the_table(table: pd.DataFrame) -> None:
    stretches = [Stretch(0, OPEN, "journalist", None), Stretch(OPEN, CLOSE, "quoted", "Ann Lee"),
                 Stretch(CLOSE, len(TEXT), "journalist", None)]  # fmt: skip
    pd.testing.assert_frame_equal(frame("tone", tone_rows(Document(TEXT), stretches)), table)


def test_summary_is_made_of_the_rows(table: pd.DataFrame) -> None:
    summary = tone_summary(table, by=["voice"]).set_index("voice")
    own = table[table["voice"] == "journalist"]
    part = own["words"] / own["sentence"].map(table.groupby("sentence")["words"].sum())
    assert summary.loc["journalist", "tone_mean"] == pytest.approx((own["tone"] * part).sum() / part.sum())
    assert summary.loc["journalist", "neutral_share"] == pytest.approx(1 / 3)
    counts = summary.loc["journalist", ["sentences", "stretches", "words"]].tolist()
    assert counts == [3, 3, own["words"].sum()]


def test_captions_are_kept_apart() -> None:
    page = "The storm was a terrible disaster.\n\nIt rained.\n\nPhoto: happy tourists\n\nIt snowed."
    rows = tone(page, quotations=said())
    assert tone_summary(rows, by=["voice"])["stretches"].tolist() == [3]
    by_zone = tone_summary(rows, by=["zone"]).set_index("zone")["tone_mean"]
    assert by_zone["caption"] > 0 > by_zone["lead"]


def test_summary_by_outlet_needs_the_corpus_and_keeps_unknown_speakers() -> None:
    corpus = Corpus([Article("1", TEXT, outlet="Daily"), Article("2", "A good day.", outlet="Weekly")])
    rows = tone(corpus, quotations=said(("1", OPEN, CLOSE, "direct", None)))
    summary = tone_summary(rows, by=["outlet", "voice", "speaker"], corpus=corpus)
    assert summary["outlet"].tolist() == ["Daily", "Daily", "Weekly"]
    with pytest.raises(ValueError, match="give the corpus"):
        tone_summary(rows, by=["outlet"])


def test_an_unknown_column_is_named_with_those_allowed(table: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match="voices; allowed: outlet, article_id, zone"):
        tone_summary(table, by=["voices"])


def test_time_grows_with_the_number_of_stretches_only() -> None:
    # 20,000 cuts in 10,000 sentences: a quadratic walk would not end.
    text = 'He said "yes". ' * 10_000
    cuts = [Stretch(i, i + 15, "quoted" if i % 2 else "journalist", None) for i in range(0, len(text), 15)]
    assert len(pieces(Document(text), cuts)) >= 10_000


def test_she_said_weighs_little_beside_a_sentence():
    table = tone("Taxes are a disaster. “The dam and the bridge and the road will open,” Ann Hill said.")
    own = tone_summary(table, by=["voice"]).set_index("voice").loc["journalist", "tone_mean"]
    assert own < 0.8 * table["tone"].min()  # of two stretches alike it would be half
