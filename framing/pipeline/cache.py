"""The cache of a study: its tables, and what the encoder made of its texts, in a folder that may be deleted any time.

What lies in a study's folder may come from anybody, so a cache counts only where this user's own computer wrote it:
its list of files is signed with a secret that stays in the user's own folder, and every file must have the hash that
the list gives it. Whatever else lies there is measured again. Nothing in it is a program: tables are Parquet, the rest
JSON.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import pandas as pd

from framing import startup
from framing.corpus.corpus import Corpus
from framing.corpus.study import Study
from framing.models.remembered import Memory
from framing.tables import SCHEMA, Tables

FOLDER = ".framing"  # in a study's folder, or in that of a report
SHARED = "FRAMING_CACHE"  # variable that gives a report's kernels the folder, and the hash of its list
HOME = "FRAMING_HOME"  # variable that names another folder for the secret
_LIST, _TEXTS, _FACTS = "SIGNED.json", "texts.json", "facts.json"
_LIBRARIES = ("ahocorasick-rs", "numpy", "pandas", "py3langid", "scikit-learn", "scipy", "textstat", "vaderSentiment")


class Cache:
    """The cache in one folder.

    Parameters
    ----------
    folder : path
        Made when something is kept in it.
    seal : str, optional
        SHA-256 of the list that another process of this run has just written; it is asked for instead of a signature.
    fresh : bool
        Whatever lies there is measured again.
    """

    def __init__(self, folder: str | Path, seal: str | None = None, fresh: bool = False) -> None:
        self.folder, self.seal, self._fresh = Path(folder), seal, fresh

    def tables(self, key: str) -> Tables | None:
        """The tables that are kept under this key, if they are whole and this computer wrote them."""
        told = self._told()
        if told.get("key") != key:
            return None
        try:
            facts = json.loads(self._read(told, _FACTS))
            return Tables({name: self._table(told, name) for name in SCHEMA}, facts)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, ImportError):
            return None

    def texts(self) -> Memory:
        """What the encoder made of texts, if the same code made it."""
        told = self._told()
        if told.get("versions") != versions():
            return Memory()
        try:
            return Memory(dict(json.loads(self._read(told, _TEXTS))))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return Memory()

    def keep(self, key: str, tables: Tables, texts: Memory) -> None:
        """Keep these; where nothing can be written, nothing is kept.

        The list is moved in last: a run that is stopped leaves files that the list does not vouch for.
        """
        if self.seal is not None:  # a kernel only reads
            return
        with suppress(OSError, ImportError), _place(self.folder) as (folder, waiting):
            files = {f"{name}.parquet": _parquet(table) for name, table in tables.items()}
            files[_FACTS] = json.dumps(tables.facts, ensure_ascii=False).encode()
            files[_TEXTS] = json.dumps(texts.used, default=lambda number: number.item()).encode()
            hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
            told = signed({"key": key, "versions": versions(), "files": hashes})
            for name, content in {**files, _LIST: json.dumps(told, indent=1).encode()}.items():
                (waiting / name).write_bytes(content)
                os.replace(waiting / name, folder / name)
            self._fresh = False

    def holds(self, key: str) -> bool:
        """Is there something under this key that may be believed?"""
        return bool(self._told().get("key") == key)

    def variable(self) -> dict[str, str]:
        """What a kernel needs in its environment to read this cache, as it is now."""
        try:
            seal = hashlib.sha256((self.folder / _LIST).read_bytes()).hexdigest()
        except OSError:
            return {}
        return {SHARED: json.dumps([str(self.folder.absolute()), seal])}

    def _told(self) -> dict[str, Any]:
        """The list, where it may be believed."""
        try:
            content = b"" if self._fresh else (self.folder / _LIST).read_bytes()
            told = json.loads(content)
        except (OSError, ValueError, RecursionError):
            return {}
        if self.seal is not None:
            return told if hashlib.sha256(content).hexdigest() == self.seal else {}
        return told if vouched(told) else {}

    def _read(self, told: Mapping[str, Any], name: str) -> bytes:
        content = (self.folder / name).read_bytes()
        if hashlib.sha256(content).hexdigest() != told["files"][name]:
            raise ValueError(f"{name} has changed.")
        return content

    def _table(self, told: Mapping[str, Any], name: str) -> pd.DataFrame:
        return pd.read_parquet(io.BytesIO(self._read(told, f"{name}.parquet")))


_active: list[Cache] = []


@contextmanager
def caching(kept: Cache) -> Iterator[Cache]:
    """Within this block `framing.measure` takes what this cache holds, and keeps there what it measures."""
    _active.append(kept)
    try:
        yield kept
    finally:
        _active.pop()


def active() -> Cache | None:
    """The cache of this process: of the block that it is in, or of the report that started it."""
    if _active:
        return _active[-1]
    try:
        folder, seal = json.loads(os.environ.get(SHARED, ""))
    except (ValueError, TypeError):
        return None
    return Cache(str(folder), str(seal))


def key_of(corpus: Corpus, study: Study, scorer: str, across: bool) -> str:
    """The hash of everything that decides a corpus's tables: all fields of its articles, the study, the versions."""
    digest = hashlib.sha256(versions().encode())
    for article in corpus:
        digest.update(json.dumps(article, default=_plain).encode())
    digest.update(json.dumps([study, scorer, across], default=_plain).encode())
    return digest.hexdigest()


