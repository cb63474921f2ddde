"""Learned models: how they are read, checked and applied."""
