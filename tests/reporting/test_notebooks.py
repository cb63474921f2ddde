"""Notebooks are thin and tidy, run alone anywhere, and refuse a parameter they do not have."""

import ast
import json
import os
import subprocess
import sys
import tempfile
import time

import nbformat
import pytest

from framing.reporting.notebooks import notebooks, run

ALL = notebooks()
TIDY = "Clear it: jupyter nbconvert --clear-output --inplace notebooks/*.ipynb"


@pytest.mark.slow
@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
def test_runs_alone_on_another_study_in_an_empty_folder(file, tiny, tmp_path):
    node = run(file, {"study": str(tiny)}, tmp_path)
    pictures = [o for cell in node.cells for o in cell.get("outputs", []) if "image/png" in o.get("data", {})]
    drawn = [cell for cell in node.cells if cell.cell_type == "code" and cell.source.endswith(");")]
    assert len(pictures) == len(drawn) and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
def test_is_kept_without_outputs_counts_or_marks_of_a_machine(file):
    stored = json.loads(file.read_text(encoding="utf-8"))
    for cell in stored["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == [] and cell["execution_count"] is None, TIDY
    assert stored["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
def test_has_cell_ids_that_stay(file):
    ids = [cell["id"] for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]]
    assert ids == [f"{file.stem[:2]}-{place:02d}" for place in range(1, len(ids) + 1)]


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
def test_holds_no_logic(file):
    for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            logic = (ast.If, ast.For, ast.While, ast.FunctionDef, ast.ClassDef, ast.Try, ast.ListComp, ast.Lambda)
            assert not any(isinstance(node, logic) for node in ast.walk(ast.parse("".join(cell["source"]))))


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
def test_asks_one_question_and_says_what_cannot_be_shown(file):
    text = ["".join(c["source"]) for c in json.loads(file.read_text(encoding="utf-8"))["cells"]]
    assert text[0].splitlines()[0].endswith("?")
    assert sum("cannot show" in part for part in text) == 1
    assert not any(name in "".join(text[:1] + text[3:]) for name in ("Harris", "Mexico", "WION", "Al Jazeera"))


def test_a_misspelt_parameter_is_an_error_with_the_nearest_name(tmp_path):
    with pytest.raises(KeyError, match=r"no parameter .studdy.\. Did you mean .study"):
        run(ALL[0], {"studdy": "tiny"}, tmp_path)


def test_a_cell_that_fails_is_told_with_the_notebook_s_name(tmp_path):
    with pytest.raises(ValueError, match=r"01_corpus\.ipynb stopped with FileNotFoundError"):
        run(ALL[0], {"study": "no such study"}, tmp_path)


CELL = """import sys, os
import framing, matplotlib.pyplot as plt
corpus = framing.read(study)
plt.plot([1, 2]);
plt.show()
print(os.getcwd(), plt.rcParams["lines.linewidth"], *sys.modules)"""


def notebook(file, cell):
    """A notebook with a cell of parameters and one more."""
    parameters = nbformat.v4.new_code_cell('study = ""', metadata={"tags": ["parameters"]})
    nbformat.write(nbformat.v4.new_notebook(cells=[parameters, nbformat.v4.new_code_cell(cell)]), file)
    return file


@pytest.fixture
def small(tmp_path):
    """A notebook of two cells, and a study in a folder of its own to run it on."""
    file = notebook(tmp_path / "small.ipynb", CELL)
    study = tmp_path / "studies" / "mine"
    study.mkdir(parents=True)
    (study / "a.txt").write_text("It rained all day long in the town, said Ann Lee.")
    return file, study


def loaded(node):
    """Folder, width of lines and names of modules that the notebook printed."""
    where, width, *modules = "".join(o.text for o in node.cells[1].outputs if o.output_type == "stream").split()
    return where, width, {name.partition(".")[0] for name in modules}


def test_a_kernel_imports_and_reads_nothing_that_lies_in_or_beside_the_study(small, tmp_path, monkeypatch):
    file, study = small
    where, width, modules = loaded(run(file, {"study": study.name}, study.parent))
    assert where == str(study.parent) and len(modules) > 100
    mark = tmp_path / "executed"
    more = "ipykernel_launcher sitecustomize usercustomize ipyparallel numexpr conftest jupyter_config startup"
    names = (modules - {"framing"}) | set(more.split())
    for folder in (study, study.parent):
        for name in names:
            (folder / f"{name}.py").write_text(f"open({str(mark)!r}, 'a').write(__name__)\nraise ImportError\n")
        (folder / "framing.py").write_text(f"open({str(mark)!r}, 'a').write(__name__)\n")
        (folder / "matplotlibrc").write_text("lines.linewidth: 77\n")
        (folder / ".env").write_text("PYTHONPATH=.\n")
    monkeypatch.setenv("PYTHONSTARTUP", "startup.py")
    path = os.pathsep.join(["", ".", str(study), str(study.parent), os.environ.get("PYTHONPATH", "")])
    monkeypatch.setenv("PYTHONPATH", path)
    assert loaded(run(file, {"study": study.name}, study.parent))[:2] == (where, width)
    assert not mark.exists(), mark.read_text()


def test_a_kernel_that_cannot_start_is_one_sentence(small, monkeypatch, tmp_path, capfd):
    broken = tmp_path / "python"
    broken.write_text("#!/bin/sh\necho 'Traceback (most recent call last):' >&2; echo 'No ipykernel' >&2; exit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(broken))
    with pytest.raises(ValueError, match=r"small\.ipynb could not be run, .*No ipykernel"):
        run(small[0], {"study": small[1].name}, small[1].parent)
    assert capfd.readouterr().err == ""


WAITS = "import os, time; open('{}', 'w').write(str(os.getpid())); time.sleep(600)"
STOPPED = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
from framing.reporting.notebooks import run
from framing.terminal import stoppable
sys.executable = sys.argv[2]
try:
    with stoppable():
        run(sys.argv[1], {"study": "mine"}, ".")
except KeyboardInterrupt as stop:
    sys.exit(stop.code)
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(("number", "code", "starts"), [(2, 130, True), (15, 143, True), (2, 130, False)])
def test_a_signal_ends_the_kernel_and_leaves_no_folder_behind(number, code, starts, tmp_path):
    for name in ("temporary", "work"):
        (tmp_path / name).mkdir()
    started = tmp_path / "started"
    file = notebook(tmp_path / "waits.ipynb", WAITS.format(started))
    silent = tmp_path / "silent"  # a kernel that never says that it is there
    silent.write_text(f"#!/bin/sh\necho $$ > {started}\nexec sleep 600\n")
    silent.chmod(0o755)
    command = [sys.executable, "-c", STOPPED, str(file), sys.executable if starts else str(silent)]
    environment = os.environ | {"TMPDIR": str(tmp_path / "temporary")}
    with (tmp_path / "said").open("wb") as said:
        process = subprocess.Popen(command, cwd=tmp_path / "work", env=environment, stdout=said, stderr=said)
        while not (started.is_file() and started.read_text()):
            assert process.poll() is None, (tmp_path / "said").read_text()
            time.sleep(0.1)
        process.send_signal(number)
        assert process.wait() == code
    assert "Traceback" not in (tmp_path / "said").read_text()
    assert list((tmp_path / "temporary").iterdir()) == [] == list((tmp_path / "work").iterdir())
    with pytest.raises(ProcessLookupError):
        os.kill(int(started.read_text()), 0)


def test_a_kernel_runs_where_the_temporary_folder_has_a_long_path(small, tmp_path, monkeypatch):
    long = tmp_path / ("long" * 30)
    long.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    node = run(notebook(tmp_path / "where.ipynb", "import os; print(os.getcwd())"), {}, small[1].parent)
    assert node.cells[1].outputs[0].text.strip() == str(small[1].parent)
    assert list(long.iterdir()) == []


@pytest.mark.parametrize("file", [file for file in notebooks() if file.stem < "06"], ids=lambda file: file.stem)
def test_begins_with_what_it_answers_says_what_was_found_and_shows_at_most_six_things(file):
    cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
    assert "This notebook answers" in "".join(cells[0]["source"])
    shown = [source for cell in cells if cell["cell_type"] == "code" and _shows(source := "".join(cell["source"]))]
    assert "framing.summarise(tables)" in shown[0] and len(shown) - 1 <= 6


def _shows(source):
    """Whether the last line of a cell is something to look at."""
    last = ast.parse(source).body[-1]
    return isinstance(last, ast.Expr)
