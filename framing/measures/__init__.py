"""Measures that fill a table of their own: how outlets name somebody, what they report, which elements go together."""

from framing.measures._coverage import coverage
from framing.measures._naming import naming
from framing.measures._packages import packages
from framing.measures.wordings import naming_summary, suggest_names

__all__ = ["coverage", "naming", "naming_summary", "packages", "suggest_names"]
