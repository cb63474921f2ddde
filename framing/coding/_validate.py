"""How right the machine is: precision, recall and F1 against human codes, by outlet, with intervals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from framing.clustered import shares
from framing.coding._agreement import RELIABLE, Agreement, agreement, reading
from framing.coding._collect import gold, one_variable
from framing.coding.codes import normalised
from framing.coding.rectify import Floats, Integers
from framing.compare.result import Result
from framing.intervals import interval

COLUMNS = (
    "group", "label", "measure", "value", "low", "high", "units", "clusters", "gold_alpha", "gold", "remark",
)  # fmt: skip


@dataclass(frozen=True, repr=False)
class Validation(Result):
    """Accuracy of a machine's labels; `confusion` has one row per group, human value and machine value."""

    confusion: pd.DataFrame


def validate(
    machine: pd.Series[Any],
    human: pd.Series[Any] | pd.DataFrame,
    by: pd.Series[Any] | None = None,
    reliability: Agreement | float | None = None,
    variable: str | None = None,
    cluster: pd.Series[Any] | None = None,
    probability: pd.Series[Any] | None = None,
    level: float = 0.95,
) -> Validation:
    """Precision, recall, F1 and accuracy of the machine's labels against human codes, overall and by outlet.

    Parameters
    ----------
    machine : Series
        The machine's label of each unit, indexed by unit; units that nobody coded are left out. Labels and codes that
        differ in blanks, capitals or type are one, and the note names what was changed.
    human : Series or DataFrame
        The gold standard by unit; or codes (unit, coder, value), of which the majority is taken and whose agreement is
        computed here.
    by : Series, optional
        Outlet (or another group) of each unit.
    reliability : Agreement or float, optional
        Krippendorff's alpha of the gold standard. Without it, and where no two coders coded the same units, every row
        and the note say that it is unknown.
    variable : str, optional
        Which variable of the codes.
    cluster : Series, optional
        Article (or family) of each unit; by default units are taken for independent. The note says which.
    probability : Series, optional
        Inclusion probability of each coded unit: the shares are then those of all units, not of the sample.
    level : float

    Returns
    -------
    Validation
        ``.table``: group, label, measure (precision, recall, f1; accuracy without a label), value, low, high, units,
        clusters, gold_alpha, gold (reliable, tentative, low, unknown), remark (why there is no interval: fewer than 4
        independent clusters). ``.confusion``: group, human, machine, units.

    Raises
    ------
    ValueError
        If no coded unit has a machine's label, or a label is missing.

    Notes
    -----
    All four measures are shares: F1 = 2 TP / (2 TP + FP + FN). See `framing.intervals.ratio` for their intervals.

    References
    ----------
    Grimmer & Stewart 2013, Political Analysis 21(3). Song et al. 2020, In validations we trust? Political Communication
    37(4), on gold standards that are themselves unreliable.

    Examples
    --------
    >>> machine = pd.Series(["pos", "pos", "neg", "neg"], index=list("abcd"))
    >>> human = pd.Series(["pos", "neg", "neg", "neg"], index=list("abcd"))
    >>> found = validate(machine, human)
    >>> found.table[["label", "measure", "value", "gold"]].values.tolist()[1]
    ['neg', 'recall', 0.6666666666666666, 'unknown']
    >>> found.note.split(".")[0]
    'The agreement of the gold standard is unknown: accuracy against it may be that of its errors'
    """
    alpha: float | None = None
    told: list[str] = []
    simulated = str(getattr(human, "name", "")).startswith("simulated")
    if isinstance(human, pd.DataFrame):
        chosen = one_variable(human, variable)
        simulated = bool(chosen["coder"].astype(str).str.startswith("simulated").any())
        cleaned = normalised(chosen["value"])
        told = [cleaned.note]
        chosen = chosen.assign(value=cleaned.codes)
        if reliability is None and chosen.duplicated("unit").any():
            reliability = agreement(chosen)
        human = gold(chosen)
    if reliability is not None:
        alpha = reliability.alpha(variable) if isinstance(reliability, Agreement) else float(reliability)
    units = human.dropna().index.intersection(machine.index, sort=False)
    if not len(units) or machine[units].isna().any():
        raise ValueError("Every coded unit needs a machine's label, under the same unit id; none may be missing.")
    # One spelling for both, so that a machine's 1.0 is the coders' "1".
    read = normalised(pd.concat([human[units].astype("object"), machine[units].astype("object")], ignore_index=True))
    data = pd.DataFrame({"human": read.codes[: len(units)].to_numpy(), "machine": read.codes[len(units) :].to_numpy()})
    data.index = units
    if data["machine"].isna().any():
        lacking = data["machine"].isna().sum()
        raise ValueError(f"The machine has no label for {lacking:,} coded units; none may be missing.")
    data = data.dropna(subset=["human"]).astype(str)
    units = data.index
    given = by.reindex(units).astype("string") if by is not None else None
    data["group"] = given.fillna("unknown") if given is not None else "all"
    data["cluster"] = pd.factorize(cluster.reindex(units) if cluster is not None else units)[0]
    data["weight"] = 1 / probability.reindex(units).astype(float) if probability is not None else 1.0
    if not np.isfinite(data["weight"]).all() or (data["weight"] < 1).any() or (data["cluster"] < 0).any():
        raise ValueError(
            "Every coded unit needs a cluster, and a probability above 0 and at most 1, where these are given."
        )
    groups = [("all", data)]
    if by is not None:
        groups += [(str(name), rows) for name, rows in data.groupby("group", sort=True)]
    rows = [
        (name, *row, alpha, reading(alpha), remark) for name, part in groups for *row, remark in _measures(part, level)
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype({"gold_alpha": "float64"})
    confusion = pd.concat([_confusion(name, part) for name, part in groups], ignore_index=True)
    note = _note(alpha, len(data), len(human), clustered(data["cluster"], cluster), probability is not None)
    if given is not None and given.isna().any():
        note += f" {given.isna().sum():,} coded units have no {by_name(by)} and are the group 'unknown'."
    note = " ".join(filter(None, [note, *told, read.note]))
    return Validation(table, ("Simulated coders, no real coding. " if simulated else "") + note, confusion)


def clustered(numbers: pd.Series[Any], cluster: pd.Series[Any] | None) -> str:
    """What the intervals are clustered by, or why units are taken for independent.

    Examples
    --------
    >>> clustered(pd.Series([0, 0, 1]), pd.Series(["a", "a", "b"], name="story"))
    'clustered by story (2)'
    """
    if cluster is None:
        return "take units for independent, since no clusters were given"
    if numbers.is_unique:
        return f"take units for independent, since no two have the same {cluster.name or 'cluster'}"
    return f"clustered by {cluster.name or 'cluster'} ({numbers.nunique():,})"


def by_name(by: pd.Series[Any] | None) -> str:
    """How a group is called in a note."""
    return str(by.name) if by is not None and by.name else "group"


def _measures(data: pd.DataFrame, level: float) -> Iterator[tuple[Any, ...]]:
    """label, measure, value, low, high, units, clusters, remark."""
    weight, cluster = data["weight"].to_numpy(), data["cluster"].to_numpy()
    for label in sorted(set(data["human"]) | set(data["machine"])):
        said, is_ = (data["machine"] == label).to_numpy(), (data["human"] == label).to_numpy()
        right = (said & is_).astype(float)
        # In F1 a hit counts as one in the precision's and one in the recall's numerator.
        for measure, among, times in (
            ("precision", said, 1 + 0 * right), ("recall", is_, 1 + 0 * right), ("f1", said | is_, 1 + right)
        ):  # fmt: skip
            yield label, measure, *_share(right[among], (weight * times)[among], cluster[among], level)
    right = (data["machine"] == data["human"]).to_numpy(dtype=float)
    yield "", "accuracy", *_share(right, weight, cluster, level)


def _share(right: Floats, weight: Floats, cluster: Integers, level: float) -> tuple[float, float, float, int, int, str]:
    """value, low, high, units, clusters, remark."""
    found = interval([shares(right, weight, cluster)], level, (0, 1))
    return found.value, found.low, found.high, len(right), found.clusters, found.remark


def _confusion(group: str, data: pd.DataFrame) -> pd.DataFrame:
    labels = sorted(set(data["human"]) | set(data["machine"]))
    counts = data.groupby(["human", "machine"]).size()
    full = counts.reindex(pd.MultiIndex.from_product([labels, labels], names=["human", "machine"]), fill_value=0)
    found = full.rename("units").reset_index()
    found.insert(0, "group", group)
    return found


def _note(alpha: float | None, units: int, coded: int, intervals: str, weighted: bool) -> str:
    what = reading(alpha)
    if what == "unknown":
        warning = "The agreement of the gold standard is unknown: accuracy against it may be that of its errors. "
    elif what == "reliable":
        warning = f"Gold standard with alpha {alpha:.2f}. "
    else:
        warning = (
            f"The agreement of the gold standard is {what} (alpha {alpha:.2f}, below {RELIABLE}): part of what counts "
            "as the machine's error is the coders' own. "
        )
    return (
        f"{warning}{units:,} of {coded:,} coded units have a machine's label; "
        f"{'weighted by inclusion probability' if weighted else 'unweighted: shares of the sample'}; intervals "
        f"{intervals}."
    )