def _plain(value: Any) -> Any:
    """A record or a mapping as JSON takes it; whatever else an article's metadata holds, as text."""
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return dict(value) if isinstance(value, Mapping) else str(value)


@cache
def versions() -> str:
    """The hash of the package's own files, and of the versions of what it computes with."""
    digest = hashlib.sha256()
    home = Path(startup.__file__).resolve().parent
    for path in sorted(path for path in home.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        digest.update(path.relative_to(home).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    for name in _LIBRARIES:
        with suppress(metadata.PackageNotFoundError):
            digest.update(f"{name} {metadata.version(name)}".encode())
    digest.update(f"{sys.version_info[:2]} {startup.VERSION}".encode())
    return digest.hexdigest()


def signed(told: Mapping[str, Any]) -> dict[str, Any]:
    """What is told, with the signature of this user's computer.

    Examples
    --------
    >>> told = signed({"files": ["a"]})
    >>> vouched(told), vouched({**told, "files": ["b"]})
    (True, False)
    """
    return {**told, "signature": _signature(told)}


def vouched(told: Any) -> bool:
    """Did this user's computer sign this?"""
    if not isinstance(told, dict) or not isinstance(told.get("signature"), str):
        return False
    rest = {name: value for name, value in told.items() if name != "signature"}
    return hmac.compare_digest(_signature(rest).encode(), told["signature"].encode("utf-8", "replace"))


def _signature(told: Mapping[str, Any]) -> str:
    return hmac.new(_secret(), json.dumps(told, sort_keys=True).encode(), hashlib.sha256).hexdigest()


@cache
def _secret() -> bytes:
    """The user's secret, made the first time; where it cannot be kept, one for this process alone."""
    made = secrets.token_bytes(32)
    folder = _home()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(folder / "secret", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return (folder / "secret").read_bytes() or made
        with os.fdopen(handle, "wb") as file:
            file.write(made)
    except OSError:
        pass
    return made


def _home() -> Path:
    """The folder for what is the user's and no study's."""
    if os.environ.get(HOME):
        return Path(os.environ[HOME])
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "framing"
    if os.name == "nt":
        return Path(os.environ.get("APPDATA") or Path.home()) / "framing"
    data = os.environ.get("XDG_DATA_HOME", "")
    return (Path(data) if os.path.isabs(data) else Path.home() / ".local" / "share") / "framing"


@contextmanager
def _place(folder: Path) -> Iterator[tuple[Path, Path]]:
    """The folder, which no link may replace, and one in it for files that are being written; git ignores both."""
    if folder.is_symlink():
        raise OSError(f"{folder} is a link.")
    folder.mkdir(parents=True, exist_ok=True)
    waiting = Path(tempfile.mkdtemp(prefix="part-", dir=folder))
    try:
        if not os.path.lexists(folder / ".gitignore"):
            (folder / ".gitignore").write_text("*\n", encoding="utf-8")
        yield folder, waiting
    finally:
        shutil.rmtree(waiting, ignore_errors=True)


def write_signed(file: Path, told: Mapping[str, Any]) -> None:
    """Write what is told, signed, to a file of a study's `FOLDER`."""
    with _place(file.parent) as (folder, waiting):
        (waiting / file.name).write_text(json.dumps(signed(told), indent=1) + "\n", encoding="utf-8")
        os.replace(waiting / file.name, folder / file.name)


def read_signed(file: Path) -> dict[str, Any]:
    """What `write_signed` wrote on this computer; nothing where somebody else did."""
    try:
        told = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return told if vouched(told) else {}


def _parquet(table: pd.DataFrame) -> bytes:
    buffer = io.BytesIO()
    table.to_parquet(buffer, index=False)
    return buffer.getvalue()
