"""Tables as files for people: CSV, LaTeX with escaping, and HTML."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from framing.reporting.pages import PRINTED, page
from framing.reporting.phrasing import single
from framing.tables import SCHEMA

if TYPE_CHECKING:
    from framing.measures._tone.audit import Audit
    from framing.reporting.links import Links
    from framing.tables import Tables

_ORDER = {  # what matters first; CSV keeps the order of the tables
    "quotations": (["words"], "the longest first"),
    "speakers": (["quoted_words", "reported_words"], "the most quoted first"),
    "passages": (["words"], "the longest first"),
    "edits": (["count"], "the most frequent first"),
    "terms": (["count"], "the most frequent first"),
    "families": (["shared_words"], "the most shared words first"),
    "articles": (["words"], "the longest first"),
}
_WIDE = 8  # outlets that fit beside each other


def export(
    tables: Tables, folder: str | Path, audit: Audit | None = None, links: Links | None = None
) -> None:
    """Write every table as CSV with its description, and those of up to 400 rows as LaTeX and HTML.

    Parameters
    ----------
    tables : Tables
    folder : path
        Made if it does not exist.
    audit : Audit, optional
        Of the tone table; printed above it on its page.
    links : Links, optional
        To the articles' pages: each row of a table's page leads to its passage.
    """
    folder = Path(folder)
    tables.save(folder)
    numbers = {str(outlet): i for i, outlet in enumerate(tables.outlets["outlet"], 1)}
    title = str(tables.facts.get("title") or tables.facts.get("name") or "Study")
    for name, table in tables.items():
        if len(table) > PRINTED:
            continue
        shown = across(tables) if name == "outlets" else printed(table)
        # The outlets as a paper would print them; whatever else there is stays in the CSV.
        paper = name == "outlets"
        tex = tables.latex(intervals=not single(tables)) if paper else shown.to_latex(index=False, escape=True)
        (folder / f"{name}.tex").write_text(tex, encoding="utf-8", newline="\n")
        units = [f"{column.name}: {column.meaning}" for column in SCHEMA[name].columns]
        ordered, order = _ordered(name, table)
        turned = name == "outlets"
        text = page(
            "table",
            title=f"{name} – {title}",
            row=SCHEMA[name].row,
            rows=len(table),
            order=order,
            csv=f"{name}.csv",
            sortable=not turned,
            filter=[] if turned or not _named(table) else list(numbers),
            audit=audit._repr_html_() if audit and name == "tone" else "",
            table=as_html(shown) if turned else _linked(ordered, links, _outlets_of(tables, numbers)),
            columns=units,
        )
        (folder / f"{name}.html").write_text(text, encoding="utf-8", newline="\n")


def _ordered(name: str, table: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """A table with what matters first, and the words that say so."""
    if name == "mentions":
        strength = (table["positive"] - table["negative"]).abs()
        return table.loc[strength.sort_values(ascending=False, kind="stable").index], "the clearest tone first"
    if name == "tone":
        strongest = table["tone"].abs().sort_values(ascending=False, kind="stable").index
        return table.loc[strongest], "the strongest tone first"
    by, order = _ORDER.get(name, ([], ""))
    return (table.sort_values(by, ascending=False, kind="stable"), order) if by else (table, "")


def _named(table: pd.DataFrame) -> bool:
    return any(name in table for name in ("article_id", "article_a", "outlet"))


def _outlets_of(tables: Tables, numbers: dict[str, int]) -> dict[str, int]:
    """Number of the outlet of each article."""
    outlet = tables.articles.set_index("article_id")["outlet"]
    return {str(article): numbers.get(str(name), 0) for article, name in outlet.items()}


def _linked(table: pd.DataFrame, links: Links | None, outlets: dict[str, int]) -> str:
    """The table as HTML, every cell escaped; the first column leads to the passage that a row was counted from."""
    shown = printed(table)
    right = [pd.api.types.is_numeric_dtype(table[column]) for column in table.columns]
    style = [' class="number"' if numeric else "" for numeric in right]
    head = "".join(f'<th scope="col"{cls}>{escape(str(name))}</th>' for name, cls in zip(shown, style, strict=True))
    lines = ['<table class="data sortable"><thead><tr><th scope="col">row</th>' + head + "</tr></thead><tbody>"]
    records = table.to_dict("records")
    for number, record, cells in zip(table.index, records, shown.itertuples(index=False, name=None), strict=True):
        named = [str(record[name]) for name in ("article_id", "article_a", "article_b") if name in record]
        own = " ".join(str(outlets[article]) for article in dict.fromkeys(named) if article in outlets)
        address = links.row(record) if links else None
        first = f'<a href="{escape(address)}">{number}</a>' if address else str(number)
        row = "".join(f"<td{cls}>{escape(cell)}</td>" for cell, cls in zip(cells, style, strict=True))
        outlet = f' data-outlet="{own}"' if own else ""
        lines.append(f"<tr{outlet}><td>{first}</td>{row}</tr>")
    return "\n".join([*lines, "</tbody></table>"])


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
