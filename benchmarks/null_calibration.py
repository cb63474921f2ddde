"""False positives and power of keyness: ``python benchmarks/null_calibration.py [CORPUS [DEALS]]``.

CORPUS is a file of JSON lines, gzipped or not, with ``outlet`` and ``text``. One outlet's articles (all outlets', where
none has enough) are dealt at random into groups: no word differs, so that every word called different is a false
positive. A design is two groups, or several of which each is compared with the rest. Terms in at least 10 articles of
the deal are tested, and p values are adjusted over all comparisons of the deal, as `framing.compare.keyness` does.
Log-likelihood, the log-odds of Monroe et al. with independent words, and Welch's t test on the rates of documents are
shown for comparison. For power, every second tested term is planted in the first group: to each of its counts there a
Poisson number with that mean is added, so that the rate doubles. Designs with events deal articles into events that all
groups cover, and cluster by event.

Without CORPUS, counts are drawn from negative binomial distributions whose shapes differ between the groups: one rate,
but one side's articles are burstier. The rates of false positives are those of `framing.compare.keyness`, of all terms
and of those without a remark on unequal design effects.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp
import scipy.stats as st

from framing.compare._keyness import UNEQUAL
from framing.compare.odds import log_odds, standard_error
from framing.compare.permutation import benjamini_hochberg
from framing.compare.robust_poisson import robust_poisson
from framing.compare.score import score, sides
from framing.text.words import WORD

LEAST = 10  # articles of the deal that must hold a term
PRIOR = 500.0
TERMS = 400  # of a draw


class Design(NamedTuple):
    """Articles of each group; two groups are compared with each other, more each with the rest."""

    sizes: tuple[int, ...]
    events: int = 0  # that every group covers; 0: articles are independent

    def __str__(self) -> str:
        if len(self.sizes) == 2:
            name = f"{self.sizes[0]} against {self.sizes[1]}"
        else:
            name = f"{len(self.sizes)} groups of {self.sizes[0]}, each against the rest"
        return name + (f", {self.events} events" if self.events else "")


DESIGNS = (
    Design((40, 40)), Design((15, 15)), Design((20, 60)), Design((20, 200)), Design((12, 120)), Design((15,) * 10),
    Design((20,) * 6), Design((15,) * 10, events=15), Design((20, 100), events=20),
)  # fmt: skip

Test = Callable[[sp.csr_matrix, np.ndarray, np.ndarray, np.ndarray, np.ndarray], np.ndarray]


def main(path: Path, deals: int) -> None:
    """Print the figures of a corpus."""
    outlets, matrix = read(path)
    names, sizes = np.unique(outlets, return_counts=True)
    print(f"{len(outlets)} articles, {len(names)} outlets; {deals} deals a design; ± 1.96 Monte-Carlo errors.")
    for design in DESIGNS:
        total = sum(design.sizes)
        enough = names[sizes >= total]
        if total > len(outlets):
            print(f"\n{design}: there are too few articles.")
            continue
        whose = f"articles of one outlet ({len(enough)} outlets)" if len(enough) else "articles of all outlets"
        print(f"\n{design}, {whose}")
        heads = ("p < .05, %", "p < .001, %", "any hit, BH, %", "power, %", "power, BH, %")
        print(f"{'test':<22}" + "".join(f"{head:<22}" for head in heads))
        found: dict[str, list[tuple[float, ...]]] = {name: [] for name in TESTS}
        for number in range(deals):
            generator = np.random.default_rng([number, *design.sizes[:2], design.events])
            rows = np.flatnonzero(outlets == enough[number % len(enough)]) if len(enough) else np.arange(len(outlets))
            deal(matrix[generator.permutation(rows)[:total]], design, generator, found)
        for name, rates in found.items():
            columns = np.array(rates).T
            print(f"{name:<22}" + "".join(f"{with_interval(column):<22}" for column in columns), flush=True)


def deal(
    counts: sp.csr_matrix, design: Design, generator: np.random.Generator, found: dict[str, list[tuple[float, ...]]]
) -> None:
    """One deal: rates of false positives, and of terms found that were planted."""
    words = np.asarray(counts.sum(axis=1)).ravel().astype(float)
    counts = counts[:, np.diff(counts.tocsc().indptr) >= LEAST]
    group = np.repeat(np.arange(len(design.sizes)), design.sizes)
    cluster = np.arange(len(group))
    if design.events:
        cluster = np.concatenate([np.arange(size) % design.events for size in design.sizes])
    changed, planted = plant(counts, group == 0, generator)
    compared = range(len(design.sizes) if len(design.sizes) > 2 else 1)
    for name, test in TESTS.items():
        p = np.array([test(counts, words, group == one, group, cluster) for one in compared])
        power = np.array([test(changed, words, group == one, group, cluster) for one in compared])
        p, power = np.nan_to_num(p, nan=1.0), np.nan_to_num(power, nan=1.0)
        adjusted = benjamini_hochberg(power.ravel()).reshape(power.shape)
        found[name].append((
            float(np.mean(p < 0.05)), float(np.mean(p < 0.001)), float((benjamini_hochberg(p.ravel()) < 0.05).any()),
            float(np.mean(power[0, planted] < 0.05)), float(np.mean(adjusted[0, planted] < 0.05)),
        ))  # fmt: skip


def plant(counts: sp.csr_matrix, side: np.ndarray, generator: np.random.Generator) -> tuple[sp.csr_matrix, np.ndarray]:
    """Counts in which every second term is twice as frequent on one side, and which terms those are."""
    planted = np.arange(counts.shape[1]) % 2 == 0
    changed = counts.tocoo(copy=True)
    here = side[changed.row] & planted[changed.col]
    changed.data[here] += generator.poisson(changed.data[here])
    return changed.tocsr(), np.flatnonzero(planted)


def clustered(
    counts: sp.csr_matrix, words: np.ndarray, side: np.ndarray, group: np.ndarray, cluster: np.ndarray
) -> np.ndarray:
    """The test of `framing.compare.keyness`: the larger p of two."""
    return np.fmax(score(counts, words, side, group, cluster).p, robust_poisson(counts, words, side, cluster).p)


def scored(
    counts: sp.csr_matrix, words: np.ndarray, side: np.ndarray, group: np.ndarray, cluster: np.ndarray
) -> np.ndarray:
    """The score test alone."""
    return score(counts, words, side, group, cluster).p


def log_likelihood(
    counts: sp.csr_matrix, words: np.ndarray, side: np.ndarray, group: np.ndarray, cluster: np.ndarray
) -> np.ndarray:
    """Log-likelihood of concordancers (two terms, one degree of freedom)."""
    (a, b), (m, n) = sides(counts, words, side)
    expected = (a + b) / (m + n)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = [np.where(x > 0, x * np.log(x / (size * expected)), 0.0) for x, size in ((a, m), (b, n))]
    return st.chi2.sf(2 * (terms[0] + terms[1]), 1)


def unclustered(
    counts: sp.csr_matrix, words: np.ndarray, side: np.ndarray, group: np.ndarray, cluster: np.ndarray
) -> np.ndarray:
    """Monroe et al.'s log-odds with their own standard error."""
    counted = sides(counts, words, side)
    odds = log_odds(counted, PRIOR)
    return 2 * st.norm.sf(np.abs(odds / standard_error(counted, PRIOR, np.ones(len(odds)))))


