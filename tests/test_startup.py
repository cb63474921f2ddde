"""Nothing that lies in or beside a user's data is imported by the package's own processes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from framing.startup import PROGRAMS, closed_folders, is_open

COMMAND = next((file for name in PROGRAMS if (file := Path(sys.executable).with_name(name)).is_file()), None)
# A module that says that it was executed, and cannot be used.
POISON = "import os\nopen({!r}, 'a').write(__name__ + '\\n')\nraise ImportError('from beside the articles')\n"
# Python itself loads these before the first line of a module that is run with -m.
BEFORE = "import sys, runpy; print(' '.join(sys.modules))"
LOADED = (
    "import sys, framing.cli, framing.readers, framing.reporting.run, matplotlib.pyplot, nbclient, nbconvert, "
    "nbformat, ipykernel.kernelapp, jupyter_client; print(' '.join(sys.modules))"
)


def names(program):
    """Names of the modules that a Python has when a program has run, without their parents' names."""
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in found.stdout.split()} - {"framing", "__main__"}


def poisoned(folder, modules, mark):
    """Modules of these names in a folder."""
    for name in modules:
        (folder / f"{name}.py").write_text(POISON.format(str(mark)))
    return folder


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A working folder with an article, and a poisoned module of each name that the command loads; and the mark."""
    folder, mark = tmp_path_factory.mktemp("place"), tmp_path_factory.mktemp("mark") / "executed"
    (folder / "a.csv").write_text("id,outlet,text\na,A,It rained all day long in the town.\n")
    first = names(BEFORE)
    more = {"bottleneck", "numexpr", "pyarrow", "openpyxl", "numba", "polars"}  # what libraries try to import
    return poisoned(folder, (names(LOADED) | more) - first, mark), mark


def runs(command, place, words=("check", "a.csv"), **variables):
    where = {"cwd": place[0], "env": os.environ | variables}
    return subprocess.run([*command, *words], **where, capture_output=True, text=True)


def test_the_module_that_is_run_imports_nothing_from_the_working_folder(place):
    done = runs([sys.executable, "-m", "framing"], place)
    assert done.returncode in (0, 1) and not place[1].exists(), done.stderr


@pytest.mark.slow
def test_a_whole_report_imports_nothing_that_lies_in_or_beside_the_study(place, tmp_path):
    study = place[0] / "study"
    study.mkdir()
    for file in place[0].glob("*.py"):
        (study / file.name).write_text(file.read_text())
    (study / "a.csv").write_text((place[0] / "a.csv").read_text())
    done = runs([sys.executable, "-m", "framing"], place, ("report", "study", "--out", str(tmp_path / "out")))
    assert done.returncode == 0 and not place[1].exists(), done.stderr
    assert (tmp_path / "out" / "MANIFEST.json").is_file()


@pytest.mark.skipif(COMMAND is None, reason="the package is on the path and not installed")
def test_an_empty_entry_of_the_search_path_opens_nothing_to_the_command(place):
    path = os.pathsep.join(["", os.environ.get("PYTHONPATH", "")])
    bare = names(BEFORE) | names("import encodings, site, re, sys; print(' '.join(sys.modules))")
    kept = [file for file in place[0].glob("*.py") if file.stem in sys.stdlib_module_names or file.stem in bare]
    contents = {file: file.read_text() for file in kept}
    for file in kept:  # such a path opens Python's own start, before the command, to these
        file.unlink()
    try:
        done = runs([str(COMMAND)], place, PYTHONPATH=path)
    finally:
        for file, content in contents.items():
            file.write_text(content)
    assert done.returncode in (0, 1) and not place[1].exists(), done.stderr


@pytest.mark.parametrize("words", [["--help"], ["measure", "--help"], ["--version"], ["check", "a.csv"]])
def test_a_command_that_measures_nothing_answers_without_the_libraries_of_numbers(tmp_path, words):
    (tmp_path / "a.csv").write_text("id,outlet,text\na,A,It rained all day long in the town.\n")
    command = [sys.executable, "-X", "importtime", "-m", "framing", *words]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert done.returncode in (0, 1) and done.stdout and "framing.cli" in loaded
    assert loaded.isdisjoint({"pandas", "scipy", "sklearn", "framing.pipeline"})


def test_a_program_of_the_user_keeps_its_path(tmp_path):
    (tmp_path / "helper.py").write_text("found = 7\n")
    (tmp_path / "program.py").write_text("import framing\nimport helper\nprint(helper.found)\n")
    done = subprocess.run([sys.executable, "program.py"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "7"


def test_the_folders_of_a_study_are_closed_links_followed(tmp_path):
    study = tmp_path / "studies" / "mine"
    study.mkdir(parents=True)
    (tmp_path / "link").symlink_to(study, target_is_directory=True)
    closed = closed_folders(tmp_path / "link")
    assert not any(is_open(str(entry), closed) for entry in (study, study.parent, Path.cwd(), tmp_path / "link"))
    assert is_open(str(tmp_path), closed)


WORKERS = """
import json, multiprocessing, sys
from framing.pipeline.pool import spread
if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1])
    print(json.dumps(list(spread(abs, [(-1,), (-2,)], workers=2))))
"""


@pytest.mark.skipif(os.name == "nt", reason="no forkserver")
@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_worker_processes_import_nothing_from_the_working_folder(method, tmp_path):
    program, place, mark = tmp_path / "program" / "program.py", tmp_path / "place", tmp_path / "executed"
    program.parent.mkdir()
    place.mkdir()
    program.write_text(WORKERS)
    poisoned(place, ["multiprocessing", "pickle", "selectors", "struct", "socket", "numpy", "sitecustomize"], mark)
    command = [sys.executable, str(program), method]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True)
    assert sorted(json.loads(done.stdout)) == [1, 2] and not mark.exists(), done.stderr
