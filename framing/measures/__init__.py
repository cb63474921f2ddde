"""Measures that fill a table of their own: how outlets name somebody, what they report, which elements go together."""

from framing.measures.events import coverage
from framing.measures.naming import naming
from framing.measures.packages import packages
from framing.measures.wordings import naming_summary, suggest_names

__all__ = ["coverage", "naming", "naming_summary", "packages", "suggest_names"]
