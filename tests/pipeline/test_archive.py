"""The tables of a large run are read without loading them all, by this package and by others."""

import json

import pandas as pd
import pytest

import framing
from framing.pipeline import run as engine
from framing.pipeline.archive import scan
from framing.pipeline.cluster import measure_across
from framing.pipeline.run import measure_file
from framing.simulation import simulate

pytest.importorskip("pyarrow")


@pytest.fixture(scope="module")
def corpus():
    made = simulate(events=3)
    return framing.Corpus(made, made.study.with_model("fast"))


@pytest.fixture(scope="module")
def found(corpus, tmp_path_factory):
    """A run in three parts, with the names of the second pass."""
    folder = tmp_path_factory.mktemp("run")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "SIZE", 7)
        source = folder / "a.jsonl"
        frame = [{"id": a.id, "outlet": a.outlet, "event": a.event, "text": a.text} for a in corpus]
        source.write_text("\n".join(map(json.dumps, frame)), encoding="utf-8")
        measure_file(source, folder / "tables", study=corpus.study, workers=1)
        measure_across(source, folder / "tables", ["names"], study=corpus.study, workers=1)
    return scan(folder / "tables")


def test_a_table_is_read_whole_or_in_part(found, corpus):
    assert found.read("articles")["article_id"].tolist() == corpus.ids
    assert list(found.read("quotations", ["article_id", "speaker"]).columns) == ["article_id", "speaker"]
    assert found.dataset("tone").count_rows() == len(found.read("tone"))


def test_outlets_are_compared_without_a_text(found, corpus):
    loaded = framing.compare.contrast(found.tables(), "articles.quoted_share", by="outlet").table
    tables = framing.measure(corpus, across=False)
    measured = framing.compare.contrast(tables, "articles.quoted_share", by="outlet").table
    pd.testing.assert_frame_equal(loaded, measured)


def test_files_are_of_the_second_pass_where_it_was_made(found):
    assert all("across" in file for file in found.files("quotations")) and len(found.files("quotations")) == 3
    assert not any("across" in file for file in found.files("sentences"))


def test_an_unknown_table_is_refused_and_one_of_the_second_pass_is_explained(found):
    with pytest.raises(KeyError, match="No table is called 'quotes'; the tables are articles, sentences"):
        found.read("quotes")
    with pytest.raises(KeyError, match="--across passages"):
        found.read("families")


def test_polars_reads_the_tables(found):
    polars = pytest.importorskip("polars")
    lazy = polars.scan_parquet(found.files("quotations"))
    words = lazy.group_by("speaker").agg(polars.col("words").sum()).collect()
    assert words["words"].sum() == found.read("quotations")["words"].sum()


def test_duckdb_reads_the_tables(found):
    duckdb = pytest.importorskip("duckdb")
    words = duckdb.sql(f"SELECT sum(words) FROM read_parquet({found.files('quotations')})").fetchall()[0][0]
    assert words == found.read("quotations")["words"].sum()
