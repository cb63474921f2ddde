"""Data frames of the schema's tables: columns in order, and typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from framing.tables.schema import SCHEMA

TYPES: dict[str, Any] = {"string": "string", "integer": "Int64", "number": "float64", "boolean": "boolean"}


def frame(name: str, rows: Iterable[Sequence[Any]] | Mapping[str, Any] | pd.DataFrame) -> pd.DataFrame:
    """Data frame of the table `name` with its columns in order and typed, also when there is no row.

    Parameters
    ----------
    name : str
        A key of `SCHEMA`.
    rows : iterable of sequences, mapping or DataFrame
        Rows in the order of the schema's columns, or columns by name; those that the schema does not know are kept
        behind it.

    Examples
    --------
    >>> list(frame("families", []).columns)
    ['family', 'article_id', 'evidence', 'relative', 'shared_words', 'share']
    """
    columns = SCHEMA[name].columns
    if isinstance(rows, (Mapping, pd.DataFrame)):
        table = pd.DataFrame(rows)
        missing = [c.name for c in columns if c.name not in table]
        if missing and len(table):
            raise ValueError(f"Table {name!r} lacks {', '.join(missing)}.")
        extra = [c for c in table.columns if c not in {c.name for c in columns}]
        table = table.reindex(columns=[c.name for c in columns] + extra)
        return table.astype({c.name: TYPES[c.dtype] for c in columns})
    # Typed column by column: a whole frame's types are changed four times as slowly.
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    return pd.DataFrame(
        {c.name: pd.array(list(own), dtype=TYPES[c.dtype]) for c, own in zip(columns, values, strict=True)}
    )
