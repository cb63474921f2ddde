"""What the README shows runs: its Python, its `framing` lines, and the files it points to."""

import re
import shlex
from pathlib import Path

import pytest

from framing.cli import _parser

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", README, re.M | re.S)
LINES = sorted(
    {line for kind, block in BLOCKS if kind != "python" for line in block.splitlines() if line.startswith("framing ")}
    | {name for name in re.findall(r"`(framing [^`]+)`", README)}
)


@pytest.mark.parametrize("block", [block for kind, block in BLOCKS if kind == "python"])
def test_its_python_runs(block, tmp_path, monkeypatch):
    pytest.importorskip("matplotlib").use("agg")
    monkeypatch.chdir(tmp_path)
    exec(compile(block, "README.md", "exec"), {})


@pytest.mark.parametrize("line", LINES)
def test_its_commands_are_understood(line):
    parser, commands = _parser()
    word = shlex.split(line)[1]
    assert word in commands
    assert parser.parse_args(shlex.split(line)[1:]).run


def test_it_shows_python_and_commands():
    assert len(LINES) >= 2 and any(kind == "python" for kind, _ in BLOCKS)


@pytest.mark.parametrize("target", sorted({t for t in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in t}))
def test_what_it_points_to_is_there(target):
    if target.startswith("reports/") and not (ROOT / "reports").is_dir():
        pytest.skip("reports/ is not made yet; `framing report` makes it")
    assert (ROOT / target).exists()


def test_it_says_how_to_install_set_up_and_test():
    for line in ("python3 run.py", "python3 run.py test", "pip install -c constraints.txt -e '.[lab,test]'"):
        assert line in README.splitlines()
