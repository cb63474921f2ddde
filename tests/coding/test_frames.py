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


@pytest.fixture(scope="module")
def sentences():
    """Sentences of articles under the ids of `sample`: an article repeats itself, and its codes are random."""
    generator = np.random.default_rng(3)
    articles = [f"a{n:02d}" for n in range(40)]
    index = pd.Index([f"{article}:{10 * k}-{10 * k + 9}" for article in articles for k in range(3)])
    words = [" ".join(generator.choice(MONEY + SPORT, 3)) + f" {article} {article}" for article in articles]
    texts = pd.Series(np.repeat(words, 3), index=index)
    codes = pd.Series(np.repeat(generator.permutation(["yes", "no"] * 20), 3), index=index)
    return texts, codes, pd.Series(np.repeat(articles, 3), index=index)


def test_folds_that_cut_stories_are_refused(sentences):
    """A model that has seen an article's other sentences knows its label: random ones were all right."""
    texts, codes, article = sentences
    cutting = pd.Series(np.arange(len(texts)) % 3, index=texts.index)
    for story in (None, article):
        with pytest.raises(ValueError, match=r"The folds cut 40 of 40 (articles|stories) \('a00', 'a01', 'a02', …\)"):
            frame_model(texts, codes, story=story, fold=cutting)


def test_without_stories_sentences_are_kept_with_their_article(sentences):
    texts, codes, _ = sentences
    model = frame_model(texts, codes)
    accuracy = model.validate().table.query("measure == 'accuracy'")["value"].item()
    assert accuracy < 0.75  # the codes are random
    assert "intervals clustered by article (40)" in model.validate().note
    corrected = model.correct(codes.iloc[::3], pd.Series(1 / 3, index=texts.index))
    assert "clustered by article" in corrected.note


def test_units_that_share_nothing_are_said_to_be_independent(world):
    texts, codes, story = world
    alone = frame_model(texts, codes.iloc[:60])
    assert "take units for independent" in alone.validate().note
    assert "each unit taken for independent" in alone.correct(codes, pd.Series(1.0, index=texts.index)).note
    assert "clustered by story" in frame_model(texts, codes.iloc[:60], story=story).validate().note


def test_folds_may_have_names(world):
    texts, codes, story = world
    numbers = pd.Series(pd.factorize(story)[0] % 3, index=texts.index)
    named = numbers.map({0: "train", 1: "dev", 2: "test"})
    one, two = (frame_model(texts, codes, story=story, fold=fold) for fold in (numbers, named))
    assert one._probability == pytest.approx(two._probability)


@pytest.mark.parametrize(
    ("fold", "kind", "message"),
    [
        (lambda t, c: pd.Series(0, t.index).where(t.index != "u3"), ValueError, "1 of 150 units have no fold.* 'u3'"),
        (lambda t, c: pd.Series(0, t.index), ValueError, "Outside the fold 0 there are 0 codes, 0 of them 'yes'"),
        (lambda t, c: (c == "yes").astype(int), ValueError, "there is nothing to learn from"),
        (lambda t, c: [0, 1] * 75, TypeError, "fold is a Series indexed by unit"),
    ],
)
def test_folds_that_cannot_be_used_are_refused(world, fold, kind, message):
    texts, codes, _ = world
    with pytest.raises(kind, match=message):
        frame_model(texts, codes, fold=fold(texts, codes))


def test_codes_say_the_value_however_they_are_written(world):
    texts, codes, story = world
    spelled = codes.where(np.arange(len(codes)) % 2 == 0, codes.str.upper() + " ")
    assert (frame_model(texts, spelled, story=story).coded == codes).all()
