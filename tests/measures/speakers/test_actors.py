"""An actor is found by its forms, and by the pronouns and descriptions that lead to it."""

import pytest

from framing.measures.speakers.actors import Actors, settled
from framing.text.document import Document

HARRIS = {"Harris": ["Kamala Harris", "Harris"]}


def found(text, forms=HARRIS):
    spans = Actors(forms).find(Document(text))
    return {actor: [text[a:b] for a, b in own] for actor, own in spans.items()}


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Kamala Harris left. She was tired.", ["Kamala Harris", "She"]),
        ("Ms Harris left.", ["Harris"]),
        ("Vice President Kamala Harris met Ann Lee. Harris spoke.", ["Kamala Harris", "Harris"]),
        ("It rained. She left.", []),
        ("Harrison left.", []),
    ],
)
def test_mentions(text, mentions):
    assert found(text)["Harris"] == mentions


def test_a_country_is_found_by_each_of_its_forms():
    text = "The U.S. and the United States; it told us."
    assert found(text, {"United States": ["United States", "U.S.", "US"]})["United States"][:2] == [
        "U.S.",
        "United States",
    ]


def test_nobody_asked_for_is_nobody_found():
    assert found("Kamala Harris left.", {}) == {}


def test_a_surname_finds_the_whole_name_and_the_pronouns():
    text = "Ann Lee arrived. Ms. Lee was late, she said. Bo Hill waited."
    assert found(text, {"Lee": ["Lee"]})["Lee"] == ["Ann Lee", "Lee", "she"]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Kamala Harris left. Ms Harris slept.", ["Kamala Harris", "Harris"]),
        ("Kamala Harris left. Vice-President Harris’s plane waited.", ["Kamala Harris", "Harris"]),
        ("Harris slept.", []),  # the article may mean another
    ],
)
def test_a_whole_name_finds_the_surname_too(text, mentions):
    assert found(text, {"Harris": ["Kamala Harris"]})["Harris"] == mentions


def test_a_surname_of_two_people_finds_neither_unless_one_is_named_whole():
    text = "Ann Lee praised the mayor. Bo Lee lied. He was jailed."
    assert found(text, {"Lee": ["Lee"]})["Lee"] == []
    assert found(text, {"Lee": ["Ann Lee", "Lee"]})["Lee"] == ["Ann Lee"]


def test_a_form_is_found_with_the_capitals_it_is_written_with():
    assert found("They told us that the US lied, and the dam broke.", {"US": ["US"]})["US"] == ["US"]
    assert found("HARRIS SLEEPS\n\nKamala Harris slept.")["Harris"] == ["HARRIS", "Kamala Harris"]
    assert found("The Dam broke.", {"dam": ["dam"]})["dam"] == ["Dam"]


@pytest.mark.parametrize("told", ["Hill told Harris that plans were dead.", "Hill told Harris that talks failed."])
def test_what_an_actor_is_told_is_no_mention_of_the_actor(told):
    assert found(told)["Harris"] == ["Harris"]


def test_initials_in_a_name_are_a_habit_of_some_outlets():
    assert found("Ann B. Lee lied. Ms. Lee left.", {"Lee": ["Ann Lee"]})["Lee"] == ["Ann B. Lee", "Lee"]


def test_two_actors_of_one_surname_share_no_mention():
    text = "Bo Lee lied to voters. Ann Lee did not. Lee left."
    assert found(text, {"Bo": ["Bo Lee"], "Ann": ["Ann Lee"]}) == {"Bo": ["Bo Lee"], "Ann": ["Ann Lee"]}


@pytest.mark.parametrize(
    ("forms", "text", "mentions"),
    [
        (["Ann Lee", "Lee"], "Ann Rose Lee left. Bo Lee smiled. Ann Lee won.", ["Ann Rose Lee", "Ann Lee"]),
        (["Lee", "The Boss"], "Ann Lee left. The Boss slept. Lee won.", ["Ann Lee", "The Boss", "Lee"]),
        (["Trump", "Trump administration"], "Donald Trump left. He slept.", ["Donald Trump", "He"]),
        (["Ocasio-Cortez"], "Ann Ocasio-Cortez left. Ocasio Cortez slept.", ["Ann Ocasio-Cortez", "Ocasio Cortez"]),
    ],
)
def test_no_form_of_an_actor_is_a_rival_of_another(forms, text, mentions):
    assert found(text, {"actor": forms})["actor"] == mentions


@pytest.mark.parametrize(
    ("form", "text"),
    [("Shaq O'Neill", "Shaq O’Neill left. He slept."), ("Ann Nunez", "Ann Núñez left. He slept.")],
)
def test_marks_and_accents_are_a_matter_of_the_keyboard(form, text):
    assert len(found(text, {"actor": [form]})["actor"]) == 2


def test_what_is_linked_is_held_to_the_capitals_of_a_form_too():
    assert found("Ice melted. ICE came.", {"ICE": ["ICE"]})["ICE"] == ["ICE"]
    assert found("He painted the white house.", {"WH": ["White House"]})["WH"] == []


def over(texts, forms):
    """Mentions in each text of a corpus, with what the whole corpus settles."""
    documents = [Document(text) for text in texts]
    actors = Actors(forms, settled(documents, forms))
    return [[d.text[a:b] for own in actors.find(d).values() for a, b in own] for d in documents]


@pytest.mark.parametrize(
    ("other", "mentions"),
    [
        ("Ms Harris slept.", ["Harris"]),
        ("“No,” President Harris said. She left.", ["Harris", "She"]),
        ("The Biden-Harris campaign went on.", ["Harris"]),
        ("K. Harris slept.", ["K. Harris"]),
        ("Kamalah Harris slept.", ["Kamalah Harris"]),  # misspelled
        ("Doug Harris slept. Harris snored.", []),  # a namesake in the article
        ("Harrison slept.", []),
    ],
)
def test_a_surname_that_one_person_of_the_corpus_bears_finds_that_person(other, mentions):
    assert over(["Kamala Harris left. She was tired.", other], {"Harris": ["Kamala Harris"]})[1] == mentions


def test_a_surname_that_two_people_of_the_corpus_bear_settles_nothing():
    texts = ["Ann Lee left.", "Bo Lee lied.", "Lee slept."]
    assert over(texts, {"Lee": ["Ann Lee"]}) == [["Ann Lee"], [], []]


def test_a_title_of_the_other_sex_is_somebody_else():
    texts = ["Ann Lee left. Ms. Lee was tired.", "Mr. Lee lied."]
    assert over(texts, {"Lee": ["Ann Lee"]})[1] == []


def test_a_headline_glued_to_a_name_is_no_namesake():
    texts = ["Chuck Hagel left.", "JUST WATCHED Hagel", "Mr. Hagel slept."]
    assert over(texts, {"Hagel": ["Chuck Hagel"]})[2] == ["Hagel"]


def test_the_order_of_the_corpus_settles_nothing():
    texts = [Document(text) for text in ("Ann Lee left.", "Ms. Lee slept.", "Bo Hill met Ann Lee.")]
    forms = {"Lee": ["Ann Lee"], "Hill": ["Bo Hill"]}
    assert settled(texts, forms) == settled(texts[::-1], forms)
