"""What an article filed early could not have carried."""

import pytest

from framing.corpus import Article
from framing.passages.risk import at_risk


def early(filed):
    return Article("a", "", metadata={"filed": filed})


@pytest.mark.parametrize("filed", ["before the vote", " filed before the  vote ", "Before a vote"])
def test_the_event_is_what_stands_after_before(filed):
    assert at_risk(early(filed), [(Article("b", ""), "He resigned after the vote.")]) is False
    assert at_risk(early(filed), [(Article("b", ""), "She had spoken before the vote.")]) is True
    assert at_risk(early(filed), [(Article("b", ""), "Rain fell.")]) is None


def test_any_text_in_the_field_is_read_once():
    assert at_risk(early("before" + " " * 50_000 + "x\nx"), []) is True


def test_an_article_older_than_every_carrier_cannot_be_told():
    older, newer = Article("a", "", date="2021-06-07"), Article("b", "", date="2021-06-08")
    assert at_risk(older, [(newer, "Rain fell.")]) is None and at_risk(newer, [(older, "Rain fell.")]) is True
