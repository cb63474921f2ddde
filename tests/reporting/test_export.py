import pandas as pd
import pytest

import framing
from framing.reporting.export import across, export, printed
from framing.reporting.pages import PRINTED


@pytest.fixture(scope="module")
def tables(tiny):
    return framing.measure(framing.read(tiny))


def test_latex_is_escaped(tables, tmp_path):
    export(tables, tmp_path)
    text = (tmp_path / "outlets.tex").read_text(encoding="utf-8")
    assert r"Morning\_Post \& Co" in text and "Quoted share (0 to 1) &" in text


def test_csv_reads_back_equal(tables, tmp_path):
    export(tables, tmp_path)
    again = framing.Tables.load(tmp_path)
    for name in ("articles", "speakers", "quotations"):
        pd.testing.assert_frame_equal(again[name], tables[name], atol=1e-6, rtol=0, obj=name)


def test_html_is_escaped_and_says_what_a_row_is(tables, tmp_path):
    export(tables, tmp_path)
    text = (tmp_path / "articles.html").read_text(encoding="utf-8")
    assert "Morning_Post &amp; Co" in text and "One row per article; 3 in all" in text


def test_the_audit_stands_above_the_tone_table_and_nowhere_else(tables, tiny, tmp_path):
    export(tables, tmp_path, framing.tone_audit(framing.read(tiny), table=tables.tone))
    text = (tmp_path / "tone.html").read_text(encoding="utf-8")
    assert "rank correlation of tone with words" in text and "Words that look like topic" in text
    assert text.index("stretch_mean") < text.index("evidence")
    others = [file.read_text(encoding="utf-8") for file in tmp_path.glob("*.html") if file.stem != "tone"]
    assert others and not any("stretch_mean" in other for other in others)


def test_long_tables_are_for_programs(tables, tmp_path):
    many = pd.concat([tables.terms] * PRINTED, ignore_index=True)
    export(framing.Tables({**tables, "terms": many}, tables.facts), tmp_path)
    assert (tmp_path / "terms.csv").is_file() and not (tmp_path / "terms.tex").exists()


def test_missing_values_print_as_nothing():
    table = pd.DataFrame({"a": pd.array([1, None], "Int64"), "b": [0.12345, float("nan")], "c": ["x", None]})
    assert printed(table).to_numpy().tolist() == [["1", "0.123", "x"], ["", "", ""]]


def test_outlets_stand_side_by_side(tables):
    assert list(across(tables).columns) == ["feature", "Morning_Post & Co", "Evening Gazette", "Unknown outlet (c)"]
