"""`Tables`: all tables of a study, saved and loaded with a description of every column."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd

from framing.tables.cells import as_written, guarded, to_csv
from framing.tables.measures import named_after
from framing.tables.schema import SCHEMA, TYPES, frame

DECIMALS = 6
_PACKAGE = "datapackage.json"


class Tables(Mapping[str, pd.DataFrame]):
    """The tables that `framing.measure` returns, by name.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        Tables of the schema; those left out are empty.
    facts : mapping, optional
        What figures and reports state of the study: its name, title, phrases, the corpus's hash, what was not measured.

    Examples
    --------
    >>> tables = Tables({})
    >>> len(tables.quotations), sorted(tables)[:2]
    (0, ['articles', 'edits'])
    """

    def __init__(self, tables: Mapping[str, pd.DataFrame], facts: Mapping[str, Any] | None = None) -> None:
        unknown = sorted(set(tables) - set(SCHEMA))
        if unknown:
            raise KeyError(f"No table is called {unknown[0]!r}; the tables are {', '.join(SCHEMA)}.")
        self._tables = {name: plain(tables[name]) if name in tables else frame(name, []) for name in SCHEMA}
        self.facts: dict[str, Any] = dict(facts or {})

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._tables:
            raise KeyError(f"No table is called {name!r}; the tables are {', '.join(SCHEMA)}.")
        return self._tables[name]

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name in SCHEMA:
            return self._tables[name]
        raise AttributeError(f"Tables has no {name!r}; the tables are {', '.join(SCHEMA)}.")

    @property
    def problems(self) -> pd.DataFrame:
        """What was asked for and could not be measured: field, problem, remedy; one row for each."""
        return pd.DataFrame(self.facts.get("problems", []), columns=["field", "problem", "remedy"], dtype="string")

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *SCHEMA]  # for completion

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __repr__(self) -> str:
        return "Tables(" + ", ".join(f"{name} {len(table)}" for name, table in self.items()) + ")"

    def _repr_html_(self) -> str:
        """Rows and meaning of each table, and what to call next."""
        left = ' style="text-align: left; padding-right: 1em"'
        head = "".join(f'<th scope="col"{left}>{name}</th>' for name in ("table", "rows", "one row per"))
        rows = "".join(
            f"<tr><td{left}>{name}</td><td{left}>{len(table):,}</td><td{left}>{escape(SCHEMA[name].row)}</td></tr>"
            for name, table in self.items()
        )
        title = escape(str(self.facts.get("title") or self.facts.get("name") or "Tables"))
        following = (
            "tables.outlets is a data frame, and so is each; framing.evidence(corpus, row) leads from a row to its "
            "place in the text; framing.figures.standing(tables) draws; tables.save(folder) writes."
        )
        return (
            f"<p><strong>{title}</strong></p><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
            f'<p style="color: #595959">{following}</p>'
        )

    def save(self, folder: str | Path, format: str = "csv") -> None:
        """Write every table and ``datapackage.json``, which describes each column.

        Parameters
        ----------
        folder : path
            Made if it does not exist.
        format : {"csv", "parquet"}
            CSV is for people: numbers are rounded to 6 places, and a text that a spreadsheet would run as a formula has
            a ``'`` before it, which `load` takes away. Parquet keeps everything as it is.

        Raises
        ------
        ValueError
            If a file of such a name is there that no `save` wrote.
        """
        if format not in ("csv", "parquet"):
            raise ValueError(f"format is 'csv' or 'parquet', not {format!r}.")
        folder = Path(folder)
        refuse_others(folder, format)
        folder.mkdir(parents=True, exist_ok=True)
        package = {
            "name": self.facts.get("name", "study"),
            "facts": self.facts,
            "resources": [_resource(name, table, format) for name, table in self.items()],
        }
        text = json.dumps(package, indent=1, ensure_ascii=False, sort_keys=False) + "\n"
        # First, so that a run that was stopped may be run again: it knows its folder by this file.
        (folder / _PACKAGE).write_text(text, encoding="utf-8", newline="\n")
        for name, table in self.items():
            path = folder / f"{name}.{format}"
            if format == "csv":
                path.write_text(to_csv(table.round(DECIMALS)), encoding="utf-8", newline="\n")
            else:
                table.to_parquet(path, index=False)

    def latex(
        self, name: str = "outlets", columns: Sequence[str] | None = None, intervals: bool = False,
        caption: str | None = None, label: str | None = None,
    ) -> str:  # fmt: skip
        """A table in LaTeX for a paper: labels and units in words, numbers right-aligned, as wide as the text.

        Parameters
        ----------
        name : str
            Of the table. *outlets* has a row for each measure and a column for each outlet, in blocks that fit a page.
        columns : list of str, optional
            What to print, in this order; by default every column, and of *outlets* the main measures.
        intervals : bool
            Of *outlets*: 95 % intervals, as in "0.23 [.19, .27]", with the article (or the family of articles that
            share copy) as the unit. There is none with fewer than four of them, nor of what is no mean, share or rate.
        caption, label : str, optional

        Returns
        -------
        str
            A ``table`` environment. It needs the packages ``array`` and ``booktabs``; names in scripts other than
            Latin need LuaLaTeX or XeLaTeX.

        Raises
        ------
        KeyError
            If there is no such table or column.
        ValueError
            For intervals of another table than *outlets*.

        Examples
        --------
        >>> print(Tables({}).latex("speakers", ["speaker", "quoted_words"]).splitlines()[3])
        \\caption{Study: article and speakers.}
        """
        made: str = import_module("framing.compare.typeset").latex(self, name, columns, intervals, caption, label)
        return made

    def html(
        self, name: str = "outlets", columns: Sequence[str] | None = None, intervals: bool = False,
        caption: str | None = None,
    ) -> str:  # fmt: skip
        """The same table as `latex` gives, in HTML, every cell escaped.

        Examples
        --------
        >>> Tables({}).html("speakers", ["speaker", "quoted_words"], caption="Speakers")[:33]
        '<table><caption>Speakers</caption'
        """
        made: str = import_module("framing.compare.typeset").html(self, name, columns, intervals, caption)
        return made

    @classmethod
    def load(cls, folder: str | Path) -> Tables:
        """Read what `save` wrote; the tables are equal to those saved (CSV: to 6 places)."""
        folder = Path(folder)
        package = folder / _PACKAGE
        if not package.is_file():
            raise FileNotFoundError(f"{folder} holds no datapackage.json; give a folder that Tables.save wrote.")
        described = json.loads(package.read_text(encoding="utf-8"))
        tables = {}
        for resource in described["resources"]:
            path = folder / resource["path"]
            if path.suffix == ".parquet":
                tables[resource["name"]] = pd.read_parquet(path)
                continue
            types = {guarded(f["name"]): TYPES[f["type"]] for f in resource["schema"]["fields"]}
            # Only an empty cell is missing: an outlet may be called "NA".
            found = pd.read_csv(path, dtype=types, keep_default_na=False, na_values=[""])
            tables[resource["name"]] = as_written(found)
        return cls(tables, described.get("facts"))


def measured(tables: Tables) -> pd.Series[bool]:
    """Whether each outlet, by row of the outlets table, has a measured article; one without a count is taken to.

    Examples
    --------
    >>> rows = {"outlet": ["Post", "Chronik", "Gazette"], "articles_measured": [2, 0, None]}
    >>> outlets = frame("outlets", []).reindex(range(3)).assign(**rows).astype({"articles_measured": "Int64"})
    >>> measured(Tables({"outlets": outlets})).tolist()
    [True, False, True]
    """
    return tables.outlets["articles_measured"].ne(0).fillna(True).astype(bool)


def plain(table: pd.DataFrame) -> pd.DataFrame:
    """Rows numbered from 0, and an empty text as a missing one: a CSV cannot tell them apart."""
    texts = [column for column in table.columns if pd.api.types.is_string_dtype(table[column])]
    filled = {column: table[column].astype("string").replace("", pd.NA) for column in texts}
    return table.assign(**filled).reset_index(drop=True)


def _resource(name: str, table: pd.DataFrame, format: str) -> dict[str, Any]:
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
        "path": f"{name}.{format}",
        "description": f"One row per {SCHEMA[name].row}.",
        "schema": {"fields": fields},
    }


def _kind(column: pd.Series[Any]) -> str:
    if pd.api.types.is_bool_dtype(column):
        return "boolean"
    if pd.api.types.is_integer_dtype(column):
        return "integer"
    return "number" if pd.api.types.is_float_dtype(column) else "string"


def needs_tables(x: object, caller: str) -> None:
    """Refuse what is no `Tables`, and say how one is made.

    Raises
    ------
    TypeError
        For anything else.
    """
    if not isinstance(x, Tables):
        raise TypeError(f"{caller} takes the Tables that framing.measure(corpus) returns, not {type(x).__name__}.")


def refuse_others(folder: Path, format: str = "csv") -> None:
    """Raise where a table would replace a file that no `Tables.save` wrote, such as the articles themselves.

    Raises
    ------
    ValueError
        With the file's name.
    """
    try:
        saved = set(json.loads((folder / _PACKAGE).read_text(encoding="utf-8"))) >= {"facts", "resources"}
    except (OSError, ValueError, TypeError, RecursionError):
        saved = False
    for name in [] if saved else SCHEMA:
        file = folder / f"{name}.{format}"
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