def welch(
    counts: sp.csr_matrix, words: np.ndarray, side: np.ndarray, group: np.ndarray, cluster: np.ndarray
) -> np.ndarray:
    """Welch's t test on the rates of documents."""
    rates = counts.toarray() / words[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        return st.ttest_ind(rates[side], rates[~side], equal_var=False).pvalue


def unequal(draws: int) -> None:
    """Print the figures of sides that are unequally bursty."""
    print(f"Negative binomial counts of one rate (100 to 8,000 in a million words), {draws} draws of {TERMS} terms; %.")
    heads = ("score alone: p < .05", "keyness: p < .05", "without remark", "with remark, of all")
    print(f"{'articles, shapes':<32}" + "".join(f"{head:<22}" for head in heads))
    for sizes in ((40, 40), (20, 200)):
        for shapes in ((0.7, 0.7), (0.1, 0.7), (0.7, 0.1), (0.7, 5.0), (5.0, 0.7)):
            found = np.concatenate([drawn(np.random.default_rng([n, *sizes]), sizes, shapes) for n in range(draws)], 1)
            once, p, remark = found[0], found[1], found[2] > 0
            rates = (np.mean(once < 0.05), np.mean(p < 0.05), np.mean(p[~remark] < 0.05), np.mean(remark))
            name = f"{sizes[0]} against {sizes[1]}, {shapes[0]} and {shapes[1]}"
            print(f"{name:<32}" + "".join(f"{100 * rate:<22.1f}" for rate in rates), flush=True)


def drawn(generator: np.random.Generator, sizes: tuple[int, int], shapes: tuple[float, float]) -> np.ndarray:
    """p of the score test and of keyness, and whether design effects are unequal, for one draw of terms."""
    side = np.arange(sum(sizes)) < sizes[0]
    words = generator.lognormal(6, 0.6, len(side)).round()
    shape = np.where(side, *shapes)[:, None]
    rates = np.exp(generator.uniform(np.log(1e-4), np.log(8e-3), TERMS))
    bursts = generator.gamma(shape, 1 / shape, (len(side), TERMS))
    counts = sp.csr_matrix(generator.poisson(words[:, None] * rates * bursts))
    counts = counts[:, np.diff(counts.tocsc().indptr) >= LEAST]
    once = scored(counts, words, side, side.astype(int), np.arange(len(side)))
    robust = robust_poisson(counts, words, side, np.arange(len(side)))
    one, other = robust.design
    return np.array([once, np.fmax(once, robust.p), (one > UNEQUAL * other) | (other > UNEQUAL * one)])


TESTS: dict[str, Test] = {
    "framing, clustered": clustered,
    "framing, score alone": scored,
    "log-likelihood": log_likelihood,
    "log-odds, unclustered": unclustered,
    "Welch by document": welch,
}
def with_interval(rates: np.ndarray) -> str:
    """Mean over splits, with 1.96 standard errors."""
    reach = 1.96 * float(rates.std(ddof=1)) / len(rates) ** 0.5
    return f"{100 * rates.mean():.2f} ± {100 * reach:.2f}"


def read(path: Path) -> tuple[np.ndarray, sp.csr_matrix]:
    """Outlet of each article and its counts of words, as the terms table has them."""
    outlets: list[str] = []
    rows: list[int] = []
    columns: list[int] = []
    values: list[int] = []
    terms: dict[str, int] = {}
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            words = (word.lower().replace("’", "'").removesuffix("'s") for word in WORD.findall(article["text"]))
            for word, count in Counter(words).items():
                rows.append(len(outlets))
                columns.append(terms.setdefault(word, len(terms)))
                values.append(count)
            outlets.append(article["outlet"])
    return np.array(outlets), sp.csr_matrix((values, (rows, columns)), shape=(len(outlets), len(terms)))


if __name__ == "__main__":
    if len(sys.argv) < 2:
        unequal(40)
    else:
        main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 500)
