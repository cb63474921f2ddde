"""A text is cut into stretches of one voice, without a gap."""

from collections import namedtuple

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from framing.measures.voice import own_words, voice_at, voices
from framing.text.document import Document

Row = namedtuple("Row", "start end kind speaker")
KINDS = st.sampled_from(["direct", "partial", "indirect", "attributed", "scare"])
ROWS = st.lists(st.builds(lambda a, n, k: Row(a, min(a + n, 40), k, "X"), st.integers(0, 39), st.integers(1, 9), KINDS))


@given(ROWS)
def test_the_stretches_tile_the_text(rows):
    stretches = voices(Document("x" * 40), rows)
    assert [s.start for s in stretches] == [0, *[s.end for s in stretches[:-1]]]
    assert stretches[-1].end == 40
    for offset in range(40):
        stretch = voice_at(stretches, offset)
        covering = {r.kind for r in rows if r.start <= offset < r.end}
        quoted = covering & {"direct", "partial"}
        assert stretch.voice == ("quoted" if quoted else "reported" if "indirect" in covering else "journalist")


def test_words_in_marks_inside_indirect_speech_are_quoted():
    text = "Lee said the plan was “very good” and cheap."
    stretches = voices(Document(text), [Row(9, 43, "indirect", "Lee"), Row(23, 32, "partial", "Lee")])
    assert [(s.voice, text[s.start : s.end]) for s in stretches] == [
        ("journalist", "Lee said "),
        ("reported", "the plan was “"),
        ("quoted", "very good"),
        ("reported", "” and cheap"),
        ("journalist", "."),
    ]


def test_scare_quotes_stay_the_journalists():
    assert [s.voice for s in voices(Document("a 'so-called' plan"), [Row(3, 12, "scare", None)])] == ["journalist"]


def test_an_empty_text_has_no_stretch():
    assert voices(Document(""), []) == []


def test_attributed_beliefs_are_the_journalists_words():
    text = "Ann Lee hopes that it rains."
    assert [s.voice for s in voices(Document(text), [Row(19, 27, "attributed", "Ann Lee")])] == ["journalist"]


def test_words_in_marks_are_not_reported_words_too():
    rows = [("a", 0, 40, "indirect", 8)]
    rows += [("b", 0, 9, "partial", 2), ("a", 20, 27, "partial", 2), ("a", 8, 12, "scare", 1)]
    table = pd.DataFrame(rows, columns=["article_id", "start", "end", "kind", "words"])
    assert own_words(table) == [6, 2, 2, 1]
    assert own_words(table.iloc[:0]) == []
