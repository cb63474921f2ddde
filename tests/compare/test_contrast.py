import numpy as np
import pandas as pd
import pytest

import framing
from framing.compare import contrast


@pytest.fixture(scope="module")
def shares(study):
    return contrast(study, "articles.quoted_share")


def row(result, group, other):
    table = result.table
    return table[(table["group"] == group) & (table["other"] == other)].iloc[0]


def test_a_share_is_a_ratio_of_sums(study, shares):
    here = study.articles[study.articles["outlet"] == "A"]
    assert row(shares, "A", "C")["value"] == pytest.approx(here["quoted_words"].sum() / here["words"].sum())


def test_the_outlet_that_quotes_more_is_found_and_no_other(shares):
    assert row(shares, "A", "C")["p_adjusted"] < 0.01 and row(shares, "B", "C")["high"] < 0
    assert row(shares, "A", "B")["p"] > 0.05


def test_pairing_by_event_is_at_least_as_sharp(study, shares):
    paired = row(contrast(study, "articles.quoted_share", pair="event"), "A", "C")
    loose = row(contrast(study, "articles.quoted_share", cluster="article_id"), "A", "C")
    assert paired["clusters"] == 30
    assert paired["high"] - paired["low"] < loose["high"] - loose["low"]


def test_events_that_only_one_side_covers_are_left_out_of_pairs(study):
    part = study.articles[~((study.articles["outlet"] == "A") & (study.articles["event"] < "event 2"))]
    tables = type(study)({"articles": part})
    paired = row(contrast(tables, "articles.quoted_share", pair="event", against="B"), "A", "B")
    assert paired["clusters"] == paired["articles"] == paired["articles_other"] < 30


@pytest.mark.parametrize(
    ("clusters", "interval"), [(3, ""), (4, "score"), (9, "score"), (10, "score"), (30, "BCa and score")]
)  # fmt: skip
def test_the_interval_follows_from_the_number_of_clusters(study, clusters, interval):
    part = study.articles[study.articles["event"].isin([f"event {i}" for i in range(clusters)])]
    result = contrast(type(study)({"articles": part}), "articles.quoted_share", against="C")
    found = row(result, "A", "C")
    assert found["interval"] == interval and found["clusters"] == clusters
    assert np.isnan(found["low"]) == np.isnan(found["p"]) == (not interval) or clusters == 4
    assert ("Warning" in result.note) == (4 <= clusters < 10)
    assert np.isfinite(found["difference"])
    if clusters < 4:
        assert "described only" in found["remark"]


def test_few_arrangements_give_no_p_and_say_why(study):
    part = study.articles[study.articles["event"].isin([f"event {i}" for i in range(4)])]
    found = row(contrast(type(study)({"articles": part}), "articles.quoted_share", against="C"), "A", "C")
    assert np.isnan(found["p"]) and "16 arrangements" in found["remark"]


def test_one_article_an_outlet_never_gives_a_p_value(make):
    tables = make([{"article_id": n, "outlet": n, "words": 90, "quoted_words": 9} for n in "ABC"])
    found = contrast(tables, "articles.quoted_share").table
    assert found[["low", "high", "p", "p_adjusted"]].isna().all(axis=None) and found["difference"].notna().all()


def test_a_census_is_described(study):
    result = contrast(study, "articles.quoted_share", target="articles")
    assert result.table[["low", "p"]].isna().all(axis=None) and "no others" in result.note


def test_columns_of_other_tables_are_averaged_in_each_article_first(make):
    articles = [{"article_id": "1", "outlet": "A", "words": 9}, {"article_id": "2", "outlet": "B", "words": 9}]
    tones = [("1", 0.2, "body"), ("1", 0.4, "lead"), ("1", -1, "caption"), ("2", 0.5, "body")]
    sentences = [{"article_id": article, "tone": tone, "zone": zone} for article, tone, zone in tones]
    toward = [("1", 0.6, 0.1), ("2", 0.0, 1.0)]
    mentions = [{"article_id": a, "zone": "body", "positive": good, "negative": bad} for a, good, bad in toward]
    mentions.append({"article_id": "1", "zone": "caption", "positive": 0.0, "negative": 1.0})
    tables = make(articles, sentences=sentences, mentions=mentions)
    assert contrast(tables, "sentences.tone").table["value"].tolist() == [pytest.approx(0.3)]
    assert contrast(tables, "mentions.positive-negative").table["difference"].tolist() == [pytest.approx(1.5)]


