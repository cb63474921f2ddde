"""One run at a time in a folder; the lock goes with the process that holds it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold `folder` for this process.

    The operating system drops the lock when the process ends, however it ends, so a killed run leaves none behind.

    Raises
    ------
    ValueError
        If another run holds the folder.
    """
    path = folder / ".lock"
    with path.open("a+b") as file:
        try:
            if os.name == "nt":
                import msvcrt

                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
            else:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ValueError(
                f"Another run is writing to {folder.name}; wait for it to end, or give another folder."
            ) from None
        yield
