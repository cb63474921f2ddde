"""Marks on a text as HTML: inline styles and titles only, the text escaped and unaltered.

JupyterLab strips style sheets, roles and scripts from notebooks that are not trusted, so every mark carries its own
style, and what hovering tells is in ``title``. It strips the colour and form of an underline, too, so that borders
tell positive from negative.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

# Tints of the Okabe-Ito colours: black text on each has a contrast above 7 to 1.
TINTS = ("#cfe8f7", "#fde3b8", "#cdeee3", "#f6d9e8", "#fbf3b5", "#f9d3bd", "#d5dbf2", "#e3e3e3")
STYLES = {
    "indirect": "border-bottom: 2px dotted #555555",
    "attributed": "border-bottom: 1px dotted #999999",
    "scare": "border-bottom: 1px dashed #999999",
    "phrase": "font-weight: bold; border: 1px solid #000000; padding: 0 1px",
    "positive": "border-bottom: 2px solid #0072B2",
    "negative": "border-bottom: 4px double #D55E00",
    "topic": "border-bottom: 1px solid #999999",
    "cue": "font-style: italic",
    "target": "background-color: #fbf3b5; font-weight: bold",
    "inserted": "color: #00563f; font-weight: bold; text-decoration: underline",
    "deleted": "color: #8a2f00; text-decoration: line-through",
}


class Mark(NamedTuple):
    """A span of the text, how it looks, what hovering tells, and a label set after its end."""

    start: int
    end: int
    style: str
    title: str = ""
    label: str = ""


def tint(number: int) -> str:
    """Background of the speaker with this number (from 1); the number itself tells speakers apart."""
    return f"background-color: {TINTS[(number - 1) % len(TINTS)]}"


def marked(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    """HTML of ``text[start:end]`` with the marks that touch it; marks may overlap freely.

    Examples
    --------
    >>> marked("a <b> c", 0, 7, [Mark(2, 5, "color: red", "why")])
    'a <span style="color: red" title="why">&lt;b&gt;</span> c'
    """
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    cuts = sorted({start, end, *(max(start, m.start) for m in inside), *(min(end, m.end) for m in inside)})
    opened = sorted(inside, key=lambda mark: mark.start)
    active: list[Mark] = []
    parts: list[str] = []
    following = 0
    for a, b in pairwise(cuts):
        active = [mark for mark in active if mark.end > a]
        while following < len(opened) and opened[following].start <= a:
            active.append(opened[following])
            following += 1
        parts.append(_span(text[a:b], active))
        labels = ", ".join(m.label for m in active if m.label and m.end == b)
        parts.append(f'<sup style="line-height: 0">{html.escape(labels)}</sup>' if labels else "")
    return "".join(parts)


def legend(entries: Iterable[tuple[str, str]]) -> str:
    """A line of samples, each in the style it explains."""
    apart = "display: inline-block; line-height: 1.5; margin: 0 0.8em 0 0"
    samples = " ".join(f'<span style="{apart}; {style}">{html.escape(name)}</span>' for style, name in entries)
    return f'<p style="font-size: 90%; color: #333333; line-height: 1.9">{samples}</p>' if samples else ""


def _span(piece: str, marks: Sequence[Mark]) -> str:
    content = html.escape(piece)
    if not marks:
        return content
    style = "; ".join(dict.fromkeys(mark.style for mark in marks if mark.style))
    title = " | ".join(dict.fromkeys(mark.title for mark in marks if mark.title))
    attributes = f' style="{style}"' if style else ""
    attributes += f' title="{html.escape(title)}"' if title else ""
    return f"<span{attributes}>{content}</span>"
