"""Words that introduce speech: which verbs, and what each tells of the reporter's view."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


def cue_class(cue: str) -> str | None:
    """Class of a cue such as ``said``, ``has claimed`` or ``according to``; None for an unknown one.

    The last verb of saying in the cue decides, so auxiliaries and adverbs do not matter.

    References
    ----------
    Caldas-Coulthard, C. R. (1994). On reporting reporting: the representation of speech in factual and
    factional narratives. In M. Coulthard (ed.), *Advances in Written Text Analysis*, Routledge, 295-308.

    Examples
    --------
    >>> cue_class("said"), cue_class("has repeatedly claimed"), cue_class("ate")
    ('neutral', 'expressive', None)
    """
    lowered = " ".join(cue.lower().split())
    classes = cue_forms()
    if lowered in classes:
        return classes[lowered]
    words = lowered.split()
    for end in range(len(words), 0, -1):
        pair = " ".join(words[max(end - 2, 0) : end])
        if pair in classes:
            return classes[pair]
        if words[end - 1] in classes:
            return classes[words[end - 1]]
    return None


@cache
def cue_forms() -> dict[str, str]:
    """Class of every form of every cue: ``{"said": "neutral", "according to": "neutral", …}``."""
    data = cue_data()
    forms = dict(data["phrases"])
    for verb in data["verbs"].values():
        for form in verb["forms"]:
            forms.setdefault(form, verb["class"])
    return forms


@cache
def cue_data() -> dict[str, Any]:
    """The shipped table: ``source``, ``classes`` with their meaning, ``verbs`` and ``phrases``."""
    text = files("framing").joinpath("resources/cues/cues.json").read_text(encoding="utf-8")
    return json.loads(text)  # type: ignore[no-any-return]
