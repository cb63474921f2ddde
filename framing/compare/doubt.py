"""Why a contrast may stand on little: p and interval disagree, or one article holds much of a side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from framing.compare.resampling import Sample

LARGE = 0.25  # share of a side's denominators that one cluster may have before it is named
_EQUAL = 2  # and it has this many times what it would have if all were equal
DISAGREE = "p and interval disagree"


def doubt(row: Mapping[str, Any], sample: Sample, names: tuple[Sequence[str], str, str] | None, level: float) -> str:
    """What a reader of the row must know beside p and interval; empty where that is nothing.

    Parameters
    ----------
    row : mapping
        With p, low and high where there are any; nothing is to be known of a row that has neither.
    sample : Sample
    names : tuple, optional
        The groups of the two sides, what the denominators count, and the column that gave the clusters. None where
        all clusters count alike.
    level : float
    """
    p, low, high = (float(row.get(name, np.nan)) for name in ("p", "low", "high"))
    if not np.isfinite([p, low]).any():
        return ""
    apart = bool(np.isfinite([p, low]).all() and (p < 1 - level) != (low > 0 or high < 0))
    share, equal, words = _heaviest(sample, *names) if names else (0.0, 0.0, "")
    named = words if apart or share >= max(LARGE, _EQUAL * equal) else ""
    return ": ".join(filter(None, [DISAGREE if apart else "", named]))


def _heaviest(sample: Sample, groups: Sequence[str], of: str, clustered_by: str) -> tuple[float, float, str]:
    """Largest share of a side's denominators that one cluster has, what an equal share would be, and both in words."""
    found = []
    for name, side in zip(groups, (sample.side, ~sample.side), strict=True):
        held = np.bincount(sample.cluster[side], sample.bottom[side]) / sample.bottom[side].sum()
        most = int(held.argmax())
        alone = int((sample.cluster[side] == most).sum()) == 1
        what = "article" if alone else clustered_by
        text = f"one {what} has {held[most]:.0%} of the {of} of {name}".replace("%", " %")
        found.append((float(held[most]), 1 / int((held > 0).sum()), text))
    return max(found)
