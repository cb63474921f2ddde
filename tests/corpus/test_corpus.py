from datetime import date

import pandas as pd
import pytest

import framing
from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.corpus.given import corpus_of
from framing.corpus.losses import stated_words
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


@pytest.mark.parametrize("given", [None, 3, 2.5, b"text", {"Rain.", "Snow."}, [1, 2], [[]], {"a": 1}])
def test_what_holds_no_articles_is_refused_with_what_does(given):
    with pytest.raises(TypeError, match=r"suggest takes .*(a list of texts|a list)"):
        corpus_of(given, "suggest")


def test_the_name_of_a_file_is_no_text(tmp_path):
    (tmp_path / "a.csv").write_text("text\nRain.\n")
    with pytest.raises(ValueError, match=r"framing\.read\("):
        framing.quotations(str(tmp_path / "a.csv"))


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


FRAME = pd.DataFrame(
    {"text": ["“It rained,” said Ann Lee.", "It snowed on Monday."], "outlet": ["Post", "Press"],
     "leaning": ["left", "right"], "date": ["2021-06-01", "2021-07-02"]},
    index=[101, 102],
)  # fmt: skip


@pytest.mark.parametrize(
    ("given", "ids"),
    [
        (FRAME, [101, 102]), (FRAME["text"], [101, 102]), (FRAME.assign(id=["x", "y"]), ["x", "y"]),
        (FRAME.reset_index(names="id").to_dict("records"), [101, 102]), (list(FRAME["text"]), [0, 1]),
        (tuple(FRAME["text"]), [0, 1]), ((text for text in FRAME["text"]), [0, 1]), (FRAME["text"].to_numpy(), [0, 1]),
        (dict(zip("ab", FRAME["text"], strict=True)), ["a", "b"]), (FRAME.T.to_dict(), [101, 102]),
        ({"text": list(FRAME["text"]), "id": ["000", "001"]}, ["000", "001"]), ([ONE, TWO], ["a", "b"]),
    ],
)  # fmt: skip
def test_whatever_holds_articles_is_read_and_keeps_its_ids(given, ids):
    corpus = framing.read(given)
    assert corpus.ids == ids and corpus[ids[1]].id == str(ids[1])
    table = framing.readability(corpus)
    assert table["article_id"].tolist() == ids


def test_public_functions_take_what_read_takes():
    for function in (framing.quotations, framing.tone, framing.readability):
        assert function(FRAME).equals(function(framing.read(FRAME)))
        assert set(function(FRAME["text"])["article_id"]) <= {101, 102}
    assert framing.emphasis(FRAME["text"], ["it rained"])["article_id"].tolist() == [101]


def test_numbers_stay_numbers_in_tables_and_on_the_way_round():
    corpus = framing.read(FRAME, phrases=["snowed"], actors={"Lee": "Ann Lee"})
    tables = framing.measure(corpus, model="fast")
    assert tables.articles["article_id"].tolist() == [101, 102] and corpus[102].outlet == "Press"
    assert str(framing.evidence(corpus, tables.quotations.iloc[0])).startswith("101, ")
    again = framing.read(corpus.to_frame())
    assert again.ids == [101, 102] and again.articles[0].text == corpus[101].text
    assert (again.study.phrases, again.study.actors) == (corpus.study.phrases, corpus.study.actors)
    with pytest.raises(KeyError, match="No article 0 in this corpus; the ids are numbers"):
        corpus[0]


def test_articles_are_chosen_by_value_list_range_and_function():
    corpus = framing.read(FRAME, phrases=["plan"])
    assert corpus.where(outlet="Post").ids == [101] and corpus.where(outlet=["Post", "Press"]).ids == [101, 102]
    assert corpus.where(date=("2021-06-15", None)).ids == [102] and corpus.where(date=(None, "2021-06")).ids == [101]
    assert corpus.where(leaning="left").study.phrases == {"plan": ("plan",)}
    assert corpus.where(text=lambda text: "snow" in text).ids == [102]
    with pytest.raises(ValueError, match=r"No article has outlet = 'Pots'. Did you mean 'Post'"):
        corpus.where(outlet="Pots")
    with pytest.raises(KeyError, match="no column 'leening'"):
        corpus.where(leening="left")


def test_columns_are_named_where_their_names_do_not_tell():
    table = FRAME.rename(columns={"outlet": "paper", "text": "words"})
    corpus = framing.read(table, columns={"outlet": "paper", "text": "words"})
    assert [article.outlet for article in corpus] == ["Post", "Press"]
    with pytest.raises(KeyError, match=r"no column 'papr'. Did you mean 'paper'"):
        framing.read(table, columns={"outlet": "papr"})
