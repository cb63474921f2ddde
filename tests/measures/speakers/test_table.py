"""`framing.quotations`: text, article, document or corpus in; the table out."""

import pytest

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.measures.speakers.table import quotation_rows, quotations, quotations_in
from framing.tables import SCHEMA
from framing.text.document import Document

TEXT = "Floods hit Kent\n\n“We will rebuild,” said Ann Hill, a farmer.\n\nShe called the plan “a mess”."


def test_columns_are_those_of_the_schema_also_when_empty() -> None:
    columns = [column.name for column in SCHEMA["quotations"].columns]
    for text in ("", "#", TEXT):
        assert list(quotations(text).columns) == columns


def test_spans_lie_inside_the_marks_and_cues_in_the_text() -> None:
    table = quotations(TEXT)
    assert [TEXT[r.start : r.end] for r in table.itertuples()] == ["We will rebuild,", "a mess"]
    assert [TEXT[r.cue_start : r.cue_end] for r in table.itertuples()] == ["said", "called"]
    assert table["words"].tolist() == [3, 2]


def test_every_kind_of_input_gives_the_same_rows() -> None:
    article = Article("a", TEXT)
    one = quotations(article)
    assert one.equals(quotations(Document(article)))
    assert one.equals(quotations(Corpus([article])))
    assert one.drop(columns="article_id").equals(quotations(TEXT).drop(columns="article_id"))


def test_rows_do_not_depend_on_the_order_of_articles() -> None:
    articles = [Article("a", TEXT), Article("b", "“No,” Bob Lee said."), Article("c", "It rained.")]
    forward, backward = quotations(Corpus(articles)), quotations(Corpus(articles[::-1]))
    for key in ("a", "b", "c"):
        one, two = (t[t["article_id"] == key].reset_index(drop=True) for t in (forward, backward))
        assert one.equals(two)


def test_scare_quotes_have_no_speaker() -> None:
    rows = quotation_rows(Document("She hosts the show “Harbour Lights” on television."))
    assert [(row.kind, row.speaker) for row in rows] == [("scare", None)]


def test_anything_else_is_refused() -> None:
    with pytest.raises(TypeError, match="quotations takes a Corpus, a text"):
        quotations(3)  # type: ignore[arg-type]


def test_a_document_has_the_same_rows_whatever_stands_beside_it():
    texts = ["Is, said Ann Lee, is.", "", "He said she would go. “No,” she said.", "Says: it rains.", "Lee has said."]
    together = {d.text: rows for d, rows in quotations_in(map(Document, texts * 9))}
    assert together == {text: quotation_rows(Document(text)) for text in texts}


def said(text):
    """Kind, speaker and type of each row."""
    table = quotations(text, model="fast")[["kind", "speaker", "speaker_type"]]
    return [tuple(row) for row in table.astype(object).to_numpy()]


@pytest.mark.parametrize(
    ("text", "kind", "speaker"),
    [
        ("A source close to Hale told the Post he would resign.", "indirect", "source"),
        ("Two people who were in the room said Hale had shouted.", "indirect", "two people"),
        ("Officials briefed by Dunn said he was tired.", "indirect", "officials"),
        ("According to people familiar with the talks, Hale was tired.", "indirect", "people"),
        ("A woman who worked for Dunn said: “He shouted at us.”", "direct", "woman"),
        ("A colleague of Hale’s said: “He is very tired.”", "direct", "colleague"),
        ("“We are all very tired,” said an official close to Hale.", "direct", "official"),
        ("Two aides to Ann Lee say the firm paid.", "indirect", "two aides"),
    ],
)
def test_a_source_without_a_name_is_anonymous_and_not_the_person_beside_it(text, kind, speaker):
    assert said(text) == [(kind, speaker, "anonymous")]


def test_an_official_who_is_named_is_not_anonymous():
    rows = said("Bo Hill, a police official, left. The official said it was late.")
    assert rows == [("indirect", "Bo Hill", "person")]


