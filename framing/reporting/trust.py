"""Which of a study's own notebooks may run: those that `framing new` wrote, and those that their user trusts.

A notebook is a program, and a study may come from anybody. What counts is what a notebook says, not its name or place:
the hash of its bytes is in a record in the study's folder that this user's computer has signed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from framing.pipeline.cache import FOLDER, read_signed, write_signed
from framing.reporting.notebooks import notebooks

PLACE = "notebooks"  # in a study's folder
_RECORD = "notebooks.json"
_BUNDLED = "harris-mexico-2021"  # what the package's notebooks are about until they are copied
Ask = Callable[[Sequence[str]], bool]


class Own(NamedTuple):
    """A notebook of a study: its file and bytes, and whether its user trusts it: then it may import what is beside."""

    file: Path
    content: bytes
    trusted: bool


class Choice(NamedTuple):
    """The study's own notebooks where all may run; and otherwise the names of those that may not."""

    own: list[Own]
    refused: list[str]


def copies() -> dict[str, bytes]:
    """The notebooks that a new study gets, with the study as "..": the folder that they are in."""
    made = {}
    for notebook in notebooks():
        content = json.loads(notebook.read_text(encoding="utf-8"))
        for cell in content["cells"]:
            if "parameters" in cell.get("metadata", {}).get("tags", []):
                whole = "".join(cell["source"]).replace(f'"{_BUNDLED}"', '".."')
                cell["source"] = whole.splitlines(keepends=True)
        made[notebook.name] = (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    return made


def record(study: Path, kind: str, contents: Mapping[str, bytes]) -> None:
    """Note in a study's folder that these notebooks are ``written`` by framing, or ``trusted`` by their user."""
    told = _recorded(study)
    told[kind] = told.get(kind, {}) | {_hash(content): name for name, content in contents.items()}
    write_signed(study / FOLDER / _RECORD, {name: told.get(name, {}) for name in ("written", "trusted")})


def choose(study: Path, trust: bool = False, ask: Ask | None = None) -> Choice:
    """A study's own notebooks, where there are any and each may run.

    Parameters
    ----------
    study : path
        Its folder; a file has no notebooks of its own.
    trust : bool
        Whether the user trusts whatever is there.
    ask : callable, optional
        Asks the user about the notebooks of these names, if any need it.
    """
    files = sorted((study / PLACE).glob("*.ipynb")) if study.is_dir() else []
    contents = {file: file.read_bytes() for file in files if file.is_file() and not file.name.startswith(".")}
    told = _recorded(study)
    written = {_hash(content) for content in copies().values()} | set(told.get("written", {}))
    known = {file: content for file, content in contents.items() if _hash(content) in written}
    trusted = {
        file for file, content in contents.items()
        if file not in known and (_hash(content) in told.get("trusted", {}) or _signed_by_jupyter(content))
    }  # fmt: skip
    asked = [file for file in contents if file not in known and file not in trusted]
    if asked and (trust or (ask and ask([file.name for file in asked]))):
        with suppress(OSError):  # where it cannot be noted, the question comes again next time
            record(study, "trusted", {file.name: contents[file] for file in asked})
        trusted |= set(asked)
        asked = []
    if asked:
        return Choice([], [file.name for file in asked])
    return Choice([Own(file, content, file in trusted) for file, content in contents.items()], [])


def _signed_by_jupyter(content: bytes) -> bool:
    """Did this user save or trust the notebook in Jupyter? Its own record is looked at, and no configuration is run."""
    try:
        import nbformat
        from jupyter_core.paths import jupyter_data_dir
        from nbformat.sign import NotebookNotary
    except ImportError:
        return False
    folder = Path(jupyter_data_dir())
    if not ((folder / "nbsignatures.db").is_file() and (folder / "notebook_secret").is_file()):
        return False  # else they would be made
    try:
        node = nbformat.reads(content.decode("utf-8"), as_version=4)  # type: ignore[no-untyped-call]
        with NotebookNotary(data_dir=str(folder)) as notary:  # type: ignore[no-untyped-call]
            return bool(notary.check_signature(node))
    except Exception:  # a notebook that is none, a database that is broken
        return False


def _recorded(study: Path) -> dict[str, Any]:
    told = read_signed(study / FOLDER / _RECORD)
    return {name: dict(hashes) for name, hashes in told.items() if isinstance(hashes, dict)}


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
