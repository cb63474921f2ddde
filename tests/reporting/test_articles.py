"""Each article of a report has a page with its evidence marked, and so has each pair of one family."""

import html
import re

import pytest

import framing
from framing.reporting.articles import write_articles

COPY = (
    "The old bridge will close in {}, the town council decided on Monday after a long and bitter debate. "
    "Engineers had inspected the pillars for damage and found two cracks below the water line last winter. "
)
OWN = {
    "Post/1": COPY.format("May") + "Nobody came to see it.",
    "post 1": COPY.format("June") + "“It is a great day,” Ann Lee said.",
    "新样本": "It rained on the harbour all day long, and the ships stayed where they were.",
}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A small corpus, its pages, and the folder that they stand in."""
    corpus = framing.Corpus([framing.Article(id, text, f"Outlet of {id}") for id, text in OWN.items()])
    folder = tmp_path_factory.mktemp("report")
    return corpus, write_articles(corpus, framing.measure(corpus), folder), folder / "articles"


def test_every_article_has_a_page_that_holds_its_text(written):
    corpus, pages, folder = written
    assert sorted(pages.files) == sorted(corpus.ids) and len(set(pages.files.values())) == 3
    for id, file in pages.files.items():
        text = html.unescape(re.sub(r"<sup.*?</sup>|<[^>]*>", "", (folder / file).read_text(encoding="utf-8")))
        assert corpus[id].text in text


def test_files_have_plain_names_whatever_the_ids(written):
    _, pages, folder = written
    assert pages.files == {"Post/1": "post-1.html", "post 1": "post-1-2.html", "新样本": "article-3.html"}
    assert sorted(file.name for file in folder.iterdir()) == sorted([*pages.files.values(), pages.pairs[0].file])


def test_articles_of_one_family_stand_side_by_side_with_their_edits(written):
    _, pages, folder = written
    (pair,) = pages.pairs
    assert pair == ("post-1--post-1-2.html", "Post/1", "post 1")
    page = (folder / pair.file).read_text(encoding="utf-8")
    assert "the other has: June" in page and "the other has: May" in page


def test_an_article_leads_to_the_pairs_it_belongs_to_and_back(written):
    _, pages, folder = written
    for id in ("Post/1", "post 1"):
        assert f'href="{pages.pairs[0].file}"' in (folder / pages.files[id]).read_text(encoding="utf-8")
        assert f'href="{pages.files[id]}"' in (folder / pages.pairs[0].file).read_text(encoding="utf-8")
    assert "--" not in "".join(re.findall(r'href="([^"]*)"', (folder / "article-3.html").read_text(encoding="utf-8")))


def test_a_hostile_article_is_shown_and_not_obeyed(tmp_path):
    text = '</style></div><script>alert(1)</script><a href="javascript:alert(2)">x</a> &lt;b&gt; \x1b[31mred'
    corpus = framing.Corpus([framing.Article('"><script>', text, "<img src=x onerror=alert(3)>", title="</title>")])
    pages = write_articles(corpus, framing.measure(corpus), tmp_path)
    page = (tmp_path / "articles" / pages.files['"><script>']).read_text(encoding="utf-8")
    assert not re.search(r"<(script|img|a href=.java)|onerror=\"", page) and page.count("</style>") == 1
    assert html.escape(text[:41]) in page and "&amp;lt;b&amp;gt;" in page
