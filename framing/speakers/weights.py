"""The learned weights that rank speakers, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from framing.models import checked
from framing.speakers.features import TEMPLATES


class Weights(NamedTuple):
    """A weight for each feature string, and the slope and intercept that make scores into confidence."""

    of: dict[str, float]
    slope: float
    intercept: float


def feature_names() -> list[str]:
    """What feature strings begin with, and what they hold."""
    return [f"{name}: {meaning}" for name, meaning in TEMPLATES.items()]


@cache
def weights() -> Weights:
    """The shipped model, `resources/speakers/model.npz`; how it was made is in `card.md` beside it."""
    path = files("framing").joinpath("resources/speakers/model.npz")
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
        names = bytes(stored["names"]).decode("utf-8").split("\n")
        values = (stored["weights"].astype(np.float64) / 1000).tolist()
        slope, intercept = stored["calibration"].tolist()
        features = stored.get("features")
    checked(features, feature_names(), "framing/resources/speakers/model.npz", "benchmarks/train_speakers.py")
    return Weights(dict(zip(names, values, strict=True)), slope, intercept)
