import pytest
from archive_layouts import FACTIVA, FACTIVA_CODED, FACTIVA_PAGE

from framing.corpus.dates import iso_date
from framing.readers.factiva import (
    looks_factiva,
    looks_factiva_page,
    read_factiva,
    read_factiva_page,
    read_factiva_xml,
)
from framing.readers.formats import format_of
from framing.readers.html import html_lines
from framing.readers.record import Problems, Source


def records_of(text):
    problems = Problems()
    return list(read_factiva(text, "export.txt", problems)), problems.rows


def test_the_layout_without_codes():
    (record,), problems = records_of(FACTIVA)
    assert record.text.startswith("SAMPLETOWN (Sample) - The harbour") and record.text.endswith("master said.")
    expected = {
        "id": "SMPL000020210608eh68001xy",
        "title": "Rain closes harbour",
        "byline": "By Jane Doe",
        "date": "8 June 2021",
        "outlet": "Sample News Service",
        "language": "English",
    }
    assert expected.items() <= record.fields.items() and problems == []


def test_the_layout_with_codes_keeps_capitals_in_the_text():
    (record,), problems = records_of(FACTIVA_CODED)
    assert record.text.split("\n\n") == ["Snow fell on the town.", "IN SAMPLETOWN nobody was surprised."]
    expected = {
        "id": "DEXA000020210609eh6900001",
        "title": "Snow follows rain",
        "outlet": "Daily Example",
        "date": "9 June 2021",
        "byline": "By John Roe",
        "section": "World",
    }
    assert expected.items() <= record.fields.items() and problems == []


def test_a_saved_page_of_factiva():
    (record,), _ = records_of(html_lines(FACTIVA_PAGE))
    assert record.text == "The harbour was shut.\n“We wait,” he said."
    assert record.fields["title"] == "Rain closes harbour" and record.fields["outlet"] == "Daily Example"


def test_both_layouts_in_one_file_and_one_that_is_not_understood():
    unknown = "Only a headline\nDocument ABCD000020210608eh6800001\n"
    records, problems = records_of(FACTIVA.partition("\nSearch")[0] + unknown + FACTIVA_CODED)
    assert len(records) == 2
    assert problems[0][2] == "text" and "number of words" in problems[0][3] and problems[0][1] == 17


def test_an_export_that_broke_off_is_told():
    _, problems = records_of(FACTIVA_CODED + FACTIVA.partition("Document SMPL")[0])
    assert "no line 'Document …'" in problems[0][3]


@pytest.mark.parametrize("head, title, byline, section", [
    ("Rain closes harbour\nBy Jane Doe", "Rain closes harbour", "By Jane Doe", None),
    ("Rain closes harbour\nJane Doe and John Roe", "Rain closes harbour", "Jane Doe and John Roe", None),
    ("World News\nRain closes harbour", "Rain closes harbour", None, "World News"),
    ("Business & Finance\nRain closes harbour\nJane Doe", "Rain closes harbour", "Jane Doe", "Business & Finance"),
    ("Rain closes harbour\n-- ships wait outside for days", "Rain closes harbour -- ships wait outside for days", None,
     None),
    ("Rain", "Rain", None, None),
])  # fmt: skip
def test_what_stands_over_the_number_of_words(head, title, byline, section):
    (record,), _ = records_of(FACTIVA.replace("World News\nRain closes harbour\nBy Jane Doe", head))
    assert [record.fields.get(name) for name in ("title", "byline", "section")] == [title, byline, section]


@pytest.mark.parametrize("text", ["He said 300 words.\nDocument 17\n", "", " " * 1_000_000, "1 1" * 300_000])
def test_prose_is_no_export(text):
    assert not looks_factiva(text)


def page_of(words="120 words", day="8 June 2021", end="Document", extra=""):
    return f"""<html><body><div id="navcontainer"><h1>Factiva</h1></div>
<div id="article-x" class="article"><div class="article enArticle"><p><div>Foreign Desk; 1</div>
<div id="hd"><span class='enHeadline'>Rain <b>closes</b> harbour</span></div><div class="author">By Jane Doe</div>
{extra}<div>{words}</div><div>{day}</div><div>10:15</div><div>Daily Example</div><div>DEXA</div><div>3</div>
<div>English</div><div>Copyright 2021 Example Press</div></p>
<p class="articleParagraph enarticleParagraph">It was
shut.</p><p class="articleParagraph enarticleParagraph">Ships wait.</p><p>Example Press Limited</p>
<p>{end} DEXA000020210608eh6800001</p></div></div></body></html>"""


