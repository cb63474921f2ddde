import numpy as np
import pandas as pd
import pytest

import framing
from framing.compare import keyness
from framing.compare._keyness import COLUMNS, dispersion


def test_finds_what_was_planted_and_nothing_else(sides, counted):
    table = keyness(sides, terms=counted, against="B").table
    assert table.loc[table["p_adjusted"] < 0.05, "term"].tolist() == ["planted"]
    planted = table.iloc[0]
    assert planted["log_ratio"] == pytest.approx(np.log2(5), abs=0.6)
    assert planted["low"] < planted["log_odds"] < planted["high"]


@pytest.mark.parametrize("sizes", [(40, 40), (8, 72), (72, 8)], ids=str)
def test_the_interval_leaves_out_zero_where_p_is_below_one_minus_the_level(make, counted, sizes):
    words = counted.groupby("article_id")["count"].sum()
    tables = make([
        {"article_id": f"a{i}", "outlet": "A" if i < sizes[0] else "B", "words": int(words[f"a{i}"])} for i in range(80)
    ])  # fmt: skip
    table = keyness(tables, terms=counted, against="B", level=0.8).table
    outside = (table["low"] > 0) | (table["high"] < 0)
    assert (outside == (table["p"] < 0.2)).all()
    assert outside.any() and (table["low"] < table["log_odds"]).all() and (table["log_odds"] < table["high"]).all()


@pytest.mark.parametrize("shapes", [(0.7, 0.7), (0.1, 2.0)], ids=str)
def test_unequal_design_effects_are_remarked(make, shapes):
    generator = np.random.default_rng(7)
    shape = np.repeat(shapes, 40)[:, None]
    counts = generator.poisson(4.0 * generator.gamma(shape, 1 / shape, (80, 100)))
    tables = make([{"article_id": f"a{i}", "outlet": "A" if i < 40 else "B", "words": 2000} for i in range(80)])
    article, term = np.nonzero(counts)
    terms = pd.DataFrame({
        "article_id": [f"a{i}" for i in article], "term": [f"t{j}" for j in term], "count": counts[article, term],
    })  # fmt: skip
    result = keyness(tables, terms=terms, against="B")
    table = result.table
    times = np.fmax(table["design_group"] / table["design_rest"], table["design_rest"] / table["design_group"])
    assert ((times > 3) == (table["remark"] != "")).all()
    outside = (table["low"] > 0) | (table["high"] < 0)
    assert (outside == (table["p"] < 0.05)).all()
    assert ("Warning: these are over 20% of the tests of A against B" in result.note) == (shapes[0] != shapes[1])
    if shapes[0] != shapes[1]:
        assert table["remark"].str.contains("the group's design effect is").mean() > 0.8


def test_equal_outlets_of_a_few_articles_have_no_key_terms(make):
    generator = np.random.default_rng(3)
    counts = generator.poisson(2.0 * generator.gamma(0.5, 2.0, (150, 200)))
    tables = make([
        {"article_id": f"a{i}", "outlet": f"Outlet {i % 10}", "words": int(row.sum())} for i, row in enumerate(counts)
    ])  # fmt: skip
    article, term = np.nonzero(counts)
    terms = pd.DataFrame({
        "article_id": [f"a{i}" for i in article], "term": [f"t{j}" for j in term], "count": counts[article, term],
    })  # fmt: skip
    table = keyness(tables, terms=terms).table
    assert table["p"].notna().sum() == 2000 and table["p"].min() > 1e-7
    assert not (table["p_adjusted"] < 0.05).any()


def test_counts_are_those_of_the_articles(sides, counted):
    table = keyness(sides, terms=counted, against="B").table.set_index("term")
    first = counted[counted["article_id"].isin([f"a{i}" for i in range(40)])]
    assert (table["count"] == first.groupby("term")["count"].sum().reindex(table.index)).all()
    assert (table["articles"] == first.groupby("term").size().reindex(table.index)).all()
    assert table["count"].sum() + table["count_rest"].sum() == counted["count"].sum()


