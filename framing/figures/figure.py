"""What a figure is, and how it becomes axes or files: its data, its caption, its words, and what draws it."""

from __future__ import annotations

import hashlib
import json
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from framing.corpus.given import text_ids
from framing.figures import style
from framing.figures.labels import Labels, labels, unprinted
from framing.figures.links import Link, mark_id
from framing.figures.page import SMALLEST, Page, fitted
from framing.tables import Tables
from framing.tables.cells import to_csv
from framing.tables.choice import rows_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_MARGIN = 0.06  # inches around a figure of its own: 9 dots of the screen
FAST = " Reported speech: found by rule (the fast path)."


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure: called with tables, or with the result of a comparison, it draws itself.

    Parameters
    ----------
    name : str
        As users call it.
    title : str
        Its heading in the gallery.
    caption : str or callable
        What it shows, the finding first, and how to read it; a callable is given what is drawn.
    data : callable
        The table that is drawn. One of a figure with `top` takes the number of rows as its second argument.
    draw : callable
        Writes it on a page, given what `data` was given and what it returned.
    describe : callable
        What it shows, in words: the alternative text.
    empty : str or callable
        What it says where there is nothing to draw.
    top : int, optional
        Most rows that are drawn, of a figure that leaves rows out.
    several : str
        What the caption adds where an outlet has several articles.
    voiced : bool
        Whether it tells reported speech from the journalist's words.
    notes : tuple of str
        What it heeds of what a reader must know of the articles (`LANGUAGE`, `FILED`); what was not measured is in
        every figure.
    width : float
        Inches of a figure of its own.
    example : str
        What the gallery runs first, so that `drawn` names what is drawn; of a figure of tables there is none.
    nothing : callable
        Whether there is nothing to draw.
    """

    name: str
    title: str
    caption: str | Callable[[Any], str]
    data: Callable[..., pd.DataFrame]
    draw: Callable[[Page, Any, pd.DataFrame], None]
    describe: Callable[[Any], str]
    empty: str | Callable[[Any], str]
    top: int | None = None
    several: str = ""
    voiced: bool = False
    notes: tuple[str, ...] = ()
    width: float = style.PAGE
    example: str = ""
    nothing: Callable[[Any, pd.DataFrame], bool] = field(default=lambda found, rows: rows.empty)

    def __post_init__(self) -> None:
        object.__setattr__(self, "__doc__", self.draw.__doc__)
        object.__setattr__(self, "__name__", self.name)
        object.__setattr__(self, "__module__", self.draw.__module__)

    def __call__(
        self,
        found: Any,
        /,
        ax: Axes | None = None,
        *,
        width: float | None = None,
        height: float | None = None,
        font: style.Font | None = None,
        labels: Mapping[str, str] | None = None,
        words: Mapping[str, str] | None = None,
        outlets: Sequence[str] | None = None,
        by: Any = None,
        top: int | None = None,
    ) -> Axes:
        """Draw the figure.

        Parameters
        ----------
        found : Tables or Result
            Of `framing.measure`, or of a comparison.
        ax : Axes, optional
            Where to draw; a figure is made otherwise. The data of the axes are inches from their upper left corner.
        width, height : float, optional
            Inches of the figure that is made. By default it is as high as it needs to be. Where too little room is
            left, the type shrinks, with a warning once it is hard to read.
        font : str, float or (str, float), optional
            Family, size in points, or both; otherwise those of ``matplotlib.rcParams`` where they were changed.
        labels : dict, optional
            Names to print instead of others: of outlets, groups, speakers, phrases and actors.
        words : dict, optional
            The same for every other word that is printed: ``{"journalist": "Redaktion"}``. A text with a number or a
            name in it is given with the name of its place: ``{"{words} words": "{words} Wörter"}``.
        outlets : list of str, optional
            The outlets to draw, in this order; of a comparison, its groups.
        top : int, optional
            Most rows to draw, of a figure that leaves rows out (speakers, statements, terms, pairs of outlets).
        by : str, Series or dict, optional
            What takes the place of outlets: a column of the articles, yours included, or the group of each article
            by its id. By default what the study compares by (``compare_by``). Counts and means are each
            group's own; words in common are still those that outlets share. Of a comparison, give it there.

        Returns
        -------
        Axes

        Raises
        ------
        ValueError
            If an outlet or a column is not there, the font is not installed, or the figure leaves no rows out.
        """
        size = (width, height)
        said = {**(labels or {}), **(words or {})}
        return self._drawn(found, ax, size, words=said, outlets=outlets, by=by, top=top, font=font)

    def _drawn(
        self, found: Any, ax: Axes | None, size: tuple[float | None, float | None] = (None, None), *,
        words: Mapping[str, str] | None = None, outlets: Sequence[str] | None = None, by: Any = None,
        top: int | None = None, font: style.Font | None = None, own: bool = True, link: Link | None = None,
    ) -> Axes:  # fmt: skip
        if top is not None and (self.top is None or top < 1):
            fault = "draws every row, so that it takes no top=" if self.top is None else "draws one row or more"
            raise ValueError(f"The figure {self.name!r} {fault}.")
        for inches in size:
            if inches is not None and not 1 <= inches <= 100:
                raise ValueError(f"A figure is 1 to 100 inches wide and high, not {inches:g}.")
        found = grouped(self, found, by)
        with style.settings(font, own):
            asked = style.size()
            page, margin = self._laid_out(_chosen(found, outlets), ax, size, words or {}, top)
            if style.size() < min(asked, SMALLEST):
                warnings.warn(
                    f"The type of the figure {self.name!r} shrinks to {style.size():.1f} points, since no larger fits "
                    "into its room. Give it more (width=, height= or larger axes), or choose outlets=.",
                    stacklevel=3,
                )
            if ax is not None:
                high = _room(ax)[1]
            else:
                ax, total = _axes(page.width + 2 * margin, size[1] or page.y + 2 * margin)
                high = total - 2 * margin
            page.paint(ax, high, margin, self.name, link)
        return ax

    def _laid_out(
        self, found: Any, ax: Axes | None, size: tuple[float | None, float | None], words: Mapping[str, str],
        top: int | None,
    ) -> tuple[Page, float]:  # fmt: skip
        """The page with everything on it, in inches, and the margin around it."""
        rows = self.data(found, top or self.top) if self.top else self.data(found)
        empty = self.nothing(found, rows)
        usual = style.COLUMN if empty else self.width
        margin = _MARGIN if ax is None else 0.0
        wide, high = _room(ax) if ax is not None else (size[0] or usual, size[1])
        wide, high = wide - 2 * margin, high and high - 2 * margin
        names = labels(found, words, self.notes) if isinstance(found, Tables) else Labels({}, {}, [])

        def draw(page: Page) -> None:
            if empty:
                page.gap(1)
                why = self.empty if isinstance(self.empty, str) else self.empty(found)
                lines = style.wrap(page.say(why), page.width - 2 * page.em, 9)
                page.text(page.width / 2, page.row(len(lines)), "\n".join(lines), side="center", color=style.GREY)
                page.gap(1)
            else:
                self.draw(page, found, rows)

        return fitted(draw, lambda air: Page(wide, names, words, air), high), margin

    def evidence(self, found: Any) -> pd.DataFrame:
        """The passage of each mark that shows one: mark (its id in the SVG), article_id, start, end."""
        with style.settings(own=False):
            page, _ = self._laid_out(found, None, (None, None), {}, None)
        rows = [(mark_id(self.name, n), *passage) for n, passage in enumerate(page.shown())]
        return pd.DataFrame(rows, columns=["mark", "article_id", "start", "end"])


def grouped(figure: Figure, found: Any, by: Any = None) -> Any:
    """What a figure draws, the groups of a column in the place of outlets; and what it cannot draw, refused.

    Raises
    ------
    TypeError
        If `found` is not what the figure draws; the sentence says what to call.
    """
    if isinstance(found, Tables):
        if figure.example:
            raise TypeError(
                f"figures.{figure.name} draws the result of an analysis, not tables. For example: "
                f"{figure.example.strip()}"
            )
        found = found.grouped(by)
        numbered = pd.api.types.is_integer_dtype(found.articles["article_id"])
        return text_ids(found) if numbered else found
    if not hasattr(found, "table") or isinstance(found, pd.DataFrame):
        what = f"the result of an analysis ({figure.example.strip()})" if figure.example else (
            "the Tables that framing.measure(corpus) returns"
        )
        raise TypeError(f"figures.{figure.name} draws {what}, not {type(found).__name__}.")
    if by is not None:
        raise ValueError(f"figures.{figure.name} draws a comparison: give by= to the comparison itself.")
    return found


def _chosen(found: Any, outlets: Sequence[str] | None) -> Any:
    """Tables or a comparison with these outlets alone, in this order."""
    if outlets is None:
        return found
    wanted = [outlets] if isinstance(outlets, str) else list(dict.fromkeys(outlets))
    if isinstance(found, Tables):
        _refuse_unknown(wanted, found.outlets["outlet"], "outlet")
        return _of_outlets(found, wanted)
    if "group" not in found.table:
        raise ValueError("This figure compares no outlets, so that it takes no outlets=.")
    parts = [name for name in ("table", "map") if hasattr(found, name)]
    groups = pd.concat([found.table[name] for name in ("group", "other") if name in found.table]).dropna()
    _refuse_unknown(wanted, groups[groups != "rest"], "group")
    return replace(found, **{name: _of_groups(getattr(found, name), wanted) for name in parts})


def _refuse_unknown(wanted: Iterable[str], known: Iterable[str], kind: str) -> None:
    there = list(dict.fromkeys(map(str, known)))
    for name in wanted:
        if name not in there:
            near = get_close_matches(str(name), there, 1)
            hint = f" Did you mean {near[0]!r}?" if near else f" There are: {', '.join(there) or 'none'}."
            raise ValueError(f"outlets= names {name!r}, but no {kind} is called so.{hint}")


def _of_outlets(tables: Tables, wanted: list[str]) -> Tables:
    made = rows_of(tables, set(tables.articles.loc[tables.articles["outlet"].isin(wanted), "article_id"]))
    made["outlets"] = tables.outlets.set_index("outlet").loc[wanted].reset_index()[list(tables.outlets)]
    return Tables(made, tables.facts)


def _of_groups(rows: pd.DataFrame, wanted: list[str]) -> pd.DataFrame:
    rows = rows[rows["group"].isin(wanted)]
    if "other" in rows:
        rows = rows[rows["other"].isna() | rows["other"].isin([*wanted, "rest"])]
    return rows.assign(_at=rows["group"].map(wanted.index)).sort_values("_at", kind="stable").drop(columns="_at")


def _room(ax: Axes) -> tuple[float, float]:
    """Inches of the axes that a user gives, after the figure's own layout has set them."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.execute(figure)
    box = ax.get_window_extent()
    return box.width / figure.dpi, box.height / figure.dpi


