from datetime import date

import pandas as pd
import pytest

import framing
from framing.corpus.corpus import Article, Corpus, needs_corpus, stated_words
from framing.corpus.study import Study

ONE = Article("a", "Rain closes harbour\n\nThe harbour was shut.", outlet="Daily <Example>", date="2021-06-08")
TWO = Article("b", "Snow " * 40, outlet="Sample", title="Snow follows rain")


def test_articles_keep_their_order_and_are_found_by_id_or_place():
    corpus = Corpus([TWO, ONE])
    assert corpus.ids == ["b", "a"] and corpus["a"] is ONE and corpus[0] is TWO and list(corpus) == [TWO, ONE]
    assert corpus.outlets == ["Sample", "Daily <Example>"] and ONE in corpus


def test_a_slice_is_a_corpus_of_the_same_study():
    study = Study(name="harbour")
    part = Corpus([ONE, TWO], study)[1:]
    assert isinstance(part, Corpus) and part.ids == ["b"] and part.study is study


def test_an_unknown_id_is_told_with_the_first_ones():
    with pytest.raises(KeyError, match="No article 'c' in this corpus; the first ids are a, b"):
        Corpus([ONE, TWO])["c"]


def test_an_id_stands_once():
    with pytest.raises(ValueError, match="used more than once: a"):
        Corpus([ONE, ONE])


def test_an_article_is_shown_short():
    assert (
        repr(ONE) == "Article('a', Daily <Example>, 2021-06-08, 7 words: 'Rain closes harbour The harbour was shut.')"
    )
    assert repr(Article("c", "Snow " * 40)).endswith("Snow …')")


def test_a_notebook_shows_counts_first_rows_and_what_to_call_next():
    page = Corpus([ONE, TWO])._repr_html_()
    assert "2 articles, 2 outlets" in page and "framing.measure(corpus)" in page
    assert "Daily &lt;Example&gt;" in page and "<Example>" not in page and "<style" not in page
    assert "The first 10 are shown" in Corpus(Article(str(n), "Rain.") for n in range(11))._repr_html_()
    assert "empty" in Corpus([])._repr_html_() and "&lt;Example&gt;" in ONE._repr_html_()


def test_half_a_surrogate_pair_becomes_a_character_that_files_can_hold(tmp_path):
    article = Article("a\ud800", "Rain \udfff fell. “No,” said Ann \ud83d.", outlet="Daily \ud800", title="\udc00")
    assert (article.id, article.outlet, article.title) == ("a\ufffd", "Daily \ufffd", "\ufffd")
    assert article.text == "Rain \ufffd fell. “No,” said Ann \ufffd."
    framing.measure(Corpus([article]), across=False).save(tmp_path)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": None}, "text is a str, not NoneType"),
        ({"id": 1}, "id is a str, not int"),
        ({"outlet": None}, "outlet is a str, not NoneType"),
        ({"title": float("nan")}, "title is a str or None, not float"),
    ],
)
def test_a_field_that_is_no_text_is_refused_with_its_name(fields, sentence):
    with pytest.raises(TypeError, match=sentence):
        Article(**{"id": "a", "text": "Rain.", **fields})


@pytest.mark.parametrize("written", ["8 June 2021", "2021-06-08T10:00Z", "20210608", date(2021, 6, 8)])
def test_a_date_is_held_in_one_form_however_it_is_written(written):
    assert Article("a", "Rain.", date=written).date == "2021-06-08"


@pytest.mark.parametrize("written", ["06/08/2021", "June 2021", "soon", pd.NaT])
def test_a_date_that_is_ambiguous_or_none_is_refused(written):
    with pytest.raises(ValueError, match=r"of article 'a': .*; write it as YYYY-MM-DD"):
        Article("a", "Rain.", date=written)


def test_a_blank_date_is_none():
    assert Article("a", "Rain.", date=" ").date is None


def test_what_is_no_article_makes_no_corpus():
    with pytest.raises(TypeError, match="made of articles, not of str"):
        Corpus(["Rain."])


@pytest.mark.parametrize(("given", "how"), [("seeds", "read"), (pd.DataFrame(), "read"), (ONE, "Corpus")])
def test_what_is_no_corpus_is_refused_with_how_to_make_one(given, how):
    with pytest.raises(TypeError, match=f"suggest takes a Corpus, not {type(given).__name__}: .*{how}"):
        needs_corpus(given, "suggest")
    for function in (framing.suggest_phrases, lambda x: framing.collocates(x, "new era")):
        with pytest.raises(TypeError, match="takes a Corpus"):
            function(given)


@pytest.mark.parametrize("written", ["Post ", " Post", "\ufeffPost", "Post\u200b", "\xa0Post\n"])
def test_blanks_make_no_other_outlet_event_or_wire(written):
    article = Article("a", "Rain.", outlet=written, event=written, wire=written)
    assert (article.outlet, article.event, article.wire) == ("Post", "Post", "Post")


def test_a_name_is_one_whether_its_accent_is_a_character_of_its_own():
    assert Article("a", "Rain.", outlet="El Pai\u0301s").outlet == "El País"
    assert Article("a", "Rain.", outlet="Morning  \u2003 Post").outlet == "Morning Post"
    assert Article("a", "Rain.", outlet="\u0645\u06cc\u200c\u0634\u0648\u062f").outlet.count("\u200c") == 1


def test_losses_count_what_became_of_each_file(tmp_path):
    rows = "1,Post,Rain fell.,300 words\n2,Post,,5 words\n3,Post,Snow.,\n"
    (tmp_path / "a.csv").write_text("id,outlet,body,length\n" + rows)
    (tmp_path / "b.csv").write_text("id,outlet,text\n4,Press,<p>Hail fell.</p>\n")
    corpus = framing.read(tmp_path)
    losses = corpus.losses.set_index("file")
    assert losses["read"].to_dict() == {"a.csv": 2, "b.csv": 1, "all files": 3}
    counts = losses.loc["a.csv", ["left_out", "guessed", "words_stated", "words_read", "length_off"]]
    assert counts.tolist() == [1, 1, 300, 2, 1]
    assert losses.loc["b.csv", "cleaned"] == 1
    assert corpus.problems["problem"].str.contains("states 300 words for '1' and 2 were read").any()


def test_a_number_of_words_in_many_forms():
    for form, wanted in {"1.285 Wörter": 1285, "512 words": 512, "8165": None, "long": None, "8165 字": None}.items():
        assert stated_words(Article("a", "Rain.", metadata={"length": form})) == wanted
    assert stated_words(Article("a", "Rain.", metadata={"wordcount": 40})) == 40
