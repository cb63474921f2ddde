#!/usr/bin/env python3
"""Set `framing` up and run it; needs nothing but Python 3.11 or newer.

python3 run.py            measure the bundled study, run all notebooks, write reports/
python3 run.py test       every check of the project (--all adds the slow ones)
python3 run.py lab        JupyterLab on notebooks/
python3 run.py WORD …     any other word goes to the `framing` command
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = Path(os.environ.get("FRAMING_VENV") or ROOT / ".venv").resolve()
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
NEEDED_BYTES = 2 * 1024**3
CORES = str(min(os.cpu_count() or 1, 8))  # that the tests use; each takes some 0.7 GB


def main(words):
    if sys.version_info < (3, 11):  # noqa: UP036 - run.py may be started by an older Python
        stop(f"framing needs Python 3.11 or newer; this is {sys.version.split()[0]}. Run it as python3.11 run.py.")
    install()
    word = words[0] if words else "report"
    if word == "test":
        return test(words[1:])
    if word == "lab":
        return run("jupyter", "lab", "notebooks", *words[1:])
    return run("framing", *(words or ["report"]))


def test(words):
    """ruff, mypy, then pytest; each is run whatever the others say."""
    if "--all" in words:
        words = ["-m", ""] + [word for word in words if word != "--all"]
    failed = [run("ruff", "check", "."), run("mypy"), run("pytest", "-n", CORES, "--dist", "loadfile", *words)]
    return max(failed)


def install():
    """Make the environment, and install where pyproject.toml or constraints.txt changed since the last time."""
    wanted = hashlib.sha256()
    for name in ("pyproject.toml", "constraints.txt"):
        wanted.update((ROOT / name).read_bytes())
    wanted.update(str(ROOT).encode())  # the install points at this folder
    done = ENVIRONMENT / "framing-installed"
    if done.is_file() and done.read_text() == wanted.hexdigest():
        return
    around = next(parent for parent in ENVIRONMENT.parents if parent.exists())
    if shutil.disk_usage(around).free < NEEDED_BYTES:
        stop(f"Too little disk space at {around}: about 2 GB are needed. Free some, or set FRAMING_VENV elsewhere.")
    uv = shutil.which("uv")
    if not (BIN / ("python.exe" if os.name == "nt" else "python")).exists():
        say("Making the environment …")
        make = [uv, "venv", "--quiet", "--python", sys.executable] if uv else [sys.executable, "-m", "venv"]
        if subprocess.run([*make, str(ENVIRONMENT)]).returncode:
            stop("Python's venv module is missing or broken; on Debian and Ubuntu: apt install python3-venv.")
    say("Installing the pinned set (once; a few minutes) …")
    pip = [uv, "pip", "install", "--quiet", "--python", str(BIN / "python")] if uv else [
        str(BIN / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.run([*pip, "-c", "constraints.txt", "-e", ".[lab,test]"], cwd=ROOT).returncode:
        stop("The installation failed, most often for want of a network or of disk space: the lines above say which.")
    done.write_text(wanted.hexdigest())


def run(program, *words):
    """Run a program of the environment in this folder; its exit code."""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    process = subprocess.Popen([str(BIN / program), *words], cwd=ROOT, env={**os.environ, "PATH": path})
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    while True:
        try:
            code = process.wait()
            return code if code >= 0 else 128 - code
        except KeyboardInterrupt:
            pass  # the program was interrupted too, and cleans up before it ends


def say(sentence):
    print(sentence, file=sys.stderr, flush=True)


def stop(sentence):
    say(sentence)
    sys.exit(2)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        say("Interrupted; the same command goes on from here.")
        sys.exit(130)
    except OSError as error:
        stop(f"Could not go on: {error.strerror or error} ({error.filename or 'no file'}).")
