"""Figures as files, with their data, a description, and a record of what they were made from inside each."""

from __future__ import annotations

import difflib
import hashlib
import importlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from framing.figures import style
from framing.figures.labels import unprinted
from framing.tables.cells import to_csv

if TYPE_CHECKING:
    from framing.tables import Tables

FIGURES = ("overview", "standing", "emphasis", "salience", "tone", "toward", "selection", "shared", "edits")
VOICED = ("overview", "standing", "emphasis", "tone")  # figures that tell reported speech from the journalist's words
FAST = " Reported speech was found by rule (the fast path)."


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
    import matplotlib.pyplot as plt

    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    table = to_csv(plotted(name, tables))
    record = json.dumps(_provenance(name, tables, table), sort_keys=True)
    words = describe(name, tables)
    axes = getattr(_module(name), name)(tables)
    figure = axes.get_figure()
    metadata: dict[str, dict[str, Any]] = {
        "svg": {"Title": name, "Description": words, "Source": record, "Date": None},
        "pdf": {"Title": name, "Subject": words, "Keywords": record, "CreationDate": None, "ModDate": None},
        "png": {"Title": name, "Description": words, "Source": record},
    }
    files = []
    with style.settings():
        for kind, entries in metadata.items():
            files.append(folder / f"{name}.{kind}")
            figure.savefig(files[-1], format=kind, metadata=entries)
    plt.close(figure)
    for kind, text in (("csv", table), ("txt", words + "\n")):
        files.append(folder / f"{name}.{kind}")
        files[-1].write_text(text, encoding="utf-8", newline="\n")
    return files


def plotted(name: str, tables: Tables) -> pd.DataFrame:
    """The data that a figure draws, rounded as results are."""
    table: pd.DataFrame = _module(name).data(tables)
    return table.round(style.DECIMALS)


def describe(name: str, tables: Tables) -> str:
    """What a figure shows, in words, from its data: the alternative text."""
    return style.in_xml(_module(name).describe(tables))


def caption(name: str, tables: Tables) -> str:
    """How to read a figure: its caption, with the names that its labels stand for."""
    module = _module(name)
    several = getattr(module, "SEVERAL", "") if (tables.outlets["articles_measured"] > 1).any() else ""
    stand = "".join(f" {label}: {outlet}." for label, outlet in unprinted(tables).items())
    fast = FAST if name in VOICED and tables.facts.get("model") == "fast" else ""
    # Most captions are fixed; that of tone depends on what scored it.
    told = module.caption(tables) if hasattr(module, "caption") else module.CAPTION
    return style.in_xml(f"{told}{several}{fast}{stand}")


def _module(name: str) -> Any:
    if name not in FIGURES:
        near = difflib.get_close_matches(name, FIGURES, 1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise ValueError(f"No figure is called {name!r}; the figures are {', '.join(FIGURES)}.{hint}")
    return importlib.import_module(f"framing.figures.{name}")


def _provenance(name: str, tables: Tables, table: str) -> dict[str, str]:
    """Hashes of what the figure was made from."""
    facts = dict(tables.facts)
    corpus = str(facts.pop("corpus", ""))
    parameters = json.dumps(facts, sort_keys=True, ensure_ascii=False)
    return {"figure": name, "corpus": corpus, "parameters": _sha(parameters), "data": _sha(table)}


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
