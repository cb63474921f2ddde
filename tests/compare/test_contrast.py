import numpy as np
import pandas as pd
import pytest

import framing
from framing.compare import contrast
from framing.intervals import sides_of, significance


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
    ("clusters", "interval"), [(3, ""), (4, "score"), (9, "score and permutation"), (30, "permutation and score")]
)  # fmt: skip
def test_the_interval_follows_from_the_number_of_clusters(study, clusters, interval):
    part = study.articles[study.articles["event"].isin([f"event {i}" for i in range(clusters)])]
    result = contrast(type(study)({"articles": part}), "articles.quoted_share", against="C")
    found = row(result, "A", "C")
    assert (found["interval"] == "") == (interval == "") and found["clusters"] == clusters
    assert np.isnan(found["low"]) == np.isnan(found["p"]) == (not interval)
    assert ("Warning" in result.note) == (4 <= clusters < 10)
    assert np.isfinite(found["difference"])
    if clusters < 4:
        assert "described only" in found["remark"]


def test_with_few_arrangements_the_score_test_stands_alone(study):
    part = study.articles[study.articles["event"].isin([f"event {i}" for i in range(4)])]
    found = row(contrast(type(study)({"articles": part}), "articles.quoted_share", against="C"), "A", "C")
    assert found["interval"] == "score" and 0 < found["p"] < 1


def test_p_and_interval_agree_at_every_level(make):
    generator = np.random.default_rng(11)
    for trial in range(12):
        words = generator.integers(60, 900, 28)
        quoted = generator.binomial(words, np.clip(generator.gamma(0.4, 0.1, 28), 0, 1))
        tables = make([
            {"article_id": f"{i}", "outlet": "A" if i < 8 else "B", "words": int(n), "quoted_words": int(q)}
            for i, (n, q) in enumerate(zip(words, quoted, strict=True))
        ])  # fmt: skip
        for level in (0.5, 0.8, 0.95):
            found = contrast(tables, "articles.quoted_share", level=level, seed=trial).table.iloc[0]
            assert (found["p"] < 1 - level) == (found["low"] > 0 or found["high"] < 0)


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
        ("articles.tone_mean", {"pair": "event", "statistic": "median"}, "not of medians"),
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
    named = ("score", "permutation", "score and permutation", "permutation and score")
    assert row(contrast(uneven, "articles.quoted_share"), "A", "B")["interval"] in named
    own = pd.Series(uneven.articles["quoted_words"].astype(float).to_numpy(), uneven.articles["article_id"])
    assert "score" not in row(contrast(uneven, own), "A", "B")["interval"]


def test_an_article_that_holds_much_of_a_side_is_named_with_its_share(uneven, study):
    found = row(contrast(uneven, "articles.quoted_share"), "A", "B")
    assert "one article has 42 % of the words of A" in found["remark"]
    rest = row(contrast(uneven, "articles.quoted_share", against="rest"), "B", "rest")
    assert "of the words of the rest" in rest["remark"]
    assert (contrast(study, "articles.quoted_share").table["remark"] == "").all()


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


# Reference values: R 4.2.2, on a = c(3.1, 4.7, 2.2, 5.9, 4.4, 3.8, 6.1, 2.9), b = c(5.2, 6.6, 4.9, 7.3, 5.5, 8.1, 6.0),
# c = c(4.1, 5.0, 3.3, 6.2, 5.8, 4.6). t.test(a, b); oneway.test(y ~ g); t.test(a, c, mu = -2, alternative = "greater")
# and t.test(a, c, mu = 2, alternative = "less").
VALUES = {
    "A": [3.1, 4.7, 2.2, 5.9, 4.4, 3.8, 6.1, 2.9], "B": [5.2, 6.6, 4.9, 7.3, 5.5, 8.1, 6.0],
    "C": [4.1, 5.0, 3.3, 6.2, 5.8, 4.6],
}  # fmt: skip


@pytest.fixture(scope="module")
def three(make):
    ids = [(outlet, i, value) for outlet, own in VALUES.items() for i, value in enumerate(own)]
    tables = make([{"article_id": f"{o}{i}", "outlet": o, "words": 100} for o, i, _ in ids])
    return tables, pd.Series([value for *_, value in ids], index=[f"{o}{i}" for o, i, _ in ids])


def test_standard_error_statistic_and_omnibus_are_rs_welch_tests(three):
    found = contrast(*three, cluster="article_id")
    first = row(found, "A", "B")
    assert tuple(first[["se", "statistic", "df"]]) == pytest.approx(
        (0.664729594402, -3.145747453073, 12.979116690511), rel=1e-5
    )  # fmt: skip
    every = found.omnibus.iloc[0]
    names = ["statistic", "df", "df_within", "p_value"]
    assert tuple(every[names]) == pytest.approx((5.03513857894, 2, 11.89427946167, 0.02604805677), rel=1e-4)


