"""A headline that a file keeps apart is measured like one that opens the text."""

import io
import json

import pandas as pd
import pytest
from archive_layouts import FACTIVA, FACTIVA_CODED, FACTIVA_PAGE, NEXIS, NEXIS_COVER, NEXIS_OLD, PROQUEST, pdf

import framing
from framing.corpus.study import Label, Study
from framing.readers import check
from framing.readers.assemble import assemble
from framing.readers.headline import own_text, with_title
from framing.readers.record import Problems, Record
from framing.reporting.new_study import new_study
from framing.text.document import Document

TITLE = 'New era for "Harris bridge", says Norwell'
BODY = (
    "NORWELL — The bridge over the Harris was opened on Monday after two years of work.\n\n"
    "“It will last,” the mayor, Ada Norwell, told the crowd that had come to see it.\n"
)


def read(**columns):
    return framing.read(pd.DataFrame({"id": ["a"], "outlet": ["Daily Example"], "text": [BODY], **columns}))


def test_a_title_column_is_a_headline_in_which_phrases_are_found():
    corpus = read(title=[TITLE])
    assert corpus["a"].text == f"{TITLE}\n\n{BODY}" and own_text(corpus["a"]) == BODY
    found = framing.emphasis(corpus, phrases={"new era": ["new era"]})
    assert found["zone"].tolist() == ["headline"] and found["start"].tolist() == [0]


def test_a_title_that_reads_like_furniture_of_the_page_is_the_headline_all_the_same():
    corpus = read(title=["Sources: a new era begins"])
    assert framing.emphasis(corpus, phrases={"new era": ["new era"]})["zone"].tolist() == ["headline"]


@pytest.mark.parametrize(
    "opening",
    [
        TITLE + "\n",
        "\n\nNEW  ERA FOR ‘HARRIS BRIDGE’, SAYS NÓRWELL.\n\n",
        "2021-06-08\n\n" + TITLE + "\n",
        "Regional news\nBy Bo Ek\n" + TITLE + "\n",
        "New era for “Harris bridge”,\nsays Norwell\n\n",
        TITLE + ". The town was glad. ",
    ],
)
def test_a_text_that_begins_with_its_title_stays_as_it_is(opening):
    assert with_title(opening + BODY, TITLE) == opening + BODY


def test_a_first_sentence_that_goes_on_from_the_same_words_is_no_headline():
    body = "Rain closes harbour for a week, the mayor said.\n"
    assert with_title(body, "Rain closes harbour") == "Rain closes harbour\n\n" + body


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("Norwell", "Norwell Harbour was flooded on Monday."),
        ("Harris visits Norwell", "Harris visits Norwell Bridge on Monday to open it."),
        ("Police arrest man", "Police arrest man 20 years after the fire."),
        ("Rain closes harbour", "Rain closes harbour Monday as the wind rises."),
        ("Rates rise to 3", "Rates rise to 3.5 per cent."),
        ("Harris visits the U.S.", "Harris visits the U.S. Capitol."),
    ],
)
def test_a_story_that_begins_with_the_words_of_its_title_keeps_its_headline(title, sentence):
    corpus = read(title=[title], text=[sentence + "\nMore was to come."])
    assert corpus["a"].text.startswith(f"{title}\n\n{sentence}")
    assert [p.zone for p in Document(corpus["a"]).paragraphs][:2] == ["headline", "lead"]


@pytest.mark.parametrize("title", ["Opinion | {}", "{} | News | The Post", "Live – {} - The Post"])
def test_a_kicker_and_two_names_about_a_title_put_no_second_headline_before_the_text(title):
    text = "Rain closes harbour\n\nIt was shut on Monday."
    assert with_title(text, title.format("Rain closes harbour")) == text


