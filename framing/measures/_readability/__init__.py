"""Reading-ease indices."""

from framing.measures._readability.indices import INDICES
from framing.measures._readability.table import readability

__all__ = ["INDICES", "readability"]
