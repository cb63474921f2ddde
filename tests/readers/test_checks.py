import pandas as pd
import pytest

from framing.readers import check

STORY = (
    "Rain closes harbour\n\n"
    "The harbour was shut on Monday after a night of rain that nobody in the town had expected.\n"
)
OTHER = (
    "Snow follows rain\n\nSnow fell on the town on Tuesday, and the mayor of the place said that more was on its way.\n"
)


def problems_of(*texts, **columns):
    table = pd.DataFrame(
        {
            "id": [f"a{n}" for n in range(len(texts))],
            "outlet": [f"Outlet {n}" for n in range(len(texts))],
            "text": texts,
            "event": "Rain and snow",
            **columns,
        }
    )
    return check(table)


def test_a_sound_corpus_has_no_problems():
    found = problems_of(STORY, OTHER)
    assert found.empty and list(found) == ["file", "line", "column", "value", "problem", "remedy", "level"]


def test_the_bundled_study_has_no_problems():
    assert check("seeds").empty


def test_garbled_characters_are_told_with_what_they_were():
    found = problems_of(STORY.replace("Monday", "Monâ€™day"), OTHER)
    assert found.loc[0, "value"] == "Monâ€™day" and "'â€™' was '’'" in found.loc[0, "problem"]


def test_sentences_glued_together_are_told():
    glued = STORY.replace("Monday", "Monday.The mayor left it open.Nobody was there") + "See example.com or J.R.Hill.\n"
    row = problems_of(glued, OTHER).iloc[0]
    assert row["problem"].startswith("sentences without a blank between them, in 2 places")
    assert (row["value"], row["level"]) == ("Monday.The mayor", "read as")
    assert problems_of(STORY + "See example.com or J.R.Hill.\n", OTHER).empty


def test_a_line_leads_to_the_place_in_a_text_file(tmp_path):
    (tmp_path / "a.txt").write_text(STORY.replace("Monday", "MonÃ©day"))
    (tmp_path / "b.txt").write_text(OTHER)
    found = check(tmp_path)
    row = found[found["problem"].str.contains("garbled")].iloc[0]
    assert row[["file", "line", "column"]].tolist() == ["a.txt", 3, "text"]


@pytest.mark.parametrize("ending", ["...", "…", "[+1234 chars]", "Continue reading", "Read more »", "[…]"])
def test_an_article_cut_off_is_told_by_its_ending(ending):
    assert "cut off" in problems_of(STORY.strip() + " And then " + ending, OTHER).loc[0, "problem"]


def test_a_last_sentence_without_its_end_is_told_but_no_credit_or_teaser():
    assert "cut off" in problems_of(STORY.strip()[:-12] + " and", OTHER).loc[0, "problem"]
    assert problems_of(STORY + "\nSource: Daily Example and news agencies", OTHER).empty


def test_one_line_texts_are_told_for_what_they_are():
    found = problems_of("Rain closes harbour.", STORY.replace("\n", " ") * 3)
    assert "a headline or a teaser" in found.loc[0, "problem"] and "the paragraphs were lost" in found.loc[1, "problem"]


def test_texts_that_stand_twice_or_nearly_so():
    longer = STORY + OTHER * 1 + " ".join(f"Line {n} of the story tells of ship number {n}." for n in range(30))
    found = problems_of(longer, longer.upper(), longer.replace("ship number 7", "boat number 7"))
    assert "a duplicate: the same text as 'a0', of Outlet 0" in found.loc[0, "problem"]
    assert "nearly the text of" in found.loc[1, "problem"] and found.loc[1, "value"] == "a2"
    assert found["level"].tolist() == ["wrong", "read as"]
    again = problems_of(longer, longer.replace("ship number 7", "boat number 7"), STORY, outlet=["A", "A", "B"])
    assert again["level"].tolist() == ["wrong"]


def test_a_row_that_stands_twice_is_named_once_as_a_duplicate():
    found = problems_of(STORY, STORY, OTHER, id=["a", "a", "b"])
    assert found["problem"].str.startswith("a duplicate").tolist() == [True]


def test_a_paragraph_in_another_language():
    spanish = (
        "El ministro dijo que los barcos no van a salir del puerto por la huelga de los estibadores y de la lluvia."
    )
    found = problems_of(STORY + "\nMore rain is on its way, and the ships will stay in the harbour.\n" + spanish, OTHER)
    assert "a paragraph is Spanish, the article English" in found.loc[0, "problem"]


def test_one_outlet_none_and_two_spellings():
    one = problems_of(STORY, OTHER, outlet="Daily Example")
    assert one["problem"].tolist() == ["all articles are of one outlet: there is nothing to compare."]
    none = problems_of(STORY, OTHER, outlet=None)
    assert none.loc[0, "problem"] == "none of the 2 articles has an outlet (a0, a1)."
    two = problems_of(STORY, OTHER, outlet=["Daily Example", "daily-example"])
    assert "'daily-example' (1 article) may be 'Daily Example' (1 article)" in two.loc[0, "problem"]
    assert '[outlets]: "Daily Example" = ["daily-example"]' in two.loc[0, "remedy"]


