"""What a report consists of and what made it: MANIFEST.json and ENVIRONMENT.json."""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
import sys
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

MANIFEST, ENVIRONMENT = "MANIFEST.json", "ENVIRONMENT.json"

# Libraries whose version can change a byte of a report.
LIBRARIES = (
    "ahocorasick-rs", "contourpy", "fonttools", "ipykernel", "ipython", "jinja2", "joblib", "matplotlib",
    "matplotlib-inline", "mistune", "nbclient", "nbconvert", "nbformat", "nltk", "numpy", "pandas", "pillow",
    "py3langid", "pygments", "scikit-learn", "scipy", "textstat", "vaderSentiment",
)  # fmt: skip


def write(folder: Path, facts: Mapping[str, Any]) -> None:
    """Write both files for the report in `folder`."""
    _dump(folder / ENVIRONMENT, environment())
    files = {name: digest(folder / name) for name in listed(folder) if name not in (MANIFEST, ENVIRONMENT)}
    parameters = {key: value for key, value in facts.items() if key != "corpus"}
    record = hashlib.sha256(json.dumps(parameters, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    _dump(folder / MANIFEST, {"corpus": facts.get("corpus", ""), "parameters": record, "files": files})


def environment() -> dict[str, Any]:
    """Versions of Python (without its patch level), of the libraries, and the kind of machine."""
    found = {}
    for name in LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "missing"
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return {"python": python, "system": f"{platform.system()} {platform.machine()}", "libraries": found}


def replace(made: Path, out: Path) -> None:
    """Bring the report in `out` to what was made; ENVIRONMENT.json only where results changed."""
    new, old = read(made), read(out)
    results = set(new["files"])
    same = set(old["files"]) == results and all(
        (out / name).is_file() and digest(out / name) == new["files"][name] for name in results
    )
    for name in sorted(results | {MANIFEST}) + [ENVIRONMENT] * (not same or not (out / ENVIRONMENT).is_file()):
        _copy(made / name, out / name)
    for name in sorted(set(old["files"]) - results):
        (out / name).unlink(missing_ok=True)


def refuse_other(out: Path) -> None:
    """Raise where a report would be written among things that no report made."""
    if out.exists() and not out.is_dir():
        raise ValueError(f"{out} is a file; give a folder for the report.")
    if out.is_dir() and any(out.iterdir()) and not (out / MANIFEST).is_file():
        raise ValueError(f"{out} holds other files and no report; give an empty or new folder.")


def read(folder: Path) -> dict[str, Any]:
    """The manifest of a report; an empty one where there is none."""
    file = folder / MANIFEST
    if not file.is_file():
        return {"corpus": "", "parameters": "", "files": {}}
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def listed(folder: Path) -> list[str]:
    """Files of a folder, as paths from it."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def digest(file: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _copy(file: Path, target: Path) -> None:
    """Put a file in its place whole or not at all, and leave one that is equal untouched."""
    if target.is_file() and digest(target) == digest(file):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    shutil.copyfile(file, part)
    part.replace(target)


def _dump(file: Path, content: Mapping[str, Any]) -> None:
    file.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
