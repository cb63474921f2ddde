import pytest

from framing.readers.record import READ_AS, Problems, Source


@pytest.mark.parametrize("name, ending", [
    ("a/b.TXT", ".txt"), ("a.b/c", ""), (".hidden", ""), ("a.tar.gz", ".gz"),
])  # fmt: skip
def test_an_ending_is_what_follows_the_last_dot_of_the_name(name, ending):
    assert Source(name, b"").suffix == ending


def test_problems_are_a_table_in_the_order_they_were_met():
    problems = Problems()
    assert list(problems.frame()) == ["file", "line", "field", "problem", "remedy", "level"]
    problems.add("b.txt", None, "text", "wrong", "right")
    problems.add("a.txt", 2, None, "wrong", "right")
    problems.add("a.txt", 3, None, "guessed", "look", READ_AS)
    table = problems.frame()
    assert table["level"].tolist() == ["wrong", "wrong", "read as"]
    assert table["file"].tolist() == ["b.txt", "a.txt", "a.txt"] and table["line"].dtype == "Int64"
