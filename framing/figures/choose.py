"""Which outlets a figure draws, and in which order."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from framing.tables import Tables


def chosen(found: Any, outlets: Sequence[str] | None) -> Any:
    """Tables or a comparison with these outlets alone, in this order."""
    if outlets is None:
        return found
    wanted = [outlets] if isinstance(outlets, str) else list(dict.fromkeys(outlets))
    if isinstance(found, Tables):
        _refuse_unknown(wanted, found.outlets["outlet"], "outlet")
        return _of_outlets(found, wanted)
    if "group" not in found.table:
        raise ValueError("This figure compares no outlets, so that it takes no outlets=.")
    parts = [name for name in ("table", "map") if hasattr(found, name)]
    groups = pd.concat([found.table[name] for name in ("group", "other") if name in found.table]).dropna()
    _refuse_unknown(wanted, groups[groups != "rest"], "group")
    return replace(found, **{name: _of_groups(getattr(found, name), wanted) for name in parts})


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
