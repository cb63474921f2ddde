"""Tables are saved for people and for programs, and read back equal."""

import json

import pandas as pd
import pytest

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
    with pytest.raises(ValueError, match="'csv' or 'parquet'"):
        example().save(tmp_path, format="xlsx")
    with pytest.raises(FileNotFoundError, match=r"holds no datapackage\.json"):
        Tables.load(tmp_path)


def test_in_a_notebook_they_list_themselves_with_what_to_do_next():
    page = Tables({}, {"title": "Ferries & bridges"})._repr_html_()
    assert all(f">{name}</td>" in page for name in SCHEMA)
    assert "Ferries &amp; bridges" in page and "framing.evidence" in page and "<style" not in page
