"""Every number that a paper would quote, by name, for programs and for LaTeX."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any

import pandas as pd

from framing.figures import plotted
from framing.tables import measured

if TYPE_CHECKING:
    from framing.tables import Tables

Number = int | float | None
DECIMALS = 6
_KNOWN = ("articles", "articles_measured")  # of an outlet of which nothing was measured
_TEX_HEAD = r"""% Every number of the study by name: \framing{NAME} sets it; an unknown name is an error.
\makeatletter
\newcommand{\framing}[1]{\ifcsname framing@#1\endcsname\csname framing@#1\endcsname\else
  \PackageError{framing}{No number is called #1}{See numbers.json for the names.}\fi}
"""


def numbers(tables: Tables) -> dict[str, Number]:
    """Numbers by name: ``corpus.words``, ``<outlet>.quoted_share``, ``<outlet>.quoted_words.<speaker>``, ….

    Names are lower case ASCII, words parted by hyphens. A measure that an outlet lacks has no number; of an outlet
    without a measured article every number but that of its articles is None.

    Examples
    --------
    >>> from framing.tables import Tables
    >>> numbers(Tables({}))["corpus.articles"]
    0
    """
    found: dict[str, Number] = {}
    outlets = tables.outlets
    for column in (
        "articles",
        "articles_measured",
        "words",
        "sentences",
        "quotations",
        "quoted_words",
        "reported_words",
    ):
        found[f"corpus.{column}"] = int(outlets[column].fillna(0).sum())
    found["corpus.outlets"] = len(outlets)
    found["corpus.speakers"] = int(tables.speakers["speaker"].nunique())
    empty = set(outlets.loc[~measured(tables), "outlet"])
    names = names_of([str(outlet) for outlet in outlets["outlet"]], "outlet")
    measures = list(outlets.select_dtypes("number"))
    for row in outlets.to_dict("records"):
        for column in measures:
            name = f"{names[row['outlet']]}.{_slug(str(column), 'measure', '_')}"
            if row["outlet"] in empty and column not in _KNOWN:
                found[name] = None
            else:
                _put(found, name, row[column])
    standing = plotted("standing", tables)
    speakers = names_of(sorted(standing["speaker"].unique()), "speaker")
    for row in standing.to_dict("records"):
        for column in ("quoted_words", "reported_words"):
            _put(found, f"{names[row['outlet']]}.{column}.{speakers[row['speaker']]}", row[column])
    for row in plotted("shared", tables).to_dict("records"):
        other = names.get(row["other"], _slug(row["other"], "other"))
        for column in ("words", "share"):
            _put(found, f"{names[row['outlet']]}.shared_{column}.{other}", row[column])
    return found


def as_json(found: dict[str, Number]) -> str:
    """The numbers as a JSON object, in order."""
    return json.dumps(found, indent=1, ensure_ascii=True) + "\n"


def as_tex(found: dict[str, Number]) -> str:
    r"""The numbers as LaTeX: ``\framing{corpus.words}``; shares and means with three decimals, a dash for none."""
    lines = [_TEX_HEAD]
    for name, value in found.items():
        if value is None:
            text = "--"
        else:
            text = str(value) if isinstance(value, int) else f"{value:.3f}".replace("-", "$-$")
        lines.append(f"\\@namedef{{framing@{name}}}{{{text}}}\n")
    return "".join([*lines, "\\makeatother\n"])


def _put(found: dict[str, Number], name: str, value: Any) -> None:
    if isinstance(value, str) or pd.isna(value):
        return
    number = round(float(value), DECIMALS)
    found[name] = int(number) if isinstance(value, int) or "int" in type(value).__name__ else number + 0.0


def names_of(labels: list[str], kind: str, most: int | None = None) -> dict[str, str]:
    """A name for each label, none twice: lower case ASCII, words parted by hyphens, at most so many letters.

    Examples
    --------
    >>> names_of(["Le Progrès", "le progres", "新样本报"], "outlet")
    {'Le Progrès': 'le-progres', 'le progres': 'le-progres-2', '新样本报': 'outlet-3'}
    """
    names: dict[str, str] = {}
    for place, label in enumerate(labels, 1):
        name = _slug(label, f"{kind}-{place}")[:most]
        while name in names.values():
            name = f"{name}-{place}"
        names[label] = name
    return names


def _slug(label: str, otherwise: str, between: str = "-") -> str:
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", between, plain).strip(between) or otherwise
