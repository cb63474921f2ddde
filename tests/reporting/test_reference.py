import pytest

from framing.reporting.reference import reference_fit
from framing.tables import SCHEMA, Tables, frame

NAMES = [column.name for column in SCHEMA["quotations"].columns]


def quotations(*rows):
    """A quotations table of (start, end, kind, speaker) in article a."""
    known = [dict(zip(("start", "end", "kind", "speaker"), row, strict=True), article_id="a") for row in rows]
    return Tables({"quotations": frame("quotations", [tuple(row.get(n) for n in NAMES) for row in known])})


@pytest.fixture
def study(tmp_path):
    """A study with two reference quotations and one indirect statement."""
    folder = tmp_path / "reference"
    folder.mkdir()
    (tmp_path / "a.txt").write_text("text")
    header = "article_id,start,end,kind,speaker\n"
    (folder / "quotations.csv").write_text(header + "a,10,20,direct,Ada Lóve\na,30,40,scare,\n")
    (folder / "indirect.csv").write_text("article_id,start,end,speaker\na,100,200,Ada Lóve\n")
    return tmp_path


def test_everything_found_with_its_speaker(study):
    fit = reference_fit(study, quotations(
        (10, 20, "direct", "ada love"), (30, 40, "scare", None), (110, 205, "indirect", "Ada Lóve")
    ))  # fmt: skip
    assert fit.loc["quotations"].tolist() == [2, 2, 2, 2, 0]
    assert fit.loc["indirect"].tolist() == [1, 1, 1, 1, 0]


def test_what_is_missed_wrong_or_too_much_is_counted(study):
    fit = reference_fit(study, quotations(
        (10, 20, "partial", "Somebody Else"), (31, 60, "scare", None), (90, 300, "indirect", "Ada Lóve")
    ))  # fmt: skip
    assert fit.loc["quotations"].tolist() == [2, 1, 0, 0, 1]
    assert fit.loc["indirect"].tolist() == [1, 0, 0, 0, 1]


def test_a_quotation_found_once_counts_once(study):
    fit = reference_fit(study, quotations((10, 20, "direct", "Ada Lóve"), (10, 20, "direct", "Ada Lóve")))
    assert fit.loc["quotations", ["found", "beyond_reference"]].tolist() == [1, 1]


def test_a_study_without_reference_says_so(tmp_path):
    assert "no reference annotation" in reference_fit(tmp_path, Tables({}))
