"""Comparison of outlets with articles as the unit, and honest about what it rests on."""

from framing.compare.contrast import contrast
from framing.compare.keyness import keyness
from framing.compare.likeness import likeness
from framing.compare.permutation import benjamini_hochberg
from framing.compare.robustness import robustness
from framing.compare.standing import standing
from framing.compare.trend import trend
from framing.compare.wording import naming

__all__ = ["benjamini_hochberg", "contrast", "keyness", "likeness", "naming", "robustness", "standing", "trend"]
