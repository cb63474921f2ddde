"""`Tables`: all tables of a study, saved and loaded with a description of every column."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd

from framing.tables.cells import RISKY, as_written, guarded, to_csv
from framing.tables.choice import chosen, rows_of
from framing.tables.columns import by_column, refuse_column
from framing.tables.export import r_script, workbook
from framing.tables.files import BOOK, PACKAGE, SCRIPT, described_as, plain, refuse_others
from framing.tables.schema import SCHEMA, TYPES, frame

DECIMALS = 6


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
    (0, ['articles', 'coverage'])
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

    def where(self, **conditions: Any) -> Tables:
        """The tables of the articles that fulfil all conditions; outlets are summed again.

        Families, statements and shared passages stay as they were found among all articles.

        Parameters
        ----------
        **conditions
            Columns of `articles`, as in `framing.Corpus.where`.

        Returns
        -------
        Tables
            With the same phrases, actors and other facts; ``facts["where"]`` says what was chosen.

        Examples
        --------
        >>> Tables({}).where(language="en").articles.empty
        Traceback (most recent call last):
        ValueError: No article has language = 'en'. There are: no values.
        """
        articles = self.articles
        for name in conditions:
            refuse_column(articles, name)
        kept = chosen({name: articles[name].astype(object).where(articles[name].notna(), None).tolist()
                       for name in conditions}, conditions)  # fmt: skip
        ids = set(articles.loc[kept, "article_id"]) if conditions else set(articles["article_id"])
        made = rows_of(self, ids)
        made["outlets"] = _summed(made, self.facts)
        said = {name: _said(wanted) for name, wanted in conditions.items()}
        return Tables(made, {**self.facts, "where": {**self.facts.get("where", {}), **said}})

    def grouped(self, by: Any = None) -> Tables:
        """The tables with the groups of a column in the place of outlets, as figures draw them.

        Parameters
        ----------
        by : str, Series or dict, optional
            A column of `articles`, or the group of each article by its id; by default that of the study
            (``compare_by``), else the outlets. Articles without a value are a group of their own, *no leaning*.

        Examples
        --------
        >>> Tables({}).grouped("outlet").outlets.empty
        True
        """
        articles, name = by_column(self, by)
        if name == "outlet":
            return self
        group = articles[name].astype("string").str.strip().replace("", pd.NA).fillna(f"no {name}")
        changed = dict(self)
        changed["articles"] = self.articles.assign(outlet=group.array)
        changed["outlets"] = _summed(changed, self.facts)
        facts = {**self.facts, "by": name}
        facts.pop("compare_by", None)
        return Tables(changed, facts)

    def joined(self, table: str, *columns: str) -> pd.DataFrame:
        """One table with columns of the articles beside its own, for a ``groupby`` without a merge.

        Parameters
        ----------
        table : str
            Its name, such as ``"quotations"``.
        *columns : str
            Columns of `articles`; by default outlet and date.

        Returns
        -------
        DataFrame
            Of tables with two articles a row, such as passages, the columns end in ``_a`` and ``_b``.

        Examples
        --------
        >>> list(Tables({}).joined("tone", "outlet").columns[-2:])
        ['evidence', 'outlet']
        """
        found, wanted = self[table], columns or ("outlet", "date")
        for name in wanted:
            refuse_column(self.articles, name)
        if "article_id" not in found and "article_a" not in found:
            raise KeyError(f"The table {table!r} has a row per {SCHEMA[table].row}: there is no article to join.")
        about = self.articles.drop_duplicates("article_id").set_index("article_id")
        for end in [""] if "article_id" in found else ["_a", "_b"]:
            ids = found["article_id" if not end else f"article{end}"]
            new = [name for name in wanted if f"{name}{end}" not in found]
            found = found.assign(**{f"{name}{end}": about[name].reindex(ids).array for name in new})
        return found

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
        format : {"csv", "parquet", "xlsx"}
            CSV is for people: numbers are rounded to 6 places, and a text that a spreadsheet would run as a formula has
            a ``'`` before it, which `load` takes away, and so does ``read.R``, which reads the files into R (ids such
            as 000 stay text there). Parquet keeps everything as it is. An Excel workbook has a sheet for each table
            (needs openpyxl).

        Raises
        ------
        ValueError
            If a file of such a name is there that no `save` wrote.
        """
        if format not in ("csv", "parquet", "xlsx"):
            raise ValueError(f"format is 'csv', 'parquet' or 'xlsx', not {format!r}.")
        made = workbook(self) if format == "xlsx" else b""
        folder = Path(folder)
        refuse_others(folder, format)
        folder.mkdir(parents=True, exist_ok=True)
        package = {
            "name": self.facts.get("name", "study"),
            "facts": self.facts,
            "resources": [described_as(name, table, format) for name, table in self.items()],
        }
        text = json.dumps(package, indent=1, ensure_ascii=False, sort_keys=False) + "\n"
        # First, so that a run that was stopped may be run again: it knows its folder by this file.
        (folder / PACKAGE).write_text(text, encoding="utf-8", newline="\n")
        if format == "xlsx":
            (folder / BOOK).write_bytes(made)
            return
        if format == "csv":
            types = {entry["name"]: {f["name"]: f["type"] for f in entry["schema"]["fields"]}
                     for entry in package["resources"]}  # fmt: skip
            (folder / SCRIPT).write_text(r_script(types, RISKY), encoding="utf-8", newline="\n")
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
        \\caption{Study: speaker and articles.}
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
        package = folder / PACKAGE
        if not package.is_file():
            raise FileNotFoundError(f"{folder} holds no datapackage.json; give a folder that Tables.save wrote.")
        described = json.loads(package.read_text(encoding="utf-8"))
        tables = {}
        for resource in described["resources"]:
            path = folder / resource["path"]
            if path.suffix == ".xlsx":
                raise ValueError(f"{folder} holds an Excel workbook, which rounds and cuts; load tables saved as CSV.")
            if path.suffix == ".parquet":
                tables[resource["name"]] = pd.read_parquet(path)
                continue
            types = {guarded(f["name"]): TYPES[f["type"]] for f in resource["schema"]["fields"]}
            # Only an empty cell is missing: an outlet may be called "NA".
            found = pd.read_csv(path, dtype=types, keep_default_na=False, na_values=[""])
            tables[resource["name"]] = as_written(found)
        return cls(tables, described.get("facts"))


def summed_by(function: Callable[..., pd.DataFrame]) -> None:
    """Make this the function that sums the outlets table, whenever the articles are chosen or grouped."""
    _SUMS[:] = [function]


_SUMS: list[Callable[..., pd.DataFrame]] = []


def _summed(tables: Mapping[str, pd.DataFrame], facts: Mapping[str, Any]) -> pd.DataFrame:
    return _SUMS[0](tables["articles"], tables, {"phrases": facts.get("phrases", {})})


def _said(wanted: Any) -> Any:
    """A condition as JSON holds it."""
    if isinstance(wanted, (list, tuple, set)):
        return [_said(value) for value in wanted]
    return wanted if isinstance(wanted, (int, float, str, type(None))) else str(wanted)


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


def needs_tables(x: object, caller: str) -> None:
    """Refuse what is no `Tables`, and say how one is made.

    Raises
    ------
    TypeError
        For anything else.
    """
    if not isinstance(x, Tables):
        raise TypeError(f"{caller} takes the Tables that framing.measure(corpus) returns, not {type(x).__name__}.")
