import pandas as pd
import pytest

from framing.readers.parquet import read_parquet
from framing.readers.record import Problems, Source

pytest.importorskip("pyarrow")


def test_rows_of_a_parquet_file_are_articles(tmp_path):
    table = pd.DataFrame({"id": [1, 2], "text": ["Rain.", "Snow."], "date": pd.to_datetime(["2021-06-08", None])})
    table.to_parquet(tmp_path / "a.parquet")
    records = list(read_parquet(Source("a.parquet", (tmp_path / "a.parquet").read_bytes()), Problems()))
    assert [record.text for record in records] == ["Rain.", "Snow."]
    assert [record.line for record in records] == [1, 2] and "date" not in records[1].fields
