"""Rows of a large file: a damaged one is listed with its line and what to do, and the rest goes on."""

import json

import pytest

from framing.pipeline import rows
from framing.readers.record import Problems


def read(path, data):
    path.write_bytes(data)
    problems = Problems()
    found = [(record.fields.get("id"), record.line, record.text) for record, _ in rows.records(path, problems)]
    return found, [(line, problem) for _, line, _, problem, *_ in problems.rows]


def test_a_mark_that_is_never_closed_costs_its_own_line(tmp_path, monkeypatch):
    monkeypatch.setattr(rows, "_ROW", 60)
    data = b'id,outlet,text\n1,A,One\n2,A,"Never closed\n' + b"".join(b"%d,A,Plain.\n" % n for n in range(3, 20))
    found, told = read(tmp_path / "a.csv", data)
    assert [(id, line) for id, line, _ in found] == [("1", 2), *[(str(n), n + 1) for n in range(3, 20)]]
    assert [line for line, problem in told if "never closed" in problem] == [3]


def test_a_mark_that_is_open_where_the_file_ends_costs_its_own_line(tmp_path):
    found, told = read(tmp_path / "a.csv", b'id,outlet,text\n1,A,"Never closed\n2,A,Two.\n3,A,Three.\n')
    assert [id for id, _, _ in found] == ["2", "3"]
    assert told == [(2, "a quotation mark is opened and never closed; the line was left out.")]


@pytest.mark.parametrize(("name", "mark"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t")])
def test_columns_are_parted_by_what_the_header_shows(tmp_path, name, mark):
    found, _ = read(tmp_path / name, mark.join(["id", "outlet", "text\n1", "A", "One.\n"]).encode())
    assert found == [("1", 2, "One.")]


def test_bytes_that_are_no_utf8_are_read_as_windows_1252_and_told(tmp_path):
    found, told = read(tmp_path / "a.csv", b"id,outlet,text\n1,A,caf\xe9\n2,A,caf\xc3\xa9\n")
    assert [text for _, _, text in found] == ["café", "café"]
    assert [line for line, _ in told] == [2]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_tells_the_encoding(tmp_path, encoding):
    found, told = read(tmp_path / "a.csv", "id,outlet,text\n1,A,“Né”\n".encode(encoding))
    assert found == [("1", 2, "“Né”")] and not told


def test_lines_that_are_no_objects_are_listed(tmp_path):
    good = json.dumps({"id": "1", "outlet": "A", "text": "One."}).encode()
    found, told = read(tmp_path / "a.jsonl", b"\n".join([b"[" * 100_000, b"[1]", b"{'id':", good]))
    assert found == [("1", 4, "One.")] and [line for line, _ in told] == [1, 2, 3]


def test_how_much_was_read_is_known(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps({"text": "x" * 5000}) for _ in range(40)), encoding="utf-8")
    shares = [share for _, share in rows.records(path, Problems())]
    assert shares == sorted(shares) and 0 < shares[0] < 0.5 and shares[-1] == 1
