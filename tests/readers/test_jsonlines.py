import json

import pytest

from framing.readers.jsonlines import read_jsonlines
from framing.readers.record import Problems, Source


def rows_of(text):
    problems = Problems()
    return list(read_jsonlines(Source("a.jsonl", text.encode()), problems)), problems.rows


def test_one_object_a_line():
    records, problems = rows_of('{"id": "a", "text": "Rain\\nfell."}\n\n{"id": "b", "text": "Snow.", "page": 3}\n')
    assert [record.text for record in records] == ["Rain\nfell.", "Snow."]
    assert [record.line for record in records] == [1, 3]
    assert records[1].fields == {"id": "b", "page": 3} and problems == []


@pytest.mark.parametrize("bad", ["{broken", "[1, 2]", '"text"', "7", "[" * 100_000])
def test_a_bad_line_is_listed_and_the_rest_read(bad):
    records, problems = rows_of('{"id": "a", "text": "Rain."}\n' + bad + '\n{"id": "b", "text": "Snow."}\n')
    assert [record.fields["id"] for record in records] == ["a", "b"]
    assert problems[0][1] == 2 and "not a JSON object" in problems[0][3]


def test_a_list_of_articles_is_read_also_under_a_name():
    articles = [{"id": "a", "text": "Rain."}, {"id": "b", "text": "Snow."}]
    for value in (articles, {"status": "ok", "articles": articles}):
        records, _ = rows_of(json.dumps(value, indent=1))
        assert [record.text for record in records] == ["Rain.", "Snow."]


def test_a_text_that_is_a_number_is_told():
    (record,), problems = rows_of('{"id": 1, "text": 12.5}')
    assert record.text == "12.5" and "the text is no text but 12.5" in problems[0][3]


@pytest.mark.parametrize("orient", ["columns", "index", "split", "records", "table"])
def test_a_data_frame_is_read_however_pandas_wrote_it(orient):
    import pandas as pd

    frame = pd.DataFrame({"id": ["a", "b"], "outlet": ["Post", "Press"], "text": ["Rain fell.", "Snow fell."]})
    records, problems = rows_of(frame.to_json(orient=orient))
    assert [(record.text, record.fields["outlet"]) for record in records] == [
        ("Rain fell.", "Post"),
        ("Snow fell.", "Press"),
    ]
    assert [row for row in problems if "column" in row[3]] == []


def test_an_outlet_that_is_an_object_is_known_by_its_name(tmp_path):
    from framing.readers import read

    row = {"source": {"id": None, "name": "Post"}, "content": "Rain fell."}
    (tmp_path / "a.json").write_text(json.dumps({"articles": [row]}))
    assert [article.outlet for article in read(tmp_path / "a.json")] == ["Post"]


BAD = {
    "digits": '{"id": "b", "text": "Snow.", "n": ' + "7" * 100_000 + "}",
    "digits below zero, far down": '{"id": "b", "text": "Snow.", "n": {"m": [-' + "7" * 100_000 + "]}}",
    "lists": '{"id": "b", "text": "Snow.", "n": ' + "[" * 100_000 + "]" * 100_000 + "}",
    "objects": '{"id": "b", "text": "Snow.", "n": ' + '{"m":' * 50_000 + "1" + "}" * 50_000 + "}",
    "damage": '{"id": "b", "text": "Snow.", "n": nothing}',
}
GOOD = '{"id": "a", "text": "Rain, [and] {wind} \\"}."}', '{"id": "c", "text": "Hail."}'
LAYOUTS = {
    "lines": "{0}\n{1}\n{2}\n", "list": "[{0}, {1}, {2}]", "list of lines": "[\n{0},\n{1},\n{2}\n]\n",
    "under a name": '{{"status": "ok", "count": 3,\n "articles": [\n{0},\n{1},\n{2}\n]}}',
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("bad", BAD)
def test_a_record_that_cannot_be_read_costs_itself_only(bad, layout):
    records, problems = rows_of(LAYOUTS[layout].format(GOOD[0], BAD[bad], GOOD[1]))
    assert [record.fields["id"] for record in records] == ["a", "c"]
    (problem,) = [row for row in problems if "not a JSON object" in row[3]]
    assert problem[1] == 2 or layout == "lines"


def test_a_list_that_was_cut_off_keeps_its_whole_records():
    records, problems = rows_of('[{"id": "a", "text": "Rain."}, {"id": "b", "text": "Sno')
    assert [record.fields["id"] for record in records] == ["a"] and problems[0][1] == 2


def test_a_huge_exponent_is_a_number():
    (record,), _ = rows_of('[{"id": "a", "text": "Rain.", "n": 1e999999999}]')
    assert record.fields["n"] == float("inf")


def test_articles_under_several_names_with_fields_in_objects_of_their_own():
    inner = {"bodyText": "Rain fell.", "wordcount": 2}
    row = {"id": "a/1", "webTitle": "Rain", "webUrl": "https://e.org/1", "fields": inner}
    (record,), _ = rows_of(json.dumps({"response": {"status": "ok", "tags": [], "results": [row]}}))
    assert record.text == "Rain fell." and record.fields["title"] == "Rain" and record.fields["id"] == "a/1"
    assert record.fields["fields"] == {"wordcount": 2}


def test_the_column_that_holds_the_text_wins_and_that_is_told():
    (record,), problems = rows_of(json.dumps({"text": None, "maintext": "Rain fell.", "source_domain": "www.e.org"}))
    assert record.text == "Rain fell." and record.fields["outlet"] == "www.e.org" and "maintext" not in record.fields
    assert any("'maintext' was read as 'text'" in row.problem for row in problems)


def test_an_address_where_the_outlet_should_be_is_the_address():
    row = {"text": "Rain fell.", "source": "https://www.e.org/rain", "source-hostname": "The Post"}
    (record,), _ = rows_of(json.dumps(row))
    assert record.fields["outlet"] == "The Post" and record.fields["url"] == "https://www.e.org/rain"


def test_names_and_dates_of_reference_managers():
    from framing.readers.fields import as_text

    assert as_text([{"given": "Jo", "family": "Reed"}, {"family": "Roe"}]) == "Jo Reed; Roe"
    assert as_text({"date-parts": [[2021, 6, 8]]}) == "2021-06-08"
    assert as_text({"rendered": "Rain"}) == "Rain"


def test_rows_without_names_are_refused_in_a_sentence(tmp_path):
    from framing.readers import check

    (tmp_path / "a.json").write_text('[["a", "Post", "Rain fell."], ["b", "Press", "Snow fell."]]')
    assert check(tmp_path / "a.json")["problem"].str.contains("lists without names").any()
