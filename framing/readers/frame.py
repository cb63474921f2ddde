"""What is held in memory: data frames, series, lists and dicts, one article a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.readers.fields import match_columns
from framing.readers.record import FIELDS, Problems, Record
from framing.readers.table import table_records

if TYPE_CHECKING:
    import pandas as pd

_TAKES = (
    "a Corpus, a text, a list of texts, a dict of texts by id, a list of dicts, a Series or a data frame with a column "
    "'text'"
)


def read_frame(table: pd.DataFrame, file: str, problems: Problems) -> Iterator[Record]:
    """Yield the articles of a data frame; a named index counts as a column, rows as lines from 1.

    Where no column holds ids, the index does, unless it names two rows alike.
    """
    table, own = with_ids(table)
    columns = [str(name) for name in table.columns]
    cells = [table.iloc[:, number].tolist() for number in range(len(columns))]
    if own is not None and not own.is_unique:
        problem = "the index names rows twice, so that it gives no ids."
        problems.add(file, None, "id", problem, "Add a column 'id', or use df.reset_index(drop=True).")
        own = None
    ids = {} if own is None else {number: {"id": id} for number, id in enumerate(own.tolist(), start=1)}
    rows = (
        (number, ids.get(number, {}) | dict(zip(reversed(columns), reversed(row), strict=True)))
        for number, row in enumerate(zip(*cells, strict=True), start=1)
    )
    yield from table_records(list(dict.fromkeys([*columns, *(["id"] if ids else [])])), rows, file, problems)


def with_ids(table: pd.DataFrame) -> tuple[pd.DataFrame, pd.Index | None]:
    """Return a data frame with a named index as a column, and the index that gives the ids where no column does."""
    index = table.index
    if any(name is not None for name in index.names):
        table = table.reset_index()
    if "id" in match_columns(map(str, table.columns)):
        return table, None
    return table, index if index.nlevels == 1 else table.index


def is_held(source: object) -> bool:
    """Whether a source is held in memory, and no path or name."""
    return not isinstance(source, (str, bytes)) and isinstance(source, Iterable)


def held(source: Any, caller: str) -> Any:
    """Return what is held in memory as a corpus, if it is made of articles, or as a data frame with one article a row.

    Raises
    ------
    TypeError
        If it holds no articles; the sentence says what does.
    """
    import pandas as pd

    if isinstance(source, (pd.DataFrame, Corpus)):
        return source
    if isinstance(source, pd.Series):
        if any(isinstance(value, (Mapping, Article)) for value in source):
            return held(source.tolist(), caller)
        _refuse_others(source.dropna().tolist(), "this Series", caller)
        return source.rename("text").rename_axis(None).to_frame()
    if hasattr(source, "to_pandas"):  # data frames of other libraries
        return held(source.to_pandas(), caller)
    if isinstance(source, Mapping):
        return _of_mapping(source, caller)
    if isinstance(source, (set, frozenset)):
        raise TypeError(f"{caller} takes articles in an order, and a set has none: give a list.")
    if isinstance(source, (bytes, bytearray)) or not isinstance(source, Iterable):
        raise TypeError(f"{caller} takes {_TAKES}, not {type(source).__name__}.")
    rows: list[Any] = [getattr(row, "article", row) for row in source]
    if rows and all(isinstance(row, Article) for row in rows):
        return Corpus(rows)
    if rows and all(isinstance(row, Mapping) for row in rows):
        return pd.DataFrame([dict(row) for row in rows])
    _refuse_others([row for row in rows if row is not None and row == row], f"this {type(source).__name__}", caller)
    return pd.DataFrame({"text": pd.Series(rows, dtype="object")})


def _of_mapping(source: Mapping[Any, Any], caller: str) -> pd.DataFrame:
    """Texts, or articles, by id; columns by name; or one article."""
    import pandas as pd

    values = list(source.values())
    named = match_columns(map(str, source))
    if "text" in named and all(isinstance(value, (list, tuple)) or hasattr(value, "tolist") for value in values):
        if len({len(value) for value in values}) > 1:
            raise ValueError(f"{caller} takes columns of one length; these have {sorted(set(map(len, values)))}.")
        return pd.DataFrame({name: list(value) for name, value in source.items()})
    if "text" in named and len(source) > 1 and {str(key).casefold() for key in source} & set(FIELDS) - {"text"}:
        return pd.DataFrame([dict(source)])  # one article
    index = pd.Index(list(source))
    if values and all(isinstance(value, Mapping) for value in values):
        table = pd.DataFrame([dict(value) for value in values], index=index)
        return table if "id" not in match_columns(map(str, table.columns)) else table.rename_axis(None)
    if values and all(isinstance(value, Article) for value in values):
        return Corpus(values)
    _refuse_others([value for value in values if value is not None and value == value], "this dict", caller)
    return pd.DataFrame({"text": pd.Series(values, index, dtype="object")})


def _refuse_others(values: Iterable[Any], what: str, caller: str) -> None:
    """Refuse a series, list or dict of anything but texts."""
    other = next((value for value in values if not isinstance(value, str)), None)
    if other is not None:
        raise TypeError(f"{caller} takes {_TAKES}; {what} holds {type(other).__name__}.")


def has_numbers(table: pd.DataFrame) -> bool:
    """Whether the ids of a data frame are whole numbers.

    Examples
    --------
    >>> import pandas as pd
    >>> has_numbers(pd.DataFrame({"id": [101], "text": ["Rain."]})), has_numbers(pd.DataFrame({"text": ["Rain."]}))
    (True, True)
    """
    import pandas as pd

    table, ids = with_ids(table)
    if ids is None:
        names = list(map(str, table.columns))
        ids = pd.Index(table.iloc[:, names.index(match_columns(names)["id"])])
    return bool(len(ids)) and bool(pd.api.types.is_integer_dtype(ids.dtype)) and ids.is_unique and not ids.hasnans
