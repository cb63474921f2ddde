import numpy as np
import pandas as pd

from framing.readers.fields import as_text, cell, match_columns


def test_nothing_is_none_and_numbers_are_text_without_their_point():
    assert [cell(value) for value in (None, float("nan"), pd.NaT, pd.NA, " ", np.float64("nan"))] == [None] * 6
    assert cell(np.int64(3)) == 3 and cell("a") == "a"
    assert as_text(7.0) == "7" and as_text(["A", "B"]) == "A; B"


def test_a_field_s_own_name_wins_over_its_synonym():
    assert match_columns(["Body", " TEXT "]) == {"text": " TEXT "}
    assert match_columns(["author", "lang"]) == {"byline": "author", "language": "lang"}
