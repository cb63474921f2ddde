"""What begins like a formula is shown as text, and comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.tables.cells import RISKY, guarded, unguarded


@pytest.mark.parametrize("text", ["=1+1", "+5", "-5", "@name", "\tx", "'=1", "''-2", "plain", "'tis", "", "'"])
def test_a_cell_comes_back_as_it_was(text):
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["=cmd()", "+1", "-1", "@a", "\r=1", "＝1"])
def test_no_guarded_cell_begins_with_a_risky_sign(text):
    assert guarded(text)[0] not in RISKY


@given(st.text(alphabet="'=+-@ab\t"))
def test_any_mixture_comes_back(text):
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in set(RISKY)
