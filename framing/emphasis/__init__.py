"""Emphasis: where each phrase stands, in whose voice, and how salient that makes it."""

from framing.emphasis.association import collocates, responses
from framing.emphasis.balance import balance
from framing.emphasis.components import salience, salience_index
from framing.emphasis.occurrences import emphasis
from framing.emphasis.suggest import suggest_phrases

__all__ = ["balance", "collocates", "emphasis", "responses", "salience", "salience_index", "suggest_phrases"]
