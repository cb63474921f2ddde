"""Texts that nobody wrote: one sign repeated ends, and every span stays inside the text.

How time grows with their length is measured by ``benchmarks/faults.py``.
"""

import pytest

import framing

SIZE = 8_000
SIGNS = {
    "marks": '"', "opening marks": "“", "single marks": "'", "letters": "a", "capitals": "A", "names": "Abc ",
    "spaces": " ", "lines": "\n", "stops": ".", "digits": "1", "brackets": "[", "insertions": "[a] ",
    "cues": "said that ", "accents": "e\u0301", "emoji": "😀",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("sign", SIGNS.values(), ids=SIGNS)
def test_one_sign_repeated_is_measured_to_the_end(sign):
    text = sign * (SIZE // len(sign))
    found = [
        framing.quotations(text), framing.tone(text), framing.emphasis(text, {"p": ["abc abc"]}),
        framing.tone_toward(text, "Abc"),
    ]  # fmt: skip
    for table in found:
        assert (table["start"] <= table["end"]).all() and (table["end"] <= len(text)).all()
    assert len(framing.readability(text)) == 1
