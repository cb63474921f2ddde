"""Files inside zip, tar, gzip, bzip2 and xz files, within limits of size and number; nothing is written to disk."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import shutil
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any
from xml.parsers import expat

from framing.readers.record import Problems, Source

MEMBERS = 100_000
UNPACKED = 1024**3
# Chosen by hand: prose compresses to a fifth, tables and pages with much markup to a fiftieth.
RATIO = 200
_SMALL = 16 * 1024**2  # unpacks unasked: no memory is too small for it
_BLOCK = 1024**2


# The first bytes of packed files that hold one file each, and how each is opened.
_PACKED: tuple[tuple[bytes, str, Callable[[IO[bytes]], Any]], ...] = (
    (b"\x1f\x8b", ".gz", lambda file: gzip.GzipFile(fileobj=file)),
    (b"BZh", ".bz2", bz2.BZ2File),
    (b"\xfd7zXZ\x00", ".xz", lzma.LZMAFile),
)
# Of names that stand for many files.
ENDINGS = (".zip", ".tar", ".tgz", ".tbz", ".txz", ".tar.gz", ".tar.bz2", ".tar.xz", ".wacz")


class TooLarge(ValueError):
    """A packed file grows beyond what an archive of news can be."""


def allowed(packed: int) -> int:
    """Return how many bytes a file of `packed` bytes may hold."""
    return min(UNPACKED, max(packed * RATIO, _SMALL))


def bounded(archive: zipfile.ZipFile, name: str, left: int | None = None) -> bytes:
    """Return a member of a zip file; raise `TooLarge` where it grows beyond `left` or two hundredfold."""
    info = archive.getinfo(name)
    limit = min(UNPACKED if left is None else left, allowed(info.compress_size))
    return _unpacked(lambda: archive.open(name), info.compress_size, limit, info.file_size)


def _unpacked(opened: Callable[[], Any], packed: int, limit: int, stated: int = 0) -> bytes:
    """Unpack block by block; what is refused is refused before it is held, whatever size it states."""
    trouble = TooLarge(f"{packed:,} bytes unpack to more than {limit:,}")
    if stated > limit:
        raise trouble
    if not 0 < stated <= _SMALL:  # of a zip's member no more can be read than it states; a gzip file states nothing
        with opened() as file:
            size = 0
            while block := file.read(_BLOCK):
                size += len(block)
                if size > limit:
                    raise trouble
    content = io.BytesIO()
    with opened() as file:
        shutil.copyfileobj(file, content, _BLOCK)
    return content.getvalue()


def zip_files(source: Source, problems: Problems) -> Iterator[Source]:
    """Yield the files of a zip archive in sorted order.

    Members that are hidden, packed with a password, name a place outside the archive, or are archives
    themselves are left out; all but the hidden are listed.
    """
    with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
        members = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
        if len(members) > MEMBERS:
            problems.add(
                source.name,
                None,
                None,
                f"the archive holds more than {MEMBERS:,} files; the first were read.",
                "Part it into smaller archives.",
            )
        left = UNPACKED
        names = {info.filename for info in members}
        if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
            # A web archive in a zip (WACZ): what stands beside its captures is an index of them.
            members = [info for info in members if info.filename.startswith("archive/")]
        for info in members[:MEMBERS]:
            parts = info.filename.replace("\\", "/").split("/")
            if _is_hidden(parts):
                continue
            name = _member_name(source, parts)
            trouble = None
            if _is_outside(parts):
                trouble = "its name points outside the archive; it was left out."
            elif info.flag_bits & 1:
                trouble = "it is packed with a password; it was left out."
            else:
                try:
                    data = bounded(archive, info.filename, left)
                except (
                    TooLarge,
                    zipfile.BadZipFile,
                    zlib.error,
                    NotImplementedError,
                    EOFError,
                    OSError,
                ) as error:
                    trouble = f"it cannot be unpacked ({error}); it was left out."
                else:
                    left -= len(data)
                    if is_zip(data) and not is_office(data):
                        trouble = "it is an archive inside an archive; it was left out."
            if trouble:
                problems.add(name, None, None, trouble, "Unpack it yourself and read the folder.")
            else:
                yield Source(name, data)


def is_packed(data: bytes) -> bool:
    """Tell a file packed by gzip, bzip2 or xz by its first bytes."""
    return data.startswith(tuple(sign for sign, _, _ in _PACKED))


def unpack(source: Source) -> Source:
    """Return the file inside a file packed by gzip, bzip2 or xz; raise `TooLarge` where it grows beyond the limits."""
    ending, opened = next((ending, opened) for sign, ending, opened in _PACKED if source.data.startswith(sign))
    packed = len(source.data)
    data = _unpacked(lambda: opened(io.BytesIO(source.data)), packed, allowed(packed))
    return Source(source.name.removesuffix(ending), data)


def is_tar(data: bytes) -> bool:
    """Tell a tar file by the sign in its first header."""
    return data[257:262] == b"ustar"


def tar_files(source: Source, problems: Problems) -> Iterator[Source]:
    """Yield the files of a tar archive in sorted order; links and archives inside it are left out and listed."""
    with tarfile.open(fileobj=io.BytesIO(source.data)) as archive:
        members = sorted((info for info in archive if not info.isdir()), key=lambda info: info.name)
        if len(members) > MEMBERS:
            problem = f"the archive holds more than {MEMBERS:,} files; the first were read."
            problems.add(source.name, None, None, problem, "Part it into smaller archives.")
        for info in members[:MEMBERS]:
            parts = info.name.removeprefix("./").split("/")
            if _is_hidden(parts):
                continue
            name = _member_name(source, parts)
            file = archive.extractfile(info) if info.isreg() and not _is_outside(parts) else None
            if file is None:
                trouble = "it is a link, no file, or points outside the archive; it was left out."
                problems.add(name, None, None, trouble, "Unpack it yourself and read the folder.")
                continue
            data = file.read()  # no more than the archive itself holds, which was unpacked within its limits
            if is_zip(data) and not is_office(data) or is_tar(data):
                trouble = "it is an archive inside an archive; it was left out."
                problems.add(name, None, None, trouble, "Unpack it yourself and read the folder.")
            else:
                yield Source(name, data)


def _member_name(source: Source, parts: list[str]) -> str:
    name = f"{source.name}/" + "/".join(part for part in parts if part not in ("", ".", ".."))
    return name.encode("utf-8", "replace").decode("utf-8")


def _is_hidden(parts: list[str]) -> bool:
    return any(part.startswith(("._", ".DS_")) or part == "__MACOSX" for part in parts)


def _is_outside(parts: list[str]) -> bool:
    return ".." in parts or parts[0] == "" or ":" in parts[0]


def check_office(data: bytes) -> None:
    """Raise for a Word or Excel file that other programs than `bounded` would unpack without end, or that has entities.

    Raises
    ------
    TooLarge
        If its members together grow too large.
    ValueError
        If a member defines XML entities, which could grow without end when they are read.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        # No reader gets more out of a member than the size that the file states here.
        size = sum(info.file_size for info in archive.infolist())
        if size > allowed(len(data)):
            raise TooLarge(f"{len(data):,} bytes unpack to {size:,}")
        for info in archive.infolist():
            if info.filename.lower().endswith((".xml", ".rels")):
                with archive.open(info) as member:
                    refuse_entities(member)


