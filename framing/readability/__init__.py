"""Reading-ease indices."""

from framing.readability.indices import INDICES
from framing.readability.table import readability

__all__ = ["INDICES", "readability"]
