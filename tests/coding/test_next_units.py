"""What to code next: known chances, exactly as many as asked for, and an estimate that stays unbiased."""

import numpy as np
import pandas as pd
import pytest

from framing.coding import frame_model, next_sample
from framing.coding.next_units import inclusion, systematic


def test_estimates_stay_unbiased_however_wrong_the_model_is():
    generator = np.random.default_rng(1)
    truth = generator.random(600) < 0.3
    wrong = np.where(truth, 0.1, 0.6) + generator.normal(0, 0.02, 600)  # sure of the opposite
    chance = inclusion(np.clip(wrong, 0.01, 0.99), 90)
    estimates = []
    for seed in range(400):
        drawn = systematic(chance, seed)
        estimates.append((truth[drawn] / chance[drawn]).sum() / 600)
    error = np.std(estimates) / np.sqrt(len(estimates))
    assert abs(np.mean(estimates) - truth.mean()) < 3 * error and len(drawn) == 90


def test_chances_sum_to_the_number_drawn_and_are_at_most_one():
    chance = inclusion(np.array([0.5] * 3 + [0.0001] * 7), 5)
    assert chance.sum() == pytest.approx(5) and chance.max() <= 1 and chance.min() > 0


def test_what_was_coded_counts_for_itself():
    texts = pd.Series([f"Costs rose by {n} percent." if n % 2 else f"The {n} players met." for n in range(70)])
    model = frame_model(texts, pd.Series(["yes" if n % 2 else "no" for n in range(40)]), model="fast")
    drawn = next_sample(model, 10)
    assert (drawn.probability[:40] == 1).all() and set(drawn.table["unit"]).isdisjoint(range(40))
    with pytest.raises(ValueError, match="30 units"):
        next_sample(model, 31)
