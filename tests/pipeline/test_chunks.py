"""A file of any size is cut into chunks of articles, the same rows into the same chunks."""

import json

import pytest

from framing.corpus.study import Study
from framing.pipeline import chunks as engine
from framing.pipeline.chunks import chunks
from framing.pipeline.parts import articles_of
from framing.readers.record import Problems


def written(path, rows):
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_chunks_hold_so_many_articles_and_are_numbered(tmp_path):
    path = written(tmp_path / "a.jsonl", [{"id": str(i), "text": f"Text {i}."} for i in range(5)])
    found = list(chunks(path, 2))
    assert [chunk.number for chunk in found] == [0, 1, 2]
    assert [[record.fields["id"] for record in chunk.records] for chunk in found] == [["0", "1"], ["2", "3"], ["4"]]


def test_a_changed_row_changes_the_hash_of_its_chunk_alone(tmp_path):
    rows = [{"id": str(i), "text": f"Text {i}."} for i in range(4)]
    before = [chunk.digest for chunk in chunks(written(tmp_path / "a.jsonl", rows), 2)]
    rows[3]["text"] = "Another text."
    after = [chunk.digest for chunk in chunks(written(tmp_path / "a.jsonl", rows), 2)]
    assert before[0] == after[0] and before[1] != after[1]


def test_ids_are_unique_over_the_whole_file_and_what_was_changed_is_listed(tmp_path):
    rows = [{"id": "x", "text": "One."}, {"id": "y", "text": "Two."}, {"id": "x", "text": "Three."}]
    found = list(chunks(written(tmp_path / "a.jsonl", rows), 2))
    assert [record.fields["id"] for chunk in found for record in chunk.records] == ["x", "y", "x-2"]
    assert [problem[1] for problem in found[1].problems if problem[2] == "id"] == [3]


def test_a_row_that_cannot_be_read_is_listed_with_its_line_and_the_rest_goes_on(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('id,outlet,text\n1,A,"One,\nin two lines."\n2,A,Two,surplus\n3,A,Three.\n', encoding="utf-8")
    (found,) = chunks(path, 10)
    assert [(record.fields["id"], record.line) for record in found.records] == [("1", 2), ("3", 5)]
    assert [problem[1] for problem in found.problems] == [4]


def test_a_text_too_long_for_an_article_is_set_aside_and_named(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "LONGEST", 50)
    path = written(tmp_path / "a.jsonl", [{"id": "1", "text": "x" * 51}, {"id": "2", "text": "Two."}])
    (found,) = chunks(path, 10)
    assert [record.fields["id"] for record in found.records] == ["2"]
    assert [(line, problem) for _, line, _, problem, *_ in found.problems if line] == [
        (1, "the text has 51 characters and was set aside.")
    ]


def test_long_articles_make_smaller_chunks(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "ROOM", 50)
    path = written(tmp_path / "a.jsonl", [{"id": str(n), "text": "x" * 30} for n in range(5)])
    assert [len(chunk.records) for chunk in chunks(path, 10)] == [2, 2, 1]


def test_characters_that_could_not_be_read_are_named(tmp_path):
    (found,) = chunks(written(tmp_path / "a.jsonl", [{"id": "1", "text": "a\0b"}]), 10)
    assert any("NUL" in problem for _, line, _, problem, *_ in found.problems if line == 1)


def test_another_format_is_refused_with_those_that_are_read(tmp_path):
    with pytest.raises(ValueError, match=r"\.jsonl"):
        list(chunks(tmp_path / "a.docx", 2))


def test_a_date_in_a_later_part_settles_the_order_of_the_whole_file(tmp_path):
    rows = [{"id": str(n), "outlet": "A", "text": "Rain.", "date": "06/08/2021"} for n in range(3)]
    ambiguous = list(chunks(written(tmp_path / "a.jsonl", rows), 2))
    settled = list(chunks(written(tmp_path / "a.jsonl", [*rows, {**rows[0], "id": "4", "date": "06/18/2021"}]), 2))
    for found, date in ((ambiguous, None), (settled, "2021-06-08")):
        assert [articles_of(chunk, Study(), Problems())[0].date for chunk in found] == [date, date]
    # Parts that were measured before the order was known are measured again.
    assert ambiguous[0].digest != settled[0].digest
