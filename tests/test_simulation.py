"""The simulated corpus has the differences it states, and simulated coders the accuracy they are given."""

import pandas as pd
import pytest

from framing.simulation import OUTLETS, TERM, USUAL_TERM, known_differences, simulate, simulate_codes


def test_the_same_seed_gives_the_same_texts_and_another_seed_others():
    assert [a.text for a in simulate(2, seed=1)] == [a.text for a in simulate(2, seed=1)]
    assert [a.text for a in simulate(2, seed=1)] != [a.text for a in simulate(2, seed=2)]


def test_every_outlet_covers_every_event():
    corpus = simulate(events=3, per_event=2)
    assert len(corpus) == 3 * 2 * len(OUTLETS)
    assert {(a.outlet, a.event) for a in corpus} == {(o.name, f"event {e:02d}") for o in OUTLETS for e in range(3)}


def test_outlets_share_wire_copy():
    corpus = simulate(events=8)
    sentences = pd.Series([s for a in corpus for s in a.text.split("\n\n")])
    assert (sentences.value_counts() > 1).sum() > 8


def test_planted_words_are_where_they_were_planted():
    corpus = simulate(events=40)
    share = {}
    for outlet in corpus.outlets:
        text = " ".join(a.text for a in corpus if a.outlet == outlet)
        share[outlet] = text.count(TERM) / (text.count(TERM) + text.count(USUAL_TERM))
    stated = known_differences().set_index("what").loc["term"]
    assert max(share, key=share.get) == stated["outlet"]
    assert share[stated["outlet"]] > 2 * sorted(share.values())[-2]


@pytest.mark.parametrize("accuracy", [0.5, 0.8, 1.0])
def test_coders_are_as_accurate_as_stated(accuracy):
    truth = pd.Series([0, 1] * 2000)
    codes = simulate_codes(truth, coders=1, accuracy=accuracy, seed=3)
    right = (codes["value"].to_numpy() == truth.to_numpy()).mean()
    assert right == pytest.approx(accuracy, abs=0.03)


def test_codes_are_labelled_as_simulated():
    codes = simulate_codes(pd.Series([0, 1]), missing=0.0)
    assert codes["coder"].str.startswith("simulated").all()


def test_an_impossible_accuracy_is_refused():
    with pytest.raises(ValueError, match="from 0 to 1"):
        simulate_codes(pd.Series([0]), accuracy=1.5)
