"""The lists of words that ship with the package, read once each."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def listed_words(where: str) -> dict[str, Any]:
    """What a JSON file of word lists holds, by the path of the file under ``framing/resources``.

    Examples
    --------
    >>> "spokesman" in listed_words("speakers/words.json")["person"].split()
    True
    """
    held: dict[str, Any] = json.loads(files("framing").joinpath("resources", where).read_text(encoding="utf-8"))
    return held
