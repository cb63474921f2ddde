"""Comparison of outlets with articles as the unit, and honest about what it rests on."""

from framing.compare._contrast import contrast
from framing.compare._keyness import keyness
from framing.compare._likeness import likeness
from framing.compare._robustness import robustness, specifications
from framing.compare._standing import standing
from framing.compare._trend import trend
from framing.compare.all_measures import contrast_all
from framing.compare.permutation import benjamini_hochberg
from framing.compare.planning import plan
from framing.compare.registration import preregister as preregister  # public as framing.preregister
from framing.compare.wording import naming

__all__ = [
    "benjamini_hochberg",
    "contrast",
    "contrast_all",
    "keyness",
    "likeness",
    "naming",
    "plan",
    "robustness",
    "specifications",
    "standing",
    "trend",
]
