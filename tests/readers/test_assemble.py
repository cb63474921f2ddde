from framing.readers.assemble import assemble
from framing.readers.record import Problems, Record
from framing.study import Label, Study


def built(*records, study=None):
    problems = Problems()
    return assemble(records, study or Study(), problems), problems.rows


def test_an_id_used_twice_gets_a_number_and_is_listed():
    articles, rows = built(Record("One.", "a.csv", 2, {"id": "7"}), Record("Two.", "a.csv", 3, {"id": 7.0}))
    assert [article.id for article in articles] == ["7", "7-2"]
    assert rows[0][:3] == ("a.csv", 3, "id") and "'7' is used already (in a.csv)" in rows[0][3]


def test_a_missing_id_is_made_from_the_text_and_stays_when_rows_move():
    (first, second), rows = built(Record("One.", "a.csv", 2), Record("Two.", "a.csv", 3))
    (moved, _), _ = built(Record("Two.", "b.csv", 9), Record("One.", "b.csv", 10))
    assert second.id == moved.id != first.id
    assert [row[3] for row in rows] == ["none of its 2 articles has an id; made from their texts."]


def test_a_broken_character_is_replaced_so_that_the_text_can_be_written():
    (article,), rows = built(Record("Rain \ud83d fell.", "a.jsonl", 1, {"id": "a"}))
    assert article.text == "Rain \ufffd fell." and "surrogate" in rows[0][3]


def test_a_date_that_cannot_be_told_is_none_and_listed():
    (article,), rows = built(Record("Rain.", "a.csv", 2, {"id": "a", "date": "06/08/2021"}))
    assert article.date is None and rows[0][2] == "date" and "YYYY-MM-DD" in rows[0][4]


def test_the_study_wins_over_the_file_and_keeps_what_it_does_not_say():
    study = Study(articles=(Label("a", outlet="Study's", outlet_evidence="matched", translated=True),))
    (article,), _ = built(Record("Rain.", "a.csv", 2, {"id": "a", "outlet": "File's", "wire": "AP"}), study=study)
    assert (article.outlet, article.wire) == ("Study's", "AP")
    assert article.metadata["outlet_evidence"] == "matched" and article.metadata["wire_evidence"] == "stated"
    assert article.metadata["translated"] is True


def test_a_label_that_finds_no_article_is_told_with_the_nearest_id():
    _, rows = built(Record("Rain.", "a.csv", 2, {"id": "article-1"}), study=Study(articles=(Label("artcle-1"),)))
    assert "Did you mean 'article-1'?" in rows[0][3]