def test_a_rate_is_per_thousand_words(study):
    here = study.articles[study.articles["outlet"] == "B"]
    found = row(contrast(study, "articles.quotations", statistic="rate", against="B"), "A", "B")
    assert found["value_other"] == pytest.approx(1000 * here["quotations"].sum() / here["words"].sum())


def test_a_measure_of_ones_own(study):
    own = pd.Series(1.0, index=study.articles["article_id"], name="mine")
    assert contrast(study, own).table["difference"].tolist() == [0.0, 0.0, 0.0]


def test_two_outlets_are_compared_on_one_actor_in_one_voice(make):
    ids = [f"{outlet}{n}" for outlet in "AB" for n in range(12)]
    articles = [{"article_id": n, "outlet": n[0], "words": 90} for n in ids]
    mentions = [
        {"article_id": n, "actor": actor, "zone": "body", "voice": voice, "sentence": s, "negative": 0.5, "positive":
            0.6 + n.startswith("A") * 0.2 + int(n[1:]) % 3 / 20 if (actor, voice) == ("Hill", "journalist") else s / 9}
        for n in ids for actor in ("Hill", "Lake") for s, voice in enumerate(("journalist", "quoted"))
    ]  # fmt: skip
    tables = make(articles, mentions=mentions)
    means = framing.toward_summary(tables.mentions, by=["article_id", "actor", "voice"])
    hill = means[(means["actor"] == "Hill") & (means["voice"] == "journalist")].set_index("article_id")["tone_toward"]
    found = row(contrast(tables, hill), "A", "B")
    assert found["difference"] == pytest.approx(0.2) and found["low"] > 0.1
    assert row(contrast(tables, "mentions.positive-negative"), "A", "B")["difference"] == pytest.approx(0.05)


def test_medians_have_percentile_intervals_and_cliffs_delta(study):
    found = row(contrast(study, "articles.tone_mean", statistic="median"), "A", "C")
    assert found["interval"] == "percentile" and -1 <= found["effect"] <= 1


def test_the_same_seed_gives_the_same_table(study, shares):
    pd.testing.assert_frame_equal(contrast(study, "articles.quoted_share").table, shares.table)


@pytest.mark.parametrize(
    ("value", "options", "message"),
    [
        ("articles.quoted", {}, "no column 'quoted'"),
        ("quoted_share", {}, "table.column"),
        ("articles.tone_mean", {"statistic": "share"}, "share is of words"),
        ("articles.tone_mean", {"statistic": "mode"}, "mean, median, share, rate"),
        ("articles.tone_mean", {"pair": "event", "cluster": "family"}, "leave cluster out"),
        ("articles.tone_mean", {"pair": "event", "statistic": "median"}, "not by medians"),
    ],
)
def test_what_is_not_possible_is_refused(study, value, options, message):
    with pytest.raises((KeyError, ValueError), match=message):
        contrast(study, value, **options)


def lengths(make, words, shares):
    """Articles of outlets A and B, with their words and shares of quoted ones."""
    rows = [
        {"article_id": f"{outlet}{i}", "outlet": outlet, "words": n, "quoted_words": round(n * share)}
        for outlet in words for i, (n, share) in enumerate(zip(words[outlet], shares[outlet], strict=True))
    ]  # fmt: skip
    return make(rows)


@pytest.fixture(scope="module")
def uneven(make):
    """One article has most of the words of A, and quotes a lot; the others of A quote little."""
    spread = [0.02 * (i % 5) for i in range(12)]
    shares = {"A": [0.7, *[0.1 + s for s in spread[1:]]], "B": [0.3 + s for s in spread]}
    return lengths(make, {"A": [800, *[100] * 11], "B": [100] * 12}, shares)


def test_an_interval_is_named_by_what_gave_its_ends(uneven):
    assert row(contrast(uneven, "articles.quoted_share"), "A", "B")["interval"] == "score"
    own = pd.Series(uneven.articles["quoted_words"].astype(float).to_numpy(), uneven.articles["article_id"])
    found = row(contrast(uneven, own), "A", "B")
    assert found["interval"] in ("t", "BCa and t", "t and BCa")


def test_an_article_that_holds_much_of_a_side_is_named_with_its_share(uneven, study):
    found = row(contrast(uneven, "articles.quoted_share"), "A", "B")
    assert "one article has 42 % of the words of A" in found["remark"]
    rest = row(contrast(uneven, "articles.quoted_share", against="rest"), "B", "rest")
    assert "of the words of the rest" in rest["remark"]
    assert (contrast(study, "articles.quoted_share").table["remark"] == "").all()


