from hypothesis import given
from hypothesis import strategies as st

from framing.figures.style import printable, width_of, wrap


def test_words_are_kept_whole_where_they_fit():
    assert wrap("one two three", 0.6, 3) == ["one two", "three"]


def test_what_does_not_fit_is_cut_with_an_ellipsis_and_the_tail_stays():
    (line,) = wrap("a long name that goes on and on", 1.0, 1, tail="†")
    assert line.endswith("…†") and width_of(line) <= 1.0


def test_a_word_longer_than_the_line_is_broken():
    lines = wrap("abcdefghij" * 4, 0.8, 9)
    assert "".join(lines) == "abcdefghij" * 4 and len(lines) > 2


@given(st.text(st.characters(max_codepoint=0x24F, exclude_categories=["C"]), max_size=60))
def test_wrapping_loses_nothing_but_white_space_when_there_is_room(text):
    assert "".join("".join(wrap(text, 1.5, 80)).split()) == "".join(text.split())


def test_an_empty_name_is_one_empty_line():
    assert wrap("", 1.0, 2) == [""]


def test_the_bundled_font_knows_what_it_can_draw():
    assert printable("Газета صحيفة Progrès") and not printable("新样本报")


def test_a_line_ends_after_a_hyphen_or_a_slash_and_no_date_is_parted():
    assert wrap("west-journal", width_of("west-journ"), 2) == ["west-", "journal"]
    assert wrap("news/opinion", width_of("news/opin"), 2) == ["news/", "opinion"]
    assert wrap("on 2016-09-30", width_of("2016-09-30") + 0.01, 2) == ["on", "2016-09-30"]
