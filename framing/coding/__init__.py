"""Human coding: sample, sheets, codebooks, agreement, validation, correction, supervised frames."""

from framing.coding._agreement import agreement
from framing.coding._collect import collect, gold
from framing.coding._correct import correct
from framing.coding._sample import sample, units
from framing.coding._sheet import sheet
from framing.coding._validate import validate
from framing.coding.codebooks import codebook, scores
from framing.coding.frames import frame_model
from framing.coding.next_units import next_sample
from framing.coding.planning import plan, sensitivity
from framing.coding.regression import regress

__all__ = [
    "agreement",
    "codebook",
    "collect",
    "correct",
    "frame_model",
    "gold",
    "next_sample",
    "plan",
    "regress",
    "sample",
    "scores",
    "sensitivity",
    "sheet",
    "units",
    "validate",
]
