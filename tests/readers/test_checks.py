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
            **columns,
        }
    )
    return check(table)


def test_a_sound_corpus_has_no_problems():
    found = problems_of(STORY, OTHER)
    assert found.empty and list(found) == ["file", "line", "column", "value", "problem", "remedy"]


def test_the_bundled_study_has_no_problems():
    assert check("seeds").empty


def test_garbled_characters_are_told_with_what_they_were():
    found = problems_of(STORY.replace("Monday", "Monâ€™day"), OTHER)
    assert found.loc[0, "value"] == "Monâ€™day" and "'â€™' was '’'" in found.loc[0, "problem"]


def test_a_line_leads_to_the_place_in_a_text_file(tmp_path):
    (tmp_path / "a.txt").write_text(STORY.replace("Monday", "MonÃ©day"))
    (tmp_path / "b.txt").write_text(OTHER)
    found = check(tmp_path)
    assert found.loc[0, ["file", "line", "column"]].tolist() == ["a.txt", 3, "text"]


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
    assert "the same text as 'a0'" in found.loc[0, "problem"]
    assert "nearly the text of" in found.loc[1, "problem"] and found.loc[1, "value"] == "a2"


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
    assert none.loc[0, "problem"] == "2 of 2 articles have no outlet." and none.loc[0, "value"] == "a0, a1"
    two = problems_of(STORY, OTHER, outlet=["Daily Example", "daily-example"])
    assert "perhaps the same outlet as 'Daily Example'" in two.loc[0, "problem"]


def test_mixed_languages_are_counted():
    found = problems_of(STORY, OTHER, language=["en", "es"])
    assert found.iloc[-1]["value"] == "English 1, Spanish 1"


def test_what_reading_lists_comes_first():
    found = problems_of(STORY, OTHER, date=["06/08/2021", "8 June 2021"], langauge=["en", "en"])
    assert found["column"].tolist() == ["langauge", "date"] and "cannot be told" in found.loc[1, "problem"]


def test_mistakes_in_a_study_and_an_empty_folder_are_rows_too(tmp_path):
    assert check(tmp_path).loc[0, "problem"] == "no article was found."
    (tmp_path / "study.toml").write_text('titel = "x"\nsed = 3\n')
    found = check(tmp_path)
    assert found["file"].tolist() == ["study.toml", "study.toml"] and "Did you mean 'title'?" in found.loc[0, "problem"]
