"""Tables as files for people: CSV, LaTeX with escaping, and HTML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from framing.reporting.pages import page
from framing.tables import SCHEMA

if TYPE_CHECKING:
    from framing.measures._tone.audit import Audit
    from framing.tables import Tables

LONGEST = 400  # rows; a longer table is for programs, and written as CSV only
_WIDE = 8  # outlets that fit beside each other


def export(tables: Tables, folder: str | Path, audit: Audit | None = None) -> None:
    """Write every table as CSV with its description, and those of up to 400 rows as LaTeX and HTML.

    Parameters
    ----------
    tables : Tables
    folder : path
        Made if it does not exist.
    audit : Audit, optional
        Of the tone table; stands above it on its page.
    """
    folder = Path(folder)
    tables.save(folder)
    title = str(tables.facts.get("title") or tables.facts.get("name") or "Study")
    for name, table in tables.items():
        if len(table) > LONGEST:
            continue
        shown = across(tables) if name == "outlets" else printed(table)
        tex = shown.to_latex(index=False, escape=True)
        (folder / f"{name}.tex").write_text(tex, encoding="utf-8", newline="\n")
        units = [f"{column.name}: {column.meaning}" for column in SCHEMA[name].columns]
        text = page(
            "table",
            title=f"{name} – {title}",
            row=SCHEMA[name].row,
            rows=len(table),
            audit=audit._repr_html_() if audit and name == "tone" else "",
            table=as_html(shown),
            columns=units,
        )
        (folder / f"{name}.html").write_text(text, encoding="utf-8", newline="\n")


def printed(table: pd.DataFrame) -> pd.DataFrame:
    """The table as text: numbers with three decimals, nothing where a value is missing."""
    shown = {}
    for column in table.columns:
        values = table[column]
        if pd.api.types.is_float_dtype(values):
            shown[column] = ["" if pd.isna(value) else f"{value + 0.0:.3f}" for value in values.round(3)]
        else:
            shown[column] = ["" if pd.isna(value) else str(value) for value in values]
    return pd.DataFrame(shown, columns=table.columns, dtype="object")


def across(tables: Tables) -> pd.DataFrame:
    """The outlets table with outlets side by side and a row for each feature, as a page can hold it."""
    shown = printed(tables.outlets)
    if len(shown) > _WIDE:
        return shown
    turned = shown.set_index("outlet").T
    turned.index.name, turned.columns.name = "feature", None
    return turned.reset_index()


def as_html(shown: pd.DataFrame) -> str:
    """A printed table as HTML, every cell escaped."""
    html: str = shown.to_html(index=False, border=0, classes="data", justify="left")
    return html
