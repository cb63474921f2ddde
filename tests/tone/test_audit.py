"""The audit says when tone follows length and which words are subject rather than tone."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.corpus import Article, Corpus
from framing.tone import tone, tone_audit
from framing.tone.audit import ALL

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
    assert (crisis["tone_muted"] - crisis["tone_mean"]).tolist() == pytest.approx(crisis["change"].tolist())
    first = outlets[(outlets["outlet"] == "Outlet 0") & (outlets["muted"] == ALL)]
    assert first["tone_muted"].tolist() == [0.0]


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
    assert summary["share of stretches without a word of the lexicon"] == 1


@pytest.mark.parametrize("text", ["", "They met on Tuesday."])
def test_nothing_to_audit_is_no_error(text: str) -> None:
    audit = tone_audit(text, table=tone(text, quotations=pd.DataFrame({"article_id": []})))
    assert audit.words.empty
    assert list(audit.outlets.columns)[:2] == ["outlet", "muted"]


def test_the_audit_shows_itself_in_a_notebook(table: pd.DataFrame) -> None:
    page = tone_audit(CORPUS, table=table)._repr_html_()
    assert page.count("<table") == 3 and "crisis" in page
