"""Packages: elements that come together are found, checked on unseen articles, refused where articles are few."""

import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

import framing
from framing.tables import Tables, frame

WORDS = {
    "money": ["cost", "tax", "market", "price", "bank", "wage"],
    "crime": ["police", "court", "jail", "gun", "law", "judge"],
}


def tables(articles=60):
    kinds = ["money" if n % 3 else "crime" for n in range(articles)]
    rows = [
        (f"{n:03d}", word, 1 + (n + i) % 3)
        for n, kind in enumerate(kinds) for i, word in enumerate(WORDS[kind]) if (n * 7 + i) % 4
    ]  # fmt: skip
    about = pd.DataFrame({"article_id": [f"{n:03d}" for n in range(articles)], "words": 100.0})
    about["outlet"] = ["A" if n % 2 else "B" for n in range(articles)]
    about = about.reindex(columns=[c.name for c in framing.tables.SCHEMA["articles"].columns])
    return Tables({"terms": frame("terms", rows), "articles": frame("articles", about)}), kinds


def test_elements_that_come_together_make_a_package():
    measured, kinds = tables()
    found = framing.packages(measured, most=4)
    assert found.stability.loc[found.stability["chosen"], "packages"].item() == 2
    assert adjusted_rand_score(kinds, found.articles["package"]) > 0.95
    assert set(found.elements.loc[found.elements["package"] == 1, "element"]) <= set(WORDS["money"])


def test_unseen_articles_check_it_and_prevalence_has_intervals():
    found = framing.packages(tables()[0], number=2)
    assert (found.articles["package"] == found.articles["unseen"]).mean() > 0.9
    assert (found.prevalence["low"] < found.prevalence["share"]).all() and "Exploratory" in found.note


def test_few_articles_are_refused():
    with pytest.raises(ValueError, match="at least 40"):
        framing.packages(tables(39)[0])
