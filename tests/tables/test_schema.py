"""Every table has its columns in order and typed, also when it is empty."""

import pytest

from framing.tables import SCHEMA, frame

TYPES = {"string": "string", "integer": "Int64", "number": "float64", "boolean": "boolean"}


@pytest.mark.parametrize("name", SCHEMA)
def test_an_empty_table_has_its_columns_and_types(name):
    table = frame(name, [])
    assert list(table.columns) == [column.name for column in SCHEMA[name].columns]
    assert [str(dtype) for dtype in table.dtypes] == [TYPES[c.dtype] for c in SCHEMA[name].columns]


@pytest.mark.parametrize("name", SCHEMA)
def test_every_column_is_described_once(name):
    columns = SCHEMA[name].columns
    assert len({column.name for column in columns}) == len(columns)
    assert all(column.meaning.endswith((".", "?")) for column in columns)


def test_unknown_columns_are_kept_behind_those_of_the_schema():
    table = frame("terms", {"mine": [1], "term": ["rain"], "article_id": ["a"], "count": [2]})
    assert list(table.columns) == ["article_id", "term", "count", "mine"]


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="'terms' lacks count"):
        frame("terms", {"article_id": ["a"], "term": ["rain"]})
