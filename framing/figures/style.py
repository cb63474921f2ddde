"""Type and marks of all figures: fonts and sizes, text measured before it is set, colours with a second channel."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple

COLUMN, PAGE = 3.5, 7.2  # inches: one column and the whole width of a journal page
POINTS = 8  # what journals ask of lettering at print size: 7 to 9 points
RESOLUTION = 150  # dots an inch on the screen; files for print have twice as many
DECIMALS = 6  # of what is drawn: the last bits of a logarithm or a sum of products differ between processors
FONT = "DejaVu Sans"  # bundled with matplotlib, so the same on every machine
GREY, PALE = "#595959", "#d9d9d9"
_HINTING = 1.02  # letters fitted to dots of the screen are this much wider, as measured at 110 to 300 dots an inch
_END = re.compile(r" |(?<=[^\W\d])[-/](?=\w)")  # where a line may end; a date or a fraction stays whole


# What XML 1.0 (section 2.2) does not have: controls, halves of surrogate pairs, U+FFFE and U+FFFF.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Mark(NamedTuple):
    """How one voice is drawn: an Okabe-Ito colour, and a shape and a hatch that do without colour."""

    color: str
    shape: str
    hatch: str
    filled: bool


VOICES = {
    "journalist": Mark(color="#0072B2", shape="o", hatch="", filled=True),
    "quoted": Mark(color="#D55E00", shape="s", hatch="/////", filled=True),
    "reported": Mark(color="#009E73", shape="^", hatch="-----", filled=False),
}

_SETTINGS: Any = {
    "hatch.linewidth": 0.6,
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "svg.hashsalt": "framing",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
    "figure.dpi": RESOLUTION,
    "savefig.dpi": 2 * RESOLUTION,
    "savefig.bbox": None,
}

Font = str | float | tuple[str, float]


@contextmanager
def settings(font: Font | None = None, own: bool = True) -> Iterator[None]:
    """Matplotlib's defaults with the package's settings on top, but for the type.

    Parameters
    ----------
    font : str, float or (str, float), optional
        Family, size in points, or both.
    own : bool
        Whether the user's own font and size (``rcParams``) are kept where they are not matplotlib's defaults. Files
        of a report do not keep them, so that they are the same on every machine.

    Raises
    ------
    ValueError
        If the font is not installed.
    """
    import matplotlib

    families, size = _users_type() if own else ([FONT], float(POINTS))
    for part in font if isinstance(font, tuple) else (font,):
        if isinstance(part, str):
            families = [_installed(part)]
        elif part is not None:
            size = float(part)
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS | {"font.family": families, "font.size": size})
        yield
        # A notebook's backend loads with the first figure and turns this on; turned off, no later figure is shown.
        interactive = matplotlib.is_interactive()
    matplotlib.interactive(interactive)


def _users_type() -> tuple[list[str], float]:
    """Families and size of the user's settings; the package's own where those are matplotlib's defaults."""
    from matplotlib import rcParams, rcParamsDefault

    families = list(rcParams["font.family"])
    generic = families[0] if len(families) == 1 else ""
    if f"font.{generic}" in rcParams:  # a generic family: the fonts it stands for, as far as the user chose them
        listed = list(rcParams[f"font.{generic}"])  # type: ignore[index]
        usual = generic == "sans-serif" and listed == list(rcParamsDefault["font.sans-serif"])
        families = [FONT] if usual else listed
    size = rcParams["font.size"]
    return _known(tuple(families)), float(POINTS if size == rcParamsDefault["font.size"] else size)


@cache
def _known(families: tuple[str, ...]) -> list[str]:
    """Those fonts of a list that are installed, the first of them alone; matplotlib would warn of the others."""
    for family in families:
        try:
            return [_installed(family)]
        except ValueError:
            continue
    return [FONT]


