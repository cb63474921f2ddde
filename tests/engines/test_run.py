"""A large run can be stopped, resumed, spread and checked, and its numbers stay the same."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

import framing
from framing.engines import measure_file, scan
from framing.engines import run as engine
from framing.engines.lock import locked
from framing.engines.parts import TABLES
from framing.simulate import simulate

pytest.importorskip("pyarrow")


@pytest.fixture(scope="module")
def corpus():
    return simulate(events=4)


@pytest.fixture
def source(tmp_path, corpus, monkeypatch):
    """The corpus as CSV, to be measured seven articles a part."""
    monkeypatch.setattr(engine, "SIZE", 7)
    path = tmp_path / "articles.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "outlet", "date", "event", "text"])
        rows.writerows([a.id, a.outlet, a.date, a.event, a.text] for a in corpus)
    return path


def same(one, other):
    for name in TABLES:
        pd.testing.assert_frame_equal(scan(one).read(name), scan(other).read(name))


def test_the_tables_are_those_of_measure(tmp_path, source, corpus):
    summary = measure_file(source, tmp_path / "out", study=corpus.study, workers=1)
    assert summary == (4, 24, 4, 0)
    tables = framing.measure(corpus, across=False)
    found = scan(tmp_path / "out")
    for name in TABLES:
        pd.testing.assert_frame_equal(found.read(name), tables[name], check_column_type=False)
    pd.testing.assert_frame_equal(found.tables().outlets, tables.outlets)


def test_a_second_run_keeps_what_is_there(tmp_path, source):
    measure_file(source, tmp_path / "out", workers=1)
    assert measure_file(source, tmp_path / "out", workers=1) == (4, 24, 0, 4)


def test_a_changed_row_is_measured_again_and_only_its_part(tmp_path, source):
    measure_file(source, tmp_path / "out", workers=1)
    source.write_text(source.read_text(encoding="utf-8").replace("Norhaven", "Sudhaven", 1), encoding="utf-8")
    assert measure_file(source, tmp_path / "out", workers=1).measured == 1


def test_a_shorter_source_leaves_no_part_of_the_longer_one(tmp_path, source, corpus):
    measure_file(source, tmp_path / "out", workers=1)
    text = source.read_text(encoding="utf-8")
    source.write_text(text[: text.index(corpus[7].id)], encoding="utf-8")
    measure_file(source, tmp_path / "out", workers=1)
    assert len(scan(tmp_path / "out").read("articles")) == 7


@pytest.mark.parametrize("damage", ["truncated", "flipped", "removed"])
def test_a_damaged_part_is_found_and_made_again(tmp_path, source, damage):
    measure_file(source, tmp_path / "whole", workers=1)
    measure_file(source, tmp_path / "out", workers=1)
    part = tmp_path / "out" / "tone" / "part-000002.parquet"
    data = bytearray(part.read_bytes())
    data[len(data) // 2] ^= 1
    if damage == "removed":
        part.unlink()
    else:
        part.write_bytes(data[: len(data) // 2] if damage == "truncated" else data)
    assert measure_file(source, tmp_path / "out", workers=1) == (4, 24, 1, 3)
    same(tmp_path / "out", tmp_path / "whole")


def test_any_executor_gives_the_same_tables(tmp_path, source):
    measure_file(source, tmp_path / "one", workers=1)
    with ThreadPoolExecutor(2) as pool:
        measure_file(source, tmp_path / "threads", executor=pool)
    same(tmp_path / "one", tmp_path / "threads")


@pytest.mark.slow
def test_two_processes_give_the_same_tables(tmp_path, source):
    measure_file(source, tmp_path / "one", workers=1)
    measure_file(source, tmp_path / "two", workers=2)
    same(tmp_path / "one", tmp_path / "two")


def test_two_runs_into_one_folder_are_refused(tmp_path, source):
    (tmp_path / "out").mkdir()
    with locked(tmp_path / "out"), pytest.raises(ValueError, match="Another run is writing"):
        measure_file(source, tmp_path / "out", workers=1)


@pytest.mark.slow
def test_a_killed_run_leaves_no_lock_and_resumes(tmp_path, source):
    code = (
        "import sys; from framing.engines import run; run.SIZE = 1;"
        "run.measure_file(sys.argv[1], sys.argv[2], workers=1)"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(source), str(tmp_path / "out")])
    while not list((tmp_path / "out").glob("manifest/*.json")) and process.poll() is None:
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    measure_file(source, tmp_path / "whole", workers=1)
    measure_file(source, tmp_path / "out", workers=1)
    same(tmp_path / "out", tmp_path / "whole")


def test_bad_rows_are_listed_and_the_good_ones_measured(tmp_path):
    path = tmp_path / "bad.jsonl"
    rows = [
        json.dumps({"id": "1", "outlet": "A", "text": "It rained."}),
        "{broken",
        json.dumps({"id": "1", "outlet": "A", "text": "The same id."}),
        json.dumps({"outlet": "A", "text": "No id."}),
        json.dumps({"id": "5", "outlet": "A", "text": ""}),
        json.dumps({"id": "6", "outlet": "A", "text": "\ud800 half a pair \x00"}),
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    measure_file(path, tmp_path / "out", workers=1)
    found = scan(tmp_path / "out")
    ids = found.read("articles")["article_id"].tolist()
    assert len(ids) == len(set(ids)) == 4
    assert {2, 3, 4, 5} <= set(found.read("problems")["line"].dropna())


def test_a_format_that_cannot_be_streamed_is_refused(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"x")
    with pytest.raises(ValueError, match=r"a\.docx: an archive is measured in parts from \.csv"):
        measure_file(tmp_path / "a.docx", tmp_path / "out")
