"""Scorers by name, from other packages, and as functions; what is wrong with one is said plainly."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint

import numpy as np
import pytest

from framing.measures._tone.scorers import GROUP, scorer, scorers


def counting(texts: list[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def test_vader_is_built_in_and_tells_why() -> None:
    scored = scorer("vader")(["A good day.", "They met."])
    assert scored.values[0] > 0 == scored.values[1]
    assert scored.evidence == ["good +1.9", ""]


@pytest.mark.parametrize("returned", [list, tuple, np.asarray])
def test_any_sequence_of_numbers_will_do(returned: Callable[[list[int]], object]) -> None:
    given = scorer(lambda texts: returned(counting(texts)))  # type: ignore[arg-type, return-value]
    assert given(["one two", "one"]).values.tolist() == [2, 1]


def test_a_text_may_be_left_unjudged() -> None:
    assert np.isnan(scorer(lambda texts: [float("nan") for _ in texts])(["a"]).values).all()


def test_a_scorer_is_not_asked_about_nothing() -> None:
    assert scorer(lambda texts: 1 / 0)([]).values.shape == (0,)


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        ([1.0], r"shape \(1,\)"),
        ([[1.0, 2.0], [3.0, 4.0]], r"shape \(2, 2\)"),
        (0.5, r"shape \(\)"),
        (["high", "low"], "not made of numbers"),
        ([1.0, float("inf")], "infinite one for text 1"),
    ],
)
def test_a_wrong_answer_is_named(answer: object, complaint: str) -> None:
    def human(texts: list[str]) -> object:
        return answer

    with pytest.raises(ValueError, match=f"'human' must return one number.*{complaint}"):
        scorer(human)(["a", "b"])  # type: ignore[arg-type]


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"No scorer is called 'vadre'\. Known: news, vader"):
        scorer("vadre")
    with pytest.raises(TypeError, match="not int"):
        scorer(3)  # type: ignore[arg-type]


def test_another_package_plugs_in_by_entry_point(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("counting", f"{__name__}:counting", GROUP)
    monkeypatch.setattr(EntryPoint, "load", lambda self: counting)
    monkeypatch.setattr(sys.modules[scorer.__module__], "entry_points", lambda group: [point])
    assert scorers() == ["news", "vader", "counting"]
    assert scorer("counting")(["one two"]).values.tolist() == [2]
