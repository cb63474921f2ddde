"""Which sentences make one statement, for sentences made of as many words as are to be shared."""

from framing.passages import similarity
from framing.passages.grouping import align
from framing.passages.similarity import Sentence, likeness


def sentence(article, words):
    """A sentence of one word for each letter, each of weight 2: ten letters that share three are alike to .3."""
    weights = dict.fromkeys(words, 2.0)
    return Sentence(article, 0, 0, 0, "body", len(words), 0, weights, 2.0 * len(words))


def groups(*words, quoting=()):
    """Statements of so many articles of one sentence each, as sets of their numbers."""
    made = [sentence(number, text) for number, text in enumerate(words)]
    return [set(group) for group in align(made, [0] * len(made), quoting)]


def test_a_weak_likeness_to_one_of_two_copies_makes_no_statement():
    assert groups("abcdefghij", "abcdefghiz", "abzklmnopq") == [{0, 1}, {2}]
    assert groups("abcdefghij", "abcdefghiz", "abcklmnopq") == [{0, 1, 2}]


def test_what_is_like_most_copies_is_with_all_of_them():
    assert groups("abcdefghij", "abcdefghij", "abcdefgxyz", "ijaklmnopq") == [{0, 1, 2, 3}]


def test_a_sure_likeness_to_one_copy_is_a_statement_of_the_two():
    assert groups("abcdefwxyz", "abcdefghij", "ghijklmnop") == [{0, 1}, {1, 2}]
    assert groups("abcdefghij", "abcdefghij", "klmnopqrst", quoting=[(1, 2)]) == [{0, 1}, {1, 2}]


def test_copies_are_one_statement_however_many_there_are():
    assert groups(*("abcdefgh" + more for more in ("ij", "jk", "kl", "lm", "mn"))) == [{0, 1, 2, 3, 4}]


def test_a_statement_that_others_make_up_is_none_of_its_own():
    """The first two are the likest pair, and so are the last two; but all four are alike."""
    assert groups("abcdefghij", "abcdeklmno", "abcpqrstuv", "abcpqwxyzA") == [{0, 1, 2, 3}]


def test_copies_that_stand_in_one_article_are_both_listed():
    made = [sentence(0, "abcdefghij"), sentence(1, "abcdefghij"), sentence(1, "abcdefghik")]
    assert [set(group) for group in align(made, [0, 0, 0])] == [{0, 1, 2}]


def test_a_sentence_that_an_article_repeats_is_compared_once_and_listed_as_often(monkeypatch):
    compared = []
    monkeypatch.setattr(similarity, "likeness", lambda a, b: compared.append((a, b)) or likeness(a, b))
    made = [sentence(n % 2, "abcdefghij") for n in range(100)] + [sentence(0, "zyxwvutsrq")] * 2
    first = [n % 2 for n in range(100)] + [100, 100]
    assert align(made, [0] * len(made), first=first) == align(made, [0] * len(made))
    assert len(compared) == 1 + 50 * 50


def test_a_repeated_sentence_is_as_many_in_what_most_copies_bear_out():
    made = [sentence(*row) for row in ((0, "abcdefghij"), (1, "abcdefghiz"), (2, "abzklmnopq"), (1, "abcdefghiz"))]
    assert align(made, [0] * 4, first=[0, 1, 2, 1]) == align(made, [0] * 4) == [[0, 1, 3, 2]]
