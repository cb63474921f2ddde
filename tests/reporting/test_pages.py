"""Pages are filled from templates: what is put in is escaped, what is missing is an error, nothing is fetched."""

import pytest
from jinja2 import UndefinedError

from framing.reporting.export import across, as_html
from framing.reporting.pages import Pages, index_page, notebook_page, page


def test_what_is_put_in_is_escaped_unless_it_is_html():
    text = page("article", title="<b>&", language='e"n', view="<p>kept</p>", links=[("a.html", "<i>")], wide=False)
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
    assert '<a href="articles/zero.html">000</a>' in text and ">001</td>" in text
    assert "of one family, side by side" not in text


def test_the_page_says_that_single_articles_infer_nothing(tables, drawn):
    text = " ".join(index_page(tables, drawn, [], "", Pages({}, [])).split())
    assert "Each outlet is present with one article: what follows describes these articles and infers nothing" in text


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
