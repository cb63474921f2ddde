"""The one list of words that introduce speech: which verbs, what each tells of the reporter's view, who looks for it.

Rules that look for verbs of saying as they read letters, not sentences, know few forms of few verbs: those that a list
of the verb in ``resources/cues/cues.json`` names for them. `LISTS` says which lists there are.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from framing.text.lists import listed_words

LISTS = {
    "marks": "where a mark that is missing or of the wrong kind must have stood",
    "sentences": "whether a sentence goes on behind a quotation that ends in a question mark",
    "kinds": "what the weights that tell quotations from scare quotes were learned with",
}


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
    return _of_last_verb(cue, cue_forms())


def speech_flag(cue: str) -> str | None:
    """Does what a cue introduces count as speech: ``yes``, ``either``, ``no``, or None for an unknown cue?

    ``either`` marks verbs that report speech or a view (*criticise*, *call for*); ``no`` those of belief, intention,
    expectation, perception and evidence. The last verb of saying in the cue decides.

    Examples
    --------
    >>> speech_flag("has denied"), speech_flag("criticised"), speech_flag("believes"), speech_flag("ate")
    ('yes', 'either', 'no', None)
    """
    return _of_last_verb(cue, _speech_flags())


def _of_last_verb(cue: str, known: dict[str, str]) -> str | None:
    words = cue.lower().split()
    if " ".join(words) in known:
        return known[" ".join(words)]
    for end in range(len(words), 0, -1):
        pair = " ".join(words[max(end - 2, 0) : end])
        if pair in known:
            return known[pair]
        if words[end - 1] in known:
            return known[words[end - 1]]
    return None


@cache
def cue_forms(word_classes: bool = False) -> dict[str, str]:
    """Class of every form of every cue: ``{"said": "neutral", "according to": "neutral", …}``.

    With `word_classes` only of the verbs that `framing.text.word_classes` knows: the speaker model was trained on
    them.
    """
    data = cue_data()
    forms = dict(data["phrases"])
    for verb in data["verbs"].values():
        if verb.get("word_class", True) or not word_classes:
            for form in verb["forms"]:
                forms.setdefault(form, verb["class"])
    return forms


@cache
def _speech_flags() -> dict[str, str]:
    data = cue_data()
    flags = dict.fromkeys(data["phrases"], "yes")
    for verb in data["verbs"].values():
        for form in verb["forms"]:
            flags.setdefault(form, verb["speech"])
    return flags


@cache
def listed(name: str) -> frozenset[str]:
    """Forms of verbs of saying that are in one of the lists of `LISTS`.

    Examples
    --------
    >>> "wondered" in listed("sentences"), "wondered" in listed("marks")
    (True, False)
    """
    if name not in LISTS:
        raise KeyError(f"There is no list {name!r} of verbs of saying; the lists are {', '.join(LISTS)}.")
    return frozenset(form for verb in cue_data()["verbs"].values() for form in verb.get(name, ()))


def cue_data() -> dict[str, Any]:
    """The shipped table: ``source``, ``classes`` with their meaning, ``verbs`` and ``phrases``."""
    return listed_words("cues/cues.json")