def refuse_entities(xml: IO[bytes]) -> None:
    """Raise `ValueError` for XML with a document type, where entities are defined, in any encoding.

    Examples
    --------
    >>> refuse_entities(io.BytesIO("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".encode("utf-16")))
    Traceback (most recent call last):
    ValueError: the document defines XML entities, which no Word or Excel file does
    """
    parser, begun = expat.ParserCreate(), False

    def refuse(*_: object) -> None:
        raise ValueError("the document defines XML entities, which no Word or Excel file does")

    def begin(*_: object) -> None:
        nonlocal begun
        begun = True  # a document type stands before the first element

    parser.StartDoctypeDeclHandler, parser.StartElementHandler = refuse, begin
    try:
        while not begun and (block := xml.read(_BLOCK)):
            parser.Parse(block)
    except expat.ExpatError:
        return  # damaged; its reader will say so


def is_zip(data: bytes) -> bool:
    """Tell a zip file by its first bytes."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_office(data: bytes) -> str:
    """Return "word", "xl", "odt" or "ods" for an office program's file in a zip, else an empty string."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = bounded(archive, "mimetype", 200).decode("latin-1") if "mimetype" in names else ""
    except (zipfile.BadZipFile, TooLarge, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError):
        return ""
    if "content.xml" in names and "opendocument" in kind:
        return "odt" if "text" in kind.rpartition("opendocument")[2] else "ods"
    return "word" if "word/document.xml" in names else "xl" if "xl/workbook.xml" in names else ""
