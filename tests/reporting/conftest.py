"""A tiny study, written by the tests, and its report, made once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import framing

STUDY = """
name = "tiny"
event = "The bridge"
title = "The bridge & the ferry, 100%"

[phrases]
"safe crossing" = ["safe crossing"]
"never said" = ["never said anywhere"]

[[articles]]
id = "a"
file = "a.txt"
outlet = "Morning_Post & Co"
outlet_evidence = "stated"

[[articles]]
id = "b"
file = "b.txt"
outlet = "Evening Gazette"
outlet_evidence = "stated"
translated = true

[[articles]]
id = "c"
file = "c.txt"
"""
A = """Town promised a safe crossing

The old bridge will close in May, the town council decided on Monday after a long and bitter debate.

“We want a safe crossing for everyone,” Mayor Ada Norwell said.

The ferry company said it would run twice an hour until the new bridge opens.
"""
B = """The old bridge will close in May, the town council decided on Monday after a long and bitter debate.

Ada Norwell told reporters: “We want a safe crossing for everyone.”

Residents were angry. The new bridge is a disaster for the harbour, they said.
"""
C = "Rain is expected on Tuesday. Nobody crossed."


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a study of three articles; one outlet is unknown and quotes nobody."""
    folder = tmp_path_factory.mktemp("studies") / "tiny"
    folder.mkdir()
    for name, text in {"study.toml": STUDY, "a.txt": A, "b.txt": B, "c.txt": C}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def make(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """Make the tiny study's report in a process of its own, with a hash seed and a time zone."""

    def made(seed: str, zone: str) -> Path:
        place = tmp_path_factory.mktemp(f"seed-{seed}")
        settings = {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": _path()}
        script = f"from framing.reporting.run import report; report({json.dumps(str(tiny))}, 'out')"
        subprocess.run([sys.executable, "-c", script], cwd=place, env=os.environ | settings, check=True)
        return place / "out"

    return made


@pytest.fixture(scope="session")
def out(make: Callable[[str, str], Path]) -> Path:
    """The report of the tiny study."""
    return make("1", "Asia/Tokyo")


def _path() -> str:
    """The package first, then the tests' own path, which closes the sockets of child processes."""
    root = Path(framing.__file__).resolve().parents[1]
    return os.pathsep.join([str(root), *filter(None, [os.environ.get("PYTHONPATH")])])