def _installed(family: str) -> str:
    from matplotlib.font_manager import FontProperties, findfont

    try:
        findfont(FontProperties(family=[family]), fallback_to_default=False)
    except ValueError:
        raise ValueError(
            f"The font {family!r} is not installed, or matplotlib does not know of it. Leave font= out, or name one of "
            "matplotlib.font_manager.get_font_names()."
        ) from None
    return family


def size() -> float:
    """Points of the type in use."""
    from matplotlib import rcParams

    return float(rcParams["font.size"])


def _family() -> str:
    from matplotlib import rcParams

    return str(rcParams["font.family"][0])


def width_of(text: str, bold: bool = False) -> float:
    """Width of a line of text in inches, in the type in use: the advances of its letters, not drawn together."""
    family = _family()
    return sum(_advance(letter, bold, family) for letter in text) * size() / 72 * _HINTING


@cache
def _advance(letter: str, bold: bool, family: str) -> float:
    """Ems from a letter to the next one."""
    from matplotlib.font_manager import FontProperties, findfont, get_font
    from matplotlib.ft2font import LoadFlags

    font = get_font(findfont(FontProperties(family=[family], weight="bold" if bold else "normal")))
    if not font.get_char_index(ord(letter)):
        return 0.0 if letter.isspace() else 1.0  # a box is drawn for it
    font.set_size(100, 72)  # points and dots to the inch: so large that rounding does not count
    return float(font.load_char(ord(letter), flags=LoadFlags.NO_HINTING).linearHoriAdvance) / 65536 / 100


def wrap(text: str, inches: float, lines: int, bold: bool = False, tail: str = "") -> list[str]:
    """`text` in at most `lines` lines of `inches`; what does not fit is cut with an ellipsis.

    A line ends at a blank, or after a hyphen or a slash that follows a letter; a word without is broken where it must.
    `tail`, the signs of a name's notes, follows the last line and is never cut.
    """
    done: list[str] = []
    left = " ".join(text.split())
    while left:
        last = len(done) == lines - 1
        if width_of(left + tail, bold) <= inches:
            return [*done, left + tail]
        mark = "…" + tail if last else ""
        fits = bisect_right(range(1, len(left) + 1), inches, key=lambda n: width_of(left[:n] + mark, bold)) or 1
        if last:
            return [*done, left[:fits].rstrip() + mark]
        cut = max((end for end in map(_cut, _END.finditer(left)) if 0 < end <= fits), default=fits)
        done.append(left[:cut])
        left = left[cut:].lstrip()
    return [*done, tail] if tail or not done else done


def _cut(end: re.Match[str]) -> int:
    """Where the next line begins: at a blank, which is dropped, or after the sign."""
    return end.start() if end[0] == " " else end.end()


def share_of(part: int, whole: int) -> str:
    """A share with what it is of.

    Examples
    --------
    >>> share_of(89, 288)
    '31 % (89 of 288)'
    """
    return f"{part / whole:.0%}".replace("%", " %") + f" ({part:,} of {whole:,})" if whole else "none"


def drawn(text: str) -> str:
    """`text` with a sign for each character that the font does not have."""
    return text if printable(text) else "".join(c if printable(c) else "\N{REPLACEMENT CHARACTER}" for c in text)


def printable(text: str) -> bool:
    """Whether the font in use has every character of `text`; another font would differ between machines."""
    return _has(text, _family())


@cache
def _has(text: str, family: str) -> bool:
    from matplotlib.font_manager import FontProperties, findfont, get_font

    glyphs = get_font(findfont(FontProperties(family=[family]))).get_charmap()
    # A control that is a blank (U+000B, U+000C) would make the file of the figure one that no browser opens.
    blank = (character.isspace() and not _NOT_XML.match(character) for character in text)
    return all(ord(character) in glyphs or space for character, space in zip(text, blank, strict=True))


def in_xml(text: str) -> str:
    r"""`text` with U+FFFD for each character that XML, and with it SVG, cannot hold.

    Examples
    --------
    >>> in_xml("Mon\x02day")
    'Mon\ufffdday'
    """
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
