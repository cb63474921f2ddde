"""Whatever bytes a file holds, reading ends, raises nothing, and says what it did."""

import re

import archive_layouts as layouts
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.corpus.study import Study
from framing.readers.assemble import assemble
from framing.readers.formats import read_records
from framing.readers.record import Problems, Source

STARTS = {
    "nothing": b"", "table": b"id,text\n1,", "json": b'{"id": 1, "text": "', "rtf": b"{\\rtf1 ",
    "html": b"<html><body>", "pdf": b"%PDF-1.4\n", "warc": b"WARC/1.0\r\n", "zip": b"PK\x03\x04",
    "gzip": b"\x1f\x8b\x08\x00", "parquet": b"PAR1", "excel": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "nexis": layouts.NEXIS.encode(), "factiva": layouts.FACTIVA.encode(), "proquest": layouts.PROQUEST.encode(),
    "ris": layouts.RIS.encode(), "mail": b"MIME-Version: 1.0\nmultipart/related",
}  # fmt: skip
LETTERS = st.one_of(st.characters(exclude_categories=["Cs", "Cc"]), st.sampled_from("\n\r\t"))
TEXTS = st.text(alphabet=LETTERS, min_size=1).filter(str.strip)
ENTITY = re.compile(r"&#?\w+;")


def articles_of(data, name="file.txt"):
    problems = Problems()
    articles = assemble(read_records(iter([Source(name, data)]), problems), Study(), problems)
    for article in articles:
        article.text.encode("utf-8")
    assert articles or problems.rows
    return articles, problems.frame()


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(STARTS)), st.binary(max_size=200))
def test_any_bytes_give_articles_or_a_reason(start, rest):
    articles_of(STARTS[start] + rest)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_a_text_file_is_kept_character_for_character(text):
    (article,), _ = articles_of(b"The story: " + text.encode())
    assert article.text == "The story: " + text


@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS.filter(lambda text: not ENTITY.search(text)), min_size=1, max_size=4))  # see test_markup
def test_a_table_keeps_every_cell_character_for_character(texts):
    rows = "".join('"{}","{}"\r\n'.format(n, text.replace('"', '""')) for n, text in enumerate(texts))
    articles, _ = articles_of(("id,text\r\n" + rows).encode("utf-8"), "file.csv")
    assert [article.text for article in articles] == texts


@pytest.mark.parametrize(
    "unit", ['"', " ", ".", "a", "\n", "{", "}", "\\", "<", "<p>", "a,", "\\'e9", "Body\n", "[1 words\n"]
)
@pytest.mark.parametrize("start", ["nothing", "table", "json", "rtf", "nexis", "factiva", "proquest", "ris"])
def test_a_hundred_kilobytes_of_anything_take_no_more_than_their_share(start, unit):
    articles_of(STARTS[start] + (unit * (100_000 // len(unit))).encode())
