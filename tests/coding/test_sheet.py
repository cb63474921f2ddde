"""Sheets show a unit and its context, and nothing that the machine or another coder thought."""

import csv
import io

import pytest
from openpyxl import load_workbook

from framing.coding import codebook, sample, sheet, units
from framing.coding.workbook import CUT, workbook
from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.pipeline.memory import measure


@pytest.fixture
def drawn(measured):
    return sample(measured, "sentence", n=20, strata="outlet", duplicates=0.25)


def rows(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def test_neither_outlet_nor_anything_measured_is_shown(drawn, simulated, tmp_path):
    sheet(drawn, simulated, "entman", tmp_path)
    assert list(rows(tmp_path / "coder.csv")[0]) == [
        "row", "target", "before", "text", "after", *codebook("entman").names, "comment",
    ]  # fmt: skip


def test_the_text_of_a_row_is_the_unit_and_its_context_its_neighbours(drawn, simulated, tmp_path):
    key = sheet(drawn, simulated, "entman", tmp_path).set_index("row")
    spans = drawn.table.set_index("unit")
    for row in rows(tmp_path / "coder.csv"):
        unit = spans.loc[key.loc[row["row"], "unit"]]
        text = simulated[unit["article_id"]].text
        assert row["text"] == text[unit["start"] : unit["end"]]
        assert text[: unit["start"]].rstrip().endswith(row["before"]) and text[unit["end"] :].lstrip().startswith(
            row["after"]
        )


def test_with_two_coders_duplicates_go_to_both_and_the_rest_to_one(drawn, simulated, tmp_path):
    times = sheet(drawn, simulated, "entman", tmp_path, ["Ann", "Ben"]).groupby("unit")["coder"].nunique()
    shared = drawn.table.set_index("unit")["duplicate"]
    assert (times[shared[shared].index] == 2).all() and (times[shared[~shared].index] == 1).all()


def test_with_one_coder_duplicates_come_again_later_and_are_not_marked(drawn, simulated, tmp_path):
    key = sheet(drawn, simulated, "entman", tmp_path)
    assert key["again"].sum() == 5 and key["row"].is_unique and not key["row"].str.contains("again").any()
    for unit in key.loc[key["again"], "unit"]:
        assert key.loc[key["unit"] == unit, "again"].tolist() == [False, True]


def test_the_workbook_offers_the_values_of_the_codebook(drawn, simulated, tmp_path):
    sheet(drawn, simulated, "policy_frames", tmp_path)
    book = load_workbook(tmp_path / "coder.xlsx")
    offered = {}
    for choice in book["units"].data_validations.dataValidation:
        column = book["units"][f"{str(choice.sqref).split(':')[0].rstrip('0123456789')}1"].value
        cells = book["codebook"][choice.formula1.split("!")[1].replace("$", "")]
        offered[column] = [line[0].value for line in cells]
    assert offered == {v.name: list(v.allowed) for v in codebook("policy_frames").variables}


def test_the_same_sample_gives_the_same_bytes(drawn, simulated, tmp_path):
    for folder in ("one", "two"):
        sheet(drawn, simulated, "entman", tmp_path / folder)
    for name in ("coder.xlsx", "coder.csv", "key.csv"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_text_that_looks_like_a_formula_is_text(tmp_path):
    corpus = Corpus([Article("a", "A heading\n\n=SUM(1) was typed on the board. It was wiped off again.")])
    drawn = sample(measure(corpus), "sentence", n=3)
    sheet(drawn, corpus, "entman", tmp_path)
    cells = [row["text"] for row in rows(tmp_path / "coder.csv")]
    assert "'=SUM(1) was typed on the board." in cells
    page = load_workbook(tmp_path / "coder.xlsx")["units"]
    found = [cell for line in page.iter_rows() for cell in line if str(cell.value).startswith("=SUM")]
    assert found and all(cell.data_type == "s" and cell.quotePrefix for cell in found)


def test_control_characters_and_endless_texts_do_not_break_the_workbook():
    data = workbook(["row", "text"], [["1", "a\x07b"], ["2", "x" * 40_000]], codebook("entman"))
    page = load_workbook(io.BytesIO(data))["units"]
    assert page["B2"].value == "a�b" and page["B3"].value.endswith(CUT)


@pytest.mark.parametrize("coders", [["Ann", "ann"], [""], ["key"], []])
def test_coders_whose_files_would_clash_are_refused(drawn, simulated, tmp_path, coders):
    with pytest.raises(ValueError, match="differ in letters"):
        sheet(drawn, simulated, "entman", tmp_path, coders)


def test_a_mention_is_shown_in_its_sentence_with_its_words(simulated, measured, tmp_path):
    sentence = units(measured, "sentence").iloc[3]
    mention = measured.sentences.iloc[:1].assign(
        article_id=sentence["article_id"], start=sentence["start"] + 4, end=sentence["start"] + 9, actor="someone",
    )  # fmt: skip
    from framing.tables import Tables

    drawn = sample(Tables({**measured, "mentions": mention}), "mention", n=1)
    sheet(drawn, simulated, "entman", tmp_path)
    row = rows(tmp_path / "coder.csv")[0]
    text = simulated[sentence["article_id"]].text
    assert row["target"] == text[sentence["start"] + 4 : sentence["start"] + 9]
    assert row["text"] == text[sentence["start"] : sentence["end"]]


def test_sheets_that_may_be_filled_in_are_not_replaced(drawn, simulated, tmp_path):
    sheet(drawn, simulated, "entman", tmp_path, ["Ann"])
    sheet(drawn, simulated, "entman", tmp_path, ["Ann"])  # the same again harms nothing
    filled = (tmp_path / "Ann.csv").read_text(encoding="utf-8-sig").replace("Ann-0001", "Ann-0001 coded")
    (tmp_path / "Ann.csv").write_text(filled, encoding="utf-8")
    with pytest.raises(ValueError, match=r"Ann\.csv is there already"):
        sheet(drawn, simulated, "entman", tmp_path, ["Ann"])
    assert (tmp_path / "Ann.csv").read_text(encoding="utf-8") == filled
