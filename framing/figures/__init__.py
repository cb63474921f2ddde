"""Figures: result tables in, matplotlib axes out; one figure a file.

`ALL` is the one list of them: the report, the gallery and the public names follow it.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import pandas as pd

from framing.figures import figure as _figure
from framing.figures import style as _style
from framing.figures.contrast import contrast
from framing.figures.corrected import corrected
from framing.figures.edits import edits
from framing.figures.emphasis import emphasis
from framing.figures.figure import Figure
from framing.figures.keyness import keyness
from framing.figures.likeness import likeness
from framing.figures.overview import overview
from framing.figures.reliability import reliability
from framing.figures.salience import salience
from framing.figures.selection import selection
from framing.figures.shared import shared
from framing.figures.standing import standing
from framing.figures.tone import tone
from framing.figures.toward import toward
from framing.figures.trend import trend
from framing.tables import Tables

ALL = (
    overview, standing, emphasis, salience, tone, toward, selection, shared, edits,
    contrast, keyness, likeness, trend, reliability, corrected,
)  # fmt: skip
FIGURES = tuple(one.name for one in ALL if not one.example)  # those of tables, which a report holds
__all__ = ["FIGURES", "caption", "describe", "plotted", "save"]
__all__ += [one.name for one in ALL]


def save(name: str, tables: Tables, folder: str | Path) -> list[Path]:
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
    return _figure.save(_named(name), tables, folder)


def plotted(name: str, tables: Tables) -> pd.DataFrame:
    """The data that a figure draws, rounded as results are."""
    return _named(name).data(_figure.grouped(_named(name), tables)).round(_style.DECIMALS)


def describe(name: str, tables: Tables) -> str:
    """What a figure shows, in words, from its data: the alternative text."""
    return _style.in_xml(_named(name).describe(_figure.grouped(_named(name), tables)))


def caption(name: str, tables: Tables) -> str:
    """How to read a figure: its caption, with the names that its labels stand for."""
    return _figure.caption(_named(name), tables)


def _named(name: str) -> Figure:
    if name not in FIGURES:
        near = difflib.get_close_matches(name, FIGURES, 1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise ValueError(f"No figure is called {name!r}; the figures are {', '.join(FIGURES)}.{hint}")
    return next(one for one in ALL if one.name == name)
