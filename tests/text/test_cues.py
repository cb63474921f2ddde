"""Which words introduce speech, and what they tell of the reporter's view."""

import pytest

from framing.text.cues import LISTS, cue_class, cue_data, cue_forms, listed, speech_flag


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("said", "neutral"),
        ("According to", "neutral"),
        ("claimed", "expressive"),
        ("has repeatedly insisted", "expressive"),
        ("argues", "assertive"),
        ("wrote", "written"),
        ("fired back", "expressive"),
        ("shouted", "prosodic"),
        ("walked", None),
        ("", None),
    ],
)
def test_class_of_a_cue(cue: str, expected: str | None) -> None:
    assert cue_class(cue) == expected


def test_every_class_is_explained_and_used() -> None:
    data = cue_data()
    assert set(cue_forms().values()) == set(data["classes"])
    assert "Caldas-Coulthard" in data["source"]


def test_no_form_is_longer_than_four_words() -> None:
    assert max(len(form.split()) for form in cue_forms()) <= 4


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("said", "yes"), ("has repeatedly denied", "yes"), ("according to", "yes"), ("made clear", "yes"),
        ("criticised", "either"), ("called for", "either"), ("believes", "no"), ("expects", "no"), ("walked", None),
    ],
)  # fmt: skip
def test_speech_is_told_from_views_and_from_beliefs(cue: str, expected: str | None) -> None:
    assert speech_flag(cue) == expected


def test_every_verb_says_whether_it_reports_speech() -> None:
    data = cue_data()
    assert {verb["speech"] for verb in data["verbs"].values()} == set(data["speech"])


@pytest.mark.parametrize("name", LISTS)
def test_the_lists_of_rules_hold_forms_of_listed_verbs_alone(name: str) -> None:
    verbs = cue_data()["verbs"].values()
    assert listed(name) and all(set(verb.get(name, ())) <= set(verb["forms"]) for verb in verbs)


def test_a_list_that_is_not_there_is_named() -> None:
    with pytest.raises(KeyError, match=r"no list 'mark' .* marks, sentences, kinds"):
        listed("mark")
