"""The layout under all figures: what is drawn is first set in inches on a page, then painted into axes.

A figure writes its rows from top to bottom. Widths are measured from the text and heights follow the type, so that
nothing overlaps however many outlets there are. Where a page must fit into axes that the user gives, the type shrinks
until it does.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from framing.figures import style
from framing.figures.labels import Labels
from framing.figures.links import Link, Passage, mark_id
from framing.figures.style import GREY, PALE, Mark

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LINE = 1.35  # ems from one line of text to the next; matplotlib sets lines 1.2 times their height apart
SMALLEST = 5.0  # points below which print is hard to read
_ROWS = 3.0  # how much higher than they need rows may become to fill the axes
_HIGH = 1.2  # ems: a label with the air above and below it
_STEPS, _STEP = 40, 0.6  # tries above and below a point, and the ems between two of them
Sample = Mark | Callable[[float, float], float]  # of a key: a mark, or what draws at a place and gives its width


class Spot(NamedTuple):
    """A rectangle in inches; y grows downward."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Spot) -> bool:
        """Whether the rectangles overlap."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def inside(self, other: Spot) -> bool:
        """Whether the other rectangle holds this one."""
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom


class Scale(NamedTuple):
    """From values to inches across the page."""

    left: float
    right: float
    low: float
    high: float

    def __call__(self, value: Any) -> Any:
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)


class Page:
    """A page `width` inches wide with a cursor `y`, the inches from its top; `em` is the size of the type."""

    def __init__(self, width: float, names: Labels, words: Mapping[str, str], air: float = 1.0) -> None:
        self.width, self.names, self.words, self.air = width, names, words, air
        self.em = style.size() / 72
        self.line = LINE * self.em
        self.y = 0.0
        self._texts: list[Spot] = []
        self._items: list[tuple[str, tuple[Any, ...], dict[str, Any], Passage | None]] = []

    @property
    def ems(self) -> float:
        """Width of the page in ems: what decides whether things are side by side."""
        return self.width / self.em

    def over(self, height: float | None) -> float:
        """How many times the page is as wide, or as high, as there is room for; at most 1 if all fits."""
        right = max((text.right for text in self._texts), default=0.0)
        left = min((text.left for text in self._texts), default=0.0)
        wide = max(right, right - left, self.width - left) / self.width
        return max(wide, self.y / height if height else 0.0)

    # What is drawn, in inches ------------------------------------------------------------------------------------

    def text(
        self, x: float, y: float, text: str, side: str = "left", at: str = "center", bold: bool = False,
        color: str = "black", turned: bool = False, of: Passage | None = None, **options: Any,
    ) -> None:  # fmt: skip
        """Lines of text whose `side` (left, center, right) and edge (top, center, bottom) lie at a place.

        Here and below, `of` is the passage that is shown or, of a mark that sums up several, one of them.
        """
        lines = text.split("\n")
        across, along = max(style.width_of(line, bold) for line in lines), self.line * len(lines)
        if turned:
            across, along = along, across
        left = x - across * {"left": 0.0, "center": 0.5, "right": 1.0}[side]
        top = y - along * {"top": 0.0, "center": 0.5, "bottom": 1.0}[at]
        self._texts.append(Spot(left, top, left + across, top + along))
        lone = at == "center" and len(lines) == 1 and not turned
        options |= {"rotation": 90} if turned else {}
        options |= {"fontweight": "bold"} if bold else {}
        va = "center_baseline" if lone else at
        self._items.append(("text", (x, y, text), {"ha": side, "va": va, "color": color, **options}, of))

    def plot(self, xs: Any, ys: Any, of: Passage | None = None, **options: Any) -> None:
        """A line, or marks where a marker is given."""
        self._items.append(("plot", (np.atleast_1d(xs), np.atleast_1d(ys)), {"linestyle": "-", **options}, of))

    def level(self, left: float, right: float, y: float, color: str = PALE, **more: Any) -> None:
        """A level line."""
        self.plot([left, right], [y, y], **{"color": color, "linewidth": 0.6, "zorder": 0, **more})

    def upright(self, x: float, top: float, bottom: float, color: str = PALE, **more: Any) -> None:
        """An upright line."""
        self.plot([x, x], [top, bottom], **{"color": color, "linewidth": 0.6, "zorder": 0, **more})

    def marks(self, xs: Any, ys: Any, mark: Mark, ems: float = 0.6, **more: Any) -> None:
        """Marks of one kind, so many ems across."""
        face = mark.color if mark.filled else "white"
        more = {"markeredgewidth": 0.8, "zorder": 3, "markerfacecolor": face, **more}
        size = ems * style.size()
        self.plot(xs, ys, marker=mark.shape, markersize=size, color=mark.color, **{"linestyle": "", **more})

    def bar(self, spot: Spot, mark: Mark | None = None, of: Passage | None = None, **more: Any) -> None:
        """A rectangle; one of a voice has its colour and its hatch."""
        if mark:
            face = mark.color if not mark.hatch else "white"
            more = {"facecolor": face, "edgecolor": mark.color, "hatch": mark.hatch, "linewidth": 0.6, **more}
        size = (spot.right - spot.left, spot.bottom - spot.top)
        self._items.append(("bar", (spot.left, spot.top, *size), more, of))

    # What stands on a page, from top to bottom -------------------------------------------------------------------

    def say(self, text: str, **values: object) -> str:
        """Words of the figure as they are printed: the user's own instead, with the values in their places."""
        plain = " ".join(text.split())  # lines are the figure's own
        shown = self.words.get(plain, text)
        try:
            shown = shown.format(**values) if values else shown
        except (KeyError, IndexError, ValueError):
            places = ", ".join(f"{{{name}}}" for name in values)
            raise ValueError(f"words= has {shown!r} for {plain!r}; what may be in it is {places}.") from None
        return style.drawn(shown)

    def name(self, text: str, otherwise: str) -> str:
        """A name as it is printed: the user's own word for it, or what stands for what the font cannot draw."""
        shown = self.words.get(text, text)
        return shown if style.printable(shown) else otherwise

    def outlet(self, outlet: str, inches: float, lines: int = 1) -> list[str]:
        """Label of an outlet in bold with the signs of its notes, in lines."""
        return self.names.lines(outlet, inches, lines)

    def column(self, texts: Sequence[str], most: float, bold: bool = False) -> float:
        """Width of a column of labels with the gap after it, at most a share of the page."""
        widest = max((style.width_of(text, bold) for text in texts), default=0.0)
        return min(widest + self.em, most * self.width)

    def row(self, lines: float = 1, gap: float = 0.45) -> float:
        """The middle of a row of so many lines; the cursor goes below it."""
        high = (lines + gap) * self.line * self.air
        self.y += high
        return self.y - high / 2

    def gap(self, lines: float = 0.5) -> None:
        """Empty space."""
        self.y += lines * self.line * self.air

    def title(self, text: str, **more: Any) -> None:
        """A heading as wide as the page."""
        lines = style.wrap(text, self.width, 9, bold=more.get("bold", True))
        self.text(0, self.y, "\n".join(lines), at="top", **{"bold": True, **more})
        self.y += self.line * (len(lines) + 0.2)

    def key(self, entries: Sequence[tuple[Sample, str]], bar: bool = False) -> None:
        """The marks and their names, in as many lines as the page needs."""
        x = 0.0
        for sample, called in entries:
            name = "\n".join(style.wrap(self.name(called, called), self.width - 2 * self.em, 9))
            wide = 1.5 * self.em + max(map(style.width_of, name.split("\n")))
            if x and x + wide > self.width:
                x, self.y = 0.0, self.y + self.line
            y = self.y + self.line / 2
            if not isinstance(sample, Mark):
                across = sample(x, y)
            elif bar:
                across = 1.1 * self.em
                self.bar(Spot(x, y - 0.4 * self.em, x + across, y + 0.4 * self.em), sample)
            else:
                across = 0.9 * self.em
                self.marks(x + across / 2, y, sample, label="key")
            beside = x + across + 0.4 * self.em
            self.text(beside, y, name) if "\n" not in name else self.text(beside, self.y, name, at="top")
            x += wide + across + 0.2 * self.em
        self.y += 1.4 * self.line

    def bands(self, items: Sequence[Any], left: float, least: float) -> tuple[list[list[Any]], float]:
        """Columns in bands one under another, where they would be narrower than `least`; and their width."""
        fit = max(1, int((self.width - left) / least + 1e-9))
        bands = math.ceil(len(items) / fit)
        each = math.ceil(len(items) / bands)
        return [list(items[i : i + each]) for i in range(0, len(items), each)], (self.width - left) / each

    def heads(self, xs: Sequence[float], names: Sequence[Callable[[float, int], list[str]]], column: float,
              bold: Sequence[bool] | bool = True) -> None:  # fmt: skip
        """Names over columns around `xs`, upright where the columns are narrow; each is wrapped by its function."""
        turned = column < 6.5 * self.em
        room, most = (11 * self.em, int(column / self.line) or 1) if turned else (column - 0.8 * self.em, 5)
        heads = [name(room, min(most, 3) if turned else most) for name in names]
        heavy = [bold] * len(heads) if isinstance(bold, bool) else bold
        width = max(style.width_of(line, b) for lines, b in zip(heads, heavy, strict=True) for line in lines)
        self.y += width if turned else self.line * max(map(len, heads))
        for x, lines, b in zip(xs, heads, heavy, strict=True):
            self.text(x, self.y, "\n".join(lines), side="center", at="bottom", bold=b, turned=turned)
        self.y += 0.5 * self.em

    def captions(self, heads: Sequence[tuple[float, str, str]]) -> None:
        """Grey names over columns of numbers or over parts of a line: place, name and side of each."""
        heads = [(x, self.say(name), side) for x, name, side in heads]
        lines = max(name.count("\n") + 1 for _, name, _ in heads)
        self.y += self.line * lines
        for x, name, side in heads:
            self.text(x, self.y, name, side=side, at="bottom", color=GREY)
        self.y += 0.2 * self.em

    def axis(self, scale: Scale, label: str = "", ticks: Mapping[float, str] | None = None) -> None:
        """A scale along the bottom, with as many ticks as have room for their numbers."""
        self.level(scale.left, scale.right, self.y, color="black", clip_on=False)
        self.y += 0.35 * self.em
        for value, text in (_ticks(scale, self.em) if ticks is None else ticks).items():
            x, half = float(scale(value)), style.width_of(text) / 2
            self.upright(x, self.y - 0.35 * self.em, self.y, color="black")
            self.text(min(max(x, half), self.width - half), self.y, text, side="center", at="top")
        self.y += self.line
        if label:
            lines = style.wrap(self.say(label), self.width, 3)
            half = max(map(style.width_of, lines)) / 2
            middle = min(max((scale.left + scale.right) / 2, half), self.width - half)
            self.text(middle, self.y, "\n".join(lines), side="center", at="top")
            self.y += self.line * len(lines)

    def notes(self, sentences: Sequence[str] = ()) -> None:
        """What must be read with the figure, under it: notes of the articles, and sentences of its own."""
        own = [self.say(sentence) for sentence in sentences]
        lines = [line for note in (*self.names.notes, *own) for line in style.wrap(note, self.width, 99)]
        if lines:
            self.y += 0.5 * self.line
            self.text(0, self.y, "\n".join(lines), at="top", color=GREY)
            self.y += self.line * len(lines)

    # Onto axes ---------------------------------------------------------------------------------------------------

    def shown(self) -> list[Passage]:
        """The passages of the marks that have one, in the order in which they are drawn and numbered."""
        return [of for *_, of in self._items if of is not None]

    def paint(self, ax: Axes, height: float, margin: float = 0.0, name: str = "", link: Link | None = None) -> None:
        """Draw everything; the data of the axes are inches, counted from the upper left corner inside the margin.

        Places are rounded: the last bits of a sum differ between processors, and with them the dot that an edge falls
        on. A mark of a passage bears the figure's name and a number as its id and, where `link` gives one, an address.
        """
        from matplotlib.artist import Artist
        from matplotlib.patches import Rectangle

        number = 0

        left, right, bottom = (round(edge, style.DECIMALS) for edge in (-margin, self.width + margin, height + margin))
        ax.set(xlim=(left, right), ylim=(bottom, left), xticks=[], yticks=[])
        ax.spines[:].set_visible(False)
        for kind, values, options, of in self._items:
            artist: Artist
            if kind == "text":
                x, y = np.round(np.asarray(values[:2], dtype=float), style.DECIMALS)
                artist = ax.text(x, y, values[2], **options)
            elif kind == "plot":
                xs, ys = (np.round(np.asarray(v, dtype=float), style.DECIMALS) for v in values)
                (artist,) = ax.plot(xs, ys, **{"clip_on": False, **options})
            else:
                x, y, wide, high = np.round(np.asarray(values, dtype=float), style.DECIMALS)
                artist = ax.add_patch(Rectangle((x, y), wide, high, **{"clip_on": False, **options}))
            if of is not None:
                artist.set_gid(mark_id(name, number))
                number += 1
                if link is not None and (address := link(of)):
                    artist.set_url(address)


