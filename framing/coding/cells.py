"""Cells that a spreadsheet must not take for formulas, and back."""

from __future__ import annotations

RISKY = "=+-@＝＋－＠\t\r"  # a cell that begins with one of these may be run as a formula
MARK = "'"


def guarded(text: str) -> str:
    """`text` as a CSV cell that a spreadsheet shows as text.

    Examples
    --------
    >>> guarded("=1+1"), guarded("one"), guarded("'+ten")
    ("'=1+1", 'one', "''+ten")
    """
    return MARK + text if text and (text[0] in RISKY or _marked(text)) else text


def unguarded(cell: str) -> str:
    """What `guarded` was given.

    Examples
    --------
    >>> unguarded("'=1+1"), unguarded("'tis"), unguarded("''+ten")
    ('=1+1', "'tis", "'+ten")
    """
    return cell[1:] if _marked(cell) else cell


def _marked(text: str) -> bool:
    """Whether the text is marks before a risky sign."""
    rest = text.lstrip(MARK)
    return text[:1] == MARK and rest[:1] != "" and rest[0] in RISKY
