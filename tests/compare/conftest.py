"""Invented tables, for comparisons whose answer is known."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from framing.tables import SCHEMA, Tables, frame


def made(articles: Iterable[dict[str, Any]], **others: Iterable[dict[str, Any]]) -> Tables:
    """Tables of invented rows; columns left out are missing."""
    rows = {"articles": articles, **others}
    tables = {}
    for name, table in rows.items():
        columns = [column.name for column in SCHEMA[name].columns]
        tables[name] = frame(name, [tuple(row.get(column) for column in columns) for row in table])
    return Tables(tables)


@pytest.fixture(scope="session")
def make() -> Callable[..., Tables]:
    """Maker of tables from rows."""
    return made


@pytest.fixture(scope="session")
def study() -> Tables:
    """Three outlets with 30 articles each; C quotes more; every event is covered once by each."""
    generator = np.random.default_rng(5)
    rows = []
    for event in range(30):
        common = generator.normal(0, 0.04)
        for outlet, mean in (("A", 0.30), ("B", 0.30), ("C", 0.45)):
            words = int(generator.integers(100, 900))
            share = float(np.clip(mean + common + generator.normal(0, 0.05), 0, 1))
            rows.append({
                "article_id": f"{outlet}{event}", "outlet": outlet, "event": f"event {event}", "words": words,
                "family": f"{outlet}{event}", "quoted_words": round(share * words),
                "quoted_share": round(share * words) / words, "quotations": event % 7,
                "tone_mean": float(generator.normal(0, 0.2)),
                "date": f"2020-{1 + event // 10:02d}-{1 + event % 10:02d}",
            })  # fmt: skip
    return made(rows)


@pytest.fixture(scope="session")
def counted() -> pd.DataFrame:
    """Counts of 60 terms in 80 articles, all of one rate but `planted`, five times as frequent in the first 40."""
    generator = np.random.default_rng(2)
    rows = []
    for article in range(80):
        bursts = generator.gamma(1.0, 1.0, 60)
        rates = 3.0 * bursts
        rates[0] *= 5 if article < 40 else 1
        for term, count in enumerate(generator.poisson(rates)):
            if count:
                rows.append((f"a{article}", "planted" if not term else f"term {term}", int(count)))
    return pd.DataFrame(rows, columns=["article_id", "term", "count"])


@pytest.fixture(scope="session")
def sides(counted: pd.DataFrame) -> Tables:
    """The articles of `counted`, the first 40 of outlet A."""
    words = counted.groupby("article_id")["count"].sum()
    return made([
        {"article_id": f"a{i}", "outlet": "A" if i < 40 else "B", "words": int(words[f"a{i}"]), "family": f"a{i}"}
        for i in range(80)
    ])  # fmt: skip
