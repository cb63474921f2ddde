"""Two articles side by side: what they share carries one number in both, and edits are marked within it."""

import re

import framing
from framing.reporting.markup import STYLES

A = "The old bridge will close in May, the town council decided on Monday after a long and bitter debate."
B = "The old bridge will close in June, the town council decided on Monday after a long and bitter debate."


def beside(a: str, b: str) -> str:
    return framing.show(framing.Article("a", a, "Post"), against=framing.Article("b", b, "Gazette")).html


def test_a_shared_passage_has_the_same_number_in_both():
    assert len(re.findall(r"<sup[^>]*>1</sup>", beside(A, B))) == 2


def test_replaced_words_tell_what_the_other_wrote():
    page = beside(A, B)
    assert re.search(rf'{STYLES["deleted"]}"[^>]*the other has: June[^>]*>May<', page)
    assert re.search(rf'{STYLES["inserted"]}"[^>]*the other has: May[^>]*>June<', page)


def test_articles_with_nothing_in_common_stand_beside_each_other_unmarked():
    page = beside("It rained all day.", "Nobody came to see the ships.")
    assert "Post, article a" in page and "Gazette, article b" in page and "<sup" not in page


def test_the_columns_fall_under_each_other_where_there_is_no_room():
    assert beside(A, B).count("display: inline-block; width: 48%; min-width: 19em") == 2


def test_the_text_is_escaped():
    assert "<script" not in beside("<script>x</script>", "<script>y</script>")


def test_with_tables_the_edits_that_were_counted_are_marked_whichever_article_stands_left():
    corpus = framing.Corpus([framing.Article("a", A, "Post"), framing.Article("b", B, "Gazette")])
    tables = framing.measure(corpus)
    page = framing.show(corpus["b"], tables, against=corpus["a"]).html
    assert re.search(rf'{STYLES["deleted"]}"[^>]*the other has: May[^>]*>June<', page)
    assert re.search(rf'{STYLES["inserted"]}"[^>]*the other has: June[^>]*>May<', page)
    nothing = framing.Tables({"articles": tables.articles})
    assert "<sup" not in framing.show(corpus["b"], nothing, against=corpus["a"]).html