def fitted(draw: Callable[[Page], None], page: Callable[[float], Page], height: float | None) -> Page:
    """The page with everything on it, in the type in use or, where that has no room, the largest that fits.

    Parameters
    ----------
    draw : callable
        Writes the figure on a page.
    page : callable
        Gives an empty page whose rows are so many times as high as they need to be.
    height : float, optional
        Inches that the page must not exceed, and that its rows fill up to three times their height.
    """
    from matplotlib import rcParams

    while True:
        made = page(1.0)
        draw(made)
        over = made.over(height)
        if over <= 1 + 1e-6 or style.size() < 0.1:
            break
        # Half the type has half the lines half as high, so a step is smaller than the excess, yet never tiny.
        rcParams["font.size"] = style.size() * min(0.97, max(0.6, over**-0.6))
    if height and made.y < height:
        loose = page(2.0)
        draw(loose)
        grown = loose.y - made.y
        if grown > 0:
            made = page(min(1 + (height - made.y) / grown, _ROWS) - 1e-9)
            draw(made)
    return made


def _ticks(scale: Scale, em: float) -> dict[float, str]:
    """Round values with their numbers, as many of at most five as stand apart."""
    from matplotlib.ticker import MaxNLocator

    for most in (5, 4, 3, 2, 1):
        values = np.round(MaxNLocator(most).tick_values(scale.low, scale.high), style.DECIMALS) + 0.0
        values = values[(values >= scale.low - 1e-9) & (values <= scale.high + 1e-9)]
        step = f"{values[1] - values[0]:.6f}".rstrip("0") if len(values) > 1 else "."
        decimals = len(step.partition(".")[2])
        texts = [f"{value:,.{decimals}f}".replace("-", "\N{MINUS SIGN}") for value in values]
        room = (scale.right - scale.left) / max(len(values) - 1, 1) - em
        if max(map(style.width_of, texts), default=0.0) <= room or most == 1:
            break
    return dict(zip(values.tolist(), texts, strict=True))


