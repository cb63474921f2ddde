"""Emphasis: where each phrase stands, in whose voice, and how salient that makes it."""

from framing.emphasis.forms import Matcher
from framing.emphasis.occurrences import emphasis

__all__ = ["Matcher", "emphasis"]
