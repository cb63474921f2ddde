"""What articles share and what each one chose: passages, families, statements, edits, reuse."""

from framing.passages.edits import edits
from framing.passages.families import families
from framing.passages.omissions import omissions
from framing.passages.reuse import copied, reuse
from framing.passages.shared import passages
from framing.passages.statements import statements

__all__ = ["copied", "edits", "families", "omissions", "passages", "reuse", "statements"]
