import subprocess
import sys

import pandas as pd
import pytest

from framing.readers import check, read
from framing.readers.decode import decode
from framing.readers.language import guess_language, is_misread, language_code
from framing.readers.record import Problems

ENGLISH = "The minister said that the ships would not leave the port because of the strike. It is the third in a year."
ABROAD = {
    "es": "El ministro dijo que los barcos no van a salir del puerto por la huelga de los estibadores.",
    "fr": "Le ministre a dit que les navires ne vont pas quitter le port pour une grève des dockers.",
    "de": "Der Minister sagte, dass die Schiffe den Hafen wegen des Streiks nicht verlassen werden.",
    "pt": "O ministro disse que os navios não vão sair do porto por causa da greve, mas ainda há tempo.",
    "it": "Il ministro ha detto che le navi non lasceranno il porto per lo sciopero della settimana.",
    "nl": "De minister zei dat de schepen de haven niet verlaten, want er wordt vandaag gestaakt in het land.",
    "da": "Ministeren sagde, at skibene ikke kan forlade havnen på grund af strejken blandt havnearbejderne.",
    "sv": "Ministern sade att fartygen inte kan lämna hamnen på grund av strejken bland hamnarbetarna.",
    "no": "Statsråden sa at skipene ikke kan forlate havnen på grunn av streiken blant havnearbeiderne.",
    "fi": "Ministeri sanoi, etteivät laivat lähde satamasta, koska satamatyöläiset ovat lakossa.",
    "hu": "A miniszter azt mondta, hogy a hajók a sztrájk miatt nem hagyják el a kikötőt ezen a héten.",
    "cs": "Ministr řekl, že lodě kvůli stávce přístavních dělníků tento týden přístav neopustí.",
    "pl": "Minister powiedział, że statki nie opuszczą portu z powodu strajku dokerów w tym tygodniu.",
    "ro": "Ministrul a spus că navele nu vor părăsi portul din cauza grevei muncitorilor portuari.",
    "tr": "Bakan, liman işçilerinin grevi nedeniyle gemilerin bu hafta limandan ayrılmayacağını söyledi.",
    "vi": "Bộ trưởng nói rằng các con tàu sẽ không rời cảng trong tuần này vì cuộc đình công.",
    "id": "Menteri mengatakan bahwa kapal-kapal tidak akan meninggalkan pelabuhan karena pemogokan buruh.",
    "sw": "Waziri alisema kwamba meli hazitaondoka bandarini wiki hii kwa sababu ya mgomo wa wafanyakazi.",
    "ru": "Министр заявил, что корабли не покинут порт.",
    "zh": "部长说，由于罢工，船只不会离开港口。",
    "ja": "大臣は、ストライキのために船は港を出ないと述べた。",
    "ar": "قال الوزير إن السفن لن تغادر الميناء بسبب الإضراب",
}
ALPHABETS = {
    "Министр заявил, что корабли не покинут порт, пока бастуют докеры.": ("cp1251", "koi8-r", "iso8859-5", "cp866"),
    "Ο υπουργός είπε ότι τα πλοία δεν θα φύγουν από το λιμάνι.": ("cp1253", "iso8859-7"),
    "קרא השר: האוניות לא יעזבו את הנמל בגלל השביתה השבוע": ("cp1255", "iso8859-8"),
    "قال الوزير إن السفن لن تغادر الميناء بسبب الإضراب": ("cp1256", "iso8859-6"),
    "大臣は、ストライキのために船は港を出ないと述べた。港の労働者は賃金を求めている。": ("shift-jis", "euc-jp"),
    "部长说，由于罢工，船只本周不会离开港口。工人要求提高工资。": ("gb18030",),
    "部長說，由於罷工，船隻本週不會離開港口。工人要求提高工資。": ("big5",),
    "장관은 파업 때문에 배가 항구를 떠나지 않을 것이라고 말했다.": ("euc-kr", "johab"),
    "รัฐมนตรีกล่าวว่าเรือจะไม่ออกจากท่าเรือเพราะการนัดหยุดงาน": ("tis-620",),
}


