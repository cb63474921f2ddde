import random

from framing.readers.duplicates import alike_names, near_texts, same_texts


def prose(seed, words=200):
    """Return words in a random order that the seed fixes: two seeds share no run of five."""
    return " ".join(f"w{random.Random(f'{seed}-{n}').randrange(5000)}" for n in range(words))


def test_the_same_text_is_found_whatever_its_case_and_line_ends():
    assert same_texts(["Rain\r\nfell.", "Snow.", "rain fell.", "RAIN FELL."]) == {2: 0, 3: 0}


def test_nearly_the_same_text_is_found_with_its_likeness():
    one, other = prose("a"), prose("b")
    changed = one.replace(one.split()[100], "changed")
    ((place, (earlier, share)),) = near_texts([one, other, changed]).items()
    assert (place, earlier) == (2, 0) and 0.8 < share < 1


def test_different_and_short_texts_are_left_alone():
    assert near_texts([prose("a"), prose("b"), "Rain fell.", "Rain fell."]) == {}


def test_furniture_that_every_text_carries_makes_no_pairs():
    furniture = prose("furniture", 40)
    assert near_texts([f"{prose(n, 60)} {furniture}" for n in range(40)]) == {}


def test_a_text_is_found_in_thousands():
    texts = [prose(n, 60) for n in range(1000)]
    assert list(near_texts([*texts, texts[500] + " more"])) == [1000]


def test_names_written_two_ways():
    assert alike_names(["The Daily Example", "Daily-Example", "Sample"]) == [("The Daily Example", "Daily-Example")]
