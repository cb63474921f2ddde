"""One run at a time in a folder; the lock goes with the process that holds it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

Slice = tuple[int, int]


@contextmanager
def locked(folder: Path, only: Slice | None = None) -> Iterator[None]:
    """Hold `folder` for this process, or one slice of its parts: runs of other slices may go on beside it.

    The operating system drops the lock when the process ends, however it ends, so a killed run leaves none behind.

    Raises
    ------
    ValueError
        If another run holds the folder.
    """
    with ExitStack() as held:
        _hold(folder, ".lock", held, shared=only is not None)
        if only is not None:
            _hold(folder, ".lock-{}-of-{}".format(*only), held)
        yield


def _hold(folder: Path, name: str, held: ExitStack, shared: bool = False) -> None:
    file = held.enter_context((folder / name).open("a+b"))
    try:
        if os.name == "nt":
            import msvcrt

            if not shared:  # Windows knows no shared lock here: slices are only kept from themselves
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        raise ValueError(
            f"Another run is writing to {folder.name}; wait for it to end, or give another folder."
        ) from None
