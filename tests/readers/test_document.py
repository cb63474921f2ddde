import io
import zipfile

import pytest
from archive_layouts import FACTIVA, FACTIVA_PAGE, NEXIS, NEXIS_COVER, NEXIS_SHORT, docx, rtf

from framing.readers.document import read_document, read_export
from framing.readers.record import Problems, Source


def records_of(name, data, read=read_document):
    problems = Problems()
    return list(read(Source(name, data), problems)), problems.rows


def test_nexis_in_word_and_rich_text_gives_the_same_articles():
    in_word, problems = records_of("export.docx", docx(NEXIS_COVER + NEXIS + NEXIS_SHORT))
    in_rtf, _ = records_of("export.rtf", rtf(NEXIS_COVER + NEXIS + NEXIS_SHORT))
    assert [record.text for record in in_word] == [record.text for record in in_rtf]
    assert in_word[0].fields == in_rtf[0].fields and len(in_word) == 2 and problems == []


def test_factiva_in_rich_text_and_html():
    (record,), _ = records_of("export.rtf", rtf(FACTIVA))
    assert record.fields["outlet"] == "Sample News Service"
    (record,), _ = records_of("export.html", FACTIVA_PAGE.encode(), read_export)
    assert record.fields["id"] == "DEXA000020210608eh6800001"


def test_a_word_file_that_defines_entities_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')
    with pytest.raises(ValueError, match="XML entities"):
        records_of("bomb.docx", content.getvalue())


def test_a_document_of_no_archive_is_one_article():
    (record,), _ = records_of("story.docx", docx("Rain closes harbour\n\nThe harbour & the port were shut."))
    assert record.text == "Rain closes harbour\n\nThe harbour & the port were shut." and record.line is None
    records, problems = records_of("empty.rtf", rb"{\rtf1}")
    assert records == [] and "no text" in problems[0][3]
