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
    table = frame("families", {"mine": [1], "article_id": ["a"], "family": ["a"], "evidence": ["x"]})
    assert list(table.columns) == ["family", "article_id", "evidence", "mine"]


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="'families' lacks evidence"):
        frame("families", {"article_id": ["a"], "family": ["a"]})
