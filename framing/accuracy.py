"""How far measures can be trusted: what was measured of them, and how much coding would settle it for a corpus."""

from __future__ import annotations

import json
import math
from importlib.resources import files
from statistics import NormalDist

import pandas as pd

COLUMNS = ("measure", "figure", "data", "date", "versions")


def accuracy() -> pd.DataFrame:
    """What was measured of each measure on news that people coded.

    Returns
    -------
    DataFrame
        measure, figure (with what it is: an F1, a correlation, …), data (on which), date (ISO, when) and versions (of
        the package and of the model). A figure holds for that data; for other news it is a first guess.

    Examples
    --------
    >>> accuracy().columns.tolist()
    ['measure', 'figure', 'data', 'date', 'versions']
    """
    text = files("framing").joinpath("resources/accuracy.json").read_text(encoding="utf-8")
    return pd.DataFrame(json.loads(text), columns=list(COLUMNS), dtype="string")


def coding_needed(accuracy: float = 0.5, margin: float = 0.05, units: int | None = None, level: float = 0.95) -> int:
    """How many units of a corpus to code by hand, for the accuracy of a measure to be known to ± `margin`.

    Parameters
    ----------
    accuracy : float
        What it is expected to be, 0 to 1; .5 needs the most.
    margin : float
        Half the width of the interval wanted.
    units : int, optional
        Units there are; a small corpus needs fewer.
    level : float
        Of the interval.

    Returns
    -------
    int
        Units to draw at random and to code.

    Notes
    -----
    n = z² p (1 - p) / margin², and with N units n / (1 + (n - 1) / N) (Cochran 1977, eqs. 4.1 and 4.4). It holds for a
    simple random sample and one coder without error; of sentences from few articles more are needed.

    References
    ----------
    Cochran, W. G. (1977). Sampling Techniques, 3rd ed., chapter 4.

    Examples
    --------
    >>> coding_needed(0.7, 0.05), coding_needed(0.7, 0.1), coding_needed(0.7, 0.05, units=169)
    (323, 81, 112)
    """
    for name, value in (("accuracy", accuracy), ("margin", margin), ("level", level)):
        if not 0 < value < 1:
            raise ValueError(f"{name} lies between 0 and 1; {value!r} was given.")
    if units is not None and units < 1:
        raise ValueError(f"units is the number of units there are, at least 1; {units!r} was given.")
    z = NormalDist().inv_cdf((1 + level) / 2)
    n = z**2 * accuracy * (1 - accuracy) / margin**2
    if units is not None:
        n /= 1 + (n - 1) / units
    return math.ceil(n)
