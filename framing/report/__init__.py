"""The report of a study: notebooks run, figures, tables, numbers and one page, the same bytes every time."""

from framing.report.findings import summarise
from framing.report.report import report
from framing.report.verify import verify

__all__ = ["report", "summarise", "verify"]
