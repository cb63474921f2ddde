"""What counts as an occurrence of a declared phrase."""

import pytest

from framing.text.forms import Matcher, inflections

ERA = {"new era": ["new era"]}
COME = {"do not come": ["do not come", "don't come", "not to come"]}


@pytest.mark.parametrize(
    ("phrases", "text", "hits"),
    [
        (ERA, "A NEW ERA began", ["NEW ERA"]),
        (ERA, "‘new eras’", ["new eras"]),
        (ERA, "a new\nera", ["new\nera"]),
        (ERA, "a new\u00a0 era", ["new\u00a0 era"]),
        (ERA, "a new\n\nera", []),
        (ERA, "a “new” era", []),
        (ERA, "a nèw éra", ["nèw éra"]),
        (ERA, "a [new] era", ["new] era"]),
        (ERA, "a new [and better] era", ["new [and better] era"]),
        (ERA, "a renew era, a new eraser", []),
        (ERA, "the new era’s end", ["new era"]),
        (COME, "Don’t come. Do not come!", ["Don’t come", "Do not come"]),
        (COME, "do not not to come", ["not to come"]),
        ({"p": ["climate crisis"]}, "A climate-crisis summit. Climate‑crises.", ["climate-crisis", "Climate‑crises"]),
        ({"p": ["climate-crisis"]}, "The climate crisis, climate‐crises.", ["climate crisis", "climate‐crises"]),
        ({"p": ["climate crisis"]}, "the climate - crisis, climate -crisis", []),
        (ERA, "a new-\n\nera", []),
        ({"p": ["well being"]}, "The mayor—well—being late, left; well–being, well−being.", []),
        ({"p": ["word:new era"]}, "It is something new—era or not.", []),
        ({"p": ["word:new–era"]}, "A new–era bridge, a new-era bridge.", ["new–era"]),
        ({"p": ["re:well-being"]}, "well—being, well-being", ["well—being", "well-being"]),
        ({"p": ["new", "new era"]}, "a new era", ["new era"]),
        ({"p": ["word:new era"]}, "new eras", []),
        ({"p": ["lemma:promote growth"]}, "promoting growth", ["promoting growth"]),
        ({"p": [r"re:\bmigra\w+"]}, "Migrants and migration", ["Migrants", "migration"]),
        ({"p": [r"re:climate-cris[ei]s"]}, "climate-crisis, climate crisis", ["climate-crisis"]),
        ({"p": ["re:alpha.*omega"]}, "alpha " + "x " * 300 + "omega", ["alpha " + "x " * 300 + "omega"]),
    ],
)
def test_occurrences(phrases, text, hits):
    assert [text[start:end] for _, start, end in Matcher(phrases).find(text)] == hits


def test_one_place_may_belong_to_two_phrases():
    assert [name for name, *_ in Matcher({"a": ["new era"], "b": ["era"]}).find("new era")] == ["a", "b"]


def test_a_small_letter_that_folds_longer_keeps_the_offsets():
    text = "İİ ﬁne new era"
    ((_, start, end),) = Matcher(ERA).find(text)
    assert text[start:end] == "new era"


@pytest.mark.parametrize(
    ("phrases", "sentence"),
    [
        ({"p": "new era"}, r"give a list of forms"),
        ({"p": []}, r"has no form"),
        ({"p": [" "]}, r"empty form"),
        ({"p": ["re:("]}, r"no regular expression"),
    ],
)
def test_a_wrong_declaration_says_what_is_wrong(phrases, sentence):
    with pytest.raises(ValueError, match=sentence):
        Matcher(phrases)


@pytest.mark.parametrize(
    ("phrases", "sentence"),
    [
        ("new era", "mapping of names to lists of forms"),
        (["new era"], "not list"),
        ({"p": 3}, "give a list of forms, not int"),
        ({"p": ["new era", None]}, "a form is text, not NoneType"),
    ],
)
def test_phrases_of_another_shape_are_refused_with_the_right_one(phrases, sentence):
    with pytest.raises(TypeError, match=sentence):
        Matcher(phrases)


@pytest.mark.parametrize(
    ("word", "some"),
    [("policy", "policies"), ("box", "boxes"), ("promote", "promoting"), ("stop", "stopped"), ("child", "children")],
)
def test_inflections(word, some):
    assert some in inflections(word)
