"""What needs the whole archive: a second pass over the parts of a run."""

from framing.engines.across.second import NAMES, measure_across

__all__ = ["NAMES", "measure_across"]
