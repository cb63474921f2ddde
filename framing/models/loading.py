"""The one loader of learned models: what a file of weights holds, if it belongs to the features that the code computes.

A hash of the features' names, in the order of their slots, tells: weights are stored by slot or by name. With features
in another order every sum would still be a number, and every result wrong.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from importlib.resources import files
from typing import Any

import numpy as np

Features = Iterable[str] | Callable[[dict[str, Any]], Iterable[str]]


def features_hash(names: Iterable[str]) -> str:
    """Hash of the names of a model's features in the order of their slots; a training script writes it to the file.

    Examples
    --------
    >>> features_hash(["words", "commas"]) == features_hash(["commas", "words"])
    False
    """
    # JSON keeps ["ab", "c"] apart from ["a", "bc"].
    return hashlib.sha256(json.dumps(list(names)).encode()).hexdigest()[:32]


def load(where: str, features: Features | None, script: str) -> dict[str, Any]:
    """What a file of learned weights holds: the arrays of ``.npz``, or what is in ``.json``.

    Parameters
    ----------
    where : str
        Path of the file under ``framing/resources``.
    features : iterable of str, callable or None
        Names of the features that the code computes, in the order of their slots; a callable makes them of what the
        file holds. None for a file that is beside another one, which is checked.
    script : str
        What learns the model, as it follows ``python``.

    Raises
    ------
    ValueError
        If the model was learned from other features, or does not say from which.

    Examples
    --------
    >>> load("reuse/weights.json", ["another feature"], "benchmarks/train_reuse.py")
    Traceback (most recent call last):
    ValueError: framing/resources/reuse/weights.json was learned from other features than this version of framing ...
    """
    with files("framing").joinpath("resources", where).open("rb") as file:
        held: dict[str, Any]
        if where.endswith(".json"):
            held = json.load(file)
        else:
            with np.load(file, allow_pickle=False) as arrays:
                held = dict(arrays)
    if features is not None:
        check(held.get("features"), features(held) if callable(features) else features, where, script)
    return held


def check(stored: object, features: Iterable[str], where: str, script: str) -> None:
    """Refuse a hash that is missing, or is that of other features; see `load`."""
    computed = features_hash(features)
    if str(stored) != computed:
        raise ValueError(
            f"framing/resources/{where} was learned from other features than this version of framing computes (hash "
            f"{str(stored)[:8] if stored is not None else 'missing'} in the file, {computed[:8]} in the code), so its "
            f"weights would count for the wrong ones. Learn the model again (python {script}), or restore the file and "
            "the code of one release: reinstall framing."
        )
