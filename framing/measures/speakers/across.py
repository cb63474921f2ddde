"""One name for a speaker across the articles of a corpus."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from framing.measures.speakers.spelling import fold, one_person

JOINED = frozenset(("person", "organisation"))


def join_across(
    quotations: pd.DataFrame, aliases: Mapping[str, Sequence[str]] | None = None
) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """Join the names that articles write differently: *López Obrador*, *Andrés Manuel Lopez Obrador*.

    Parameters
    ----------
    quotations : DataFrame
        The quotations table; its `speaker_local` and `speaker_type` say who is named in which article.
    aliases : mapping of name to other names, optional
        The study's own: each other name, as an article writes it, becomes the key. They override everything.

    Returns
    -------
    callable
        Takes a table with `article_id` and `speaker` (the name within the article) and returns it with the name
        across the corpus in `speaker`; a `speaker_local` is left as it is.

    Notes
    -----
    Names are compared without accents, hyphens, full stops and capitals. Two full names are one person's if they
    share the surname and the first name or its initial, or if one ends the other. A surname alone joins the only
    person of the corpus who bears it, and nobody where several do. The name kept is the one of most words, initials
    not counted; of equals the one that more articles write, then the one with more accents, then the first by the
    alphabet. The order of the articles decides nothing.

    Examples
    --------
    >>> names = ["López Obrador", "Andrés M. Lopez Obrador"]
    >>> table = pd.DataFrame({"article_id": ["a", "b"], "speaker": names, "speaker_local": names})
    >>> table["speaker_type"] = "person"
    >>> join_across(table)(table)["speaker"].tolist()
    ['Andrés M. Lopez Obrador', 'Andrés M. Lopez Obrador']
    """
    return renaming(names_across(name_counts(quotations)), aliases)


def name_counts(quotations: pd.DataFrame) -> dict[str, Counter[str]]:
    """In how many articles each name is written, by the kind of speaker; counts of parts of a corpus may be added."""
    named = quotations[quotations["speaker_local"].notna() & quotations["speaker_type"].isin(JOINED)]
    rows = {*zip(named["speaker_type"], named["speaker_local"], named["article_id"], strict=True)}
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in sorted(JOINED)}
    for kind, name, _ in rows:
        counts[kind][name] += 1
    return counts


def names_across(counts: Mapping[str, Mapping[str, int]]) -> dict[str, str]:
    """The name across the corpus of each name that articles write, from `name_counts`."""
    joined: dict[str, str] = {}
    for kind in sorted(counts):
        joined.update(_joined(counts[kind]))
    return joined


def renaming(
    joined: Mapping[str, str], aliases: Mapping[str, Sequence[str]] | None = None
) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """What `join_across` returns, from names that are joined already."""
    overrides = {_key(other): name for name, others in sorted((aliases or {}).items()) for other in (name, *others)}

    def renamed(name: object) -> object:
        if not isinstance(name, str):
            return name
        whole = joined.get(name, name)
        return overrides.get(_key(name)) or overrides.get(_key(whole), whole)

    def rename(table: pd.DataFrame) -> pd.DataFrame:
        if "speaker" not in table.columns:
            return table
        source = table["speaker_local"] if "speaker_local" in table.columns else table["speaker"]
        return table.assign(speaker=source.map(renamed, na_action="ignore").astype("string"))

    return rename


def _joined(counts: Mapping[str, int]) -> dict[str, str]:
    """The name across the corpus of each name, given in how many articles each is written."""
    keys = {name: _key(name) for name in sorted(counts)}
    groups: list[list[str]] = []  # full names of one person each
    by_last: dict[str, list[list[str]]] = defaultdict(list)
    # Longer names first, so that a short form finds all that it may stand for.
    full = sorted((name for name in keys if len(keys[name]) > 1), key=lambda n: (-len(keys[n]), keys[n], n))
    for name in full:
        namesakes = [
            group
            for group in by_last[keys[name][-1]]
            if all(one_person(keys[name], keys[other], short_forms=False) for other in group)
        ]
        if len(namesakes) == 1:
            namesakes[0].append(name)
        else:
            group = [name]
            groups.append(group)
            by_last[keys[name][-1]].append(group)
    for name in sorted(name for name in keys if len(keys[name]) == 1):
        namesakes = by_last[keys[name][0]]
        if len(namesakes) == 1:
            namesakes[0].append(name)
        else:
            groups.append([name])
    joined: dict[str, str] = {}
    for group in groups:
        best = min(group, key=lambda n: (-sum(len(w) > 1 for w in keys[n]), -counts[n], -_accents(n), n))
        joined.update((name, best) for name in group)
    return joined


def _key(name: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in name.replace("-", " ").replace("‐", " ").split()) or (name,)


def _accents(name: str) -> int:
    return sum(ord(character) > 127 for character in name)
