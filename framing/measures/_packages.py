"""Frame packages: elements that keep coming together in articles, found by clustering; exploratory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from framing.corpus.article import unknown_outlet
from framing.intervals import ratio
from framing.measures.voice import SPEECH
from framing.measures.wordings import worded
from framing.tables import Tables
from framing.text.zones import STORY

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

LEAST = 40  # articles: with fewer the halves that check one another hold too few of each package
SHARE = 0.02, 0.6  # least and greatest share of the articles that an element occurs in; it occurs in three at least
MOST = 1500  # elements of one kind, the most widespread
DIMENSIONS = 25
RESAMPLED = 10  # pairs of halves from which the stability of a number of packages is taken
# Kinds of elements and the weight of each block, all scaled to the same total variance before. Terms are the only kind
# that every article has; chosen by hand on 1 December 2026.
WEIGHTS = {"term": 1.0, "speaker": 0.7, "naming": 0.7, "tone": 0.5, "phrase": 0.5, "statement": 0.5}
TYPICAL = 12


@dataclass(frozen=True, repr=False)
class Packages:
    """Packages of elements; exploratory.

    Attributes
    ----------
    articles : DataFrame
        article_id, outlet, package, distance (from the package's centre), unseen (the package it gets from a model
        that has not seen it, by the same numbers).
    elements : DataFrame
        package, kind (term, speaker, naming, tone, phrase, statement), element, share (of the package's articles),
        share_rest, lift, the most typical first.
    prevalence : DataFrame
        outlet, package, articles, of, share, low, high (95 %, the article as the unit).
    stability : DataFrame
        packages (their number), agreement (adjusted Rand index of two halves' models on all articles, mean), chosen.
    note : str
    """

    articles: pd.DataFrame
    elements: pd.DataFrame
    prevalence: pd.DataFrame
    stability: pd.DataFrame
    note: str

    def __repr__(self) -> str:
        lines = [
            f"{package}: {', '.join(rows['element'].head(8))}"
            for package, rows in self.elements.groupby("package", sort=False)
        ]
        return "\n".join([*lines, self.note])


def packages(tables: Tables, most: int = 8, number: int | None = None, seed: int = 0) -> Packages:
    """Which measured elements keep coming together: candidates for frames, labelled exploratory.

    Parameters
    ----------
    tables : Tables
        Of `framing.measure`: terms, speakers, namings, tone toward actors, phrases and shared statements are the
        elements, as far as the study has them.
    most : int
        Packages that are tried, from 2.
    number : int, optional
        Packages wanted; by default the most stable number.
    seed : int

    Returns
    -------
    Packages
        ``.articles``, ``.elements``, ``.prevalence``, ``.stability`` and ``.note``.

    Raises
    ------
    ValueError
        With fewer than 40 measured articles, or numbers out of range.

    Notes
    -----
    Elements are weighted by how few articles have them (tf-idf), each kind is scaled to the same variance, the whole is
    reduced to 25 dimensions (truncated singular value decomposition) and clustered by k-means. The number of packages
    is the one on which models of two random halves agree most (Lange et al. 2004).

    References
    ----------
    Matthes, J. & Kohring, M. (2008). The content analysis of media frames. *Journal of Communication* 58(2), 258-279.
    Lange, T., Roth, V., Braun, M. L. & Buhmann, J. M. (2004). Stability-based validation of clustering solutions.
    *Neural Computation* 16(6), 1299-1323.

    Examples
    --------
    >>> import framing
    >>> tables = framing.measure(framing.simulate(events=10), model="fast", across=False)
    >>> found = packages(tables, number=3)
    >>> found.articles["package"].nunique(), "exploratory" in found.note.lower()
    (3, True)
    """
    articles = tables.articles[tables.articles["words"].notna()].reset_index(drop=True)
    if len(articles) < LEAST:
        raise ValueError(
            f"Packages need at least {LEAST} measured articles, and there are {len(articles)}: with fewer, clusters "
            "are accidents. Code frames by hand instead (framing.coding), or collect more."
        )
    for name, value, low in (("most", most, 2), ("number", number, 2)):
        if value is not None and (isinstance(value, bool) or not isinstance(value, int) or not low <= value <= 20):
            raise ValueError(f"{name} is a whole number from {low} to 20, not {value!r}.")
    matrix, names = elements_of(tables, articles["article_id"].tolist())
    if matrix.shape[1] < DIMENSIONS // 5:
        raise ValueError("The articles share too few elements to find packages: terms, speakers, namings or phrases.")
    space = reduced(matrix, names, seed)
    tried = [number] if number else list(range(2, min(most, len(articles) // 10) + 1))
    scores = [stability(space, k, seed) for k in tried]
    chosen = tried[int(np.argmax(np.round(scores, 3)))]
    label, distance = clustered(space, chosen, seed)
    table = pd.DataFrame({
        "article_id": articles["article_id"], "outlet": articles["outlet"], "package": label + 1,
        "distance": distance.round(4), "unseen": _unseen(space, label, chosen, seed) + 1,
    })  # fmt: skip
    agree = float((table["package"] == table["unseen"]).mean())
    found = pd.DataFrame({"packages": tried, "agreement": np.round(scores, 3), "chosen": [k == chosen for k in tried]})
    note = (
        f"Exploratory: {chosen} packages of elements in {len(articles):,} articles"
        + (f", the most stable number of {tried[0]} to {tried[-1]}" if len(tried) > 1 else "")
        + f" (agreement of two halves {max(scores):.2f}, adjusted Rand). A model that has not seen an article gives it "
        f"the same package in {agree:.0%} of cases. Packages are not frames until coders have read them."
    ).replace("%", " %")
    return Packages(table, _typical(matrix, names, label), _prevalence(table), found, note)


def elements_of(tables: Tables, ids: list[str]) -> tuple[csr_matrix, list[tuple[str, str]]]:
    """Counts of elements in articles, and kind and name of each."""
    from scipy.sparse import coo_matrix

    rows = pd.concat(list(_counted(tables)), ignore_index=True)
    rows = rows[rows["article_id"].isin(ids)].dropna()
    key = rows["kind"] + "\0" + rows["element"].astype(str)
    spread = rows.assign(key=key).drop_duplicates(["article_id", "key"]).groupby("key", sort=True).size()
    kept = spread[(spread >= max(3, SHARE[0] * len(ids))) & (spread <= SHARE[1] * len(ids))]
    kind = pd.Series([name.partition("\0")[0] for name in kept.index], kept.index)
    ranked = kept.sort_values(ascending=False, kind="stable").index
    names = [name for one in WEIGHTS for name in ranked[kind[ranked].to_numpy() == one][:MOST]]
    column, row = pd.Index(names).get_indexer(key), pd.Index(ids).get_indexer(rows["article_id"])
    held = column >= 0
    values = rows["count"].to_numpy(dtype=float)[held]
    matrix = coo_matrix((values, (row[held], column[held])), shape=(len(ids), len(names))).tocsr()
    return matrix, [tuple(name.split("\0", 1)) for name in names]  # type: ignore[misc]


def _counted(tables: Tables) -> Iterator[pd.DataFrame]:
    """article_id, kind, element, count of each kind."""

    def of(kind: str, rows: pd.DataFrame, element: Any) -> pd.DataFrame:
        held = pd.DataFrame({"article_id": rows["article_id"], "element": element}).dropna()
        counted = held.groupby(["article_id", "element"], sort=False).size().rename("count").reset_index()
        return counted.assign(kind=kind)

    yield tables.terms.rename(columns={"term": "element"})[["article_id", "element", "count"]].assign(kind="term")
    said = tables.quotations[tables.quotations["kind"].isin(SPEECH)]
    yield of("speaker", said, said["speaker"])
    named = worded(tables)
    yield of("naming", named, named["referent"] + ": " + named["wording"])
    toward = tables.mentions[tables.mentions["zone"].isin(STORY) & (tables.mentions["label"] != "neutral")]
    yield of("tone", toward, toward["label"] + " toward " + toward["actor"])
    yield of("phrase", tables.phrases, tables.phrases["phrase"])
    held = tables.statements[tables.statements["carried"].fillna(False).astype(bool)]
    first = held.drop_duplicates("statement").set_index("statement")["text"]
    yield of("statement", held, held["statement"].map(first))


def reduced(matrix: csr_matrix, names: list[tuple[str, str]], seed: int) -> Floats:
    """Articles in few dimensions: tf-idf, each kind of element scaled to its weight."""
    from scipy.sparse import hstack
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.preprocessing import normalize

    kinds = np.array([kind for kind, _ in names])
    blocks = []
    for kind, weight in WEIGHTS.items():
        own = np.flatnonzero(kinds == kind)
        if len(own):
            block = TfidfTransformer(sublinear_tf=True).fit_transform(matrix[:, own])
            blocks.append(block * weight)
    whole = hstack(blocks).tocsr()
    size = min(DIMENSIONS, whole.shape[1] - 1, whole.shape[0] - 1)
    space = TruncatedSVD(size, algorithm="arpack", random_state=seed).fit_transform(whole)
    made: Floats = normalize(space).round(6)
    return made


def clustered(space: Floats, number: int, seed: int) -> tuple[Numbers, Floats]:
    """Cluster of each row, the largest first, and its distance from the centre."""
    from sklearn.cluster import KMeans

    model = KMeans(number, n_init=10, random_state=seed).fit(space)
    order = np.argsort(-np.bincount(model.labels_, minlength=number), kind="stable")
    rank = np.empty(number, dtype=np.int64)
    rank[order] = np.arange(number)
    distance = np.linalg.norm(space - model.cluster_centers_[model.labels_], axis=1)
    return rank[model.labels_], distance


def stability(space: Floats, number: int, seed: int) -> float:
    """Mean agreement of models of two random halves on all articles (adjusted Rand index)."""
    from sklearn.cluster import KMeans
    from sklearn.metrics import adjusted_rand_score

    generator = np.random.default_rng(seed)
    scores = []
    for _ in range(RESAMPLED):
        order = generator.permutation(len(space))
        halves = order[: len(order) // 2], order[len(order) // 2 :]
        one, other = (KMeans(number, n_init=3, random_state=seed).fit(space[half]).predict(space) for half in halves)
        scores.append(adjusted_rand_score(one, other))
    return float(np.mean(scores))


def _unseen(space: Floats, label: Numbers, number: int, seed: int) -> Numbers:
    """The package that each article gets from the centres of the other half's packages, as those are numbered here."""
    from scipy.optimize import linear_sum_assignment
    from sklearn.cluster import KMeans

    order = np.random.default_rng(seed).permutation(len(space))
    found = np.zeros(len(space), dtype=np.int64)
    halves = order[: len(order) // 2], order[len(order) // 2 :]
    for here, there in (halves, halves[::-1]):
        model = KMeans(number, n_init=10, random_state=seed).fit(space[there])
        table = np.zeros((number, number))
        np.add.at(table, (model.labels_, label[there]), 1)
        one, other = linear_sum_assignment(-table)
        names = dict(zip(one.tolist(), other.tolist(), strict=True))
        found[here] = [names[cluster] for cluster in model.predict(space[here]).tolist()]
    return found


def _typical(matrix: csr_matrix, names: list[tuple[str, str]], label: Numbers) -> pd.DataFrame:
    has = (matrix > 0).astype(float)
    rows = []
    for package in range(int(label.max()) + 1):
        own, rest = has[label == package], has[label != package]
        share = np.asarray(own.mean(0)).ravel()
        other = np.asarray(rest.mean(0)).ravel() if rest.shape[0] else np.zeros(len(names))
        lift = (share + 0.02) / (other + 0.02)
        # How much knowing the package tells of the element: a rare word with a huge lift is not typical.
        order = np.argsort(-(share - other) * np.log2(lift), kind="stable")[:TYPICAL]
        for n in order:
            if share[n] > other[n]:
                rows.append((package + 1, *names[n], round(share[n], 4), round(other[n], 4), round(lift[n], 2)))
    return pd.DataFrame(rows, columns=["package", "kind", "element", "share", "share_rest", "lift"])


def _prevalence(table: pd.DataFrame) -> pd.DataFrame:
    rows = []
    known = table[table["outlet"] != table["article_id"].map(unknown_outlet)]
    for outlet, own in known.groupby("outlet", sort=False):
        for package in range(1, int(table["package"].max()) + 1):
            hits = (own["package"] == package).to_numpy(dtype=float)
            found = ratio(hits, np.ones(len(own)), bounds=(0, 1), counts=True)
            rows.append((outlet, package, int(hits.sum()), len(own), found.value, found.low, found.high))
    return pd.DataFrame(rows, columns=["outlet", "package", "articles", "of", "share", "low", "high"])