def test_the_name_of_a_section_is_not_the_title_that_it_stands_before():
    text = "Opinion\nIt rained."
    assert with_title(text, "Opinion | Rain closes harbour") == "Opinion | Rain closes harbour\n\n" + text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("RAIN CLOSES HARBOUR.\nIt was shut on Monday.", "Rain closes harbour"),
        ("“Rain” closes harbour, mayor says.\nIt was shut.", '"Rain" closes harbour, mayor says'),
        ("Rain closes harbour.\nIt was shut.", "Rain closes harbour - The Post"),
        ("Rain closes\nharbour again.\nIt was shut.", "Rain closes harbour again"),
        ("Regional news\nBy Bo Ek\nRain closes harbour\n\nIt was shut.", "Rain closes harbour"),
        ("Rain closes harbour again.\nIt was shut.", "Rain closes har…"),
    ],
)
def test_a_text_kept_for_the_title_in_it_has_that_as_its_headline(text, title):
    corpus = read(title=[title], text=[text])
    article = corpus["a"]
    assert article.text == text
    named = [text[p.start : p.end] for p in Document(article).paragraphs if p.zone == "headline"]
    assert " ".join(named).rstrip(".") in text.replace("\n", " ") and named[0].lower().startswith(("rain", "“rain"))


@pytest.mark.parametrize("title", ["New era for Harris bridge, sa…", "New era for Harris bridge, says Norwell | Daily"])
def test_a_title_cut_off_or_with_the_outlets_name_is_known_in_the_text(title):
    text = f"{TITLE}\n\n{BODY}"
    assert with_title(text, title) == text


@pytest.mark.parametrize("title", [None, "", " \n", "—", "…"])
def test_a_title_without_a_word_adds_nothing(title):
    assert with_title(BODY, title) == BODY


def test_a_title_of_several_lines_is_put_on_one():
    assert with_title("It was shut.", "Rain closes\n harbour").startswith("Rain closes harbour\n\n")


def test_a_title_that_only_the_study_gives_changes_no_text():
    study = Study(articles=(Label("a", title="The bridge article"),))
    (article,) = assemble([Record(BODY, "a.txt")], study, Problems())
    assert article.title == "The bridge article" and article.text == BODY


def test_what_was_saved_with_its_title_is_read_again_without_a_second_one(tmp_path):
    pd.DataFrame({"id": ["a"], "outlet": ["Daily Example"], "title": [TITLE], "text": [BODY]}).to_json(
        tmp_path / "a.jsonl", orient="records", lines=True
    )
    folder = new_study(tmp_path / "study", tmp_path / "a.jsonl")
    again = framing.read(folder)["a"]
    assert again.text == f"{TITLE}\n\n{BODY}" and own_text(again) == BODY
    (line,) = (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["text"] == again.text


def test_the_id_made_from_a_text_does_not_hang_on_its_title():
    named, bare = (
        framing.read(pd.DataFrame({"outlet": ["Daily Example"], "text": [BODY], **more}))
        for more in ({"title": [TITLE]}, {})
    )
    assert named.ids == bare.ids


def test_check_looks_at_the_text_of_the_file_and_not_at_the_title_before_it():
    line = BODY.replace("\n", " ").strip()
    table = pd.DataFrame(
        {"id": ["a", "b"], "outlet": ["A", "B"], "title": ["Bridge opens", "A day at the river"], "text": [line, line]}
    )
    found = check(table)["problem"]
    assert found.str.startswith("the whole text is one line").sum() == 2
    assert found.str.contains("the same text as 'a'").any()


@pytest.mark.parametrize("export", [NEXIS_COVER + NEXIS, NEXIS_OLD, FACTIVA, FACTIVA_CODED, FACTIVA_PAGE, PROQUEST])
def test_the_title_field_of_an_archives_export_is_the_headline(tmp_path, export):
    (tmp_path / "export.txt").write_text(export, encoding="utf-8")
    article = framing.read(tmp_path)[0]
    start, end, zone = Document(article).paragraphs[0]
    assert zone == "headline" and article.text[start:end] == article.title
    assert article.text == f"{article.title}\n\n{own_text(article)}"


def test_the_title_of_a_pdf_file_is_no_headline(tmp_path):
    pytest.importorskip("pypdf")
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("The harbour was shut."))))
    writer.add_metadata({"/Title": "Layout 1"})
    writer.write(tmp_path / "page.pdf")
    article = framing.read(tmp_path / "page.pdf")[0]
    assert article.text == "The harbour was shut." and article.metadata["file_title"] == "Layout 1"
