"""What all figures share: size, type, colours with a second channel, text measured before it is set.

Figures are laid out in inches: the y axis of a figure of rows counts inches from the top of its axes, so that
a row is as high as its label needs and nothing overlaps, however many outlets there are.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLUMN, PAGE = 3.5, 7.2  # inches: one column and the whole width of a journal page
POINTS = 8
RESOLUTION = 150  # dots an inch on the screen; files for print have twice as many
DECIMALS = 6  # of what is drawn: the last bits of a logarithm or a sum of products differ between processors
LINE = 0.15  # inches a line of 8-point text takes
FONT = "DejaVu Sans"  # bundled with matplotlib, so the same on every machine
GREY, PALE = "#595959", "#d9d9d9"
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
    "journalist": Mark("#0072B2", "o", "", True),
    "quoted": Mark("#D55E00", "s", "/////", True),
    "reported": Mark("#009E73", "^", "-----", False),
}

_SETTINGS: Any = {
    "font.family": [FONT],
    "font.size": POINTS,
    "axes.labelsize": POINTS,
    "axes.titlesize": POINTS,
    "xtick.labelsize": POINTS,
    "ytick.labelsize": POINTS,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.6,
    "hatch.linewidth": 0.6,
    "text.parse_math": False,  # a dollar sign in a name is a dollar sign
    "svg.hashsalt": "framing",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
    "figure.dpi": RESOLUTION,
    "savefig.dpi": 2 * RESOLUTION,
    "savefig.bbox": None,
}


@contextmanager
def settings() -> Iterator[None]:
    """Matplotlib's defaults with the package's settings on top, whatever the user's own file says."""
    import matplotlib

    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        yield
        # A notebook's backend loads with the first figure and turns this on; turned off, no later figure is shown.
        interactive = matplotlib.is_interactive()
    matplotlib.interactive(interactive)


def canvas(ax: Axes | None, width: float, height: float, margins: tuple[float, float, float, float]) -> Axes:
    """Axes `height` inches high in a figure `width` inches wide; `margins` are left, right, top, bottom.

    Margins are rounded to dots of the screen. An edge halfway between two dots would be drawn on one or the other
    by the last bit of a limit, which differs between processors; with an even number of dots on either side, a line
    in the middle lies on a dot too. Axes that the caller gives keep their size.
    """
    import matplotlib.pyplot as plt

    if ax is None:
        left, right = (2 * round(margin * RESOLUTION / 2) / RESOLUTION for margin in margins[:2])
        bottom = round(margins[3] * RESOLUTION) / RESOLUTION
        total = math.ceil((margins[2] + height + bottom) * RESOLUTION) / RESOLUTION
        figure = plt.figure(figsize=(width, total))
        box = (left / width, bottom / total, (width - left - right) / width, height / total)
        ax = figure.add_axes(box)
    # Ticks are made when a figure is drawn, after the settings are gone: so each axes is told.
    ax.tick_params(labelsize=POINTS, labelfontfamily=FONT, width=0.6, length=2.5)
    return ax


def say_empty(ax: Axes | None, sentence: str) -> Axes:
    """Axes without data that say what is missing."""
    lines = wrap(sentence, COLUMN - 0.4, 4)
    ax = canvas(ax, COLUMN, 1.0, (0.1, 0.1, 0.1, 0.1))
    ax.set_axis_off()
    ax.text(0.5, 0.5, "\n".join(lines), transform=ax.transAxes, ha="center", va="center", color=GREY)
    return ax


def beside(ax: Axes, x: float, y: float, text: str, inches: tuple[float, float], **options: Any) -> None:
    """Text at a point given as a fraction of the axes (x) and in its data (y), moved by `inches`."""
    ax.annotate(
        text,
        (x, y),
        xycoords=("axes fraction", "data"),
        xytext=(inches[0] * 72, inches[1] * 72),
        textcoords="offset points",
        annotation_clip=False,
        **options,
    )


def key(ax: Axes, entries: Sequence[tuple[Mark, str]], inches: float, bar: bool = False) -> None:
    """One line over the axes that names the marks; `inches` is its height above them."""
    x = 0.0
    for mark, name in entries:
        if bar:
            _swatch(ax, mark, x, inches)
        else:
            face = mark.color if mark.filled else "white"
            ax.plot(
                [0],
                [1],
                mark.shape,
                color=mark.color,
                markerfacecolor=face,
                markersize=5,
                clip_on=False,
                transform=_moved(ax, x + 0.05, inches),
            )
        ax.annotate(
            name,
            (0, 1),
            xycoords="axes fraction",
            xytext=((x + 0.17) * 72, inches * 72),
            textcoords="offset points",
            va="center",
            annotation_clip=False,
        )
        x += 0.17 + width_of(name) + 0.16


def _moved(ax: Axes, x: float, y: float) -> Any:
    """Axes fractions moved by inches."""
    from matplotlib.transforms import ScaledTranslation

    return ax.transAxes + ScaledTranslation(x, y, ax.get_figure(root=True).dpi_scale_trans)  # type: ignore[union-attr]


def _swatch(ax: Axes, mark: Mark, x: float, y: float) -> None:
    from matplotlib.patches import Rectangle
    from matplotlib.transforms import ScaledTranslation

    figure = ax.get_figure(root=True)
    assert figure is not None
    corner: Any = ScaledTranslation(0, 1, ax.transAxes)  # type: ignore[arg-type]
    place = figure.dpi_scale_trans + corner + ScaledTranslation(x, y, figure.dpi_scale_trans)
    patch = Rectangle((0, -0.045), 0.12, 0.09, transform=place, clip_on=False)
    fill(patch, mark)
    ax.add_patch(patch)


def fill(patch: Any, mark: Mark) -> None:
    """Colour and hatch of a bar."""
    patch.set(
        facecolor=mark.color if not mark.hatch else "white",
        edgecolor=mark.color,
        hatch=mark.hatch,
        linewidth=0.6,
    )


def foot(notes: Sequence[str], inches: float) -> float:
    """Height of the margin that holds `footnotes`, the first line `inches` under the axes."""
    return inches + 0.145 * len(notes) + 0.08


def footnotes(ax: Axes, notes: Sequence[str], inches: float, left: float = 0.0) -> None:
    """Lines under the axes, the first `inches` below them and `left` inches out of their left edge."""
    if notes:
        ax.annotate(
            "\n".join(notes),
            (0, 0),
            xycoords="axes fraction",
            xytext=(-left * 72, -inches * 72),
            textcoords="offset points",
            va="top",
            ha="left",
            color=GREY,
            annotation_clip=False,
            linespacing=1.25,
        )


@cache
def width_of(text: str, bold: bool = False) -> float:
    """Width of a line of text in inches."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    face = FontProperties(family=[FONT], size=POINTS, weight="bold" if bold else "normal")
    width, _, _ = text_to_path.get_text_width_height_descent(text, face, False)
    return float(width) / 72


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


def drawn(text: str) -> str:
    """`text` with a sign for each character that the bundled font does not have."""
    return text if printable(text) else "".join(c if printable(c) else "\N{REPLACEMENT CHARACTER}" for c in text)


@cache
def printable(text: str) -> bool:
    """Whether the bundled font has every character of `text`; another font would differ between machines."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    glyphs = get_font(findfont(FontProperties(family=[FONT]))).get_charmap()
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
