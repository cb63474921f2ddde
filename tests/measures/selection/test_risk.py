"""What an article filed early could not have carried."""

import pytest

from framing.corpus.article import Article
from framing.measures.selection.risk import at_risk


def early(filed):
    return Article("a", "", metadata={"filed": filed})


@pytest.mark.parametrize("filed", ["before the vote", " filed before the  vote ", "Before a vote"])
def test_the_event_is_what_stands_after_before(filed):
    assert at_risk(early(filed), [(Article("b", ""), "He resigned after the vote.")]) is False
    assert at_risk(early(filed), [(Article("b", ""), "She had spoken before the vote.")]) is True
    assert at_risk(early(filed), [(Article("b", ""), "Rain fell.")]) is None


def test_any_text_in_the_field_is_read_once():
    assert at_risk(early("before" + " " * 50_000 + "x\nx"), []) is None


def test_an_article_older_than_every_carrier_cannot_be_told():
    older, newer = Article("a", "", date="2021-06-07"), Article("b", "", date="2021-06-08")
    assert at_risk(older, [(newer, "Rain fell.")]) is None and at_risk(newer, [(older, "Rain fell.")]) is True


def test_without_a_date_it_is_not_known_who_came_first():
    first, later = Article("a", "", date="2021-05-01"), Article("b", "", date="2021-05-02T08:00")
    undated, other = Article("c", ""), Article("d", "")
    assert at_risk(undated, [(first, "Rain fell."), (later, "Rain fell.")]) is None
    assert at_risk(first, [(undated, "Rain fell.")]) is None and at_risk(undated, [(other, "Rain fell.")]) is None
    assert at_risk(first, [(undated, "Rain fell."), (later, "Rain fell.")]) is None
    assert at_risk(later, [(undated, "Rain fell."), (first, "Rain fell.")]) is True


def test_what_was_filed_before_the_event_was_there_for_those_who_report_it():
    assert at_risk(Article("b", ""), [(early("before the vote"), "Rain fell.")]) is True


def test_a_guessed_date_is_no_date():
    dated, guess = (
        Article("a", "", date="2021-06-08"),
        Article("b", "", date="2021-06-07", metadata={"date_evidence": "guessed"}),
    )
    assert at_risk(dated, [(guess, "Rain fell.")]) is None and at_risk(guess, [(dated, "Rain fell.")]) is None
