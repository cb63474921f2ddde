"""Comparison of outlets with articles as the unit."""

from framing.compare.contrast import contrast
from framing.compare.keyness import keyness

__all__ = ["contrast", "keyness"]
