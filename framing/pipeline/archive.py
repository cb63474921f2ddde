"""`scan`: the tables of a large run, opened without loading them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from framing.pipeline import totals
from framing.readers.extras import needs
from framing.tables import Tables
from framing.tables.files import plain
from framing.tables.measures import outlet_tables
from framing.tables.schema import first_pass, second_pass

UNLISTED = {"frequencies": "frequencies", "problems": "statements"}  # by archives only, and not in the schema
ASKED = {"families": "passages"}  # the step that one asks for


class Scan:
    """Tables that stay on disk; each is a pyarrow dataset, and its folder is one that polars and DuckDB read too.

    Parameters
    ----------
    folder : path
        What `framing.measure_file` wrote.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        about = self.folder / "study.json"
        if not about.is_file():
            raise FileNotFoundError(f"{self.folder} holds no finished run; run `framing measure` into it to the end.")
        self.facts: dict[str, Any] = json.loads(about.read_text(encoding="utf-8"))

    def files(self, table: str) -> list[str]:
        """Parquet files of one table, for polars, DuckDB and whatever else reads them.

        They are those of the second pass where it was made from the same rows, else those of the first.
        """
        steps = second_pass() | UNLISTED
        known = dict.fromkeys([*first_pass(), *steps])
        if table == "outlets":
            raise KeyError("The outlets table is summed from the others: scan(folder).tables().outlets.")
        if table not in known:
            raise KeyError(f"No table is called {table!r}; the tables are {', '.join(known)}.")
        step = steps.get(table, "")
        second = [self.folder / "across" / step / table] if step and self._made(step) else []
        places = [self.folder / table, *second] if table == "problems" else second or [self.folder / table]
        if not second and not places[0].is_dir():
            if table in first_pass():
                raise KeyError(
                    f"{self.folder} holds no {table!r}: it was measured before this table existed. Run "
                    "`framing measure` into it again."
                )
            raise KeyError(f"{table!r} needs the second pass: framing measure … --across {ASKED.get(step, step)}.")
        return [str(file) for place in places for file in sorted(place.glob("part-*.parquet"))]

    def dataset(self, table: str) -> Any:
        """The pyarrow dataset of one table."""
        with needs("pyarrow", "Parquet"):
            import pyarrow.dataset as ds
        files = self.files(table)
        return ds.dataset(files, schema=_schema(files), format="parquet")

    def _made(self, step: str) -> bool:
        try:
            told = json.loads((self.folder / "across" / step / "done.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return bool(told.get("rows") == self.facts["rows"])

    def read(self, table: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """One table, or some of its columns, as a data frame."""
        return plain(self.dataset(table).to_table(columns=columns).to_pandas(types_mapper=_pandas_type))

    def tables(self, names: Sequence[str] = ()) -> Tables:
        """Articles and what outlets are summed from in memory, with the outlets; and other tables that are named."""
        needed = dict.fromkeys([*names, "articles", *outlet_tables()])
        loaded = {name: self.read(name) for name in needed}
        loaded["outlets"] = totals.outlets(loaded["articles"], loaded, {"phrases": self.facts.get("phrases", {})})
        return Tables(loaded, self.facts)


def scan(folder: str | Path) -> Scan:
    """Open the tables of a large run lazily.

    Parameters
    ----------
    folder : path
        What `framing.measure_file` or ``framing measure FILE --to FOLDER`` wrote.

    Returns
    -------
    Scan

    Examples
    --------
    >>> scan("no-such-folder")
    Traceback (most recent call last):
    FileNotFoundError: no-such-folder holds no finished run; run `framing measure` into it to the end.
    """
    return Scan(folder)


def _schema(files: Sequence[str]) -> Any:
    """The columns of all parts: one that only some parts have is missing in the others."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    found: dict[str, Any] = {}
    for file in files:
        for field in pq.read_schema(file):
            known = found.setdefault(field.name, field.type)
            if known != field.type:
                found[field.name] = _common(known, field.type)
    return pa.schema(list(found.items())) if found else None


def _common(one: Any, other: Any) -> Any:
    """A type that holds values of both."""
    import pyarrow as pa

    if pa.types.is_null(one) or pa.types.is_null(other):
        return other if pa.types.is_null(one) else one
    numbers = all(pa.types.is_integer(kind) or pa.types.is_floating(kind) for kind in (one, other))
    return pa.float64() if numbers else pa.string()


def _pandas_type(kind: Any) -> Any:
    """The schema's pandas type for an Arrow type, so that a scanned table equals a measured one."""
    import pyarrow as pa

    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return pd.StringDtype()
    if pa.types.is_integer(kind):
        return pd.Int64Dtype()
    return pd.BooleanDtype() if pa.types.is_boolean(kind) else None
