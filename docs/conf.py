"""How Sphinx builds these pages: offline, every warning an error in `tests/test_docs.py`."""

import os
import sys
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.chdir(ROOT)

import framing  # noqa: E402


def gallery() -> str:
    """Every figure of `framing.figures.ALL` with the lines that draw it, as reStructuredText."""
    parts = []
    for figure in framing.figures.ALL:
        made = figure.example or 'drawn = framing.measure(framing.read("norwell-bridge"))'
        alt = str(figure.__doc__).partition("\n\n")[0].strip()
        code = "\n".join(["import framing", *made.split("\n"), f"framing.figures.{figure.name}(drawn)"])
        body = "\n".join(f"   {line}".rstrip() for line in code.split("\n"))
        parts.append(f"{figure.title}\n{'-' * len(figure.title)}\n\n.. plot::\n   :alt: {alt}\n\n{body}\n")
    return "\n".join(parts)


(ROOT / "docs" / "generated").mkdir(exist_ok=True)
(ROOT / "docs" / "generated" / "gallery.inc").write_text(gallery(), encoding="utf-8")

project = "framing"
author = "The framing maintainers"
copyright = author
release = version = framing.__version__

extensions = [
    "myst_parser",
    "numpydoc",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "matplotlib.sphinxext.plot_directive",
]
exclude_patterns = ["_build", "generated/*.inc"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
autosummary_generate = True
autodoc_typehints = "none"
numpydoc_show_class_members = False

plot_include_source = True
plot_html_show_formats = False
plot_html_show_source_link = False
plot_formats = [("png", 110)]
plot_working_directory = str(ROOT)

html_theme = "pydata_sphinx_theme"
html_title = "framing"
html_theme_options = {
    "show_prev_next": False,
    "secondary_sidebar_items": ["page-toc"],
    "navbar_end": ["theme-switcher"],
}
html_show_sourcelink = False
# MathJax would be fetched from another host: formulas are shown as they are written.
html_math_renderer = "plain"


def setup(app):
    """Show a formula as its source."""

    def visit(self, node):
        self.body.append(f'<code class="math">{escape(node.astext())}</code>')
        raise __import__("docutils").nodes.SkipNode

    app.add_html_math_renderer("plain", (visit, None), (visit, None))
