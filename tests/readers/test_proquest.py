import pytest
from archive_layouts import PROQUEST, RULE

from framing.readers import read
from framing.readers.proquest import looks_proquest, read_proquest
from framing.readers.record import Problems


def records_of(text):
    problems = Problems()
    return list(read_proquest(text, "export.txt", problems)), problems.rows


def test_articles_with_their_fields_and_what_has_no_text():
    (record,), problems = records_of(PROQUEST)
    assert record.text == "The harbour was shut on Monday.\n\nNote: ships wait outside."
    assert {
        "id": "2538000001",
        "title": "Rain closes harbour",
        "outlet": "Daily Example",
        "date": "Jun 8, 2021",
        "byline": "Doe, Jane",
        "language": "English",
    }.items() <= record.fields.items()
    assert len(problems) == 1 and "no full text" in problems[0][3]


def test_a_stretch_that_is_not_understood_names_its_line():
    _, problems = records_of(RULE + "Something else\n" + PROQUEST)
    assert problems[0][1] == 2 and "not understood from here" in problems[0][3]


def test_the_layout_is_told_by_all_its_signs():
    assert looks_proquest(PROQUEST)
    assert not looks_proquest(RULE + "A line under a rule") and not looks_proquest("Full text: all of it.")


KEYS = "Subject: Piers\n\nLocation: Sampletown\n\n{}Publication title: Daily Example; Sampletown\n\nDatabase: Any\n\n"


@pytest.mark.parametrize("last", [
    "Location: the old pier, ten minutes from the station.",
    "Note: it opens in June.",
    "They said: no.",
])  # fmt: skip
@pytest.mark.parametrize("key", ["", "Column: Food\n\n", "column: FOOD\n\n", "Alternate title: A pier\n\n"])
def test_the_text_ends_where_the_last_run_of_keys_begins(last, key):
    entry = f"{RULE}\nPier shut\n\nFull text: It was shut.\n\n{last}\n\n{KEYS.format(key)}{RULE}\nContact us at: x\n"
    (record,) = read_proquest(entry, "a.txt", Problems())
    assert record.text == f"It was shut.\n\n{last}" and record.fields["outlet"] == "Daily Example"


PIECE = """<div><a name="DocID_{n}"></a><p></p><p style="font-weight:bold;">Pier shut</p>
<p><strong>Author: </strong>Reed, Jo</p><p><strong>Full text: </strong><text wordcount="3"><p>It was shut.</p><p>Ships
wait.</p></text></p><p><strong>Publication title: </strong>Daily Example; Sampletown</p>
<p><strong>Publication date: </strong>Jun 8, 2021</p><p><strong>ProQuest document ID: </strong>{n}</p></div>"""


@pytest.mark.parametrize("page", ["{}{}", "<html><body><p>A friend sent you:</p>{}{}<p>© 2021</p></body></html>"])
@pytest.mark.parametrize("mail", [False, True])
def test_pages_pieces_of_pages_and_mails_are_exports(tmp_path, page, mail):
    html = page.format(PIECE.format(n=1), PIECE.format(n=2))
    head = "From: a@example.org\nTo: b@example.org\nSubject: Articles\nContent-Type: text/html; charset=utf-8\n\n"
    path = tmp_path / ("a.eml" if mail else "a.html")
    path.write_text(head + html if mail else html, encoding="utf-8")
    corpus = read(path)
    assert [article.id for article in corpus] == ["1", "2"]
    assert corpus[1].text == "Pier shut\n\nIt was shut.\n\nShips wait." and corpus[0].byline == "Reed, Jo"
    assert (corpus[1].outlet, corpus[1].date) == ("Daily Example", "2021-06-08")
