"""Before and without codes: how many units to code, and how large an error of the machine would undo a difference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from framing.clustered import Floats, of
from framing.coding import correct_inputs as inputs
from framing.compare._contrast import Contrast
from framing.compare.result import Result

CODED = (50, 100, 150, 200, 300, 400, 600, 800, 1200)
ERRORS = (0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2)


def plan(
    machine: pd.Series[Any],
    human: pd.Series[Any],
    value: Any = None,
    cluster: pd.Series[Any] | None = None,
    total: int | None = None,
    coded: Sequence[int] = CODED,
    width: float | None = None,
    level: float = 0.95,
) -> Result:
    """How wide the interval of a share or mean will be for so many coded units, from a pilot.

    Parameters
    ----------
    machine : Series
        The machine's label or score of each pilot unit, or of all units.
    human : Series
        The codes of the pilot: at least 20 units.
    value : optional
        The label whose share is estimated.
    cluster : Series, optional
        Article of each pilot unit.
    total : int, optional
        Units that the machine has labels of; by default as many as in `machine`.
    coded : sequence of int
        Numbers of coded units to look at.
    width : float, optional
        Half the width that is wanted; the note says how many units reach it.
    level : float

    Returns
    -------
    Result
        ``.table``, a curve with one row per number of coded units: coded, human (half the width of the interval of the
        codes alone), corrected (of `framing.coding.correct`), saved (share of the coding that the machine saves). The
        note gives the pilot's correlation of codes and labels and its design effect.

    Notes
    -----
    With n of N units coded, s² the variance of the codes, d the design effect of the pilot's clusters and r the
    correlation of codes and labels, the codes alone have the variance d s² / n, the corrected estimate

        d s² (1 - r²) / n + d s² r² / N

    (double sampling with regression). The design effect is taken to stay as it is: code more articles, not more
    sentences of each. A pilot of 50 units tells r to about ±.1 to .2, so plan with some to spare.

    References
    ----------
    Cochran 1977, Sampling Techniques, 3rd ed., section 12.6 (double sampling with regression). Kish
    1965, Survey Sampling, section 5.4 (design effect).

    Examples
    --------
    >>> generator = np.random.default_rng(0)
    >>> human = pd.Series(generator.integers(0, 2, 80))
    >>> machine = human.where(generator.random(80) < 0.9, 1 - human)
    >>> curve = plan(machine, human, total=5000, coded=[100, 400]).table
    >>> curve["human"].round(3).tolist(), bool((curve["corrected"] < curve["human"]).all())
    ([0.098, 0.049], True)
    """
    if not 0 < level < 1:
        raise ValueError(f"level is between 0 and 1, such as 0.95, not {level}.")
    from scipy.special import ndtri

    human = inputs.coded(human)
    both = human.index.intersection(machine.dropna().index, sort=False)
    if len(both) < 20:
        raise ValueError(f"A pilot has at least 20 units with a code and a label, not {len(both)}.")
    y, f = inputs.numbers(machine[both], human[both], value)
    codes = inputs.codes(cluster, both, "cluster")[0] if cluster is not None else np.arange(len(both))
    part = of(y, np.ones(len(y)), codes)
    spread = float(y.var(ddof=1))
    if not spread > 0:
        raise ValueError("All codes of the pilot are alike: nothing can be planned from it. Code more units.")
    design = max(part.variance / (spread / len(y)), 1.0)
    r = inputs.correlation(f, y, np.ones(len(y)))
    r = 0.0 if np.isnan(r) else r
    units = total or len(machine)
    z = float(ndtri((1 + level) / 2))
    numbers = np.array([n for n in coded if n <= units], dtype=float)
    if not len(numbers):
        raise ValueError(f"No number of coded units is within the {units:,} units there are.")

    def half(n: Floats, r: float) -> Floats:
        return np.asarray(z * np.sqrt(design * spread * ((1 - r**2) / n + r**2 / units)))

    alone = z * np.sqrt(design * spread / numbers)
    corrected = half(numbers, r)
    same = design * spread * z**2 / corrected**2  # codes alone that would be as narrow
    table = pd.DataFrame({
        "coded": numbers.astype(int), "human": alone, "corrected": corrected, "saved": 1 - numbers / same,
    })  # fmt: skip
    note = (
        f"From a pilot of {len(both):,} units: correlation of codes and labels {r:.2f}, design effect {design:.2f}. "
        f"Half widths of {100 * level:g} % intervals; {units:,} units have labels."
    )
    if width is not None:
        floor = design * spread * r**2 / units
        room = (width / z) ** 2 - floor
        needed = int(np.ceil(design * spread * (1 - r**2) / room)) if room > 0 else 0
        if 0 < needed <= units:
            note += f" A half width of {width:g} takes {max(needed, 1):,} coded units, "
            note += f"{int(np.ceil(design * spread * (z / width) ** 2)):,} without the machine."
        else:
            note += f" A half width of {width:g} cannot be reached with these units: label more articles."
    return Result(table, note)


def sensitivity(found: Contrast, errors: Sequence[float] = ERRORS) -> Result:
    """How large an error of the measure that differs between groups would undo each difference, without any codes.

    Parameters
    ----------
    found : Contrast
        Of `framing.compare.contrast`.
    errors : sequence of float
        In the unit of the value: how far a group's value may be off, either way (of a share: wrongly counted less
        wrongly missed, over all).

    Returns
    -------
    Result
        ``.table``, one row per comparison and error: group, other, difference, error, low and high (bounds of the true
        difference where each group's value is off by up to `error`), interval_low and interval_high (the same with the
        interval's ends), sign (whether it is sure), undone_by (the error in both groups, in opposite directions, that
        makes the difference 0), undone_by_one (in one group alone) and interval_undone_by (that makes the interval
        reach 0; 0 where it does already).

    Notes
    -----
    A group's value v is known to lie within v - e and v + e, and a share within 0 and 1; the bounds of the difference
    are sharp, since each group may be off by itself. Without a limit on e nothing is known: validate the machine by
    outlet (`framing.coding.validate`), and correct (`framing.coding.correct`).

    References
    ----------
    Horowitz & Manski 1995, Identification and robustness with contaminated and corrupted data. Econometrica 63(2),
    281-302, section 3. Rogan & Gladen 1978, Estimating prevalence from the results of a screening test. American
    Journal of Epidemiology 107(1), 71-76 (errors of a share).

    Examples
    --------
    >>> import framing
    >>> tables = framing.measure(framing.simulate(events=6), across=False)
    >>> found = framing.compare.contrast(tables, "articles.quoted_share", against="Outlet A")
    >>> rows = sensitivity(found, errors=[0.02]).table
    >>> bool((rows["undone_by"] == rows["difference"].abs() / 2).all())
    True
    """
    if any(not error >= 0 for error in errors):
        raise ValueError(f"An error is 0 or more, not {min(errors)}.")
    bounds = found.facts.get("bounds", (-np.inf, np.inf))
    rows = []
    for _, row in found.table.iterrows():
        one, other, apart = (float(row[name]) for name in ("value", "value_other", "difference"))
        low, high = float(row["low"]), float(row["high"])
        nearest = 0.0 if low <= 0 <= high else min(abs(low), abs(high))
        for error in errors:
            ends = [np.clip([v - error, v + error], *bounds) for v in (one, other)]
            least, most = float(ends[0][0] - ends[1][1]), float(ends[0][1] - ends[1][0])
            sign = "sure" if least > 0 or most < 0 else "not sure"
            rows.append((
                row["group"], row["other"], apart, float(error), least, most, low - (apart - least),
                high + (most - apart), sign, abs(apart) / 2, abs(apart), nearest / 2 if np.isfinite(low) else np.nan,
            ))  # fmt: skip
    columns = ["group", "other", "difference", "error", "low", "high", "interval_low", "interval_high", "sign"]
    columns += ["undone_by", "undone_by_one", "interval_undone_by"]
    note = (
        f"{found.facts.get('value', 'The value')}: how much of each difference remains if a group's value is off by as "
        "much as error, in either direction and by itself in each group. No codes were used."
    )
    return Result(pd.DataFrame(rows, columns=columns), note)
