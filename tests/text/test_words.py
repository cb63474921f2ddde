"""Words keep their inner apostrophes, hyphens, stops and accents."""

import pytest

from framing.text.words import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("don’t can't rock'n'roll", ["don’t", "can't", "rock'n'roll"]),
        ("co-operation US-Mexico", ["co-operation", "US-Mexico"]),
        ("in the U.S. and U.K.", ["in", "the", "U.S.", "and", "U.K."]),
        ("$310m, 3,200-kilometer 4.5%", ["310m", "3,200-kilometer", "4.5"]),
        ("Harris' 'new era'", ["Harris", "new", "era"]),
        ("onLópez Lo\u0301pez", ["onLópez", "Lo\u0301pez"]),
        ("[T]he end", ["T", "he", "end"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
        ("“…” – !", []),
    ],
)
def test_words(text, expected):
    assert [text[a:b] for a, b in words(text)] == expected


def test_a_part_of_a_text_can_be_read():
    assert words("one two three", 4, 7) == [(4, 7)]
