"""Parquet: one article a row."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from framing.readers.archive import TooLarge, allowed
from framing.readers.extras import needs
from framing.readers.frame import read_frame
from framing.readers.record import Problems, Record, Source

_ROWS = 1_000_000  # that any file may have; in a larger one a row takes a byte at least
_SMALL, _FEW, _MANY = 10 * 1024**2, 16, 1000  # rows at a time: of a small file few, as one value may be long


def read_parquet(source: Source, problems: Problems) -> Iterator[Record]:
    """Yield the articles of a Parquet file; needs pyarrow."""
    with needs("pyarrow", "Parquet"):
        import pyarrow.parquet as pq
    import pandas as pd

    with pq.ParquetFile(io.BytesIO(source.data)) as file:
        _refuse_bomb(file, len(source.data))
    yield from read_frame(pd.read_parquet(io.BytesIO(source.data)), source.name, problems)


def _refuse_bomb(file: Any, packed: int) -> None:
    """Raise `TooLarge` for a file in which a few values, stored once, are repeated without end."""
    limit, rows = allowed(packed), file.metadata.num_rows
    if rows > max(_ROWS, packed):
        raise TooLarge(f"{packed:,} bytes hold {rows:,} rows")
    size = 0
    for batch in file.iter_batches(batch_size=_FEW if packed < _SMALL else _MANY):
        size += batch.nbytes
        if size > limit:
            raise TooLarge(f"{packed:,} bytes unpack to more than {limit:,}")
