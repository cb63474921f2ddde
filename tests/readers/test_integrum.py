from framing.readers import read
from framing.readers.integrum import looks_integrum, read_integrum
from framing.readers.record import Problems

ARTICLE = """<table><tr><td>^ИС:
 Пример<br>^ДТ:
 08.06.1994<br>^АВ:
 Ольга Тихая<br>^ЗГ:
 ДОЖДЬ ЗАКРЫЛ ПОРТ<br></td></tr></table><h3>ДОЖДЬ ЗАКРЫЛ ПОРТ</h3><pre>
     Порт закрыт
с понедельника.
     Корабли ждут.
</pre>"""


def test_keys_stand_over_each_text_whose_lines_are_broken():
    page = f"<html><body>1. <a href='#1'>ДОЖДЬ</a>{ARTICLE}{ARTICLE}</body></html>"
    assert looks_integrum(page)
    first, second = read_integrum(page, "export.html", Problems())
    assert first.text == "Порт закрыт с понедельника.\n\nКорабли ждут." == second.text
    assert first.fields == {"outlet": "Пример", "date": "1994-06-08", "byline": "Ольга Тихая",
                            "title": "ДОЖДЬ ЗАКРЫЛ ПОРТ"}  # fmt: skip


def test_a_page_in_the_encoding_that_it_names_is_an_export(tmp_path):
    head = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head>'
    (tmp_path / "export.html").write_bytes(f"{head}<body>{ARTICLE}{ARTICLE}</body></html>".encode("cp1251"))
    corpus = read(tmp_path / "export.html")
    assert [article.outlet for article in corpus] == ["Пример", "Пример"] and corpus[0].language == "ru"
