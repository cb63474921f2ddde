"""Marks may overlap freely; the text is escaped and unaltered."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from framing.reporting.markup import Mark, marked

TEXT = "a <b> & \"c\" 'd' </p><script>x</script>"
SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted)


@given(st.lists(SPANS, max_size=6))
def test_without_the_tags_the_text_is_what_it_was(spans):
    marks = [Mark(a, b, f"s{i}", f"t{i}") for i, (a, b) in enumerate(spans) if a < b]
    page = marked(TEXT, 0, len(TEXT), marks)
    assert html.unescape(re.sub(r"</?span[^>]*>", "", page)) == TEXT


def test_overlapping_marks_are_both_seen_where_they_overlap():
    page = marked("abc", 0, 3, [Mark(0, 2, "x"), Mark(1, 3, "y")])
    assert page == '<span style="x">a</span><span style="x; y">b</span><span style="y">c</span>'


def test_a_title_cannot_break_out():
    assert '<span title="&quot;&gt;&lt;b&gt;">' in marked("a", 0, 1, [Mark(0, 1, "", '"><b>')])


def test_a_label_stands_after_its_mark():
    assert (
        marked("ab", 0, 2, [Mark(0, 1, "x", label="1")])
        == '<span style="x">a</span><sup style="line-height: 0">1</sup>b'
    )
