"""``study.toml``: which corpus, which outlets, and what is asked of them."""

from framing.study.study import Label, Study, named_forms, parse_study, read_study
from framing.study.values import EVIDENCE, MODELS, nearest

__all__ = ["EVIDENCE", "MODELS", "Label", "Study", "named_forms", "nearest", "parse_study", "read_study"]
