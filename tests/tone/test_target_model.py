"""The shipped network: its size, its threshold, the same numbers alone and in bulk."""

from importlib.resources import files

import numpy as np
import pytest

from framing.tone.target_model import shipped


def test_it_stays_below_five_megabytes():
    folder = files("framing") / "resources" / "toward"
    assert sum(len(item.read_bytes()) for item in folder.iterdir()) < 5_000_000


def test_no_array_needs_pickle_and_no_entry_holds_two_words():
    folder = files("framing") / "resources" / "toward"
    with (folder / "vectors.npz").open("rb") as stream, np.load(stream, allow_pickle=False) as archive:
        words = archive["words"].tobytes().decode().split("\n")
    assert not any(" " in word or "_" in word for word in words)


@pytest.mark.parametrize(("odds", "label"), [
    ((0.9, 0.05, 0.05), "negative"),
    ((0.05, 0.05, 0.9), "positive"),
    ((0.34, 0.33, 0.33), "neutral"),
    ((0.5, 0.0, 0.5), "neutral"),
])
def test_weak_evidence_abstains_into_neutral(odds, label):
    assert shipped().labels(np.array([odds])) == [label]


def test_neighbours_in_bulk_change_nothing():
    sentences = [f"Hill {'was praised ' * n}and left in anger." for n in range(150)]
    mentions = [(n, 0, 4) for n in range(150)]
    together = shipped().probabilities(sentences, mentions)
    alone = np.concatenate([shipped().probabilities([sentence], [(0, 0, 4)]) for sentence in sentences])
    assert np.allclose(together, alone, atol=1e-5)


def test_no_mention_gives_no_row():
    assert shipped().probabilities([], []).shape == (0, 3)
