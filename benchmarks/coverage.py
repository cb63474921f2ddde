"""How often the intervals of `framing.compare` hold the true value.

    python benchmarks/coverage.py [REPLICATIONS] [--unequal]

Two outlets are simulated again and again. An article has 80 to 3,000 words (log-normal), the share of quoted words
varies between articles and with their length, and is skewed. Printed for each number of articles a side: the share of
nominal 95 % intervals that hold the true difference, with its Monte-Carlo interval, beside an interval that takes words
for independent; and false positives at 5 % where the outlets do not differ.

Then one outlet with 6 or 20 very unequal articles, by `trend` (a share, a rate) and `toward_summary` (a mean over
mentions): how often the interval holds the true value, and its mean width. And two outlets that hardly ever quote:
coverage of the difference where 1 to 5 % of the words are quoted. ``--unequal`` prints these alone.

``--few`` prints 8 articles against 80: coverage of each test's interval and of the one that `contrast` gives, which
neither test rejects, for skewed means (exponential, log-normal) and for small shares, with Monte-Carlo standard errors;
and ``--level`` how often tests of all groups and max-t reject where 4 outlets do not differ.
"""

from __future__ import annotations

import sys
import warnings
from functools import cache
from itertools import combinations

import numpy as np
import pandas as pd
from scipy.special import fdtrc

from framing import toward_summary
from framing.clustered import of
from framing.compare import contrast, trend
from framing.compare.joint import _hotelling, _welch, max_t
from framing.compare.permutation import permutations
from framing.compare.resampling import Sample
from framing.intervals import difference, significance
from framing.tables import Tables, frame

SIDES = (10, 20, 40, 80)
DESIGNS = ("articles", "families", "events")
TRUE = (0.30, 0.38)  # mean quoted share of the words of either outlet; worked out by `truth`


def main(replications: int) -> None:
    """Print the figures."""
    if "--few" in sys.argv:
        return few(replications)
    if "--level" in sys.argv:
        return joint(replications)
    unequal(replications)
    if "--unequal" in sys.argv:
        return
    print(f"Nominal 95 %, {replications} replications; difference in share of quoted words and in mean tone.\n")
    heads = ("share", "mean", "words independent", "p < .05, no difference")
    print(f"{'design':<10}{'a side':>7}  " + "".join(f"{head:<23}" for head in heads))
    for design in DESIGNS:
        for number in SIDES:
            shares, means, naive, false = [], [], [], []
            for replication in range(replications):
                generator = np.random.default_rng([replication, number, DESIGNS.index(design)])
                tables = simulated(generator, number, TRUE, design)
                cluster = {"articles": "article_id", "families": "family", "events": "event"}[design]
                share = contrast(tables, "articles.quoted_share", cluster=cluster).table.iloc[0]
                mean = contrast(tables, "articles.tone_mean", cluster=cluster).table.iloc[0]
                shares.append(share["low"] <= truth(TRUE[0]) - truth(TRUE[1]) <= share["high"])
                means.append(mean["low"] <= TRUE[0] - TRUE[1] <= mean["high"])
                naive.append(_words_independent(tables.articles, truth(TRUE[0]) - truth(TRUE[1])))
                same = simulated(generator, number, (TRUE[0], TRUE[0]), design)
                false.append(contrast(same, "articles.quoted_share", cluster=cluster).table["p"].iloc[0] < 0.05)
            cells = "".join(f"{rate(found):<23}" for found in (shares, means, naive, false))
            print(f"{design:<10}{number:>7}  {cells}", flush=True)


