from framing.corpus.study import Study
from framing.readers.assemble import assemble
from framing.readers.links import Links
from framing.readers.record import Problems, Record


def built(*records):
    problems = Problems()
    return assemble(records, Study(), problems), problems.rows


def test_a_list_of_links_labels_the_page_with_the_same_url():
    link = Record(None, "list.csv", 2, {"url": "https://www.example.org/rain/", "outlet": "Daily Example"})
    page = Record("Rain fell.", "page.html", None, {"url": "http://example.org/rain"})
    (article,), rows = built(link, page)
    assert article.outlet == "Daily Example" and article.url == "http://example.org/rain" and rows == []


def test_a_link_without_a_page_is_listed():
    articles, rows = built(Record(None, "list.csv", 2, {"url": "https://example.org/rain"}))
    assert articles == [] and rows[0][:3] == ("list.csv", 2, "text") and "example.org/rain" in rows[0][3]


def test_an_id_joins_where_no_url_stands_and_the_article_s_own_fields_win():
    links = Links([Record(None, "list.ris", 1, {"id": 7, "title": "The list's", "page": "A3"})])
    assert links.taken({"id": "7", "title": "Its own"}) == {"id": "7", "title": "Its own", "page": "A3"}
    assert links.left() == []
