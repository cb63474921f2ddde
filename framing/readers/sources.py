"""`framing.read`: a folder, a file, a study's name or a data frame in, a corpus out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from framing import startup
from framing.corpus.article import Article
from framing.corpus.corpus import KEPT, Corpus, Held
from framing.corpus.study import Study, named_forms, read_study
from framing.corpus.study_values import nearest
from framing.readers.assemble import assemble
from framing.readers.folder import files, read_bytes
from framing.readers.formats import read_records
from framing.readers.frame import has_numbers, held, is_held, read_frame
from framing.readers.outlets import Groups
from framing.readers.record import FIELDS, Problems, Record, Source

_PACKAGE = Path(startup.__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


def read(
    source: Held,
    phrases: Mapping[str, Any] | Iterable[str] | None = None,
    actors: Mapping[str, Any] | Iterable[str] | None = None,
    columns: Mapping[str, str] | None = None,
) -> Corpus:
    """Read articles into a corpus.

    Parameters
    ----------
    source : str, Path, DataFrame, Series, list or dict
        A folder, with or without a ``study.toml``; a file, a pipe, or ``"-"`` for the standard input; the name of a
        study that comes with the package (``"norwell-bridge"``, of invented texts; in a checkout also
        ``"harris-mexico-2021"``); or a
        data frame with a column ``text`` and, where known, ``id``, ``outlet``, ``title``, ``date``, ``url``,
        ``byline``, ``wire``, ``event``, ``language``. Every other column is kept and works in ``by=``. Without a column
        ``id`` the index gives the ids. A Series, a list or a dict of texts, a list of dicts and a list of articles are
        read in the same way; ids that are whole numbers stay so in all tables.

        A file's format is told by its content: plain text (one article), CSV, TSV, Excel, JSON Lines,
        Parquet, web pages and archives, feeds, mails, exports of Nexis, Factiva, ProQuest, Europresse, Integrum, Media
        Cloud and GDELT, newspapers' PDF, and zip and tar files of these. Some need the extra ``archives``.
    phrases, actors : mapping of str to list of str, or list of str, optional
        To follow instead of those of the study: names with their forms, or forms that name themselves.
    columns : mapping of str to str, optional
        Which column of the source holds which field, where it is not told by its name: ``{"outlet": "paper"}``.

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
    named = None if phrases is None else named_forms(phrases, "phrases")
    whom = None if actors is None else named_forms(actors, "actors")
    corpus = _read(source, columns)
    study = corpus.study or Study()
    if named is not None:
        study = replace(study, phrases=named)
    if whom is not None:
        study = replace(study, actors=whom)
    return corpus if named is None and whom is None else corpus.with_study(study)


def read_held(source: Any, caller: str) -> Corpus:
    """Return the corpus of what another function than `read` was given; see `framing.corpus.corpus_of`."""
    return _read(source, None, caller)


def _read(source: Any, columns: Mapping[str, str] | None, caller: str = "framing.read") -> Corpus:
    if is_held(source) or (caller != "framing.read" and not isinstance(source, (str, Path))):
        source = held(source, caller)
        if isinstance(source, Corpus):
            return source
    articles, study, problems = gather(source, columns)
    if not articles:
        reasons = "; ".join(f"{row[0]}: {row[3]} {row[4]}" for row in problems.rows[:3])
        if is_held(source):
            raise ValueError(f"no article was found. {reasons or 'What was given holds no row.'}")
        raise ValueError(f"no article was found. {reasons or 'The folder holds no file that framing reads.'}")
    numbered = is_held(source) and has_numbers(source) and all(a.id.lstrip("-").isdecimal() for a in articles)
    return Corpus(articles, study, problems.frame(), numbered)


def gather(source: Held, columns: Mapping[str, str] | None = None) -> tuple[list[Article], Study, Problems]:
    """Return the articles of a source, its study, and what was wrong, dropped or guessed; see :func:`read`."""
    problems = Problems()
    records, study = opened(source, problems, columns)
    groups = Groups(study)
    articles = assemble(records, study, problems)
    for article in articles:
        groups.add(article)
    groups.tell(problems)
    return articles, study, problems


def opened(
    source: Held, problems: Problems, columns: Mapping[str, str] | None = None
) -> tuple[Iterator[Record], Study]:
    """Return the records of a source, read as they are asked for, and its study."""
    if is_held(source):
        table = source = held(source, "framing.read")
        if isinstance(source, Corpus):
            table = source.to_frame()
        kept = table.attrs.get(KEPT, {})
        own = {key: value for key, value in kept.items() if value is not None} if isinstance(kept, dict) else {}
        records = read_frame(_renamed(table, columns), "data frame", problems)
        return records, Study(**{"name": "data-frame"} | own)
    if not isinstance(source, (str, Path)):
        raise TypeError(
            "framing.read takes a folder, a file, a study's name, a data frame, a Series, or a list or dict of texts, "
            f"not {type(source).__name__}."
        )
    path = find(source)
    study = study_of(path)
    return _asked(read_records(_sources(path, study, problems), problems), columns), study


def _fields(columns: Mapping[str, str] | None) -> dict[str, str]:
    """Return the field that each column of `columns` holds, whichever of the two is named first."""
    if columns is None:
        return {}
    if not isinstance(columns, Mapping):
        raise TypeError(f'columns names fields and their columns, such as {{"outlet": "paper"}}, not {columns!r}.')
    found = {}
    for one, other in columns.items():
        field, column = (one, other) if one in FIELDS else (other, one)
        if field not in FIELDS:
            raise ValueError(f"columns: {one!r} is no field.{nearest(one, FIELDS)} The fields: {', '.join(FIELDS)}.")
        found[str(column)] = str(field)
    return found


def _renamed(table: Any, columns: Mapping[str, str] | None) -> Any:
    fields = _fields(columns)
    if fields and any(name is not None for name in table.index.names):
        table = table.reset_index()
    for column in fields:
        if column not in table:
            names = list(map(str, table.columns))
            raise KeyError(f"There is no column {column!r}.{nearest(column, names)} There are {', '.join(names)}.")
    return table.drop(columns=[field for field in fields.values() if field in table and field not in fields]).rename(
        columns=fields
    )


def _asked(records: Iterator[Record], columns: Mapping[str, str] | None) -> Iterator[Record]:
    """Yield records with the fields that the user names; what a file's own names say is kept where they say nothing."""
    fields = _fields(columns)
    for record in records:
        found = {field: record.fields[column] for column, field in fields.items() if column in record.fields}
        if found:
            rest = {name: value for name, value in record.fields.items() if name not in fields}
            text = str(found.pop("text")) if "text" in found else record.text
            record = replace(record, text=text, fields=rest | found)
        yield record


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
