"""Likeness: which outlets write alike, by their words and by their framing features, and a map of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from framing.compare.counts import Counts, counts
from framing.compare.moments import Floats, gather
from framing.compare.result import Drawn
from framing.compare.units import By, Units, units
from framing.corpus.corpus import Corpus
from framing.tables import Tables, needs_tables
from framing.text.document import Document
from framing.text.folding import as_term
from framing.text.zones import STORY

FEATURES = (
    "quoted_share", "reported_share", "speakers", "tone_journalist", "tone_quoted", "tone_reported", "neutral_share",
    "flesch_reading_ease", "flesch_kincaid_grade",
)  # fmt: skip
STEPS = 300  # of the map's improvement


@dataclass(frozen=True, repr=False)
class Likeness(Drawn):
    """Likeness of each pair of groups; `map` has their places: measure, group, x, y and the map's stress."""

    map: pd.DataFrame


def likeness(tables: Tables, corpus: Corpus | None = None, by: By = None) -> Likeness:
    """How alike groups of articles are, in words and in framing features.

    Parameters
    ----------
    tables : Tables
    corpus : Corpus, optional
        The texts; with them, words are compared a second time with copy that two groups share masked.
    by : str, Series or dict, optional
        A column of the articles, yours included, or the group of each article by its id; by default what the study
        compares by (``compare_by``), else the outlet.

    Returns
    -------
    Likeness
        ``.table``: measure (*words*, *words without shared copy*, *features*), group, other, likeness (0 to 1) and
        distance. For words, the cosine of the groups' TF-IDF weights, and 1 less it. For features the distance is the
        root mean square difference between the groups' means in standard deviations of the articles, and the likeness
        1 / (1 + distance). ``.map``: a place for each group, so that distances on the map are near those of the table;
        stress says how far they are off (Kruskal's stress-1: under .05 good, over .2 poor).

    References
    ----------
    Kruskal 1964, Multidimensional scaling by optimizing goodness of fit. Psychometrika 29(1).
    De Leeuw 1977, Applications of convex analysis to multidimensional scaling (SMACOF).

    Examples
    --------
    >>> likeness(Tables({})).table.empty
    True
    """
    needs_tables(tables, "likeness")
    found = units(tables, by, "article_id")
    counted = counts(tables, found.articles, "words")
    distances = {}
    if len(found.names) > 1:
        distances["words"] = 1 - _cosines(counted, found)
        if corpus is not None:
            distances["words without shared copy"] = 1 - _cosines(_unshared(tables, corpus, found), found)
        distances["features"] = _apart(found)
    pairs, places = [], []
    for measure, distance in distances.items():
        for i, j in combinations(range(len(found.names)), 2):
            d = float(distance[i, j])
            alike = 1 / (1 + d) if measure == "features" else 1 - d
            pairs.append((measure, found.names[i], found.names[j], alike, d))
        points, stress = scaled(distance)
        places += [(measure, name, x, y, stress) for name, (x, y) in zip(found.names, points.tolist(), strict=True)]
    table = pd.DataFrame(pairs, columns=["measure", "group", "other", "likeness", "distance"])
    on_map = pd.DataFrame(places, columns=["measure", "group", "x", "y", "stress"])
    masked = "" if corpus is not None else " Shared copy is masked only where the corpus is given too."
    note = (
        f"Compared: {len(counted.terms):,} words (TF-IDF over articles) and {len(FEATURES)} features of "
        f"{len(found.articles):,} articles of {len(found.names)} groups.{masked} Describes these articles."
    )
    return Likeness(table, note, "likeness", {}, on_map)


