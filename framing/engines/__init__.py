"""Where measuring runs: here, on all cores, on a cluster; in parts that can be killed and resumed."""

from framing.engines.across import measure_across
from framing.engines.run import Summary, measure_file
from framing.engines.scan import Scan, scan

__all__ = ["Scan", "Summary", "measure_across", "measure_file", "scan"]