def test_equivalence_is_two_one_sided_tests(three):
    side = np.repeat([True, False], [8, 6])
    values = np.array(VALUES["A"] + VALUES["C"])
    welch = max(significance(sides_of(values, np.ones(14), side), null=null) / 2 for null in (-2.0, 2.0))
    assert welch == pytest.approx(0.03633603139, rel=1e-6)
    found = row(contrast(*three, cluster="article_id", equivalence=2.0), "A", "C")
    # The permutation test may ask for more than Welch's, as it does in the interval.
    assert welch <= found["p_equivalence"] < 0.1 and found["verdict"] == "undecided"
    assert row(contrast(*three, cluster="article_id", equivalence=4.0), "A", "C")["verdict"] == "equivalent"


def test_fixed_effects_are_those_of_a_regression_with_event_terms(make):
    # R 4.2.2: d = data.frame(y = c(.30, .35, .41, .22, .28, .33, .25, .31, .29, .40, .38, .52, .18, .30, .28, .33, .29,
    # .47), g = rep(c("A", "B", "B"), 6), e = rep(1:6, each = 3)); coef(lm(y ~ g + factor(e), d))["gB"]
    y = [.30, .35, .41, .22, .28, .33, .25, .31, .29, .40, .38, .52, .18, .30, .28, .33, .29, .47]
    rows = [{"article_id": f"{i}", "outlet": "ABB"[i % 3], "event": f"{i // 3}", "words": 100} for i in range(18)]
    own = pd.Series(y, index=[f"{i}" for i in range(18)])
    found = row(contrast(make(rows), own, fixed="event"), "A", "B")
    assert found["difference"] == pytest.approx(-0.07083333333) and found["clusters"] == 6
    paired = row(contrast(make(rows), own, pair="event"), "A", "B")
    assert paired["difference"] == pytest.approx(found["difference"])  # as every event has one A and two B


def test_a_ratio_of_ones_own_is_the_share_of_quoted_words_given_to_some_speakers(make):
    articles = [{"article_id": f"{o}{i}", "outlet": o, "words": 300} for o in "AB" for i in range(12)]
    speakers = [
        {"article_id": a["article_id"], "speaker": name, "speaker_type": kind, "quoted_words": n + 2 * (i % 3)}
        for i, a in enumerate(articles[:-1])
        for name, kind, n in (
            ("Ann Lee", "person", 30 if a["outlet"] == "A" else 10), ("The Board", "organisation", 20))
    ]  # fmt: skip
    tables = make(articles, speakers=speakers)
    every, persons = "speakers.quoted_words", ("speakers.quoted_words", {"speaker_type": "person"})
    found = row(contrast(tables, numerator=persons, denominator=every), "A", "B")
    assert found["value"] == pytest.approx(12 * 32 / (12 * 32 + 12 * 22)) and found["low"] > 0
    assert found["articles_other"] == 11  # the last article has nothing below the line
    series = tables.speakers[tables.speakers["speaker"] == "Ann Lee"].set_index("article_id")["quoted_words"]
    again = row(contrast(tables, numerator=series, denominator=every), "A", "B")
    assert again["difference"] == pytest.approx(found["difference"])
    with pytest.raises(ValueError, match="both a numerator and a denominator"):
        contrast(tables, numerator=series)
    with pytest.raises(KeyError, match="no column 'office'"):
        contrast(tables, numerator=("speakers.quoted_words", {"office": "yes"}), denominator=every)


def test_simultaneous_intervals_are_wider_and_their_p_larger(study, shares):
    joint = contrast(study, "articles.quoted_share", adjust="max-t").table
    assert ((joint["high"] - joint["low"]) > (shares.table["high"] - shares.table["low"])).all()
    assert (joint["p_adjusted"] >= joint["p"]).all() and "at once (max-t)" in contrast(
        study, "articles.quoted_share", adjust="max-t").note  # fmt: skip


def test_the_frame_has_what_other_programs_need(study, shares):
    rows = shares.frame()
    assert list(rows) == ["article_id", "group", "cluster", "event", "value", "weight", "top", "bottom"]
    own = rows[rows["group"] == "A"]
    assert np.average(own["value"], weights=own["weight"]) == pytest.approx(row(shares, "A", "B")["value"])


def test_tidy_has_the_names_that_r_users_know(shares):
    rows = shares.tidy()
    assert list(rows)[:15] == [
        "group", "other", "term", "estimate", "std_error", "statistic", "df", "p_value", "conf_low", "conf_high",
        "method", "n", "n_clusters", "p_adjusted", "adjust",
    ]  # fmt: skip
    assert rows["n"].tolist() == [60] * 3 and set(rows["adjust"]) == {"BH"}
    assert (rows["effect_name"] == "Hedges' g").all()
    assert "Benjamini-Hochberg over 3 tests" in rows.attrs["note"] and "conf\\_low" in shares.to_latex()
