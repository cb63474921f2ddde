"""A study handed on: its numbers and spans, no more than two words in a row of its texts; joined again, all of it."""

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import framing
from framing.reporting._share import join, share
from framing.text.words import words as find_words

ROOT = Path(__file__).resolve().parents[2]
# Written by the study, not taken from a text.
OWN = {"date", "outlet", "phrase", "actor", "notes", "event", "evidence", "wire"}


@pytest.fixture(scope="module")
def folder(seeds, tables, tmp_path_factory):
    return share(seeds, tmp_path_factory.mktemp("shared") / "study", tables)


def words(text):
    """Words as the package counts them: 3,200-kilometer is one."""
    text = text.casefold()
    return [text[start:end] for start, end in find_words(text)]


def test_no_cell_holds_three_words_in_a_row_of_an_article(folder, seeds, tables):
    printed = {tuple(w[i : i + 3]) for w in (words(a.text) for a in seeds) for i in range(len(w) - 2)}
    named = tables.quotations["speaker_type"].isin(["person", "organisation"])
    named_rows = tables.quotations[named]
    names = {*named_rows["speaker"], *named_rows["speaker_local"]}
    for name, table in framing.Tables.load(folder).items():
        for column in set(table.select_dtypes("string").columns) - OWN:
            for cell in set(table[column].dropna()) - names:
                held = words(cell)
                assert not printed & {tuple(held[i : i + 3]) for i in range(len(held) - 2)}, (name, column, cell)


def test_numbers_and_spans_are_those_that_were_measured(folder, tables):
    for name, table in framing.Tables.load(folder).items():
        numbers = list(table.select_dtypes("number").columns)
        pd.testing.assert_frame_equal(table[numbers], tables[name][numbers], atol=1e-6, check_dtype=False)


def test_who_has_the_texts_joins_them_again(folder, seeds, tables):
    joined = join(folder, seeds)
    for name, column in (("passages", "text_a"), ("statements", "text"), ("edits", "after"), ("quotations", "cue"),
                         ("articles", "title")):  # fmt: skip
        assert joined[name][column].equals(tables[name][column]), (name, column)


def test_a_source_without_a_name_becomes_a_number_everywhere():
    corpus = framing.Corpus([framing.Article("a", "“It rained,” said three of the oldest men on the quay.")])
    whole = framing.measure(corpus)
    whole.quotations.loc[:, ["speaker", "speaker_local"]] = "three of the oldest men"
    whole.quotations.loc[:, "speaker_type"] = "group"
    whole.tone.loc[whole.tone["voice"] == "quoted", "speaker"] = "three of the oldest men"
    from framing.reporting._share import _bare

    bare = dict(_bare(whole))
    assert set(bare["quotations"]["speaker"]) == {"group 1"} == set(bare["tone"]["speaker"].dropna())


def test_the_script_that_is_handed_on_joins_too(folder, tmp_path):
    words = [sys.executable, str(folder / "join.py"), str(ROOT / "seeds"), str(tmp_path / "whole")]
    path = os.pathsep.join([str(ROOT), os.environ["PYTHONPATH"]])
    subprocess.run(words, check=True, env=os.environ | {"PYTHONPATH": path})
    assert framing.Tables.load(tmp_path / "whole").passages["text_a"].notna().all()


def test_another_text_is_refused_by_name(folder, seeds):
    other = [framing.Article(a.id, a.text + " ", a.outlet) for a in seeds]
    with pytest.raises(ValueError, match="article '000' is another one"):
        join(folder, framing.Corpus(other))
    with pytest.raises(ValueError, match="lacks article '001'"):
        join(folder, seeds[:1])


def test_tables_of_another_corpus_and_a_folder_in_use_are_refused(seeds, tables, tmp_path):
    with pytest.raises(ValueError, match="not of this corpus"):
        share(seeds[:2], tmp_path / "x", tables)
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(ValueError, match="holds other files"):
        share(seeds, tmp_path, tables)


def test_every_column_is_explained_for_who_reads_csv(folder):
    key = pd.read_csv(folder / "codebook.csv")
    assert list(key.columns) == ["table", "column", "type", "unit", "meaning"]
    assert {
        (t, c) for t in framing.tables.SCHEMA for c in ("article_id",) if c in framing.Tables.load(folder)[t]
    } <= set(zip(key["table"], key["column"], strict=True))


def test_names_that_begin_like_a_formula_come_back(tmp_path):
    corpus = framing.Corpus([framing.Article("=1", "“It rained,” said Ann Lee.", outlet="@Daily")])
    folder = share(corpus, tmp_path / "study")
    assert "\n'=1,'@Daily," in (folder / "texts.csv").read_text(encoding="utf-8")
    assert list(join(folder, corpus).articles["article_id"]) == ["=1"]


def test_a_list_of_texts_of_the_users_own_is_not_replaced(tmp_path):
    (tmp_path / "texts.csv").write_text("id,text\na,Rain.\n")
    with pytest.raises(ValueError, match="holds other files"):
        framing.share(framing.simulate(1), tmp_path)
    assert (tmp_path / "texts.csv").read_text() == "id,text\na,Rain.\n"
