"""Coverage and width of `correct` against codes alone and labels alone, in simulation with a biased classifier.

    python benchmarks/coverage_correct.py [--repeats 400] [--quality 0.85]

Two outlets with articles of unequal length; sentences of one article are alike; the machine over-reports in one
outlet and under-reports in the other; a sample of sentences, stratified by outlet, is coded. Printed for the share in
outlet A and the difference of shares: how often the nominal 95 % interval holds the true value, the median of its width
over that of the codes alone, the largest such width, and how often
it is narrower.
"""

from __future__ import annotations

import argparse

import numpy as np
import pandas as pd

from framing.coding.correct import METHODS, correct

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


def shift(share: float) -> float:
    """Log-odds around which articles vary so that their mean share is `share`."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(40)
    grid = np.linspace(-4, 4, 8001)
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
    words = parser.parse_args()
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
