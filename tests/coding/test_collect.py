"""What coders give back is read whatever their spreadsheet did, and what is not allowed is listed."""

import csv
import io

import pandas as pd
import pytest
from openpyxl import load_workbook

from framing.coding import agreement, collect, gold, sample, sheet


@pytest.fixture
def folder(measured, simulated, tmp_path):
    drawn = sample(measured, "sentence", n=12, duplicates=0.5)
    sheet(drawn, simulated, "entman", tmp_path, ["Ann", "Ben"])
    return tmp_path


def edit(path, change, delimiter=",", encoding="utf-8-sig"):
    """Rewrite a CSV as a spreadsheet would, after `change(rows)`."""
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    change(rows)
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    path.write_bytes(buffer.getvalue().encode(encoding, errors="replace"))


def put(line, column, value):
    def change(rows):
        rows[line][rows[0].index(column)] = value

    return change


def test_codes_come_back_with_unit_coder_and_variable(folder):
    edit(folder / "Ann.csv", put(1, "cause", "yes"))
    codes, problems = collect(folder, "entman")
    key = pd.read_csv(folder / "key.csv").set_index("row")
    assert problems.empty and len(codes) == 1
    row = codes.iloc[0]
    assert (row["coder"], row["variable"], row["value"]) == ("Ann", "cause", "yes")
    assert row["unit"] == key.loc[row["row"], "unit"]


def test_a_workbook_is_read_like_a_csv(folder):
    book = load_workbook(folder / "Ben.xlsx")
    page = book["units"]
    header = [cell.value for cell in page[1]]
    page.cell(2, header.index("remedy") + 1).value = "No "
    page.cell(2, header.index("comment") + 1).value = "sure?"
    book.save(folder / "Ben.xlsx")
    codes, problems = collect(folder, "entman")
    assert problems.empty and codes[["coder", "value", "comment"]].to_numpy().tolist() == [["Ben", "no", "sure?"]]


@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "utf-8-sig"), ("\t", "utf-8"), (";", "cp1252")])
def test_what_spreadsheets_make_of_a_csv_is_read(folder, delimiter, encoding):
    edit(folder / "Ann.csv", put(2, "problem", "yes"), delimiter, encoding)
    assert len(collect(folder, "entman").codes) == 1


def test_a_comment_that_looks_like_a_formula_comes_back_as_it_was(folder):
    def change(rows):
        put(1, "comment", "'=so it says")(rows)
        put(1, "cause", "no")(rows)

    edit(folder / "Ann.csv", change)
    assert collect(folder, "entman").codes["comment"].tolist() == ["=so it says"]


def test_every_cell_that_is_not_allowed_is_listed_with_its_row_and_left_out(folder):
    def change(rows):
        put(1, "cause", "maybe")(rows)
        put(2, "voice", "=1+1")(rows)
        put(3, "cause", "yes")(rows)
        rows[4][0] = "Ann-9999"

    edit(folder / "Ann.csv", change)
    codes, problems = collect(folder, "entman")
    assert problems[["file", "line", "column", "cell"]].to_numpy().tolist() == [
        ["Ann.csv", 2, "cause", "maybe"], ["Ann.csv", 3, "voice", "=1+1"], ["Ann.csv", 5, "row", "Ann-9999"],
    ]  # fmt: skip
    assert "yes, no" in problems["problem"].iloc[0] and len(codes) == 1


def test_a_row_coded_in_two_ways_in_two_files_is_listed_and_left_out(folder):
    edit(folder / "Ann.csv", put(1, "cause", "yes"))
    book = load_workbook(folder / "Ann.xlsx")
    page = book["units"]
    page.cell(2, [cell.value for cell in page[1]].index("cause") + 1).value = "no"
    book.save(folder / "Ann.xlsx")
    codes, problems = collect(folder, "entman")
    assert codes.empty and problems["problem"].tolist() == ["coded 'yes' in Ann.csv"]


def test_a_missing_column_is_named(folder):
    edit(folder / "Ben.csv", lambda rows: [row.pop(5) for row in rows])
    problems = collect(folder, "entman").problems
    assert problems["file"].tolist() == ["Ben.csv"] and "problem" in problems["problem"].iloc[0]


def test_a_single_coder_s_second_codes_stand_for_a_second_coder(measured, simulated, tmp_path):
    sheet(sample(measured, "sentence", n=10, duplicates=0.5), simulated, "entman", tmp_path)

    def change(rows):
        for number in range(1, len(rows)):
            put(number, "cause", "yes" if len(rows[number][3]) % 2 else "no")(rows)

    edit(tmp_path / "coder.csv", change)
    codes = collect(tmp_path, "entman").codes
    assert sorted(codes["coder"].unique()) == ["coder", "coder again"]
    assert agreement(codes).table["agreement"].iloc[0] == 1.0


def test_a_folder_without_its_key_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"key\.csv"):
        collect(tmp_path, "entman")


def test_gold_is_what_most_coders_say_and_ties_are_left_to_be_settled():
    codes = pd.DataFrame({"unit": list("aaabbc"), "coder": list("xyzxyx"), "value": list("110101")})
    assert gold(codes).to_dict() == {"a": "1", "c": "1"}
    with pytest.raises(ValueError, match="name one of p, q"):
        gold(codes.assign(variable=list("ppqqpp")))


def test_gold_counts_codes_that_say_the_same_as_one_and_warns():
    codes = pd.DataFrame({"unit": list("aaa"), "coder": list("xyz"), "value": ["Yes", "yes ", "no"]})
    with pytest.warns(UserWarning, match="'yes ' is read as"):
        assert gold(codes).str.lower().to_dict() == {"a": "yes"}
    numbers = gold(pd.DataFrame({"unit": list("ab"), "coder": list("xx"), "value": [1, 0]}))
    assert numbers.to_dict() == {"a": 1, "b": 0}


def test_what_the_coder_wrote_stays_beside_the_codebooks_value(folder):
    def change(rows):
        put(1, "cause", "YES ")(rows)
        put(2, "cause", "n/a")(rows)

    edit(folder / "Ann.csv", change)
    codes, problems = collect(folder, "entman")
    assert codes[["value", "cell"]].to_numpy().tolist() == [["yes", "YES "]]
    assert problems["problem"].tolist() == ["read as no code; leave the cell empty to say so"]
