"""An actor is found by its forms, and by the pronouns and descriptions that lead to it."""

import pytest

from framing.document import Document
from framing.speakers.actors import Actors

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
