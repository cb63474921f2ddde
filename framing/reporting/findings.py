"""Findings: five to eight sentences that answer a study's questions, each made from the tables by a rule of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
import pandas as pd

from framing.compare.profile import ALPHA, family_size, profile
from framing.figures.labels import outlet_of
from framing.measures._tone.toward_summary import GAP, averages
from framing.measures._tone.toward_summary import toward as toward_each
from framing.measures.selection import omissions
from framing.reporting.phrasing import (
    QUESTIONS,
    Finding,
    Findings,
    each_of,
    ends_of,
    highest_of,
    how_often,
    in_brackets,
    measured_articles,
    overall,
    p_value,
    part_of,
    passages_of,
    percentage,
    shortened,
    signed,
    single,
    some_of,
)
from framing.tables import Tables, measured, needs_tables
from framing.tables.measures import counted
from framing.text.zones import STORY

LEAST, MOST = 5, 8  # sentences: what a first screen holds
_FEW = 3  # mentions: the tone of fewer says too little to name an outlet by
_NAMED = 3  # differences that a sentence names
_LEVEL = f"{ALPHA:g}".lstrip("0")


def summarise(tables: Tables) -> Findings:
    """What a study found, in five to eight sentences with numbers and intervals.

    Parameters
    ----------
    tables : Tables
        From `framing.measure` or `Tables.load`.

    Returns
    -------
    Findings
        In the order of `QUESTIONS`: who is quoted most, who leaves most room to quotation, where the phrases are, tone
        toward the actors, what only one outlet carries, which differences hold, and what cannot be said. ``.about``
        keeps those of some questions; each has its numbers and the passages it rests on.

    Raises
    ------
    TypeError
        If `tables` are none.

    Notes
    -----
    An interval in brackets is that of 95 %, with the article (or the family of articles that share copy) as the unit.
    There is none with fewer than four of them. With one article per outlet the sentences describe these articles.

    Examples
    --------
    >>> from framing import Article, Corpus, measure
    >>> texts = ["“It rained,” said Ann Lee.", "Nobody crossed the bridge."]
    >>> corpus = Corpus([Article(str(n), text, outlet=f"Post {n}") for n, text in enumerate(texts)])
    >>> print(summarise(measure(corpus, model="fast")).about("speakers")[0].text)
    Ann Lee is quoted most, with 2 of 2 quoted words (100 %), all of them in Post 0.
    """
    needs_tables(tables, "summarise")
    if not measured(tables).any() or tables.articles["words"].notna().sum() == 0:
        return Findings([Finding("trust", "Nothing was measured: no article of this corpus is in English.")])
    compared = profile(tables)
    rules: list[Callable[[], Iterable[Finding]]] = [
        lambda: _quoted_most(tables),
        lambda: _room(tables, compared),
        lambda: _phrases(tables),
        lambda: _toward(tables),
        lambda: _selection(tables),
        lambda: _differences(tables, compared),
        lambda: _trust(tables),
    ]
    found = [finding for rule in rules for finding in rule()]
    for more in (_tone(compared), _shared(tables), _voice(tables)):
        if len(found) < LEAST or (len(found) < MOST and not any(f.question == "tone" for f in found)):
            found += more
    order = list(QUESTIONS)
    return Findings(sorted(found, key=lambda finding: order.index(finding.question))[:MOST])


# Who speaks ---------------------------------------------------------------------------------------------------------


def _quoted_most(tables: Tables) -> Iterator[Finding]:
    total = int(tables.outlets["quoted_words"].sum())
    known = tables.speakers[tables.speakers["speaker"].notna()]
    words = known.groupby("speaker")["quoted_words"].sum()
    if not total or words.empty or not words.max():
        yield Finding("speakers", "Nobody is quoted by name in these articles.", "standing", (), {"quoted": total})
        return
    name = str(words.sort_values(ascending=False, kind="stable").index[0])
    own = known[known["speaker"] == name].groupby("article_id")["quoted_words"].sum()
    articles = measured_articles(tables)
    share = overall(tables, articles, articles["article_id"].map(own).fillna(0), articles["quoted_words"], (0, 1), True)
    by_outlet = own.groupby(outlet_of(tables).reindex(own.index).to_numpy()).sum()
    outlets, most = highest_of(by_outlet, tables)
    where = f"{'all' if most == words[name] else each_of(most, outlets)} of them in {some_of(outlets)}"
    if len(outlets) > 1:
        where = f"{each_of(most, outlets)} in {some_of(outlets)}"
    text = f"{name} is quoted most, with {words[name]:,} of {total:,} quoted words ({percentage(share)}), {where}."
    said = tables.quotations
    said = said[(said["speaker"] == name) & said["kind"].isin(["direct", "partial"]) & said["zone"].isin(STORY)]
    here = said["article_id"].map(outlet_of(tables)).isin(outlets)
    numbers = {"words": float(words[name]), "total": total, "share": share.value, "most": float(most)}
    yield Finding("speakers", text, "standing", passages_of(said[here], "words"), numbers | ends_of(share))


def _room(tables: Tables, compared: pd.DataFrame) -> Iterator[Finding]:
    rows = compared[(compared["measure"] == "quoted_share") & compared["value"].notna()]
    rows = rows.sort_values("value", ascending=False, kind="stable")
    if len(rows) < 2 or not rows["value"].max():
        return
    outlets = tables.outlets.set_index("outlet")
    parts: list[str] = []
    numbers: dict[str, float] = {}
    for role, row in (("most", rows.iloc[0]), ("least", rows.iloc[-1])):
        of = outlets.loc[row["outlet"]]
        parts.append(f"{percentage(row)} in {row['outlet']} ({of['quoted_words']:,} of {of['words']:,} words)")
        numbers |= {role: row["value"], f"{role}_words": float(of["quoted_words"]), f"{role}_of": float(of["words"])}
    text = f"Words inside quotation marks make up {parts[0]}, the largest share, and {parts[1]}, the smallest."
    yield Finding("speakers", text, "overview", (), numbers)


def _voice(tables: Tables) -> list[Finding]:
    outlets = tables.outlets
    words, quoted, reported = (int(outlets[name].sum()) for name in ("words", "quoted_words", "reported_words"))
    own = words - quoted - reported
    if not words:
        return []
    text = (
        f"Of {words:,} words, {own:,} are the journalists’ own ({100 * own / words:.0f} %), {quoted:,} are quoted "
        f"({100 * quoted / words:.0f} %) and {reported:,} reported ({100 * reported / words:.0f} %)."
    )
    return [Finding("speakers", text, "overview", (), {"own": own, "quoted": quoted, "reported": reported})]


# What is emphasised -------------------------------------------------------------------------------------------------


def _phrases(tables: Tables) -> Iterator[Finding]:
    rows = tables.phrases[tables.phrases["zone"].isin(STORY)]
    rows = rows.assign(outlet=rows["article_id"].map(outlet_of(tables)))
    named = list(dict.fromkeys([*tables.facts.get("phrases", {}), *rows["phrase"].unique()]))
    ranked = sorted(named, key=lambda phrase: -int((rows["phrase"] == phrase).sum()))
    articles, all_outlets = measured_articles(tables), int(measured(tables).sum())
    for phrase in ranked[:2]:
        here = rows[rows["phrase"] == phrase]
        if here.empty:
            text = f"“{phrase}” occurs in no article."
            yield Finding("emphasis", text, "emphasis", (), {"count": 0})
            continue
        count = articles["article_id"].map(here.groupby("article_id").size()).fillna(0)
        rate = overall(tables, articles, count, articles["words"] / 1000, (0, np.inf), False)
        by_outlet = here.groupby("outlet").size()
        outlets, most = highest_of(by_outlet, tables)
        quoted = int((here["voice"] == "quoted").sum())
        heads = [o for o in tables.outlets["outlet"] if ((here["outlet"] == o) & (here["zone"] == "headline")).any()]
        first = here["position"].min()
        placed = f"in the headline{'s' * (len(heads) > 1)} of {some_of(heads)}" if heads else "in no headline"
        rated = f"{rate.value:.1f}{in_brackets(rate, 1)} per 1,000 words"
        text = (
            f"“{phrase}” occurs {how_often(len(here))} ({rated}) in {len(by_outlet)} of "
            f"{counted(all_outlets, 'outlet')}, most often in {some_of(outlets)} ({each_of(most, outlets)}): "
            f"{quoted} of {len(here)} inside quotation marks, and {placed}."
        )
        numbers = {"count": len(here), "rate": rate.value, "outlets": len(by_outlet), "most": float(most)}
        numbers |= {"quoted": quoted, "headlines": len(heads), "first": float(first)} | ends_of(rate)
        yield Finding("emphasis", text, "emphasis", passages_of(here.sort_values("position", kind="stable")), numbers)


# In what tone -------------------------------------------------------------------------------------------------------


def _toward(tables: Tables) -> Iterator[Finding]:
    # What others say of an actor is theirs: the outlet's own words are what it answers for.
    rows = tables.mentions[tables.mentions["zone"].isin(STORY) & (tables.mentions["voice"] == "journalist")]
    rows = rows.assign(outlet=rows["article_id"].map(outlet_of(tables)), score=toward_each(rows))
    rows = rows[rows["score"].notna()]
    sizes = rows["actor"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    for actor in sizes.index[:2]:
        here = rows[rows["actor"] == actor]
        mean = averages(here, ["actor"]).iloc[0]
        value, mentions = float(mean["tone_toward"]), int(mean["mentions"])
        shape = (
            "close to neutral" if abs(value) < GAP else "positive on balance" if value > 0 else "negative on balance"
        )
        inside = "" if single(tables) or pd.isna(mean["low"]) else f" [{signed(mean['low'])}, {signed(mean['high'])}]"
        text = f"In the journalists’ own words, mentions of {actor} are {shape}: {signed(value)}{inside} on average"
        text += f" over {counted(mentions, 'mention')} (scale −1 to 1)"
        numbers = {"mean": value, "mentions": mentions, "low": float(mean["low"]), "high": float(mean["high"])}
        by_outlet = averages(here, ["outlet"])
        by_outlet = by_outlet[by_outlet["mentions"] >= _FEW].sort_values("tone_toward", kind="stable")
        if len(by_outlet) > 1:
            low, high = by_outlet.iloc[0], by_outlet.iloc[-1]
            gap = high["tone_toward"] - low["tone_toward"]
            ends = [
                f"{row['outlet']} ({signed(row['tone_toward'])}, {row['mentions']} mentions)" for row in (low, high)
            ]
            text += f"; from {ends[0]} to {ends[1]}" if gap >= GAP else "; outlets do not differ clearly"
            numbers |= {"lowest": float(low["tone_toward"]), "highest": float(high["tone_toward"])}
        ordered = here.assign(apart=-(here["score"] - value).abs()) if abs(value) < GAP else here.assign(
            apart=here["score"] * np.sign(value))  # fmt: skip
        yield Finding("tone", f"{text}.", "toward", passages_of(ordered, "apart"), numbers)


def _tone(compared: pd.DataFrame) -> list[Finding]:
    rows = compared[(compared["measure"] == "tone_journalist") & compared["value"].notna()]
    if len(rows) < 2:
        return []
    rows = rows.sort_values("value", kind="stable")
    low, high = rows.iloc[0], rows.iloc[-1]
    ends = [f"{signed(row['value'])}{in_brackets(row, 2)} in {row['outlet']}" for row in (high, low)]
    text = f"The tone of the journalists’ own words, from −1 to 1, is highest, {ends[0]}, and lowest, {ends[1]}."
    return [Finding("tone", text, "tone", (), {"highest": high["value"], "lowest": low["value"]})]


# What was selected --------------------------------------------------------------------------------------------------


def _selection(tables: Tables) -> Iterator[Finding]:
    rows = tables.statements
    rows = rows.assign(outlet=rows["article_id"].map(outlet_of(tables)))
    held = rows[rows["carried"].fillna(False).astype(bool)]
    carriers = held.groupby("statement")["outlet"].agg(lambda names: tuple(dict.fromkeys(names)))
    if carriers.empty or held["outlet"].nunique() < 2:
        return
    alone = carriers[carriers.map(len) == 1].map(lambda names: names[0])
    numbers: dict[str, float] = {"statements": len(carriers), "alone": len(alone)}
    shared = carriers[carriers.map(len) > 1]
    text = f"Of {counted(len(carriers), 'statement')}, {len(shared):,} are carried by two or more outlets"
    places: tuple[tuple[str, int, int], ...] = ()
    if len(alone):
        by_outlet = alone.value_counts(sort=False)
        outlets, most = highest_of(by_outlet, tables)
        own = held[held["statement"].isin(alone.index[alone.isin(outlets)])].sort_values("start", kind="stable")
        quoted = shortened(own.iloc[0]["text"])
        text += f" and {len(alone):,} by one alone, {each_of(most, outlets)} of these by {some_of(outlets)}"
        text += f" (such as “{quoted}”)"
        numbers["most"] = float(most)
        places = passages_of(own)
    claims = omissions(tables)
    claims = claims[claims["at_risk"].fillna(False).astype(bool) & (claims["outlets"] >= 2)]
    if len(claims):
        outlets, left = highest_of(claims.groupby("outlet")["statement"].nunique(), tables)
        omit = "leaves" if len(outlets) == 1 else "leave"
        text += f"; {some_of(outlets)} {omit} out most, {each_of(left, outlets)} that at least two others carry"
        numbers["omitted"] = float(left)
    yield Finding("selection", f"{text}.", "selection", places, numbers)


def _shared(tables: Tables) -> list[Finding]:
    outlets = tables.outlets[tables.outlets["shared_words"].fillna(0) > 0]
    if outlets.empty:
        return []
    row = outlets.sort_values("shared_share", ascending=False, kind="stable").iloc[0]
    text = f"{row['outlet']} shares most words with other articles: {part_of(row['shared_words'], row['words'])}."
    numbers = {"shared": float(row["shared_words"]), "words": float(row["words"])}
    return [Finding("selection", text, "shared", (), numbers)]


# What differs, and how far to trust it ------------------------------------------------------------------------------


def _differences(tables: Tables, compared: pd.DataFrame) -> Iterator[Finding]:
    if single(tables):
        return
    family, n = compared[compared["p"].notna()], family_size(compared)
    if not n:
        text = (
            "No difference between outlets could be tested: each comparison needs four independent articles on either "
            "side."
        )
        yield Finding("differences", text, "glance", (), {"tests": 0})
        return
    measures = family["measure"].nunique()
    of = f"Of {counted(n, 'comparison')} ({counted(measures, 'measure')}, each outlet against the others), "
    if family["outlet"].nunique() == 2:
        of, family = f"Of {counted(n, 'comparison')} between the two outlets, ", family.drop_duplicates("measure")
    hold = family[family["holds"]].sort_values("p_adjusted", kind="stable")
    numbers: dict[str, float] = {"tests": n, "measures": measures, "hold": len(hold)}
    if hold.empty:
        least = float(family["p_adjusted"].min())
        text = f"{of}none has a Benjamini–Hochberg adjusted p below {_LEVEL}; the smallest has {p_value(least)}."
        yield Finding("differences", text, "glance", (), numbers | {"least": least})
        return
    told = []
    for i, row in enumerate(hold.head(_NAMED).itertuples()):
        scale, decimals = (100, 0) if row.unit == "%" else (1, 2 if row.unit == "−1 to 1" else 1)
        apart = f"{signed(scale * row.difference, decimals)}"
        if pd.notna(row.difference_low):
            low, high = (signed(scale * end, decimals) for end in (row.difference_low, row.difference_high))
            apart += f" [{low}, {high}]"
        unit = " percentage points" if row.unit == "%" else f" {row.unit}" if row.unit != "−1 to 1" else ""
        told.append(f"{row.outlet}, {row.label} ({apart}{unit}; {p_value(row.p_adjusted)})")
        numbers |= {f"difference_{i}": row.difference, f"p_{i}": row.p_adjusted}
    verb = "has" if len(hold) == 1 else "have"
    more = ", among them" if len(hold) > _NAMED else ""
    text = f"{of}{len(hold)} {verb} a Benjamini–Hochberg adjusted p below {_LEVEL}{more}: {'; '.join(told)}."
    yield Finding("differences", text, "glance", (), numbers)


def _trust(tables: Tables) -> Iterator[Finding]:
    parts = []
    articles = measured_articles(tables)
    if single(tables):
        parts.append("With only one article per outlet, these results describe the articles, not the outlets")
    total = int(tables.outlets["quoted_words"].sum())
    known = int(tables.speakers.loc[tables.speakers["speaker"].notna(), "quoted_words"].sum())
    numbers: dict[str, float] = {"unknown": max(total - known, 0), "total": total}
    if total > known:
        parts.append(f"of the quoted words, {part_of(max(total - known, 0), total)} have no known speaker")
    cells = tables.statements["carried"]
    if len(cells):
        unclear = int(cells.isna().sum())
        numbers |= {"unclear": unclear, "cells": len(cells)}
        if unclear:
            parts.append(f"whether an article carries a statement is unknown in {part_of(unclear, len(cells))} cases")
    notes = articles["notes"].dropna().str.split(";").explode().str.strip()
    for note, said in (("translated", "was translated"), ("outlet unknown", "comes from an unknown outlet")):
        n = int((notes == note).sum())
        if n:
            numbers[note] = n
            plural = (
                said.replace("was", "were").replace("comes", "come").replace("an unknown outlet", "unknown outlets")
            )
            parts.append(f"{counted(n, 'article')} {said if n == 1 else plural}")
    left = len(tables.articles) - len(articles)
    if left:
        numbers["left"] = left
        parts.append(f"{counted(left, 'article')} not in English {'was' if left == 1 else 'were'} left out")
    if parts:
        text = ". ".join(f"{part[0].upper()}{part[1:]}" for part in parts)
        yield Finding("trust", f"{text}.", "", (), numbers)


# How numbers and names are printed ----------------------------------------------------------------------------------
