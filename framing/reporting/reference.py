"""How far the quotations found fit a reference annotation of the same articles, where a study has one."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from framing import startup
from framing.readers.sources import bundled, find

if TYPE_CHECKING:
    from framing.tables import Tables

_ROOT = Path(startup.__file__).resolve().parents[1]
_HALF = 0.5  # of the characters of both, for indirect speech, whose borders are a matter of judgement
COLUMNS = ("in_reference", "found", "same_kind", "same_speaker", "beyond_reference")


def reference_fit(study: str | Path, tables: Tables) -> pd.DataFrame | str:
    """Compare the quotations of a study with its reference annotation.

    A stretch in quotation marks is found if a quotation has its span, give or take marks and white space at
    its ends; indirect speech if a row shares at least half of the characters of both. A fit to a reference
    annotation is not accuracy: one annotator marked a few articles, and no second has coded them.

    Parameters
    ----------
    study : str or path
        As `framing.read` takes it. Its ``reference/`` folder is in the study's own folder, or, for the
        bundled study, in ``data/<name>/``: ``quotations.csv`` with article_id, start, end, kind, speaker, and
        ``indirect.csv`` with the same columns but kind.
    tables : Tables
        Uses ``quotations``.

    Returns
    -------
    DataFrame or str
        One row for each file (in marks, indirect): how many are in the reference, are found, have the same
        kind and the same speaker, and how many were found that the reference lacks. A sentence if there is no
        reference.

    Examples
    --------
    >>> from framing.tables import Tables
    >>> reference_fit("framing", Tables({}))
    'This study has no reference annotation (a folder reference/ with quotations.csv).'
    """
    folder = _folder(study, tables)
    if folder is None:
        return "This study has no reference annotation (a folder reference/ with quotations.csv)."
    rows = {}
    kinds = tables.quotations["kind"]
    in_marks = tables.quotations[kinds.isin(["direct", "partial", "scare"])]
    for name, found in (("quotations", in_marks), ("indirect", tables.quotations[kinds == "indirect"])):
        file = folder / f"{name}.csv"
        if file.is_file():
            reference = pd.read_csv(file, dtype={"article_id": "string", "speaker": "string"})
            rows[name] = _compare(reference, found, name == "indirect")
    return pd.DataFrame.from_dict(rows, orient="index", columns=list(COLUMNS)).astype("Int64")


def _folder(study: str | Path, tables: Tables) -> Path | None:
    path = find(study)
    beside = path if path.is_dir() else path.parent
    places = [beside / "reference"]
    if path.resolve() in [other.resolve() for other in bundled().values()]:
        places.append(_ROOT / "data" / str(tables.facts.get("name")) / "reference")
    return next((place for place in places if (place / "quotations.csv").is_file()), None)


def _compare(reference: pd.DataFrame, found: pd.DataFrame, loose: bool) -> list[int]:
    """Counts in the order of `COLUMNS`; each row found is matched to at most one row of the reference."""
    by_article = {str(article): group.to_dict("records") for article, group in found.groupby("article_id")}
    hits = kinds = speakers = 0
    for row in reference.to_dict("records"):
        candidates = by_article.get(str(row["article_id"]), [])
        best = max(candidates, key=lambda c: _overlap(row, c), default=None)
        if best is None or not (_overlap(row, best) >= _HALF if loose else _same_span(row, best)):
            continue
        candidates.remove(best)
        hits += 1
        kinds += loose or row["kind"] == best["kind"]
        speakers += _plain(row["speaker"]) == _plain(best["speaker"])
    beyond = sum(len(left) for left in by_article.values())
    return [len(reference), hits, kinds, speakers, beyond]


def _overlap(a: dict[str, int], b: dict[str, int]) -> float:
    """Characters that both spans hold, as a share of those that either holds."""
    both = min(a["end"], b["end"]) - max(a["start"], b["start"])
    either = max(a["end"], b["end"]) - min(a["start"], b["start"])
    return max(0, both) / max(either, 1)


def _same_span(a: dict[str, int], b: dict[str, int]) -> bool:
    return abs(a["start"] - b["start"]) <= 1 and abs(a["end"] - b["end"]) <= 1


def _plain(name: object) -> str:
    """A name without case and accents; empty where nobody is named."""
    if not isinstance(name, str):
        return ""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())
