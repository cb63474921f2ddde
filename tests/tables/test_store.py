"""Tables are saved for people and for programs, and read back equal."""

import csv
import json
import tempfile

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.tables import SCHEMA, Tables, frame


def example() -> Tables:
    terms = frame("terms", [("a", 'with "marks", so', 1), ("b", pd.NA, 2), ("NA", "line\nbreak", pd.NA)])
    tone = frame("tone", [("a", 0, 0, 4, "lead", "journalist", None, 1, 0.123456, "good +1.9")])
    return Tables({"terms": terms, "tone": tone}, {"name": "ex", "phrases": {"p": ["q"]}})


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_what_is_loaded_equals_what_was_saved(tmp_path, format):
    if format == "parquet":
        pytest.importorskip("pyarrow")
    tables = example()
    tables.save(tmp_path / "new", format=format)
    again = Tables.load(tmp_path / "new")
    assert again.facts == tables.facts
    for name in SCHEMA:
        pd.testing.assert_frame_equal(again[name], tables[name])


NASTY = st.text(alphabet="'=+-@\t\r\n\",;\0 ab", max_size=5)
CELLS = {
    "string": st.none() | NASTY | st.text(max_size=12),
    "integer": st.none() | st.integers(-(2**53), 2**53),
    "number": st.none() | st.floats(-1e6, 1e6).map(lambda number: round(number, 6)),
    "boolean": st.none() | st.booleans(),
}
ROWS = {n: st.lists(st.tuples(*(CELLS[c.dtype] for c in t.columns)), max_size=2) for n, t in SCHEMA.items()}


def saved_and_loaded(rows):
    tables = Tables({name: frame(name, rows[name]) for name in rows})
    with tempfile.TemporaryDirectory() as folder:
        tables.save(folder)
        again = Tables.load(folder)
    for name in rows:
        pd.testing.assert_frame_equal(again[name], tables[name], atol=1e-6)


@settings(max_examples=3, deadline=None)
@given(st.fixed_dictionaries(ROWS))
def test_any_tables_of_the_schema_come_back_equal(rows):
    saved_and_loaded(rows)


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(st.sampled_from(list(ROWS)).flatmap(lambda name: st.fixed_dictionaries({name: ROWS[name]})))
def test_many_tables_of_the_schema_come_back_equal(rows):
    saved_and_loaded(rows)


def test_no_cell_is_a_formula_and_numbers_below_zero_stay_numbers(tmp_path):
    tables = Tables({
        "terms": frame("terms", [("=1+1", "@sum", 1), ("+a", "-a", 2), ("\rb", "a\rb", 3)]),
        "tone": frame("tone", [("a", 0, 0, 4, "lead", "journalist", None, 1, -0.5, "-1.9")]),
        "outlets": frame("outlets", {"outlet": ["-X"], "=now()_rate": [-1.0]}
                         | {c.name: [None] for c in SCHEMA["outlets"].columns[1:]}),
    })  # fmt: skip
    tables.save(tmp_path)
    for name in ("terms", "tone", "outlets"):
        with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert {cell for cell in cells if cell[:1] in set("=+-@\t\r")} <= {"-0.5", "-1.0"}
        pd.testing.assert_frame_equal(Tables.load(tmp_path)[name], tables[name])


def test_an_empty_text_is_a_missing_one(tmp_path):
    tables = Tables({"terms": frame("terms", [("a", "", 1)])})
    assert tables.terms["term"].isna().all()
    tables.save(tmp_path)
    pd.testing.assert_frame_equal(Tables.load(tmp_path).terms, tables.terms)


def test_all_tables_of_a_study_come_back_equal(tmp_path, tables):
    tables.save(tmp_path)
    again = Tables.load(tmp_path)
    for name in SCHEMA:
        pd.testing.assert_frame_equal(again[name], tables[name], atol=1e-6)


def test_columns_named_after_phrases_and_actors_are_described(tmp_path, tables):
    tables.save(tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    outlets = next(r for r in package["resources"] if r["name"] == "outlets")
    assert all("description" in field for field in outlets["schema"]["fields"])


def test_every_column_is_described_beside_the_tables(tmp_path):
    example().save(tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    fields = {r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in package["resources"]}
    assert fields == {name: [c.name for c in table.columns] for name, table in SCHEMA.items()}


def test_numbers_are_rounded_only_where_they_leave(tmp_path):
    tone = frame("tone", [("a", 0, 0, 4, "lead", "journalist", None, 1, 1 / 3, "")])
    tables = Tables({"tone": tone})
    tables.save(tmp_path)
    assert tables.tone["tone"].iloc[0] == 1 / 3
    assert "0.333333," in (tmp_path / "tone.csv").read_text(encoding="utf-8")


def test_a_table_is_reached_by_attribute_and_by_name():
    tables = example()
    assert tables.terms is tables["terms"]
    with pytest.raises(KeyError, match="the tables are outlets"):
        tables["term"]
    with pytest.raises(AttributeError, match="the tables are outlets"):
        tables.term  # noqa: B018
    with pytest.raises(KeyError, match="No table is called 'term'"):
        Tables({"term": frame("terms", [])})


def test_a_wrong_format_or_folder_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(ValueError, match="'csv', 'parquet'"):
        example().save(tmp_path, format="ods")
    with pytest.raises(FileNotFoundError, match=r"holds no datapackage\.json"):
        Tables.load(tmp_path)


def test_in_a_notebook_they_list_themselves_with_what_to_do_next():
    page = Tables({}, {"title": "Ferries & bridges"})._repr_html_()
    assert all(f">{name}</td>" in page for name in SCHEMA)
    assert "Ferries &amp; bridges" in page and "framing.evidence" in page and "<style" not in page


def test_a_file_that_no_save_wrote_is_not_replaced(tmp_path):
    (tmp_path / "articles.csv").write_text("id,text\na,Rain.\n")
    (tmp_path / "datapackage.json").write_text('{"resources": [{"path": "articles.csv"}]}')  # of other programs
    with pytest.raises(ValueError, match=r"articles\.csv would be replaced by a table"):
        Tables({}).save(tmp_path)
    assert (tmp_path / "articles.csv").read_text() == "id,text\na,Rain.\n"
    Tables({}).save(tmp_path / "new")
    Tables({}).save(tmp_path / "new")
