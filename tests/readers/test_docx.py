import io
import zipfile

import pytest
from archive_layouts import docx

from framing.readers import read
from framing.readers.archive import TooLarge
from framing.readers.docx import docx_text

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(body):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>')
    return content.getvalue()


def test_a_paragraph_is_a_line():
    assert docx_text(docx("Rain closes\n\nharbour & port")) == "Rain closes\n\nharbour & port"


def test_breaks_and_tabs_are_kept_and_codes_and_deletions_left_out():
    body = ("<w:p><w:r><w:t>Rain</w:t><w:tab/><w:t>fell</w:t><w:br/><w:t>hard</w:t></w:r>"
            "<w:r><w:instrText>HYPERLINK x</w:instrText><w:delText>gone</w:delText></w:r></w:p>")  # fmt: skip
    assert docx_text(word(body)) == "Rain\tfell\nhard"


def test_links_and_tables_are_read_in_their_place():
    cell = "<w:tc><w:p><w:hyperlink><w:r><w:t>{}</w:t></w:r></w:hyperlink></w:p></w:tc>"
    body = f"<w:tbl><w:tr>{cell.format('One')}{cell.format('Two')}</w:tr></w:tbl><w:p><w:r><w:t>Three</w:t></w:r></w:p>"
    assert docx_text(word(body)) == "One\nTwo\nThree"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_entities_are_refused_in_any_encoding(encoding):
    mark = "\ufeff" if encoding[-2:] in ("le", "be") else ""
    xml = f'{mark}<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "Rain.">]><a>&b;</a>'
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", xml.encode(encoding))
    with pytest.raises(ValueError, match="entities"):
        docx_text(content.getvalue())


def test_entities_and_what_unpacks_without_end_are_refused():
    bomb = '<!DOCTYPE a [<!ENTITY b "Rain."><!ENTITY c "&b;&b;">]>'
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", f"<!--{' ' * 5000}-->{bomb}<a>&c;</a>")
    with pytest.raises(ValueError, match="entities"):
        docx_text(content.getvalue())
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", " " * 20_000_000)
    with pytest.raises(TooLarge):
        docx_text(content.getvalue())


def test_an_opendocument_text_is_read_without_its_notes(tmp_path):
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    body = ("<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:h>Rain closes</text:h>"
            "<text:p>It was<text:s text:c='2'/><text:span>shut<text:note><text:p>aside</text:p></text:note></text:span>"
            "<text:line-break/>now.</text:p>")  # fmt: skip
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        names = f'xmlns:office="{office}" xmlns:text="{text}"'
        xml = f"<office:document-content {names}><office:body>{body}</office:body></office:document-content>"
        archive.writestr("content.xml", xml)
    (article,) = read(tmp_path / "a.odt")
    assert article.text == "Rain closes\nIt was  shut\nnow."
