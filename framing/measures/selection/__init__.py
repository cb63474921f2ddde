"""What articles share and what each one chose: passages, families, statements, edits, reuse."""

from framing.measures.selection._edits import edits
from framing.measures.selection._families import families
from framing.measures.selection._omissions import omissions
from framing.measures.selection._reuse import copied, reuse
from framing.measures.selection._statements import statements
from framing.measures.selection.shared import passages

__all__ = ["copied", "edits", "families", "omissions", "passages", "reuse", "statements"]
