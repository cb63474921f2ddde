"""`framing.quotations`: text, article, document or corpus in; the table out."""

import pytest

from framing.corpus import Article, Corpus
from framing.document import Document
from framing.speakers import quotation_rows, quotations, quotations_in
from framing.tables import SCHEMA

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
    with pytest.raises(TypeError, match="Expected a text"):
        quotations(3)  # type: ignore[arg-type]


def test_a_document_has_the_same_rows_whatever_stands_beside_it():
    texts = ["Is, said Ann Lee, is.", "", "He said she would go. “No,” she said.", "Says: it rains.", "Lee has said."]
    together = {d.text: rows for d, rows in quotations_in(map(Document, texts * 9))}
    assert together == {text: quotation_rows(Document(text)) for text in texts}


def test_what_focuses_or_witnesses_is_no_speaker():
    table = quotations("The brief foray focused on dealing with the flood. The port said the bridge would open.")
    assert table["speaker"].astype(object).fillna("").tolist()[-1] == "port"
    assert not table["speaker"].str.contains("foray").any()


def test_a_bare_name_that_is_reported_is_in_the_reporters_words(monkeypatch):
    import framing.speakers.table as table

    given = []
    resolve = table.resolve
    monkeypatch.setattr(table, "resolve", lambda document, found, spans, who, **more: given.extend(spans) or resolve(
        document, found, spans, who))  # fmt: skip
    text = "Bo Hill attacked Ann Lee on Monday. “He is unfit,” she said."
    rows = table.quotations(text)
    assert [text[a:b] for a, b in rows[["start", "end"]].itertuples(index=False)] == ["Ann Lee", "He is unfit,"]
    assert [b > a for a, b in given] == [False, True]
