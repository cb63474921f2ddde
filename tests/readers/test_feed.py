import pytest

from framing.readers import read
from framing.readers.feed import looks_feed

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Example Post</title>
<item><title>Pier &amp; wall shut</title><link>https://e.com/1</link><pubDate>Tue, 08 Jun 2021 09:00:00 GMT</pubDate>
<description>Short.</description>
<content:encoded><![CDATA[<p>The council shut the old pier.</p><p>It stays shut.</p>]]></content:encoded></item>
<item><title>Pier bill</title><link>https://e.com/2</link>
<description>&lt;p&gt;Repairs will cost a lot.&lt;/p&gt;</description>
</item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Press</title><entry><title>Pier shut</title>
<link href="https://p.com/1"/><published>2021-06-08T09:00:00Z</published><author><name>Jo Reed</name></author>
<content type="html">&lt;p&gt;The council shut the old pier.&lt;/p&gt;</content></entry></feed>"""


def test_each_item_of_a_feed_is_an_article(tmp_path):
    (tmp_path / "feed.xml").write_text(RSS, encoding="utf-8")
    corpus = read(tmp_path / "feed.xml")
    first, second = corpus
    assert first.text == "Pier & wall shut\n\nThe council shut the old pier.\nIt stays shut."
    assert (first.outlet, first.date, first.url) == ("Example Post", "2021-06-08", "https://e.com/1")
    assert second.text.endswith("Repairs will cost a lot.")
    assert corpus.problems["problem"].str.contains("1 of 2 items hold the feed's summary").any()


def test_atom_is_read(tmp_path):
    (tmp_path / "atom.xml").write_text(ATOM, encoding="utf-8")
    (article,) = read(tmp_path / "atom.xml")
    assert (article.outlet, article.date, article.byline, article.url) == (
        "Example Press", "2021-06-08", "Jo Reed", "https://p.com/1",
    )  # fmt: skip
    assert article.text == "Pier shut\n\nThe council shut the old pier."


def test_a_feed_with_entities_of_its_own_is_left_out(tmp_path):
    bomb = RSS.replace("<rss", '<!DOCTYPE rss [<!ENTITY a "b">]><rss', 1)
    (tmp_path / "feed.xml").write_text(bomb, encoding="utf-8")
    with pytest.raises(ValueError, match="no article was found"):
        read(tmp_path / "feed.xml")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ('<?xml version="1.0"?><doc><head>Pier shut</head><text>The pier is shut.</text></doc>', "XML"),
        ("@article{pier2021,\n  title = {The pier is shut},\n  author = {Reed, Jo}\n}\n", "BibTeX"),
        ("%0 Newspaper Article\n%A Reed, Jo\n%T The pier is shut\n", "EndNote"),
    ],
)
def test_what_is_not_read_is_named_and_left_out(tmp_path, content, name):
    (tmp_path / "a.txt").write_text(content)
    with pytest.raises(ValueError, match=name):
        read(tmp_path / "a.txt")


def test_a_page_and_a_feed_are_told_apart():
    assert looks_feed(RSS) and looks_feed(ATOM) and not looks_feed("<?xml version='1.0'?><html><body>")


XML = """<doc sitename="The Post" title="Rain" author="Jo Reed" date="2021-06-08" url="https://e.org/1"><main>
<head rend="h1">Rain</head><p>It <hi>fell</hi>.</p><list><item>One</item><item>Two</item></list></main></doc>"""
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Rain</title>
<author>Jo Reed</author></titleStmt><sourceDesc><bibl type="sigle">The Post</bibl><biblFull><publicationStmt>
<publisher>The Post (e.org)</publisher><ptr target="https://e.org/1"/><date>2021-06-08</date></publicationStmt>
</biblFull></sourceDesc></fileDesc></teiHeader><text><body><div><ab>Rain</ab><p>It <hi>fell</hi>.</p>
<list><item>One</item><item>Two</item></list></div></body></text></TEI>"""


@pytest.mark.parametrize("xml", [XML, TEI, f'<?xml version="1.0"?>\n{XML}'])
def test_an_article_in_xml(tmp_path, xml):
    (tmp_path / "a.xml").write_text(xml, encoding="utf-8")
    (article,) = read(tmp_path / "a.xml")
    assert article.text == "Rain\nIt fell.\nOne\nTwo" and article.title == "Rain" and article.byline == "Jo Reed"
    assert (article.outlet, article.date, article.url) == ("The Post", "2021-06-08", "https://e.org/1")
