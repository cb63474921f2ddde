from framing.readers.document import export_of_page
from framing.readers.europresse import looks_europresse, read_europresse
from framing.readers.record import Problems

EARLIER = """<html><body><table><tr><td><span class="DocPublicationName">La Feuille, no. 12</span><br>
<span class="DocHeader">Monde, </span><span class="DocHeader">mardi </span><span class="DocHeader">8 juin 2021</span>
<span class="DocHeader">, p. 3</span><br><br><span class="TitreArticleVisu">La pluie <b>ferme</b> le port</span><br><br>
Jeanne Petit<br><p></p>Le port est fermé.<p></p>Rien ne bouge.<p></p>
<b>© 2021 La Feuille. Tous droits réservés.</b><p></p>
Numéro de document : news·20210608·LF·0001<br><table><tr><td>Ce certificat est émis à vous.</td></tr></table>
</td></tr></table></body></html>"""
ARTICLE = """<article><header><div><span class="DocPublicationName">La Feuille </span></div>
<div><span class="DocHeader">Monde, mardi {day} juin 2021, p. 3</span></div><div><p>PORTS</p></div>
<div class="titreArticle"><p class="titreArticleVisu">La neige suit</p></div><div>Jean Grand</div></header>
<section><div class="DocText"><p>Il neige.</p><p>Encore.</p></div></section><aside><p>Un dessin.</p></aside>
<footer><small>© 2021 La Feuille</small><p>Numéro de document : news·2021060{day}·LF·000{day}</p></footer></article>"""


def records_of(page):
    problems = Problems()
    return list(read_europresse(page, "export.html", problems)), problems.rows


def test_the_earlier_layout_by_its_classes_and_its_order():
    (record,), problems = records_of(EARLIER)
    assert record.text == "Le port est fermé.\nRien ne bouge." and problems == []
    expected = {"outlet": "La Feuille", "title": "La pluie ferme le port", "byline": "Jeanne Petit",
                "date": "2021-06-08", "section": "Monde", "page": "3", "id": "news·20210608·LF·0001"}  # fmt: skip
    assert expected.items() <= record.fields.items()


def test_the_later_layout_by_its_elements():
    page = f"<html><body>{ARTICLE.format(day=8)}{ARTICLE.format(day=9)}</body></html>"
    assert looks_europresse(page) and export_of_page(page)[0] == "a Europresse export"
    (first, second), problems = records_of(page)
    assert first.text == "Il neige.\nEncore." and first.fields["byline"] == "Jean Grand" and problems == []
    assert first.fields["kicker"] == "PORTS" and first.fields["notes"] == "Un dessin."
    assert second.fields["date"] == "2021-06-09" and second.fields["id"].endswith("0009")


def test_an_article_without_a_text_is_listed():
    records, problems = records_of(ARTICLE.format(day=8).replace("<p>Il neige.</p><p>Encore.</p>", ""))
    assert records == [] and "no text follows" in problems[0].problem
