"""`report`: a study in, a folder of figures, tables, notebooks, numbers and pages out."""

from __future__ import annotations

import base64
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from framing import figures
from framing.coding._sample import sample, units
from framing.coding._sheet import sheet
from framing.corpus.study import Study
from framing.corpus.study_values import nearest
from framing.figures.style import RESOLUTION
from framing.measures._tone import tone_audit
from framing.models.remembered import Memory
from framing.pipeline.cache import FOLDER, Cache, caching, key_of
from framing.pipeline.memory import measure
from framing.readers import read
from framing.readers.sources import bundled, find, study_of
from framing.reporting import manifest
from framing.reporting.articles import article_files, write_articles
from framing.reporting.export import across, as_html, export
from framing.reporting.links import Links
from framing.reporting.notebooks import Job, notebooks, prepared, started
from framing.reporting.numbers import as_json, as_tex, names_of, numbers
from framing.reporting.pages import Pages, index_page, notebook_page
from framing.reporting.trust import PLACE, Ask, choose
from framing.startup import closed_folders

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from framing.corpus.corpus import Corpus
    from framing.tables import Tables

NEEDED = ("ipykernel", "jinja2", "nbclient", "nbconvert", "nbformat", "openpyxl", "pyarrow", "pygments", "tqdm")
PARTS = ("figures", "tables", "articles", "notebooks", "coding")
CODED = 200  # sentences of the sample for coders


@dataclass(frozen=True)
class Report:
    """A report that was written.

    Attributes
    ----------
    folder : Path
        Open its ``index.html``. A report may be given wherever a path is asked for, and stands for this folder.
    notes : tuple of str
        What has to be known of it: notebooks that did not run because nobody trusts them, parts that are older.
    failed : tuple of str
        A sentence for each notebook that stopped, with its cell and what was said.
    """

    folder: Path
    notes: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()

    def __fspath__(self) -> str:
        return str(self.folder)

    def __str__(self) -> str:
        page = self.folder / "index.html"
        opened = [f"Open {page}."] if page.is_file() else [f"Look into {self.folder}."]
        return "\n".join([*opened, *self.notes, *self.failed])

    def _repr_html_(self) -> str:
        page = (self.folder / "index.html").as_posix()
        told = "".join(f"<p>{escape(line)}</p>" for line in (*self.notes, *self.failed))
        return f'<p>Open <a href="{escape(page)}">{escape(page)}</a>.</p>{told}'


def report(
    study: str | Path,
    out: str | Path | None = None,
    only: str | Sequence[str] | None = None,
    trust: bool = False,
    fresh: bool = False,
    ask: Ask | None = None,
) -> Report:
    """Run the notebooks on a study and write its report.

    The folder holds ``figures/``, ``tables/``, ``articles/``, ``notebooks/``, ``coding/`` (a sample of sentences as
    sheets for two coders), ``numbers.json``, ``numbers.tex``,
    ``index.html``, ``MANIFEST.json`` (SHA-256 of each file) and ``ENVIRONMENT.json`` (versions of the libraries
    that made it, left as it is while the results stay the same).

    Parameters
    ----------
    study : str or path
        As `framing.read` takes it: a study's name, a folder or a file.
    out : path, optional
        Folder for the report, ``reports/<study>`` otherwise. A file in it that changed is replaced, one that is no
        longer made is removed; files that no report made are left alone.
    only : str or sequence of str, optional
        Parts to make, the others staying as they are: ``"figures"``, ``"tables"``, ``"articles"``, ``"notebooks"``,
        ``"coding"``, the name of one figure, or how the name of a notebook begins (``"02"``).
    trust : bool
        Run the study's own notebooks, whoever wrote them; they are remembered as trusted until they change. Notebooks
        are programs: trust those that you have read.
    fresh : bool
        Measure again, whatever the study's cache holds.
    ask : callable, optional
        Asked, with the names of the notebooks that nobody trusts yet, whether they may run.

    Returns
    -------
    Report
        Its folder, what has to be known of it, and which notebooks failed. It may be given wherever a path is asked
        for.

    Raises
    ------
    FileNotFoundError
        If no study, folder or file has this name.
    ValueError
        If `out` holds other things than a report, or there is no part of a name in `only`.
    ImportError
        If the extra ``lab`` is not installed; this is said before any work.

    Notes
    -----
    A study's own notebooks run, in the order of their names, if `framing.new` wrote them and they have not changed, if
    their user said yes to them, or if Jupyter has signed them. Otherwise the package's run. A trusted notebook runs in
    its own folder and may import what lies there; one that is unchanged imports nothing from a study.

    The tables are measured once for all notebooks, and kept in the folder ``.framing`` of the study (of the report,
    where the study has no folder of its own). It may be deleted at any time.

    Examples
    --------
    >>> framing.report("norwell-bridge")  # doctest: +SKIP
    Report(folder=PosixPath('reports/norwell-bridge'), notes=(), failed=())
    """
    _refuse_without_lab()
    out = Path(out) if out is not None else home(study)
    manifest.refuse_other(out)
    plan = _plan(study, [only] if isinstance(only, str) else only, trust, ask)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder)
        tables, failed = build(study, made, plan, Cache(_cache_folder(study, out), fresh=fresh))
        notes = [*plan.notes]
        if plan.parts is not None:
            manifest.carry(out, made, plan.parts)
        manifest.write(made, tables.facts)
        if plan.parts is not None and manifest.differs(made, out):
            notes.append("What was not asked for is of an earlier state of the study: framing report makes all of it.")
        manifest.replace(made, out)
    return Report(out, tuple(notes), tuple(failed))


