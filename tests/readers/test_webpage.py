import pytest
from archive_layouts import PAGE, STORY

from framing.readers.record import Problems, Source
from framing.readers.webpage import looks_html, read_webpage

pytest.importorskip("trafilatura", exc_type=ImportError)


def records_of(data, name="page.html"):
    problems = Problems()
    return list(read_webpage(Source(name, data), problems)), problems.rows


def test_the_article_is_found_in_the_page_with_what_the_page_says_of_it():
    (record,), problems = records_of(PAGE.encode())
    lines = record.text.split("\n")
    assert [line for line in lines if line in STORY] == list(STORY) and "newsletter" not in record.text
    assert {
        "title": "Rain closes harbour",
        "outlet": "Daily Example",
        "byline": "Jane Doe",
        "date": "2021-06-08",
        "url": "https://example.org/rain",
    }.items() <= record.fields.items()
    assert problems == []


def test_the_page_s_own_encoding_counts():
    page = PAGE.replace("utf-8", "windows-1252").encode("cp1252")
    (record,), _ = records_of(page)
    assert "“We wait" in record.text


def test_a_page_saved_with_its_pictures_is_read():
    mail = (
        'From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="cut"\r\n\r\n'
        "--cut\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + PAGE
        + "\r\n--cut\r\nContent-Type: image/png\r\n\r\nx\r\n--cut--\r\n"
    )
    (record,), _ = records_of(mail.encode(), "page.mhtml")
    assert STORY[0] in record.text


def test_a_page_without_an_article_is_listed():
    records, problems = records_of(b"<html><body><nav><a href='/'>Home</a></nav></body></html>")
    assert records == [] and "no article was found in the page" in problems[0][3]


def test_pages_are_told_by_their_first_tags():
    assert looks_html(PAGE) and looks_html("\n<!-- saved from url=(0020)https://example.org/ -->\n<html>")
    assert not looks_html("<b>Rain</b> fell") and not looks_html("Rain <html>")


def test_many_comments_before_the_first_tag_are_read_once():
    from framing.readers.webpage import looks_html

    assert looks_html("<!-- a -->" * 40 + "<html>") and not looks_html("<!---->" * 40 + "x")


@pytest.mark.parametrize(
    ("head", "how"),
    [
        ('<meta property="article:published_time" content="2021-06-08T10:00:00Z">', "stated"),
        ('<meta content="2021-06-08" name="pubdate">', "stated"),
        ('<script type="application/ld+json">{"datePublished": "2021-06-08"}</script>', "stated"),
        ('<link rel="canonical" href="https://example.org/2021/06/08/rain">', "guessed"),
    ],
)
def test_the_date_of_a_page_is_guessed_unless_the_page_states_it(head, how):
    body = "".join(f"<p>{line}</p>" for line in STORY)
    page = f"<html><head><title>Rain</title>{head}</head><body><article><h1>Rain</h1>{body}</article></body></html>"
    (record,), _ = records_of(page.encode())
    assert record.fields["date"] == "2021-06-08" and record.fields["date_evidence"] == how
