"""The components of salience, never only a score."""

import pandas as pd
import pytest

import framing
from framing.measures._emphasis import salience, salience_index


def corpus(text):
    from framing.corpus.study import Study

    return framing.Corpus([framing.Article("a", text, "A")], Study(phrases={"new era": ("new era",)}))


def test_placement_repetition_and_voice_stand_side_by_side():
    text = "A ‘new era’ begins\n\nThe new era is here. “It is a new era,” said Ann Lee.\n\n" + "It rained. " * 20
    row = salience(framing.measure(corpus(text), across=False)).iloc[0]
    assert (row["count"], row["headline"], row["lead"]) == (3, 1, 2)
    # Nobody says the words in marks of the headline: they stay the journalist's.
    assert row["journalist"] == 2 and row["quoted"] == 1
    assert row["first_quarter_share"] == pytest.approx(2 / 3) or row["first_quarter_share"] == 1
    assert row["rate"] == pytest.approx(3000 / framing.measure(corpus(text), across=False).outlets["words"].iloc[0])


def test_a_phrase_that_never_stands_has_a_row_too():
    row = salience(framing.measure(corpus("It rained all day."), across=False)).iloc[0]
    assert row["count"] == 0 and pd.isna(row["first_position"])


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("A new era. It rained today. " * 12, 0.0, 0.2),
        ("New era. " * 12 + "It rained all day. " * 60, 0.6, 1.0),
    ],
)
def test_dispersion_tells_even_from_clumped(text, low, high):
    dispersion = salience(framing.measure(corpus(text), across=False))["dispersion"].iloc[0]
    assert low <= dispersion <= high


def test_below_ten_occurrences_there_is_no_dispersion():
    assert salience(framing.measure(corpus("A new era."), across=False))["dispersion"].isna().all()


def test_the_index_stands_beside_its_parts_and_takes_other_weights(tables):
    parts = salience(tables)
    index = salience_index(parts, {"headline": 2.0, "rate": 0.5})
    assert list(index.columns) == ["outlet", "phrase", "headline", "rate", "index"]
    assert index["index"].tolist() == pytest.approx((2 * parts["headline"] + 0.5 * parts["rate"]).tolist())
    with pytest.raises(ValueError, match="No weight is called 'headlines'"):
        salience_index(parts, {"headlines": 1.0})


def test_a_column_that_is_not_there_is_refused(tables):
    with pytest.raises(KeyError, match="no column 'leening'"):
        salience(tables, by="leening")


@pytest.mark.parametrize("by", ["outlet", "article_id"])
def test_what_was_not_measured_is_missing_and_no_zero(by):
    german = framing.Article("b", "Die Brücke wurde am Montag geöffnet.", "B", language="de")
    corpus_of_two = framing.Corpus([*corpus("A new era."), german], corpus("").study)
    table = salience(framing.measure(corpus_of_two), by=by)
    assert table["count"].tolist() == [1, pd.NA] and table.iloc[1].drop([by, "phrase"]).isna().all()
    assert salience_index(table)["index"].isna().tolist() == [False, True]