def placed(
    em: float, points: Sequence[tuple[float, float, str]], lines: Sequence[Spot], room: Spot
) -> list[Spot | None]:
    """For each point (x, y, label) the nearest place at which its label meets nothing; None if there is none.

    Examples
    --------
    >>> room = Spot(0.0, 0.0, 1.2, 2.0)
    >>> (place,) = placed(0.1, [(1.0, 1.0, "word")], [], room)
    >>> place.right < 1.0  # right of the point it would leave the room
    True
    """
    taken = [*lines, *(around(x, y, em) for x, y, _ in points)]
    found: list[Spot | None] = []
    for x, y, label in points:
        places = _around(x, y, style.width_of(label), em)
        free = (place for place in places if place.inside(room) and not any(map(place.meets, taken)))
        found.append(next(free, None))
        taken += [place for place in found[-1:] if place is not None]
    return found


def around(x: float, y: float, em: float) -> Spot:
    """What a mark at a point covers."""
    return Spot(x - em / 3, y - em / 3, x + em / 3, y + em / 3)


def _around(x: float, y: float, width: float, em: float) -> Iterator[Spot]:
    """Places right and left of a point, ever farther above and below it."""
    for step in range(_STEPS):
        for up in (-1, 1) if step else (1,):
            middle = y + up * step * _STEP * em
            for left in (x + em / 2, x - em / 2 - width):
                yield Spot(left, middle - _HIGH * em / 2, left + width, middle + _HIGH * em / 2)
