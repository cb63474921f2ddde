"""A corpus in, all tables out."""

import framing.measure.measures  # noqa: F401 - declares all tables
from framing.measure.measure import measure

__all__ = ["measure"]
