"""`Measure`: what a measure declares of itself; every list of tables, columns and methods is derived from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import metadata
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.tables.schema import (
    ABOUT,
    ABOUT_OUTLET,
    ARTICLE_NOTES,
    OUTLET_NOTES,
    SCHEMA,
    Column,
    Table,
)  # fmt: skip
from framing.tables.totals import Total

if TYPE_CHECKING:
    import pandas as pd

Told = tuple[str, tuple[str, ...]]  # a sentence for a paper, and the sources that it cites, in full


class ByName(NamedTuple):
    """Columns of the outlets for each thing that a study names: a phrase, an actor.

    Attributes
    ----------
    key : str
        The column of the measure's table that holds the name.
    columns : tuple of Column
        A name that begins with ``_`` follows that of the thing, one that ends with it is before.
    values : callable
        From the rows of one outlet and one name, and the outlet's words: a value for each of `columns`.
    """

    key: str
    columns: tuple[Column, ...]
    values: Callable[[pd.DataFrame, float], Sequence[Any]]


@dataclass(frozen=True)
class Measure:
    """What one measure adds to the package.

    Attributes
    ----------
    table : Table, optional
        The table that it fills, one row per thing measured.
    rows : callable, optional
        From a `framing.measures.voice.Read` (one article) the rows of the table; of a measure with `in_bulk`, from
        several. A table that the steps over a whole corpus make has none.
    sums : callable, optional
        Instead of `rows`: the table from those before it.
    scores : callable, optional
        From a `Read`, one number for each of `totals`, for a measure without a table.
    totals : tuple of Total
        Columns of articles and outlets.
    by_name : ByName, optional
        Columns of outlets for each phrase or actor.
    methods : str or callable
        Its sentence in the methods paragraph, told where the table has rows; or a function that takes the `Tables`
        and gives sentences with their sources.
    sources : tuple of str
        What a sentence given as text cites.
    """

    table: Table | None = None
    rows: Callable[[Any], Iterable[Sequence[Any]]] | None = None
    in_bulk: bool = False
    sums: Callable[[dict[str, pd.DataFrame]], pd.DataFrame] | None = None
    scores: Callable[[Any], Sequence[float]] | None = None
    totals: tuple[Total, ...] = ()
    by_name: ByName | None = None
    methods: str | Callable[[Any], Iterable[Told]] = ""
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        own = self.table.name if self.table else ""
        filled = [replace(total, table=total.table or own) for total in self.totals]
        filled = [replace(total, rests_on=total.rests_on or total.table) for total in filled]
        object.__setattr__(self, "totals", tuple(filled))

    def told(self, tables: Mapping[str, pd.DataFrame]) -> Iterable[Told]:
        """What a paper says of it, with the sources."""
        if callable(self.methods):
            return self.methods(tables)
        measured = bool(self.methods) and (self.table is None or len(tables[self.table.name]) > 0)
        return [(self.methods, self.sources)] if measured else []


DECLARED: list[Measure] = []


def declare(measures: Iterable[Measure]) -> None:
    """Make these the measures of the package, in this order: of the tables, and of the columns of totals.

    `framing.pipeline.measures` calls it once; whoever adds a measure of their own calls it again with all of them.
    """
    DECLARED[:] = measures
    outlets = [total.column() for total in totals()]
    articles = [total.column(of_articles=True) for total in totals() if total.in_articles]
    SCHEMA.clear()
    SCHEMA["outlets"] = Table("outlets", "outlet", (*ABOUT_OUTLET, *outlets, OUTLET_NOTES), step="sums")
    SCHEMA["articles"] = Table("articles", "article", (*ABOUT, *articles, ARTICLE_NOTES), again="families")
    SCHEMA.update({measure.table.name: measure.table for measure in DECLARED if measure.table})


def totals() -> list[Total]:
    """All totals that are declared, in the order of their columns."""
    return [total for measure in DECLARED for total in measure.totals]


def outlet_tables() -> list[str]:
    """Tables beside *articles* whose rows the outlets table is summed from.

    Examples
    --------
    >>> outlet_tables()
    ['speakers', 'phrases', 'mentions']
    """
    named = [measure.table.name for measure in DECLARED if measure.table and measure.by_name]
    return list(dict.fromkeys([*(total.table for total in totals() if total.needs_rows), *named]))


def named_after(column: str) -> Column | None:
    """What a column of `outlets` means that carries the name of a phrase or an actor; None for any other.

    Examples
    --------
    >>> named_after("new_era_rate").unit
    'per 1,000 words'
    """
    forms = [form for measure in DECLARED if measure.by_name for form in measure.by_name.columns]
    # First those that stand before a name: the name of an actor may end like a column of a phrase.
    for form in sorted(forms, key=lambda form: form.name.startswith("_")):
        if column.endswith(form.name) if form.name.startswith("_") else column.startswith(form.name):
            return form._replace(name=column)
    return None


def counted(number: int, noun: str) -> str:
    """A number and what it counts.

    Examples
    --------
    >>> counted(1, "article"), counted(1200, "word")
    ('1 article', '1,200 words')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def listed(names: Sequence[str]) -> str:
    """Names in a row, with *and* before the last.

    Examples
    --------
    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def version(name: str) -> str:
    """Version of an installed distribution, or "(version unknown)"."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "(version unknown)"
