"""A study's own notebooks run only where framing wrote them or their user trusts them; nothing else there ever runs."""

import hashlib
import json
import os
import sys
import time

import nbformat
import pytest

from framing.pipeline import cache
from framing.reporting.new_study import new_study
from framing.reporting.notebooks import prepared, run_all
from framing.reporting.run import _plan, report
from framing.reporting.trust import choose, copies, record

CHANGED = "02_speakers.ipynb"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A new study on the invented texts."""
    return new_study(tmp_path_factory.mktemp("studies") / "mine", source="norwell-bridge")


@pytest.fixture
def study(tmp_path, made):
    """A copy of it, to be changed."""
    folder = tmp_path / "studies" / "mine"
    for file in [file for file in made.rglob("*") if file.is_file()]:
        place = folder / file.relative_to(made)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.read_bytes())
    return folder


def notebook(file, *cells):
    """A notebook of these cells of code, under a heading."""
    made = [nbformat.v4.new_code_cell(cell) for cell in cells]
    file.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# My own question"), *made]), file)
    return file


def change(study):
    file = study / "notebooks" / CHANGED
    file.write_text(file.read_text(encoding="utf-8").replace("Who gets to speak?", "Who speaks?"), encoding="utf-8")
    return file


def names(choice):
    return [own.file.name for own in choice.own]


def test_unchanged_notebooks_run_without_a_question_and_import_nothing_from_the_study(study):
    choice = choose(study, ask=lambda names: pytest.fail("nobody is to be asked"))
    assert names(choice) == sorted(copies()) and not any(own.trusted for own in choice.own)


def test_removed_and_reordered_notebooks_are_the_study_s(study):
    (study / "notebooks" / "01_corpus.ipynb").unlink()
    (study / "notebooks" / "08_validate.ipynb").rename(study / "notebooks" / "00_first.ipynb")
    assert names(choose(study))[0] == "00_first.ipynb" and len(choose(study).own) == len(copies()) - 1


def test_a_changed_notebook_runs_after_a_yes_alone_which_is_remembered_until_it_changes(study):
    change(study)
    assert choose(study).refused == [CHANGED] and choose(study).own == []
    asked = []
    assert choose(study, ask=lambda names: asked.extend(names)).refused == [CHANGED] == asked
    chosen = choose(study, ask=lambda names: True)
    assert [own.file.name for own in chosen.own if own.trusted] == [CHANGED]
    assert choose(study, ask=lambda names: pytest.fail("it was answered")).refused == []
    file = study / "notebooks" / CHANGED
    file.write_text(file.read_text(encoding="utf-8").replace("Who speaks?", "Who?"), encoding="utf-8")
    assert choose(study).refused == [CHANGED]
    assert choose(study, trust=True).refused == [] == choose(study).refused


def test_a_record_that_another_computer_signed_or_nobody_is_not_believed(study, monkeypatch):
    file = change(study)
    forged = {"written": {hashlib.sha256(file.read_bytes()).hexdigest(): CHANGED}, "trusted": {}}
    place = study / cache.FOLDER / "notebooks.json"
    for told in (forged, {**forged, "signature": "0" * 64}, {**forged, "signature": 7}, []):
        place.write_text(json.dumps(told))
        assert choose(study).refused == [CHANGED]
    with monkeypatch.context() as patch:
        patch.setattr(cache, "_secret", lambda: b"another computer's")
        record(study, "trusted", {CHANGED: file.read_bytes()})
    assert choose(study).refused == [CHANGED]


def test_without_its_record_an_unchanged_notebook_is_still_known(study):
    (study / cache.FOLDER / "notebooks.json").unlink()
    assert len(choose(study).own) == len(copies())


def test_a_notebook_that_jupyter_has_signed_runs_and_no_configuration_of_jupyter_does(study, tmp_path, monkeypatch):
    from nbformat.sign import NotebookNotary

    file = change(study)
    data = tmp_path / "data"
    data.mkdir()
    mark = tmp_path / "executed"
    for folder in (tmp_path, study, study / "notebooks"):
        for name in ("jupyter_config.py", "jupyter_notebook_config.py", "nbformat.py", "sitecustomize.py"):
            (folder / name).write_text(f"open({str(mark)!r}, 'a').write(__name__)\n")
    monkeypatch.chdir(study)
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(data))
    assert choose(study).refused == [CHANGED] and list(data.iterdir()) == []
    with NotebookNotary(data_dir=str(data)) as notary:
        notary.sign(nbformat.read(file, as_version=4))
    assert choose(study).refused == [] and not mark.exists()


def test_a_study_without_notebooks_has_none_of_its_own(tmp_path):
    (tmp_path / "a.txt").write_text("It rained.")
    assert choose(tmp_path) == choose(tmp_path / "a.txt") == ([], [])


READS = """import sys, framing
from framing.models.reading import reader
tables = framing.measure(framing.read(".."))
print(len(tables.articles), "articles; encoder loaded:", reader.cache_info().currsize)"""
HELPS = """import helper, json, os, statistics, framing, numpy
print(helper.told, os.path.basename(os.getcwd()), framing.read is not None)"""


def test_a_trusted_notebook_runs_in_its_folder_a_failing_one_is_told_and_nothing_else_is_executed(tmp_path):
    """One report for all of this, since each kernel takes its time."""
    study = tmp_path / "studies" / "mine"
    notebook(study / "notebooks" / "01 my own.ipynb", READS, HELPS)
    notebook(study / "notebooks" / "02_fails.ipynb", "x = 1", "y = x + z")
    (study / "notebooks" / "03_none.ipynb").write_text("{")
    (study / "study.toml").write_text('name = "mine"\nsource = "a.jsonl"\n')
    (study / "a.jsonl").write_text(json.dumps({"id": "1", "outlet": "A", "text": "It rained, said Ann Lee."}) + "\n")
    mark = tmp_path / "executed"
    poison = f"open({str(mark)!r}, 'a').write(__name__ + ' ')\n"
    inside = ("json", "statistics", "numpy", "pandas", "framing", "sitecustomize", "usercustomize", "ipython_config",
              "ipython_kernel_config", "jupyter_config", "matplotlib")  # fmt: skip
    for folder in (study, study.parent, study / "notebooks"):
        for name in inside:
            (folder / f"{name}.py").write_text(poison)
        for place in ("profile_default/startup", ".ipython/profile_default/startup", "framing", "kernels/python3"):
            (folder / place).mkdir(parents=True)
            (folder / place / "00.py").write_text(poison)
            (folder / place / "__init__.py").write_text(poison)
        (folder / ".env").write_text("PYTHONSTARTUP=json.py\n")
        (folder / "kernels" / "python3" / "kernel.json").write_text('{"argv": ["false"], "display_name": "x"}')
    (study / "notebooks" / "helper.py").write_text("told = 'helped'\n")
    before = {path for path in study.rglob("*") if cache.FOLDER not in path.parts}

    done = report(study, tmp_path / "out", only="notebooks", trust=True)
    assert not mark.exists(), mark.read_text()
    assert {path for path in study.rglob("*") if cache.FOLDER not in path.parts} == before
    assert done.notes == () and len(done.failed) == 2
    assert "02_fails.ipynb stopped with NameError: name 'z' is not defined (code cell 2)" in done.failed[0]
    assert "03_none.ipynb is no Jupyter notebook" in done.failed[1] and "02_fails" in str(done)
    written = (tmp_path / "out" / "notebooks" / "01-my-own.ipynb").read_text(encoding="utf-8")
    assert "1 articles; encoder loaded: 0" in written  # the tables came from the one measurement
    assert "helped notebooks True" in written
    failed = (tmp_path / "out" / "notebooks" / "02_fails.html").read_text(encoding="utf-8")
    assert "NameError" in failed and "stopped with NameError" in failed and str(tmp_path) not in failed


def test_a_notebook_that_nobody_trusts_imports_nothing_from_its_folder(tmp_path):
    (tmp_path / "helper.py").write_text("told = 'helped'\n")
    file = notebook(tmp_path / "a.ipynb", "import helper")
    (failed,), _ = run_all([prepared(file.name, file.read_bytes(), tmp_path, [])])
    assert "No module named 'helper'" in failed


def test_where_notebooks_are_not_trusted_the_package_s_run_and_the_report_says_so(study, tmp_path, monkeypatch):
    change(study)
    ran = []
    monkeypatch.setattr(sys.modules[_plan.__module__], "prepared", lambda name, *_: ran.append(name) or name)
    plan = _plan(study)
    assert ran == sorted(copies()) and f"not the study's own: {CHANGED} was not written by framing" in plan.notes[0]


def test_kernels_run_side_by_side_within_bounds(tmp_path, monkeypatch):
    from framing.reporting import notebooks

    assert 1 <= notebooks.at_once() <= (os.cpu_count() or 1)
    monkeypatch.setattr(notebooks, "at_once", lambda: 2)
    cell = "import time; a = time.time(); time.sleep(3); print(a, time.time())"
    jobs = [prepared(f"{n}.ipynb", notebook(tmp_path / f"{n}.ipynb", cell).read_bytes(), None, []) for n in "ab"]
    failures, nodes = run_all(jobs)
    assert failures == ["", ""]
    (a, z), (b, y) = (map(float, node.cells[1].outputs[0].text.split()) for node in nodes)
    assert max(a, b) < min(z, y) and time.time() > max(z, y)
