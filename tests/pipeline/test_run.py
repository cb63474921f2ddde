"""A large run can be stopped, resumed, spread and checked, and its numbers stay the same."""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor

import pandas as pd
import pytest

import framing
from framing.cli import main
from framing.corpus.study import Study
from framing.pipeline import run as engine
from framing.pipeline.archive import scan
from framing.pipeline.parts import locked
from framing.pipeline.run import Meter, Progress
from framing.simulation import simulate
from framing.tables.schema import first_pass

pytest.importorskip("pyarrow")
FAST = Study(model="fast")


def measure_file(source, to, study=FAST, **how):
    """Nothing here depends on the model."""
    return engine.measure_file(source, to, study, **how)


@pytest.fixture(scope="module", autouse=True)
def seven_articles_a_part():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "SIZE", 7)
        yield


@pytest.fixture(scope="module")
def corpus():
    return simulate(events=4)


@pytest.fixture
def source(tmp_path, corpus):
    """The corpus as CSV."""
    return written(tmp_path / "articles.csv", corpus)


def written(path, corpus):
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "outlet", "date", "event", "text"])
        rows.writerows([a.id, a.outlet, a.date, a.event, a.text] for a in corpus)
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory, corpus):
    """The tables of a run in one process that nothing disturbed; not to be written to."""
    folder = tmp_path_factory.mktemp("whole")
    measure_file(written(folder / "articles.csv", corpus), folder / "out", workers=1)
    return folder / "out"


@pytest.fixture
def made(tmp_path, whole):
    """A copy of it."""
    return shutil.copytree(whole, tmp_path / "out")


def same(one, other):
    for name in first_pass():
        pd.testing.assert_frame_equal(scan(one).read(name), scan(other).read(name), check_exact=True)


def bytes_of(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.glob("*/part-*")}


def test_the_tables_are_those_of_measure(tmp_path, source, corpus):
    study = corpus.study.with_model("fast")
    summary = measure_file(source, tmp_path / "out", study, workers=1)
    assert summary == (4, 24, 4, 0)
    tables = framing.measure(corpus, across=False, model="fast")
    found = scan(tmp_path / "out")
    for name in first_pass():
        pd.testing.assert_frame_equal(found.read(name), tables[name], check_column_type=False, check_exact=True)
    pd.testing.assert_frame_equal(found.tables().outlets, tables.outlets, check_exact=True)


def test_a_second_run_keeps_what_is_there(source, made):
    assert measure_file(source, made, workers=1) == (4, 24, 0, 4)


def test_a_changed_row_is_measured_again_and_only_its_part(source, made):
    source.write_text(source.read_text(encoding="utf-8").replace("Norhaven", "Sudhaven", 1), encoding="utf-8")
    assert measure_file(source, made, workers=1).measured == 1


def test_a_shorter_source_leaves_no_part_of_the_longer_one(source, made, corpus):
    text = source.read_text(encoding="utf-8")
    source.write_text(text[: text.index(corpus[7].id)], encoding="utf-8")
    measure_file(source, made, workers=1)
    assert len(scan(made).read("articles")) == 7


