"""Columns and tables; and the schema: every table that leaves the package, as the measures declare them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd


class Column(NamedTuple):
    """One column: `dtype` is string, integer, number or boolean; `unit` may be empty.

    A column that prints words of an article names in `printed` the columns of the article, start and end that they are
    printed from: what is shared is emptied of them, and they can be joined again. A `voiced` column is a number that
    changes with where each voice begins and ends.
    """

    name: str
    dtype: str
    unit: str
    meaning: str
    printed: tuple[str, str, str] | None = None
    voiced: bool = False


class Table(NamedTuple):
    """One table: what a row is, and its columns in order.

    `step` is the step over the whole corpus that makes the table, or makes it again (`again`); without one it is
    made article by article. Tables with a speaker get the names joined across articles without being told to.
    """

    name: str
    row: str
    columns: tuple[Column, ...]
    step: str = ""
    again: str = ""


# Columns that several tables have.
ARTICLE = Column("article_id", "string", "", "Id of the article.")
START = Column("start", "integer", "characters", "Where the span begins in the article's text.")
END = Column("end", "integer", "characters", "Where the span ends, exclusive.")
ZONE = Column("zone", "string", "", "headline, standfirst, lead, body, caption, notice or translation.")
VOICE = Column("voice", "string", "", "journalist, quoted or reported (indirect speech).")
SPEAKER = Column("speaker", "string", "", "Who is quoted or reported, by the name used across the corpus.")
SPEAKER_TYPE = Column("speaker_type", "string", "", "person, organisation, group, document, anonymous or unnamed.")
SENTENCE = Column("sentence", "integer", "", "Number of the sentence in its article, from 0.")
POSITION = Column("position", "number", "0 to 1", "Place in the story: 0 its first word, 1 its last.")
OUTLET = Column("outlet", "string", "", "The outlet, as figures name it.")

# What is known of an article before anything is measured; *family* is filled in by a step over the whole corpus.
ABOUT = (
    ARTICLE, OUTLET,
    Column("event", "string", "", "The event the article reports, where the study names one."),
    Column("family", "string", "", "Articles that derive from one copy share a family; its first article's id."),
    Column("wire", "string", "", "The news agency whose copy it is, where known."),
    Column("language", "string", "", "ISO 639-1 code."),
    Column("date", "string", "", "ISO date of publication, where known."),
    Column("title", "string", "", "Title given with the article, else its headline line."),
)  # fmt: skip
ARTICLE_NOTES = Column(
    "notes", "string", "", "translated, filed before …, outlet unknown, date guessed; parted by semicolons."
)
ABOUT_OUTLET = (
    OUTLET,
    Column("articles", "integer", "articles", "Articles read."),
    Column("articles_measured", "integer", "articles",
           "Articles in English; every figure to the right rests on these."),
)  # fmt: skip
OUTLET_NOTES = Column("notes", "string", "", "What a reader must know of the texts: translated, outlet unknown, ….")

SCHEMA: dict[str, Table] = {}  # filled by `framing.tables.measures.declare`


def first_pass() -> tuple[str, ...]:
    """Names of the tables that are made article by article, and that the first pass over an archive writes.

    Examples
    --------
    >>> first_pass()[:3]
    ('articles', 'sentences', 'tone')
    """
    return tuple(name for name, table in SCHEMA.items() if not table.step)


def speaker_tables() -> tuple[str, ...]:
    """Those among them that name speakers: their names are joined across articles.

    Examples
    --------
    >>> "quotations" in speaker_tables(), "sentences" in speaker_tables()
    (True, False)
    """
    return tuple(name for name in first_pass() if any(c.name == "speaker" for c in SCHEMA[name].columns))


def second_pass() -> dict[str, str]:
    """The tables that the steps over a whole corpus make or make again, and the step that does.

    Examples
    --------
    >>> second_pass()["edits"], second_pass()["quotations"]
    ('families', 'names')
    """
    made = {name: table.step or table.again for name, table in SCHEMA.items() if table.step != "sums"}
    return {name: step for name, step in made.items() if step} | dict.fromkeys(speaker_tables(), "names")


TYPES: dict[str, Any] = {"string": "string", "integer": "Int64", "number": "float64", "boolean": "boolean"}


def frame(name: str, rows: Iterable[Sequence[Any]] | Mapping[str, Any] | pd.DataFrame) -> pd.DataFrame:
    """Data frame of the table `name` with its columns in order and typed, also when there is no row.

    Parameters
    ----------
    name : str
        A key of `SCHEMA`.
    rows : iterable of sequences, mapping or DataFrame
        Rows in the order of the schema's columns, or columns by name; those that the schema does not know are kept
        behind it.

    Examples
    --------
    >>> list(frame("families", []).columns)
    ['family', 'article_id', 'evidence', 'relative', 'shared_words', 'share']
    """
    columns = SCHEMA[name].columns
    if isinstance(rows, (Mapping, pd.DataFrame)):
        table = pd.DataFrame(rows)
        missing = [c.name for c in columns if c.name not in table]
        if missing and len(table):
            raise ValueError(f"Table {name!r} lacks {', '.join(missing)}.")
        extra = [c for c in table.columns if c not in {c.name for c in columns}]
        table = table.reindex(columns=[c.name for c in columns] + extra)
        return table.astype({c.name: TYPES[c.dtype] for c in columns})
    # Typed column by column: a whole frame's types are changed four times as slowly.
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    return pd.DataFrame(
        {c.name: pd.array(list(own), dtype=TYPES[c.dtype]) for c, own in zip(columns, values, strict=True)}
    )
