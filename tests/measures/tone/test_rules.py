"""What stands around a word of tone changes it, and the change is named."""

import pytest

from framing.measures._tone.rules import weigh
from framing.measures._tone.vocabulary import valences


def weighed(text):
    return weigh(text, text.split())


@pytest.mark.parametrize(
    ("text", "change"),
    [("a good day", ()), ("not good", ("negated",)), ("very good", ("boosted",)), ("slightly good", ("dampened",)),
     ("a GOOD day", ("capitals",)), ("good but late", ("before but",)), ("late but good", ("after but",)),
     ("the least good", ("negated",))],
)  # fmt: skip
def test_each_rule_leaves_its_name(text, change):
    places, values, changes = weighed(text)
    assert changes[-1] == change and [text.split()[i].lower() for i in places] == ["good"]
    assert (values[-1] == valences()["good"]) == (change == ())


def test_a_booster_counts_less_from_farther_away():
    near, far = (weighed(text)[1][0] for text in ("very good", "very much good"))
    assert near > far > valences()["good"]


def test_words_without_tone_have_no_row():
    assert weighed("The table stood there .") == ([], [], [])