def scaled(distance: Floats) -> tuple[Floats, float]:
    """Places in the plane whose distances are near those given, and how far they are off (stress-1).

    Starts from classical scaling, so that there is no random start, and improves it by SMACOF.

    Examples
    --------
    >>> points, stress = scaled(np.array([[0.0, 3.0, 4.0], [3.0, 0.0, 5.0], [4.0, 5.0, 0.0]]))
    >>> round(stress, 6), round(float(np.hypot(*(points[1] - points[2]))), 6)
    (0.0, 5.0)
    """
    n = len(distance)
    centre = np.eye(n) - 1 / n
    size, vectors = np.linalg.eigh(-centre @ distance**2 @ centre / 2)
    points = np.zeros((n, 2))
    for axis, k in enumerate(np.argsort(size)[::-1][: min(2, n)]):
        # An eigenvector has no sign of its own: its largest entry is made positive.
        vector = vectors[:, k] * np.sign(vectors[np.argmax(np.abs(vectors[:, k]).round(9)), k])
        points[:, axis] = vector * np.sqrt(max(size[k], 0.0))
    for _ in range(STEPS):
        between = np.linalg.norm(points[:, None] - points[None], axis=2)
        with np.errstate(divide="ignore", invalid="ignore"):
            pull = np.where(between > 1e-12, -distance / between, 0.0)
        np.fill_diagonal(pull, 0.0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        points = pull @ points / n
    between = np.linalg.norm(points[:, None] - points[None], axis=2)
    total = float((between**2).sum())
    return points, float(np.sqrt(((distance - between) ** 2).sum() / total)) if total > 0 else 0.0


def _cosines(counted: Counts, found: Units) -> Floats:
    """Cosine of the groups' TF-IDF weights: 1 + log of a term's count, times log of articles per article with it."""
    holding = np.asarray((counted.matrix > 0).sum(axis=0)).ravel()
    rarity = np.log((1 + counted.matrix.shape[0]) / (1 + holding)) + 1
    groups, _, first = gather(counted.matrix, counted.words, found.group)
    weights = groups.astype(float)
    weights.data = 1 + np.log(weights.data)
    weights = weights.multiply(rarity[None, :]).tocsr()[np.argsort(found.group[first])]
    length = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel())
    cosines: Floats = (weights @ weights.T).toarray() / np.maximum(np.outer(length, length), 1e-300)
    np.fill_diagonal(cosines, 1.0)
    return np.clip(cosines, 0.0, 1.0)


def _apart(found: Units) -> Floats:
    """Root mean square difference of the groups' mean features, in standard deviations of the articles."""
    features = found.articles[[name for name in FEATURES if name in found.articles]].astype("float64")
    spread = features.std(ddof=0)
    scaled_features = ((features - features.mean()) / spread.where(spread > 0)).to_numpy()
    means: npt.NDArray[np.float64] = np.full((len(found.names), features.shape[1]), np.nan)
    for number in range(len(found.names)):
        rows = scaled_features[found.group == number]
        known = np.isfinite(rows).any(axis=0)
        means[number, known] = np.nanmean(rows[:, known], axis=0)
    squares = (means[:, None] - means[None]) ** 2
    both = np.isfinite(squares).sum(axis=2)
    apart: Floats = np.sqrt(np.nansum(squares, axis=2) / np.maximum(both, 1))
    return apart


def _unshared(tables: Tables, corpus: Corpus, found: Units) -> Counts:
    """Words outside the passages that an article shares with an article of another group."""
    group = dict(zip(found.articles["article_id"], found.group, strict=True))
    spans: dict[str, list[tuple[int, int]]] = {}
    for row in tables.passages[tables.passages["kind"] != "quotation"].itertuples(index=False):
        if group.get(row.article_a) != group.get(row.article_b):
            spans.setdefault(row.article_a, []).append((row.start_a, row.end_a))
            spans.setdefault(row.article_b, []).append((row.start_b, row.end_b))
    rows = []
    for name in found.articles["article_id"]:
        document = Document(corpus[name])
        kept: Counter[str] = Counter()
        for (start, end), word in zip(document.words, document.word_texts, strict=True):
            if document.paragraphs[document.paragraph_at(start)].zone not in STORY:
                continue
            if not any(start < stop and begin < end for begin, stop in spans.get(name, [])):
                kept[as_term(word)] += 1
        rows += [(name, word, kept[word]) for word in sorted(kept)]
    return counts(tables, found.articles, pd.DataFrame(rows, columns=["article_id", "term", "count"]))
