"""Families: who derives from one copy, with the evidence and without a direction."""

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.measures.selection import families

COPY = (
    "Heavy rain closed the bridge over the river on Monday and left thousands of commuters stranded. "
    "Engineers inspected the pillars for damage and found two cracks below the water line. "
    "The council said repairs would take a month and cost more than the town can spend in a year."
)
OWN = "Traders at the market counted their losses while volunteers carried sandbags to the school."


def test_seeds_are_two_families_and_one_article_alone(seeds):
    assert families(seeds)["family"].tolist() == ["000", "000", "002", "002", "004"]


def test_relatives_of_relatives_are_family():
    half = COPY.split(". ")
    corpus = Corpus(
        [
            Article("a", f"{half[0]}. {half[1]}."),
            Article("b", COPY),
            Article("c", f"{half[1]}. {half[2]}"),
            Article("d", OWN),
        ]
    )
    assert families(corpus)["family"].tolist() == ["a", "a", "a", "d"]


def test_a_common_quotation_makes_no_family():
    said = "“" + COPY.replace(". ", ", ")[:-1] + ",” the mayor said"
    corpus = Corpus([Article("a", f"{said} in a speech. {OWN}"), Article("b", f"Later, by telephone: {said}.")])
    assert families(corpus)["family"].tolist() == ["a", "b"]


def test_credits_are_evidence_and_decide_nothing():
    line = "\n\nSource: Reuters"
    alike = families(Corpus([Article("a", COPY + line), Article("b", COPY + line)]))
    assert alike["evidence"].str.endswith("; both credit Reuters").all()
    assert families(Corpus([Article("a", COPY + line), Article("b", OWN + line)]))["evidence"].tolist() == ["", ""]
