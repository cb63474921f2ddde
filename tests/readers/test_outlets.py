import pytest

from framing.readers.outlets import Names, alike_names, nobody


@pytest.mark.parametrize(
    "other",
    ["daily example", "DAILY EXAMPLE", "The Daily Example", "Daily Example, The", "Daily-Example", "Dáily Example",
     "Daily Example (online)", "Daily Example [print]", "Daily Example - Opinion", "Daily Example – Sport",
     "Daily Example | World", "Daily Example: Opinion", "Daily Example Online", "dailyexample.com",
     "www.dailyexample.co.uk", "Daily Example (Sampletown)"],
)  # fmt: skip
def test_a_name_written_another_way_is_a_pair_with_the_plain_one_first(other):
    assert alike_names([other, "Daily Example"]) in ([("Daily Example", other)], [(other, "Daily Example")])
    assert alike_names(["Daily Example", other]) == [("Daily Example", other)]


@pytest.mark.parametrize(
    "names",
    [["The Times (Sampletown)", "The Times (Otherton)"], ["Example News", "Example Business"],
     ["Al Jazeera", "Jazeera Al"], ["Channel 4", "Channel 5"], ["C-SPAN", "SPAN"]],
)  # fmt: skip
def test_other_names_are_no_pair(names):
    assert alike_names(names) == []


def test_editions_are_a_pair_without_the_plain_name_too():
    assert alike_names(["Example (online)", "Example - Opinion"]) == [("Example (online)", "Example - Opinion")]


def test_a_long_row_of_marks_is_read_once():
    assert alike_names([" - " * 20_000, "(" * 50_000, "x" + " (a)" * 5_000]) == []


def test_what_stands_for_a_missing_value_names_nobody():
    assert all(map(nobody, ["", "nan", "None", "N/A", "-", "unknown"])) and not nobody("Nan Hua Press")


def test_a_form_counts_as_written_before_it_counts_in_any_case():
    names = Names({"One": ("post",), "Two": ("POST",)})
    assert [names.of(name) for name in ("post", "POST", "Post", "Sample")] == ["One", "Two", "One", "Sample"]
