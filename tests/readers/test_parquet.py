import pandas as pd
import pytest

from framing.readers.archive import TooLarge
from framing.readers.parquet import read_parquet
from framing.readers.record import Problems, Source

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def test_rows_of_a_parquet_file_are_articles(tmp_path):
    table = pd.DataFrame({"id": [1, 2], "text": ["Rain.", "Snow."], "date": pd.to_datetime(["2021-06-08", None])})
    table.to_parquet(tmp_path / "a.parquet")
    records = list(read_parquet(Source("a.parquet", (tmp_path / "a.parquet").read_bytes()), Problems()))
    assert [record.text for record in records] == ["Rain.", "Snow."]
    assert [record.line for record in records] == [1, 2] and "date" not in records[1].fields


def test_a_few_values_repeated_without_end_are_refused_before_they_are_held(tmp_path):
    words = pa.array(["Rain fell on the town. " * 40_000])
    pq.write_table(pa.table({"text": pa.chunked_array([words] * 400)}), tmp_path / "a.parquet")
    data = (tmp_path / "a.parquet").read_bytes()
    assert len(data) < 2_000_000
    with pytest.raises(TooLarge, match="unpack to more"):
        list(read_parquet(Source("a.parquet", data), Problems()))


def test_more_rows_than_bytes_are_refused(tmp_path):
    pq.write_table(pa.table({"text": pa.nulls(3_000_000, pa.string())}), tmp_path / "a.parquet")
    with pytest.raises(TooLarge, match="hold 3,000,000 rows"):
        list(read_parquet(Source("a.parquet", (tmp_path / "a.parquet").read_bytes()), Problems()))
