"""What needs the whole corpus: families and shared words."""

import pandas as pd

import framing


def test_the_seeds_hold_two_families_and_one_article_alone(tables):
    families = tables.articles.set_index("article_id")["family"].to_dict()
    assert families == {"000": "000", "001": "000", "002": "002", "003": "002", "004": "004"}


def test_shared_words_count_each_word_once_and_only_in_the_story(tables):
    assert (tables.articles["shared_words"] <= tables.articles["words"]).all()
    alone = framing.measure(framing.Corpus([framing.Article("a", "It rained all day long in the north.", "A")]))
    assert alone.articles["shared_words"].tolist() == [0]


def test_a_speaker_has_one_name_in_all_articles(tables):
    names = set(tables.speakers["speaker"])
    assert "Andrés Manuel López Obrador" in names
    assert not {"López Obrador", "Lopez Obrador", "Andres Manuel Lopez Obrador"} & names
    local = tables.quotations.set_index("article_id").loc["002", "speaker_local"]
    assert "Andres Manuel Lopez Obrador" in set(local)


def test_in_memory_statements_of_several_events_are_numbered_by_their_first_article():
    flood = "The river dam north of Norhaven broke on Monday and flooded the old market square."
    vote = "Voters in the capital chose the teacher Ann Lee as their mayor with a narrow majority."
    texts = {"a": flood, "b": vote, "c": flood, "d": vote}
    corpus = framing.Corpus([framing.Article(id, text, id, event=text) for id, text in texts.items()])
    found = framing.measure(corpus, model="fast").statements
    assert found["statement"].tolist() == [0, 0, 1, 1] and found["article_id"].tolist() == ["a", "c", "b", "d"]


def test_the_tables_in_memory_are_those_of_the_public_functions(seeds, tables):
    corpus = framing.Corpus(sorted(seeds, key=lambda article: article.id), seeds.study)
    shared = framing.passages(corpus, tables.quotations)
    for name, found in {
        "passages": shared,
        "families": framing.families(corpus, shared),
        "edits": framing.edits(corpus, shared),
        "statements": framing.statements(corpus, tables.quotations),
    }.items():
        expected = framing.Tables({name: found})[name]
        pd.testing.assert_frame_equal(tables[name], expected, check_exact=True)
