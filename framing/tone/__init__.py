"""Tone: what a lexicon can say of sentences, and what it cannot."""

from framing.tone.audit import Audit, tone_audit
from framing.tone.lexicon import charges, polarity
from framing.tone.stretches import tone, tone_summary

__all__ = ["Audit", "charges", "polarity", "tone", "tone_audit", "tone_summary"]
