"""`report`: a study in, a folder of figures, tables, notebooks, numbers and pages out."""

from __future__ import annotations

import base64
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from framing import figures
from framing.figures.style import RESOLUTION
from framing.measure.measure import measure
from framing.readers import read
from framing.readers.sources import bundled, find, study_of
from framing.report import manifest
from framing.report.articles import article_files, write_articles
from framing.report.export import across, as_html, export
from framing.report.links import Links
from framing.report.notebooks import notebooks, run
from framing.report.numbers import as_json, as_tex, numbers
from framing.report.pages import index_page, notebook_page
from framing.tone import tone_audit

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from framing.corpus import Corpus
    from framing.tables import Tables


def report(study: str | Path, out: str | Path | None = None) -> Path:
    """Run the notebooks on a study and write its report.

    The folder holds ``figures/``, ``tables/``, ``articles/``, ``notebooks/``, ``numbers.json``, ``numbers.tex``,
    ``index.html``, ``MANIFEST.json`` (SHA-256 of each file) and ``ENVIRONMENT.json`` (versions of the libraries
    that made it, left as it is while the results stay the same).

    Parameters
    ----------
    study : str or path
        As `framing.read` takes it: a study's name, a folder or a file.
    out : path, optional
        Folder for the report, ``reports/<study>`` otherwise. A file in it that changed is replaced, one that is no
        longer made is removed; files that no report made are left alone.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    FileNotFoundError
        If no study, folder or file has this name.
    ValueError
        If `out` holds other things than a report, or a notebook fails.

    Examples
    --------
    >>> report("seeds")  # doctest: +SKIP
    PosixPath('reports/harris-mexico-2021')
    """
    out = Path(out) if out is not None else home(study)
    manifest.refuse_other(out)
    with tempfile.TemporaryDirectory() as made:
        build(study, Path(made))
        manifest.replace(Path(made), out)
    return out


def build(study: str | Path, folder: Path) -> None:
    """Write the whole report of a study to an empty folder."""
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]
    from tqdm import tqdm

    parameter, place = _parameter(study)
    files = notebooks()
    with tqdm(total=len(files) + len(figures.FIGURES) + 2, unit="step", leave=False) as bar, threadpool_limits(1):
        bar.set_description("measuring")
        corpus = read(study)
        tables = measure(corpus)
        bar.update()
        links = Links.of(tables, article_files(corpus), "../articles/")
        for name in figures.FIGURES:
            bar.set_description(f"figure {name}")
            figures.save(name, tables, folder / "figures", links)
            bar.update()
        titles = []
        for file in files:
            bar.set_description(f"notebook {file.stem}")
            with tempfile.TemporaryDirectory() as empty:
                node = run(file, {"study": parameter}, place or empty)
            _tell_figures(node, tables)
            titles.append((file.stem, _write_notebook(node, folder / "notebooks", file.stem)))
            bar.update()
        bar.set_description("pages")
        _write_pages(corpus, tables, folder, titles)
        bar.update()
    manifest.write(folder, tables.facts)


def home(study: str | Path) -> Path:
    """Where the report of a study is unless another folder is given."""
    name = study_of(find(study)).name
    return Path("reports") / ("".join(c if c.isalnum() or c in "-_." else "-" for c in name).strip("-.") or "study")


def _parameter(study: str | Path) -> tuple[str, Path | None]:
    """What the notebooks are given, and where they run: a name or a path that says nothing of the machine."""
    path = find(study).resolve()
    for name, folder in bundled().items():
        if folder.resolve() == path:
            return name, None
    return path.name, path.parent


def _tell_figures(node: NotebookNode, tables: Tables) -> None:
    """Give the pictures in a notebook their alternative text, and the width that they have in print."""
    for cell in node.cells:
        drawn = re.search(r"framing\.figures\.(\w+)\(tables", cell.source)
        # The plot of a comparison stands under its description, which the same cell prints.
        printed = "".join(output.text for output in cell.get("outputs", []) if output.output_type == "stream")
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                pixels = int.from_bytes(base64.b64decode(output.data["image/png"])[16:20], "big")
                width = round(96 * pixels / RESOLUTION)  # a page counts 96 pixels to the inch
                alt = figures.describe(drawn[1], tables) if drawn and drawn[1] in figures.FIGURES else printed.strip()
                output.metadata["image/png"] = {"alt": alt, "width": width}


def _write_notebook(node: NotebookNode, folder: Path, stem: str) -> str:
    """Write a notebook and its page; its title."""
    import nbformat

    folder.mkdir(exist_ok=True)
    text: str = nbformat.writes(node, version=nbformat.NO_CONVERT)  # type: ignore[no-untyped-call]
    title = str(node.cells[0].source).splitlines()[0].lstrip("# ")
    for name, content in ((f"{stem}.ipynb", text.rstrip("\n") + "\n"), (f"{stem}.html", notebook_page(node, title))):
        (folder / name).write_text(content, encoding="utf-8", newline="\n")
    return title


def _write_pages(corpus: Corpus, tables: Tables, folder: Path, titles: list[tuple[str, str]]) -> None:
    audit = tone_audit(corpus, tables.facts["scorer"], tables.tone)
    export(tables, folder / "tables", audit, Links.of(tables, article_files(corpus), "../articles/"))
    articles = write_articles(corpus, tables, folder, audit)
    found = numbers(tables)
    texts = {
        "numbers.json": as_json(found),
        "numbers.tex": as_tex(found),
        "index.html": index_page(tables, folder, titles, as_html(across(tables)), articles),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
