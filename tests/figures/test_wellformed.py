"""Every figure's SVG is well-formed XML, whatever a name, a phrase or a text holds."""

import io
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

import framing.figures as figures
from framing.compare import contrast, keyness, likeness, trend
from framing.figures.style import in_xml, printable
from framing.tables import Tables, frame

# Characters that XML 1.0 does not have, those of its own markup, and an end of a comment.
BAD = "\x00\x02\x0b\x0c\x1f\x7f\x85\ufffe\uffff-->]]><&\"'--"


def poisoned(table: pd.DataFrame) -> pd.DataFrame:
    """A table with what is bad inside every text that is not a word with a fixed meaning."""
    fixed = ("kind", "zone", "voice", "form", "label", "article_id", "article_a", "article_b", "date", "speaker_type")
    texts = [name for name in table if pd.api.types.is_string_dtype(table[name]) and name not in fixed]
    return table.assign(**{name: [_in(value) for value in table[name]] for name in texts})


def _in(value):
    return value[:1] + BAD + value[1:] if isinstance(value, str) else value


def parse(ax) -> None:
    """As a user saves a figure."""
    file = io.StringIO()
    ax.get_figure().savefig(file, format="svg")
    ElementTree.fromstring(file.getvalue())


@pytest.mark.parametrize("name", figures.FIGURES)
def test_a_figure_of_tables_is_well_formed(study, name):
    sound = study(4)
    facts = {**sound.facts, "title": _in("Title"), "phrases": [_in(phrase) for phrase in sound.facts["phrases"]]}
    tables = Tables({name: poisoned(table) for name, table in sound.items()}, facts)
    parse(getattr(figures, name)(tables))
    assert in_xml(figures.describe(name, tables)) == figures.describe(name, tables)
    assert in_xml(figures.caption(name, tables)) == figures.caption(name, tables)


def test_a_saved_figure_is_well_formed(study, tmp_path):
    sound = study(2)
    facts = {**sound.facts, "title": _in("Title")}
    files = figures.save("overview", Tables({name: poisoned(table) for name, table in sound.items()}, facts), tmp_path)
    ElementTree.parse(files[0])
    assert b"\xef\xbf\xbd" in files[0].read_bytes()


def test_a_figure_of_a_comparison_is_well_formed():
    generator = np.random.default_rng(0)
    ids = [str(number) for number in range(30)]
    articles = frame("articles", []).reindex(range(30)).assign(
        article_id=ids, outlet=[_in("AB"[int(i) % 2]) for i in ids], words=300, quoted_words=60, quoted_share=0.2,
        tone_mean=generator.random(30), speakers=2, date=[f"2020-0{1 + int(i) % 6}-01" for i in ids],
    )  # fmt: skip
    counts = [(i, _in(f"word{t}"), int(n)) for i in ids for t, n in enumerate(generator.poisson(3, 20)) if n]
    tables = Tables({"articles": articles, "terms": frame("terms", counts)})
    for result in (
        contrast(tables, "articles.tone_mean"),
        keyness(tables),
        likeness(tables),
        trend(tables, "articles.tone_mean"),
    ):
        parse(result.plot())


@pytest.mark.parametrize("character", list("\x00\x02\x0b\x0c\x1c\x1f\ufffe\uffff\ud800"), ids=ascii)
def test_what_xml_cannot_hold_is_not_printable(character):
    assert not printable(f"a{character}b") and in_xml(f"a{character}b") == "a\ufffdb"


def test_blanks_and_marks_of_xml_are_printable():
    text = "a\tb\nc\u00a0d <&>\u2028 — “”"
    assert printable(text) and in_xml(text) == text
