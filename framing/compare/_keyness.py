"""Keyness: words that one outlet uses more than the others, with the article as the unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.compare.counts import Counts, Denominator, counts
from framing.compare.moments import Codes, Floats, gather
from framing.compare.odds import interval, log_odds, robust_interval, standard_error
from framing.compare.permutation import benjamini_hochberg
from framing.compare.result import Drawn
from framing.compare.robust_poisson import robust_poisson
from framing.compare.score import Sided, Sides, score, sides
from framing.compare.units import By, Target, Units, check, comparisons, independent, refusal, speaks_of, units
from framing.corpus.corpus import Corpus
from framing.corpus.given import corpus_of
from framing.tables import Tables

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

TESTED = 10  # clusters that must hold a term for it to be tested
PRIOR = 500.0  # words of prior: about one article
UNEQUAL = 3.0  # one side's design effect over the other's from which a test has a remark (null_calibration.py)
MANY = 0.2  # of a comparison's tests with a remark; where articles are equally bursty, 3 to 10 % have one by chance
COLUMNS = (
    "group", "other", "term", "log_ratio", "log_odds", "se", "low", "high", "p", "p_adjusted", "count", "count_rest",
    "articles", "articles_rest", "dispersion", "design", "design_group", "design_rest", "g2", "chi2", "remark",
)  # fmt: skip


@dataclass(frozen=True, repr=False)
class Keyness(Drawn):
    """Terms by group; see `keyness`."""

    method = "clustered score and robust Poisson test"


def keyness(
    x: Tables | Corpus,
    by: By = None,
    against: str = "rest",
    terms: str | int | pd.DataFrame = "words",
    cluster: str | None = None,
    target: Target = "coverage",
    level: float = 0.95,
    prior: float = PRIOR,
    denominator: Denominator = "words",
) -> Keyness:
    """Terms that a group uses more or less than the others.

    Parameters
    ----------
    x : Tables or Corpus
        A corpus is counted here; tables hold the counts.
    by : str, Series or dict, optional
        A column of the articles, yours included, or the group of each article by its id; by default what the study
        compares by (``compare_by``), else the outlet.
    against : str
        ``"rest"`` (each group against all others), ``"pairs"`` or the name of a group.
    terms : str, int or DataFrame
        ``"words"``; a number n for runs of n words (of a corpus); ``"table.column"``, such as ``"quotations.cue"``;
        or a data frame with article_id, term, count, in which an article without a row has no occurrence.
    cluster : str, optional
        Column of the articles whose equal values are not independent. By default events where there are
        at least 4 and groups share them, else families of shared copy, else articles.
    target : {"coverage", "articles"}
        Whether the articles are a sample of the groups' coverage, or all there is: nothing is inferred then.
    level : float
        Of the intervals.
    prior : float
        Words of pooled text added to each side of the log-odds.
    denominator : {"words", "terms"}
        Of all rates: the words of the articles, or all occurrences of the terms counted. The second asks which share of
        the terms a term is ("of all cues, how many are *claimed*?"), the first how often it is used at all.

    Returns
    -------
    Keyness
        ``.table``: group, other, term; log_ratio (binary logarithm of the ratio of rates, half an occurrence
        standing for none); log_odds with se, low, high; p, p_adjusted (Benjamini-Hochberg over all tests); count,
        count_rest, articles, articles_rest; dispersion (Gries' DP over the group's articles: 0 even, 1 in one article);
        design (variance over that of independent words), and the same of each side alone at the rate of both,
        design_group and design_rest (missing on a side without the term); g2 and chi2, which take every word for
        independent and are given to check against other programs alone; remark, where one of these is more than 3
        times the other. Terms in fewer than 10 clusters are described, not tested.

    Notes
    -----
    With y occurrences in n words and a prior of a = prior x pooled rate occurrences, the log-odds of Monroe et al. is

        log((y1 + a) / (n1 + prior - y1 - a)) - log((y2 + a) / (n2 + prior - y2 - a)).

    Its variance there, 1 / (y1 + a) + 1 / (y2 + a), takes the words of an article for independent. Here it is
    multiplied by the design effect of the term. p is the larger of two: that of a clustered score test
    (`framing.compare.score`), which estimates a rare term's variance from both sides, and of a robust Poisson test
    (`framing.compare.robust_poisson`), which gives each side its own. A side without the term has no variance of its
    own; there the score test decides alone. The interval holds those log-odds that either test does not reject: it
    leaves out 0 where p is below 1 - level.

    Where one side's articles are much burstier and few, both tests call too many terms different, because a burst that
    was not sampled does not show. The remark names single terms, and the note says where they are many.

    g2 and chi2 are those of the table of term and other words by side, 2 sum O log(O / E) and sum (O - E)² / E, with a
    minus where the group uses the term less: quanteda's ``textstat_keyness`` with ``measure="lr"`` or ``"chi2"`` and
    ``correction="none"``. In a corpus of words that come in bursts their p is far too small.

    References
    ----------
    Dunning 1993, Accurate methods for the statistics of surprise and coincidence. Computational Linguistics
    19(1), 61-74.
    Monroe, Colaresi & Quinn 2008, Fightin' Words. Political Analysis 16(4), equations 15 to 22.
    Hardie 2014, Log Ratio: an informal introduction. CASS, Lancaster.
    Gries 2008, Dispersions and adjusted frequencies in corpora. International Journal of Corpus Linguistics 13(4).

    Examples
    --------
    >>> from framing.simulation import simulate
    >>> found = keyness(simulate(events=20)).table
    >>> found.loc[found["group"] == "Outlet F", "term"].iloc[0]
    'levy'
    """
    check(target, level)
    if prior <= 0:
        raise ValueError(f"prior is a number of words above 0, not {prior}.")
    x = x if isinstance(x, Tables) else corpus_of(x, "keyness")
    found = units(x, by, cluster)
    counted = counts(x, found.articles, terms, denominator)
    found, counted, without = _with_words(found, counted)
    if without and against in without:
        raise ValueError(f"No article of {against!r} has {_what(counted, denominator)}: compare with another group.")
    pairs = [_compare(found, counted, pair, target, level, prior) for pair in comparisons(found.names, against)]
    table = pd.concat([part for part, _ in pairs], ignore_index=True) if pairs else pd.DataFrame(columns=list(COLUMNS))
    table["p_adjusted"] = benjamini_hochberg(table["p"].to_numpy(dtype=float))
    note = _note(found, counted, table, target, [clusters for _, clusters in pairs], found.by, denominator, without)
    return Keyness(table[list(COLUMNS)], note, "keyness", {"level": level, "words": float(counted.words.sum())})


def _compare(
    found: Units, counted: Counts, pair: tuple[int, int | None], target: Target, level: float, prior: float
) -> tuple[pd.DataFrame, int]:
    """The table of one comparison, strongest evidence first, and how many clusters it has."""
    one, other = pair
    chosen = (found.group == one) | (found.group == other) if other is not None else np.ones(len(found.group), bool)
    rows = np.flatnonzero(chosen)
    side, cluster, group = found.group[rows] == one, found.cluster[rows], found.group[rows]
    matrix, words = counted.matrix[rows], counted.words[rows]
    used = np.flatnonzero(np.diff(matrix.tocsc().indptr))
    clusters = independent(side, cluster)
    table = _described(matrix[:, used], words, side, prior)
    table.insert(0, "term", counted.terms[used])
    table.insert(0, "other", "rest" if other is None else found.names[other])
    table.insert(0, "group", found.names[one])
    for column in ("se", "low", "high", "p", "design", "design_group", "design_rest"):
        table[column] = np.nan
    if len(used) and not refusal(clusters, target):
        holding = np.asarray((gather(matrix, words, cluster)[0] > 0).sum(axis=0)).ravel()[used]
        enough = np.flatnonzero(holding >= TESTED)
        tests = _tested(matrix[:, used[enough]], words, side, group, cluster, prior, level)
        table.loc[enough, list(tests)] = np.column_stack(list(tests.values()))
    table["remark"] = [_remark(*designs) for designs in zip(table["design_group"], table["design_rest"], strict=True)]
    order = np.lexsort((table["term"], -table["strength"], table["p"].fillna(2.0)))
    return table.iloc[order], clusters


def _described(matrix: csr_matrix, words: Floats, side: Sided, prior: float) -> pd.DataFrame:
    """What is counted, and the effect, without inference."""
    counted = sides(matrix, words, side)
    (one, other), (m, n) = counted
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.log2(np.maximum(one, 0.5) / m) - np.log2(np.maximum(other, 0.5) / n)
        odds = log_odds(counted, prior)
        strength = np.abs(odds) / standard_error(counted, prior, np.ones(len(odds)))
    return pd.DataFrame({
        "log_ratio": ratio, "log_odds": odds, "count": one.astype("int64"), "count_rest": other.astype("int64"),
        "articles": _holding(matrix[side]), "articles_rest": _holding(matrix[~side]),
        "dispersion": dispersion(matrix[side], words[side]), "strength": strength, **_word_by_word(counted),
    })  # fmt: skip


def _word_by_word(counted: Sides) -> dict[str, Floats]:
    """G² and χ² of the term against all other words, signed as the difference of the rates."""
    (one, other), (m, n) = counted
    rate = (one + other) / (m + n)
    seen = np.array([one, m - one, other, n - other])
    expected = np.array([m * rate, m * (1 - rate), n * rate, n * (1 - rate)])
    with np.errstate(divide="ignore", invalid="ignore"):
        g2 = 2 * np.where(seen > 0, seen * np.log(seen / expected), 0.0).sum(axis=0)
        chi2 = np.where(expected > 0, (seen - expected) ** 2 / expected, 0.0).sum(axis=0)
    sign = np.sign(one / m - other / n)
    return {"g2": sign * np.maximum(g2, 0.0), "chi2": sign * chi2}


def _tested(
    matrix: csr_matrix, words: Floats, side: Sided, group: Codes, cluster: Codes, prior: float, level: float
) -> dict[str, Floats]:
    """Standard error, interval, p value and design effects of each term."""
    clusters = np.unique(cluster, return_inverse=True)[1]
    test, robust = score(matrix, words, side, group, clusters), robust_poisson(matrix, words, side, clusters)
    counted = sides(matrix, words, side)
    ends = [interval(counted, prior, test, level), robust_interval(counted, prior, robust, level)]
    return {
        "se": standard_error(counted, prior, test.design), "low": np.fmin(ends[0][0], ends[1][0]),
        "high": np.fmax(ends[0][1], ends[1][1]), "p": np.fmax(test.p, robust.p), "design": test.design,
        "design_group": robust.design[0], "design_rest": robust.design[1],
    }  # fmt: skip


def _remark(group: float, rest: float) -> str:
    """What is to be said of the two sides' design effects."""
    if group > UNEQUAL * rest:
        return f"the group's design effect is {_times(group, rest)} times that of the others"
    if rest > UNEQUAL * group:
        return f"the others' design effect is {_times(rest, group)} times that of the group"
    return ""


