"""The documentation: its examples run, and Sphinx builds it without a warning and without a network."""

import re
import runpy
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import framing

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.md") if not {"_build", "generated"} & set(path.parts))


def blocks(page: Path, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)


@pytest.mark.parametrize(
    "page", [p for p in PAGES if blocks(p, "python")], ids=lambda p: p.relative_to(DOCS).as_posix()
)
def test_the_examples_of_a_page_run_one_after_another(page, tmp_path, monkeypatch, capsys):
    pytest.importorskip("matplotlib").use("agg")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("framing.readers.sources._CHECKOUT", tmp_path)  # as in a wheel, which has no seeds
    names: dict = {}
    for block in blocks(page, "python"):
        exec(compile(block, page.name, "exec"), names)


def test_no_docstring_reads_what_a_wheel_does_not_hold():
    lines = [
        f"{path.name}: {line.strip()}"
        for path in sorted((ROOT / "framing").rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip().startswith((">>> ", "... ")) and ("harris-mexico-2021" in line or '"seeds"' in line)
    ]
    assert lines == []


@pytest.mark.parametrize("page", [p for p in PAGES if blocks(p, "{code-block} python")], ids=lambda p: p.name)
def test_examples_that_need_other_programs_are_at_least_python(page):
    for block in blocks(page, "{code-block} python"):
        compile(block, page.name, "exec")


def test_every_measures_page_has_all_its_parts():
    for page in sorted((DOCS / "measures").glob("*.md")):
        if page.stem != "index":
            text = page.read_text(encoding="utf-8")
            parts = (
                "**Definition.**",
                "**Formula.**",
                "**Source.**",
                "**Can say.**",
                "**Cannot say.**",
                "**Accuracy.**",
            )
            assert [part for part in parts if part not in text] == [], page.name


def test_every_source_that_a_measures_page_names_stands_in_full():
    full = (DOCS / "sources.md").read_text(encoding="utf-8")
    listed = re.findall(r"^- ((?:de |Van )?[^\W\d_]+),.*?\((\d{4})\)\.", full, re.M)
    for page in sorted((DOCS / "measures").glob("*.md")):
        text = page.read_text(encoding="utf-8")
        for part in re.findall(r"^\*\*(?:Source|Definition)\.\*\*.*?\n\n", text, re.M | re.S):
            for found in re.finditer(r"\b(?:19|20)\d\d\b", part):
                named = re.split(r"\d{4}", part[: found.start()])[-1]
                assert any(year == found[0] and name in named for name, year in listed), (page.name, named, found[0])


def test_the_layouts_page_tells_every_name_that_a_reader_knows():
    from framing.readers import factiva, fields, gdelt, mediacloud, nexis, proquest, ris

    page = (DOCS / "layouts.md").read_text(encoding="utf-8").casefold()
    names = {name for known in fields.SYNONYMS.values() for name in known} | set(fields.SYNONYMS)
    for reader in (factiva, gdelt, mediacloud, proquest):
        names |= set(reader._FIELDS)
    names |= {tag for tags in ris._FIELDS.values() for tag in tags} | set(ris._KEPT) | set(ris._KEPT.values())
    names |= set(factiva._KEPT) | set(factiva._KEPT.values()) | set(proquest._KEPT) | set(nexis._KEPT)
    assert [name for name in sorted(names) if name.casefold() not in page] == []


def test_every_public_function_stands_in_the_api_page():
    listed = set(re.findall(r"^   ([\w.]+)$", (DOCS / "api.md").read_text(encoding="utf-8"), re.M))
    public = {name for name in framing.__all__ if callable(getattr(framing, name))}
    for module in ("compare", "coding", "figures"):
        own = {
            f"{module}.{name}"
            for name in getattr(framing, module).__all__
            if callable(getattr(getattr(framing, module), name))
        }
        public |= own - {"compare.standing"}  # handed on as framing.standing
    assert listed == public


def test_every_figure_stands_in_the_gallery_with_code_that_compiles(monkeypatch):
    monkeypatch.chdir(ROOT)  # conf.py changes the folder: that of the tests comes back afterwards
    drawn = runpy.run_path(str(DOCS / "conf.py"))["gallery"]()
    assert re.findall(r"^   framing\.figures\.(\w+)\(", drawn, re.M) == [one.name for one in framing.figures.ALL]
    for example in re.findall(r"   :alt: \S.*\n\n((?:   .*\n|\n)+)", drawn):
        compile(textwrap.dedent(example), "gallery", "exec")


@pytest.mark.slow
def test_sphinx_builds_every_page_without_a_warning_or_a_network(tmp_path):
    for name in ("sphinx", "myst_parser", "numpydoc", "pydata_sphinx_theme"):
        pytest.importorskip(name, reason="the documentation needs the extra: pip install 'framing[docs]'")
    words = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", "-d", str(tmp_path / "trees"),
             str(DOCS), str(tmp_path / "html")]  # fmt: skip
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    pictures = [picture.read_bytes() for picture in (tmp_path / "html" / "_images").glob("gallery*.png")]
    assert len(pictures) == len(set(pictures)) == len(framing.figures.ALL)
    for page in (tmp_path / "html").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        asked = re.findall(
            r"<(?:script|img|iframe|source)[^>]+src=\"(?:https?:)?//[^\"]+|<link[^>]+stylesheet[^>]+href=\"https?:[^\"]+",
            text,
        )
        assert not asked, page
