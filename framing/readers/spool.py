"""Records whose texts wait in a temporary file, so that a corpus can be looked through without holding it."""

from __future__ import annotations

from collections.abc import Iterable
from tempfile import SpooledTemporaryFile
from typing import Self

from framing.readers.record import Record

_IN_MEMORY = 32_000_000  # bytes of texts; more are written to the disk


class Spool:
    """Texts put aside one after another, and fetched again in any order; the file is gone with the block.

    Examples
    --------
    >>> with Spool() as spool:
    ...     record = spool.put(Record("Rain fell.", "a.txt"))
    ...     record.text, record.file, record.has_text
    ('Rain fell.', 'a.txt', True)
    """

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the spool is the context manager
        self._end = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def put(self, record: Record) -> Record:
        """Return the record with its text put aside; one without a text as it is."""
        if record.text is None:
            return record
        # Half a surrogate pair is put aside as it is: whoever fetches the text tells of it.
        data = record.text.encode("utf-8", "surrogatepass")
        self._file.seek(self._end)
        self._file.write(data)
        begin, self._end = self._end, self._end + len(data)
        return Spooled(self, begin, len(data), record)

    def all(self, records: Iterable[Record]) -> list[Record]:
        """Return all records, their texts put aside as they come."""
        return [self.put(record) for record in records]

    def fetch(self, begin: int, length: int) -> str:
        """Return a text that was put aside."""
        self._file.seek(begin)
        return self._file.read(length).decode("utf-8", "surrogatepass")


class Spooled(Record):
    """A record whose text is fetched each time it is asked for."""

    def __init__(self, spool: Spool, begin: int, length: int, record: Record) -> None:
        for name, value in (("file", record.file), ("line", record.line), ("fields", record.fields),
                            ("_place", (spool, begin, length))):  # fmt: skip
            object.__setattr__(self, name, value)

    @property
    def text(self) -> str:  # type: ignore[override]
        """The text, from the spool."""
        spool, begin, length = self.__dict__["_place"]
        found: str = spool.fetch(begin, length)
        return found

    @property
    def has_text(self) -> bool:
        """Whether there is a text; a record without one is never put aside."""
        return True
