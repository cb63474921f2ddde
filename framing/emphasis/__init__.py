"""Emphasis: where each phrase is, in whose voice, and how salient that makes it."""

from framing.emphasis.association import collocates, responses
from framing.emphasis.balance import balance
from framing.emphasis.components import salience, salience_index
from framing.emphasis.concordance import kwic
from framing.emphasis.dictionaries import dictionary
from framing.emphasis.occurrences import emphasis
from framing.emphasis.suggest import suggest_phrases

__all__ = [
    "balance",
    "collocates",
    "dictionary",
    "emphasis",
    "kwic",
    "responses",
    "salience",
    "salience_index",
    "suggest_phrases",
]
