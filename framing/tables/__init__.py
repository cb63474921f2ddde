"""The tables: what each column holds, and how they are written and read."""

from framing.tables.columns import by_column
from framing.tables.files import refuse_others, refuse_unwritable
from framing.tables.schema import SCHEMA, Column, Table, frame
from framing.tables.store import Tables, measured, needs_tables

__all__ = [
    "SCHEMA", "Column", "Table", "Tables", "by_column", "frame", "measured", "needs_tables", "refuse_others",
    "refuse_unwritable",
]  # fmt: skip