@pytest.mark.parametrize(("language", "text"), ABROAD.items())
def test_a_language_is_told_and_never_taken_for_english(language, text):
    assert guess_language(text) == language
    assert guess_language("\n\n".join([text] * 30)) == language


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "Storm closes old harbour wall",
        "Council leader Norwell quits over pier repairs",
        "She promised repairs by June.",
        "“We had no choice,” said Ada Norwell, the mayor. She promised repairs by June.",
    ],
)
def test_short_english_is_english(text):
    assert guess_language(text) == "en"


@pytest.mark.parametrize("text", ["", "#", "Rain.", "“No”, she said.", "31 12 2021"])
def test_a_few_letters_say_nothing(text):
    assert guess_language(text) is None


@pytest.mark.parametrize("text", ["a" * 100_000, "Lorem ipsum dolor sit amet consectetur adipiscing elit. " * 20])
def test_what_is_clearly_no_language_or_another_is_not_english(text):
    assert guess_language(text) not in ("en", None)


def test_an_english_article_with_foreign_quotations_is_english():
    paragraphs = [f"{ENGLISH}\n\n“{quotation}”" for quotation in (ABROAD["es"], ABROAD["vi"], ABROAD["ru"])]
    assert guess_language("\n\n".join(paragraphs)) == "en"


def test_a_foreign_article_with_an_english_quotation_is_not_english():
    assert guess_language("\n\n".join([*[ABROAD["da"]] * 8, f"“{ENGLISH}”"])) == "da"


@pytest.mark.parametrize(("text", "encoding"), [(text, name) for text, names in ALPHABETS.items() for name in names])
def test_another_alphabet_in_an_old_encoding_is_not_english(text, encoding):
    read_as_latin = decode((text * 3).encode(encoding), "a.txt", Problems())
    assert is_misread(read_as_latin)
    assert guess_language(read_as_latin) == "und"


@pytest.mark.parametrize("language", [name for name, text in ABROAD.items() if text.split()[0].isascii()])
def test_latin_letters_with_accents_are_not_misread(language):
    assert not is_misread(ABROAD[language])


def test_what_is_not_clearly_english_is_listed_and_not_english():
    table = pd.DataFrame(
        {
            "id": ["a", "b", "c"],
            "outlet": ["Post", "Press", "Press"],
            "text": [ENGLISH, ABROAD["hu"], (next(iter(ALPHABETS)) * 3).encode("cp1251").decode("cp1252")],
        }
    )
    corpus = read(table)
    assert [article.language for article in corpus] == ["en", "hu", "und"]
    listed = corpus.problems[corpus.problems["field"] == "language"]["problem"].tolist()
    assert len(listed) == 2 and "Hungarian" in listed[0] and "another alphabet" in listed[1]
    assert check(table)["problem"].isin(listed).sum() == 2


@pytest.mark.parametrize("given", ["en", "English", "en-GB"])
def test_a_language_that_is_given_wins(given):
    table = pd.DataFrame({"id": ["a"], "outlet": ["Post"], "text": [ABROAD["da"]], "language": [given]})
    assert read(table)["a"].language == "en"


@pytest.mark.parametrize("given", ["und", "unknown", "n/a", "None"])
def test_a_language_given_as_unknown_is_guessed(given):
    table = pd.DataFrame({"id": ["a"], "outlet": ["Post"], "text": [ABROAD["da"]], "language": [given]})
    assert read(table)["a"].language == "da"


def test_the_model_is_loaded_only_for_what_is_not_plainly_english():
    code = (
        "import sys, framing, framing.readers.language as language\n"
        f"language.guess_language({ENGLISH!r} * 20); print('py3langid' in sys.modules)\n"
        f"language.guess_language({ABROAD['da']!r}); print('py3langid' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.split() == ["False", "True"]


def test_languages_are_known_as_archives_write_them():
    assert [language_code(name) for name in ("ENGLISH", "eng", "en_GB", "Spanish; Castilian", "Danish", "xx")] == [
        "en",
        "en",
        "en",
        "es",
        "da",
        "xx",
    ]
