import pytest
from archive_layouts import NEXIS, NEXIS_COVER, NEXIS_OLD, NEXIS_SHORT

from framing.readers.nexis import looks_nexis, looks_nexis_page, read_nexis, read_nexis_page
from framing.readers.record import Problems


def records_of(text):
    problems = Problems()
    return list(read_nexis(text, "export.txt", problems)), problems.rows


def test_many_articles_in_one_file_each_with_its_fields():
    (first, second), problems = records_of(NEXIS_COVER + NEXIS + NEXIS_SHORT)
    assert first.text == "The harbour was shut on Monday.\n\n“We wait,” the harbour master said."
    assert first.line == 16 and second.text == "Snow fell on the town."
    expected = {
        "title": "Rain closes harbour",
        "outlet": "Daily Example (Sampletown)",
        "byline": "By Jane Doe",
        "date": "June 8, 2021 Tuesday",
        "section": "WORLD; Pg. 3",
        "language": "ENGLISH",
    }
    assert expected.items() <= first.fields.items()
    assert second.fields["outlet"] == "Sample Wire" and problems == []


def test_an_article_that_is_not_understood_is_listed_with_its_line_and_the_rest_read():
    broken = "A result list entry\nDaily Example\nEnd of Document\n"
    records, problems = records_of(broken + NEXIS_SHORT)
    assert len(records) == 1
    assert problems[0][:3] == ("export.txt", 1, "text") and "the layout is not understood from here" in problems[0][3]


def test_an_export_that_broke_off_is_told():
    records, problems = records_of(NEXIS_SHORT + "Half an article\nDaily Example\n")
    assert len(records) == 1 and problems[0][1] == 14 and "after the last" in problems[0][3]


def test_a_body_may_hold_the_words_of_the_layout():
    text = NEXIS_SHORT.replace("Snow fell", "Note: the body of a sailor\n\nGraphic: a drawing\n\nSnow fell")
    (record,), _ = records_of(text)
    assert record.text.startswith("Note: the body") and record.text.endswith("Snow fell on the town.")


def test_the_older_layouts_are_read_and_their_lines_joined():
    (record, other), problems = records_of(NEXIS_OLD)
    assert record.text == (
        "The harbour was shut on Monday after a night of rain that nobody in the town had expected.\n\n"
        "Ships wait outside."
    )
    assert record.fields["title"] == "Rain closes harbour; ships wait"
    assert record.fields["outlet"] == "The Daily Example" and record.fields["byline"] == "By JANE DOE"
    assert record.fields["language"] == "ENGLISH" and len(problems) == 1
    assert other.text == "Snow fell on the town." and other.fields["byline"] == "John Roe"
    assert other.fields["title"] == "Snow follows rain, and the town is glad"
    assert other.fields["outlet"] == "The Sample Post" and other.fields["date"] == "May 31, 2021 Sunday"


@pytest.mark.parametrize(
    "text",
    [
        "The body was found.\nEnd of Document\n",
        "Body\n\nSome prose.",
        "",
        "\n" * 100_000,
        " " * 1_000_000,
        "1 of 2 " * 50_000,
    ],
)
def test_prose_is_no_export(text):
    assert not looks_nexis(text)


@pytest.mark.parametrize("line, language", [
    ("{} of 2 DOCUMENTS", "LENGTH: 20 words / BYLINE: Jo Reed / LOAD-DATE: June 9, 2021"),
    ("Dokument {} von 2", "LÄNGE: 20 Wörter / AUTOR: Jo Reed / UPDATE: 9. Juni 2021"),
    ("Document {} de 2", "LONGUEUR: 20 mots / AUTEUR: Jo Reed / DATE-CHARGEMENT: 9 juin 2021"),
    ("{} of 2 DOCUMENTS", "LENGTE: 20 woorden / AUTEUR: Jo Reed / LANGUAGE: DUTCH"),
])  # fmt: skip
def test_the_older_layout_in_any_language_of_the_interface(line, language):
    length, byline, closing = language.split(" / ")
    article = f"The Post\n\n8 June 2021\n\nPier shut\n\n{byline}\n\n{length}\n\nIt was shut.\n\n{closing}\n"
    records, problems = records_of("\n".join(f"\n{line.format(n)}\n\n\n{article}\n" for n in (1, 2)))
    assert [record.text for record in records] == ["It was shut."] * 2 and problems == []
    assert records[0].fields["byline"] == "Jo Reed" and records[0].fields["length"].startswith("20 ")


