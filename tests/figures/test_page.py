"""A label on a page stands beside its point where it meets nothing, or nowhere."""

from hypothesis import given, settings
from hypothesis import strategies as st

from framing.figures.page import Spot, around, placed

ROOM = Spot(0.0, 0.0, 3.0, 2.0)
EM = 0.11
POINTS = st.tuples(st.floats(0.1, 2.9), st.floats(0.1, 1.9), st.sampled_from(["a", "some words", "a longer label"]))


@settings(max_examples=40)
@given(st.lists(POINTS, max_size=12))
def test_no_label_meets_a_point_another_label_or_leaves_the_room(points):
    taken = [around(x, y, EM) for x, y, _ in points]
    for place in placed(EM, points, [], ROOM):
        if place is not None:
            assert place.inside(ROOM) and not any(place.meets(other) for other in taken)
            taken.append(place)


def test_right_of_the_point_comes_first_then_left_then_above_and_below():
    first, second, third = placed(EM, [(1.0, 1.0, "word")] * 3, [], ROOM)
    assert first.left > 1.0 and second.right < 1.0 and abs((third.top + third.bottom) / 2 - 1.0) >= EM / 2


def test_where_nothing_is_free_there_is_no_label():
    assert placed(EM, [(1.0, 1.0, "word")], [ROOM], ROOM) == [None]
    assert placed(EM, [(1.0, 1.0, "word " * 20)], [], ROOM) == [None]


def test_spots_that_touch_do_not_meet():
    assert not Spot(0, 0, 1, 1).meets(Spot(1, 0, 2, 1)) and Spot(0, 0, 1, 1).meets(Spot(0.9, 0.9, 2, 2))
