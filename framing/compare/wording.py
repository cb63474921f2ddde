"""Which words for one referent differ between groups: keyness among the mentions of that referent alone."""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing.compare._keyness import Keyness, keyness
from framing.measures.wordings import worded
from framing.tables import Tables

NONE = "(none)"  # a mention without a modifier
OF = ("wording", "form", "head", "modifiers")


def naming(tables: Tables, referent: str, of: str = "wording", **options: Any) -> Keyness:
    """Which wordings for one actor or group an outlet prefers, out of all its mentions of it.

    Parameters
    ----------
    tables : Tables
    referent : str
        An actor or group of the study.
    of : {"wording", "form", "head", "modifiers"}
        What is compared: whole wordings, forms (surname, role, …), heads, or single modifiers.
    **options
        As in `framing.compare.keyness`: ``by``, ``against``, ``cluster``, ``target``, ``level``.

    Returns
    -------
    Keyness
        Rates are shares of the referent's mentions, not of all words; one without a modifier counts as ``(none)``. The
        article, family or event is the unit.

    Raises
    ------
    KeyError
        If the study has no such referent.
    ValueError
        If `of` is none of these.

    References
    ----------
    Monroe, Colaresi & Quinn 2008, Fightin' Words. Political Analysis 16(4).

    Examples
    --------
    >>> import framing
    >>> tables = framing.measure(framing.read("norwell-bridge"), model="fast")
    >>> found = naming(tables, "Lee", of="form", target="articles").table
    >>> found.loc[found["group"] == "Harbour Post", "term"].tolist()
    ['title', 'surname', 'full name']
    """
    if of not in OF:
        raise ValueError(f"of is {', '.join(OF)}, not {of!r}.")
    rows = worded(tables)
    if referent not in set(rows["referent"]):
        known = ", ".join(map(repr, dict.fromkeys(rows["referent"]))) or "none"
        raise KeyError(f"No mention of {referent!r}; there are mentions of {known}.")
    rows = rows[rows["referent"] == referent]
    values = rows[of].fillna(NONE).str.split("; ").explode() if of == "modifiers" else rows[of]
    counted = pd.DataFrame({"article_id": rows["article_id"].reindex(values.index), "term": values}).dropna()
    counted = counted.groupby(["article_id", "term"], as_index=False, sort=False).size()
    return keyness(tables, terms=counted.rename(columns={"size": "count"}), denominator="terms", **options)
