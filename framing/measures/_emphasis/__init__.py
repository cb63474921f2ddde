"""Emphasis: where each phrase is, in whose voice, and how salient that makes it."""

from framing.measures._emphasis._balance import balance
from framing.measures._emphasis.association import collocates, responses
from framing.measures._emphasis.components import salience, salience_index
from framing.measures._emphasis.concordance import kwic
from framing.measures._emphasis.dictionaries import dictionary
from framing.measures._emphasis.occurrences import emphasis
from framing.measures._emphasis.suggest import suggest_phrases

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
