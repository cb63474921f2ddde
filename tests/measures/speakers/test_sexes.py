"""Whom Mr and Mrs may mean."""

import pytest

from framing.measures.speakers.sexes import address
from framing.measures.speakers.table import quotations

COUPLE = "Bo Lee and his wife, Ann, left. “It hurts,” Mrs Lee said. “It does,” Mr Lee added."


@pytest.mark.parametrize(
    ("text", "quotation", "speaker"),
    [
        (COUPLE, "hurts", "Ann Lee"),
        (COUPLE, "does", "Bo Lee"),
        ("Bo Lee and his wife Ann left. “It hurts,” Mrs Lee said.", "hurts", "Ann Lee"),
        ("Ann Lee and her husband, Bo, left. “It hurts,” Mr Lee said.", "hurts", "Bo Lee"),
        ("Bo Lee lost his job. “It hurts,” Mrs Lee said.", "hurts", "Mrs Lee"),
        ("Mr Bo Lee left. “It hurts,” Mrs Lee said.", "hurts", "Mrs Lee"),
        ("Bo Lee’s wife left. “It hurts,” Mrs Lee said.", "hurts", "Mrs Lee"),
        ("Bo Lee, a businessman, left. “It hurts,” Mrs Lee said.", "hurts", "Mrs Lee"),
        ("Spokeswoman Ann Lee left. “It hurts,” Mr Lee said.", "hurts", "Mr Lee"),
        ("Bo and Ann Lee left. “It hurts,” Mr Lee said. “It does,” Mrs Lee added.", "hurts", "Mr Lee"),
        ("Bo and Ann Lee left. “It hurts,” Mr Lee said. “It does,” Mrs Lee added.", "does", "Mrs Lee"),
        ("Bo and Ann Lee left. “It hurts,” Mrs Lee said.", "hurts", "Ann Lee"),
        ("Ann Lee left. “It hurts,” Mrs Lee said.", "hurts", "Ann Lee"),
        ("Ann Lee left when she heard. “It hurts,” Mrs Lee said.", "hurts", "Ann Lee"),
        ("Mr Karl von Lee met Ms Eva von Lee. “It hurts,” Ms von Lee said.", "hurts", "Eva von Lee"),
        ("Hill and Ann Lee met. “It hurts,” Mrs Lee said. “So what,” Hill said.", "what", "Hill"),
    ],
)
def test_a_title_goes_to_nobody_of_the_other_sex(text: str, quotation: str, speaker: str) -> None:
    table = quotations(text)
    place = text.index(quotation)
    assert table[(table["start"] <= place) & (table["end"] > place)]["speaker"].tolist() == [speaker]


@pytest.mark.parametrize(("titles", "sex"), [(["mr"], 1), (["prime", "dame"], -1), (["chairman"], 0), ([], 0)])
def test_a_chairman_may_be_a_woman(titles: list[str], sex: int) -> None:
    assert address(titles) == sex
