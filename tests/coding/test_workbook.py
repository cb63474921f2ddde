"""A sheet as a workbook: text stays text, values drop down, the same bytes every time."""

import io

import pytest

from framing.coding.codebooks import codebook
from framing.coding.workbook import LONGEST, workbook

openpyxl = pytest.importorskip("openpyxl")
BOOK = codebook("entman")
HEADER = ["row", "text", *BOOK.names]


def opened(rows):
    return openpyxl.load_workbook(io.BytesIO(workbook(HEADER, [[*row, *[""] * len(BOOK.names)] for row in rows], BOOK)))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "'=1", "007", "1e5", "\t=1"])
def test_a_cell_holds_the_text_as_text_whatever_it_begins_with(text):
    cell = opened([("a-1", text)])["units"]["B2"]
    assert cell.value == text and cell.data_type == "s" and cell.number_format == "@" and cell.quotePrefix


def test_each_variable_drops_down_the_values_of_its_lines_in_the_codebook():
    file = opened([("a-1", "x"), ("a-2", "y")])
    choices = {str(c.sqref): c.formula1 for c in file["units"].data_validations.dataValidation}
    assert set(choices) == {f"{letter}2:{letter}3" for letter in "CDEFG"[: len(BOOK.names)]}
    low, high = (int(part.rpartition("$")[2]) for part in choices["C2:C3"].partition("!")[2].split(":"))
    values = [file["codebook"][f"E{line}"].value for line in range(low, high + 1)]
    assert values == list(BOOK[BOOK.names[0]].allowed)


def test_what_a_cell_cannot_hold_is_cut_or_marked():
    page = opened([("a", "x" * 40_000), ("b", "one\x07two")])["units"]
    assert page["B2"].value.startswith("x" * LONGEST) and "longer than a cell" in page["B2"].value
    assert page["B3"].value == "one�two"


def test_the_same_rows_give_the_same_bytes():
    assert workbook(HEADER, [], BOOK) == workbook(HEADER, [], BOOK)
