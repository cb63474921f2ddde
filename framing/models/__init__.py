"""How a learned model is loaded: its file is checked against the features that the code computes."""

from framing.models.check import checked, features_hash

__all__ = ["checked", "features_hash"]
