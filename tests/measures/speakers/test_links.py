"""Names of one article joined to whom they name."""

import pandas as pd
import pytest

from framing.measures.speakers.table import quotations

# The subject of the verb of saying is cut at *i* and at *No*; the name beside it was right.
OPEN = pytest.mark.xfail(strict=True)
NAMES = [
    ("Nabil al-Harthawi", "al-Harthawi"),
    ("Bashir al-Amrani", "Amrani"),
    ("Yousef bin Jaber", "bin Jaber"),
    ("Khalid bin Omar al-Rashidi", "al-Rashidi"),
    ("Mona Abu Taleb", "Abu Taleb"),
    ("Ingrid von der Lohe", "von der Lohe"),
    ("Pieter van Dorsten", "van Dorsten"),
    ("Sietse van der Linden", "Van der Linden"),
    ("Armand de Vauclair", "de Vauclair"),
    ("Claire de la Fontenelle", "de la Fontenelle"),
    ("Yves du Plessier", "du Plessier"),
    ("Luc d’Estrel", "d’Estrel"),
    ("Rita do Nascente", "do Nascente"),
    ("Paulo dos Santarém", "dos Santarém"),
    pytest.param("Carme Puig i Cadell", "Puig i Cadell", marks=OPEN),
    ("Andrés Ríos Zúñiga", "Ríos Zúñiga"),
    ("Julio Sánchez de la Torre", "Sánchez de la Torre"),
    ("Pedro Robles Castaño", "Robles"),
    ("Pak Do-yun", "Pak"),
    ("Izwan Hashim", "Izwan"),
    ("T. Girish Naidu", "Naidu"),
    ("Ben Carlow", "Carlow"),
    ("Van Jessop", "Jessop"),
    ("Robert (Bob) Tillman", "Tillman"),
    ("William “Bill” Harte", "Harte"),
]
FRAMES = [
    "{full} came on Monday. “The talks go on,” {short} said. Reporters waited outside.",
    "“The talks go on,” said {short}. Earlier, {full} had met the board.",
    "Talks with {full} failed. The board asked {short} why. “The talks go on,” {short} said. The vote is over.",
    "{full}’s aide left. But {short} insisted: “The talks go on.”",
]


def speakers(text: str) -> list[str]:
    table = quotations(text, model="fast")
    return table.loc[table["kind"].isin(["direct", "partial"]), "speaker"].tolist()


@pytest.mark.parametrize(("full", "short"), NAMES)
def test_a_short_form_is_the_full_name(full: str, short: str) -> None:
    said = [speakers(frame.format(full=full, short=short))[-1] for frame in FRAMES]
    assert said == [full] * len(FRAMES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sen. Ann Lee, D-Ohio, said “no deal is near”.", "Ann Lee"),
        ("Rep. Bo Hill (R., Texas) said: “No deal is near.”", "Bo Hill"),
        ("“No deal is near,” Rep. Bo Hill (R-N.Y.) said.", "Bo Hill"),
        ("“No deal is near,” said Bo Hill (Lab, Example East).", "Bo Hill"),
        ("Minister K. Venkat Rao’s nephew, T. Girish Naidu, said: “It is late.”", "T. Girish Naidu"),
        ("“It is late,” Mayor Ann Lee's deputy, Bo Hill, added.", "Bo Hill"),
        ("St John’s Hospital said: “It is late.”", "St John’s Hospital"),
        ("Another resident, 41-year-old Ann Lee, said: “It is late.”", "Ann Lee"),
        ("“It is late,” said one of the farmers, Ann Lee.", "Ann Lee"),
        ("No 10 said: “It is late.”", "No 10"),
        ("A No 10 source said: “It is late.” Bo Hill wept.", "No 10 source"),
        ("The prime minister said: “It is late.” Bo Hill wept.", "prime minister"),
        ("He flew to Mexico City. “It is late,” Mexico said.", "Mexico"),
        ("The van Bo Hill drove was stolen. “It is late,” Hill said.", "Bo Hill"),
        ("Karl von Lee met Eva von Lee. “It is late,” von Lee said.", None),
    ],
)
def test_a_name_is_told_from_what_stands_beside_it(text: str, expected: str | None) -> None:
    [speaker] = speakers(text)
    assert (None if pd.isna(speaker) else speaker) == expected


@pytest.mark.parametrize("ending", ["outside", "over", "for", "here", "late"])
def test_the_last_word_of_an_article_says_nothing_of_its_first_name(ending: str) -> None:
    text = f"Izwan Hashim came. “It is late,” Izwan said. They waited {ending}."
    assert speakers(text) == ["Izwan Hashim"]


def test_a_word_that_ends_in_a_figure_is_no_first_name() -> None:
    text = "Aid for COVID-19 Hill says no. Dr. Ann Hill spoke to CNN. “It is up to the virus,” Hill said."
    assert speakers(text) == ["Ann Hill"]
