import pytest

from framing.readers.language import guess_language, language_code


@pytest.mark.parametrize(
    "language, text",
    [
        ("en", "The minister said that the ships would not leave the port because of the strike."),
        ("es", "El ministro dijo que los barcos no van a salir del puerto por la huelga de los estibadores."),
        ("fr", "Le ministre a dit que les navires ne vont pas quitter le port pour une grève des dockers."),
        ("de", "Der Minister sagte, dass die Schiffe den Hafen wegen des Streiks nicht verlassen werden."),
        (
            "pt",
            "O ministro disse que os navios não vão sair do porto por causa da greve, mas ainda há tempo.",
        ),
        ("it", "Il ministro ha detto che le navi non lasceranno il porto per lo sciopero della settimana."),
        (
            "nl",
            "De minister zei dat de schepen de haven niet verlaten, want er wordt vandaag gestaakt in het land.",
        ),
        ("ru", "Министр заявил, что корабли не покинут порт."),
        ("zh", "部长说，由于罢工，船只不会离开港口。"),
        ("ja", "大臣は、ストライキのために船は港を出ないと述べた。"),
        ("ar", "قال الوزير إن السفن لن تغادر الميناء بسبب الإضراب"),
    ],
)
def test_a_language_is_told_by_its_commonest_words_or_its_script(language, text):
    assert guess_language(text) == language


@pytest.mark.parametrize(
    "text", ["", "#", "Rain.", "a" * 100_000, "Jane Doe Sampletown Harbour Daily Example John Roe Quay"]
)
def test_too_little_says_nothing(text):
    assert guess_language(text) is None


def test_languages_are_known_as_archives_write_them():
    assert [language_code(name) for name in ("ENGLISH", "eng", "en_GB", "Spanish; Castilian", "xx")] == [
        "en",
        "en",
        "en",
        "es",
        "xx",
    ]
