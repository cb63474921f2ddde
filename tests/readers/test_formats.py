import builtins

import pytest
from archive_layouts import FACTIVA, FACTIVA_PAGE, NEXIS, PAGE, PROQUEST, RIS, docx, pdf, rtf

from framing.readers import read
from framing.readers.formats import format_of
from framing.readers.record import Source


@pytest.mark.parametrize(
    "data, name",
    [
        (b"The harbour was shut.", "plain text"),
        ("Café".encode("utf-16"), "plain text"),
        (b"id,text\n1,Rain.\n", "a table"),
        (b"URL,MobileURL,Date,Title\n", "a table"),
        (b'{"text": "Rain."}\n', "JSON Lines"),
        (b'[\n {"text": "Rain."}]', "JSON Lines"),
        (b"[Updated] Rain fell on the harbour.", "plain text"),
        (b"PAR1...", "Parquet"),
        (PAGE.encode(), "a web page"),
        (FACTIVA_PAGE.encode(), "a Factiva export"),
        (FACTIVA.encode(), "a Factiva export"),
        (NEXIS.encode(), "a Nexis export"),
        (PROQUEST.encode(), "a ProQuest export"),
        (RIS.encode(), "a RIS file"),
        (rtf(NEXIS), "RTF"),
        (docx(NEXIS), "Word"),
        (pdf("Rain."), "PDF"),
        (b"WARC/1.0\r\n", "a web archive"),
        (bytes(range(256)) * 4, "a binary file"),
        (b"", "plain text"),
    ],
)
def test_a_format_is_told_by_content_whatever_the_ending(data, name):
    for ending in ("txt", "dat", "download"):
        assert format_of(Source(f"file.{ending}", data))[0] == name


def test_an_ending_decides_where_content_cannot():
    assert format_of(Source("a.csv", b"name,words\nx,Rain.\n"))[0] == "a table"
    assert format_of(Source("a.jsonl", b"broken"))[0] == "JSON Lines"


def test_a_folder_of_many_formats_is_one_corpus(tmp_path):
    for name, data in {
        "a.txt": b"Rain fell.",
        "b.csv": b"id,text\nx,Snow fell.\n",
        "c.docx": docx(NEXIS),
        "d.rtf": rtf(FACTIVA),
        "e.txt": PROQUEST.encode(),
        "f.ris": RIS.encode(),
    }.items():
        (tmp_path / name).write_bytes(data)
    corpus = read(tmp_path)
    assert len(corpus) == 5
    assert corpus["2538000001"].metadata["abstract"] == "The harbour was shut."
    assert corpus["SMPL000020210608eh68001xy"].date == "2021-06-08"


def test_a_missing_library_names_the_extra_and_stops_nothing(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_bytes(b"Rain fell.")
    (tmp_path / "b.pdf").write_bytes(pdf("Snow fell."))
    real = builtins.__import__

    def without(name, *rest):
        if name.startswith("pypdf"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    corpus = read(tmp_path)
    assert corpus.ids == ["a"]
    assert corpus.problems.loc[0, "remedy"] == "reading PDF needs pypdf: pip install 'framing[archives]'."


@pytest.mark.parametrize("unit", ['"', " ", ".", "a", "\n", "{", "\\", "<", "a,", "'e9"])
def test_a_megabyte_of_anything_is_read_quickly(unit):
    data = (unit * (1_000_000 // len(unit))).encode()
    for sign in (b"", b"<html>", b"{\\rtf1 ", b"id,text\n1,", b'{"'):
        _, reader = format_of(Source("a.txt", sign + data))
        assert reader is not None
