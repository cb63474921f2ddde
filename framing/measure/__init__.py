"""A corpus in, all tables out."""

from framing.measure.measure import measure

__all__ = ["measure"]
