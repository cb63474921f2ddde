import pytest

from framing.readers.garbled import find_garbled


@pytest.mark.parametrize("garbled, right", [
    ("â€™", "’"), ("Ã©", "é"), ("â€œ", "“"), ("Â£", "£"), ("â€\x9d", "”"), ("Ã¡Ã©", "áé"), ("\ufffd", None),
])  # fmt: skip
def test_garbled_characters_are_found_with_their_word_and_what_they_were(garbled, right):
    found = find_garbled(f"Rain on Mon{garbled}day fell.")
    assert (found.start, found.shown, found.word, found.right) == (11, garbled, f"Mon{garbled}day", right)


@pytest.mark.parametrize("text", ["São Ângelo", "Älä “À” Ø", "Ã", "“Rain” — it’s £5", "Â" * 100_000, ""])
def test_letters_that_only_look_garbled_are_left_alone(text):
    assert find_garbled(text) is None
