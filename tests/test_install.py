"""What an installation without extras brings: few distributions, each direct one for a reason."""

import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import framing

ROOT = Path(__file__).resolve().parents[1]
MOST = 40
# Open licences, as SPDX and as older metadata name them; none asks anything of a study or of its results.
OPEN = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "MIT", "MIT-CMU", "MPL-2.0",
    "PSF-2.0", "Zlib", "Apache 2.0", "Apache License, Version 2.0", "Apache Software License", "BSD License",
    "MIT License", "Mozilla Public License 2.0 (MPL 2.0)", "Mozilla Public License 1.1 (MPL 1.1)", "PSFL",
    "Python Software Foundation License",
}  # fmt: skip


def named(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def brought(requirement: Requirement, found: dict[str, str]) -> None:
    """Collect what a requirement installs here, from the metadata of what is installed."""
    if requirement.marker and not any(requirement.marker.evaluate({"extra": e}) for e in requirement.extras or {""}):
        return
    name = named(requirement.name)
    if name in found:
        return
    found[name] = metadata.version(name)
    for line in metadata.requires(name) or []:
        below = Requirement(line)
        extras = requirement.extras or {""}
        if below.marker is None or any(below.marker.evaluate({"extra": extra}) for extra in extras):
            below.marker = None
            brought(below, found)


def licensed(name: str) -> list[set[str]]:
    """The licences that a distribution states: one of each set holds."""
    told = metadata.metadata(name)
    if expression := told.get("License-Expression") or "":
        parts = re.split(r"\s+AND\s+", expression)
        return [set(re.split(r"\s+OR\s+", part.strip("()"))) for part in parts]
    heads = [line for line in told.get_all("Classifier") or [] if line.startswith("License ::")]
    classified = {line.rsplit(" :: ", 1)[-1] for line in heads}
    return [classified] if classified else [{part} for part in (told.get("License") or "none").split(" AND ")]


def declared() -> list[str]:
    tomllib = pytest.importorskip("tomllib")
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]


def test_without_extras_at_most_forty_distributions_are_installed():
    found: dict[str, str] = {}
    for line in declared():
        brought(Requirement(line), found)
    assert "numpy" in found and "scipy" in found
    assert len(found) + 1 <= MOST, sorted(found)


def test_everything_installed_has_an_open_licence():
    found: dict[str, str] = {}
    for line in declared():
        brought(Requirement(line), found)
    closed = {name: licensed(name) for name in found if not all(choice & OPEN for choice in licensed(name))}
    assert closed == {}


def test_every_direct_dependency_has_its_reason_beside_it():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lines = re.search(r"^dependencies = \[\n(.*?)^\]", text, re.M | re.S)[1].splitlines()
    assert len(lines) == len(declared())
    assert [line for line in lines if not re.search(r",\s+# \w+", line)] == []


def test_the_package_says_that_it_is_typed():
    assert (ROOT / "framing" / "py.typed").is_file()


# A plain installation has none of these; what it lacks is said, and everything else works.
PLAIN = """
import sys

EXTRA = {extra!r}

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in EXTRA:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Missing())
import framing

corpus = framing.read("norwell-bridge")
tables = framing.measure(corpus, model="fast")
framing.figures.save("standing", tables, "figures")
tables.save("tables")
assert framing.Tables.load("tables").outlets["words"].tolist() == tables.outlets["words"].tolist()
framing.new("mine", "norwell-bridge")
assert len(framing.read("mine")) == 5
from framing.cli import main

sys.exit(main(["report", "mine"]))
"""


def test_a_wheel_without_extras_measures_and_draws_and_says_what_a_report_needs(tmp_path):
    extra = ["jupyterlab", "ipykernel", "IPython", "nbclient", "nbconvert", "nbformat", "tqdm", "pyarrow", "openpyxl",
             "xlrd", "trafilatura", "lxml", "warcio", "pypdf", "distributed", "dask", "jinja2", "pygments",
             "jupyter_core", "jupyter_client", "zmq"]  # fmt: skip
    words = [sys.executable, "-c", PLAIN.format(extra=extra)]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 2, done.stderr
    assert "pip install 'framing[lab]'" in done.stderr and "Traceback" not in done.stderr
    assert (tmp_path / "figures" / "standing.svg").is_file() and not (tmp_path / "reports").exists()


def test_the_study_of_invented_texts_lies_inside_the_package():
    folder = Path(framing.__file__).parent / "resources" / "studies" / "norwell-bridge"
    assert len(framing.read(folder)) == len(list(folder.glob("*.txt"))) == 5
    assert framing.read("norwell-bridge").problems.empty
