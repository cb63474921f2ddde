"""Figures: result tables in, matplotlib axes out; one figure a file."""

from framing.figures.contrast import contrast
from framing.figures.corrected import corrected
from framing.figures.edits import edits
from framing.figures.emphasis import emphasis
from framing.figures.keyness import keyness
from framing.figures.likeness import likeness
from framing.figures.overview import overview
from framing.figures.reliability import reliability
from framing.figures.salience import salience
from framing.figures.save import FIGURES, caption, describe, plotted, save
from framing.figures.selection import selection
from framing.figures.shared import shared
from framing.figures.standing import standing
from framing.figures.tone import tone
from framing.figures.toward import toward
from framing.figures.trend import trend

__all__ = [
    "FIGURES",
    "caption",
    "contrast",
    "corrected",
    "describe",
    "edits",
    "emphasis",
    "keyness",
    "likeness",
    "overview",
    "plotted",
    "reliability",
    "salience",
    "save",
    "selection",
    "shared",
    "standing",
    "tone",
    "toward",
    "trend",
]
