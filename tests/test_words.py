"""What users read is plain English: none of the phrases that the editors struck out is in it."""

import ast
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
STRUCK = [
    r"\b(?:articles?|rows?|sentences?|one|each|mentions?) an? (?:outlet|article|occurrence|mention|group|phrase)\b",
    r"\bstands?\b(?! (?:for|alone|apart|out|by)\b)",
    r"\banew\b",
    r"\bcan(?:not| ?not)? be told\b",
    r"\binfers? nothing\b",
    r"\bsays? little\b",
    r"\bthose of different outlets share\b",
    r"\bfollows the number beside it\b",
    r"\bso large that they can be seen\b",
    r"\breads? about \w+ mentions in ten wrongly\b",
    r"\bdeclares? no event\b",
    r"\b(?:was|were) taken to\b",
    r"\bmore than the chance of which\b",
    r"\bof what may a comparison speak\b",
    r"\bkeeps? its name\b",
    r"\banswers any (?:text|table)\b",
    r"\bhow accurate [^.]{0,60} stands in\b",
]


def prose():
    """Every text that a user can read, by the file it comes from and its line."""
    for file in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md"),
                 ROOT / "seeds" / "study.toml", *(ROOT / "framing" / "resources" / "templates").iterdir()]:  # fmt: skip
        if file.name != "public.md":  # derived from docstrings and columns, which are read themselves
            yield file, file.read_text(encoding="utf-8")
    for file in (ROOT / "notebooks").glob("*.ipynb"):
        cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
        yield file, "\n".join("".join(cell["source"]) for cell in cells)
    for file in (ROOT / "framing").rglob("*.py"):
        if (file.parent.name, file.name) == ("speakers", "features.py"):
            continue  # names of features are part of a learned model, by their hash
        tree = ast.parse(file.read_text(encoding="utf-8"))
        private = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name.startswith("_") and node.body
            and isinstance(node.body[0], ast.Expr)
        }  # fmt: skip
        said = [
            n.value
            for n in ast.walk(tree)
            if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in private
        ]
        yield file, "\n".join(text for text in said if " " in text)


TEXTS = list(prose())


@pytest.mark.parametrize("phrase", STRUCK)
def test_no_struck_phrase_is_left(phrase):
    found = []
    for file, text in TEXTS:
        flat = re.sub(r"\s+", " ", text)
        found += [
            f"{file.relative_to(ROOT)}: …{flat[max(0, m.start() - 60) : m.end() + 40]}…"
            for m in re.finditer(phrase, flat, re.I)
        ]
    assert not found, "\n".join(found)
