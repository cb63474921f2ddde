"""A frame model learns from codes, and its output is only had validated or corrected."""

import numpy as np
import pandas as pd
import pytest

from framing.coding import frame_model
from framing.coding.frame_pipeline import folds, probabilities, threshold

MONEY = ["costs rose again", "prices fell sharply", "the budget shrank", "taxes went up"]
SPORT = ["the match was drawn", "the coach resigned", "fans filled the hall", "a runner won"]


@pytest.fixture(scope="module")
def world():
    generator = np.random.default_rng(0)
    index = pd.Index([f"u{i}" for i in range(150)])
    present = generator.random(150) < 0.35
    texts = [
        f"On day {i} {generator.choice(MONEY if (p if generator.random() < 0.9 else not p) else SPORT)} in the town."
        for i, p in enumerate(present)
    ]
    codes = pd.Series(np.where(present, "yes", "no"), index=index)
    story = pd.Series([f"s{i // 2}" for i in range(150)], index=index)
    return pd.Series(texts, index=index), codes, story


@pytest.fixture(scope="module")
def model(world):
    texts, codes, story = world
    return frame_model(texts, codes.iloc[:110], "yes", story)


def test_it_learns_what_the_codes_say(model):
    f1 = model.validate().table.query("label == 'yes' and measure == 'f1'")["value"].item()
    assert f1 > 0.75


def test_validation_says_that_the_agreement_of_the_codes_is_unknown(model):
    assert "unknown" in model.validate().note and "is low" in model.validate(reliability=0.4).note


def test_the_share_is_corrected_by_a_probability_sample(model, world):
    texts, codes, _ = world
    found = model.correct(codes.sample(60, random_state=2), pd.Series(60 / 150, index=texts.index))
    table = found.table.set_index("method")
    assert table.loc["dsl", "low"] < (codes == "yes").mean() < table.loc["dsl", "high"]


def test_a_unit_is_never_predicted_from_its_own_code_or_story(world):
    texts, codes, story = world
    known = codes.iloc[:110]
    other = known.mask(story[known.index] == "s3", known.map({"yes": "no", "no": "yes"}))
    parts = pd.Series(pd.factorize(story)[0] % 5, index=texts.index)
    one, two = (frame_model(texts, c, "yes", story, parts) for c in (known, other))
    same = (parts == parts[story == "s3"].iloc[0]).to_numpy()
    assert one._probability[same] == pytest.approx(two._probability[same])
    assert not np.allclose(one._probability[~same], two._probability[~same])


def test_units_to_code_next_are_uncoded_uncertain_and_not_alike(model, world):
    texts, codes, _ = world
    chosen = model.next_units(5)
    assert len(chosen) == 5 and chosen["unit"].is_unique and not set(chosen["unit"]) & set(codes.index[:110])
    uncoded = pd.Series(model._distance, index=texts.index).iloc[110:]
    assert chosen["distance"].mean() < uncoded.mean()
    assert len({text.split(" in the")[0].split(" ", 3)[3] for text in texts[chosen["unit"]]}) >= 3


def test_everything_coded_leaves_nothing_to_code_next(world):
    texts, codes, story = world
    assert frame_model(texts[:60], codes[:60], "yes", story).next_units(3).empty


def test_the_learning_curve_grows_with_the_codes(model):
    curve = model.learning_curve(steps=3)
    assert curve["codes"].is_monotonic_increasing and curve["f1"].iloc[-1] >= curve["f1"].iloc[0]


@pytest.mark.parametrize(
    ("codes", "message"),
    [(lambda c: c.iloc[:12], "with it and 10 without"), (lambda c: c.rename({"u0": "zzz"}), "same unit id")],
)
def test_what_cannot_be_learned_from_is_refused(world, codes, message):
    with pytest.raises(ValueError, match=message):
        frame_model(world[0], codes(world[1]))


def test_the_threshold_gives_the_best_f1():
    generator = np.random.default_rng(1)
    present = generator.random(80) < 0.3
    probability = np.round(generator.random(80) * 0.6 + 0.3 * present, 2)

    def f1(limit):
        called = probability >= limit
        return 2 * (called & present).sum() / (called.sum() + present.sum())

    assert f1(threshold(probability, present)) == pytest.approx(max(f1(limit) for limit in probability))


def test_folds_keep_stories_whole_and_spread_the_frame():
    generator = np.random.default_rng(0)
    story = np.sort(generator.integers(0, 40, 200))
    story = np.unique(story, return_inverse=True)[1]
    present = generator.random(200) < 0.1
    found = folds(story, present, np.ones(200, bool), 5, 0)
    assert all(len(set(found[story == s])) == 1 for s in set(story))
    holding = pd.Series(story[present]).drop_duplicates()
    assert np.ptp(np.bincount([found[story == s][0] for s in holding], minlength=5)) <= 1


def test_a_fold_without_the_frame_to_learn_from_is_given_the_rate():
    from scipy.sparse import csr_matrix

    present = np.array([False, False, False, True])
    assert probabilities(csr_matrix(np.eye(4)), present, np.array([0, 0, 1, 1]))[2:].tolist() == [0.0, 0.0]
