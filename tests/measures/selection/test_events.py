"""Events of articles: declared, or told by their words and dates."""

import itertools
import logging

import pytest

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.measures.selection import statements
from framing.measures.selection.events import events
from framing.measures.selection.tokens import tokens
from framing.text.document import Document

FLOOD = (
    "Heavy rain closed the old bridge over the river on Monday and left crowds of commuters stranded. "
    "Engineers found two cracks in a pillar. The mayor promised a ferry before winter."
)
BRIDGE = (
    "The old bridge was closed on Monday after heavy rain. A ferry will carry commuters over the river. "
    "The cracks in the pillar worry engineers, said the mayor."
)
# On another matter, with sentences that share most of their words with the flood's by chance.
STRIKE = (
    "Pilots left crowds of passengers stranded on Monday. The airline cancelled forty flights and offered vouchers. "
    "Union leaders demanded higher pay, shorter shifts and a new pension scheme for cabin crews. "
    "The mayor promised a solution before winter."
)


def found(*articles):
    return events(Corpus(articles), [tokens(Document(article), []) for article in articles])


def test_articles_on_different_topics_are_not_compared_where_no_event_is_declared():
    articles = [Article(str(i), t, date="2021-05-03") for i, t in enumerate((FLOOD, STRIKE, BRIDGE))]
    table = statements(Corpus(articles))
    together = table.groupby("statement")["article_id"].agg(frozenset)
    assert set(together) == {frozenset("02"), frozenset("1")}
    carriers = table[table["carried"]].groupby("statement")["article_id"].agg("".join)
    assert "02" in set(carriers)


@pytest.mark.parametrize(("days", "expected"), [(("03", "10"), [0, 0]), (("03", "11"), [0, 1]), (("03", None), [0, 0])])
def test_articles_without_event_that_lie_more_than_a_week_apart_are_not_compared(days, expected):
    dates = [day and f"2021-05-{day}" for day in days]
    articles = [Article(i, t, date=day) for i, t, day in zip("ab", (FLOOD, BRIDGE), dates, strict=True)]
    assert found(*articles) == expected


def test_no_chain_of_days_makes_an_event():
    articles = [Article(str(day), FLOOD, date=f"2021-05-{day:02}") for day in range(1, 29, 3)]
    numbers = found(*articles)
    days = [int(article.id) for article in articles]
    pairs = itertools.combinations(zip(numbers, days, strict=True), 2)
    assert max(abs(one[1] - other[1]) for one, other in pairs if one[0] == other[0]) <= 7


def test_a_declared_event_stands_however_unlike_or_far_apart_its_articles_are():
    a = Article("a", FLOOD, event="spring", date="2021-05-03")
    b = Article("b", STRIKE, event="spring", date="2022-05-03")
    assert found(a, b, Article("c", FLOOD, event="flood")) == [0, 0, 1]


def test_articles_without_event_do_not_join_a_declared_one():
    assert found(Article("a", FLOOD, event="flood"), Article("b", FLOOD), Article("c", BRIDGE)) == [0, 1, 1]


def test_the_bundled_articles_would_be_one_event_without_being_told(seeds):
    bare = [Article(article.id, article.text) for article in seeds]
    assert found(*bare) == [0] * 5


def test_texts_without_words_are_alone():
    assert found(Article("a", ""), Article("b", ""), Article("c", FLOOD)) == [0, 1, 2]


def test_guessed_events_are_told_once_a_call(caplog):
    articles = [Article(str(i), text) for i, text in enumerate((FLOOD, STRIKE, BRIDGE))]
    with caplog.at_level(logging.WARNING):
        statements(Corpus(articles))
    (record,) = caplog.records
    assert record.name == "framing.measures.selection.events"
    assert "no 'event' for 3 articles" in record.getMessage() and "into 2 events" in record.getMessage()


def test_declared_events_are_not_remarked_upon(caplog):
    found(Article("a", FLOOD, event="flood"), Article("b", STRIKE, event="strike"))
    assert not caplog.records
