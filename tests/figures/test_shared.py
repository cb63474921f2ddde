from dataclasses import replace

import pandas as pd
import pytest

import framing.figures as figures
from framing.figures._shared import OWN, data, describe, percent
from framing.tables import Tables


def cell(rows, outlet, other):
    return rows[(rows["outlet"] == outlet) & (rows["other"] == other)].iloc[0]


def test_share_is_of_the_words_of_the_row(study):
    rows = data(study(2))
    a, b = "Example Post", rows["other"].iloc[0]
    assert cell(rows, a, b)["share"] == pytest.approx(35 / 120)
    assert cell(rows, b, a)["share"] == pytest.approx(35 / 217)
    assert cell(rows, a, OWN)["share"] == pytest.approx(0.5)


def test_a_word_that_two_passages_cover_counts_once(study):
    tables = study(2)
    twice = pd.concat([tables.passages, tables.passages], ignore_index=True)
    doubled = Tables({**tables, "passages": twice}, tables.facts)
    pd.testing.assert_frame_equal(data(doubled), data(tables))


def test_a_common_speaker_is_not_common_copy(study):
    tables = study(2)
    tables.passages.loc[:, "kind"] = "quotation"
    assert data(tables).query("other != @OWN")["words"].sum() == 0


def test_outlets_stand_in_the_order_of_the_study(study):
    tables = study(4)
    tables.passages.loc[:, "article_b"] = ["003", "000", "000"]
    tables.passages.loc[:, "article_a"] = ["000", "003", "001"]
    assert list(dict.fromkeys(data(tables)["outlet"])) == list(tables.outlets["outlet"])


def test_every_cell_carries_its_number(study):
    tables = study(3)
    texts = [text.get_text() for text in figures.shared(tables).texts]
    assert sum(text.strip("<>").isdigit() for text in texts) == len(data(tables)) == 9


def test_a_caption_that_two_outlets_share_is_no_story(study):
    tables = study(2)
    tables.sentences.loc[tables.sentences["article_id"] == "000", "zone"] = "caption"
    rows = data(tables)
    assert rows.query("other != @OWN")["words"].tolist() == [0, 35]


def test_a_little_sharing_is_not_called_none(study):
    tables = study(3)
    tables.outlets["words"] = 100_000
    tables.outlets["shared_words"] = [35, 70, 35]
    rows = data(tables)
    texts = [text.get_text() for text in figures.shared(tables).texts]
    assert texts.count("<1") == (rows.query("other != @OWN")["words"] > 0).sum() > 0
    assert texts.count(">99") == 3 and texts.count("0") == (rows.query("other != @OWN")["words"] == 0).sum()


def test_what_is_next_to_nothing_is_none_of_the_largest(study):
    tables = study(3)
    assert "% of the words of" in describe(tables)
    tables.outlets["words"] = [200, 100_000, 100_000]
    told = describe(tables).split(" Share that")[0]
    assert told.count("are in") == 1 and "18% of the words of" in told
    tables.outlets["words"] = 100_000
    assert "Largest: each under 1%." in describe(tables)
    tables.passages.loc[:, "kind"] = "quotation"
    assert "Largest: none." in describe(tables)


def test_only_none_is_0_percent_and_only_all_is_100():
    assert [percent(share) for share in (0, 0.001, 0.5, 0.9999, 1)] == ["0%", "<1%", "50%", ">99%", "100%"]


def test_a_damaged_table_colours_no_cell_beyond_its_scale(tables):
    rows = data(tables)
    replace(figures.shared, data=lambda tables: rows.assign(share=rows["share"] * 9))(tables)
