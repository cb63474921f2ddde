"""The files that tables are written to: what each column is, and which folder takes them."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd

from framing.tables.measures import named_after
from framing.tables.schema import SCHEMA

PACKAGE = "datapackage.json"
BOOK, SCRIPT = "tables.xlsx", "read.R"


def plain(table: pd.DataFrame) -> pd.DataFrame:
    """Rows numbered from 0, and an empty text as a missing one: a CSV cannot tell them apart."""
    texts = [column for column in table.columns if pd.api.types.is_string_dtype(table[column])]
    filled = {column: table[column].astype("string").replace("", pd.NA) for column in texts}
    return table.assign(**filled).reset_index(drop=True)


def described_as(name: str, table: pd.DataFrame, format: str) -> dict[str, Any]:
    """A table's entry of the data package: its file, what a row is, and its columns."""
    known = {column.name: column for column in SCHEMA[name].columns}
    fields = []
    for column in table.columns:
        entry = {"name": column, "type": _kind(table[column])}
        told = known.get(column) or named_after(column)
        if told:
            entry |= {"unit": told.unit, "description": told.meaning}
        fields.append(entry)
    return {
        "name": name,
        "path": BOOK if format == "xlsx" else f"{name}.{format}",
        "description": f"One row per {SCHEMA[name].row}.",
        "schema": {"fields": fields},
    }


def _kind(column: pd.Series[Any]) -> str:
    if pd.api.types.is_bool_dtype(column):
        return "boolean"
    if pd.api.types.is_integer_dtype(column):
        return "integer"
    return "number" if pd.api.types.is_float_dtype(column) else "string"


def refuse_others(folder: Path, format: str = "csv") -> None:
    """Raise where a table would replace a file that no `Tables.save` wrote, such as the articles themselves.

    Raises
    ------
    ValueError
        With the file's name.
    """
    try:
        saved = set(json.loads((folder / PACKAGE).read_text(encoding="utf-8"))) >= {"facts", "resources"}
    except (OSError, ValueError, TypeError, RecursionError):
        saved = False
    files = {"xlsx": [BOOK], "csv": [*(f"{name}.csv" for name in SCHEMA), SCRIPT]}
    for name in [] if saved else files.get(format, [f"{name}.{format}" for name in SCHEMA]):
        file = folder / name
        if file.exists() or file.is_symlink():
            raise ValueError(f"{file} would be replaced by a table; give an empty or new folder.")


def refuse_unwritable(folder: Path) -> None:
    """Raise where nothing can be written to a folder, or where it cannot be made, before any work is done.

    Raises
    ------
    ValueError
        With the reason.
    """
    place = folder.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    try:
        # Permissions alone do not tell: the disk may be read-only, or full.
        with tempfile.TemporaryFile(dir=place) as probe:
            probe.write(b"framing")
            probe.flush()
    except OSError as error:
        reason = f"the system says: {(error.strerror or str(error)).lower()}"
        raise ValueError(f"{folder} cannot be written ({reason}). Give another folder.") from None
