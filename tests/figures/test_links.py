"""Every mark of a figure leads to a passage: its id and its address in the SVG, and the span in the article."""

import re

import pytest

import framing
import framing.figures as figures
from framing.corpus.study import Study

BODY = (
    "“The old bridge was a danger to everybody,” said Ann Lee, the mayor of Exampleton, on Monday.\n\n"
    "Bo Ray said that the ferry would run until spring. Residents fear a terrible winter.\n\n"
)
TEXTS = {
    "Post": BODY + "The council of Exampleton closed the old bridge on Monday after engineers had found cracks in it.",
    "Press": BODY + "The council of Sampleville closed the old bridge on Monday after engineers had found deep cracks "
    "in it. A school trip was cancelled.",
    "Mail": "The ferry company is happy. It hopes for a wonderful safe crossing all winter.",
}
CORPUS = framing.Corpus([
    framing.Article(id, f"Safe crossing is over\n\n{text}", outlet, event="bridge")
    for id, (outlet, text) in zip("abc", TEXTS.items(), strict=True)
], Study(
    phrases={"safe crossing": ("safe crossing",)}, actors={"Lee": ("Ann Lee",)}, groups={"residents": ("residents",)},
))  # fmt: skip
MARKS = ("o", "s", "^", ".")


@pytest.fixture(scope="module")
def tables():
    return framing.measure(CORPUS, model="fast")


@pytest.mark.parametrize("name", [name for name in figures.FIGURES if name != "toward"])
def test_each_mark_has_its_passage(tables, name):
    found = figures.evidence(name, tables)
    assert len(found) and found["mark"].is_unique
    for row in found.itertuples():
        assert 0 <= row.start <= row.end <= len(CORPUS[row.article_id].text)
    ax = getattr(figures, name)(tables)
    marks = [line for line in ax.lines if line.get_marker() in MARKS and line.get_label() != "key"]
    assert [line for line in marks if not line.get_gid()] == []
    assert {one.get_gid() for one in ax.get_children()} - {None} == set(found["mark"])


def test_marks_lead_to_their_passages_in_the_svg_and_nowhere_in_the_pdf(tables, tmp_path):
    figures.save("standing", tables, tmp_path, lambda passage: f"{passage.article_id}.html#c{passage.start}")
    svg = (tmp_path / "standing.svg").read_text()
    found = figures.evidence("standing", tables)
    assert [mark for mark in found["mark"] if f'id="{mark}"' not in svg] == []
    addresses = set(re.findall(r'xlink:href="([abc]\.html#[^"]*)"', svg))
    assert addresses == {f"{row.article_id}.html#c{row.start}" for row in found.itertuples()}
    assert b".html" not in (tmp_path / "standing.pdf").read_bytes()


def test_a_square_leads_to_the_longest_quotation(tables):
    found = figures.evidence("standing", tables)
    read = {CORPUS[row.article_id].text[row.start : row.end] for row in found.itertuples()}
    assert "The old bridge was a danger to everybody," in read
