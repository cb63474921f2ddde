"""Bias and coverage of `coding.regress` beside codes alone and labels alone, in simulation with a biased classifier.

    python benchmarks/regress.py [REPLICATIONS]

Two outlets, 60 articles of unequal length that differ among themselves, 1,200 sentences on average; the machine
over-reports in B and under-reports where a predictor is high; 300 sentences are coded. Printed for the outlet's and the
predictor's coefficient: mean error and coverage of the nominal 95 % interval with its Monte-Carlo standard error. The
true coefficients are those of the same regression in endless coverage.
"""

from __future__ import annotations

import sys
from functools import cache

import numpy as np
import pandas as pd

from framing.coding import regress
from framing.coding.regression import fitted

CODED = 300
TERMS = ("outlet: B", "x")


def units(generator: np.random.Generator, articles: int) -> pd.DataFrame:
    """Sentences with their predictors, the true code and the machine's."""
    sizes = 5 + generator.negative_binomial(2, 2 / 17, articles)
    article = np.repeat(np.arange(articles), sizes)
    b = article % 2
    x = generator.standard_normal(articles)[article]
    odds = -1.2 + 0.7 * b + 0.5 * x + 0.6 * generator.standard_normal(articles)[article]
    truth = (generator.random(len(article)) < 1 / (1 + np.exp(-odds))).astype(int)
    wrong = np.where(truth == 1, 0.15 + 0.1 * (x > 0), 0.05 + 0.2 * b)
    machine = np.where(generator.random(len(article)) < wrong, 1 - truth, truth)
    outlet = np.where(b, "B", "A")
    return pd.DataFrame({"article": article, "outlet": outlet, "x": x, "truth": truth, "machine": machine})


@cache
def true(model: str) -> tuple[float, ...]:
    rows = units(np.random.default_rng(0), 60_000)
    design = np.column_stack([np.ones(len(rows)), rows["outlet"] == "B", rows["x"]]).astype(float)
    found = fitted(design, rows["truth"].to_numpy(float), np.arange(len(rows)) // 500, model == "logistic")
    return tuple(found.estimate[1:])


def main(replications: int) -> None:
    """Print the figures."""
    print(f"{replications} replications; coverage in per cent ± Monte-Carlo standard error")
    for model in ("linear", "logistic"):
        found: dict[tuple[str, str], list[tuple[float, bool, float]]] = {}
        for replication in range(replications):
            generator = np.random.default_rng([replication, 3])
            rows = units(generator, 60)
            drawn = generator.choice(len(rows), CODED, replace=False)
            table = regress(
                rows["machine"], rows["truth"].iloc[drawn], pd.Series(CODED / len(rows), rows.index),
                rows[["outlet", "x"]], model, cluster=rows["article"], seed=replication,
            ).table  # fmt: skip
            for _, row in table[table["term"].isin(TERMS)].iterrows():
                value = true(model)[TERMS.index(row["term"])]
                own = found.setdefault((row["method"], row["term"]), [])
                own.append((row["estimate"] - value, row["low"] <= value <= row["high"], row["high"] - row["low"]))
        for (method, term), values in found.items():
            error, hit, width = (np.mean([value[i] for value in values]) for i in range(3))
            reach = np.sqrt(hit * (1 - hit) / len(values))
            print(f"{model:9} {method:8} {term:10} bias {error:+.3f}  covered {100 * hit:.1f} ± {100 * reach:.1f}  "
                  f"width {width:.3f}", flush=True)  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
