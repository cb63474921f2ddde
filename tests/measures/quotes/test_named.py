"""Names in one piece."""

import pytest

from framing.measures.quotes.named import named, prefixed
from framing.text.document import Document


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Ann van der Lee left.", "N N N N v|"),
        ("It was van der Lee.", "P x N N N|"),
        ("A van Lee drove left.", "D n N v v|"),
        ("Ann bin Lee met. A bin Lee bought.", "N N N v.D N N v|"),
        ("Did Lee do Hill a favour?", "x N x N D n|"),
        ("It was al-Lee's.", "P x O|"),
        ("It was al-Jazeera.", "P x U|"),
        ("Bo (Bob) Hart left.", "N N N v|"),
        ("Bo “The Rock” Hart left.", "N N N N v|"),
        ("Bo Hart (Ann Lee) left.", "N N(N N)v|"),
        ("Hart said “No” Lee left.", 'N V"D"N v|'),
        ("St John’s Hospital", "N N U|"),
        ("No 10 left.", "U U v|"),
        ("No 7 shirt", "D # B|"),
    ],
)
def test_what_belongs_to_a_name_is_a_name(text: str, tags: str) -> None:
    assert named(Document(text)) == tags


@pytest.mark.parametrize("text", ["", "van", "de", "al-", "al-Lee", "No", "(", "van " * 500, "Bo (" * 500])
def test_odd_texts_keep_their_length(text: str) -> None:
    document = Document(text)
    assert len(named(document)) == 2 * len(document.words)


@pytest.mark.parametrize(
    ("word", "before"), [("al-Lee", "al-"), ("d’Estrel", "d’"), ("D-Ohio", ""), ("all-American", ""), ("el-nino", "")]
)
def test_a_prefix_is_written_together_with_a_capital(word: str, before: str) -> None:
    assert prefixed(word) == before