def test_a_p_value_and_an_interval_that_disagree_are_not_left_side_by_side(make):
    words = {"A": [600, *[100] * 11], "B": [200] * 12}
    shares = {"A": [0.45, *[0.14 + 0.02 * i for i in range(11)]], "B": [0.1 * (i % 4) for i in range(12)]}
    found = row(contrast(lengths(make, words, shares), "articles.quoted_share"), "A", "B")
    assert (found["p"] < 0.05) != (found["low"] > 0)
    assert found["remark"] == "p and interval disagree: one article has 35 % of the words of A"


def test_difference_and_effect_have_one_sign(uneven):
    for value, statistic in (("articles.quoted_share", None), ("articles.quoted_words", "rate")):
        found = row(contrast(uneven, value, statistic=statistic), "A", "B")
        each = uneven.articles["quoted_words"].astype(float) / uneven.articles["words"].astype(float)
        means = each.groupby(uneven.articles["outlet"]).mean()
        assert means["A"] < means["B"] and found["difference"] > 0 and found["effect"] > 0


def test_the_effect_of_articles_of_one_length_is_hedges_g(make):
    tables = lengths(make, {"A": [100] * 4, "B": [100] * 4}, {"A": [0.1, 0.2, 0.3, 0.4], "B": [0.3, 0.4, 0.5, 0.6]})
    found = row(contrast(tables, "articles.quoted_share"), "A", "B")
    assert found["effect"] == pytest.approx(-0.2 / np.std([0.1, 0.2, 0.3, 0.4], ddof=1) * (1 - 3 / 23))


def test_a_difference_of_shares_stays_within_minus_1_and_1(make):
    tables = lengths(make, {"A": [900, 100, 100, 100], "B": [100] * 4}, {"A": [0.6, 0, 0.9, 0.1], "B": [0, 0, 0, 0.1]})
    found = row(contrast(tables, "articles.quoted_share"), "A", "B")
    assert 0.9 < found["high"] <= 1 and -1 <= found["low"] < 0


@pytest.mark.parametrize("statistic", ["mean", "rate"])
def test_articles_that_do_not_vary_have_no_effect_and_no_interval_but_a_remark(make, statistic):
    lengths = (100, 333, 70, 50, 210, 90, 80, 70, 60, 50, 100)
    tables = make([
        {"article_id": f"{outlet}{i}", "outlet": outlet, "words": n, "event": f"{i}"}
        for outlet in "AB" for i, n in enumerate(lengths)
    ])  # fmt: skip
    words = tables.articles["words"].to_numpy(float) / 10 if statistic == "rate" else np.full(22, 0.1)
    value = pd.Series(words, tables.articles["article_id"])
    for options in ({"cluster": "article_id"}, {}, {"pair": "event"}):
        found = row(contrast(tables, value, statistic=statistic, **options), "A", "B")
        assert found[["low", "high", "effect"]].isna().all() and found["difference"] == pytest.approx(0, abs=1e-9)
        assert found["p"] == 1 and "no interval" in found["remark"] and "no effect size" in found["remark"]


def test_two_constant_sides_that_differ_have_a_p_value_and_no_effect_of_1e16(make):
    tables = lengths(make, {"A": [100] * 12, "B": [100] * 12}, {"A": [0.1] * 12, "B": [0.3] * 12})
    own = tables.articles.set_index("article_id")["quoted_words"].astype(float) / 700
    found = row(contrast(tables, own), "A", "B")
    assert np.isnan(found["effect"]) and np.isnan(found["low"]) and found["p"] < 0.001
    assert "no interval" in found["remark"] and "no effect size" in found["remark"]


def test_nobody_is_quoted_by_either_side_and_the_interval_has_a_width(make):
    tables = lengths(make, {"A": [100] * 12, "B": [100] * 12}, {"A": [0.0] * 12, "B": [0.0] * 12})
    found = row(contrast(tables, "articles.quoted_share"), "A", "B")
    assert found["low"] < -0.1 and found["high"] > 0.1 and found["interval"] == "score"


def test_a_median_that_never_moves_has_a_remark_and_no_interval(make):
    tables = lengths(make, {"A": [100] * 12, "B": [100] * 12}, {"A": [0.2] * 12, "B": [0.2] * 12})
    found = row(contrast(tables, "articles.quoted_words", statistic="median"), "A", "B")
    assert np.isnan(found["low"]) and "no interval" in found["remark"]
