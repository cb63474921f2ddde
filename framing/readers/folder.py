"""The files of a folder or the one file given: in sorted order, inside the folder, as bytes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from framing.readers.record import READ_AS, Problems, Source

LARGEST = 2 * 1024**3
# What stands beside the articles in a study's folder or a download, and is no article.
_NOT_ARTICLES = (
    ".toml",
    ".py",
    ".ipynb",
    ".md",
    ".rst",
    ".log",
    ".yml",
    ".yaml",
    ".bib",
    ".tex",
    ".css",
    ".js",
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".svg",
    ".webp",
    ".ico",
    ".mp3",
    ".mp4",
)
_NOT_FOLDERS = ("notebooks", "reports", "reference", "__pycache__", "node_modules")


def folder_files(root: Path, problems: Problems) -> list[str]:
    """Return the files of a folder, relative and sorted; what is passed over is listed.

    Hidden files, `notebooks`, `reports` and `reference` are passed over. No symbolic link is followed out of the
    folder.
    """
    names: list[str] = []
    for place, folders, files in os.walk(root):
        at = Path(place)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _NOT_FOLDERS)
        for name in [folder for folder in folders if (at / folder).is_symlink()]:
            problems.add(
                printable((at / name).relative_to(root).as_posix()),
                None,
                None,
                "a link to a folder; links are not followed.",
                "Copy the folder's files here.",
            )
        for name in files:
            if not name.startswith("."):
                names.append((at / name).relative_to(root).as_posix())
    return [name for name in sorted(names) if _is_wanted(name, root, problems)]


def read_bytes(root: Path, name: str, problems: Problems) -> Source | None:
    """Return a file of the folder, or None where it cannot be read or lies outside; that is listed."""
    path = root / name
    shown = printable(name)
    trouble = None
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            trouble = "a link to a file outside the folder; it was not followed.", "Copy the file here."
        elif not path.is_file():
            trouble = "there is no such file.", "Correct the name, or put the file there."
        elif path.stat().st_size > LARGEST:
            trouble = "the file is larger than 2 GB; it was left out.", "Part it into smaller files."
        else:
            return Source(shown, path.read_bytes())
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "a chain of links that never ends"
        trouble = f"the file cannot be read ({reason}).", "Check its permissions."
    problems.add(shown, None, None, *trouble)
    return None


def is_pipe(path: Path) -> bool:
    """Tell a pipe, named or not, or a terminal's input: what can be read once, from beginning to end."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISCHR(mode) and path.name in ("stdin", "0")


def printable(name: str) -> str:
    """Return a file name with what is not text in it replaced, so that it can be written anywhere."""
    return name.encode("utf-8", "replace").decode("utf-8")


def files(path: Path, problems: Problems) -> Iterator[Source]:
    """Yield every readable file of a folder, or the one file, which may be a pipe or the standard input."""
    if is_pipe(path):
        with path.open("rb") as pipe:
            data = pipe.read(LARGEST + 1)
        if len(data) > LARGEST:
            problems.add(path.name, None, None, "more than 2 GB came; it was left out.", "Part it into smaller files.")
        else:
            yield Source(path.name, data)
        return
    root, names = (path, folder_files(path, problems)) if path.is_dir() else (path.parent, [path.name])
    if not path.is_dir() and path.is_symlink():
        root, names = path.resolve().parent, [path.resolve().name]
    for name in names:
        source = read_bytes(root, name, problems)
        if source is not None:
            yield source


def _is_wanted(name: str, root: Path, problems: Problems) -> bool:
    stem, ending = os.path.splitext(name.rpartition("/")[2].casefold())
    if name == "study.toml":
        return False
    if ending in _NOT_ARTICLES or stem in ("readme", "license", "licence"):
        problems.add(
            printable(name),
            None,
            None,
            "not read: by its name it is no article.",
            "If it is one, rename it to end in .txt.",
            READ_AS,
        )
        return False
    if not (root / name).is_file() and not (root / name).is_symlink():
        problems.add(printable(name), None, None, "not a regular file; it was left out.", "Remove it.")
        return False
    return True
