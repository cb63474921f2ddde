import re

from framing.readers.lines import Line, blocks, body, keyed, numbered, split_after, unwrapped


def test_every_kind_of_line_end_ends_a_line():
    assert [line.text for line in numbered("a\r\nb\rc\nd\fe")] == ["a", "b", "c", "d", "e"]
    assert numbered("a\nb")[1] == Line(2, "b")


def test_stretches_end_with_the_line_that_ends_them():
    stretches = list(split_after(numbered("a\nEND\nb\nEND\nc"), re.compile("END")))
    assert [[line.text for line in stretch] for stretch in stretches] == [["a", "END"], ["b", "END"], ["c"]]


def test_a_body_loses_only_the_blank_lines_around_it():
    assert body(numbered("\n \na\n\n b \n\n")) == "a\n\n b "
    assert body([]) == ""


def test_blocks_are_parted_by_blank_lines_and_wrapped_lines_joined():
    assert [unwrapped(block) for block in blocks(numbered("one\n two\n\n\nthree\n"))] == ["one two", "three"]


def test_the_first_of_two_equal_keys_counts():
    assert keyed(numbered("Key: a\nkey: b\nKey: c"), re.compile(r"([A-Z]\w+): (.*)")) == {"key": "a"}
