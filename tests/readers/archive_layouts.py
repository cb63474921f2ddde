"""Small files in the layout of the real thing, written for the tests: no line of them was published."""

import io
import zipfile

NEXIS_COVER = """User Name: A. Reader
Date and Time: Monday, June 14, 2021 10:00:00 AM EDT
Job Number: 140000000
Documents (2)
1. Rain closes harbour
Client/Matter: -None-
Search Terms: harbour
Search Type: Natural Language
Narrowed by:
Content Type
Narrowed by
News
Timeline: Jan 01, 2021 to Dec 31, 2021; Language: English
2. Snow follows rain
Client/Matter: -None-
"""
NEXIS = """Rain closes harbour
Daily Example (Sampletown)
June 8, 2021 Tuesday
Final Edition


Copyright 2021 Example Press All Rights Reserved
Section: WORLD; Pg. 3
Length: 120 words
Byline: By Jane Doe
Dateline: SAMPLETOWN
Body



The harbour was shut on Monday.

“We wait,” the harbour master said.



Graphic


Ships at anchor.


Classification




Language: ENGLISH
Publication-Type: Newspaper
Subject: HARBOURS (90%)
Load-Date: June 9, 2021


End of Document
"""
NEXIS_SHORT = """Snow follows rain
Sample Wire
8 June 2021


Length: 20 words
Body


Snow fell on the town.

Load-Date: June 8, 2021
End of Document
"""
NEXIS_OLD = """
                               1 of 3 DOCUMENTS


                             The Daily Example

                      June 8, 2021 Tuesday
                          Late Edition - Final

Rain closes harbour; ships wait

BYLINE: By JANE DOE

SECTION: Section A; Column 1; Pg. 3

LENGTH: 120 words

DATELINE: SAMPLETOWN

   The harbour was shut on Monday after a night of rain that nobody in the
town had expected.

   Ships wait outside.

SUBJECT: HARBOURS (90%)

LOAD-DATE: June 8, 2021

LANGUAGE: ENGLISH

                  Copyright 2021 Example Press


                               2 of 3 DOCUMENTS


                        Copyright 2021 Example Press
                             All Rights Reserved

                              The Sample Post

                              May 31, 2021 Sunday
                                Suburban Edition

SECTION: A-SECTION; Pg. A01

LENGTH: 20 words

HEADLINE: Snow follows rain, and the
town is glad

BYLINE: John Roe

BODY:

Snow fell on the town.

LANGUAGE: ENGLISH

LOAD-DATE: May 31, 2021


                               3 of 3 DOCUMENTS


A page without its lines
"""

FACTIVA = """World News
Rain closes harbour
By Jane Doe
1,120 words
8 June 2021
10:15
Sample News Service
SMPL
English
(c) 2021 Example Press. All Rights Reserved.

SAMPLETOWN (Sample) - The harbour was shut on Monday.

"We wait," the harbour master said.

Document SMPL000020210608eh68001xy

Search Summary
Text
harbour
"""
FACTIVA_CODED = """SE\tWorld
HD\tSnow follows rain
BY\tBy John Roe
WC\t300 words
PD\t9 June 2021
SN\tDaily Example
SC\tDEXA
LA\tEnglish
CY\tCopyright 2021 Example Press
LP\t
Snow fell on the town.
TD\t
IN SAMPLETOWN nobody was surprised.
NS\tgweath : Weather
PUB\tExample Press
AN\tDocument DEXA000020210609eh6900001
"""
FACTIVA_PAGE = """<html><body><div class="article enArticle">
<div id="hd"><span class='enHeadline'>Rain closes harbour</span>
</div><div class="author">By Jane Doe</div><div>120 words</div><div>8 June 2021</div><div>Daily Example</div>
<div>DEXA</div><div>English</div><div>&copy; 2021 Example Press</div>
<p class="articleParagraph enarticleParagraph">The harbour was
shut.</p><p class="articleParagraph enarticleParagraph">&#8220;We wait,&#8221; he said.</p>
<p>Document DEXA000020210608eh6800001</p></div></body></html>"""

RULE = "_" * 60 + "\n"
PROQUEST = (
    RULE
    + """
Report Information from ProQuest
June 14 2021 10:00
"""
    + RULE
    + """
Document 1 of 2

Rain closes harbour

Author: Doe, Jane

Publication info: Daily Example; Sampletown [Sampletown]08 June 2021: A.3.

ProQuest document link

Abstract: The harbour was shut.

Links: http://link.example.org

Full text: The harbour was shut on Monday.

Note: ships wait outside.

Subject: Harbors; Weather

Title: Rain closes harbour

Publication title: Daily Example; Sampletown

First page: A.3

Publication year: 2021

Publication date: Jun 8, 2021

Language of publication: English

Document type: News

ProQuest document ID: 2538000001

Document URL: https://www.proquest.com/docview/2538000001

Database: Sample Newsstream

"""
    + RULE
    + """
Document 2 of 2

Snow follows rain

Abstract: Snow fell.

Publication title: Daily Example

ProQuest document ID: 2538000002

"""
    + RULE
    + "\nContact us at: http://example.org\n"
)

RIS = """TY  - NEWS
T1  - Rain closes harbour
AU  - Doe, Jane
AU  - Roe, John
JF  - Daily Example
DA  - 2021/06/08/
N2  - The harbour was
shut.
AN  - 2538000001
UR  - https://www.proquest.com/docview/2538000001
LA  - English
ER  -
"""

STORY = (
    "The harbour of Sampletown was shut on Monday after a night of heavy rain, the harbour master said.",
    "“We wait for the wind to turn,” Jane Doe told reporters at the quay in the early afternoon.",
    "Some forty ships lay at anchor outside the breakwater, and more were expected by the evening.",
)
PAGE = (
    """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Rain closes harbour - Daily Example</title>
<meta property="og:site_name" content="Daily Example"><meta property="og:title" content="Rain closes harbour">
<meta name="author" content="Jane Doe"><meta property="article:published_time" content="2021-06-08T10:00:00Z">
<link rel="canonical" href="https://example.org/rain"></head><body>
<nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Rain closes harbour</h1>"""
    + "".join(f"<p>{line}</p>" for line in STORY)
    + """</article>
<footer>Subscribe to our newsletter</footer></body></html>"""
)


def docx(text):
    """Return a Word file with one paragraph a line, as an export of Nexis Uni has."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{line}</w:t></w:r></w:p>' for line in escaped.split("\n")
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{paragraphs}</w:body></w:document>'
        )
    return content.getvalue()


def rtf(text):
    escaped = "".join(letter if ord(letter) < 128 else f"\\u{ord(letter)}?" for letter in text)
    return ("{\\rtf1\\ansi\\ansicpg1252 " + escaped.replace("\n", "\\par\n") + "}").encode()


def pdf(*pages):
    """Return a PDF with one line of text a page; an empty page holds none, as a scan would."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for text in pages:
        stream = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET".encode() if text else b""
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        content
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(content))
    )
