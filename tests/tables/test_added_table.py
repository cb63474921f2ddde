"""A table that somebody adds needs its columns in the schema and its rows in the measure, and no other list."""

import json
import re

import pandas as pd
import pytest

import framing
from framing.engines import measure_across, measure_file, scan
from framing.engines import run as engine
from framing.measure import batch
from framing.share import join, share
from framing.study import Study
from framing.tables import SCHEMA, Column, Table

pytest.importorskip("pyarrow")

NAMES = ("Andrés López Obrador", "Lopez Obrador", "Lopez Obrador")
SAID = "“The river rose overnight. Perhaps it will fall by Friday,” said {}."
ROWS = [
    {"id": f"a{n}", "outlet": f"Outlet {n}", "text": f"Flood\n\n{SAID.format(name)}"}
    for n, name in enumerate(NAMES)
]


def hedge_rows(document, stretches):
    found = []
    for match in re.finditer(r"[Pp]erhaps it will \w+", document.text):
        speaker = next((s.speaker for s in stretches if s.start <= match.start() < s.end), None)
        found.append((document.article.id, *match.span(), speaker, match.group()))
    return found


@pytest.fixture
def hedges(monkeypatch):
    columns = (
        Column("article_id", "string", "", "Id of the article."),
        Column("start", "integer", "characters", "Where it begins."),
        Column("end", "integer", "characters", "Where it ends."),
        Column("speaker", "string", "", "Who hedges."),
        Column("words_printed", "string", "", "The hedge as printed.", ("article_id", "start", "end")),
    )
    monkeypatch.setitem(SCHEMA, "hedges", Table("hedges", "hedge", columns))
    monkeypatch.setitem(batch.EVIDENCE, "hedges", hedge_rows)


@pytest.fixture
def corpus():
    return framing.read(pd.DataFrame(ROWS))


def test_its_names_are_joined_in_memory(hedges, corpus):
    tables = framing.measure(corpus)
    assert tables.hedges["speaker"].tolist() == ["Andrés López Obrador"] * 3
    assert "hedges" in dir(tables)


def test_its_names_are_joined_in_an_archive_and_scan_reads_it(hedges, corpus, tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "SIZE", 2)
    source = tmp_path / "a.jsonl"
    source.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    measure_file(source, tmp_path / "out", study=Study(), workers=1)
    assert scan(tmp_path / "out").read("hedges")["speaker"].tolist() == [*NAMES]
    measure_across(source, tmp_path / "out", ["names"], study=Study(), workers=1)
    found = scan(tmp_path / "out")
    pd.testing.assert_frame_equal(found.read("hedges"), framing.measure(corpus).hedges, check_column_type=False)
    assert len(found.tables(["hedges"]).hedges) == 3


def test_an_archive_from_before_is_measured_again(corpus, tmp_path, monkeypatch, request):
    source = tmp_path / "a.jsonl"
    source.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    measure_file(source, tmp_path / "out", study=Study(), workers=1)
    request.getfixturevalue("hedges")
    with pytest.raises(KeyError, match="measured before this table existed"):
        scan(tmp_path / "out").read("hedges")
    assert measure_file(source, tmp_path / "out", study=Study(), workers=1).measured == 1
    assert len(scan(tmp_path / "out").read("hedges")) == 3


def test_what_it_prints_of_a_text_is_not_shared_and_can_be_joined_again(hedges, corpus, tmp_path):
    tables = framing.measure(corpus)
    folder = share(corpus, tmp_path / "shared", tables)
    assert "it will" not in (folder / "hedges.csv").read_text(encoding="utf-8")
    pd.testing.assert_frame_equal(join(folder, corpus).hedges, tables.hedges)


def test_the_outlets_of_an_archive_are_summed_not_read(tmp_path):
    source = tmp_path / "a.jsonl"
    source.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    measure_file(source, tmp_path / "out", study=Study(), workers=1)
    with pytest.raises(KeyError, match=r"tables\(\)\.outlets"):
        scan(tmp_path / "out").read("outlets")
