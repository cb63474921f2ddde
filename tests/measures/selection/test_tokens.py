"""Words as they are compared across articles: one key for the forms and house spellings of a word."""

import pytest

from framing.measures.selection.tokens import SLIGHT, fold, stem, tokens
from framing.text.document import Document


@pytest.mark.parametrize(
    ("one", "other"),
    [("organise", "organizing"), ("labour", "labor"), ("centre", "center"), ("programme", "program"),
     ("travelled", "traveled"), ("defence", "defense"), ("López’s", "Lopez"), ("co-operation", "cooperation"),
     ("3,200", "3200"), ("countries", "country")],
)  # fmt: skip
def test_house_spellings_and_forms_have_one_stem(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("hour", "hor"), ("house", "horse"), ("three", "there"), ("310m", "311m")])
def test_other_words_have_another(one, other):
    assert stem(one) != stem(other)


def test_only_case_and_the_apostrophe_are_folded_in_the_surface():
    assert fold("Didn’t") == fold("didn't") and fold("López") != fold("Lopez") and fold("cafe\u0301") == fold("café")


def test_names_and_function_words_weigh_less_and_notices_are_left_out():
    read = tokens(Document("Floods hit Acapulco.\n\nThe harbour was shut.\n\nSource: Example"), [])
    assert read.surface == ["floods", "hit", "acapulco", "the", "harbour", "was", "shut"]
    assert [word for word, weight in zip(read.surface, read.weight, strict=True) if weight == SLIGHT] == [
        "acapulco", "the", "was",
    ]  # fmt: skip
    assert read.bounds == {0: (0, 3), 1: (3, 7)}
