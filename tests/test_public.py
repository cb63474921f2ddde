"""The public face and the tables' columns are those that docs/public.md lists, and CHANGELOG.md knows of that list.

After a change: `python tests/test_public.py` writes the list; tell the change in CHANGELOG.md, with the new checksum.
"""

import hashlib
import inspect
from pathlib import Path

import framing
from framing.tables import SCHEMA

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "docs" / "public.md"


def current() -> str:
    """The list as it should be."""
    lines = [
        "# Public face",
        "",
        "Names, their parameters, the tables' columns. A change of any stands in the changelog.",
        "",
    ]
    for module in (framing, framing.compare, framing.coding, framing.figures):
        lines += [f"## {module.__name__}", "", "```text"]
        lines += [f"{name}{parameters(getattr(module, name))}" for name in sorted(module.__all__)]
        lines += ["```", ""]
    lines += ["## Tables", ""]
    for name, table in SCHEMA.items():
        lines += [f"### {name}", "", f"One row per {table.row}.", "", "```text"]
        lines += [f"{c.name}: {c.dtype}{f', {c.unit}' if c.unit else ''}" for c in table.columns]
        lines += ["```", ""]
    return "\n".join(lines)


def parameters(public) -> str:
    if not callable(public):
        return ""
    named = inspect.signature(public).parameters.values()
    return f"({', '.join(p.name + ('=' if p.default is not p.empty else '') for p in named)})"


def test_the_list_is_what_the_package_offers():
    assert LIST.read_text(encoding="utf-8") == current(), "run python tests/test_public.py, and tell it in CHANGELOG.md"


def test_the_changelog_knows_of_this_list():
    told = f"docs/public.md {hashlib.sha256(current().encode()).hexdigest()[:12]}"
    assert told in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), f"tell the change in CHANGELOG.md, with: {told}"


if __name__ == "__main__":
    LIST.write_text(current(), encoding="utf-8", newline="\n")
