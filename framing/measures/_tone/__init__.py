"""Tone: what a lexicon can say of sentences, and what it cannot."""

from framing.measures._tone.audit import Audit, tone_audit
from framing.measures._tone.lexicon import charges, polarity
from framing.measures._tone.stretches import tone, tone_summary

__all__ = ["Audit", "charges", "polarity", "tone", "tone_audit", "tone_summary"]
