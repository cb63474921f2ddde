"""Coverage and width of `correct` against codes alone and labels alone, in simulation with a biased classifier.

    python benchmarks/coverage_correct.py [--repeats 400] [--quality 0.85] [--rare]

Two outlets with articles of unequal length; sentences of one article are alike; the machine over-reports in one
outlet and under-reports in the other; a sample of sentences, stratified by outlet, is coded. Printed for the share in
outlet A and the difference of shares: how often the nominal 95 % interval holds the true value, the median of its width
over that of the codes alone, the largest such width, and how often
it is narrower.

With --rare: shares of .01 to .05 in A, 100 coded sentences of 2,000 in 100 articles (or each by itself), where samples
hold few hits or none; coverage of the share and of the difference from an outlet with the same share.
"""

from __future__ import annotations

import argparse

import numpy as np
import pandas as pd

from framing.coding._correct import METHODS, correct

TRUTH = {"A": 0.45, "B": 0.30}
SPREAD = 0.8  # of an article's log-odds


def corpus(generator: np.random.Generator, clusters: int, quality: float) -> pd.DataFrame:
    """Sentences with the true code and the machine's; `quality` is its accuracy in A, where it also over-reports."""
    parts = []
    for outlet in TRUTH:
        sizes = 3 + generator.negative_binomial(2, 2 / 19, clusters)  # 3 to about 80, 20 in the mean
        odds = SHIFT[outlet] + SPREAD * generator.standard_normal(clusters)
        article = np.repeat(np.arange(clusters), sizes)
        truth = (generator.random(len(article)) < 1 / (1 + np.exp(-odds[article]))).astype(int)
        # In A the machine adds what is not there; in B it misses what is.
        wrong = generator.random(len(article)) < np.where(
            truth == (0 if outlet == "A" else 1), 2 * (1 - quality) * 0.85, 2 * (1 - quality) * 0.15
        )
        machine = np.where(wrong, 1 - truth, truth)
        parts.append(
            pd.DataFrame(
                {"outlet": outlet, "article": [f"{outlet}{a}" for a in article], "truth": truth, "machine": machine}
            )
        )
    return pd.concat(parts, ignore_index=True)


def rare(share: float, clustered: bool, quality: float, repeats: int) -> dict[str, list[float]]:
    """Coverage of the share in A and of the difference, by method: 100 of 2,000 sentences are coded in each outlet."""
    odds = shift(share)
    hits: dict[str, list[list[bool]]] = {name: [] for name in ("share", "difference")}
    for repeat in range(repeats):
        generator = np.random.default_rng([repeat, int(1000 * share), clustered])
        article = np.arange(4000) // 20
        spread = SPREAD * generator.standard_normal(200)[article] if clustered else 0.0
        truth = (generator.random(4000) < (1 / (1 + np.exp(-odds - spread)) if clustered else share)).astype(int)
        wrong = generator.random(4000) < np.where(truth == 1, 1 - quality, (1 - quality) * share)
        machine = pd.Series(np.where(wrong, 1 - truth, truth))
        outlet = pd.Series(np.repeat(["A", "B"], 2000))
        drawn = np.r_[generator.choice(2000, 100, replace=False), 2000 + generator.choice(2000, 100, replace=False)]
        by_article = pd.Series(article) if clustered else None
        for estimand, rows_of in hits.items():
            human, chance = pd.Series(truth[drawn], drawn), pd.Series(0.05, machine.index)
            found = correct(machine, human, chance, estimand, 1, outlet, by_article, seed=repeat).table
            found = found[found["group"] == "A"]
            true = share if estimand == "share" else 0.0
            rows_of.append(((found["low"] <= true) & (true <= found["high"])).tolist())
    return {name: (100 * np.mean(rows, axis=0)).tolist() for name, rows in hits.items()}


def shift(share: float) -> float:
    """Log-odds around which articles vary so that their mean share is `share`."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(40)
    grid = np.linspace(-7, 4, 11001)
    means = (1 / (1 + np.exp(-(grid[:, None] + SPREAD * nodes)))) @ weights / weights.sum()
    return float(np.interp(share, means, grid))


SHIFT = {outlet: shift(share) for outlet, share in TRUTH.items()}


def run(clusters: int, quality: float, coded: int, repeats: int, seed: int) -> pd.DataFrame:
    """Hits and widths, one row per repeat, estimand and method."""
    rows = []
    for repeat in range(repeats):
        generator = np.random.default_rng([seed, clusters, coded, repeat])
        units = corpus(generator, clusters, quality)
        drawn = np.concatenate(
            [generator.choice(rows_.index, coded, replace=False) for _, rows_ in units.groupby("outlet")]
        )
        probability = coded / units.groupby("outlet")["truth"].transform("size")
        for estimand in ("share", "difference"):
            found = correct(
                units["machine"],
                units.loc[drawn, "truth"],
                probability,
                estimand,
                1,
                units["outlet"],
                units["article"],
                seed=repeat,
            ).table
            found = found[found["group"] == "A"]
            true = TRUTH["A"] - (TRUTH["B"] if estimand == "difference" else 0)
            hit = (found["low"] <= true) & (true <= found["high"])
            rows += list(zip([estimand] * 4, found["method"], hit, found["width"], found["correlation"], strict=True))
    return pd.DataFrame(rows, columns=["estimand", "method", "hit", "width", "correlation"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=400)
    parser.add_argument("--quality", type=float, nargs="+", default=[0.5, 0.85])
    parser.add_argument("--clusters", type=int, nargs="+", default=[10, 20, 40, 80])
    parser.add_argument("--coded", type=int, default=3, help="coded sentences per article, on average")
    parser.add_argument("--rare", action="store_true", help="only rare shares, of 100 coded sentences")
    words = parser.parse_args()
    if words.rare:
        print(f"{words.repeats} repeats; coverage of nominal 95 % intervals, per cent: {', '.join(METHODS)}")
        for quality in words.quality:
            for clustered in (False, True):
                for share in (0.01, 0.02, 0.03, 0.05):
                    found = rare(share, clustered, quality, words.repeats)
                    cells = ["  ".join(f"{value:5.1f}" for value in found[name]) for name in found]
                    what = "articles" if clustered else "independent"
                    print(
                        f"{quality:4.2f} {what:12} {share:4.2f}  share: {cells[0]}  difference: {cells[1]}", flush=True
                    )
        return
    print(
        f"{words.repeats} repeats a line; nominal coverage 95 %; Monte-Carlo error of a coverage of 95 %: "
        f"± {196 * np.sqrt(0.95 * 0.05 / words.repeats):.1f} points"
    )
    print(
        "quality  r     clusters  estimand    "
        + "  ".join(f"{m:>25}" for m in METHODS)
        + "   (coverage, median width, largest, share of runs that are narrower)"
    )
    for quality in words.quality:
        for clusters in words.clusters:
            found = run(clusters, quality, words.coded * clusters, words.repeats, 1)
            for estimand in ("share", "difference"):
                own = found[found["estimand"] == estimand]
                cells = []
                for method in METHODS:
                    rows = own[own["method"] == method]
                    cells.append(
                        f"{100 * rows['hit'].mean():5.1f} % {rows['width'].median():5.2f} {rows['width'].max():5.2f} "
                        f"{100 * (rows['width'] < 1).mean():3.0f} %"
                    )
                print(
                    f"{quality:7.2f}  {own['correlation'].mean():4.2f}  {clusters:8d}  {estimand:10s}  "
                    + "  ".join(cells),
                    flush=True,
                )


if __name__ == "__main__":
    main()
