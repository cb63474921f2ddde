"""Edits: what one member of a family writes where another writes something else."""

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.measures.selection import edits

FIRST = "Officials emphasized that migrants had crossed the northern border after dark on Monday."
SECOND = "A guide emphasized how many migrants paid him to wait after dark beside the abandoned paper mill."


def corpus():
    a = f"{FIRST} {SECOND}"
    b = a.replace("emphasized", "emphasised").replace("migrants", "illegal migrants").replace("after dark ", "")
    return Corpus([Article("a", a, outlet="One"), Article("b", b, outlet="Two")])


def test_replaced_inserted_and_deleted_words_with_their_spans():
    found = edits(corpus())
    changes = set(zip(found["before"], found["after"], strict=True))
    assert changes == {("emphasized", "emphasised"), ("", "illegal"), ("after dark", "")}
    for row in found.itertuples():
        assert corpus()["a"].text[row.start_a : row.end_a] == row.before
        assert corpus()["b"].text[row.start_b : row.end_b] == row.after


def test_a_systematic_change_is_counted():
    assert set(edits(corpus())["count"]) == {2}


def test_edits_lead_to_their_passage(seeds):
    from framing.measures.selection import passages

    table = passages(seeds)
    assert set(table["kind"].iloc[edits(seeds, table)["passage"]]) == {"edited"}


def test_no_passages_no_edits():
    assert edits(Corpus([Article("a", "Rain fell."), Article("b", "Snow lay.")])).empty
