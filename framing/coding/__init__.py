"""Human coding: sample, sheets, codebooks, agreement, validation, correction, supervised frames."""

from framing.coding.agreement import agreement
from framing.coding.codebooks import codebook, scores
from framing.coding.collect import collect, gold
from framing.coding.correct import correct
from framing.coding.frames import frame_model
from framing.coding.next_units import next_sample
from framing.coding.sample import sample, units
from framing.coding.sheet import sheet
from framing.coding.validate import validate

__all__ = [
    "agreement",
    "codebook",
    "collect",
    "correct",
    "frame_model",
    "gold",
    "next_sample",
    "sample",
    "scores",
    "sheet",
    "units",
    "validate",
]