def test_a_word_that_one_side_never_uses_is_in_the_table(sides, counted):
    own = pd.DataFrame({"article_id": [f"a{i}" for i in range(15)], "term": "only here", "count": 3})
    row = keyness(sides, terms=pd.concat([counted, own]), against="B").table.set_index("term").loc["only here"]
    assert row["count_rest"] == 0 and row["articles_rest"] == 0
    assert np.isfinite(row[["log_ratio", "log_odds", "se", "low", "high"]].to_numpy(float)).all()
    assert row["low"] > 0


def test_one_term_is_compared_by_its_rate_per_word(sides, counted):
    one = counted[counted["term"] == "planted"]
    result = keyness(sides, terms=one, against="B")
    row = result.table.iloc[0]
    assert row["log_ratio"] == pytest.approx(np.log2(5), abs=0.6) and row["p"] < 0.001
    assert f"per word ({int(sides.articles['words'].sum()):,} words in these articles)" in result.note


def test_articles_without_the_term_count(make):
    tables = make([{"article_id": f"a{i}", "outlet": "A" if i < 20 else "B", "words": 100} for i in range(40)])
    here = [*range(12), *range(20, 23)]
    terms = pd.DataFrame({"article_id": [f"a{i}" for i in here], "term": "x", "count": 1})
    row = keyness(tables, terms=terms, against="B").table.iloc[0]
    assert row["log_ratio"] == pytest.approx(2.0)


def test_a_share_of_all_terms_is_compared_where_that_is_asked_for(sides, counted):
    twice = counted.assign(count=counted["count"] * np.where(counted["article_id"].str[1:].astype(int) < 40, 2, 1))
    articles = sides.articles.assign(words=500)
    tables = framing.tables.Tables({"articles": articles})
    words = keyness(tables, terms=twice, against="B")
    share = keyness(tables, terms=twice, against="B", denominator="terms")
    assert words.table["log_ratio"].median() > 0.8
    assert abs(share.table["log_ratio"].median()) < 0.4 and "per occurrence" in share.note


def test_terms_of_articles_that_do_not_exist_are_reported(sides, counted):
    other = pd.DataFrame({"article_id": ["z"], "term": "x", "count": 1})
    assert "Left out: 1 rows of the terms" in keyness(sides, terms=pd.concat([counted, other])).note


@pytest.mark.parametrize("outlets", [["A"] * 6, ["A"] * 3 + [None] * 3], ids=["one outlet", "others unknown"])
def test_one_group_has_nothing_to_be_compared_with(outlets):
    corpus = framing.read(pd.DataFrame({"id": list("abcdef"), "outlet": outlets, "text": "Rain fell."}))
    result = keyness(corpus)
    assert result.table.empty and "nothing to compare: by 'outlet', there is only one group, A" in result.note


def test_a_group_without_words_is_named_and_left_out():
    texts = {"A": "Rain fell.", "B": "Rain fell.", "C": "..."}
    rows = [{"id": f"{o}{i}", "outlet": o, "text": text} for o, text in texts.items() for i in range(4)]
    corpus = framing.read(pd.DataFrame(rows))
    result = keyness(corpus)
    assert set(result.table["group"]) == {"A", "B"}
    assert "No article of C has words" in result.note and "4 left out" in result.note
    with pytest.raises(ValueError, match="No article of 'C' has words"):
        keyness(corpus, against="C")