def test_a_role_that_nobody_is_known_to_hold_stays_a_role():
    rows = said("The prime minister said: “That is enough now.” Tom Hale wept.")
    assert rows == [("direct", "prime minister", "unnamed")]


def test_letters_are_documents_and_companies_no_persons():
    assert said("The letter states: “No valve was ever tested.”") == [("direct", "letter", "document")]
    assert said("The lawsuit alleges that the firm knew.") == [("indirect", "lawsuit", "document")]
    assert said("Northgate Rail said it was sorry.") == [("indirect", "Northgate Rail", "organisation")]


def test_who_is_quoted_by_another_speaks():
    assert said("The paper quoted Hale as saying: “We will all stay.”") == [("direct", "Hale", "person")]


def test_words_in_marks_are_whose_the_clause_around_them_is():
    rows = said("Rao’s nephew, Tom Naidu, alleged that clerks had been paid “crores” to look away.")
    assert rows == [("indirect", "Tom Naidu", "person"), ("partial", "Tom Naidu", "person")]


INTERVIEWS = {
    "questions and answers": (
        "Bo Hill spoke to us.\n\nQ: Who pays?\n\nA: Nobody pays.",
        [("Who pays?", None), ("Nobody pays.", "Bo Hill")],
    ),
    "two who could answer": (
        "Bo Hill and Ann Lee spoke to us.\n\nQ: Who pays?\n\nA: Nobody pays.",
        [("Who pays?", None), ("Nobody pays.", None)],
    ),
    "names": (
        "Minister Ann Lee met the Echo.\n\nECHO: Who pays?\n\nLEE: I said “nobody”.\n\nECHO: Thank you.",
        [("Who pays?", "Echo"), ("I said “nobody”.", "Ann Lee"), ("Thank you.", "Echo")],
    ),
    "a label that names nobody": (
        "HOST: Who pays? REP. ANN LEE (R-UTAH): Nobody pays. HOST: Thank you.",
        [("Who pays?", "HOST"), ("Nobody pays.", "ANN LEE"), ("Thank you.", "HOST")],
    ),
}


@pytest.mark.parametrize("case", INTERVIEWS)
@pytest.mark.parametrize("model", ["fast", "encoder"])
def test_turns_of_interviews_are_their_labelled_speakers(case, model):
    text, expected = INTERVIEWS[case]
    table = quotations(text, model=model)
    assert set(table["kind"]) == {"direct"}
    speakers = [name if isinstance(name, str) else None for name in table["speaker"]]
    spoken = [text[a:b] for a, b in zip(table["start"], table["end"], strict=True)]
    assert list(zip(spoken, speakers, strict=True)) == expected


@pytest.mark.parametrize("bullet", ["* ", "- ", "• ", ""])
@pytest.mark.parametrize("model", ["fast", "encoder"])
def test_marks_behind_a_label_or_before_their_speaker_are_quotations_in_lists(bullet, model):
    lines = ("Mayor Bo Hill: “We will pay”", "Union: “Too late”", "“Nobody asked us,” engineer Ann Lee said")
    if not bullet:
        lines = lines[:2]
    table = quotations("What they say:\n\n" + "\n".join(bullet + line for line in lines), model=model)
    assert not set(table["kind"]) - {"direct", "partial"}
    assert [name.lower() for name in table["speaker"]] == ["bo hill", "union", "ann lee"][: len(lines)]


@pytest.mark.parametrize(
    "line", ["* Best film: “The Mill”", "* Ann Lee: “Shake The Mill”", "* Watch: “The Mill”", "* The “mill tax” rose"]
)
def test_titles_and_terms_in_lists_are_no_quotations(line):
    table = quotations("What they list:\n\n" + line, model="fast")
    assert set(table["kind"]) <= {"scare"}