def _axes(width: float, height: float) -> tuple[Axes, float]:
    """Axes that fill a figure of whole dots, with a margin; and their height.

    An edge between two dots would be drawn on one or the other by the last bit of a limit.
    """
    import matplotlib.pyplot as plt

    total = -(-round(height * style.RESOLUTION, 3) // 1) / style.RESOLUTION
    figure = plt.figure(figsize=(width, total))
    return figure.add_axes((0, 0, 1, 1)), total


# As files -----------------------------------------------------------------------------------------------------------


def save(figure: Figure, tables: Tables, folder: str | Path, link: Link | None = None) -> list[Path]:
    """Draw a figure and write it as SVG, PDF and PNG with its data (CSV) and its description (TXT)."""
    import matplotlib.pyplot as plt

    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    tables = grouped(figure, tables)
    table = to_csv(figure.data(tables).round(style.DECIMALS))
    record = json.dumps(_provenance(figure.name, tables, table), sort_keys=True)
    words = style.in_xml(figure.describe(tables))
    drawn = figure._drawn(tables, None, own=False, link=link).get_figure(root=True)
    assert drawn is not None
    title: dict[str, Any] = {"Title": figure.name}
    metadata = {
        "svg": title | {"Description": words, "Source": record, "Date": None},
        "pdf": title | {"Subject": words, "Keywords": record, "CreationDate": None, "ModDate": None},
        "png": title | {"Description": words, "Source": record},
    }
    files = []
    with style.settings(own=False):
        for kind, entries in metadata.items():
            files.append(folder / f"{figure.name}.{kind}")
            drawn.savefig(files[-1], format=kind, metadata=entries)
            for artist in drawn.findobj(lambda one: one.get_url() is not None):
                artist.set_url(None)  # an address beside the SVG leads nowhere from a PDF in a paper
    plt.close(drawn)
    for kind, text in (("csv", table), ("txt", words + "\n")):
        files.append(folder / f"{figure.name}.{kind}")
        files[-1].write_text(text, encoding="utf-8", newline="\n")
    return files


def caption(figure: Figure, tables: Any) -> str:
    """What a figure shows and how to read it, with the names that its labels stand for."""
    tables = grouped(figure, tables)
    if figure.nothing(tables, figure.data(tables)):
        return style.in_xml(figure.empty if isinstance(figure.empty, str) else figure.empty(tables))
    told = figure.caption if isinstance(figure.caption, str) else figure.caption(tables)
    if not isinstance(tables, Tables):
        return style.in_xml(told)
    several = figure.several if (tables.outlets["articles_measured"] > 1).any() else ""
    fast = FAST if figure.voiced and tables.facts.get("model") == "fast" else ""
    with style.settings():
        stand = "".join(f" {label}: {outlet}." for label, outlet in unprinted(tables).items())
    return style.in_xml(f"{told}{several}{fast}{stand}")


def _provenance(name: str, tables: Tables, table: str) -> dict[str, str]:
    """Hashes of what the figure was made from."""
    facts = dict(tables.facts)
    corpus = str(facts.pop("corpus", ""))
    parameters = json.dumps(facts, sort_keys=True, ensure_ascii=False)
    return {"figure": name, "corpus": corpus, "parameters": _sha(parameters), "data": _sha(table)}


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