class Plan(NamedTuple):
    """What is run and made: notebooks, figures, the beginnings of the files that were asked for, and what to tell.

    Without `parts` everything is made.
    """

    jobs: list[Job]
    figures: tuple[str, ...]
    parts: tuple[str, ...] | None
    notes: list[str]

    def has(self, part: str) -> bool:
        """Was this part asked for?"""
        return self.parts is None or f"{part}/" in self.parts


def build(
    study: str | Path, folder: Path, plan: Plan | None = None, cache: Cache | None = None
) -> tuple[Tables, list[str]]:
    """Write the report of a study, all but its manifest, to an empty folder; its tables, and the notebooks that failed.

    Without a cache nothing that was measured before is used.
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]
    from tqdm import tqdm

    plan = plan or _plan(study)
    total = len(plan.jobs) + len(plan.figures) + 2
    with (
        tempfile.TemporaryDirectory() as spare,
        tqdm(total=total, unit="step", leave=False) as bar,
        threadpool_limits(1),
    ):
        bar.set_description("measuring")
        corpus = read(study)
        kept = cache or Cache(spare)
        with caching(kept):
            tables = measure(corpus)
        key = key_of(corpus, corpus.study or Study(), "vader", True)
        if not kept.holds(key):  # a folder that cannot be written
            kept = Cache(spare)
            kept.keep(key, tables, Memory())
        bar.update()
        with started(plan.jobs, kept.variable(), lambda _: bar.update()) as results:
            bar.set_description("figures and notebooks")
            links = Links.of(tables, article_files(corpus), "../articles/")
            for name in plan.figures:
                figures.save(name, tables, folder / "figures", links.__call__)
                bar.update()
            pages = _write_tables_and_articles(corpus, tables, folder, plan)
            if plan.has("coding"):
                _write_coding(corpus, tables, folder)
            failures, nodes = results() if plan.jobs else ([], [])
        titles = _write_notebooks(plan.jobs, nodes, failures, tables, folder)
        if plan.parts is None:
            notes = [*plan.notes, *filter(None, failures)]
            index = index_page(tables, folder, titles, as_html(across(tables)), pages, notes)
            _write(folder / "index.html", index)
        bar.update()
    return tables, [failed for failed in failures if failed]


def _refuse_without_lab() -> None:
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise ImportError(
            f"A report needs the extra: pip install 'framing[lab]' (missing here: {', '.join(missing)}). Without it "
            "framing measures (framing measure STUDY --to FOLDER) and draws (framing.figures)"
        )


def _cache_folder(study: str | Path, out: Path) -> Path:
    """The cache stands in a study's own folder; where there is none that is the user's, in the report's."""
    path = find(study)
    own = (path / "study.toml").is_file() and path.resolve() not in [other.resolve() for other in bundled().values()]
    return (path if own else out) / FOLDER