PAGE = """<HTML><HEAD><STYLE>.c0 { text-align: center; }\n.c5 { text-align: left; }</STYLE></HEAD><BODY>
<!-- Hide XML section from browser\n<DOC NUMBER=1>\n<DOCFULL> --><DIV CLASS="c0"><P>1 of 2 DOCUMENTS</P></DIV>
<DIV CLASS="c0"><P>The Post</P></DIV><DIV CLASS="c0"><P>June 8, 2021 Tuesday<BR>City Edition</P></DIV>
<DIV CLASS="c0"><P>SHOW: The News Hour</P></DIV><DIV CLASS="c5"><P>Pier shut;<BR>Traders wait</P></DIV>
<DIV CLASS="c5"><P><SPAN>LENGTH: </SPAN><SPAN>12 words</SPAN></P></DIV>
<DIV CLASS="c5"><P>HILL: It is <B>shut</B>.</P><P>READ: A Document was found.</P><P>HILL: Thanks.</P></DIV>
<DIV CLASS="c5"><P>LOAD-DATE: June 9, 2021</P></DIV>
<DIV CLASS="c0"><P>Copyright 2021 The Post<BR>All Rights Reserved</P></DIV>
<!-- </DOCFULL> --><!-- <DOCFULL> --><DIV CLASS="c0"><P>2 of 2 DOCUMENTS</P></DIV>
<DIV CLASS="c0"><P>The Press</P></DIV><DIV CLASS="c0"><P>June 2021</P></DIV><DIV CLASS="c5"><P>A bill</P></DIV>
<DIV CLASS="c5"><P>SECTION: NEWS</P></DIV><DIV CLASS="c5"><P>It was paid.</P></DIV></BODY></HTML>"""


def test_pages_are_read_block_by_block_and_a_transcript_is_no_key():
    assert looks_nexis_page(PAGE)
    problems = Problems()
    first, second = read_nexis_page(PAGE, "export.html", problems)
    assert first.text == "HILL: It is shut.\n\nREAD: A Document was found.\n\nHILL: Thanks."
    assert first.fields["title"] == "Pier shut; Traders wait" and first.fields["outlet"] == "The Post"
    assert second.text == "It was paid." and second.fields["date"] == "June 2021" and problems.rows == []


def uni(title, outlet, *head, body="It was shut.", after=""):
    lines = [title, outlet, *head, "", "Copyright 2021 The Post", "Section: NEWS", "Length: 3 words", "Body", "", body,
             "", after, "Load-Date: June 9, 2021", "End of Document", ""]  # fmt: skip
    return "\n".join(lines)


@pytest.mark.parametrize("head", [["", " Correction Appended"], ["Spring 2021"], ["", "(See Correction Appended)"]])
def test_an_article_without_a_day_is_not_lost(head):
    records, _ = records_of(uni("Pier shut", "The Post", "June 8, 2021") + uni("Pier bill", "The Post", *head))
    assert [record.fields["title"] for record in records] == ["Pier shut", "Pier bill"]
    assert records[1].fields["outlet"] == "The Post" and records[1].text == "It was shut."


def test_lines_that_surround_the_outlet():
    text = uni("June 8, 2021: a day of rain", "The Post Blogs", "(Harbour)", "June 9, 2021 Wednesday 15:25 EST")
    text += uni("BUSINESS;\nPier shut", "The Post", "June 8, 2021", "June 8, 2021 is the date of the print edition")
    (first, second), problems = records_of(text)
    assert first.fields["outlet"] == "The Post Blogs" and first.fields["section"] == "Harbour" and problems == []
    assert first.fields["title"] == "June 8, 2021: a day of rain" and first.fields["date"].startswith("June 9")
    assert second.fields["title"] == "BUSINESS; Pier shut" and second.fields["date"] == "June 8, 2021"


def test_what_newspapers_leave_under_a_story_is_kept_apart_and_told():
    tail = "https://www.example.org/2021/pier.html\n\nPHOTO: The pier. (PHOTOGRAPH BY A.)\nRelated Articles\n• A pier"
    (record,), problems = records_of(uni("Pier shut", "The Post", "June 8, 2021", body=f"It was shut.\n\n{tail}"))
    assert record.text == "It was shut." and record.fields["url"] == "https://www.example.org/2021/pier.html"
    assert record.fields["graphic"].startswith("PHOTO: The pier") and record.fields["related"] == "A pier"
    assert record.fields["tail"].count("\n") == 3 and "is under the story" in problems[0].problem


def test_a_correction_under_the_story_is_no_text():
    after = "Correction\n\nAn earlier version named the wrong mayor."
    (record,), _ = records_of(uni("Pier shut", "The Post", "June 8, 2021", after=after))
    assert record.text == "It was shut." and record.fields["correction"] == "An earlier version named the wrong mayor."
