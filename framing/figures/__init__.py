"""Figures: result tables in, matplotlib axes out; one figure a file.

`ALL` is the one list of them: the report, the gallery and the public names follow it.
"""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from framing.figures import figure as _figure
from framing.figures import style as _style
from framing.figures._contrast import contrast
from framing.figures._corrected import corrected
from framing.figures._coverage import coverage
from framing.figures._edits import edits
from framing.figures._emphasis import emphasis
from framing.figures._glance import glance
from framing.figures._keyness import keyness
from framing.figures._likeness import likeness
from framing.figures._naming import naming
from framing.figures._overview import overview
from framing.figures._reliability import reliability
from framing.figures._salience import salience
from framing.figures._selection import selection
from framing.figures._shared import shared
from framing.figures._specifications import specifications
from framing.figures._standing import standing
from framing.figures._tone import tone
from framing.figures._toward import toward
from framing.figures._trend import trend
from framing.figures.figure import Figure
from framing.figures.links import Link
from framing.tables import Tables

if TYPE_CHECKING:
    from framing.compare.result import Result

ALL = (
    glance, overview, standing, naming, emphasis, salience, tone, toward, selection, shared, edits,
    coverage, contrast, specifications, keyness, likeness, trend, reliability, corrected,
)  # fmt: skip
FIGURES = tuple(one.name for one in ALL if not one.example)  # those of tables, which a report holds
__all__ = ["FIGURES", "caption", "describe", "evidence", "plotted", "save"]
__all__ += [one.name for one in ALL]


def save(name: str, tables: Tables, folder: str | Path, link: Link | None = None) -> list[Path]:
    """Draw a figure and write it as SVG, PDF and PNG with its data (CSV) and its description (TXT).

    Each picture holds, as metadata, the description and a provenance record: hashes of the corpus, of the
    study's parameters and of the plotted data. It holds no time, path or version of the code, so that the
    same input gives the same bytes.

    Parameters
    ----------
    name : str
        One of `FIGURES`.
    tables : Tables
    folder : path
        Made if it does not exist.
    link : callable, optional
        Given a passage (article_id, start, end; start and end are 0 where it is the article as a whole), the address
        that its mark leads to in the SVG, or None.

    Returns
    -------
    list of Path
        The files written.

    Examples
    --------
    >>> import tempfile
    >>> from framing.tables import Tables
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.suffix for path in save("overview", Tables({}), folder)]
    ['.svg', '.pdf', '.png', '.csv', '.txt']
    """
    return _figure.save(_named(name), tables, folder, link)


def evidence(name: str, tables: Tables) -> pd.DataFrame:
    """The passage behind each mark of a figure.

    Parameters
    ----------
    name : str
        One of `FIGURES`.
    tables : Tables

    Returns
    -------
    DataFrame
        mark (the id that the mark has in the SVG), article_id, start and end. A mark that sums up several passages
        leads to one of them: the longest quotation, the first occurrence, or the one nearest to a mean. Start and end
        are 0 where nothing in particular is shown but the article: of a statement that it does not carry.

    Examples
    --------
    >>> from framing.tables import Tables
    >>> list(evidence("standing", Tables({})))
    ['mark', 'article_id', 'start', 'end']
    """
    return _named(name).evidence(tables)


def plotted(name: str, tables: Tables) -> pd.DataFrame:
    """The data that a figure draws, rounded as results are."""
    return _named(name).data(_figure.grouped(_named(name), tables)).round(_style.DECIMALS)


def describe(name: str, tables: Tables | Result) -> str:
    """What a figure shows, in words, from its data: the alternative text. Of a comparison, give its result."""
    figure = _named(name, tables)
    return _style.in_xml(figure.describe(_figure.grouped(figure, tables)))


def caption(name: str, tables: Tables | Result) -> str:
    """The caption of a figure: what it shows first, then how to read it. Of a comparison, give its result."""
    return _figure.caption(_named(name, tables), tables)


def _named(name: str, found: object = None) -> Figure:
    names = [one.name for one in ALL if one.example] if hasattr(found, "table") else FIGURES
    if name not in names:
        near = difflib.get_close_matches(name, names, 1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise ValueError(f"No figure is called {name!r}; the figures are {', '.join(names)}.{hint}")
    return next(one for one in ALL if one.name == name)
