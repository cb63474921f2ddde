"""A pandas data frame: one article a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from framing.readers.record import Problems, Record
from framing.readers.table import table_records

if TYPE_CHECKING:
    import pandas as pd


def read_frame(table: pd.DataFrame, file: str, problems: Problems) -> Iterator[Record]:
    """Yield the articles of a data frame; a named index counts as a column, rows as lines from 1."""
    if any(name is not None for name in table.index.names):
        table = table.reset_index()
    columns = [str(name) for name in table.columns]
    cells = [table.iloc[:, number].tolist() for number in range(len(columns))]
    rows = (
        (number, dict(zip(reversed(columns), reversed(row), strict=True)))
        for number, row in enumerate(zip(*cells, strict=True), start=1)
    )
    yield from table_records(list(dict.fromkeys(columns)), rows, file, problems)
