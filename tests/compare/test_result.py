import pandas as pd

from framing.compare.result import Result, printed


def result():
    table = pd.DataFrame({"group": ["A&B", None], "difference": [0.12345, float("nan")], "p": [0.00001, 0.2]})
    return Result(table, "Counted 5 % of x_y.")


def test_small_p_values_are_not_printed_as_nought():
    assert printed(result().table)["p"].tolist() == ["<0.001", "0.200"]


def test_latex_is_escaped_and_holds_the_note():
    tex = result().to_latex()
    assert "A\\&B" in tex and "5 \\% of x\\_y." in tex and "0.123" in tex


def test_the_note_stands_under_the_table_everywhere():
    assert "Counted 5 %" in repr(result()) and "Counted 5 %" in result()._repr_html_()
    assert "A&amp;B" in result()._repr_html_()


def test_long_tables_say_what_is_left():
    assert "5 more rows" in repr(Result(pd.DataFrame({"x": range(25)}), ""))
