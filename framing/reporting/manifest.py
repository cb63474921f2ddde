"""What a report consists of and what made it: MANIFEST.json and ENVIRONMENT.json."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from importlib import metadata
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from framing.pipeline.cache import FOLDER
from framing.tables import refuse_unwritable

MANIFEST, ENVIRONMENT = "MANIFEST.json", "ENVIRONMENT.json"
STAGE, JOURNAL = ".framing-part", "JOURNAL.json"  # a folder in the report while it is replaced, and what is done in it

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


def carry(out: Path, made: Path, parts: Sequence[str]) -> None:
    """Copy to what was made the other files of the report in `out`: those whose names do not begin with any of `parts`.

    A file that was changed since is left where it is, and is no longer one of the report's.
    """
    for name, sha in read(out)["files"].items():
        if not name.startswith(tuple(parts)) and _is_ours(out, name, sha) and not (made / name).exists():
            _parents(made / name)
            shutil.copyfile(out / name, made / name)


def differs(made: Path, out: Path) -> bool:
    """Is the report in `out` one of another corpus or of other parameters?"""
    new, old = read(made), read(out)
    return bool(old["files"]) and any(new[name] != old[name] for name in ("corpus", "parameters"))


def replace(made: Path, out: Path) -> None:
    """Bring the report in `out` to what was made; ENVIRONMENT.json only where results changed.

    New files are staged in `out` first, so that a full disk leaves the old report as it is. Then they are moved in, the
    manifest last, while what they replace is kept aside: an exception puts it back at once, and after a kill the next
    `recover` does. A file that is no longer made is removed only if it lies in `out`, links followed, and still is what
    the old manifest says. A file in the place of a new one that no report made is renamed.

    Raises
    ------
    ValueError
        If a link in `out` would lead out of it, or a folder is where a file should.
    """
    recover(out)
    new, old = read(made), read(out)
    results = set(new["files"])
    same = set(old["files"]) == results and all(_holds(out / name, new["files"][name]) for name in results)
    wanted = [*sorted(results), *[ENVIRONMENT] * (not same or not (out / ENVIRONMENT).is_file()), MANIFEST]
    changed = {name: digest(made / name) for name in wanted if not _holds(out / name, digest(made / name))}
    for name in changed:
        _refuse_place(out, name)
    foreign = [name for name in results & set(changed) if old["files"] and name not in old["files"]]
    leftover = [name for name in old["files"] if name not in results and _is_ours(out, name, old["files"][name])]
    stage = out / STAGE
    out.mkdir(parents=True, exist_ok=True)
    try:
        for name in changed:
            _parents(stage / "new" / name)
            shutil.copyfile(made / name, stage / "new" / name)
        added = {name: sha for name, sha in changed.items() if not os.path.lexists(out / name)}
        if changed or leftover:
            _dump(stage / JOURNAL, {"added": added, "manifest": MANIFEST in changed})
        for name in filter(partial(_exists, out), foreign):
            (out / name).rename(_free(out / f"{name}.kept"))
        for name in [*changed][:-1]:
            _swap(out, stage, name)
        # One file may have two spellings of its name; the manifest of a first report is not there yet.
        new_files = {_identity(out / name) for name in wanted if (out / name).exists()}
        for name in leftover:
            if _identity(out / name) not in new_files:
                _parents(stage / "old" / name)
                os.replace(out / name, stage / "old" / name)
        for name in [*changed][-1:]:
            _swap(out, stage, name)
    except BaseException:
        recover(out)
        raise
    shutil.rmtree(stage, ignore_errors=True)


def recover(out: Path) -> None:
    """Bring a report whose making was interrupted back to what it was before, whole; nothing where all is well."""
    stage = out / STAGE
    if stage.is_symlink() or stage.is_file():
        stage.unlink()
    if not stage.is_dir():
        return
    journal = read_json(stage / JOURNAL)
    moved_in = bool(journal.get("manifest")) and not (stage / "new" / MANIFEST).is_file()
    if journal and not moved_in:
        for name, sha in _hashes(journal.get("added")).items():
            if _is_ours(out, name, sha):
                (out / name).unlink()
        for name in listed(stage / "old"):
            if _inside(out, (out / name).parent):
                os.replace(stage / "old" / name, out / name)
    shutil.rmtree(stage, ignore_errors=True)


def refuse_other(out: Path) -> None:
    """Raise where a report would be written among things that no report made, or cannot be written at all."""
    if out.exists() and not out.is_dir():
        raise ValueError(f"{out} is a file; give a folder for the report.")
    recover(out)
    if out.is_dir() and any(path.name != FOLDER for path in out.iterdir()) and not _is_report(out):
        raise ValueError(f"{out} holds other files and no report; give an empty or new folder.")
    refuse_unwritable(out)


def read(folder: Path) -> dict[str, Any]:
    """The manifest of a report, as far as it is one; an empty one where there is none."""
    found = read_json(folder / MANIFEST)
    told = {name: str(found.get(name) or "") for name in ("corpus", "parameters")}
    return {**told, "files": _hashes(found.get("files"))}


def listed(folder: Path) -> list[str]:
    """Files of a folder, as paths from it."""
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    return sorted(path.as_posix() for path in files if path.parts[0] not in (STAGE, FOLDER))


def digest(file: Path) -> str:
    """SHA-256 of a file."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def read_json(file: Path) -> dict[str, Any]:
    """A JSON object; an empty one for whatever else there is."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _hashes(files: object) -> dict[str, str]:
    """Names with their hashes; a name that leads out of the folder, or that no report uses, is left out."""
    if not isinstance(files, dict):
        return {}
    return {
        name: sha
        for name, sha in files.items()
        if isinstance(sha, str) and name.isprintable() and not PureWindowsPath(name).drive and "\\" not in name
        and name == PurePosixPath(name).as_posix() and not PurePosixPath(name).is_absolute()
        and ".." not in PurePosixPath(name).parts and PurePosixPath(name).parts[:1] not in ((), (STAGE,))
        and name not in (MANIFEST, ENVIRONMENT)
    }  # fmt: skip


def _is_report(folder: Path) -> bool:
    """Is there a manifest, or what is left of one beside the versions that each report has?"""
    found = read_json(folder / MANIFEST)
    whole = isinstance(found.get("files"), dict) and {"corpus", "parameters"} <= set(found)
    return whole or ((folder / MANIFEST).is_file() and "libraries" in read_json(folder / ENVIRONMENT))


def _is_ours(out: Path, name: str, sha: str) -> bool:
    """Does a file lie in the folder, links followed, with the content that a report gave it?"""
    return _inside(out, out / name) and _holds(out / name, sha)


def _inside(out: Path, path: Path) -> bool:
    try:
        return path.resolve().is_relative_to(out.resolve())
    except (OSError, RuntimeError, ValueError):  # links in a ring
        return False


def _holds(file: Path, sha: str) -> bool:
    try:
        return file.is_file() and digest(file) == sha
    except (OSError, ValueError):
        return False


def _refuse_place(out: Path, name: str) -> None:
    """Raise where a file of a report cannot be put without harm to something else."""
    place = out / name
    if not _inside(out, place.parent):
        raise ValueError(f"{place.parent} is a link that leads out of {out}; remove it, or give another folder.")
    above = next(parent for parent in place.parents if os.path.lexists(parent))
    if not above.is_dir():
        raise ValueError(f"{above} is a file where the report has a folder; move it, or give another folder.")
    if place.is_dir() and not place.is_symlink():
        raise ValueError(f"{place} is a folder where the report has a file; move it, or give another folder.")


def _exists(out: Path, name: str) -> bool:
    return os.path.lexists(out / name)


def _swap(out: Path, stage: Path, name: str) -> None:
    """Put a staged file in its place, and what was there aside."""
    _parents(out / name)
    if _exists(out, name):
        _parents(stage / "old" / name)
        os.replace(out / name, stage / "old" / name)
    os.replace(stage / "new" / name, out / name)


def _parents(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)


def _identity(file: Path) -> tuple[int, int]:
    found = file.stat()
    return found.st_dev, found.st_ino


def _free(path: Path) -> Path:
    """A name that nothing has yet."""
    number = 2
    free = path
    while os.path.lexists(free):
        free, number = path.with_name(f"{path.name}-{number}"), number + 1
    return free


def _dump(file: Path, content: Mapping[str, Any]) -> None:
    _parents(file)
    file.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
