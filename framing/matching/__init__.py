"""Declared words and phrases found in a text, whatever their case, accents, marks and line breaks."""

from framing.matching.fold import fold
from framing.matching.forms import Matcher

__all__ = ["Matcher", "fold"]