@pytest.mark.parametrize("damage", ["truncated", "flipped", "removed"])
def test_a_damaged_part_is_found_and_made_again(source, made, whole, damage):
    part = made / "tone" / "part-000002.parquet"
    data = bytearray(part.read_bytes())
    data[len(data) // 2] ^= 1
    if damage == "removed":
        part.unlink()
    else:
        part.write_bytes(data[: len(data) // 2] if damage == "truncated" else data)
    assert measure_file(source, made, workers=1) == (4, 24, 1, 3)
    same(made, whole)


class Reversed(Executor):
    """Waits for two pieces and does the second first."""

    def __init__(self):
        self.held = []

    def submit(self, function, *arguments):
        self.held.append((Future(), function, arguments))
        last = self.held[-1][0]
        if len(self.held) == 2:
            for future, work, given in reversed(self.held):
                future.set_result(work(*given))
            self.held = []
        return last


def in_two_processes(source, to):
    measure_file(source, to, workers=2)


def in_threads(source, to):
    with ThreadPoolExecutor(2) as pool:
        measure_file(source, to, executor=pool)


def in_another_order(source, to):
    measure_file(source, to, executor=Reversed(), workers=1)


def stopped_and_resumed(source, to):
    def stop(now):
        if now.parts == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        measure_file(source, to, workers=1, progress=stop)
    assert measure_file(source, to, workers=1).kept == 2


def in_slices(source, to):
    assert measure_file(source, to, workers=1, only=(2, 3)).parts == 1
    assert measure_file(source, to, workers=1, only=(1, 3)).parts == 2
    assert measure_file(source, to, workers=1) == (4, 24, 1, 3)


@pytest.mark.parametrize("way", [in_two_processes, in_threads, in_another_order, stopped_and_resumed, in_slices])
def test_numbers_are_the_same_however_it_runs(tmp_path, source, whole, way):
    way(source, tmp_path / "other")
    same(whole, tmp_path / "other")
    assert bytes_of(whole) == bytes_of(tmp_path / "other")


def test_two_runs_into_one_folder_are_refused(tmp_path, source):
    (tmp_path / "out").mkdir()
    with locked(tmp_path / "out"), pytest.raises(ValueError, match="Another run is writing"):
        measure_file(source, tmp_path / "out", workers=1)


@pytest.mark.slow
def test_a_killed_run_leaves_no_lock_and_resumes(tmp_path, source, whole, corpus):
    code = (
        "import sys; from framing.pipeline import run; run.SIZE = 1;"
        "run.measure_file(sys.argv[1], sys.argv[2], workers=1, model='fast')"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(source), str(tmp_path / "out")])
    while not list((tmp_path / "out").glob("manifest/*.json")) and process.poll() is None:
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert len(list((tmp_path / "out").glob("manifest/*.json"))) < len(corpus)  # killed before its end
    measure_file(source, tmp_path / "out", workers=1)
    same(tmp_path / "out", whole)


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


def test_a_file_in_place_of_the_folder_is_told(tmp_path, source):
    (tmp_path / "out").write_text("x", encoding="utf-8")
    for folder in (tmp_path / "out", tmp_path / "out" / "deeper"):
        with pytest.raises(OSError, match=r"cannot be written: .*file\. Give a folder\."):
            measure_file(source, folder, workers=1)


NOBODY = """
import os, sys
from framing.cli import main
FAST = ["--workers", "1", "--model", "fast"]
main(["measure", sys.argv[1], "--to", sys.argv[2] + "/first", *FAST])  # everything is imported now
os.chmod(sys.argv[2], 0o555)
if os.geteuid() == 0:
    os.seteuid(65534)  # permissions do not bind root
sys.exit(main(["measure", sys.argv[1], "--to", sys.argv[2] + "/out", *FAST]))
"""


@pytest.mark.skipif(os.name == "nt", reason="permissions are others")
def test_a_folder_without_permission_is_told(source):
    with tempfile.TemporaryDirectory() as place:
        shutil.copy(source, place)
        words = [sys.executable, "-c", NOBODY, f"{place}/articles.csv", place]
        told = subprocess.run(words, capture_output=True, text=True)
        os.chmod(place, 0o755)
    assert told.returncode == 2 and "Traceback" not in told.stderr
    assert "cannot be written: you have no permission to. Ask for it, or give another folder." in told.stderr


def test_a_full_disk_is_told_and_the_run_goes_on_once_there_is_room(tmp_path, source, whole):
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "none", str(disk)], capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        with pytest.raises(OSError, match=r"the disk is full\. Free some space\. What is done stays"):
            measure_file(source, disk / "out", workers=1)
        assert not list(disk.rglob("*.tmp"))
        done = len(list(disk.glob("out/manifest/*.json")))
        subprocess.run(["mount", "-o", "remount,size=30m", str(disk)], check=True)
        assert measure_file(source, disk / "out", workers=2).kept == done > 0
        same(disk / "out", whole)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals are others")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_stops_with_one_line_that_says_how_to_go_on(tmp_path, source, whole, workers):
    code = "import sys; from framing.pipeline import run; run.SIZE = 1; from framing.cli import main; sys.exit(main())"
    words = [sys.executable, "-c", code, "measure", str(source), "--to", str(tmp_path / "out"), "--model", "fast",
             "--workers", workers]  # fmt: skip
    process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while not list((tmp_path / "out").glob("manifest/*.json")) and process.poll() is None:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    told = process.communicate()[1].strip().splitlines()
    assert process.returncode == 130 and len(told) == 1 and "the same command goes on from here" in told[0]
    subprocess.run(words, check=True, capture_output=True)
    assert len(scan(tmp_path / "out").read("articles")) == len(scan(whole).read("articles"))


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_gives_the_same_tables(tmp_path, source, whole):
    """A real Dask scheduler with two worker processes on loopback, one of which is killed in mid-run."""
    pytest.importorskip("distributed")
    file = tmp_path / "scheduler.json"
    start = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0",
             "--no-dashboard", "--scheduler-file", str(file)]  # fmt: skip
    work = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(file), "--no-nanny",
            "--nthreads", "1", "--no-dashboard", "--local-directory", str(tmp_path)]  # fmt: skip
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    processes = [subprocess.Popen(start, **quiet)]
    try:
        processes += [subprocess.Popen(work, **quiet) for _ in range(2)]
        while not file.exists():
            time.sleep(0.05)
        address = json.loads(file.read_text(encoding="utf-8"))["address"]
        code = (
            "import sys; from framing.pipeline import run; run.SIZE = 1; from framing.cli import main;"
            "from distributed import Client; Client(sys.argv[-1]).wait_for_workers(2); sys.exit(main())"
        )
        words = [sys.executable, "-c", code, "measure", str(source), "--to", str(tmp_path / "out"), "--model", "fast",
                 "--scheduler"]  # fmt: skip
        run = subprocess.Popen([*words, address], stderr=subprocess.PIPE, text=True)
        while len(list((tmp_path / "out").glob("manifest/*.json"))) < 5 and run.poll() is None:
            time.sleep(0.01)
        assert run.poll() is None
        processes[1].kill()
        told = run.communicate()[1]
        assert run.returncode == 0 and "24 parts measured, 0 kept" in told
    finally:
        for process in processes:
            process.kill()
            process.wait()
    same(whole, tmp_path / "out")


