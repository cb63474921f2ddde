"""Pages are filled from templates: what is put in is escaped, what is missing is an error, nothing is fetched."""

import base64
import hashlib
import re

import pytest
from jinja2 import UndefinedError

from framing import figures
from framing.reporting.export import across, as_html
from framing.reporting.links import Links
from framing.reporting.pages import Pages, index_page, inline, notebook_page, page


def test_what_is_put_in_is_escaped_unless_it_is_html():
    text = page("article", title="<b>&", language='e"n', view="<p>kept</p>",
                links=[("a.html", "<i>")], about=["<u>"], original="", runs=[], wide=False)
    assert "<title>&lt;b&gt;&amp;</title>" in text and "<p>kept</p>" in text
    assert 'lang="e&#34;n"' in text and "&lt;i&gt;" in text


def test_a_value_that_is_missing_is_an_error():
    with pytest.raises(UndefinedError, match="title"):
        page("article")


@pytest.fixture
def drawn(tables, tmp_path):
    """A folder with an empty picture for each figure."""
    from framing.figures import FIGURES

    (tmp_path / "figures").mkdir()
    for name in FIGURES:
        (tmp_path / "figures" / f"{name}.svg").write_text("<svg/>")
    return tmp_path


def test_ids_lead_to_their_pages_where_there_are_pages(tables, drawn):
    text = index_page(tables, drawn, [], as_html(across(tables)), Pages({"000": "zero.html"}, []))
    assert '<a href="articles/zero.html">000</a>' in text and "articles/one.html" not in text
    assert "Articles with shared copy" not in text


def test_the_page_says_that_single_articles_infer_nothing(tables, drawn):
    text = " ".join(index_page(tables, drawn, [], "", Pages({}, [])).split())
    assert "Each outlet is represented by one article: the results describe these articles, not the outlets." in text


def test_no_template_in_the_working_folder_is_used(tmp_path, monkeypatch):
    import nbformat

    node = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("It rained.")])
    own = notebook_page(node, "Rain")
    for name in ("basic", "base", "classic", "lab"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html.j2").write_text("{{ 6 * 7 }}")
        (tmp_path / name / "conf.json").write_text('{"base_template": null}')
    monkeypatch.chdir(tmp_path)
    assert notebook_page(node, "Rain") == own


def test_a_picture_in_a_page_has_no_ids_of_its_own_but_keeps_its_links():
    svg = (
        '<?xml version="1.0"?><svg xmlns:xlink="x" width="9pt"><metadata>m</metadata><defs><path id="a1" d="M"/></defs>'
        '<g id="text_1"><!-- said --><use xlink:href="#a1"/></g>'
        '<a xlink:href="../articles/a.html#s1"><path d="M"/></a></svg>'
    )
    made = inline(svg, "tone", 'Says "x" <b>')
    assert 'id="tone-a1"' in made and 'href="#tone-a1"' in made and "text_1" not in made and "said" not in made
    assert '<a tabindex="-1" href="articles/a.html#s1">' in made and "metadata" not in made
    assert 'aria-label="Says &quot;x&quot; &lt;b&gt;"' in made


def test_a_page_asks_nobody_and_runs_one_script_alone():
    given = {"title": "t", "row": "r", "rows": 1, "order": "", "csv": "a.csv", "audit": "", "table": ""}
    text = page("table", **given, sortable=True, filter=[], columns=[])
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1]
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy.startswith("default-src 'none'") and f"script-src 'sha256-{digest}'" in policy.replace("&#39;", "'")


def test_links_lead_to_the_sentences_that_hold_a_passage(tables):
    links = Links.of(tables, {"003": "three.html"})
    row = tables.sentences[tables.sentences["article_id"] == "003"].iloc[4]
    assert links(("003", row["start"], row["end"])) == f"articles/three.html#s{row['sentence']}"
    after = tables.sentences[tables.sentences["article_id"] == "003"].iloc[5]
    assert links(("003", row["start"], after["end"])) == f"articles/three.html#s{row['sentence']}-{after['sentence']}"
    assert links(("003", 0, 0)) == "articles/three.html" and links(("000", 3, 9)) is None


def test_captions_are_short(tables):
    words = sorted(len(figures.caption(name, tables).split()) for name in figures.FIGURES)
    assert words[len(words) // 2] <= 45 and words[-1] <= 75
