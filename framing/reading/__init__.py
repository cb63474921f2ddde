"""The reading view: an article with its evidence marked, and the place that a row was counted from."""

from framing.reading.evidence import evidence
from framing.reading.page import Page, show
from framing.reading.sentences import sentences_of

__all__ = ["Page", "evidence", "sentences_of", "show"]
