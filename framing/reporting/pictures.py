"""Figures within a page: the SVG itself, so that its marks lead to their passages, without what only a file needs."""

from __future__ import annotations

import re
from html import escape

_HEAD = re.compile(r"^.*?(?=<svg\b)", re.DOTALL)
_METADATA = re.compile(r"<metadata>.*?</metadata>|<title>.*?</title>|<!--.*?-->", re.DOTALL)
_STYLE = re.compile(r"<defs>\s*<style.*?</style>\s*</defs>", re.DOTALL)
_ID = re.compile(r' id="([^"]*)"')
_USED = re.compile(r'(?:xlink:href="#|url\(#)([^")]+)')
_LINK = re.compile(r'<a xlink:href="(?:\.\./)?([^"]*)"')
_GROUP = re.compile(r"<g>\s*(<(?:path|use)\b[^<]*?/>)\s*</g>")
_BLANKS = re.compile(r"\n\s*")


def inline(svg: str, name: str, description: str) -> str:
    """An SVG file of `framing.figures.save` as part of a page in the folder above it.

    Ids that nothing refers to go, so that those of several figures do not meet; the others get the figure's name.
    Marks keep their addresses, and are left out of the order of the Tab key: there are hundreds, and tables beside
    them lead to the same passages.

    Examples
    --------
    >>> inline('<svg width="9pt"><title>t</title><g id="x"><path d="M 0 0"/></g></svg>', "a", "It.")
    '<svg class="figure" role="group" aria-label="It." width="9pt"><path d="M 0 0"/></svg>'
    """
    text = _STYLE.sub("", _METADATA.sub("", _HEAD.sub("", svg)))
    used = set(_USED.findall(text))
    text = _ID.sub(lambda found: f' id="{name}-{found[1]}"' if found[1] in used else "", text)
    text = re.sub(r'(xlink:href="#|url\(#)', rf"\g<1>{name}-", text)
    text = text.replace('xlink:href="#', 'href="#')
    text = _LINK.sub(r'<a tabindex="-1" href="\1"', text)
    text = _BLANKS.sub(" ", _GROUP.sub(r"\1", text)).replace("> <", "><").strip()
    return text.replace("<svg", f'<svg class="figure" role="group" aria-label="{escape(description)}"', 1)
