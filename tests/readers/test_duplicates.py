import random

from framing.readers.duplicates import Copies


def prose(seed, words=200):
    """Return words in a random order that the seed fixes: two seeds share no run of five."""
    return " ".join(f"w{random.Random(f'{seed}-{n}').randrange(5000)}" for n in range(words))


def taken(texts):
    copies = Copies()
    for text in texts:
        copies.add(text)
    return copies


def test_the_same_text_is_found_whatever_its_case_and_line_ends():
    assert taken(["Rain\r\nfell.", "Snow.", "rain fell.", "RAIN FELL."]).same() == {2: 0, 3: 0}


def test_the_same_text_is_found_in_other_scripts_and_beyond_the_basic_plane():
    assert taken(["ПЬЕР закрыт", "пьер закрыт", "\U0001f600 ok", "\U0001f601 ok", "\ud83d"]).same() == {1: 0}


def test_nearly_the_same_text_is_found_with_its_likeness():
    one, other = prose("a"), prose("b")
    changed = one.replace(one.split()[100], "changed")
    ((place, (earlier, share)),) = taken([one, other, changed]).near().items()
    assert (place, earlier) == (2, 0) and 0.8 < share < 1


def test_the_share_is_that_of_the_runs_of_five_words():
    words = prose("a", 60).split()
    changed = [*words[:-1], "changed"]
    assert taken([" ".join(words), " ".join(changed)]).near()[1].share == 55 / 57


def test_the_share_of_long_texts_is_estimated_closely():
    words = prose("a", 3000).split()
    texts = [" ".join(words), " ".join([*words[:2850], *prose("b", 150).split()])]
    assert abs(taken(texts).near()[1].share - 2846 / 3146) < 0.05


def test_every_copy_of_one_text_is_found_however_many_there_are():
    one = prose("wire", 60)
    for count in (30, 31, 400):
        found = taken([f"{one} by the staff of paper {n}" for n in range(count)]).near()
        assert sorted(found) == list(range(1, count)) and all(near.earlier < later for later, near in found.items())


def test_a_copy_is_found_among_many_that_are_half_alike():
    furniture = prose("furniture", 60)
    texts = [f"{furniture} {prose(n, 60)}" for n in range(300)]
    assert next(iter(taken([*texts, texts[150] + " more"]).near().values())).earlier == 150


def test_different_and_short_texts_are_left_alone():
    assert taken([prose("a"), prose("b"), "Rain fell.", "Rain fell again."]).near() == {}


def test_furniture_that_every_text_carries_makes_no_pairs():
    furniture = prose("furniture", 40)
    assert taken([f"{prose(n, 60)} {furniture}" for n in range(40)]).near() == {}


def test_a_text_is_found_in_thousands():
    texts = [prose(n, 60) for n in range(1000)]
    assert list(taken([*texts, texts[500] + " more"]).near()) == [1000]
