"""Rectified means against ppi-python, and against formulas written out."""

import numpy as np
import pytest

from framing.clustered import shares
from framing.coding.rectify import Units, calibrated, rectified, scaled, tuned
from framing.intervals import interval

ALL, CODED = 2200, 200
# ppi-python 0.2.3, ppi_mean_pointestimate and ppi_mean_ci (alpha 0.05): estimate, low, high. Its multiple is of the
# mean of the 2,000 unlabelled units; ours, of all units, is (1 + 200 / 2000) times as large.
NUMBER = {1: (-0.00769007, -0.06159740, 0.04621726), 0: (-0.05020664, -0.15713304, 0.05671977),
          0.8883593496662708: (-0.01243665, -0.06599735, 0.04112405)}  # fmt: skip
BINARY = {1: (0.4115, 0.35396383, 0.46903617), 0: (0.4, 0.33210486, 0.46789514)}
BINARY_TUNED = (0.40715059, 0.35643923, 0.45786195)


def example(binary):
    """Made by a formula, so that ppi-python could be given the same numbers."""
    i = np.arange(ALL)
    truth = np.sin(1.7 * i) + 0.5 * np.cos(0.3 * i * i)
    machine = 0.8 * truth + 0.3 + 0.4 * np.sin(2.9 * i)
    if binary:
        truth, machine = (truth > 0.2).astype(float), (machine > 0.4).astype(float)
    coded = i % 11 == 0
    return machine, Units(np.where(coded, truth, 0), np.where(coded, ALL / CODED, 0.0), i, coded)


@pytest.mark.parametrize(("binary", "tabled"), [(False, NUMBER), (True, BINARY)])
def test_estimates_are_those_of_ppi_python_and_intervals_nearly(binary, tabled):
    machine, units = example(binary)
    for multiple, (estimate, low, high) in tabled.items():
        found = rectified(multiple * ALL / (ALL - CODED) * machine, units, ALL)
        assert found.value == pytest.approx(estimate, abs=1e-8)
        # Theirs takes labelled and unlabelled units for two samples, ours is one sample with some of it coded.
        assert 2 * 1.959964 * np.sqrt(found.variance) == pytest.approx(high - low, rel=0.01)


@pytest.mark.parametrize(("binary", "tabled"), [(False, NUMBER[0.8883593496662708]), (True, BINARY_TUNED)])
def test_the_tuned_estimate_is_that_of_ppi_python_but_for_a_tenth_of_its_error(binary, tabled):
    machine, units = example(binary)
    found = rectified(tuned(machine, units, ALL) * machine, units, ALL)
    assert found.value == pytest.approx(tabled[0], abs=0.1 * (tabled[2] - tabled[1]) / 4)
    assert 2 * 1.959964 * np.sqrt(found.variance) == pytest.approx(tabled[2] - tabled[1], rel=0.02)


def test_codes_of_everything_need_no_machine():
    generator = np.random.default_rng(0)
    human = generator.random(50)
    units = Units(human, np.ones(50), np.arange(50), np.ones(50, bool))
    assert rectified(generator.random(50), units, 50).value == pytest.approx(human.mean())


def test_the_codes_alone_are_the_weighted_mean_with_the_interval_of_a_share():
    generator = np.random.default_rng(3)
    cluster = np.repeat(np.arange(12), generator.integers(1, 6, 12))
    human, weight = generator.integers(0, 2, len(cluster)) * 1.0, generator.uniform(1, 9, len(cluster))
    units = Units(human, weight, cluster, np.ones(len(cluster), bool))
    found = rectified(np.zeros(len(cluster)), units, 12)
    assert found.value == pytest.approx(np.average(human, weights=weight))
    alone = shares(human, weight, cluster)
    assert found.variance == pytest.approx(alone.variance) and found.units == pytest.approx(alone.units)
    assert interval([found], 0.95, (0, 1))[1:3] == pytest.approx(interval([alone], 0.95, (0, 1))[1:3])


def test_a_census_has_no_error_where_everything_is_coded_and_less_than_a_sample():
    human = np.arange(40.0)
    everything = Units(human, np.ones(40), np.arange(40), np.ones(40, bool))
    assert rectified(np.zeros(40), everything, 40, census=True).variance == 0
    coded = np.arange(40) % 2 == 0
    half = Units(np.where(coded, human, 0), np.where(coded, 2.0, 0), np.arange(40), coded)
    assert rectified(np.zeros(40), half, 40, census=True).variance < rectified(np.zeros(40), half, 40).variance


def test_labels_that_tell_nothing_are_multiplied_by_little():
    generator = np.random.default_rng(1)
    coded = generator.random(2000) < 0.1
    units = Units(np.where(coded, generator.random(2000), 0), np.where(coded, 10.0, 0), np.arange(2000), coded)
    assert abs(tuned(generator.random(2000), units, 2000)) < 0.15
    machine = np.where(coded, units.human, generator.random(2000))
    assert tuned(machine, units, 2000) == pytest.approx(1, abs=0.05)


def test_no_unit_is_predicted_from_its_own_fold():
    generator = np.random.default_rng(2)
    human, machine = generator.random(100), generator.random(100)
    fold, group = np.arange(100) % 5, np.zeros(100, int)
    first = calibrated(machine[:, None], human, np.ones(100), group, fold)
    changed = np.where(fold == 3, 9.0, human)
    second = calibrated(machine[:, None], changed, np.ones(100), group, fold)
    assert first[fold == 3] == pytest.approx(second[fold == 3])
    assert abs(first - second)[fold != 3].min() > 0.1


def test_multiples_that_differ_between_folds_leave_the_machine_s_mean_where_it_is():
    machine, units = example(False)
    found = scaled(machine, units, ALL, np.arange(ALL) % 7)
    assert found.mean() == pytest.approx(machine.mean(), abs=0.01)
