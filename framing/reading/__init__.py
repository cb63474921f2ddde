"""The reading view: an article with its evidence marked, and the place that a row was counted from."""

from framing.reading.evidence import evidence, sentences_of
from framing.reading.page import Page, show

__all__ = ["Page", "evidence", "sentences_of", "show"]
