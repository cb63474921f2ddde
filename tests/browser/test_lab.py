"""Notebook 02 in a real JupyterLab: run there, trusted and not, and exported; the reading view keeps its marks."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from chromium import HOSTILE, pixels, wait

import framing
from framing.reporting.markup import TINTS
from framing.reporting.new_study import new_study

ROOT = Path(framing.__file__).resolve().parents[1]
SPEAKS = 'document.querySelector(".jp-RenderedHTMLCommon span[title*=\': direct, cue\']")'
WIDGET = "[...window.jupyterapp.shell.widgets('main')].find(w => w.sessionContext)"


class Lab:
    """A JupyterLab on loopback, with nobody's settings, in which a study's notebooks stand."""

    def __init__(self, folder: Path) -> None:
        self.study = new_study(folder / "study", "seeds")
        runtime = folder / "runtime"
        settings = {
            "HOME": str(folder), "IPYTHONDIR": str(folder / "ipython"), "JUPYTER_CONFIG_DIR": str(folder / "config"),
            "JUPYTER_DATA_DIR": str(folder / "data"), "JUPYTER_RUNTIME_DIR": str(runtime),
            "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ["PYTHONPATH"]]), "OMP_NUM_THREADS": "1",
        }  # fmt: skip
        with (folder / "lab.log").open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0",
                 "--expose-app-in-browser", f"--notebook-dir={self.study}"],
                env=os.environ | settings, stdout=log, stderr=log,
            )  # fmt: skip
        wait(lambda: list(runtime.glob("jpserver-*.json")) or self._process.poll(), "JupyterLab did not start")
        (told,) = runtime.glob("jpserver-*.json")
        self.server = json.loads(told.read_text(encoding="utf-8"))

    def open(self, browser, name: str) -> None:
        """Open a notebook and wait until its cells and its kernel are there."""
        browser.open(f"{self.server['url']}lab/tree/notebooks/{name}?reset&token={self.server['token']}")
        wait(lambda: browser.ask("!!window.jupyterapp"), "JupyterLab's page did not load")
        browser.ask("window.jupyterapp.restored.then(() => true)")
        wait(lambda: browser.ask(f"!!{WIDGET}?.sessionContext?.isReady"), f"{name} did not open")
        browser.ask(f"window.jupyterapp.shell.activateById({WIDGET}.id)")

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(60)


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    pytest.importorskip("jupyterlab", reason="JupyterLab needs the extra: pip install 'framing[lab]'")
    lab = Lab(tmp_path_factory.mktemp("lab"))
    yield lab
    lab.stop()


@pytest.fixture(scope="module")
def ran(lab):
    """Notebook 02 as JupyterLab saved it, run: made by the first test."""
    return lab.study / "notebooks" / "02_speakers.ipynb"


def told_by_marks(browser) -> list[dict]:
    """Every mark of the reading view: what it tells, its background, its lines."""
    return browser.ask(
        "[...document.querySelectorAll('.jp-RenderedHTMLCommon span[title]')].map(e => [e.title, getComputedStyle(e)])"
        ".map(([title, s]) => ({title, tint: s.backgroundColor, line: s.borderBottomStyle, weight: s.fontWeight}))"
    )


def check_the_view(browser, picture: Path) -> None:
    """The marks are there and visible, and hovering tells who speaks."""
    marks = told_by_marks(browser)
    said = [mark for mark in marks if re.search(r": (direct|partial|indirect)\b", mark["title"])]
    assert len(said) > 20 and len({mark["tint"] for mark in said}) == len(TINTS)
    assert "dotted" in {mark["line"] for mark in said if ": indirect" in mark["title"]}
    assert {"solid", "double"} <= {mark["line"] for mark in marks if mark["title"].startswith("tone ")}
    assert all(int(mark["weight"]) >= 700 for mark in marks if mark["title"].startswith("phrase: "))
    assert re.match(r"[A-Z].+: direct, cue “\w+”, confidence \d\.\d\d", browser.hover(SPEAKS))
    assert all(pixels(browser.look(picture, whole=False), tint) > 100 for tint in TINTS[:1])


def test_notebook_02_runs_and_shows_the_reading_view(lab, browser, tmp_path):
    browser.size(1400, 1000)
    lab.open(browser, "02_speakers.ipynb")
    assert browser.ask("window.jupyterapp.commands.execute('notebook:run-all-cells').then(() => true)")
    kinds = browser.ask(
        f"[...{WIDGET}.content.widgets].filter(c => c.model.type == 'code')"
        ".flatMap(c => c.model.outputs.toJSON()).map(o => o.output_type)"
    )
    assert "error" not in kinds and kinds.count("execute_result") == 3 and "display_data" in kinds
    assert browser.ask(f"{WIDGET}.content.widgets.every(c => c.model.type != 'code' || c.model.trusted)")
    check_the_view(browser, tmp_path / "lab.png")
    assert browser.ask("window.jupyterapp.commands.execute('docmanager:save').then(() => true)")


def test_an_untrusted_notebook_shows_it_too(lab, browser, ran, tmp_path):
    stored = json.loads(ran.read_text(encoding="utf-8"))
    stored["cells"][0]["source"] = "# Sent by somebody"  # another content: its signature is not known here
    (ran.parent / "sent.ipynb").write_text(json.dumps(stored), encoding="utf-8")
    browser.size(1400, 1000)
    lab.open(browser, "sent.ipynb")
    wait(lambda: browser.ask(f"!!{SPEAKS}"), "the reading view is not there")
    assert browser.ask(f"{WIDGET}.content.widgets.find(c => c.node.contains({SPEAKS})).model.trusted") is False
    check_the_view(browser, tmp_path / "untrusted.png")


def test_exported_without_scripts_it_shows_it_too(browser, ran, tmp_path):
    from nbconvert import HTMLExporter

    text, _ = HTMLExporter().from_filename(str(ran))
    (tmp_path / "exported.html").write_text(text, encoding="utf-8")
    browser.size(1400, 1000)
    browser.scripts(False)
    browser.open((tmp_path / "exported.html").as_uri())
    check_the_view(browser, tmp_path / "exported.png")


def test_a_hostile_article_is_read_and_not_obeyed_in_a_notebook(lab, browser):
    from nbformat import v4, write

    lines = [
        "import framing",
        f"hostile = framing.Article({HOSTILE!r}, {HOSTILE!r} + '\\n\\n“It rained,” Ann Lee said.', {HOSTILE!r})",
        "corpus = framing.Corpus([hostile, framing.Article('other', hostile.text)])",
    ]
    shown = ("corpus", "hostile", "framing.show(hostile)", "framing.show(hostile, against=corpus[1])",
             "framing.quotations(corpus)", "corpus.problems", "framing.measure(corpus).articles")  # fmt: skip
    cells = [v4.new_code_cell("\n".join(lines)), *map(v4.new_code_cell, shown)]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    write(v4.new_notebook(cells=cells, metadata=kernel), lab.study / "notebooks" / "hostile.ipynb")
    lab.open(browser, "hostile.ipynb")
    assert browser.ask("window.jupyterapp.commands.execute('notebook:run-all-cells').then(() => true)")
    assert browser.ask("document.querySelectorAll('.jp-RenderedHTMLCommon').length") >= len(shown)
    forbidden = ".jp-OutputArea :is(script, img, a[href^=javascript])"
    assert browser.ask(f"document.querySelectorAll({json.dumps(forbidden)}).length") == 0
    assert browser.ask("document.title") != "obeyed" and browser.ask(f"!!{SPEAKS}")
