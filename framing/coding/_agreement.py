"""Intercoder reliability: Krippendorff's alpha with its interval, over all, by value and by pair of coders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from framing.coding.alpha import Floats, ac1, ac1_terms, alpha, coincidences, distances, kappa
from framing.coding.codebooks import LEVELS, Codebook, codebook
from framing.coding.codes import normalised, number, plain
from framing.compare.resampling import percentile
from framing.compare.result import Drawn
from framing.compare.units import LEAST

RELIABLE, TENTATIVE = 0.8, 0.667  # Krippendorff's customary bounds
DRAWS = 1000
UNITS = 50  # coded twice: with fewer an alpha is uncertain whatever its bootstrap says (Krippendorff 2019, chapter 12)
COLUMNS = (
    "variable", "part", "what", "level", "alpha", "low", "high", "agreement", "codes", "articles", "units",
    "ac1", "ac1_low", "ac1_high", "kappa", "kappa_low", "kappa_high",
)  # fmt: skip


@dataclass(frozen=True, repr=False)
class Agreement(Drawn):
    """Agreement of coders; see `agreement`."""

    method = "Krippendorff's alpha, percentile bootstrap"

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
    by: str | None = None,
) -> Agreement:
    """Krippendorff's alpha with a bootstrap interval, beside the share of pairs of codes that agree.

    Parameters
    ----------
    codes : DataFrame
        unit, coder, value; variable where there are several; article_id where units are nested in articles, which are
        then what the bootstrap draws. Units that a coder left out are simply not there. Values that differ in blanks,
        capitals or type (1, 1.0, "1") are one, and empty cells and NA are none; the note names what was changed.
    book : Codebook, name or path, optional
        Gives each variable's level of measurement and the order of its values.
    measured : {"nominal", "ordinal", "interval", "ratio"}
        The level where no codebook gives it. Ordinal values are numbers, or their order comes from the codebook or from
        an ordered Categorical: that of words cannot be guessed.
    level : float
        Of the intervals.
    seed : int
    by : str, optional
        Column of the codes, such as ``"outlet"``, for each of whose values agreement is given too.

    Returns
    -------
    Agreement
        ``.table``: variable; part and what (``all``; ``value`` with one value against the others; ``coders`` with a
        pair; the name of `by` with one of its values); level; alpha, low, high; agreement (share of pairs of
        codes, 0 to 1); codes (of units that two coders
        coded); articles (with such units);
        units (coded twice); ac1 (Gwet's) and kappa (Cohen's; of more than two coders the mean over pairs, as Light has
        it) with their intervals, of the values as names. Alpha is missing where the values do not vary; the
        interval also where the
        coders never disagree or there are fewer than 4 articles.

    Raises
    ------
    ValueError
        If a coder coded a unit twice; a code has no unit, coder or article; words have no order for an ordinal alpha;
        or values are not numbers for interval, or not numbers of 0 or more for ratio.

    References
    ----------
    Krippendorff 2019, Content Analysis (4th ed.), chapter 12. Hayes & Krippendorff 2007, Communication Methods and
    Measures 1(1), 77-89. Gwet 2008, British Journal of Mathematical and Statistical Psychology 61(1), 29-48. Cohen
    1960, Educational and Psychological Measurement 20(1), 37-46. Light 1971, Psychological Bulletin 76(5), 365-377.

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
    rows, remarks = [], []
    named = _identified(codes if "variable" in codes else codes.assign(variable="value"))
    for variable, chosen in named.groupby("variable", sort=False, observed=True):
        entry = codebook(book)[str(variable)] if book is not None else None
        read = normalised(chosen["value"], entry.allowed if entry else ())
        chosen = chosen.assign(value=read.codes).dropna(subset=["value"])
        if read.note:
            remarks.append(read.note if "variable" not in codes else f"{variable}: {read.note}")
        if chosen.empty:
            continue
        if chosen.duplicated(["unit", "coder"]).any():
            twice = chosen.loc[chosen.duplicated(["unit", "coder"]), "unit"].iloc[0]
            raise ValueError(f"A coder gave the unit {twice!r} two values of {variable!r}; keep one.")
        what = entry.level if entry else measured
        order = list(entry.allowed) if entry else _order(chosen["value"], read.order, what, str(variable))
        parts = list(_parts(chosen, order))
        if by is not None:
            if by not in chosen:
                raise KeyError(f"The codes have no column {by!r}; they have {', '.join(codes.columns)}.")
            groups = chosen.groupby(by, sort=False, observed=True)
            parts += [(by, str(name), _by_article(own, order), own) for name, own in groups]
        for part, name, pairs, own in parts:
            scale = what if part != "value" else "nominal"
            binary = part == "value"
            scored = [name, f"not {name}"] if binary else order
            if binary:
                own = own.assign(value=own["value"].where(own["value"].astype(str) == name, f"not {name}"))
            estimates = _estimated(pairs, order, scale, level, seed)
            rows.append((variable, part, name, scale, *estimates, *_by_chance(own, scored, level, seed)))
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return Agreement(table, " ".join([_note(table, named, level), *remarks]), "reliability", {"level": level})


def _identified(codes: pd.DataFrame) -> pd.DataFrame:
    """The codes with units and coders as text; refused where one is not named, or a unit lies in two articles."""
    for name in [name for name in ("unit", "coder", "variable", "article_id") if name in codes]:
        text = codes[name].map(plain).astype("string")
        if text.isna().any():
            raise ValueError(
                f"{text.isna().sum():,} of {len(codes):,} codes have no {name}, the first in row "
                f"{int(np.flatnonzero(text.isna())[0]) + 1}; fill the column, or leave these rows out and say so."
            )
        codes = codes.assign(**{name: text})
    if "article_id" in codes:
        articles = codes.groupby("unit", sort=False)["article_id"].nunique()
        if (articles > 1).any():
            unit = articles.index[articles > 1][0]
            named = ", ".join(map(repr, codes.loc[codes["unit"] == unit, "article_id"].unique()[:3]))
            raise ValueError(f"The unit {unit!r} lies in several articles ({named}): give every unit an id of its own.")
    return codes


