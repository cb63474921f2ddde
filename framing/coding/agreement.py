"""Intercoder reliability: Krippendorff's alpha with its interval, over all, by value and by pair of coders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from framing.coding.alpha import Floats, alpha, coincidences, distances
from framing.coding.codebooks import LEVELS, Codebook, codebook
from framing.compare.resampling import percentile
from framing.compare.result import Drawn
from framing.compare.units import LEAST

RELIABLE, TENTATIVE = 0.8, 0.667  # Krippendorff's customary bounds
DRAWS = 1000
COLUMNS = (
    "variable", "part", "what", "level", "alpha", "low", "high", "agreement", "codes", "articles",
)  # fmt: skip


@dataclass(frozen=True, repr=False)
class Agreement(Drawn):
    """Agreement of coders; see `agreement`."""

    def alpha(self, variable: str | None = None) -> float:
        """Alpha over all coders and values of a variable."""
        rows = self.table[self.table["part"] == "all"]
        if variable is not None:
            rows = rows[rows["variable"] == variable]
        if len(rows) != 1:
            raise KeyError(f"Name one of the variables {', '.join(self.table['variable'].unique())}, not {variable!r}.")
        return float(rows["alpha"].iloc[0])


def agreement(
    codes: pd.DataFrame,
    book: str | Path | Codebook | None = None,
    measured: str = "nominal",
    level: float = 0.95,
    seed: int = 0,
) -> Agreement:
    """Krippendorff's alpha with a bootstrap interval, beside the share of pairs of codes that agree.

    Parameters
    ----------
    codes : DataFrame
        unit, coder, value; variable where there are several; article_id where units are nested in articles, which are
        then what the bootstrap draws. Units that a coder left out are simply not there.
    book : Codebook, name or path, optional
        Gives each variable's level of measurement and the order of its values.
    measured : {"nominal", "ordinal", "interval"}
        The level where no codebook gives it; values are then ordered as numbers.
    level : float
        Of the intervals.
    seed : int

    Returns
    -------
    Agreement
        ``.table``: variable; part and what (``all``; ``value`` with one value against the others; ``coders`` with a
        pair); level; alpha, low, high; agreement (share of pairs of codes, 0 to 1); codes (of units that two coders
        coded); articles (with such units). Alpha is missing where the values do not vary; the interval also where the
        coders never disagree or there are fewer than 4 articles.

    Raises
    ------
    ValueError
        If a coder coded a unit twice, or the values of an interval variable are not numbers.

    References
    ----------
    Krippendorff 2019, Content Analysis (4th ed.), chapter 12. Hayes & Krippendorff 2007, Communication Methods and
    Measures 1(1).

    Examples
    --------
    >>> codes = pd.DataFrame({"unit": list("aabbccdd"), "coder": list("xyxyxyxy"), "value": list("11001110")})
    >>> found = agreement(codes)
    >>> round(found.alpha(), 3), found.table["agreement"].iloc[0].item()
    (0.533, 0.75)
    """
    if measured not in LEVELS:
        raise ValueError(f"measured is {', '.join(LEVELS)}, not {measured!r}.")
    missing = [name for name in ("unit", "coder", "value") if name not in codes]
    if missing:
        raise KeyError(f"The codes lack {', '.join(missing)}; they need unit, coder, value.")
    rows = []
    named = codes if "variable" in codes else codes.assign(variable="value")
    for variable, chosen in named.dropna(subset=["value"]).groupby("variable", sort=False):
        if chosen.duplicated(["unit", "coder"]).any():
            twice = chosen.loc[chosen.duplicated(["unit", "coder"]), "unit"].iloc[0]
            raise ValueError(f"A coder gave the unit {twice!r} two values of {variable!r}; keep one.")
        what, order = measured, sorted(chosen["value"].unique(), key=_in_order)
        if book is not None:
            entry = codebook(book)[str(variable)]
            what, order = entry.level, list(entry.allowed)
        for part, name, pairs in _parts(chosen, order):
            scale = what if part != "value" else "nominal"
            rows.append((variable, part, name, scale, *_estimated(pairs, order, scale, level, seed)))
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return Agreement(table, _note(table, codes, level), "reliability", {"level": level})


def _parts(codes: pd.DataFrame, order: Sequence[Any]) -> Iterator[tuple[str, str, Floats]]:
    """Coincidences by article: of all codes, of each value against the others, of each pair of coders."""
    everything = _by_article(codes, order)
    yield "all", "", everything
    for place, value in enumerate(order):
        own = everything[:, place, place]
        row = everything[:, place, :].sum(axis=1) - own
        rest = everything.sum(axis=(1, 2)) - own - 2 * row
        yield "value", str(value), np.stack([np.stack([own, row], -1), np.stack([row, rest], -1)], -2)
    coders = list(dict.fromkeys(codes["coder"]))
    if len(coders) > 2:
        for one, other in combinations(coders, 2):
            yield "coders", f"{one} × {other}", _by_article(codes[codes["coder"].isin([one, other])], order)


def _by_article(codes: pd.DataFrame, order: Sequence[Any]) -> Floats:
    """Coincidences summed within each article (or unit, where the articles are not known)."""
    unit, units = pd.factorize(codes["unit"])
    place = pd.Index(order).get_indexer(codes["value"])
    if (place < 0).any():
        raise ValueError(f"Values that the codebook does not have: {sorted(set(codes['value'][place < 0]))[:3]}.")
    counts = np.zeros((len(units), len(order)))
    np.add.at(counts, (unit, place), 1)
    pairs = counts.sum(axis=1) > 1
    first = codes.drop_duplicates("unit")  # in the order of `units`
    own = first["article_id" if "article_id" in first else "unit"].to_numpy()
    cluster, clusters = pd.factorize(own[pairs])
    table = np.zeros((len(clusters), len(order), len(order)))
    np.add.at(table, cluster, coincidences(counts[pairs]))
    return table


def _estimated(table: Floats, order: Sequence[Any], what: str, level: float, seed: int) -> tuple[Any, ...]:
    """Alpha, low, high, agreement, codes, articles."""
    points = _points(order, what)
    whole = table.sum(axis=0)
    codes = whole.sum()
    estimate = alpha(whole, distances(whole, points, what)).item()
    agree = np.trace(whole) / codes if codes else np.nan
    low = high = np.nan
    if len(table) >= LEAST and codes and np.trace(whole) < codes:
        # Articles are drawn with replacement: a draw is how often each of them comes.
        times = np.random.default_rng(seed).multinomial(len(table), np.full(len(table), 1 / len(table)), DRAWS)
        drawn = (times.astype(float) @ table.reshape(len(table), -1)).reshape(DRAWS, *whole.shape)
        found = alpha(drawn, distances(drawn, points, what))
        low, high = percentile(found[np.isfinite(found)], level)
    return estimate, low, high, float(agree), round(codes), len(table)


def _points(order: Sequence[Any], what: str) -> list[float]:
    if what != "interval":
        return [float(place) for place in range(len(order))]
    try:
        return [float(value) for value in order]
    except ValueError:
        raise ValueError(f"Interval values are numbers; found {', '.join(map(str, order[:5]))}.") from None


def _in_order(value: Any) -> tuple[int, float, str]:
    try:
        return 0, float(value), ""
    except ValueError:
        return 1, 0.0, str(value)


def reading(value: float | None) -> str:
    """What an alpha allows, in words.

    Examples
    --------
    >>> reading(0.85), reading(0.7), reading(0.5), reading(None)
    ('reliable', 'tentative', 'low', 'unknown')
    """
    if value is None or np.isnan(value):
        return "unknown"
    return "reliable" if value >= RELIABLE else "tentative" if value >= TENTATIVE else "low"


def _note(table: pd.DataFrame, codes: pd.DataFrame, level: float) -> str:
    every = table[table["part"] == "all"]
    drawn = "articles" if "article_id" in codes else "units"
    simulated = codes["coder"].astype(str).str.startswith("simulated").any()
    note = (
        f"Krippendorff's alpha of {codes['coder'].nunique()} coders over {codes['unit'].nunique():,} units; units that "
        f"only one of them coded do not count. {level:.0%} intervals: percentile bootstrap over {drawn}, {DRAWS:,} "
        f"draws. Customary bounds: {RELIABLE} reliable, {TENTATIVE} for tentative conclusions."
    ).replace("%", " %")
    weak = [f"{row['variable']} ({row['alpha']:.2f})" for _, row in every.iterrows() if row["alpha"] < TENTATIVE]
    if weak:
        note += f" Below both: {', '.join(weak)}."
    return ("Simulated coders, no real coding. " if simulated else "") + note
