"""What needs the whole corpus: families and shared words."""

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
