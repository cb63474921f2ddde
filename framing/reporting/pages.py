"""HTML pages from the templates; a page asks no other host for anything."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from framing import figures
from framing.compare.profile import profile
from framing.figures._glance import cells
from framing.reporting._methods import methods
from framing.reporting.findings import summarise
from framing.reporting.links import Links
from framing.reporting.phrasing import QUESTIONS, single
from framing.tables import SCHEMA

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment
    from nbformat import NotebookNode

    from framing.tables import Tables

PRINTED = 400  # rows; a longer table is for programs, and written as CSV only


class Question(NamedTuple):
    """A section of the page: its figures, how they are made, what they cannot show, and the tables behind them."""

    figures: tuple[str, ...]
    method: str
    limits: str
    tables: tuple[str, ...]


# What only a file of an SVG needs, or what several on one page would have in common.
_HEAD = re.compile(r"^.*?(?=<svg\b)", re.DOTALL)
_METADATA = re.compile(r"<metadata>.*?</metadata>|<title>.*?</title>|<!--.*?-->", re.DOTALL)
_STYLE = re.compile(r"<defs>\s*<style.*?</style>\s*</defs>", re.DOTALL)
_ID = re.compile(r' id="([^"]*)"')
_USED = re.compile(r'(?:xlink:href="#|url\(#)([^")]+)')
_LINK = re.compile(r'<a xlink:href="(?:\.\./)?([^"]*)"')
_GROUP = re.compile(r"<g>\s*(<(?:path|use)\b[^<]*?/>)\s*</g>")
_BLANKS = re.compile(r"\n\s*")
SECTIONS = {
    "speakers": Question(
        ("overview", "standing"),
        "Every word of a story is in one voice: the journalist’s, a quotation’s, or indirect speech. The words of each "
        "speaker are added up over the forms of the name (standing, after Ferree et al. 2002).",
        "Some quotations are missed and some speakers are wrong; a speaker who cannot be determined is left unknown. "
        "Being quoted often is not the same as being agreed with.",
        ("speakers", "quotations"),
    ),
    "emphasis": Question(
        ("naming", "emphasis", "salience"),
        "The words for each actor and group, and the study’s phrases, are found whatever their case, marks or line "
        "breaks. Which words are chosen, where and in whose voice shows emphasis (Entman 1993).",
        "Only the phrases that the study names are followed, word for word; other words for the same idea are not "
        "counted. Totals count headline, standfirst, lead and body; captions are drawn but not counted.",
        ("naming", "phrases"),
    ),
    "tone": Question(
        ("tone", "toward"),
        "Tone is scored sentence by sentence and voice by voice, and averaged. Tone toward an actor is the probability "
        "that a mention is positive less the probability that it is negative.",
        "Tone is neither opinion nor bias, and misses irony and context. Averages over a few mentions are unreliable.",
        ("tone", "mentions"),
    ),
    "selection": Question(
        ("selection", "shared", "edits"),
        "Sentences of different articles that say the same form a statement; passages with the same or edited wording "
        "are shared copy. An omission is a statement that an article could have carried and does not.",
        "What is absent is absent from the texts read, for whatever reason. Whether an article carries a statement is "
        "sometimes unknown, and then it is neither counted as carried nor as omitted.",
        ("statements", "passages", "edits", "families"),
    ),
    "differences": Question(
        (),
        "Each outlet is compared with all others on the main measures; p values come from permutations of articles and "
        "are adjusted for all these tests together (Benjamini and Hochberg 1995).",
        "A difference may come from the day, the desk or the agency whose copy was used. No difference shown does not "
        "mean no difference.",
        ("articles",),
    ),
    "trust": Question(
        (),
        "Every number is a sum over rows with a place in a text: the marks of the figures and the rows of the tables "
        "lead there. The documentation reports how accurate each measure is, and on which texts.",
        "The article is the unit: with fewer than four independent articles on a side nothing is inferred.",
        (),
    ),
}  # fmt: skip


class Pair(NamedTuple):
    """Two articles of one family, and their page."""

    file: str
    left: str
    right: str


class Pages(NamedTuple):
    """The pages written: their files by article, those of pairs; headlines and addresses of all articles."""

    files: dict[str, str]
    pairs: list[Pair]
    titles: dict[str, str] = {}  # noqa: RUF012 - never changed
    urls: dict[str, str] = {}  # noqa: RUF012 - never changed


def page(template: str, **values: Any) -> str:
    """Fill the template ``<template>.html.j2``; values are escaped unless they are marked as HTML."""
    script = _script()
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    given = {"script": script, "script_hash": f"'sha256-{digest}'", **values}
    return _environment().get_template(f"{template}.html.j2").render(**given)


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
    links = Links.of(tables, articles.files)
    shown = {name: _picture(name, i, tables, folder) for i, name in enumerate(figures.FIGURES, 1)}
    found = summarise(tables)
    questions = [
        {
            "key": key,
            "title": title,
            "figures": [shown[name] for name in SECTIONS[key].figures],
            "finding": " ".join(finding.text for finding in found.about(key)),
            "method": SECTIONS[key].method,
            "limits": SECTIONS[key].limits,
            "tables": SECTIONS[key].tables,
        }
        for key, title in QUESTIONS.items()
    ]
    rows = tables.articles.astype("object").where(tables.articles.notna(), None)
    outlet_names = [str(name) for name in tables.outlets["outlet"]]
    return page(
        "index",
        title=tables.facts.get("title") or tables.facts.get("name") or "Study",
        facts=tables.facts,
        sortable=True,
        articles=rows.sort_values(["outlet", "date", "article_id"], kind="stable").to_dict("records"),
        pages=articles,
        single=single(tables),
        words=int(tables.outlets["words"].fillna(0).sum()),
        outlet_count=len(outlet_names),
        filter=outlet_names,
        numbered={name: i for i, name in enumerate(outlet_names, 1)},
        findings=[
            {"text": f.text, "figure": f.figure, "passages": [a for p in f.passages if (a := links(p))]} for f in found
        ],
        glance=shown["glance"],
        questions=questions,
        compared=_compared(tables),
        printed={name for name in SCHEMA if len(tables[name]) <= PRINTED},
        methods=methods(tables) if len(rows) else {"paragraph": "", "sources": ()},
        outlets=outlets,
        notebooks=notebooks,
        notes=notes,
        unmeasured=int(pd.isna(tables.articles["words"]).sum()),
    )


def inline(svg: str, name: str, description: str) -> str:
    """An SVG file of `framing.figures.save` as part of a page in the folder above it.

    Ids that nothing refers to go, so that those of several figures do not meet; the others get the figure's name.
    Marks keep their addresses, and are left out of the order of the Tab key: there are hundreds, and tables beside
    them lead to the same passages.

    Examples
    --------
    >>> inline('<svg width="9pt"><title>t</title><g id="x"><path d="M 0 0"/></g></svg>', "a", "It.")
    '<svg class="figure" role="group" aria-label="It." width="9pt"><path d="M 0 0"/></svg>'
    """
    text = _STYLE.sub("", _METADATA.sub("", _HEAD.sub("", svg)))
    used = set(_USED.findall(text))
    text = _ID.sub(lambda found: f' id="{name}-{found[1]}"' if found[1] in used else "", text)
    text = re.sub(r'(xlink:href="#|url\(#)', rf"\g<1>{name}-", text)
    text = text.replace('xlink:href="#', 'href="#')
    text = _LINK.sub(r'<a tabindex="-1" href="\1"', text)
    text = _BLANKS.sub(" ", _GROUP.sub(r"\1", text)).replace("> <", "><").strip()
    return text.replace("<svg", f'<svg class="figure" role="group" aria-label="{escape(description)}"', 1)


def _picture(name: str, number: int, tables: Tables, folder: Path) -> dict[str, Any]:
    """A figure as the page shows it."""
    svg = (folder / "figures" / f"{name}.svg").read_text(encoding="utf-8")
    described = figures.describe(name, tables)
    return {
        "name": name,
        "number": number,
        "svg": inline(svg, name, described),
        "caption": figures.caption(name, tables),
        "description": described,
    }


def _compared(tables: Tables) -> str:
    """The profile of the outlets as HTML: one row per measure, the value and interval of each outlet."""
    rows = profile(tables)
    if rows.empty:
        return ""
    shown = rows.assign(cell=cells(rows), name=rows["label"] + " (" + rows["unit"] + ")")
    turned = shown.pivot(index="name", columns="outlet", values="cell")
    turned = turned.reindex(index=shown["name"].unique(), columns=tables.outlets["outlet"])
    turned.index.name, turned.columns.name = "measure", None
    html: str = turned.reset_index().to_html(index=False, border=0, classes="data", justify="left", na_rep="")
    return html


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
def _script() -> str:
    return (files("framing") / "resources" / "templates" / "sort.js").read_text(encoding="utf-8")


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
