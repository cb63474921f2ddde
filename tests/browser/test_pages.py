"""The pages in a real browser: marks are visible with scripts off, at a desk and on a phone, and no request leaves."""

import base64
import json
import re

import numpy
import pytest
from chromium import HOSTILE, Chromium, pixels

import framing
from framing.reporting.articles import write_articles
from framing.reporting.export import across, as_html
from framing.reporting.markup import TINTS
from framing.reporting.pages import index_page

SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
PAGE = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body>{}</body></html>'


@pytest.fixture(scope="module")
def report(seeds, tables, tmp_path_factory):
    """The first page of a report and its articles' pages."""
    folder = tmp_path_factory.mktemp("report")
    for name in framing.figures.FIGURES:
        framing.figures.save(name, tables, folder / "figures")
    articles = write_articles(seeds, tables, folder)
    html = index_page(tables, folder, [], as_html(across(tables)), articles)
    (folder / "index.html").write_text(html, encoding="utf-8")
    return folder


def wider_than_the_screen(browser):
    """Whether the page as a whole must be pushed sideways."""
    return browser.ask("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize("size", SIZES)
def test_a_reports_first_page_shows_its_figures_with_scripts_off(size, browser, report, tmp_path):
    browser.size(*SIZES[size])
    browser.scripts(False)
    browser.open((report / "index.html").as_uri())
    seen = browser.look(tmp_path / f"index-{size}.png")
    assert pixels(seen, "#0072B2") > 200
    shown = browser.ask("[...document.querySelectorAll('svg.figure')].map(s => [s.getBoundingClientRect().width > 99,"
                        " s.getAttribute('aria-label').length > 20])")  # fmt: skip
    assert shown == [[True, True]] * len(framing.figures.FIGURES)
    assert not wider_than_the_screen(browser)


@pytest.mark.parametrize("size", SIZES)
def test_an_article_shows_its_marks_with_scripts_off(size, browser, report, tmp_path):
    browser.size(*SIZES[size])
    browser.scripts(False)
    browser.open((report / "articles" / "003.html").as_uri())
    seen = browser.look(tmp_path / f"article-{size}.png")
    assert all(pixels(seen, tint) > 200 for tint in TINTS)
    assert pixels(seen, "#0072B2") > 500  # bars of shared paragraphs, and positive words
    assert not wider_than_the_screen(browser)


def test_hovering_over_a_mark_tells_who_by_which_cue_and_how_sure(browser, report):
    browser.open((report / "articles" / "003.html").as_uri())
    told = browser.hover('document.querySelector("span[title*=\': direct, cue\']")')
    assert re.match(r"[A-Z].+: direct, cue “\w+”, confidence \d\.\d\d", told)


def test_without_a_mouse_the_same_stands_in_a_table_under_the_text(browser, report, tables):
    browser.scripts(False)
    browser.open((report / "articles" / "003.html").as_uri())
    for _ in range(9):
        browser.press("Tab", 9)
        if browser.ask("document.activeElement.tagName") == "SUMMARY":
            break
    browser.press("Enter", 13, "\r")
    said = tables.quotations.query("article_id == '003' and kind != 'scare'")
    assert browser.ask("document.querySelector('details').open") is True
    assert browser.ask("document.querySelectorAll('tbody tr').length") == len(said)


@pytest.mark.parametrize(("size", "above"), [("desktop", False), ("phone", True)])
def test_two_articles_stand_beside_each_other_and_under_each_other_on_a_phone(size, above, browser, report, tmp_path):
    browser.size(*SIZES[size])
    browser.open((report / "articles" / "002--003.html").as_uri())
    browser.look(tmp_path / f"pair-{size}.png")
    columns = "[...document.querySelectorAll('div[style*=inline-block]')].map(c => c.getBoundingClientRect())"
    (top, bottom), (other, _) = browser.ask(f"{columns}.map(r => [r.top, r.bottom])")
    assert (other >= bottom) is above and (other == top) is not above
    assert not wider_than_the_screen(browser)


def test_an_article_prints_whole_and_with_its_marks(browser, report, tmp_path):
    pypdf = pytest.importorskip("pypdf", reason="reading what was printed needs the extra archives")
    browser.open((report / "articles" / "003.html").as_uri())
    # As people print: without the backgrounds that a page does not insist on.
    (tmp_path / "003.pdf").write_bytes(base64.b64decode(browser.send("Page.printToPDF")["data"]))
    pages = pypdf.PdfReader(tmp_path / "003.pdf").pages
    text = re.sub(r"\s", "", "".join(page.extract_text() for page in pages))
    words = browser.ask("document.querySelector('div[lang]').innerText").split()
    assert "".join(words[-60:-40]) in text
    filled = re.findall(rb"([\d.]+ [\d.]+ [\d.]+) rg", b"".join(page.get_contents().get_data() for page in pages))
    tints = {tuple(round(255 * float(part)) for part in found.split()) for found in filled}
    assert {tuple(bytes.fromhex(tint[1:])) for tint in TINTS} <= tints


def test_a_hostile_article_is_read_and_not_obeyed(browser, tmp_path):
    text = f"{HOSTILE}\n\n“No {HOSTILE},” Ann Lee said.\n\n“No, it rained all day long in the town,” Ann Lee said."
    hostile = framing.Article(HOSTILE, text, f"Post {HOSTILE}", title=HOSTILE)
    other = framing.Article("other", text, "Gazette")
    corpus = framing.Corpus([hostile, other])
    pages = write_articles(corpus, framing.measure(corpus), tmp_path)
    evidence = framing.evidence(corpus, {"article_id": HOSTILE, "start": 5, "end": 20})
    shown = [file.read_text(encoding="utf-8") for file in sorted((tmp_path / "articles").iterdir())]
    shown += [PAGE.format(part) for part in (
        framing.show(hostile).html, framing.show(hostile, against=other).html, evidence.html,
        corpus._repr_html_(), hostile._repr_html_(),
    )]  # fmt: skip
    assert len(pages.files) == 2
    for number, html in enumerate(shown):
        file = tmp_path / f"{number}.html"
        file.write_text(html, encoding="utf-8")
        browser.open(file.as_uri())
        assert browser.ask("document.title") != "obeyed"
        assert browser.ask("document.querySelectorAll('body script, body img, a[href^=javascript]').length") == 0
        assert browser.ask(f"document.body.innerText.includes({json.dumps('<script>document.title')})")


def test_marks_differ_without_colour(browser, report, tmp_path):
    """Who sees no colours tells a phrase, reported speech and both signs of tone by their lines."""
    browser.open((report / "articles" / "003.html").as_uri())
    browser.send("Emulation.setEmulatedVisionDeficiency", type="achromatopsia")
    lines = browser.ask(
        "['phrase:', 'tone +', 'tone -', ': indirect'].map(t => getComputedStyle("
        "[...document.querySelectorAll('span[title]')].find(e => e.title.includes(t))).borderBottomStyle)"
    )
    assert lines == ["solid", "solid", "double", "dotted"]
    assert numpy.ptp(browser.look(tmp_path / "grey.png").astype(int), axis=2).max() < 8


def test_a_request_to_another_host_would_be_noticed(tmp_path):
    (tmp_path / "page.html").write_text(PAGE.format('<img src="https://pictures.example/x.png">'), encoding="utf-8")
    asking = Chromium(tmp_path)
    try:
        asking.open((tmp_path / "page.html").as_uri())
        assert asking.close() == {"pictures.example"}
    finally:
        asking.kill()