def test_a_cluster_that_does_not_answer_is_told(tmp_path, source, capsys, monkeypatch):
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr(distributed, "Client", lambda address, timeout: (_ for _ in ()).throw(OSError("Timed out")))
    assert main(["measure", str(source), "--to", str(tmp_path / "out"), "--scheduler", "tcp://127.0.0.1:1"]) == 2
    assert "No Dask scheduler answers at tcp://127.0.0.1:1" in capsys.readouterr().err


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands until it is set."""
    now = [100.0]
    monkeypatch.setattr(engine.time, "monotonic", lambda: now[0])
    return now


def test_rate_and_time_left_are_of_what_is_measured_now(clock):
    stream = io.StringIO()
    meter = Meter(stream)
    meter(Progress(10, 5_000, 0, 0.5))  # was there already
    clock[0] += 50
    meter(Progress(11, 5_500, 1, 0.6))
    assert stream.getvalue() == "5,500 articles in 11 parts (60%), 10 articles/s, about 3 min left\n"


def test_nothing_is_said_before_two_seconds(clock):
    stream = io.StringIO()
    meter = Meter(stream)
    clock[0] += 1.9
    meter(Progress(1, 500, 1, 0.5))
    assert stream.getvalue() == "" and meter.end() == "2 s"


def test_a_terminal_has_one_line_that_changes(clock):
    stream = io.StringIO()
    stream.isatty = lambda: True
    meter = Meter(stream)
    for part in (1, 2):
        clock[0] += 3
        meter(Progress(part, 500 * part, part, 0.1 * part))
    assert stream.getvalue().count("\r") == 2 and "\n" not in stream.getvalue()