def _times(more: float, less: float) -> str:
    return f"{more / less:.1f}" if less > 0.01 * more else "over 100"


def dispersion(matrix: csr_matrix, words: Floats) -> Floats:
    """Gries' deviation of proportions: half the summed differences between an article's share of a term and of words.

    Articles without the term differ by their share of the words, so that only the others need be looked at.
    """
    columns = matrix.tocsc()
    total = np.asarray(columns.sum(axis=0)).ravel()
    share = words / max(float(words.sum()), 1.0)
    term = np.repeat(np.arange(columns.shape[1]), np.diff(columns.indptr))
    expected = share[columns.indices]
    differs = np.abs(columns.data / total[term] - expected) - expected
    found = (np.bincount(term, differs, columns.shape[1]) + 1) / 2
    return np.where(total > 0, found, np.nan)


def _holding(matrix: csr_matrix) -> Codes:
    """Articles that hold each term."""
    return np.asarray((matrix > 0).sum(axis=0), dtype=np.int64).ravel()


def _with_words(found: Units, counted: Counts) -> tuple[Units, Counts, list[str]]:
    """What has a rate: articles with words, and their groups; and the names of the groups left without an article."""
    kept = np.flatnonzero(counted.words > 0)
    if len(kept) == len(counted.words):
        return found, counted, []
    present, group = np.unique(found.group[kept], return_inverse=True)
    names = [found.names[i] for i in present]
    left = found._replace(
        articles=found.articles.iloc[kept].reset_index(drop=True), group=group, names=names,
        cluster=found.cluster[kept], left_out=found.left_out + len(counted.words) - len(kept),
    )  # fmt: skip
    without = [name for name in found.names if name not in names]
    return left, counted._replace(matrix=counted.matrix[kept], words=counted.words[kept]), without


