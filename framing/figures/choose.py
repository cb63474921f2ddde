"""Which outlets a figure draws, in which order, or which groups of articles instead."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from framing.measure import totals
from framing.tables import Tables

NONE = "no {}"  # the group of the articles that have nothing in the column


def chosen(found: Any, outlets: Sequence[str] | None, by: str | None) -> Any:
    """Tables or a comparison with these outlets alone, in this order; with `by`, groups of articles for outlets."""
    if by is not None:
        found = _grouped(found, by)
    if outlets is None:
        return found
    wanted = [outlets] if isinstance(outlets, str) else list(dict.fromkeys(outlets))
    if isinstance(found, Tables):
        _refuse_unknown(wanted, found.outlets["outlet"], "outlet" if by is None else "group")
        return _of_outlets(found, wanted)
    if "group" not in found.table:
        raise ValueError("This figure compares no outlets, so that it takes no outlets=.")
    parts = [name for name in ("table", "map") if hasattr(found, name)]
    groups = pd.concat([found.table[name] for name in ("group", "other") if name in found.table]).dropna()
    _refuse_unknown(wanted, groups[groups != "rest"], "group")
    return replace(found, **{name: _of_groups(getattr(found, name), wanted) for name in parts})


def _grouped(found: Any, by: str) -> Tables:
    """The tables with a column of the articles in the place of the outlet, and totals over its groups."""
    if not isinstance(found, Tables):
        raise ValueError("A comparison has its groups from its own by=; the figure takes none.")
    articles = found.articles
    if by not in articles:
        near = difflib.get_close_matches(by, list(articles), 1)
        hint = f"Did you mean {near[0]!r}?" if near else f"They have: {', '.join(articles)}."
        raise ValueError(f"by= names {by!r}, but the articles have no such column. {hint}")
    group = articles[by].astype("string").str.strip().replace("", pd.NA).fillna(NONE.format(by))
    made = {**found, "articles": articles.assign(outlet=group)}
    made["outlets"] = totals.outlets(made["articles"], made, {"phrases": found.facts.get("phrases", {})})
    return Tables(made, found.facts)


def _refuse_unknown(wanted: Iterable[str], known: Iterable[str], kind: str) -> None:
    there = list(dict.fromkeys(map(str, known)))
    for name in wanted:
        if name not in there:
            near = difflib.get_close_matches(str(name), there, 1)
            hint = f" Did you mean {near[0]!r}?" if near else f" There are: {', '.join(there) or 'none'}."
            raise ValueError(f"outlets= names {name!r}, but no {kind} is called so.{hint}")


def _of_outlets(tables: Tables, wanted: list[str]) -> Tables:
    articles = set(tables.articles.loc[tables.articles["outlet"].isin(wanted), "article_id"])
    made = {}
    for name, rows in tables.items():
        for column in ("article_id", "article_a", "article_b"):
            rows = rows[rows[column].isin(articles)] if column in rows else rows
        made[name] = rows
    # Edits name their passage by its row, and rows are numbered again.
    row = {int(old): new for new, old in enumerate(made["passages"].index)}
    made["edits"] = made["edits"].assign(passage=made["edits"]["passage"].map(row)).astype(tables.edits.dtypes)
    made["outlets"] = tables.outlets.set_index("outlet").loc[wanted].reset_index()[list(tables.outlets)]
    return Tables(made, tables.facts)


def _of_groups(rows: pd.DataFrame, wanted: list[str]) -> pd.DataFrame:
    rows = rows[rows["group"].isin(wanted)]
    if "other" in rows:
        rows = rows[rows["other"].isna() | rows["other"].isin([*wanted, "rest"])]
    return rows.assign(_at=rows["group"].map(wanted.index)).sort_values("_at", kind="stable").drop(columns="_at")
