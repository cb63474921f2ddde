"""Comparison of outlets with articles as the unit, and honest about what it rests on."""

from framing.compare.contrast import contrast
from framing.compare.keyness import keyness
from framing.compare.likeness import likeness
from framing.compare.permutation import benjamini_hochberg
from framing.compare.planning import plan
from framing.compare.registration import preregister as preregister  # public as framing.preregister
from framing.compare.robustness import robustness, specifications
from framing.compare.standing import standing
from framing.compare.trend import trend

__all__ = [
    "benjamini_hochberg",
    "contrast",
    "keyness",
    "likeness",
    "plan",
    "robustness",
    "specifications",
    "standing",
    "trend",
]
