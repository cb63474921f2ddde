import pytest

from framing.compare import trend


def test_a_value_for_each_group_and_month(study):
    table = trend(study, "articles.quoted_share").table
    assert table["period"].unique().tolist() == ["2020-01-01", "2020-02-01", "2020-03-01"]
    assert (table["articles"] == 10).all() and len(table) == 9
    first = study.articles[(study.articles["outlet"] == "A") & (study.articles["date"] < "2020-02")]
    assert table["value"].iloc[0] == pytest.approx(first["quoted_words"].sum() / first["words"].sum())
    assert (table["low"] < table["value"]).all() and (table["value"] < table["high"]).all()


def test_a_period_with_few_clusters_has_no_band(study):
    table = trend(study, "articles.tone_mean", period="day").table
    assert (table["clusters"] == 1).all() and table["low"].isna().all() and table["value"].notna().all()


def test_a_census_has_no_band(study):
    assert trend(study, "articles.tone_mean", target="articles").table["low"].isna().all()


def test_an_unknown_period_is_refused(study):
    with pytest.raises(ValueError, match="day, week, month"):
        trend(study, "articles.tone_mean", period="fortnight")


def test_a_share_stays_within_0_and_1_with_few_uneven_articles(make):
    given = zip((900, 100, 100, 100), (0.6, 0.0, 0.9, 0.1), strict=True)
    rows = [
        {"article_id": f"{i}", "outlet": "A", "words": n, "quoted_words": round(n * share), "date": f"2020-01-0{i + 1}"}
        for i, (n, share) in enumerate(given)
    ]
    found = trend(make(rows), "articles.quoted_share").table.iloc[0]
    assert 0 <= found["low"] < 0.05 and 0.95 < found["high"] <= 1 and 0 < found["value"] < 1


def test_a_missing_interval_is_explained(study, make):
    few = trend(study, "articles.tone_mean", period="day").table
    assert few["remark"].str.contains("1 independent cluster; 4 are needed").all()
    assert trend(study, "articles.tone_mean", target="articles").table["remark"].str.contains("all there is").all()
    rows = [
        {"article_id": f"{o}{i}", "outlet": o, "words": n, "quoted_words": 0, "tone_mean": 0.1, "date": "2020-01-01"}
        for o in "AB" for i, n in enumerate((900, 300, 100, 100, 70))
    ]  # fmt: skip
    same = trend(make(rows), "articles.tone_mean").table
    assert same["low"].isna().all() and same["remark"].str.contains("all clusters have the same value").all()
    nobody = trend(make(rows), "articles.quoted_share").table
    assert (nobody["high"] > 0.3).all() and (nobody["low"] == 0).all() and (nobody["remark"] == "").all()
    full = trend(study, "articles.quoted_share").table
    assert (full["low"].notna() == (full["remark"] == "")).all()


def test_articles_that_are_left_out_are_counted_by_their_reason(make):
    rows = [
        {"article_id": f"{i}", "outlet": "A", "words": 9, "tone_mean": tone, "date": date}
        for i, (tone, date) in enumerate([(0.1, "2020-01-01"), (None, "2020-01-02"), (0.2, None), (0.2, "soon")])
    ]
    assert "left out: 2 without a date, 1 without a value" in trend(make(rows), "articles.tone_mean").note