def _what(counted: Counts, denominator: Denominator) -> str:
    """What an article must have for a rate."""
    return "words" if denominator == "words" or counted.what == "words" else counted.what


def _note(
    found: Units, counted: Counts, table: pd.DataFrame, target: Target, clusters: list[int], by: str,
    denominator: Denominator, without: list[str],
) -> str:  # fmt: skip
    what = _what(counted, denominator)
    left = f"; {found.left_out:,} left out (not measured, no {what}, or no known group)" if found.left_out else ""
    groups = f"{len(found.names)} group{'s' * (len(found.names) != 1)}"
    per = "word ({:,} words in these articles)" if what == "words" else "occurrence ({:,} of " + what + ")"
    terms = f"{len(counted.terms):,} term{'s' * (len(counted.terms) != 1)}"
    note = (
        f"Counted {counted.what}: {int(counted.matrix.sum()):,} occurrences of {terms} in "
        f"{len(found.articles):,} articles of {groups}{left}. Rates are per {per.format(int(counted.words.sum()))}. "
    )
    if counted.unknown:
        note += f"Left out: {counted.unknown:,} rows of the terms given whose article_id no article has. "
    if without:
        note += f"No article of {', '.join(without)} has {what}. "
    if len(found.names) < 2:
        only = f"there is only one group, {found.names[0]}" if found.names else "no article belongs to a group"
        return f"{note}There is nothing to compare: by {by!r}, {only}."
    note += speaks_of(found, target, clusters)
    tests = int(table["p"].notna().sum())
    if tests:
        note += f" {tests:,} tests of terms in {TESTED} clusters or more; p_adjusted is Benjamini-Hochberg over all."
        note += _unequal(table)
    return note


def _unequal(table: pd.DataFrame) -> str:
    """The sentence on tests whose sides have unequal design effects."""
    tested = table[table["p"].notna()]
    remarked = tested["remark"] != ""
    if not remarked.any():
        return ""
    number = int(remarked.sum())
    said = f" In {number:,} of them one side's design effect is over {UNEQUAL:g} times the other's (remark)."
    shares = remarked.groupby([tested["group"], tested["other"]], sort=False).mean()
    many = [f"{group} against {other}" for (group, other), share in shares.items() if share > MANY]
    if many:
        said += (
            f" Warning: these are over {MANY:.0%} of the tests of {', '.join(many)}; where one side's articles are so "
            "much burstier, more terms are called different by chance than the level says."
        )
    return said
