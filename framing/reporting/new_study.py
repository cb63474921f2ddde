"""`framing new`: a folder in which a study runs at once, and in which every key of it is explained."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.readers import read
from framing.reporting.trust import copies, record
from framing.tables import refuse_unwritable
from framing.tables.cells import to_csv

_RESOURCES = Path(__file__).parents[1] / "resources"
_IGNORED = """# Articles belong to their publishers; most may not be published again: keep them out of public
# repositories.
articles.jsonl
reports/
.framing/
.ipynb_checkpoints/
"""


def new_study(folder: str | Path, source: str | Path | None = None) -> Path:
    """Make a folder with the articles, a commented ``study.toml``, the notebooks and a ``.gitignore``.

    Parameters
    ----------
    folder : str or Path
        A folder that does not exist yet, or is empty.
    source : str or Path, optional
        Anything that :func:`framing.read` takes. Its articles are copied into ``articles.jsonl``, and what was wrong,
        dropped or guessed in reading them into ``problems.csv``. Without a source the study is on the simulated
        corpus of :func:`framing.simulate`.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    FileExistsError
        If the folder holds anything.
    FileNotFoundError, ValueError
        As for :func:`framing.read`.

    Examples
    --------
    >>> import tempfile
    >>> place = new_study(Path(tempfile.mkdtemp()) / "my-study", source="norwell-bridge")
    >>> len(read(place))
    5
    """
    folder = Path(folder)
    if folder.is_file() or folder.suffix.lower() in (".csv", ".tsv", ".xlsx", ".jsonl", ".json", ".parquet", ".zip"):
        raise FileExistsError(
            f"{str(folder)!r} names a file, and a study is a new folder: framing new my-study --from {folder}"
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f"{folder.name!r} holds files already; name a folder that does not exist yet.")
    refuse_unwritable(folder)
    corpus = _simulated() if source is None else read(source)
    name = folder.absolute().name
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".framing-", dir=folder.parent) as made:
        whole = Path(made) / "study"
        _write(whole, name, corpus)
        if folder.exists():
            folder.rmdir()
        whole.replace(folder)
    return folder


new = new_study  # as `framing.new`


def _write(folder: Path, name: str, corpus: Corpus) -> None:
    folder.mkdir()
    lines = [json.dumps(_row(article), ensure_ascii=False) for article in corpus]
    (folder / "articles.jsonl").write_bytes(("\n".join(lines) + "\n").encode("utf-8"))
    (folder / "study.toml").write_bytes(_study_toml(name, corpus).encode("utf-8"))
    (folder / ".gitignore").write_bytes(_IGNORED.encode("utf-8"))
    if len(corpus.problems):
        (folder / "problems.csv").write_bytes(to_csv(corpus.problems).encode("utf-8"))
    _copy_notebooks(folder / "notebooks")


def _simulated() -> Corpus:
    from framing.simulation import simulate

    return simulate()


def _row(article: Article) -> dict[str, Any]:
    """Return an article as it is read again: its fields, then its metadata."""
    fields = {
        name: getattr(article, name) for name in ("id", "outlet", "title", "date", "url", "byline", "wire", "event")
    }
    metadata = {name: value for name, value in article.metadata.items() if name not in ("file", "line")}
    origin = {"original_file": article.metadata["file"]} if "file" in article.metadata else {}
    known = {**fields, "language": article.language, **origin, **metadata, "text": article.text}
    # An article's own label for "nobody knows" is made again from its id.
    if metadata.get("outlet_evidence") == "unknown":
        del known["outlet"]
    return {name: value if isinstance(value, (str, int, float, bool)) else str(value)
            for name, value in known.items() if value is not None}  # fmt: skip


def _study_toml(name: str, corpus: Corpus) -> str:
    phrases = _forms(corpus.study.phrases if corpus.study else {})
    filled = {
        "@name": _quoted(name), "@title": _quoted(_title(name, corpus)), "@source": _quoted("articles.jsonl"),
        "@id": _quoted(corpus.ids[0]),
        "@phrases": phrases or '# "climate crisis" = ["climate crisis", "climate emergency"]',
    }  # fmt: skip
    text = (_RESOURCES / "study" / "template.toml").read_text(encoding="utf-8")
    for mark, value in filled.items():
        text = text.replace(mark, value)
    for key in ("outlets", "actors", "aliases", "groups"):
        forms = _forms(getattr(corpus.study, key)) if corpus.study else ""
        text = text.replace(f"[{key}]\n", f"[{key}]\n" + (forms + "\n" if forms else ""))
    return text


def _title(name: str, corpus: Corpus) -> str:
    return (corpus.study.title if corpus.study else None) or name.replace("-", " ").replace("_", " ").capitalize()


def _forms(table: Mapping[str, tuple[str, ...]]) -> str:
    return "\n".join(f"{_quoted(name)} = [{', '.join(map(_quoted, forms))}]" for name, forms in table.items())


def _quoted(text: str) -> str:
    """Return a TOML string; TOML takes JSON's escapes, and wants one for DEL besides."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _copy_notebooks(to: Path) -> None:
    """Copy the notebooks, and note that they are framing's own: unchanged, they run in a report without a question."""
    try:
        contents = copies()
    except FileNotFoundError:
        return
    to.mkdir()
    for name, content in contents.items():
        (to / name).write_bytes(content)
    record(to.parent, "written", contents)
