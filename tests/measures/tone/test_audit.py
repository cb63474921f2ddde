"""The audit says when tone follows length and which words are subject rather than tone."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.measures._tone import tone, tone_audit
from framing.measures._tone.audit import ALL
from framing.measures._tone.scorers import named

TEXTS = [
    "The United States sent aid. The crisis in the valley goes on. Officials met.",
    "Ministers discussed the crisis. They praised the United States warmly. It was not good.",
    "The crisis was over, said the envoy to the United States. A lovely end, and so good!",
]
CORPUS = Corpus([Article(str(i), text, outlet=f"Outlet {i}") for i, text in enumerate(TEXTS)])


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return tone(CORPUS, quotations=pd.DataFrame({"article_id": []}))


def test_words_of_names_and_of_the_subject_are_suspected(table: pd.DataFrame) -> None:
    words = tone_audit(CORPUS, table=table).words.set_index("word")
    assert words["topic"].dropna().to_dict() == {"crisis": "subject", "united": "name"}
    assert words.loc["crisis", ["uses", "articles", "outlets"]].tolist() == [3, 3, 3]
    assert words.loc["good", "unchanged"] == 0
    assert words["weight"].is_monotonic_decreasing
    assert words["weight_share"].sum() == pytest.approx(1)


def test_muting_names_its_effect_on_each_outlet(table: pd.DataFrame) -> None:
    outlets = tone_audit(CORPUS, table=table).outlets
    assert set(outlets["muted"]) == {ALL, "crisis", "united"}
    crisis = outlets[outlets["muted"] == "crisis"]
    assert (crisis["change"] > 0).all()
    assert (crisis["muted_mean"] - crisis["stretch_mean"]).tolist() == pytest.approx(crisis["change"].tolist())
    first = outlets[(outlets["outlet"] == "Outlet 0") & (outlets["muted"] == ALL)]
    assert first["muted_mean"].tolist() == [0.0]


def test_any_scorer_is_audited() -> None:
    def shouting(texts: list[str]) -> list[int]:
        return [text.count("!") for text in texts]

    table = tone(CORPUS, scorer=shouting, quotations=pd.DataFrame({"article_id": []}))
    audit = tone_audit(CORPUS, scorer=shouting, table=table)
    assert (audit.outlets["change"] == 0).all()
    assert audit.summary["n"].unique().tolist() == [len(table)]


def test_summary_finds_tone_that_follows_length() -> None:
    corpus = Corpus([Article("1", "Rain. Rain fell. Rain fell there. Rain fell over there.")])

    def words(texts: list[str]) -> list[int]:
        return [len(text.split()) for text in texts]

    table = tone(corpus, scorer=words, quotations=pd.DataFrame({"article_id": []}))
    summary = tone_audit(corpus, scorer=words, table=table).summary.set_index("measure")["value"]
    assert summary["rank correlation of tone with words"] == pytest.approx(1)
    assert not any("lexicon" in measure for measure in summary.index)


@pytest.mark.parametrize("text", ["", "They met on Tuesday."])
def test_nothing_to_audit_is_no_error(text: str) -> None:
    audit = tone_audit(text, table=tone(text, quotations=pd.DataFrame({"article_id": []})))
    assert audit.words.empty
    assert list(audit.outlets.columns)[:2] == ["outlet", "muted"]
    assert audit._repr_html_().count("<table") == 3


def test_no_article_is_no_error() -> None:
    audit = tone_audit(Corpus([]))
    assert audit.outlets.empty and audit._repr_html_().count("<table") == 3


def test_the_audit_shows_itself_in_a_notebook(table: pd.DataFrame) -> None:
    page = tone_audit(CORPUS, table=table)._repr_html_()
    assert page.count("<table") == 3 and "crisis" in page


def topics(*texts: str) -> dict[str, str]:
    """What the audit suspects in some texts of two outlets."""
    corpus = Corpus([Article(str(i), text, outlet=f"Outlet {i % 2}") for i, text in enumerate(texts)])
    words = tone_audit(corpus, table=tone(corpus, quotations=pd.DataFrame({"article_id": []}))).words
    return words.dropna(subset=["topic"]).set_index("word")["topic"].to_dict()


def test_a_noun_after_an_adjective_or_a_noun_is_a_noun() -> None:
    found = topics(
        "The refugee crisis has grown. They left the Green Party in May.",
        "Ministers spoke of the financial crisis. Voters of the old party stayed at home. A tired party met.",
    )
    assert found == {"crisis": "subject", "party": "subject"}


def test_an_adjective_before_its_noun_is_tone() -> None:
    assert not topics(
        "The best plan won the day. A great bridge stands there, and the rich towns paid for it.",
        "It was the best year of a great mayor. The rich farmers agreed to the worst roads.",
    )


def test_a_word_that_few_articles_hold_is_no_name() -> None:
    rain = ["It rained in the valley all day long." for _ in range(40)]
    assert topics("They met at Grand Harmony in May.", *rain) == {}
    assert topics("They met at Grand Harmony in May.", "They went to Harmony again.", *rain) == {}
    many = [f"They met at Harmony on day {n}." for n in range(3)]
    assert topics(*many, *rain) == {"harmony": "name"}


def test_capitals_of_a_headline_make_no_name() -> None:
    body = "It rained in the valley all day long. The river rose by a metre, and the road to the mill was closed.\n"
    headlines = ["Mayor Attacks Slow Ferry", "Council Attacks Old Bridge", "Farmer Attacks New Road"]
    texts = [f"{headline}\n\n{body}" for headline in headlines]
    corpus = Corpus([Article(str(i), text, outlet=f"Outlet {i}") for i, text in enumerate(texts)])
    table = tone(corpus, quotations=pd.DataFrame({"article_id": []}))
    assert (table["zone"] == "headline").sum() == 3
    assert tone_audit(corpus, table=table).words["in_names"].tolist() == [0.0]


def test_a_page_shows_ten_words_and_says_where_the_others_are() -> None:
    nouns = "crisis party war attack death violence terrorism crime security threat success freedom battle".split()
    text = " ".join(f"They spoke of the {noun}." for noun in nouns)
    corpus = Corpus([Article(str(i), text, outlet=f"Outlet {i:02d}") for i in range(30)])
    audit = tone_audit(corpus, table=tone(corpus, quotations=pd.DataFrame({"article_id": []})))
    assert len(audit.outlets) == 30 * (1 + len(nouns))
    page = audit._repr_html_()
    assert page.count("<tr") == (1 + 5) + (1 + 10) + (1 + 20)
    assert "3 more in audit.words" in page and "10 more in audit.outlets" in page
    assert "the other words are in audit.outlets" in page


def test_a_table_of_another_scorer_is_refused(table: pd.DataFrame) -> None:
    other = tone(CORPUS, scorer="news", quotations=pd.DataFrame({"article_id": []}))
    with pytest.raises(ValueError, match=r"not made by scorer 'vader'.*Give the scorer that made it"):
        tone_audit(CORPUS, table=other)
    with pytest.raises(ValueError, match="not made by scorer 'news'"):
        tone_audit(CORPUS, scorer="news", table=table)
    assert tone_audit(CORPUS, scorer="news", table=other).outlets["stretch_mean"].notna().all()


def test_a_table_read_back_from_its_file_is_the_scorers(table: pd.DataFrame) -> None:
    assert len(tone_audit(CORPUS, table=table.assign(tone=table["tone"].round(6) + 4e-7)).outlets)


def test_a_table_of_other_articles_is_refused(table: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match="holds article '2'"):
        tone_audit(Corpus(list(CORPUS)[:2]), table=table)


def test_means_are_called_after_what_they_are_means_of(table: pd.DataFrame) -> None:
    columns = ["outlet", "muted", "stretches", "stretch_mean", "muted_mean", "change"]
    assert tone_audit(CORPUS, table=table).outlets.columns.tolist() == columns


def test_a_scorer_is_called_as_in_the_facts_of_the_tables():
    class Exclaiming:
        def __call__(self, texts):
            return [float(text.count("!")) for text in texts]

    with pytest.raises(ValueError, match=re.escape(f"scorer {named(Exclaiming())!r}")):
        tone_audit(CORPUS, scorer=Exclaiming(), table=tone(CORPUS))
    with pytest.raises(ValueError, match="give the callable itself"):
        tone_audit(CORPUS, scorer=named(Exclaiming()))
