"""Reuse: one number for how much of the shorter text derives from a common copy."""

import itertools

import pytest

from framing.corpus.article import Article
from framing.measures.selection import copied, reuse

FIRST = (
    "Heavy rain closed the bridge over the river on Monday and left thousands of commuters stranded. "
    "Engineers inspected the pillars for damage and found two cracks below the water line. "
    "The council said repairs would take a month and cost more than the town can spend in a year."
)
OTHER = (
    "Thousands of commuters could not get to work after the river bridge was shut. "
    "Volunteers carried sandbags to the school while traders counted their losses at the market. "
    "A decision about money is not expected before the council meets again in the spring."
)
CREDITS = [
    "{}\n\nSource: Reuters",
    "By Ann Lee, Associated Press\n\n{}",
    "By ANN LEE and BOB HILL\n\n{}",
    "WASHINGTON (AP) — {}",
    "PARIS, June 8 (Reuters) - {}",
    "{}\n\nThe Associated Press contributed to this report.",
    "{}\n\n(Reporting by Ann Lee in Paris; Editing by Bob Hill)",
    "{}\n\nAdditional reporting by Ann Lee.",
    "{}\n\nCopyright 2021 The Associated Press. All rights reserved.",
]


def test_from_nothing_to_all():
    part = FIRST.split(". ")[0] + ". " + OTHER
    assert reuse(FIRST, OTHER) < reuse(FIRST, part) < reuse(FIRST, FIRST)
    assert reuse(FIRST, OTHER) < 0.3
    assert reuse(FIRST, FIRST) > 0.8


def test_a_text_is_all_of_itself_and_of_what_holds_it(seeds):
    assert reuse(FIRST, FIRST) == 1.0
    assert reuse(FIRST, f"{OTHER} {FIRST}") > 0.99
    assert {reuse(article.text, article.text) for article in seeds} == {1.0}


def test_unrelated_texts_are_near_nothing(seeds):
    assert max(reuse(article.text, FIRST) for article in seeds) < 0.03


def test_order_of_paragraphs_and_house_style_hardly_matter():
    first, second, third = FIRST.split(". ")
    moved = f"{third} {second}.\n\n{first}.".replace("pillars", "columns").replace("month", "month or so")
    assert reuse(FIRST, moved) > 0.7


def test_wholly_partly_and_not_derived_at_any_length():
    # Each text has its own words, so that nothing but the copy is shared.
    def sentences(letter, count):
        return [" ".join(f"{letter}{k}word{n}" for n in range(14)) + "." for k in range(count)]

    partly = []
    for count in (6, 12, 48):
        copy, own = sentences("Copy", count), sentences("Own", count)
        half = count // 2
        wholly = reuse(" ".join(copy), " ".join(copy[1:]))
        partly.append(reuse(" ".join(copy), " ".join(copy[:half] + own[half:])))
        assert reuse(" ".join(copy), " ".join(own)) < 0.05 < partly[-1] < wholly
    assert max(partly) - min(partly) < 0.1


def test_more_rewriting_is_less_reuse():
    light = FIRST.replace("thousands", "hundreds").replace("found", "discovered")
    heavy = (
        "Commuters were stranded in their thousands when the bridge was closed by rain. Two cracks under the water "
        "were found as engineers looked at the pillars. Repairs will cost too much for the town, the council said."
    )
    assert reuse(FIRST, FIRST) >= reuse(FIRST, light) > reuse(FIRST, heavy) > reuse(FIRST, OTHER)


@pytest.mark.parametrize("credit", CREDITS)
@pytest.mark.parametrize("other", [FIRST, OTHER])
def test_credits_datelines_and_bylines_are_not_read(credit, other):
    assert reuse(credit.format(FIRST), other) == reuse(FIRST, other)
    assert reuse(credit.format(FIRST), credit.format(other)) == reuse(FIRST, other)


def test_a_common_quotation_is_no_reuse():
    said = "“We will rebuild every house on this street before the first snow falls in the hills,” the mayor said."
    assert reuse(f"{FIRST} {said}", f"{OTHER} {said}") <= reuse(FIRST, OTHER) + 0.05


def test_symmetric_and_bounded(seeds):
    for a, b in itertools.combinations(seeds, 2):
        assert reuse(a.text, b.text) == reuse(b.text, a.text)
        assert 0 <= reuse(a.text, b.text) <= 1


def test_the_seeds_families_stand_out(seeds):
    numbers = {(a.id, b.id): reuse(a.text, b.text) for a, b in itertools.combinations(seeds, 2)}
    families = {numbers.pop(("000", "001")), numbers.pop(("002", "003"))}
    assert min(families) > 0.4
    assert max(numbers.values()) < 0.1


@pytest.mark.parametrize("text", ["", "#", "word", "“" * 50])
def test_texts_without_words_of_their_own(text):
    assert reuse(text, FIRST) == 0.0
    assert reuse(text, text) == 0.0


@pytest.mark.parametrize("piece", ["a ", "rain ", "“", '" ', ". ", "“a b c ", "A. ", "By ", "(AP) "])
def test_hostile_texts_end(piece):
    assert 0 <= reuse(piece * 10_000, piece * 10_000) <= 1


def test_a_sentence_without_an_end_is_compared_as_far_as_it_is_aligned():
    endless = " ".join(f"word{n}" for n in range(400))
    assert reuse(endless, endless) == 1


@pytest.mark.parametrize("given", [None, 5, b"Rain fell.", ["Rain fell."]])
def test_what_is_no_text_is_refused_in_words(given):
    for texts in (("Rain fell.", given), (given, "Rain fell.")):
        with pytest.raises(TypeError, match=f"Expected two texts or Articles, not {type(given).__name__}"):
            reuse(*texts)
    assert reuse(FIRST, Article("a", FIRST)) == 1


def test_how_likely_a_copy_is_and_how_much_of_it_there_is_are_two_numbers():
    """A brief that takes one sentence of three was copied from for sure; most of it was not."""
    part = FIRST.split(". ")[0] + ". " + OTHER
    assert copied(FIRST, part) > reuse(FIRST, part)
    assert copied(FIRST, FIRST) == reuse(FIRST, FIRST) == 1.0
    assert copied(FIRST, OTHER) < 0.3 and copied(FIRST, part) == copied(part, FIRST)


def test_copied_takes_two_texts():
    with pytest.raises(TypeError, match="Expected two texts or Articles, not list"):
        copied(FIRST, [OTHER])
