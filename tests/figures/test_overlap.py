"""Words that two outlets share are counted once, in the story, and where copy is shared."""

import framing
from framing.figures._shared import overlap
from framing.tables import Tables, frame


def shared(*rows, edits=(), sentences=()):
    """Tables of three articles, of outlets A, A and B: passages are (a, start, end, b, start, end, kind, words)."""
    names = ("article_a", "start_a", "end_a", "article_b", "start_b", "end_b", "kind", "words")
    columns = [column.name for column in framing.tables.SCHEMA["passages"].columns]
    passages = frame("passages", [tuple(dict(zip(names, row, strict=True)).get(c) for c in columns) for row in rows])
    articles = frame("articles", []).reindex(range(3)).assign(article_id=["1", "2", "3"], outlet=["A", "A", "B"])
    made = {"passages": passages, "articles": articles}
    if edits:
        made["edits"] = frame("edits", []).reindex(range(len(edits))).assign(
            passage=[e[0] for e in edits], before=[e[1] for e in edits], after=[e[2] for e in edits]
        )  # fmt: skip
    if sentences:
        made["sentences"] = frame("sentences", []).reindex(range(len(sentences))).assign(
            article_id=[s[0] for s in sentences], start=[s[1] for s in sentences], end=[s[2] for s in sentences],
            zone=[s[3] for s in sentences],
        )  # fmt: skip
    return Tables(made)


def test_a_passage_counts_for_both_outlets():
    assert overlap(shared(("1", 0, 50, "3", 10, 60, "verbatim", 9))) == {("A", "B"): 9, ("B", "A"): 9}


def test_words_that_stand_in_two_passages_count_once():
    rows = ("1", 0, 50, "3", 0, 50, "verbatim", 10), ("1", 0, 50, "3", 100, 150, "verbatim", 10)
    assert overlap(shared(*rows)) == {("A", "B"): 10, ("B", "A"): 20}


def test_copy_within_one_outlet_quotations_and_paraphrases_do_not_count():
    rows = [("1", 0, 9, "2", 0, 9, "verbatim", 2)]
    rows += [("1", 0, 9, "3", 0, 9, kind, 2) for kind in ("quotation", "paraphrase")]
    assert overlap(shared(*rows)) == {}


def test_an_edited_passage_has_the_words_of_each_sides_own_wording():
    row = ("1", 0, 50, "3", 0, 60, "edited", 8)
    assert overlap(shared(row, edits=[(0, "old", "brand new big")])) == {("A", "B"): 8, ("B", "A"): 10}


def test_words_of_captions_are_none_of_the_outlets():
    row = ("1", 0, 50, "3", 0, 50, "verbatim", 8)
    assert overlap(shared(row, sentences=[("1", 0, 60, "caption"), ("3", 0, 60, "body")])) == {("B", "A"): 8}
