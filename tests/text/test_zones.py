"""Zones are read from the layout that news pages leave in plain text; nothing is removed."""

import pytest

from framing.text.zones import STORY, ZONES, paragraphs


def zones(text: str, title: str | None = None) -> list[str]:
    return [paragraph.zone for paragraph in paragraphs(text, title)]


CASES = {
    "a headline is a short first line without a full stop": (
        "Rain stops play\n\nThe match was called off on Monday.",
        ["headline", "lead"],
    ),
    "a first line that is a sentence is the lead": (
        "The match was called off on Monday because of rain.\nIt will be played again.",
        ["lead", "body"],
    ),
    "a headline may end in a stop where it is set in capitals": (
        "Heavy Rain Stops Cricket Match Again.\n\nThe match was called off on Monday.",
        ["headline", "lead"],
    ),
    "a short stopped line over a full paragraph is a headline": (
        "Rain stops play again.\n\n" + "The match was called off after hours of rain, and players left the pavilion "
        "for the hotel, where they waited for news.",
        ["headline", "lead"],
    ),
    "a standfirst is a second line without a full stop": (
        "Rain stops play\n\nPlayers wait for hours in the pavilion\n\nThe match was off.\n\nFans left.",
        ["headline", "standfirst", "lead", "body"],
    ),
    "a standfirst with a full stop is parted from the story by a picture": (
        "Rain stops play\n\nPlayers wait for hours.\n\nThe pavilion [Ann Lee/Example]\n\nThe match was off.",
        ["headline", "standfirst", "caption", "lead"],
    ),
    "a line that stands twice is a caption": (
        "Rain stops play\n\nWet pitch\n\nWet pitch\n\nThe match was called off.",
        ["headline", "caption", "caption", "lead"],
    ),
    "furniture of the site is a notice": (
        "Rain stops play\n\nThe match was off.\n\nPowered by automated translation\n\nSource: Example News",
        ["headline", "lead", "notice", "notice"],
    ),
    "players, offers, buttons and credits between paragraphs are no story": (
        "Rain stops play\n\nThe match was off.\n\nIt rained.\n\nThis video cannot be played\n\n"
        "Add Cricket as an interest\n\n"
        "Share\n\nFacebook Twitter WhatsApp\n\nPhoto by Ann Lee/Example\n\nFans left.",
        ["headline", "lead", "body", "notice", "notice", "notice", "notice", "caption", "body"],
    ),
    "sentences that begin like them are story": (
        "Rain stops play\n\nThe match was off.\n\nVideo players were sold out.\n\nShare prices fell.\n\n"
        "Facebook said so.\n\nPhotographs by Ann Lee show the pitch.",
        ["headline", "lead", "body", "body", "body", "body"],
    ),
    "a date stamp glued to the first word is a notice of its own": (
        " date 2021-06-09 The match was off.\n\nFans left.",
        ["notice", "lead", "body"],
    ),
    "a dateline alone is a notice": (" date 2021-06-08 MEXICO CITY\n\nFans left.", ["notice", "notice", "lead"]),
    "an embedded post in translation is set apart": (
        "The minister posted a message.\n\nTranslation: It rained!",
        ["lead", "translation"],
    ),
    "one line alone is no headline": ("Rain stops play", ["lead"]),
    "an empty text has no paragraph": ("", []),
    "white space alone has no paragraph": (" \n\u00a0\n", []),
}


@pytest.mark.parametrize("case", CASES)
def test_zone(case):
    text, expected = CASES[case]
    assert zones(text) == expected


def test_the_given_title_is_the_headline_whatever_its_form():
    text = "it rained all day long, and so they all went home early, said everyone.\n\nMore."
    assert zones(text)[0] == "lead"
    assert zones(text, title=text.split("\n")[0].upper())[0] == "headline"


def test_paragraphs_exclude_outer_white_space():
    text = "\u00a0 One line. \n\n\tTwo. "
    assert [text[p.start : p.end] for p in paragraphs(text)] == ["One line.", "Two."]


def test_every_zone_is_declared():
    assert set(STORY) < set(ZONES)


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("Sources: a bridge closes\n\nIt was shut.", "Sources: A bridge closes", ["headline", "lead"]),
        ("2021-06-08\nThe bridge closes\n\nIt was shut.", "The bridge closes", ["notice", "headline", "lead"]),
        ("The bridge closes\n\n2021-06-08 It was shut.", "The bridge closes", ["headline", "notice", "lead"]),
        ("RAIN CLOSES HARBOUR.\nIt was shut.", "Rain closes harbour", ["headline", "lead"]),
        ("Rain closes harbour.\nIt was shut.", "Rain closes harbour - The Post", ["headline", "lead"]),
        (
            "“Rain” closes\nharbour, he says.\nIt ended.",
            '"Rain" closes harbour, he says',
            ["headline"] * 2 + ["lead"],
        ),
        ("By Bo Ek\nThe bridge closes\nIt was shut.", "The bridge closes", ["notice", "headline", "lead"]),
        ("2021-06-08 By Bo Ek\nSources: rain\nIt was shut.", "Sources: rain", ["notice"] * 2 + ["headline", "lead"]),
        ("2021-06-08 in pictures\n\nIt was shut.", "2021-06-08 in pictures", ["headline", "lead"]),
    ],
)
def test_a_line_that_is_the_title_is_the_headline_whatever_its_words(text, title, expected):
    assert zones(text, title) == expected


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        ("---\ntitle: Pier shut\ndate: 2021-06-08\ntags:\n  - pier\n---\n\n", 6),
        ('+++\ntitle = "Pier shut"\ndraft = false\n+++\n\n', 4),
        ("From: Jo Reed\nTo: Ann Lee\nSubject: Pier\n\n", 3),
        ("Title: Pier shut\nSource: Example Post\nURL: https://example.org/1\n\n", 3),
    ],
)
def test_headers_and_front_matter_are_notices(head, lines):
    text = "Old pier shut\n\nThe council shut the old pier on Monday.\n\nIt stays shut."
    assert zones(head + text) == ["notice"] * lines + ["headline", "lead", "body"]


@pytest.mark.parametrize(
    "text",
    [
        "Source: close to the mayor\n\nThe council shut the old pier on Monday.",
        "---\n\nThe council shut the old pier on Monday. It stays shut.\n\n---\n\nRepairs begin.",
        "By: the sea\nTo: the wall",
    ],
)
def test_a_line_with_a_colon_and_a_rule_make_no_headers(text):
    assert zones(text)[:2] != ["notice", "notice"]