def test_a_term_that_every_article_uses_at_one_rate_does_not_differ(make):
    words = [97 * (i % 7 + 1) for i in range(40)]
    tables = make([{"article_id": f"a{i}", "outlet": "AB"[i % 2], "words": w} for i, w in enumerate(words)])
    terms = pd.DataFrame({"article_id": [f"a{i}" for i in range(40)], "term": "x", "count": [w // 97 for w in words]})
    row = keyness(tables, terms=terms).table.iloc[0]
    assert row["p"] == 1.0 and row["log_ratio"] == pytest.approx(0)


def test_rare_terms_are_described_and_not_tested(sides, counted):
    rare = pd.DataFrame({"article_id": ["a1", "a2", "a50"], "term": "rare", "count": 1})
    row = keyness(sides, terms=pd.concat([counted, rare])).table.set_index("term").loc["rare"].iloc[0]
    assert row["count"] == 2 and np.isfinite(row["log_odds"]) and np.isnan(row["p"])


@pytest.mark.parametrize(("against", "comparisons"), [("rest", 3), ("pairs", 3), ("A", 2)])
def test_any_number_of_groups(study, against, comparisons):
    terms = pd.DataFrame({"article_id": study.articles["article_id"], "term": "word", "count": 5})
    table = keyness(study, terms=terms, against=against).table
    assert len(table) == comparisons and list(table.columns) == list(COLUMNS)


def test_one_article_an_outlet_never_gives_a_p_value(seeds):
    result = keyness(seeds)
    assert result.table[["p", "p_adjusted", "low", "high"]].isna().all(axis=None)
    assert "Describes these" in result.note


def test_a_census_is_described(sides, counted):
    result = keyness(sides, terms=counted, target="articles")
    assert result.table["p"].isna().all() and "no p value" in result.note


def test_planted_words_of_the_simulation_are_found():
    corpus = framing.simulate(events=20)
    table = keyness(corpus).table
    found = table[(table["p_adjusted"] < 0.05) & (table["log_odds"] > 0)]
    terms = {group: set(here["term"]) for group, here in found.groupby("group")}
    assert "levy" in terms["Outlet F"] and {"fresh", "start"} <= terms["Outlet E"] and "said" in terms["Outlet C"]
    alike = keyness(corpus, against="Outlet A").table
    alike = alike[alike["group"] == "Outlet B"]
    assert not (alike["p_adjusted"] < 0.05).any()


def test_runs_of_words_are_counted_within_sentences():
    from framing import Article, Corpus

    corpus = Corpus([Article("1", "Head line\n\nIt rained. It rained again.", "A"), Article("2", "Dry days", "B")])
    table = keyness(corpus, terms=2).table
    counts = table[table["group"] == "A"].set_index("term")["count"]
    assert counts["it rained"] == 2 and "rained it" not in counts


def test_values_of_a_column_are_terms(make):
    tables = make(
        [{"article_id": "1", "outlet": "A", "words": 9}, {"article_id": "2", "outlet": "B", "words": 9}],
        quotations=[{"article_id": "1", "cue": "said"}, {"article_id": "1", "cue": "said"}, {"article_id": "2"}],
    )
    row = keyness(tables, terms="quotations.cue").table.iloc[0]
    assert (row["term"], row["count"], row["count_rest"]) == ("said", 2, 0)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "publisher"}, "no column 'publisher'"),
        ({"against": "Z"}, "'rest', 'pairs' or one of"),
        ({"terms": "quotations.verb"}, "no column 'verb'"),
        ({"target": "world"}, "'coverage'"),
        ({"prior": 0.0}, "above 0"),
        ({"level": 95}, "between 0 and 1"),
    ],
)
def test_what_is_not_possible_is_refused(study, options, message):
    with pytest.raises((KeyError, ValueError), match=message):
        keyness(study, **options)


def test_dispersion_is_nought_where_even_and_near_one_where_in_one_article():
    from scipy.sparse import csr_matrix

    counts = csr_matrix([[2, 0], [2, 0], [2, 9], [2, 0]])
    np.testing.assert_allclose(dispersion(counts, np.full(4, 100.0)), [0.0, 0.75])


def test_g2_and_chi2_are_those_of_the_table_of_words():
    # R 4.2.2: O = matrix(c(30, 970, 10, 1190), 2); E = outer(rowSums(O), colSums(O)) / sum(O);
    # 2 * sum(O * log(O / E)); chisq.test(O, correct = FALSE)
    from framing.compare._keyness import _word_by_word
    from framing.compare.score import Sides

    found = _word_by_word(Sides((np.array([30.0, 0.0]), np.array([10.0, 12.0])), (1000.0, 1200.0)))
    assert (found["g2"][0], found["chi2"][0]) == pytest.approx((14.70432843, 14.34413580))
    assert found["g2"][1] < 0  # the group uses the term less
