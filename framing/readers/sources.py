"""`framing.read`: a folder, a file, a study's name or a data frame in, a corpus out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

from framing import startup
from framing.corpus.corpus import Article, Corpus
from framing.corpus.study import Study, read_study
from framing.corpus.study_values import nearest
from framing.readers.assemble import assemble
from framing.readers.folder import files, read_bytes
from framing.readers.formats import read_records
from framing.readers.frame import read_frame
from framing.readers.outlets import Groups
from framing.readers.record import Problems, Record, Source

if TYPE_CHECKING:
    import pandas as pd

_PACKAGE = Path(startup.__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


def read(source: str | Path | pd.DataFrame) -> Corpus:
    """Read articles into a corpus.

    Parameters
    ----------
    source : str, Path or DataFrame
        A folder, with or without a ``study.toml``; a file, a pipe, or ``"-"`` for the standard input; the name of a
        study that comes with the package (``"norwell-bridge"``, of invented texts; in a checkout also
        ``"harris-mexico-2021"``); or a
        data frame with a column ``text`` and, where known, ``id``, ``outlet``, ``title``, ``date``, ``url``,
        ``byline``, ``wire``, ``event``, ``language``. Everything else is kept as metadata.

        A file's format is told by its content: plain text (one article), CSV, TSV, Excel, JSON Lines,
        Parquet, web pages and archives, feeds, mails, exports of Nexis, Factiva, ProQuest, Europresse, Integrum, Media
        Cloud and GDELT, newspapers' PDF, and zip and tar files of these. Some need the extra ``archives``.

    Returns
    -------
    Corpus
        Articles in the order of the study, else of the file names and rows. ``corpus.problems`` has one row
        for everything that was wrong, dropped or guessed: file (relative to the source), line, field,
        problem, remedy, level (*wrong*, or *read as* for a guess that is usually right).

    Raises
    ------
    FileNotFoundError
        If there is no such file, folder or study.
    ValueError
        If ``study.toml`` has mistakes, or nothing at all could be read.

    Notes
    -----
    A text is kept character for character as it was decoded, line ends included; where it is written in HTML or XML, it
    is the text that the tags mark, and that is listed. A title that the file keeps apart is
    put before it, with a blank line, unless the text begins with it; ``article.metadata["own_text_starts"]`` then says
    where the file's own text begins. Text is UTF-8; a byte order mark is not text; bytes that are no UTF-8 are read as
    Windows-1252 and listed. Half a surrogate pair, which cannot be written, becomes U+FFFD and is listed.

    Examples
    --------
    >>> import framing
    >>> corpus = framing.read("norwell-bridge")
    >>> len(corpus), corpus["003"].outlet, corpus["001"].outlet
    (5, 'The Courier', 'Unknown outlet (001)')
    """
    articles, study, problems = gather(source)
    if not articles:
        reasons = "; ".join(f"{row[0]}: {row[3]} {row[4]}" for row in problems.rows[:3])
        raise ValueError(f"no article was found. {reasons or 'The folder holds no file that framing reads.'}")
    return Corpus(articles, study, problems.frame())


def gather(source: str | Path | pd.DataFrame) -> tuple[list[Article], Study, Problems]:
    """Return the articles of a source, its study, and what was wrong, dropped or guessed; see :func:`read`."""
    problems = Problems()
    records, study = opened(source, problems)
    groups = Groups(study)
    articles = assemble(records, study, problems)
    for article in articles:
        groups.add(article)
    groups.tell(problems)
    return articles, study, problems


def opened(source: str | Path | pd.DataFrame, problems: Problems) -> tuple[Iterator[Record], Study]:
    """Return the records of a source, read as they are asked for, and its study."""
    if is_frame(source):
        return read_frame(source, "data frame", problems), Study(name="data-frame")
    if not isinstance(source, (str, Path)):
        raise TypeError(
            f"framing.read takes a folder, a file, a study's name or a pandas data frame, not {type(source).__name__}."
        )
    path = find(source)
    study = study_of(path)
    return read_records(_sources(path, study, problems), problems), study


def is_frame(source: object) -> TypeGuard[pd.DataFrame]:
    """Whether a source is a data frame; without pandas loaded there is none."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(source, pandas.DataFrame)


def find(source: str | Path) -> Path:
    """Return the folder or file that a path or a study's name stands for."""
    path = Path("/dev/stdin" if str(source) == "-" else source)
    if path.name == "study.toml" and path.is_file():
        return path.absolute().parent
    if path.exists():
        return path
    named = bundled()
    if str(source) in named:
        return named[str(source)]
    beside = sorted(other.name for other in path.parent.iterdir()) if path.parent.is_dir() else []
    raise FileNotFoundError(
        f"no file, folder or study is called {str(source)!r}.{nearest(path.name, [*named, *beside])} "
        + (f"Bundled studies: {', '.join(named)}." if named else "`framing new my-study` makes a study to begin with.")
    )


def bundled() -> dict[str, Path]:
    """Return the studies that come with the package by name: invented texts, and in a checkout the seeds."""
    folders = [_CHECKOUT / "seeds", *sorted((_PACKAGE / "resources" / "studies").iterdir())]
    return {read_study(folder).name: folder for folder in folders if (folder / "study.toml").is_file()}


def study_of(path: Path) -> Study:
    """Return the study of a folder, or an empty one named after the folder or file."""
    if path.is_dir() and (path / "study.toml").is_file():
        return read_study(path)
    return Study(name=path.absolute().name if path.is_dir() else path.stem)


def _sources(path: Path, study: Study, problems: Problems) -> Iterator[Source]:
    if study.source:
        yield from _inside(path, study.source, problems)
    elif study.articles and all(label.file for label in study.articles):
        named = dict.fromkeys(label.file for label in study.articles if label.file)
        for name in named:
            source = read_bytes(path, name, problems)
            if source is not None:
                yield source
        for other in files(path, Problems()):
            if other.name not in named:
                problems.add(
                    other.name,
                    None,
                    None,
                    "not named in study.toml; it was left out.",
                    "Add an [[articles]] entry, or move it elsewhere.",
                )
    else:
        yield from files(path, problems)


def _inside(root: Path, name: str, problems: Problems) -> Iterator[Source]:
    if not (root / name).is_dir():
        source = read_bytes(root, name, problems)
        yield from [source] if source else []
        return
    if (root / name).resolve().is_relative_to(root.resolve()):
        for source in files(root / name, problems):
            yield Source(f"{name}/{source.name}", source.data)
