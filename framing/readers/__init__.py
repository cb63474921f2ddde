"""Readers: one format a file, each yielding articles and telling what it dropped or guessed."""

from framing.readers.checks import check
from framing.readers.sources import read, read_held

__all__ = ["check", "read", "read_held"]
