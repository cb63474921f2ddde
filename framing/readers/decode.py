"""Bytes to text: UTF-8 first, Windows-1252 for the bytes that are not, and every guess told."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

from framing.readers.record import READ_AS, Problems

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# A byte that is not UTF-8 comes as U+DC80 to U+DCFF. Five of them mean nothing in Windows-1252 either; browsers
# read these as the control of the same number.
CP1252 = {0xDC00 + byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(128, 256)}
# Of ASCII and of its extension, but for tab, line feed, carriage return and next line; and what is no character at all.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# What UTF-8 looks like when it was read as Windows-1252 on the way: "Ã©" for "é", "â€™" for "’".
_BYTES = {bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(256)}
_LATER = "".join(letter for letter, byte in _BYTES.items() if 128 <= byte < 192)
_MOJIBAKE = re.compile(f"(?:[Â-ß][{_LATER}]|[à-ï][{_LATER}]{{2}})+|\ufffd+")
_FIRST = re.compile("[Â-ï\ufffd]")


def decode(data: bytes, file: str, problems: Problems) -> str:
    r"""Return the text of a file, noting in `problems` whatever was not plain UTF-8.

    A byte order mark tells the encoding and is no part of the text. Without one the text is UTF-8; bytes that
    are not UTF-8 are read as Windows-1252, byte by byte, so that one stray quotation mark does not garble the
    accents of the rest. Line ends stay as they are.

    Examples
    --------
    >>> problems = Problems()
    >>> decode(b"caf\xe9 \xc3\xa9t\xc3\xa9", "a.txt", problems)
    'café été'
    >>> problems.rows[0][:3]
    ('a.txt', 1, 'text')
    """
    mark, encoding = _encoding(data)
    if encoding != "utf-8" or mark:
        return _strictly_or_marked(data[len(mark) :], encoding, file, problems)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        _tell_cp1252(data, error.start, file, problems)
    return data.decode("utf-8", errors="surrogateescape").translate(CP1252)


def decoded_lines(data: bytes, file: str, problems: Problems) -> Iterator[str]:
    r"""Yield the lines of a file with their ends, as `decode` reads them, without holding the whole as text.

    Examples
    --------
    >>> list(decoded_lines(b"caf\xe9\r\n\xc3\xa9t\xc3\xa9", "a.txt", Problems()))
    ['café\r\n', 'été']
    """
    mark, encoding = _encoding(data)
    if encoding != "utf-8":
        yield from io.StringIO(decode(data, file, problems), newline="")
        return
    wrong = _first_wrong(data)
    if wrong is not None and mark:
        yield from io.StringIO(decode(data, file, problems), newline="")
        return
    stream = io.BytesIO(data)
    stream.seek(len(mark))
    lines = io.TextIOWrapper(stream, "utf-8", "surrogateescape", newline="")
    if wrong is None:
        yield from lines
        return
    _tell_cp1252(data, wrong, file, problems)
    for line in lines:
        yield line.translate(CP1252)


def _encoding(data: bytes) -> tuple[bytes, str]:
    """Return the byte order mark of a file, and its encoding by that or by the zeros between its letters."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return mark, encoding
    half = data[:4000]
    if len(half) > 3 and half[1::2].count(0) > 0.4 * len(half[1::2]) and not half[::2].count(0):
        return b"", "utf-16-le"
    return b"", "utf-8"


def _first_wrong(data: bytes) -> int | None:
    """Return where a file is first not UTF-8, or None; it is looked through in pieces that end with a line."""
    begin = 0
    while begin < len(data):
        end = data.find(b"\n", begin + 1_000_000) + 1 or len(data)
        try:
            data[begin:end].decode("utf-8")
        except UnicodeDecodeError as error:
            return begin + error.start
        begin = end
    return None


def _tell_cp1252(data: bytes, start: int, file: str, problems: Problems) -> None:
    problems.add(
        file,
        data.count(b"\n", 0, start) + 1,
        "text",
        "the file is not UTF-8 here; what is not was read as Windows-1252 (cp1252).",
        "Save the file as UTF-8, or check that accents and quotation marks are right.",
        READ_AS,
    )


def without_surrogates(text: str, file: str, line: int | None, field: str, problems: Problems) -> str:
    """Return the text with each half of a broken character pair as U+FFFD, which can be written, and tell."""
    try:
        text.encode()  # quicker than to search it
    except UnicodeEncodeError:
        pass
    else:
        return text
    problems.add(
        file,
        line,
        field,
        "half a character (a lone surrogate) is in it; it was read as U+FFFD.",
        "Export the file again: the program that wrote it cut a character in two.",
    )
    return _LONE_SURROGATE.sub("\ufffd", text)


def without_controls(text: str, file: str, line: int | None, field: str, problems: Problems) -> str:
    """Return a name, a title or the like without control characters, and tell; breaks and tabs become blanks."""
    if not CONTROL.search(text):
        return text
    names = ", ".join(sorted({f"U+{ord(character):04X}" for character in CONTROL.findall(text)}))
    problems.add(
        file,
        line,
        field,
        f"control characters ({names}) are in it; they were removed.",
        "Export the file again without them.",
    )
    return CONTROL.sub(lambda match: " " if match[0].isspace() else "", text).strip()


def is_binary(data: bytes) -> bool:
    """Tell whether bytes are no text in any encoding that `decode` knows: more than 1 in 100 are controls."""
    if data.startswith(tuple(mark for mark, _ in MARKS)):
        return False
    head = data[:20_000]
    if len(head) > 3 and head[1::2].count(0) > 0.4 * len(head[1::2]) and not head[::2].count(0):
        return False
    controls = sum(head.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13, 27))
    return controls * 100 > len(head)


def _strictly_or_marked(data: bytes, encoding: str, file: str, problems: Problems) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        problems.add(
            file,
            None,
            "text",
            f"parts are not {encoding.upper()}; they were read as U+FFFD.",
            "Save the file as UTF-8.",
        )
        return data.decode(encoding, errors="replace")


class Garbled(NamedTuple):
    """The first garbled stretch of a text: where it begins, itself, its word, and what it was where that is clear."""

    start: int
    shown: str
    word: str
    right: str | None


def find_garbled(text: str) -> Garbled | None:
    """Return the first stretch that is UTF-8 read as Windows-1252, or that stands for lost characters; else None.

    Examples
    --------
    >>> find_garbled("They donâ€™t wait.")
    Garbled(start=8, shown='â€™', word='donâ€™t', right='’')
    >>> find_garbled("São Ângelo") is None
    True
    """
    if text.isascii() or not _FIRST.search(text):  # the search for one character is quicker than that for the pattern
        return None
    for match in _MOJIBAKE.finditer(text):
        right = _right(match[0])
        if right or match[0].startswith("\ufffd"):
            return Garbled(match.start(), match[0], _word_around(text, *match.span()), right)
    return None


def _right(garbled: str) -> str | None:
    """Return what garbled characters once were, or None where they are no garbled UTF-8 after all."""
    try:
        return bytes(_BYTES[letter] for letter in garbled).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None


def _word_around(text: str, start: int, end: int) -> str:
    before = re.search(r"\w{0,20}$", text[max(0, start - 20) : start])
    after = re.match(r"\w{0,20}", text[end : end + 20])
    return f"{before[0] if before else ''}{text[start:end]}{after[0] if after else ''}"
