"""Whether a model's weights belong to the features that the code computes: a hash of their names, in order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable


def features_hash(names: Iterable[str]) -> str:
    """Hash of the names of a model's features in the order of their slots; a training script writes it to the file.

    Examples
    --------
    >>> features_hash(["words", "commas"]) == features_hash(["commas", "words"])
    False
    """
    # JSON keeps ["ab", "c"] apart from ["a", "bc"].
    return hashlib.sha256(json.dumps(list(names)).encode()).hexdigest()[:32]


def checked(stored: object, names: Iterable[str], file: str, script: str) -> None:
    """Refuse a model that was learned from other features than the code computes.

    Weights are stored by slot or by name. With features in another order every sum would still be a number, and
    every result wrong.

    Parameters
    ----------
    stored : object
        What the file holds under ``features``; None where it holds nothing.
    names : iterable of str
        Names of the features that the code computes, in the order of their slots.
    file : str
        Path of the model in the package.
    script : str
        The script that learns it.

    Raises
    ------
    ValueError
        If the hash is missing or another one.

    Examples
    --------
    >>> checked(features_hash(["words", "commas"]), ["words", "commas"], "model.npz", "train.py")
    >>> checked(features_hash(["words", "commas"]), ["commas", "words"], "model.npz", "train.py")
    Traceback (most recent call last):
    ValueError: model.npz was learned from other features ... Learn the model again (python train.py), ...
    """
    computed = features_hash(names)
    if str(stored) != computed:
        raise ValueError(
            f"{file} was learned from other features than this version of framing computes (hash "
            f"{str(stored)[:8] if stored is not None else 'missing'} in the file, {computed[:8]} in the code), so its "
            f"weights would count for the wrong ones. Learn the model again (python {script}), or restore the file and "
            "the code of one release: reinstall framing."
        )
