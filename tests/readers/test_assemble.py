from framing.corpus.study import Label, Study
from framing.readers.assemble import assemble
from framing.readers.record import Problems, Record


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
    assert [row[3] for row in rows if row[2] == "id"] == ["none of its 2 articles has an id; made from their texts."]


def test_a_broken_character_is_replaced_so_that_the_text_can_be_written():
    (article,), rows = built(Record("Rain \ud83d fell.", "a.jsonl", 1, {"id": "a"}))
    assert article.text == "Rain \ufffd fell." and "surrogate" in rows[0][3]


def dated(*dates, **study):
    fields = ({"id": str(n), "outlet": f"Outlet {n}", "date": date} for n, date in enumerate(dates))
    articles, rows = built(*(Record("Rain.", "a.csv", n, f) for n, f in enumerate(fields, 2)), study=Study(**study))
    return [article.date for article in articles], rows


def test_an_ambiguous_date_is_left_empty_and_listed():
    (date,), (row,) = dated("06/08/2021")
    assert date is None and row.field == "date" and "YYYY-MM-DD" in row.remedy and row.level == "wrong"
    assert row.problem == "'06/08/2021' is ambiguous (6 August or 8 June?); the date was left empty."


def test_one_day_above_12_settles_a_column_and_this_is_told():
    dates, (row,) = dated("06/08/2021", "07/08/2021", "06/18/2021")
    assert dates == ["2021-06-08", "2021-07-08", "2021-06-18"] and row.level == "read as"
    assert "2 dates such as '06/08/2021' were read as month first (8 June 2021), as '06/18/2021'" in row.problem
    assert dated("18-06-2021", "06-08-2021")[0] == ["2021-06-18", "2021-08-06"]


def test_a_column_that_contradicts_itself_settles_nothing():
    dates, rows = dated("06/08/2021", "06/18/2021", "18/06/2021")
    assert dates == [None, "2021-06-18", "2021-06-18"]
    assert "'18/06/2021' is day first and '06/18/2021' month first" in rows[0].problem
    assert "is ambiguous (6 August or 8 June?): in its column '18/06/2021'" in rows[1].problem


def test_dates_with_dots_are_a_kind_of_their_own():
    assert dated("08.06.2021", "06/18/2021", "06/08/2021")[0] == ["2021-06-08", "2021-06-18", "2021-06-08"]
    assert dated("06.08.2021", "06.18.2021")[0] == ["2021-06-08", "2021-06-18"]


def test_another_file_does_not_settle_a_column():
    one = Record("Rain.", "a.csv", 2, {"id": "1", "outlet": "A", "date": "06/08/2021"})
    other = Record("Snow.", "b.csv", 2, {"id": "2", "outlet": "B", "date": "06/18/2021"})
    articles, _ = built(one, other)
    assert [article.date for article in articles] == [None, "2021-06-18"]


def test_a_row_that_stands_twice_is_called_a_duplicate():
    row = {"id": "7", "outlet": "A"}
    articles, rows = built(
        Record("One.", "a.csv", 2, row), Record("One.", "a.csv", 3, row), Record("Two.", "b.csv", 2, row)
    )
    assert [article.id for article in articles] == ["7", "7-2", "7-3"]
    assert rows[0].problem.startswith("a duplicate: the id '7' and the same text as in a.csv, line 2")
    assert "'7' is used already" in rows[1].problem


def test_the_study_wins_over_the_file_and_keeps_what_it_does_not_say():
    study = Study(articles=(Label("a", outlet="Study's", outlet_evidence="matched", translated=True),))
    (article,), _ = built(Record("Rain.", "a.csv", 2, {"id": "a", "outlet": "File's", "wire": "AP"}), study=study)
    assert (article.outlet, article.wire) == ("Study's", "AP")
    assert article.metadata["outlet_evidence"] == "matched" and article.metadata["wire_evidence"] == "stated"
    assert article.metadata["translated"] is True


def test_a_label_that_finds_no_article_is_told_with_the_nearest_id():
    _, rows = built(Record("Rain.", "a.csv", 2, {"id": "article-1"}), study=Study(articles=(Label("artcle-1"),)))
    assert "Did you mean 'article-1'?" in rows[-1][3]
