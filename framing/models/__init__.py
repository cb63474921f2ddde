"""Learned models: how they are read, checked against the features that the code computes, and applied."""

from framing.models.loading import checked, features_hash

__all__ = ["checked", "features_hash"]
