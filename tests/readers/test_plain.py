import pytest

from framing.readers import read
from framing.readers.plain import read_plain
from framing.readers.record import Problems, Source


def records_of(data):
    problems = Problems()
    return list(read_plain(Source("a.txt", data), problems)), problems.rows


def test_a_text_stays_as_it_is_down_to_its_line_ends_and_blank_space():
    (record,), problems = records_of(b" date 2021-06-08 Rain\r\nfell.\n\n \t\n")
    assert record.text == " date 2021-06-08 Rain\r\nfell.\n\n \t\n" and record.line is None and problems == []


def test_an_empty_file_is_left_out_and_told():
    for data in (b"", b" \n\r\n", b"\xef\xbb\xbf"):
        records, problems = records_of(data)
        assert records == [] and "empty" in problems[0][3]


def test_a_nul_character_is_kept():
    (record,), problems = records_of(b"Rain\nfe\0ll")
    assert record.text == "Rain\nfe\0ll" and problems == []


def test_tags_in_a_file_are_read_and_told():
    (record,), problems = records_of(b"<p>Rain &amp; snow</p><p>fell.</p>")
    assert record.text == "Rain & snow\nfell." and "tags or entities" in problems[0][3]


def test_a_block_of_fields_before_the_text_is_read_as_such(tmp_path):
    head = '---\ntitle: Rain\nauthor: Jo Reed\nsitename: The Post\ndate: 2021-06-08\nfingerprint: "ab"\n---\n'
    (tmp_path / "a.txt").write_text(head + "Rain\nIt fell.\n")
    corpus = read(tmp_path / "a.txt")
    assert corpus[0].text == "Rain\nIt fell.\n" and (corpus[0].outlet, corpus[0].byline) == ("The Post", "Jo Reed")
    assert corpus[0].metadata["fingerprint"] == "ab"
    assert corpus.problems["problem"].str.contains("block of fields").any()


@pytest.mark.parametrize("text", ["---\nHe came: nobody saw.\n---\nRain.\n", "---\nRain fell.\n---\nSnow.\n"])
def test_lines_between_hyphens_may_be_text(tmp_path, text):
    (tmp_path / "a.txt").write_text(text)
    assert read(tmp_path / "a.txt")[0].text == text
