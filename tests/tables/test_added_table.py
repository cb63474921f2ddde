"""A measure that somebody adds is one declaration: table, totals, archive, features and methods follow from it."""

import json
import re

import pandas as pd
import pytest

import framing
from framing.compare._robustness import CHANGES, _recounted
from framing.corpus.study import Study
from framing.pipeline import run as engine
from framing.pipeline.archive import scan
from framing.pipeline.cluster import measure_across
from framing.pipeline.measures import MEASURES
from framing.pipeline.run import measure_file
from framing.reporting._share import join, share
from framing.tables.measures import Measure, declare, named_after
from framing.tables.schema import ARTICLE, END, SPEAKER, START, ZONE, Column, Table
from framing.tables.totals import Count, Rate

NAMES = ("Andrés López Obrador", "Lopez Obrador", "Lopez Obrador")
SAID = "“The river rose overnight. Perhaps it will fall by Friday,” said {}."
ROWS = [
    {"id": f"a{n}", "outlet": f"Outlet {n}", "text": f"Flood\n\n{SAID.format(name)}"}
    for n, name in enumerate(NAMES)
]
FAST = Study(model="fast")


def hedge_rows(read):
    document = read.document
    for match in re.finditer(r"[Pp]erhaps it will \w+", document.text):
        speaker = next((s.speaker for s in read.stretches if s.start <= match.start() < s.end), None)
        zone = document.paragraphs[document.paragraph_at(match.start())].zone
        yield (document.article.id, *match.span(), zone, speaker, match.group())


HEDGES = Measure(
    Table("hedges", "hedge", (
        ARTICLE, START, END, ZONE, SPEAKER,
        Column("words_printed", "string", "", "The hedge as printed.", ("article_id", "start", "end")),
    )),
    rows=hedge_rows,
    totals=(Count("hedges"), Rate("hedge_rate", part="hedges")),
    methods="Hedges were counted (Hyland 1998).",
    sources=("Hyland, K. (1998). Hedging in scientific research articles. Benjamins.",),
)  # fmt: skip


@pytest.fixture
def hedges():
    declare([*MEASURES, HEDGES])
    yield
    declare(MEASURES)


@pytest.fixture
def corpus():
    return framing.read(pd.DataFrame(ROWS))


def measured(corpus):
    return framing.measure(corpus, model="fast")


def written(folder):
    source = folder / "a.jsonl"
    source.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    return source


def test_its_names_are_joined_and_its_totals_counted(hedges, corpus):
    tables = measured(corpus)
    assert tables.hedges["speaker"].tolist() == ["Andrés López Obrador"] * 3
    assert "hedges" in dir(tables)
    for table in (tables.articles, tables.outlets):
        assert table["hedges"].tolist() == [1, 1, 1]
        assert table["hedge_rate"].tolist() == (1000 / table["words"].astype(float)).tolist()
    assert str(tables.outlets["hedges"].dtype) == "Int64" and list(tables.articles)[-3:-1] == ["hedges", "hedge_rate"]


def test_it_is_told_among_the_methods_where_it_found_something(hedges, corpus):
    told = framing.methods(measured(corpus))
    assert HEDGES.methods in told.paragraph and HEDGES.sources[0] in told.sources
    dry = framing.methods(measured(framing.read(pd.DataFrame([ROWS[0] | {"text": "It rained."}]))))
    assert HEDGES.methods not in dry.paragraph and HEDGES.sources[0] not in dry.sources


def test_its_totals_are_features_and_are_counted_again(hedges, corpus):
    features = framing.FramingFeatures(model="fast").set_output(transform="pandas")
    assert features.fit_transform([row["text"] for row in ROWS])["hedges"].tolist() == [1, 1, 1]
    tables = measured(corpus)
    for value in ("articles.hedges", "articles.hedge_rate", "hedges.start"):
        assert all(_recounted(tables, change, value) for change in CHANGES)
    headlines = CHANGES["with captions"](tables).articles
    assert headlines["hedge_rate"].tolist() == tables.articles["hedge_rate"].tolist()


def test_its_names_are_joined_in_an_archive_and_scan_reads_it(hedges, corpus, tmp_path, monkeypatch):
    pytest.importorskip("pyarrow")
    monkeypatch.setattr(engine, "SIZE", 2)
    source = written(tmp_path)
    measure_file(source, tmp_path / "out", study=FAST, workers=1)
    assert scan(tmp_path / "out").read("hedges")["speaker"].tolist() == [*NAMES]
    measure_across(source, tmp_path / "out", ["names"], study=FAST, workers=1)
    found, tables = scan(tmp_path / "out"), measured(corpus)
    pd.testing.assert_frame_equal(found.read("hedges"), tables.hedges, check_column_type=False)
    assert len(found.tables(["hedges"]).hedges) == 3
    assert found.tables().outlets["hedges"].tolist() == [1, 1, 1]


def test_an_archive_from_before_is_measured_again(corpus, tmp_path, request):
    pytest.importorskip("pyarrow")
    source = written(tmp_path)
    measure_file(source, tmp_path / "out", study=FAST, workers=1)
    request.getfixturevalue("hedges")
    with pytest.raises(KeyError, match="measured before this table existed"):
        scan(tmp_path / "out").read("hedges")
    assert measure_file(source, tmp_path / "out", study=FAST, workers=1).measured == 1
    assert len(scan(tmp_path / "out").read("hedges")) == 3


def test_what_it_prints_of_a_text_is_not_shared_and_can_be_joined_again(hedges, corpus, tmp_path):
    tables = measured(corpus)
    folder = share(corpus, tmp_path / "shared", tables)
    assert "it will" not in (folder / "hedges.csv").read_text(encoding="utf-8")
    pd.testing.assert_frame_equal(join(folder, corpus).hedges, tables.hedges)


def test_the_outlets_of_an_archive_are_summed_not_read(tmp_path):
    pytest.importorskip("pyarrow")
    measure_file(written(tmp_path), tmp_path / "out", study=FAST, workers=1)
    with pytest.raises(KeyError, match=r"tables\(\)\.outlets"):
        scan(tmp_path / "out").read("outlets")


@pytest.mark.parametrize(
    ("column", "meaning"),
    [("mentions_new_rate", "Mentions of the actor"), ("new_rate", "Occurrences of the phrase"), ("words", None)],
)
def test_a_column_named_after_a_phrase_or_an_actor_is_told_by_its_form(column, meaning):
    found = named_after(column)
    assert found is None if meaning is None else found.meaning.startswith(meaning)
