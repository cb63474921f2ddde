"""What the repository promises: one command, no machine's paths, a light import, no network."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# Put together here so that this file does not hold what it forbids.
FORBIDDEN = [
    "file:" + "//",
    "--index" + "-url",
    "--extra-index" + "-url",
    "--find" + "-links",
    "--trusted" + "-host",
    "/ho" + "me/",
    "/Use" + "rs/",
    "/ro" + "ot/",
    "/o" + "pt/",
    "/wo" + "rk/",
]
HEAVY = ["matplotlib", "sklearn", "scipy", "textstat", "nltk", "IPython", "jupyter_core", "vaderSentiment"]


def tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [ROOT / name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]


def test_no_tracked_file_holds_a_machine_path_or_an_index_option():
    found = []
    for path in tracked():
        data = path.read_bytes()
        found += [f"{path.relative_to(ROOT)}: {word}" for word in FORBIDDEN if word.encode() in data]
    assert not found


def test_readme_and_ci_run_the_same_command():
    command = "python3 run.py test"
    assert command in (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "run.py" in line] == [command]


def test_constraints_pin_one_version_of_what_draws_figures():
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    for name in ("numpy", "pandas", "scipy", "scikit-learn", "matplotlib"):
        lines = [pin for pin in pins if re.match(rf"{name}==", pin)]
        assert len(lines) == 1 and ";" not in lines[0], lines


def test_the_seeds_are_the_published_bytes():
    import hashlib

    digest = hashlib.sha256(b"".join(p.read_bytes() for p in sorted((ROOT / "seeds").glob("*.txt")))).hexdigest()
    assert digest == "b25ed0ad0af2651cc7a2ca15eb81979514acb1080ea73990b65a31aeee94620e"


def test_importing_framing_loads_nothing_heavy():
    code = f"import framing, sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


def test_no_module_of_the_package_prints_or_unpickles():
    for path in sorted((ROOT / "framing").rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"^\s*(import pickle|from pickle|import joblib)", source, re.M), path
        if path.name not in ("cli.py", "__main__.py"):
            assert not re.search(r"^\s*print\(", source, re.M), path


@pytest.mark.parametrize("package", ["framing"])
def test_no_module_outgrows_its_room(package):
    long = {
        str(path.relative_to(ROOT)): n
        for path in sorted((ROOT / package).rglob("*.py"))
        if (n := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long