def _plan(study: str | Path, only: Sequence[str] | None = None, trust: bool = False, ask: Ask | None = None) -> Plan:
    """What is run and made, settled before any work; a mistake in it is told here."""
    path = find(study)
    chosen = choose(path, trust, ask)
    notes = []
    make: list[Callable[[], Job]]
    if chosen.refused:
        named, one = ", ".join(chosen.refused), len(chosen.refused) == 1
        notes.append(
            f"The package's notebooks ran, not the study's own: {named} {'was' if one else 'were'} not written by "
            f"framing, or changed since, and nobody has said that {'it' if one else 'they'} may run. Read "
            f"{'it' if one else 'them'}, then run: framing report STUDY --trust"
        )
    if chosen.own:
        closed = closed_folders(path)
        names = [own.file.stem for own in chosen.own]
        make = [
            partial(prepared, own.file.name, own.content, own.file.parent, closed, None, own.trusted)
            for own in chosen.own
        ]
    else:
        parameter, place = _parameter(study)
        names = [file.stem for file in notebooks()]
        closed = closed_folders(path)
        make = [
            partial(prepared, file.name, file.read_bytes(), place, closed, {"study": parameter}) for file in notebooks()
        ]
    parts = None if only is None else _asked(only, names)
    wanted = [n for n, name in enumerate(names) if parts is None or _is_part(f"{PLACE}/{name}.", parts)]
    drawn = tuple(name for name in figures.FIGURES if parts is None or _is_part(f"figures/{name}.", parts))
    return Plan([make[n]() for n in wanted], drawn, parts, notes)


def _asked(only: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    """How the files begin that were asked for."""
    found: list[str] = []
    for word in [part.strip() for one in only for part in one.split(",")]:
        if word in PARTS:
            found.append(f"{word}/")
        elif word in figures.FIGURES:
            found.append(f"figures/{word}.")
        else:
            begun = [f"notebooks/{name}." for name in names if word and name.startswith(word)]
            if not begun:
                known = [*PARTS, *names, *figures.FIGURES]
                raise ValueError(f"A report has no part {word!r}.{nearest(word, known)} Parts: {', '.join(known)}.")
            found += begun
    return tuple(found)


def _is_part(file: str, parts: Sequence[str]) -> bool:
    return file.startswith(tuple(parts))


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


def _write_notebooks(
    jobs: Sequence[Job], nodes: Sequence[NotebookNode], failures: Sequence[str], tables: Tables, folder: Path
) -> list[tuple[str, str]]:
    """Write the notebooks and their pages; the name of each file, and its title."""
    import nbformat

    stems = [Path(job.name).stem for job in jobs]
    plain = names_of([stem for stem in stems if not re.fullmatch(r"[A-Za-z0-9._-]+", stem)], "notebook", 60)
    titles = []
    for stem, node, failed in zip(stems, nodes, failures, strict=True):
        (folder / PLACE).mkdir(exist_ok=True)
        _tell_figures(node, tables)
        cell = next((cell for cell in node.cells if cell.cell_type == "markdown"), None)
        title = str(cell.source if cell else "").strip().partition("\n")[0].lstrip("# ") or stem
        if failed:
            node.cells.insert(0, nbformat.v4.new_markdown_cell(f"**{failed}**", id="failed"))  # type: ignore[no-untyped-call]
        text: str = nbformat.writes(node, version=nbformat.NO_CONVERT)  # type: ignore[no-untyped-call]
        name = plain.get(stem, stem)
        _write(folder / PLACE / f"{name}.ipynb", text.rstrip("\n") + "\n")
        _write(folder / PLACE / f"{name}.html", notebook_page(node, title))
        titles.append((name, f"{title} (stopped)" if failed else title))
    return titles


def _write_tables_and_articles(corpus: Corpus, tables: Tables, folder: Path, plan: Plan) -> Pages:
    if not (plan.has("tables") or plan.has("articles")):
        return Pages({}, [])
    audit = tone_audit(corpus, tables.facts["scorer"], tables.tone)
    if plan.has("tables"):
        export(tables, folder / "tables", audit, Links.of(tables, article_files(corpus), "../articles/"))
        found = numbers(tables)
        _write(folder / "numbers.json", as_json(found))
        _write(folder / "numbers.tex", as_tex(found))
    return write_articles(corpus, tables, folder, audit) if plan.has("articles") else Pages({}, [])


def _write_coding(corpus: Corpus, tables: Tables, folder: Path) -> None:
    """The sample of notebook 08 as sheets for two coders; none where a study has fewer sentences than outlets."""
    found = len(units(tables, "sentence"))
    if found >= tables.articles["outlet"].nunique():
        drawn = sample(tables, "sentence", n=min(CODED, found), strata="outlet", seed=tables.facts["seed"])
        sheet(drawn, corpus, "entman", folder / "coding", coders=("first coder", "second coder"))


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
