"""Figures: result tables in, matplotlib axes out; one figure a file."""

from framing.figures.emphasis import emphasis
from framing.figures.overview import overview
from framing.figures.save import FIGURES, caption, describe, plotted, save
from framing.figures.shared import shared
from framing.figures.standing import standing
from framing.figures.tone import tone

__all__ = [
    "FIGURES",
    "caption",
    "describe",
    "emphasis",
    "overview",
    "plotted",
    "save",
    "shared",
    "standing",
    "tone",
]
