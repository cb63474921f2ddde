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


def coding_needed(
    accuracy: float = 0.5,
    margin: float = 0.05,
    units: int | None = None,
    level: float = 0.95,
    figure: str = "share",
) -> int:
    """How many units of a corpus to code by hand, for the accuracy of a measure to be known to ± `margin`.

    Parameters
    ----------
    accuracy : float
        What it is expected to be. A share from 0 to 1, of which .5 needs the most; a correlation from -1 to 1, of which
        0 needs the most.
    margin : float
        Half the width of the interval wanted.
    units : int, optional
        Units there are; a small corpus needs fewer.
    level : float
        Of the interval.
    figure : {"share", "correlation"}
        What the accuracy is: a share, as of labels that are right, or the correlation of scores with codes.

    Returns
    -------
    int
        Units to draw at random and to code.

    Notes
    -----
    A share p needs n = z² p (1 - p) / margin². A correlation r needs the n at which its interval, r ± z / √(n - 3) on
    the scale of Fisher's z and taken back, is twice the margin wide: n = 3 + (z / d)², where
    margin = sinh 2d / (cosh 2 artanh r + cosh 2d); it supposes that scores and codes are near normal, which tone with
    its many zeros is not, and is a first guess. With N units either is n / (1 + (n - 1) / N) (Cochran 1977, eqs. 4.1
    and 4.4; for a correlation to first order). All hold for a simple random sample and one coder without error; of
    sentences from few articles more are needed.

    References
    ----------
    Cochran, W. G. (1977). Sampling Techniques, 3rd ed., chapter 4.
    Fisher, R. A. (1921). On the "probable error" of a coefficient of correlation. Metron 1, 3-32.
    Bonett, D. G. & Wright, T. A. (2000). Sample size requirements for estimating Pearson, Kendall and Spearman
    correlations. Psychometrika 65(1), 23-28.

    Examples
    --------
    >>> coding_needed(0.7, 0.05), coding_needed(0.7, 0.1), coding_needed(0.7, 0.05, units=169)
    (323, 81, 112)
    >>> coding_needed(0.6, 0.1, figure="correlation")
    161
    """
    if figure not in ("share", "correlation"):
        raise ValueError(f"figure is 'share' or 'correlation', not {figure!r}.")
    least = 0 if figure == "share" else -1
    for name, value, low in (("accuracy", accuracy, least), ("margin", margin, 0), ("level", level, 0)):
        if not low < value < 1:
            raise ValueError(f"{name} lies between {low} and 1; {value!r} was given.")
    if units is not None and units < 1:
        raise ValueError(f"units is the number of units there are, at least 1; {units!r} was given.")
    z = NormalDist().inv_cdf((1 + level) / 2)
    if figure == "share":
        n = z**2 * accuracy * (1 - accuracy) / margin**2
    else:
        spread = margin * (1 + accuracy**2) / (1 - accuracy**2)  # margin * cosh(2 artanh r)
        d = math.log((spread + math.sqrt(spread**2 + 1 - margin**2)) / (1 - margin)) / 2
        n = 3 + (z / d) ** 2
    if units is not None:
        n /= 1 + (n - 1) / units
    return math.ceil(n)