def test_mixed_languages_are_counted():
    found = problems_of(STORY, OTHER, language=["en", "es"])
    assert found.dropna(subset="value").iloc[-1]["value"] == "English 1, Spanish 1"


def test_what_reading_lists_comes_first():
    found = problems_of(STORY, OTHER, date=["06/08/2021", "8 June 2021"], langauge=["en", "en"])
    assert found["column"].tolist() == ["langauge", "date"] and "is ambiguous" in found.loc[1, "problem"]


def test_mistakes_in_a_study_and_an_empty_folder_are_rows_too(tmp_path):
    assert check(tmp_path).loc[0, "problem"] == "no article was found."
    (tmp_path / "study.toml").write_text('titel = "x"\nsed = 3\n')
    found = check(tmp_path)
    assert found["file"].tolist() == ["study.toml", "study.toml"] and "Did you mean 'title'?" in found.loc[0, "problem"]


def study(folder, toml, event="Rain"):
    table = pd.DataFrame({"id": ["a", "b"], "outlet": ["Example", "Sample"], "text": [STORY, OTHER], "event": event})
    table.to_csv(folder / "all.csv", index=False)
    (folder / "study.toml").write_text(f'source = "all.csv"\n{toml}', encoding="utf-8")
    return check(folder)


def test_what_a_study_asks_for_and_no_article_holds_is_wrong(tmp_path):
    found = study(
        tmp_path,
        '[phrases]\n"rain" = ["rain"]\n"volcano" = ["volcano"]\n"odd" = ["re:("]\n[actors]\n'
        '"Mayor" = ["Mayor", "mayor"]\n"Monday" = ["MONDAY"]\n[aliases]\n"Ann Lee" = ["A. Lee"]\n[outlets]\n'
        '"Sample" = ["Smpl"]\n"Nobody" = ["None such"]\n',
    )
    assert found[["column", "value"]].to_numpy().tolist() == [
        ["phrases", "odd"], ["phrases", "volcano"], ["actors", "Monday"], ["aliases", "Ann Lee"], ["outlets", "Nobody"],
    ]  # fmt: skip
    assert set(found["level"]) == {"wrong"} and set(found["file"]) == {"study.toml"}


def test_a_phrase_of_articles_that_are_not_measured_does_not_count(tmp_path):
    (tmp_path / "es.txt").write_text(
        "El ministro dijo que los trenes no van a salir de la ciudad por la huelga.\n\nFin."
    )
    found = study(tmp_path, '[phrases]\n"huelga" = ["huelga"]\n')
    assert found.loc[found["column"] == "phrases", "value"].tolist() == ["huelga"]


def test_a_study_without_phrases_is_named(tmp_path):
    found = study(tmp_path, "")
    assert found["column"].tolist() == ["phrases"] and "follows no phrase" in found.loc[0, "problem"]


def test_a_missing_event_column_is_read_as_groups_and_missing_cells_are_wrong():
    none = problems_of(STORY, OTHER, event=None)
    assert none[["column", "level"]].to_numpy().tolist() == [["event", "read as"]]
    assert "grouped into events by wording and date" in none.loc[0, "problem"]
    some = problems_of(STORY, OTHER, event=["Rain", None])
    assert some[["column", "value", "level"]].to_numpy().tolist() == [["event", "a1", "wrong"]]


def test_good_guesses_are_read_as_and_not_wrong():
    table = pd.DataFrame({"article_id": ["a", "b"], "Source": ["Example", "Sample"], "Body": [STORY, OTHER],
                          "Headline": [None, None], "topic": "Rain"})  # fmt: skip
    found = check(table)
    assert set(found["level"]) == {"read as"} and len(found) == 5


def test_as_many_rows_are_listed_for_a_file_as_for_a_frame(tmp_path):
    table = pd.DataFrame({"id": ["a", "b", "b"], "outlet": ["A", None, "B "], "text": [STORY, OTHER, "Cut off..."],
                          "date": ["06/08/2021", "x", None]})  # fmt: skip
    table.to_csv(tmp_path / "a.csv", index=False)
    table.to_json(tmp_path / "a.jsonl", orient="records", lines=True)
    frame = check(table)["problem"].tolist()
    assert len(frame) > 4 and check(tmp_path / "a.csv")["problem"].tolist() == [
        row.replace("data frame", "a.csv") for row in frame
    ]
    assert check(tmp_path / "a.jsonl")["problem"].tolist() == [row.replace("data frame", "a.jsonl") for row in frame]
