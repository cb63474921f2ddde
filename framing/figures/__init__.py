"""Figures: result tables in, matplotlib axes out; one figure a file."""

from framing.figures.edits import edits
from framing.figures.emphasis import emphasis
from framing.figures.overview import overview
from framing.figures.salience import salience
from framing.figures.save import FIGURES, caption, describe, plotted, save
from framing.figures.selection import selection
from framing.figures.shared import shared
from framing.figures.standing import standing
from framing.figures.tone import tone
from framing.figures.toward import toward

__all__ = [
    "FIGURES",
    "caption",
    "describe",
    "edits",
    "emphasis",
    "overview",
    "plotted",
    "salience",
    "save",
    "selection",
    "shared",
    "standing",
    "tone",
    "toward",
]
