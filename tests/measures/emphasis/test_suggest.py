"""Suggestions are candidates: what is found in some articles is counted in others."""

import pytest

import framing
from framing.measures._emphasis import suggest_phrases
from framing.simulation import OUTLETS


def test_an_expression_of_one_outlet_is_found_and_confirmed_where_it_was_not_seen():
    table = suggest_phrases(framing.simulate(events=30), most=10)
    mine = table[(table["outlet"] == "Outlet E") & (table["phrase"] == "fresh start")]
    assert len(mine) == 1 and bool(mine["confirmed"].iloc[0])
    assert (table["unseen_articles"] == 15).all()


def test_with_few_articles_nothing_can_be_confirmed():
    table = suggest_phrases(framing.simulate(events=2))
    assert table["confirmed"].isna().all() and (table["unseen_articles"] == 0).all()


def test_the_seed_decides_which_articles_are_searched():
    corpus = framing.simulate(events=8, outlets=OUTLETS[:3])
    assert suggest_phrases(corpus, seed=1).equals(suggest_phrases(corpus, seed=1))


def test_no_expression_runs_over_punctuation_or_ends_in_a_function_word():
    text = "Grand bridge of steel. Grand bridge of steel. Red, blue. Red, blue."
    corpus = framing.Corpus(
        [framing.Article("a", text, "A"), framing.Article("b", "It rained all day long. " * 9, "B")]
    )
    found = set(suggest_phrases(corpus)["phrase"])
    assert "grand bridge of steel" in found and not {"red blue", "bridge of"} & found


def test_the_unseen_half_confirms_by_its_own_rates_and_not_by_what_is_added_to_the_counts():
    table = suggest_phrases(framing.simulate(events=6)).set_index(["outlet", "phrase"])
    row = table.loc[("Outlet F", "ruth adeyemi-cole")]  # once among 3 articles, seven times among 15
    assert (row["unseen_count"], row["unseen_count_rest"]) == (1, 7) and row["unseen_log_ratio"] > 0
    assert not row["confirmed"] and table["confirmed"].any()
    assert not table.loc[table["unseen_count"] == 0, "confirmed"].any()


def test_what_nobody_says_in_the_unseen_half_has_no_ratio_there():
    table = suggest_phrases(framing.simulate(events=6))
    nobody = (table["unseen_count"] == 0) & (table["unseen_count_rest"] == 0)
    assert nobody.any() and (table["unseen_log_ratio"].isna() == nobody).all() and not table["confirmed"][nobody].any()


@pytest.mark.parametrize("most", [-1, 0, 2.5, True])
def test_a_number_of_expressions_that_is_none_is_refused(most):
    with pytest.raises(ValueError, match="from 1"):
        suggest_phrases(framing.simulate(events=1), most=most)
