from archive_layouts import PROQUEST, RULE

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
