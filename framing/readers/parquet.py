"""Parquet: one article a row."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pandas as pd

from framing.readers.extras import needs
from framing.readers.frame import read_frame
from framing.readers.record import Problems, Record, Source


def read_parquet(source: Source, problems: Problems) -> Iterator[Record]:
    """Yield the articles of a Parquet file; needs pyarrow."""
    with needs("pyarrow", "Parquet"):
        import pyarrow  # noqa: F401
    yield from read_frame(pd.read_parquet(io.BytesIO(source.data)), source.name, problems)