@pytest.mark.parametrize("words, day, end", [
    ("120 words", "8 June 2021", "Document"),
    ("120 Wörter", "8 Juni 2021", "Dokument"),
    ("120 mots", "8 juin 2021", "Document"),
    ("120 字", "2021 年 6 月 8 日", "文件"),
    ("120 palabras", "8 de junio de 2021", "Documento"),
])  # fmt: skip
def test_a_page_is_read_by_its_classes_in_any_language_of_the_interface(words, day, end):
    page, problems = page_of(words, day, end, "<div>Special to the Example</div>"), Problems()
    assert looks_factiva_page(page)
    (record,) = read_factiva_page(page, "export.html", problems)
    assert record.text == "It was shut.\nShips wait." and problems.rows == []
    expected = {"title": "Rain closes harbour", "section": "Foreign Desk; 1", "byline": "By Jane Doe", "length": words,
                "outlet": "Daily Example", "language": "en", "credit": "Special to the Example"}  # fmt: skip
    assert expected.items() <= record.fields.items() and iso_date(record.fields["date"]) == "2021-06-08"


def test_a_page_with_codes_and_one_that_broke_off():
    rows = "".join(f'<tr><td class="index"><b>{code}</b>&nbsp;</td><td>{value}</td></tr>' for code, value in (
        ("HD", "Snow follows"), ("WC", "12 mots"), ("PD", "9 juin 2021"), ("SN", "Le Journal"), ("LA", "Français"),
        ("LP", '<p class="articleParagraph">Il neige.</p><p class="articleParagraph">Encore.</p>'), ("TD", "Fin."),
        ("AN", "Document LJOU000020210609eh6900001")))  # fmt: skip
    problems = Problems()
    half = page_of().partition("<p>Example Press Limited")[0]
    page = f'<div class="article frArticle"><b class="frHeadline"></b><table>{rows}</table></div>{half}'
    (record,) = read_factiva_page(page, "export.html", problems)
    assert record.text == "Il neige.\nEncore.\n\nFin." and record.fields["outlet"] == "Le Journal"
    assert "broke off" in problems.rows[0].remedy


def test_the_text_layout_in_another_language():
    text = FACTIVA.replace("1,120 words", "1.120 Wörter").replace("8 June", "8 Juni").replace("English", "Englisch")
    (record,), problems = records_of(text.replace("Document SMPL", "Dokument SMPL"))
    assert record.fields["outlet"] == "Sample News Service" and record.text.startswith("SAMPLETOWN") and problems == []


def test_the_answer_of_the_service_in_xml():
    article = """<article><accessionNo>A1</accessionNo><baseLanguage>EN</baseLanguage>
    <headline><paragraph><hlt>Rain</hlt> closes
    harbour</paragraph></headline>{text}<publicationDate><dateTime>2021-06-08T10:00:00Z</dateTime></publicationDate>
    <sourceName>Daily Example</sourceName><wordCount>12</wordCount></article>"""
    lead = "<leadParagraph><paragraph>It was shut.</paragraph></leadParagraph>"
    tail = "<tailParagraphs><paragraph>Ships wait.</paragraph></tailParagraphs>"
    xml = '<?xml version="1.0"?><PPSResponse xmlns="http://global.factiva.com/pps/2.0"><r>{}{}</r></PPSResponse>'.format(
        article.format(text=lead + tail), article.format(text="")
    )
    source, problems = Source("a.xml", xml.encode()), Problems()
    assert format_of(source)[0] == "a Factiva export"
    (record,) = read_factiva_xml(source, problems)
    assert record.text == "It was shut.\nShips wait." and record.fields["title"] == "Rain closes harbour"
    assert "no text is in it" in problems.rows[0].problem
