"""HTML pages from the templates; a page asks no other host for anything."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from framing import figures

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment
    from nbformat import NotebookNode

    from framing.tables import Tables


class Pair(NamedTuple):
    """Two articles of one family, and their page."""

    file: str
    left: str
    right: str


class Pages(NamedTuple):
    """The pages written: their files by article, and those of pairs."""

    files: dict[str, str]
    pairs: list[Pair]


def page(template: str, **values: Any) -> str:
    """Fill the template ``<template>.html.j2``; values are escaped unless they are marked as HTML."""
    return _environment().get_template(f"{template}.html.j2").render(**values)


def index_page(
    tables: Tables, folder: Path, notebooks: list[tuple[str, str]], outlets: str, articles: Pages,
    notes: Sequence[str] = (),
) -> str:  # fmt: skip
    """The one page of a report: figures inline with captions, the outlets table, methods and limits.

    Parameters
    ----------
    tables : Tables
    folder : Path
        The report; its ``figures/`` are written already.
    notebooks : list of (file, title)
    outlets : str
        The outlets table as HTML.
    articles : Pages
        The articles' pages, to which the page leads.
    notes : sequence of str
        What has to be known of the report, at its head.
    """
    shown = []
    for name in figures.FIGURES:
        svg = (folder / "figures" / f"{name}.svg").read_bytes()
        shown.append(
            {
                "name": name,
                "source": "data:image/svg+xml;base64," + base64.b64encode(svg).decode(),
                "caption": figures.caption(name, tables),
                "description": figures.describe(name, tables),
            }
        )
    rows = tables.articles.astype("object").where(tables.articles.notna(), None)
    return page(
        "index",
        title=tables.facts.get("title") or tables.facts.get("name") or "Study",
        facts=tables.facts,
        articles=rows.to_dict("records"),
        pages=articles,
        single=bool((tables.outlets["articles"] <= 1).all()),
        words=int(tables.outlets["words"].fillna(0).sum()),
        figures=shown,
        outlets=outlets,
        notebooks=notebooks,
        notes=notes,
        unmeasured=int(pd.isna(tables.articles["words"]).sum()),
    )


def notebook_page(node: NotebookNode, title: str) -> str:
    """A notebook that was run, as a page with its own style."""
    from nbconvert import HTMLExporter
    from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]

    # By default nbconvert takes templates, which are programs, from the working folder too.
    exporter = HTMLExporter(template_name="basic", extra_template_basedirs=[])  # type: ignore[no-untyped-call]
    body, _ = exporter.from_notebook_node(node)
    colours = HtmlFormatter(style="default").get_style_defs(".highlight")
    return page("notebook", title=title, body=body, colours=colours)


@cache
def _environment() -> Environment:
    from jinja2 import BaseLoader, Environment, StrictUndefined

    class Templates(BaseLoader):
        def get_source(self, environment: Environment, template: str) -> tuple[str, str, Any]:
            text = (files("framing") / "resources" / "templates" / template).read_text(encoding="utf-8")
            return text, template, None

    return Environment(
        loader=Templates(), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
