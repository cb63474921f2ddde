"""Summaries of naming: which words each outlet uses for a referent, in whose voice; and who could be followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd

from framing.corpus.corpus import Corpus
from framing.corpus.given import corpus_of
from framing.intervals import ratio
from framing.measures.premodifiers import premodifiers
from framing.measures.speakers.links import link
from framing.measures.speakers.mentions import mentions
from framing.measures.speakers.referent import name_of
from framing.tables import Tables
from framing.text.document import Document
from framing.text.word_classes import word_classes
from framing.text.zones import STORY

SUMMARY = ("referent", "kind", "form", "wording", "mentions", "of", "articles", "share", "low", "high")
SUGGESTED = ("kind", "name", "forms", "mentions", "articles", "outlets")
COLUMNS = ("outlet", "voice")  # by which mentions may be summarised
LISTED = 8  # forms of a suggestion


def naming_summary(tables: Tables, by: str | Sequence[str] = ("outlet", "voice")) -> pd.DataFrame:
    """How often each outlet uses each wording for a referent, as a share of its mentions, with the interval.

    Parameters
    ----------
    tables : Tables
        Of `framing.measure`, of a study with ``[actors]`` or ``[groups]``.
    by : str or sequence of str, default ("outlet", "voice")
        ``"outlet"``, ``"voice"`` or both; an empty list summarises all articles together.

    Returns
    -------
    DataFrame
        The columns of `by`, referent, kind, form, wording (of spellings that differ in case or number, the most
        frequent), mentions, of (all mentions of the referent there), articles (with this wording), share, low, high
        (95 %
        interval of the share, the article as the unit; missing with fewer than four articles). Captions and notices are
        left out.

    Raises
    ------
    ValueError
        For a column that is not there.

    Examples
    --------
    >>> import framing
    >>> tables = framing.measure(framing.read("norwell-bridge"), model="fast")
    >>> found = naming_summary(tables, "outlet")
    >>> found.loc[found["outlet"] == "The Courier", "referent"].unique().tolist()
    ['Ferry company', 'Lee']
    """
    by = [by] if isinstance(by, str) else list(by)
    if unknown := [name for name in by if name not in COLUMNS]:
        raise ValueError(f"Cannot summarise by {', '.join(map(str, unknown))}; allowed: {', '.join(COLUMNS)}.")
    rows = worded(tables)
    made = []
    for key, referred in rows.groupby([*by, "referent"], sort=False, dropna=False):
        total = referred.groupby("article_id", sort=False).size()
        for wording, group in referred.groupby("wording", sort=False):
            held = group.groupby("article_id").size().reindex(total.index).fillna(0)
            found = ratio(held.to_numpy(float), total.to_numpy(float), bounds=(0, 1), counts=True)
            first = group.iloc[0]
            made.append((
                *(key if isinstance(key, tuple) else (key,)), first["kind"], first["form"], wording, len(group),
                len(referred), group["article_id"].nunique(), found.value, found.low, found.high,
            ))  # fmt: skip
    table = pd.DataFrame(made, columns=[*by, *SUMMARY])
    place = {name: n for n, name in enumerate(tables.outlets["outlet"])}
    order = table.assign(
        _outlet=table["outlet"].map(place) if "outlet" in by else 0,
        _kind=table["kind"] != "actor",
        _less=-table["mentions"],
    )
    keys = ["_kind", "referent", "_outlet", *(["voice"] if "voice" in by else []), "_less", "wording"]
    return table.loc[order.sort_values(keys, kind="stable").index].reset_index(drop=True)


def worded(tables: Tables) -> pd.DataFrame:
    """Rows of *naming* in the story with outlet and wording: spellings that differ in case or number are one."""
    rows = tables.naming
    rows = rows[rows["zone"].isin(STORY)]
    outlet = tables.articles.set_index("article_id")["outlet"]
    printed = rows["naming"].fillna("").str.split().str.join(" ")
    key = printed.str.casefold()
    group = rows["kind"] == "group"
    key = key.where(~group, key.str.replace(r"(?<=[^s])s$", "", regex=True))
    key = rows["referent"] + "\0" + key
    # A heading's capitals are no choice of words: of equally frequent spellings the one with the fewest.
    capitals = printed.str.count(r"[A-Z]")
    seen = pd.DataFrame({"key": key, "printed": printed, "capitals": capitals})
    counted = seen.groupby(["key", "printed", "capitals"]).size().rename("times").reset_index()
    counted = counted.sort_values(["key", "times", "capitals", "printed"], ascending=[True, False, True, True])
    shown = counted.drop_duplicates("key").set_index("key")["printed"]
    return rows.assign(outlet=rows["article_id"].map(outlet), wording=key.map(shown))


def suggest_names(corpus: Corpus, most: int = 20) -> pd.DataFrame:
    """Persons and groups that a study could follow, with the words by which its articles call them.

    Parameters
    ----------
    corpus : Corpus
    most : int
        Persons, and groups, at most.

    Returns
    -------
    DataFrame
        kind (actor or group), name, forms (separated by semicolons, the most frequent first; copy the right ones into
        ``[actors]`` or ``[groups]``), mentions, articles, outlets. Persons named in full, and plural nouns for people,
        by the number of articles. Which words mean the same group is for you to decide.

    Raises
    ------
    TypeError, ValueError
        If `corpus` is no corpus, or `most` no whole number from 1.

    Examples
    --------
    >>> import framing
    >>> found = suggest_names(framing.read("norwell-bridge"), most=3)
    >>> found["name"].iloc[0], "engineers" in set(found["name"])
    ('Ada Lee', True)
    """
    corpus = corpus_of(corpus, "suggest_names")
    if isinstance(most, bool) or not isinstance(most, int) or most < 1:
        raise ValueError(f"most is a number of names, from 1; {most!r} was given.")
    held: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for article in corpus:
        if article.language.startswith("en"):
            for kind, name, form in _named(Document(article)):
                held.setdefault((kind, name), []).append((form, article.id, article.outlet))
    rows = []
    for (kind, name), seen in held.items():
        forms = Counter(form for form, _, _ in seen)
        shown = sorted(forms, key=lambda form, forms=forms: (-forms[form], form))[:LISTED]  # type: ignore[misc]
        rows.append((kind, name, "; ".join(shown), len(seen), len({a for _, a, _ in seen}), len({o for *_, o in seen})))
    table = pd.DataFrame(rows, columns=list(SUGGESTED))
    table = table.sort_values(["kind", "articles", "mentions", "name"], ascending=[True, False, False, True])
    return table.groupby("kind", sort=False).head(most).reset_index(drop=True)


def _named(document: Document) -> Iterator[tuple[str, str, str]]:
    """Kind, name and form of the persons and groups of an article, mention by mention."""
    drawn, found = word_classes(document), mentions(document)
    linked = link(document, found)
    for person in linked.known:
        name = name_of(person)
        if name and len(name.split()) > 1 and not person.body and person.person > 0:
            for number in person.mentions:
                spelled = linked.spelled[number]
                if spelled is not None:
                    yield "actor", name, spelled.text
    for mention in found:
        if mention.kind == "group" and drawn.tags[2 * mention.head] == "S":
            noun = drawn.lowered[mention.head]
            words = premodifiers(document, mention.head)
            yield "group", noun, " ".join([*(drawn.lowered[i] for i in words), noun])