def unequal(replications: int) -> None:
    """Print coverage and mean width of the intervals of one outlet's few and unequal articles, and of rare shares."""
    print(f"Nominal 95 %, {replications} replications; one outlet, articles of very unequal length; mean width.\n")
    print(f"{'articles':>8}  " + "".join(f"{head:<26}" for head in ("share", "rate", "tone toward")))
    for number in (6, 20):
        found: dict[str, list[tuple[bool, float]]] = {name: [] for name in ("share", "rate", "toward")}
        for replication in range(replications):
            generator = np.random.default_rng([replication, number, 7])
            words = np.ceil(generator.lognormal(6, 1, number)).astype(int) + 30
            share = generator.gamma(4, 0.05, number).clip(0, 0.95)
            mentions = np.minimum(1 + words // 150, 40)
            tone = np.repeat(0.1 + 0.25 * generator.standard_normal(number), mentions)
            tone = np.clip(tone + 0.3 * generator.standard_normal(len(tone)), -1, 1)
            articles = frame("articles", []).reindex(range(number)).assign(
                article_id=[f"a{i}" for i in range(number)], outlet="A", date="2020-01-01", words=words,
                quoted_words=generator.binomial(words, share), quotations=generator.poisson(words * share / 20),
            )  # fmt: skip
            rows = pd.DataFrame({
                "actor": "Hill", "article_id": np.repeat(articles["article_id"], mentions).to_numpy(), "zone": "body",
                "positive": tone.clip(min=0), "negative": (-tone).clip(min=0), "sentence": range(len(tone)),
            })  # fmt: skip
            tables = Tables({"articles": articles})
            answers = {
                "share": (trend(tables, "articles.quoted_share").table.iloc[0], 0.2),
                "rate": (trend(tables, "articles.quotations", statistic="rate").table.iloc[0], 10.0),
                "toward": (toward_summary(rows, by="actor").iloc[0], 0.1),
            }
            for name, (row, true) in answers.items():
                found[name].append((row["low"] <= true <= row["high"], row["high"] - row["low"]))
        cells = [
            f"{rate([hit for hit, _ in pairs])} {np.nanmean([w for _, w in pairs]):.3f}" for pairs in found.values()
        ]
        print(f"{number:>8}  " + "".join(f"{cell:<26}" for cell in cells), flush=True)
    print(f"\n{'share':>8}  difference, 20 articles a side")
    for share in (0.01, 0.02, 0.05):
        hits = []
        for replication in range(replications):
            generator = np.random.default_rng([replication, int(100 * share), 8])
            # Few articles quote at all; who does, quotes a fifth.
            words = np.ceil(generator.lognormal(6.2, 0.6, 40)).astype(int)
            quoted = generator.binomial(words, np.where(generator.random(40) < 5 * share, 0.2, 0.0))
            articles = frame("articles", []).reindex(range(40)).assign(
                article_id=[f"a{i}" for i in range(40)], outlet=np.repeat(["A", "B"], 20), words=words,
                quoted_words=quoted,
            )  # fmt: skip
            row = contrast(Tables({"articles": articles}), "articles.quoted_share").table.iloc[0]
            hits.append(bool(row["low"] <= 0 <= row["high"]))
        print(f"{share:>8}  {rate(hits)}", flush=True)
    print()


def few(replications: int) -> None:
    """Print coverage at 8 against 80 articles."""
    print(f"Nominal 95 %, {replications} replications, 8 articles against 80: coverage, relative width.")
    side = np.arange(88) < 8
    draws = {
        "exponential": lambda g: g.exponential(1, 88), "log-normal": lambda g: g.lognormal(-0.5, 1, 88),
    }  # fmt: skip
    cases = [(name, draw, one, other) for name, draw in draws.items() for one, other in ((1, 1), (2, 1), (1, 2))]
    cases += [("share", None, one, other) for one, other in ((.01, .01), (.05, .05), (.01, .05), (.05, .01))]
    for name, draw, one, other in cases:
        hits, widths = [], []
        for replication in range(replications):
            generator = np.random.default_rng([replication, 5])
            level = np.where(side, one, other)
            bottom, bounds = np.ones(88), (-np.inf, np.inf)
            if draw:
                top = level * draw(generator)
            else:
                bottom, bounds = np.ceil(generator.lognormal(6.2, 0.6, 88)), (0.0, 1.0)
                chance = np.clip(level * generator.gamma(0.5, 2, 88), 0, 1)
                top = generator.binomial(bottom.astype(int), chance).astype(float)
            first = difference(top, bottom, side, None, 0.95, bounds, not draw)
            sample = Sample(top, bottom, side, np.arange(88), (~side).astype(int))
            test, _ = permutations(sample, 999, replication)
            low, high = test.interval(0.95)
            ends = [(first.low, first.high), (low, high), (min(first.low, low), max(first.high, high))]
            hits.append([low <= one - other <= high for low, high in ends])
            widths.append([high - low for low, high in ends])
        rates, wide = np.mean(hits, axis=0), np.mean(widths, axis=0)
        cells = [f"{100 * r:.1f} ± {100 * (r * (1 - r) / replications) ** 0.5:.1f}" for r in rates]
        print(f"{name:12} {one:4} {other:4}  score/t {cells[0]}  permutation {cells[1]}  contrast {cells[2]}  "
              f"{wide[2] / wide[0]:.2f}", flush=True)  # fmt: skip


def joint(replications: int) -> None:
    """Print the level of tests of all groups at once, for 4 outlets that do not differ."""
    print(f"{replications} replications, 4 outlets of 15 articles (gamma), p < .05, per cent ± standard error")
    for design in ("articles", "events"):
        rejected = []
        for replication in range(replications):
            generator = np.random.default_rng([replication, 9])
            own = generator.gamma(2, 0.5, (4, 15)) + (generator.gamma(2, 0.5, 15) if design == "events" else 0)
            cluster = np.tile(np.arange(15), 4) if design == "events" else np.arange(60)
            size = int(cluster.max()) + 1
            parts = [of(row, np.ones(15), cluster[15 * i : 15 * i + 15], size) for i, row in enumerate(own)]
            f, df, within = (_hotelling if design == "events" else _welch)(parts)
            pairs = list(combinations(range(4), 2))
            errors = np.array([parts[i].influence - parts[j].influence for i, j in pairs])
            p = np.array([significance([parts[i], parts[j]]) for i, j in pairs])
            rejected.append([fdtrc(df, within, f) < 0.05, (max_t(errors, 0.95).adjusted(p) < 0.05).any()])
        cells = [f"{100 * r:.1f} ± {100 * (r * (1 - r) / replications) ** 0.5:.1f}" for r in np.mean(rejected, axis=0)]
        print(f"{design:9} all groups {cells[0]}  max-t, any pair {cells[1]}", flush=True)


def simulated(generator: np.random.Generator, number: int, mean: tuple[float, float], design: str) -> Tables:
    """Tables of two outlets with `number` articles each.

    families: a third of the articles on either side derive from copy that the other side has too. events: every article
    reports an event that the other side reports too, and the event moves the value.
    """
    words = np.clip(generator.lognormal(6.2, 0.6, 2 * number), 80, 3000).round()
    side = np.repeat([0, 1], number)
    own = generator.gamma(2.0, 0.5, 2 * number)
    pairs = {"articles": 0, "families": number // 3, "events": number}[design]
    common = generator.gamma(2.0, 0.5, pairs)
    for start in (0, number):
        own[start : start + pairs] = (own[start : start + pairs] + common) / 2
    share = np.clip(np.asarray(mean)[side] * _longer(words) * own, 0, 0.95)
    quoted = generator.binomial(words.astype(int), share)
    place = np.tile(np.arange(number), 2)
    names = [f"{n}" if n < pairs else f"{s}-{n}" for s, n in zip(side, place, strict=True)]
    articles = frame("articles", []).reindex(range(2 * number)).assign(
        article_id=[f"a{i}" for i in range(2 * number)], outlet=np.array(["A", "B"])[side], family=names, event=names,
        words=words, quoted_words=quoted, quoted_share=quoted / words, tone_mean=np.asarray(mean)[side] * own,
    )  # fmt: skip
    return Tables({"articles": articles})


@cache
def truth(mean: float) -> float:
    """Share of quoted words in endless coverage: the mean of words x share over the mean of words."""
    generator = np.random.default_rng(0)
    words = np.clip(generator.lognormal(6.2, 0.6, 2_000_000), 80, 3000).round()
    share = np.clip(mean * _longer(words) * generator.gamma(2.0, 0.5, len(words)), 0, 0.95)
    return float((words * share).sum() / words.sum())


def _longer(words: np.ndarray) -> np.ndarray:
    """Longer articles quote more."""
    return np.sqrt(words / 600)


def _words_independent(articles: pd.DataFrame, true: float) -> bool:
    sums = articles.groupby("outlet")[["quoted_words", "words"]].sum().astype(float)
    share = sums["quoted_words"] / sums["words"]
    error = float(np.sqrt((share * (1 - share) / sums["words"]).sum()))
    return bool(abs(share["A"] - share["B"] - true) <= 1.96 * error)


def rate(found: list[bool]) -> str:
    """A share with its 95 % Monte-Carlo interval (Wilson)."""
    n, p, z = len(found), float(np.mean(found)), 1.96
    middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    reach = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    return f"{100 * p:.1f} [{100 * (middle - reach):.1f}, {100 * (middle + reach):.1f}]"


if __name__ == "__main__":
    warnings.simplefilter("error")
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    main(numbers[0] if numbers else 1000)
