"""Everything measured article by article: the same rows whatever stands beside an article."""

import pandas as pd
import pytest

import framing
from framing import Article, Corpus
from framing.corpus.study import Study
from framing.pipeline.batch import Plan, article_tables
from framing.text.document import Document

TEXT = (
    "Bridge to open in May\n\nThe mayor, Ann Lee, said the bridge was safe. “It is a great bridge,” she said.\n\n"
    "Critics called it a failure.\n\nSource: Example News"
)
STUDY = Study(phrases={"bridge": ("bridge",)}, actors={"Lee": ("Ann Lee", "Lee")})


@pytest.fixture(scope="module")
def one():
    return article_tables([Article("a", TEXT, outlet="A")], Plan.of(STUDY, "vader"))


def test_every_span_leads_to_its_words(one):
    for name in ("quotations", "sentences", "tone", "phrases", "mentions"):
        for row in one[name].itertuples():
            assert 0 <= row.start < row.end <= len(TEXT)
    assert {TEXT[r.start : r.end].lower() for r in one["phrases"].itertuples()} == {"bridge"}


def test_words_of_the_story_are_counted_and_notices_are_not(one):
    row = one["articles"].iloc[0]
    assert row["words"] == len(Document(TEXT.split("\n\nSource")[0]).words)
    assert row["words"] == one["terms"]["count"].sum()


def test_a_sentences_words_part_into_voices(one):
    sentences = one["sentences"]
    said = sentences[sentences["quoted_words"] > 0].iloc[0]
    assert (said["words"], said["quoted_words"]) == (7, 5)
    assert (sentences["quoted_words"] + sentences["reported_words"] <= sentences["words"]).all()


def test_what_an_article_gives_does_not_depend_on_its_neighbours(one):
    others = [Article(f"n{i}", text) for i, text in enumerate(["It rained.", "", "“No,” said Bo Hill."])]
    together = article_tables([others[0], Article("a", TEXT, outlet="A"), *others[1:]], Plan.of(STUDY, "vader"))
    for name, table in one.items():
        mine = together[name][together[name]["article_id"] == "a"].reset_index(drop=True)
        pd.testing.assert_frame_equal(mine, table)


def test_another_language_is_listed_and_not_measured():
    corpus = Corpus([Article("a", "Llovió todo el día.", outlet="A", language="es"), Article("b", "It rained.", "B")])
    tables = framing.measure(corpus)
    row = tables.articles.set_index("article_id").loc["a"]
    assert row["notes"] == "not measured: language es" and pd.isna(row["words"])
    assert set(tables.sentences["article_id"]) == {"b"}
    assert tables.outlets.set_index("outlet").loc["A", "articles_measured"] == 0


def test_notes_tell_what_a_reader_must_know(tables):
    notes = tables.articles.set_index("article_id")["notes"]
    assert notes["004"] == "translated"
    assert notes["001"] == "filed before the meeting; outlet unknown"
    assert pd.isna(notes["003"])