def _order(values: pd.Series[Any], given: list[str] | None, what: str, variable: str) -> list[str]:
    """The values in their order: as the Categorical has them, or by number."""
    found = list(dict.fromkeys(values))
    if given is not None:
        return [value for value in given if value in set(found)]
    words = sorted(value for value in found if number(value) is None)
    if what == "ordinal" and words:
        shown = ", ".join(map(repr, words[:5])) + (", …" if len(words) > 5 else "")
        raise ValueError(
            f"An ordinal alpha of {variable!r} needs the order of its values, and words have none: {shown}. Give a "
            "codebook that lists them from low to high, or an ordered column: "
            'codes["value"] = pd.Categorical(codes["value"], ["low", "medium", "high"], ordered=True).'
        )
    return sorted(found, key=_in_order)


def _parts(codes: pd.DataFrame, order: Sequence[Any]) -> Iterator[tuple[str, str, Floats, pd.DataFrame]]:
    """Coincidences by article, and the codes: of all, of each value against the others, of each pair of coders."""
    everything = _by_article(codes, order)
    yield "all", "", everything, codes
    for place, value in enumerate(order):
        own = everything[:, place, place]
        row = everything[:, place, :].sum(axis=1) - own
        rest = everything.sum(axis=(1, 2)) - own - 2 * row
        yield "value", str(value), np.stack([np.stack([own, row], -1), np.stack([row, rest], -1)], -2), codes
    coders = list(dict.fromkeys(codes["coder"]))
    if len(coders) > 2:
        for one, other in combinations(coders, 2):
            pair = codes[codes["coder"].isin([one, other])]
            yield "coders", f"{one} × {other}", _by_article(pair, order), pair


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


def _by_chance(codes: pd.DataFrame, order: Sequence[Any], level: float, seed: int) -> tuple[Any, ...]:
    """Units coded twice; AC1, low, high; kappa, low, high."""
    unit, units = pd.factorize(codes["unit"])
    place = pd.Index([str(value) for value in order]).get_indexer(codes["value"].astype(str))
    counts = np.zeros((len(units), len(order)))
    np.add.at(counts, (unit, place), 1)
    twice = int((counts.sum(axis=1) > 1).sum())
    missing = (np.nan,) * 3
    if not twice or len(order) < 2:
        return twice, *missing, *missing
    first = codes.drop_duplicates("unit")  # in the order of `units`
    article = pd.factorize(first["article_id" if "article_id" in first else "unit"])[0]
    size = int(article.max()) + 1
    terms = np.zeros((size, len(order) + 3))
    np.add.at(terms, article, ac1_terms(counts))
    coder, coders = pd.factorize(codes["coder"])
    given = np.full((len(units), len(coders)), -1)
    given[unit, coder] = place
    tables = []
    for one, other in combinations(range(len(coders)), 2):
        both = (given[:, one] >= 0) & (given[:, other] >= 0)
        if both.any():
            table = np.zeros((size, len(order), len(order)))
            np.add.at(table, (article[both], given[both, one], given[both, other]), 1)
            tables.append(table)

    def kappas(times: Floats) -> Floats:
        found = np.array([kappa((times @ t.reshape(size, -1)).reshape(-1, *t.shape[1:])) for t in tables])
        known = np.isfinite(found)
        counted = known.sum(axis=0)
        return np.where(counted > 0, np.where(known, found, 0).sum(axis=0) / np.maximum(counted, 1), np.nan)

    every = np.ones((1, size))
    answers: list[Any] = [twice]
    times = np.random.default_rng(seed).multinomial(size, np.full(size, 1 / size), DRAWS).astype(float)
    for measure in (lambda t: ac1(t @ terms), kappas):
        value = float(measure(every)[0])
        drawn = measure(times)
        drawn = drawn[np.isfinite(drawn)]
        ends = percentile(drawn, level) if size >= LEAST and len(drawn) and np.ptp(drawn) > 0 else (np.nan, np.nan)
        answers += [value, *ends]
    return tuple(answers)


def _points(order: Sequence[Any], what: str) -> list[float]:
    if what not in ("interval", "ratio"):
        return [float(place) for place in range(len(order))]
    points = [number(plain(value, keep=True) or "") for value in order]
    wrong = [value for value, point in zip(order, points, strict=True) if point is None]
    if wrong:
        raise ValueError(
            f"{what.capitalize()} values are numbers; found {', '.join(map(repr, wrong[:5]))}. Choose "
            "measured='nominal', or 'ordinal' with their order."
        )
    found = [point for point in points if point is not None]
    if what == "ratio" and min(found, default=0.0) < 0:
        raise ValueError(f"Ratio values are 0 or more; found {min(found):g}. Choose measured='interval'.")
    return found


def _in_order(value: str) -> tuple[int, float, str]:
    found = number(value)
    return (1, 0.0, value) if found is None else (0, found, "")


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
    few = [f"{row['variable']} ({row['units']})" for _, row in every.iterrows() if row["units"] < UNITS]
    if few:
        note += f" Warning: fewer than {UNITS} units were coded twice; agreement is uncertain: {', '.join(few)}."
    if weak:
        note += f" Below both: {', '.join(weak)}."
    return ("Simulated coders, no real coding. " if simulated else "") + note
