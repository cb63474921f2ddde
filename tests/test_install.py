"""What an installation without extras brings: few distributions, each direct one for a reason."""

import re
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
MOST = 40


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


def declared() -> list[str]:
    tomllib = pytest.importorskip("tomllib")
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]


def test_without_extras_at_most_forty_distributions_are_installed():
    found: dict[str, str] = {}
    for line in declared():
        brought(Requirement(line), found)
    assert "numpy" in found and "scipy" in found
    assert len(found) + 1 <= MOST, sorted(found)


def test_every_direct_dependency_has_its_reason_beside_it():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lines = re.search(r"^dependencies = \[\n(.*?)^\]", text, re.M | re.S)[1].splitlines()
    assert len(lines) == len(declared())
    assert [line for line in lines if not re.search(r",\s+# \w+", line)] == []


def test_the_package_says_that_it_is_typed():
    assert (ROOT / "framing" / "py.typed").is_file()
