"""Coverage: which outlet reports which event, what it could have reported, what it alone reports or passes over."""

import pytest

import framing
from framing import Article, Corpus

BRIDGE = "The flood destroyed the old bridge at Fold. The mayor of Fold promised a new bridge after the flood."
STRIKE = "Pilots of the airline went on strike on Monday. The strike of the pilots grounded the whole fleet."
SCHOOL = "A school in the valley burned down in the night. Nobody was hurt when the school burned."


def corpus(*rows):
    return Corpus([
        Article(str(n), text, outlet, date=date, event=event, title=text.split(".")[0])
        for n, (outlet, text, date, event) in enumerate(rows)
    ])  # fmt: skip


DECLARED = corpus(
    ("A", BRIDGE, "2021-06-01", "bridge"), ("B", BRIDGE, "2021-06-03", "bridge"), ("C", BRIDGE, "2021-06-01", "bridge"),
    ("A", STRIKE, "2021-06-02", "strike"), ("B", STRIKE, "2021-06-02", "strike"), ("C", SCHOOL, "2021-06-04", "school"),
)  # fmt: skip


def test_events_by_outlet_with_delay_and_words():
    found = framing.coverage(DECLARED)
    late = found.table.set_index(["event", "outlet"]).loc[("bridge", "B")]
    assert (late["delay"], late["articles"], late["words"]) == (2, 1, 19)


def test_what_one_outlet_alone_reports_or_passes_over():
    events = framing.coverage(DECLARED).events.set_index("event")
    shares = framing.coverage(DECLARED).outlets.set_index("outlet")["share"].to_dict()
    assert shares == {"A": 1.0, "B": 1.0, "C": 0.5}
    assert events.loc["school", "alone"] == "C" and events.loc["strike", "passed_over"] == "C"


def test_an_event_outside_the_days_of_an_outlet_is_none_that_it_could_have_reported():
    found = framing.coverage(corpus(
        ("A", BRIDGE, "2021-06-01", "bridge"), ("B", BRIDGE, "2021-06-01", "bridge"),
        ("A", STRIKE, "2021-09-01", "strike"), ("C", STRIKE, "2021-09-01", "strike"),
    ))  # fmt: skip
    assert found.outlets.set_index("outlet")["of"].to_dict() == {"A": 2, "B": 1, "C": 1}


def test_events_are_guessed_where_none_is_declared_and_the_note_says_so():
    found = framing.coverage(corpus(("A", BRIDGE, None, None), ("B", BRIDGE, None, None), ("A", STRIKE, None, None)))
    assert found.events["guessed"].all() and found.events["outlets"].tolist() == [2, 1]
    assert "guessed" in found.note


def test_tables_and_corpus_agree():
    tables = framing.measure(DECLARED, model="fast")
    assert set(tables.coverage["event"]) == {"bridge", "strike", "school"}
    one, other = framing.coverage(tables), framing.coverage(DECLARED)
    assert one.outlets[["outlet", "events", "of"]].equals(other.outlets[["outlet", "events", "of"]])


def test_what_is_no_corpus_is_refused():
    with pytest.raises(TypeError, match=r"Tables of framing\.measure"):
        framing.coverage("a text")
