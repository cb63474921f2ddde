"""Who a mention stands for, within an article and across a corpus."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.measures.speakers.across import join_across
from framing.measures.speakers.mentions import mentions
from framing.measures.speakers.names import Entity, resolve
from framing.measures.speakers.table import quotations
from framing.text.document import Document


def entities(text: str) -> dict[str, Entity | None]:
    """Entity of each mention, by its words; the last of equal words counts."""
    document = Document(text)
    found = mentions(document)
    return {text[m.start : m.end]: e for m, e in zip(found, resolve(document, found, every=True), strict=True)}


def name(text: str, mention: str) -> str | None:
    entity = entities(text)[mention]
    return entity.name if entity else None


@pytest.mark.parametrize(
    ("text", "mention", "expected"),
    [
        ("Mayor Ann Lee met Bo Hill. Ms. Lee left early.", "Ms. Lee", "Ann Lee"),
        ("Lee wins\n\nAnn Lee won on Monday. The town was glad.", "Lee", "Ann Lee"),
        ("Vice President Ann Lee spoke.", "Vice President Ann Lee", "Ann Lee"),
        ("Vice-President Ann Lee spoke.", "Vice-President Ann Lee", "Ann Lee"),
        ("Rep. Bo Hill of Example Town voted no. Hill said so.", "Hill", "Bo Hill"),
        ("Example Committee chairman Bo Hill voted no.", "Example Committee chairman Bo Hill", "Bo Hill"),
        ("Carla Gómez Ruiz came. Gómez Ruiz spoke first.", "Gómez Ruiz", "Carla Gómez Ruiz"),
        ("Carla Gómez Ruiz came. Mr Gomez Ruiz spoke first.", "Mr Gomez Ruiz", "Carla Gómez Ruiz"),
        ("Ann Lee’s plan failed. Lee said so.", "Lee", "Ann Lee"),
        ("Ann B. Lee came. Ann Lee spoke.", "Ann Lee", "Ann B. Lee"),
    ],
)
def test_short_forms_and_titles_go_to_the_fullest_name(text: str, mention: str, expected: str) -> None:
    assert name(text, mention) == expected


def test_a_form_of_address_tells_two_of_one_surname_apart() -> None:
    text = "Ann Lee and Bo Lee came. Mr. Bo Lee and Ms. Ann Lee spoke. Mr. Lee left. Ms. Lee stayed."
    found = entities(text)
    assert found["Mr. Lee"] == Entity("Bo Lee", "person")
    assert found["Ms. Lee"] == Entity("Ann Lee", "person")


def test_a_bare_surname_of_two_people_names_nobody() -> None:
    assert name("Ann Lee and Bo Lee came. Lee said nothing.", "Lee") is None


def test_capitals_of_a_headline_make_no_namesake() -> None:
    text = "Star Mother Corners Lee On His Plan\n\nPresident Ann Lee spoke to a mother. Lee slept."
    assert name(text, "Lee") == "Ann Lee"


def test_father_and_son_are_two() -> None:
    text = "Bo Hill came. Bo Hill Jr. stayed away."
    assert {e.name for e in entities(text).values() if e} == {"Bo Hill", "Bo Hill Jr."} or (
        len({id(e) for e in entities(text).values()}) == 2
    )


def test_a_title_alone_goes_to_its_only_holder() -> None:
    assert name("President Ann Lee met Mayor Bo Hill. Then the president left.", "the president") == "Ann Lee"


def test_a_title_with_two_holders_remains_a_role() -> None:
    text = "President Ann Lee met President Bo Hill. Then the president left."
    assert name(text, "the president") == "president"


def test_words_about_an_office_tell_its_holders_apart() -> None:
    text = "Mexican President Ann Lee met President Bo Hill. The Mexican president spoke."
    assert name(text, "The Mexican president") == "Ann Lee"


def test_the_vice_president_is_not_the_president() -> None:
    assert name("Vice President Ann Lee spoke. Later the president spoke.", "the president") == "president"


def test_an_apposition_is_its_neighbour() -> None:
    text = "Ann Lee, a doctor, met Bo Hill. The doctor said no."
    assert name(text, "The doctor") == "Ann Lee"


@pytest.mark.parametrize(
    ("text", "pronoun", "expected"),
    [
        ("Ann Lee arrived late. She was tired.", "She", "Ann Lee"),
        ("Ms. Ann Lee met Mr. Bo Hill on Monday. She was tired.", "She", "Ann Lee"),
        ("Ms. Ann Lee met Mr. Bo Hill on Monday. He was tired.", "He", "Bo Hill"),
        ("The White House denied it. It said no more.", "It", "White House"),
        ("Residents of the valley fled. They said help came late.", "They", "residents of the valley"),
    ],
)
def test_a_pronoun_goes_to_whom_it_agrees_with(text: str, pronoun: str, expected: str) -> None:
    assert name(text, pronoun) == expected


def test_no_one_is_both_he_and_she() -> None:
    found = entities("Bo Hill met Ann Lee on Monday. Hill praised Lee. She laughed. He slept.")
    assert found["She"] is None and found["He"] is None


def test_ms_tells_who_is_she_where_he_is_as_frequent() -> None:
    found = entities("Ms. Ann Lee met the council. She said it was wet. He said it was dry.")
    assert found["She"] == Entity("Ann Lee", "person") and found["He"] is None


def test_the_owner_of_her_deputy_is_not_he() -> None:
    assert name("Mayor Ann Lee spoke. Her deputy, Bo Hill, disagreed. He slept.", "He") != "Ann Lee"


def test_nobody_is_no_one() -> None:
    assert name("Nobody came.", "Nobody") is None
    assert name("No senator came.", "No senator") is None
    assert name("A No 10 spokesman came.", "A No 10 spokesman") == "No 10 spokesman"


def test_who_is_the_one_just_named() -> None:
    assert name("Bo Hill, who lost his home, wept.", "who") == "Bo Hill"


def test_the_last_speaker_goes_on() -> None:
    text = "“We lost,” Bo Hill said of Cy Poe. “We lost it all,” he said."
    document = Document(text)
    found = mentions(document)
    speaking = [next(n for n, m in enumerate(found) if text[m.start : m.end] == word) for word in ("Bo Hill", "he")]
    spans = [(1, 9), (text.index("We lost it"), text.index(",” he"))]
    resolved = resolve(document, found, spans, speaking)
    assert resolved[speaking[1]] == Entity("Bo Hill", "person")
    assert [e for n, e in enumerate(resolved) if n not in speaking] == [None] * (len(found) - 2)


@pytest.mark.parametrize(
    ("text", "mention", "expected"),
    [
        (
            "A spokesman for the bank said no.",
            "A spokesman for the bank",
            Entity("spokesman for the bank", "unnamed"),
        ),
        ("Residents said no.", "Residents", Entity("residents", "group")),
        ("The report said no.", "The report", Entity("report", "document")),
        ("The White House said no.", "The White House", Entity("White House", "organisation")),
    ],
)
def test_who_has_no_name_keeps_the_description(text: str, mention: str, expected: Entity) -> None:
    assert entities(text)[mention] == expected


def test_nothing_in_nothing_out() -> None:
    assert resolve(Document(""), []) == []


def quoted(*names: str, kind: str = "person") -> pd.DataFrame:
    rows = [(str(n), name, name, kind) for n, name in enumerate(names)]
    return pd.DataFrame(rows, columns=["article_id", "speaker", "speaker_local", "speaker_type"])


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Gómez Ruiz", "Gomez Ruiz", "Carla Gomez-Ruiz", "Carla Ana Gómez Ruiz"], "Carla Ana Gómez Ruiz"),
        (["Ann Lee", "Lee", "A. Lee"], "Ann Lee"),
        (["ANN LEE", "Ann Lee", "Ann Lee"], "Ann Lee"),
    ],
)
def test_spellings_across_articles_become_one(names: list[str], expected: str) -> None:
    for order in (names, names[::-1]):
        table = quoted(*order)
        joined = join_across(table)(table)
        assert set(joined["speaker"]) == {expected}
        assert joined["speaker_local"].tolist() == order


def test_a_surname_with_two_bearers_joins_neither() -> None:
    table = quoted("Ann Lee", "Bo Lee", "Lee")
    assert join_across(table)(table)["speaker"].tolist() == ["Ann Lee", "Bo Lee", "Lee"]


def test_aliases_of_the_study_override() -> None:
    table = quoted("Ann Lee", "The Boss", "Lee")
    joined = join_across(table, {"Ann Beatrix Lee": ["Ann Lee", "the boss"]})(table)
    assert set(joined["speaker"]) == {"Ann Beatrix Lee"}


def test_missing_speakers_stay_missing() -> None:
    table = quoted("Ann Lee")
    table.loc[0, ["speaker", "speaker_local"]] = None
    assert join_across(table)(table)["speaker"].isna().all()


def test_a_nickname_in_a_quotation_is_no_name_of_the_person():
    text = "Example poll\n\nHillary Lake met voters. “We beat Crooked Hillary Lake,” Bo Hill said. “No,” Lake said."
    table = quotations(text)
    assert table.loc[table["cue_start"] == text.rindex("said"), "speaker"].tolist() == ["Hillary Lake"]
