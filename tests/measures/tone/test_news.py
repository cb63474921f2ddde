"""The learned scorer: what it reads in a sentence, and that it plugs in like any other."""

from __future__ import annotations

import hashlib
import re

import numpy as np
import pytest

from framing.measures._tone.news import MODEL, news, pieces
from framing.measures._tone.news_features import features
from framing.measures._tone.scorers import scorer

DARK = "The scandal left the hospital in ruins and thousands without care."
BRIGHT = "A wise and generous reform gave the families new hope."


def test_it_orders_plain_sentences() -> None:
    bright, plain, dark = news([BRIGHT, "The committee meets on Tuesday.", DARK])
    assert bright > plain > dark


def test_scores_are_numbers_between_minus_one_and_one_for_any_text() -> None:
    scores = news(["", " ", "!", "😀", "a" * 10_000, "good " * 5_000, "bad! " * 5_000, BRIGHT])
    assert np.abs(scores).max() <= 1
    assert np.isfinite(scores).all()
    assert news([]).shape == (0,)


def test_a_sentence_is_scored_alike_alone_and_in_company() -> None:
    assert news([DARK, BRIGHT]).tolist() == [*news([DARK]), *news([BRIGHT])]


def test_it_plugs_in_by_name() -> None:
    scored = scorer("news")([DARK])
    assert scored.values.tolist() == news([DARK]).tolist()
    assert scored.evidence is None


def test_curly_marks_make_no_difference() -> None:
    assert news(["It isn’t a “good” plan."]) == news(["It isn't a \"good\" plan."])


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The plan is not good.", -0.5),
        ("Not now, said one; good, said the other.", 1.0),  # a mark ends the negation's reach
        ("They never again did a single very good thing.", 1.0),  # so do four words
        ("It isn't good, it is good.", 0.5),
    ],
)
def test_a_negated_word_counts_half_and_the_other_way(text: str, counted: float) -> None:
    assert features(text).words["good"] == counted


def test_every_sentence_has_the_same_number_of_features() -> None:
    assert {len(features(text).dense) for text in ("", "?", DARK, BRIGHT, "😀 no")} == {51}


def test_pieces_of_a_word_hold_its_bounds() -> None:
    assert pieces("reform")[:3] == [" ref", " refo", " refor"]
    assert pieces("go") == [" go "]
    assert pieces("!") == [" ! "]


def test_the_model_is_the_one_of_its_card_and_holds_no_phrase() -> None:
    card = (MODEL.parent / "card.md").read_text(encoding="utf-8")
    assert hashlib.sha256(MODEL.read_bytes()).hexdigest() in card
    assert MODEL.stat().st_size < 5_000_000
    with np.load(MODEL, allow_pickle=False) as arrays:
        for kind in ("words", "pieces", "charges"):
            names = bytes(arrays[f"{kind}_names"]).decode().split("\n")
            assert len(names) == len(arrays[kind])
            assert not [name for name in names if re.search(r"\S\s+\S", name)]