# Text, and the speaker and type of its only or last row.
SPOKEN = {
    "a credit behind a dash": ("“We are all very tired.” — Ann Hill, The Echo\n\nIt rained.", "Ann Hill", "person"),
    "a credit after a section": (
        "“We are all very tired.” — Editorial, Example Times", "Example Times", "organisation"
    ),
    "an agency that passes it on": (
        "“We are all very tired,” Ann Hill said, according to Reuters.", "Ann Hill", "person"
    ),
    "a listener before the speaker": ("“We lost,” told reporters the captain, Leo Ames.", "Leo Ames", "person"),
    "an office with of": ("Secretary of State Ann Hill said she was tired.", "Ann Hill", "person"),
    "a chamber's leader": ("“We are all tired,” Senate Majority Leader Bo Hill said.", "Bo Hill", "person"),
    "a chief of staff": ("White House chief of staff retired Gen. Bo Hill said he was tired.", "Bo Hill", "person"),
    "who behind a story about a nurse": (
        "Echo News issued a story about a nurse who claimed she was asked to leave.", "nurse", "unnamed"
    ),
    "who behind is": ("Ann Hill was previously an activist who wrote that girls were lost.", "Ann Hill", "person"),
    "the subject of a participle": ("The firm gave in, with Bo Hill saying that it was tired.", "Bo Hill", "person"),
    "papers": ("She was on the payroll until May, according to leaked court papers.", "court papers", "document"),
    "a people": ("The Palestinians said that they were tired of it.", "Palestinians", "group"),
    "a broadcaster": ("Al Jazeera said that the dam had broken.", "Al Jazeera", "organisation"),
    "a name with a country's": ("As Representative Jim Jordan left, Jordan said he sat.", "Jim Jordan", "person"),
    "an inner capital": ("HydroBright said that the dam had broken.", "HydroBright", "organisation"),
    "a video's label": ("WATCH Ann Hill in Paris.\n\nMs Ann Hill came. “No more,” Hill said.", "Ann Hill", "person"),
}  # fmt: skip


@pytest.mark.parametrize("case", SPOKEN)
def test_the_phrase_that_names_a_source_tells_who_it_is(case):
    text, name, sort = SPOKEN[case]
    _, speaker, given = [row for row in said(text) if row[0] != "attributed"][-1]
    assert (speaker, given) == (name, sort)


def test_quotations_that_fill_paragraphs_are_of_who_is_named_before_the_first():
    text = "These are things that Bo Hill allegedly said:\n\n“We lost the boat to them.”\n\n“We need another one.”"
    assert [row[1] for row in said(text)] == ["Bo Hill", "Bo Hill"]


def test_a_verb_of_saying_in_a_clause_is_the_clauses_own():
    rows = said("Ms Hale, asked by Mr Lee to help, has promised an extra bridge and two roads in the region.")
    assert ("indirect", "Lee") not in [row[:2] for row in rows if "promised" in row[0]]
    assert not [row for row in said("“Do not come,” Hale tells those thinking of coming here.") if row[0] == "indirect"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Senator Ann Lee left. It rained. It stopped. Senator Bo Hill sat. The senator said it was late.", "Bo Hill"),
        ("US lawmaker Ann Hill left on Monday. The Ohio Democrat said she was tired.", "Ann Hill"),
        ("Jo Smole was sued. Mr Jo Smole won. The 37-year-old said he was tired.", "Jo Smole"),
        ("An actor fell. Mr Jo Smole ran. The actor said he was tired.", "actor"),
    ],
)
def test_descriptions_are_of_who_is_named_just_before(text, speaker):
    assert said(text)[-1][1] == speaker


def test_he_and_she_are_two_people():
    text = (
        "Judge Alan Pryce questioned the defendant, Rosa Mendoval. “Did you sign it?” he asked. "
        "“I signed what they gave me,” she replied. “That is not an answer,” he said."
    )
    assert [row[1] for row in said(text) if row[0] == "direct"] == ["Alan Pryce", "Rosa Mendoval", "Alan Pryce"]


def test_it_goes_on_with_the_document_that_spoke():
    assert said("“The work helps everyone,” the grant states.\n\n“The data will be open,” it continues.") == [
        ("direct", "grant", "document")
    ] * 2
