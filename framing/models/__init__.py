"""Learned models: how they are read, checked against the features that the code computes, and applied."""

from framing.models.loading import features_hash, load

__all__ = ["features_hash", "load"]
