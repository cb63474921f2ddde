"""`share`: a study for others to check, without the articles' text, and `join`, which puts the text back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.corpus.given import corpus_of
from framing.pipeline.memory import measure
from framing.tables import SCHEMA, Tables, refuse_unwritable
from framing.tables.cells import as_written, to_csv
from framing.text.document import Document

_LEAST, _NAME = 2, 6  # words in a row that may be handed on: of any text, of a person's or a body's name
_TEXTS, _KEY = "texts.csv", "codebook.csv"
_COLUMNS = ("article_id", "outlet", "date", "url", "characters", "sha256")  # of the first
_SCRIPT = '''"""Put the text back into the tables of this folder: python join.py ARTICLES TO

ARTICLES: the articles, as `framing.read` takes them, with the ids of texts.csv and not a character changed.
TO: folder for the whole tables.
"""

import sys
from pathlib import Path

import framing
from framing.reporting._share import join

if len(sys.argv) != 3:
    sys.exit(__doc__)
join(Path(__file__).parent, framing.read(sys.argv[1])).save(sys.argv[2])
'''


def share(corpus: Corpus, folder: str | Path, tables: Tables | None = None) -> Path:
    """Write the tables of a study without its texts, and what others need to join them again.

    Most corpora may not be published again. Every number and every span stays; of the texts no more than two words
    in a row do, names of persons and bodies (up to six words) and the study's own phrases apart. What the tables print
    from the articles (titles, passages, statements, edits, cues) is emptied where it is longer, and a source without a
    name ("the three men who") becomes its type and a number.

    Parameters
    ----------
    corpus : Corpus
    folder : path
        Made if it does not exist; it must hold nothing else.
    tables : Tables, optional
        From `framing.measure` of this corpus; measured here otherwise.

    Returns
    -------
    Path
        The folder: every table as CSV; ``datapackage.json`` and ``codebook.csv``, which explain each column;
        ``texts.csv`` with each article's id, outlet, date, address, length in characters and SHA-256; ``join.py``,
        which joins the text again for whoever has it.

    Raises
    ------
    ValueError
        If the folder holds other files, or the tables are of other articles.

    Examples
    --------
    >>> import tempfile
    >>> folder = share(Corpus([Article("a", "“It rained,” said Ann Lee.")]), tempfile.mkdtemp())
    >>> "rained" in (folder / "quotations.csv").read_text(encoding="utf-8")
    False
    """
    corpus = corpus_of(corpus, "share")
    folder = Path(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())) and not _is_shared(folder):
        raise ValueError(f"{folder.name!r} holds other files; give an empty or new folder.")
    refuse_unwritable(folder)
    tables = measure(corpus) if tables is None else tables
    if set(tables.articles["article_id"].astype(str)) != {article.id for article in corpus}:
        raise ValueError("These tables are not of this corpus: give the corpus that they were measured from.")
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        (
            a.id,
            a.outlet,
            a.date,
            a.url,
            len(a.text),
            hashlib.sha256(a.text.encode("utf-8", "surrogatepass")).hexdigest(),
        )
        for a in corpus
    ]
    texts = pd.DataFrame(rows, columns=list(_COLUMNS))
    # First, so that a run that was stopped may be run again: it knows its folder by this file.
    (folder / _TEXTS).write_text(to_csv(texts), encoding="utf-8", newline="\n")
    Tables(dict(_bare(tables)), tables.facts).save(folder)
    columns = [(name, *column[:4]) for name, table in SCHEMA.items() for column in table.columns]
    key = pd.DataFrame(columns, columns=["table", "column", "type", "unit", "meaning"])
    (folder / _KEY).write_text(to_csv(key), encoding="utf-8", newline="\n")
    (folder / "join.py").write_text(_SCRIPT, encoding="utf-8", newline="\n")
    return folder


def _is_shared(folder: Path) -> bool:
    """Is the list of texts there that `share` writes first? A corpus may have a file of that name too."""
    try:
        with (folder / _TEXTS).open(encoding="utf-8") as file:
            return file.readline(200).strip() == ",".join(_COLUMNS)
    except (OSError, ValueError):
        return False


def join(folder: str | Path, corpus: Corpus) -> Tables:
    """The tables of a shared folder with the words of the articles in them again.

    Parameters
    ----------
    folder : path
        Written by `share`.
    corpus : Corpus
        The same articles, by id and to the character.

    Returns
    -------
    Tables
        As they were measured, but that a source without a name keeps its number.

    Raises
    ------
    ValueError
        If an article is missing or its text is another one.
    """
    folder = Path(folder)
    if not (folder / _TEXTS).is_file():
        raise FileNotFoundError(f"{folder} holds no {_TEXTS}; give a folder that framing share wrote.")
    texts = as_written(pd.read_csv(folder / _TEXTS, dtype="string", keep_default_na=False))
    corpus = corpus_of(corpus, "join")
    known = {article.id: article for article in corpus}
    for row in texts.to_dict("records"):
        article = known.get(row["article_id"])
        if article is None:
            raise ValueError(
                f"The corpus lacks article {row['article_id']!r} ({row['outlet']}, {row['characters']} characters)."
            )
        if hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest() != row["sha256"]:
            raise ValueError(
                f"The text of article {article.id!r} is another one: it has {len(article.text)} characters, and "
                "that of the "
                f"study {row['characters']}."
            )
    shared = Tables.load(folder)
    tables = {name: table.copy() for name, table in shared.items()}
    for name, column, owner, start, end in _printed():
        table = tables[name]
        spans = table[table[start].notna()]
        table[column] = pd.Series(
            [known[str(row[owner])].text[row[start] : row[end]] for row in spans.to_dict("records")],
            spans.index,
            "string",
        )
    titles = [_title(known[str(article_id)]) for article_id in tables["articles"]["article_id"]]
    tables["articles"]["title"] = pd.array(titles, dtype="string")
    return Tables(tables, shared.facts)


def _bare(tables: Tables) -> Iterator[tuple[str, pd.DataFrame]]:
    """Each table without what is longer than two words of a text."""
    names = _nameless(tables)
    known = {column.name for column in SCHEMA["articles"].columns}
    own = [name for name in tables.articles.select_dtypes(["string", "object"]) if name not in known]  # the user's
    printed: dict[str, list[str]] = {"articles": ["title", *own], "naming": ["head", "modifiers"]}
    for name, column, *_ in _printed():
        printed.setdefault(name, []).append(column)
    for name, table in tables.items():
        changed = {column: table[column].mask(_words(table[column]) > _LEAST) for column in printed.get(name, [])}
        for column in ("speaker", "speaker_local"):
            if column in table:
                changed[column] = table[column].replace(names)
        yield name, table.assign(**changed)


def _printed() -> list[tuple[str, str, str, str, str]]:
    """Table and column that print words of an article, and the columns of article, start and end of those words."""
    return [(name, c.name, *c.printed) for name, table in SCHEMA.items() for c in table.columns if c.printed]


def _nameless(tables: Tables) -> Mapping[str, str]:
    """A number for each source that is called by more words than a name may have."""
    numbers: dict[str, str] = {}
    for column in ("speaker", "speaker_local"):
        for name, kind in zip(tables.quotations[column], tables.quotations["speaker_type"], strict=True):
            if pd.isna(name):
                continue
            kind = "source" if pd.isna(kind) else kind
            most = _NAME if kind in ("person", "organisation") else _LEAST
            if len(name.split()) > most:
                numbers.setdefault(name, f"{kind} {len(numbers) + 1}")
    return numbers


def _words(column: pd.Series[Any]) -> pd.Series[Any]:
    return column.fillna("").str.split().str.len()


def _title(article: Article) -> str | None:
    zones = Document(article).paragraphs[:3]
    headline = next((article.text[start:end] for start, end, zone in zones if zone == "headline"), None)
    return article.title or headline
