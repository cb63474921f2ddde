"""Files inside zip and gzip files, within limits of size and number; nothing is written to disk."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator

from framing.readers.record import Problems, Source

MEMBERS = 100_000
UNPACKED = 1024**3
# News compresses to a fifth; a thousandfold is a bomb.
RATIO = 1000


class TooLarge(ValueError):
    """A packed file grows beyond what an archive of news can be."""


def bounded(archive: zipfile.ZipFile, name: str, left: int = UNPACKED) -> bytes:
    """Return a member of a zip file; raise `TooLarge` where it grows beyond `left` or a thousandfold."""
    packed = archive.getinfo(name).compress_size
    limit = min(left, max(packed * RATIO, 1024**2))
    with archive.open(name) as member:
        data = member.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(f"{packed:,} bytes unpack to more than {limit:,}")
    return data


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
        for info in members[:MEMBERS]:
            parts = info.filename.replace("\\", "/").split("/")
            if any(part.startswith(("._", ".DS_")) or part == "__MACOSX" for part in parts):
                continue
            name = f"{source.name}/" + "/".join(part for part in parts if part not in ("", ".."))
            name = name.encode("utf-8", "replace").decode("utf-8")
            trouble = None
            if ".." in parts or parts[0] == "" or ":" in parts[0]:
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


def gunzip(source: Source) -> Source:
    """Return the file inside a gzip file; raise `TooLarge` where it grows beyond the limits."""
    limit = min(UNPACKED, max(len(source.data) * RATIO, 1024**2))
    with gzip.GzipFile(fileobj=io.BytesIO(source.data)) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise TooLarge(f"{len(source.data):,} bytes unpack to more than {limit:,}")
    return Source(source.name.removesuffix(".gz"), data)


def check_office(data: bytes) -> None:
    """Raise `TooLarge` for a Word or Excel file that other programs than `bounded` would unpack without end."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        # No reader gets more out of a member than the size that the file states here.
        size = sum(info.file_size for info in archive.infolist())
    if size > min(UNPACKED, max(len(data) * RATIO, 1024**2)):
        raise TooLarge(f"{len(data):,} bytes unpack to {size:,}")


def is_zip(data: bytes) -> bool:
    """Tell a zip file by its first bytes."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_office(data: bytes) -> str:
    """Return "word" or "xl" for a Word or Excel file in a zip, else an empty string."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return ""
    return "word" if "word/document.xml" in names else "xl" if "xl/workbook.xml" in names else ""
