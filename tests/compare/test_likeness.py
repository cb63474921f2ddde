import numpy as np
import pytest

from framing import Article, Corpus
from framing.compare import likeness
from framing.compare._likeness import scaled


@pytest.fixture(scope="module")
def two(make):
    """Two outlets with the same first sentence and words of their own after it."""
    copy = "Heavy rain closed the old bridge."
    texts = {"1": f"{copy} Trains ran late.", "2": f"{copy} Markets fell sharply.", "3": "Birds returned early."}
    corpus = Corpus([Article(i, text, outlet) for (i, text), outlet in zip(texts.items(), "ABC", strict=True)])
    terms = [
        {"article_id": a.id, "term": word.strip(".").lower(), "count": 1} for a in corpus for word in a.text.split()
    ]
    passages = [{"article_a": "1", "start_a": 0, "end_a": len(copy), "article_b": "2", "start_b": 0,
                 "end_b": len(copy), "kind": "verbatim"}]  # fmt: skip
    articles = [
        {"article_id": a.id, "outlet": a.outlet, "words": 9, "quoted_share": share, "speakers": 1}
        for a, share in zip(corpus, (0.1, 0.1, 0.4), strict=True)
    ]
    return make(articles, terms=terms, passages=passages), corpus


def test_shared_copy_makes_outlets_alike_until_it_is_masked(two):
    table = likeness(*two).table.set_index(["measure", "group", "other"])["likeness"]
    assert table["words", "A", "B"] > 0.3 and table["words", "A", "C"] == 0
    assert table["words without shared copy", "A", "B"] == 0


def test_features_are_compared_in_their_own_units(two):
    table = likeness(*two).table.set_index(["measure", "group", "other"])
    assert table.loc[("features", "A", "B"), "distance"] == 0
    assert table.loc[("features", "A", "C"), "distance"] == pytest.approx(0.3 / np.std([0.1, 0.1, 0.4]))


def test_without_the_texts_nothing_is_masked_and_the_note_says_so(two):
    result = likeness(two[0])
    assert "words without shared copy" not in set(result.table["measure"]) and "masked only where" in result.note


def test_a_map_of_places_in_the_plane_is_exact():
    places = np.random.default_rng(0).random((6, 2))
    distance = np.linalg.norm(places[:, None] - places[None], axis=2)
    points, stress = scaled(distance)
    np.testing.assert_allclose(np.linalg.norm(points[:, None] - points[None], axis=2), distance, atol=1e-6)
    assert stress < 1e-6


def test_what_does_not_fit_the_plane_has_stress():
    assert scaled(np.ones((6, 6)) - np.eye(6))[1] > 0.1
