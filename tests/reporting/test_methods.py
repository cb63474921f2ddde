"""The paragraph for a paper tells what this study measured, and nothing that it did not."""

import pytest

import framing
from framing.text.zones import STORY


def corpus(*texts, **facts):
    return framing.Corpus([framing.Article(str(n), text, f"Post {n}", **facts) for n, text in enumerate(texts)])


def test_the_bundled_studys_paragraph_holds_its_numbers(tables):
    told = framing.methods(tables)
    words = int(tables.outlets["words"].sum())
    assert f"5 articles of 5 outlets ({words:,} words" in told.paragraph
    assert "“do not come” and “new era”" in told.paragraph
    assert "results describe the articles, not the outlets" in told.paragraph
    assert "2021-06-08 to 2021-06-09, 1 without a date" in told.paragraph


def test_every_source_that_is_named_is_listed_and_the_other_way_round(tables):
    told = framing.methods(tables)
    for name, year in (("Newell", 2018), ("Hutto", 2014), ("Hamborg", 2021), ("Entman", 1993), ("Ferree", 2002)):
        assert name in told.paragraph and any(name in s and f"({year})" in s for s in told.sources)
    assert list(told.sources) == sorted(told.sources)
    assert str(told).startswith(told.paragraph)


def test_what_a_study_does_not_measure_is_not_told():
    told = framing.methods(framing.measure(corpus("It rained all day."))).paragraph
    assert all(word not in told for word in ("salience", "tone toward", "aligned", "dated"))


def test_articles_in_other_languages_are_told_as_left_out():
    articles = [framing.Article("a", "It rained."), framing.Article("b", "Es regnete.", language="de")]
    told = framing.methods(framing.measure(framing.Corpus(articles))).paragraph
    assert "1 article of 1 outlet" in told and "1 article not in English was left out." in told


def test_with_several_articles_an_outlet_the_unit_is_told():
    told = framing.methods(framing.measure(framing.simulate(2), across=False)).paragraph
    assert "The article is the unit of analysis:" in told


def test_the_scorer_that_was_used_is_cited():
    tables = framing.measure(corpus("It rained."))
    tables.facts["scorer"] = "news"
    assert any("Hu, M." in source for source in framing.methods(tables).sources)


def test_straightened_marks_are_told_of_the_scorers_that_straighten_them():
    tables = framing.measure(corpus("It rained."))
    for scorer, told in (("vader", True), ("news", True), ("of_my_own", False)):
        tables.facts["scorer"] = scorer
        assert ("curly quotation marks and apostrophes read as straight ones" in str(framing.methods(tables))) == told


def test_without_articles_there_is_nothing_to_report():
    with pytest.raises(ValueError, match="no articles"):
        framing.methods(framing.Tables({}))


def test_passages_within_one_outlet_are_not_told_as_shared_by_two():
    text = "The old harbour bridge will close for repairs on Friday, and the ferry runs every hour until Sunday night."
    articles = [framing.Article(str(n), f"{text} It is day {n}.", "Post") for n in range(2)]
    told = framing.methods(framing.measure(framing.Corpus(articles))).paragraph
    assert "no passage is shared between articles of different outlets" in told


def test_quotations_and_mentions_of_captions_are_not_told(tables):
    told = framing.methods(tables).paragraph
    rows = tables.quotations[tables.quotations["zone"].isin(STORY)]
    assert f"{rows['kind'].isin(['direct', 'partial']).sum()} direct or partial quotations" in told
    assert f"in {tables.mentions['zone'].isin(STORY).sum()} mentions" in told


@pytest.mark.parametrize("scorer", ["news", "my.module.score"])
def test_no_lexicon_is_told_of_a_scorer_that_is_none(scorer):
    tables = framing.measure(corpus("It rained."))
    assert "VADER lexicon" in str(framing.methods(tables))
    tables.facts["scorer"] = scorer
    told = framing.methods(tables).paragraph
    assert "lexicon" not in told and "VADER" not in told
    assert ("from −1 to 1" in told) == (scorer == "news")


def test_the_references_are_bibtex_and_the_text_cites_their_keys(tables):
    told = framing.methods(tables)
    for key in "newell2018 wang2020 hutto2014 hamborg2021 entman1993 ferree2002 flesch1948 clough2002".split():
        assert f"{{{key},\n" in told.bibtex and f"@{key}" in told.markdown
    assert told.bibtex.count("\n@") + 1 == len(told.sources)
    assert "journal = {Journal of Communication},\n  volume = {43},\n  number = {4},\n  pages = {51--58}" in told.bibtex
    assert told.markdown.count("[") == told.markdown.count("]") and told.markdown.count("(") == told.markdown.count(")")


def test_every_measure_of_the_paragraph_has_a_source(tables):
    told = framing.methods(tables)
    for source in told.sources:
        surname = source.split(",")[0]
        assert f"{surname} " in told.paragraph, source


def test_occurrences_are_counted_as_the_outlets_count_them(tables):
    story = int(tables.outlets[["do_not_come_count", "new_era_count"]].sum().sum())
    assert f"{story} occurrences in the stories" in framing.methods(tables).paragraph
