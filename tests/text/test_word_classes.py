"""Word classes of a text: one letter a word, one sign a gap."""

import pytest

from framing.text.document import Document
from framing.text.word_classes import word_classes


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("She said no.", "P V D|"),
        ("A spokesman for Hill said so.", "D R f N V s|"),
        ("Hill, a doctor, said: Rain fell.", "N,D R,V:N v|"),
        ("Hill's office", "O G|"),
        ("his claim", "h B|"),
        ("He left. She stayed.", "P v.P e|"),
        ("One sign read so; one said no.", "I B V s;I V D|"),
        ("One line\nTwo lines", "I n|I m|"),
    ],
)
def test_classes(text: str, tags: str) -> None:
    assert word_classes(Document(text)).tags == tags


def test_a_word_stands_at_twice_its_number() -> None:
    document = Document("“We will go,” Hill said – twice – on Monday. It rained.")
    drawn = word_classes(document)
    assert len(drawn.tags) == 2 * len(document.words) == 2 * len(drawn.lowered)
    assert drawn.tags[2 * 3] == "N" and drawn.tags[2 * 4] == "V"


@pytest.mark.parametrize("text", ["", "...", "“”", "\n\n"])
def test_nothing_to_sketch(text: str) -> None:
    assert word_classes(Document(text)).tags == ""


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Bill Lee lied.", "N N"),  # no bill
        ("Hope Lee lied. It is Hope Lee again.", "N N"),
        ("Will Lee lie?", "x N"),
        ("The bill passed.", "D B"),
    ],
)
def test_a_first_name_may_be_a_word_too(text, tags):
    assert word_classes(Document(text)).tags.startswith(tags)
