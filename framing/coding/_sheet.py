"""Sheets for coders: units with their context and the codebook's values, without the machine's answer."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from framing.coding._sample import Sample
from framing.coding.codebooks import Codebook, codebook
from framing.coding.workbook import workbook
from framing.corpus.corpus import Corpus
from framing.tables.cells import guarded
from framing.text.document import Document

KEY = "key.csv"


def sheet(
    drawn: Sample, corpus: Corpus, book: str | Path | Codebook, folder: str | Path, coders: Sequence[str] = ("coder",)
) -> pd.DataFrame:
    """Write a sheet for each coder, as .xlsx (with drop-down values) and .csv, and the key that leads back.

    Parameters
    ----------
    drawn : Sample
    corpus : Corpus
        Its articles give the text of the units and the sentences before and after.
    book : Codebook, name or path
    folder : path
        Made if it does not exist. Keep ``key.csv`` from the coders: it says which rows are coded twice.
    coders : sequence of str
        With several, units are dealt out in turn and the duplicates go to all; with one, duplicates come again, late.

    Returns
    -------
    DataFrame
        The key: row, coder, unit, article_id, outlet, again (True where the one coder sees the unit a second time).

    Raises
    ------
    ValueError
        If the folder has other sheets of these names, which may be filled in: none is replaced.

    Notes
    -----
    Rows are in random order, and neither outlet nor anything measured is shown. A cell that begins with a sign that
    a spreadsheet would run as a formula is stored as text.

    Examples
    --------
    >>> import framing, tempfile
    >>> from framing.coding import sample
    >>> corpus = framing.simulate(events=1)
    >>> drawn = sample(framing.measure(corpus), "sentence", n=10)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     key = sheet(drawn, corpus, "entman", folder, ["Ann", "Ben"])
    ...     sorted(path.name for path in Path(folder).iterdir())
    ['Ann.csv', 'Ann.xlsx', 'Ben.csv', 'Ben.xlsx', 'key.csv']
    """
    book = codebook(book)
    names = [re.sub(r"[^\w-]+", "-", coder).strip("-") for coder in coders]
    if not names or len({name.lower() for name in names}) < len(names) or "" in names or "key" in names:
        raise ValueError(f"Coders need names that differ in letters or digits, and none is 'key': {list(coders)}.")
    folder = Path(folder)
    contexts = _contexts(drawn, corpus)
    keys = []
    files: dict[str, bytes] = {}
    for number, (coder, name) in enumerate(zip(coders, names, strict=True)):
        places = _dealt(drawn.table["duplicate"].to_numpy(bool), number, len(coders), drawn.seed)
        rows = []
        for count, (place, again) in enumerate(places, 1):
            unit = drawn.table.iloc[place]
            row = f"{name}-{count:04d}"
            keys.append((row, coder, unit["unit"], unit["article_id"], unit["outlet"], again))
            rows.append([row, *contexts[unit["unit"]], *([""] * (len(book.variables) + 1))])
        header = ["row", "target", "before", "text", "after", *book.names, "comment"]
        files |= {f"{name}.xlsx": workbook(header, rows, book), f"{name}.csv": _csv([header, *rows])}
    key = pd.DataFrame(keys, columns=["row", "coder", "unit", "article_id", "outlet", "again"])
    cells = key.drop(columns="again").fillna("").assign(again=key["again"].map({True: "yes", False: ""}))
    files[KEY] = _csv([list(cells.columns), *cells.astype(str).to_numpy().tolist()])
    for name, content in files.items():
        if (folder / name).exists() and (folder / name).read_bytes() != content:
            raise ValueError(f"{folder / name} is there already and may hold codes; give another folder, or remove it.")
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return key


def _dealt(
    duplicate: np.ndarray[tuple[int], np.dtype[np.bool_]], number: int, coders: int, seed: int
) -> list[tuple[int, bool]]:
    """Places in the sample that one coder gets, in random order, and whether each comes for the second time."""
    generator = np.random.default_rng([seed, number])
    single = np.flatnonzero(~duplicate)
    shared = np.flatnonzero(duplicate)
    # Drawn rows stand by stratum, so that dealing in turn gives each coder some of every stratum.
    first = generator.permutation(np.concatenate([single[number::coders], shared]))
    again = generator.permutation(shared) if coders == 1 else shared[:0]
    if not len(again):
        return [(int(place), False) for place in first]
    # Second codings come among the last half of the rows, so that the first is no longer fresh in mind.
    late = np.sort(generator.integers(len(first) // 2, len(first) + 1, len(again)))
    order: list[tuple[int, bool]] = [(int(place), False) for place in first]
    for shift, (spot, place) in enumerate(zip(late, again, strict=True)):
        before = order.index((int(place), False))
        order.insert(max(int(spot) + shift, before + 1), (int(place), True))
    return order


def _contexts(drawn: Sample, corpus: Corpus) -> dict[str, tuple[str, str, str, str]]:
    """Target, text before, text and text after of each unit."""
    found = {}
    for article_id, rows in drawn.table.groupby("article_id", sort=False):
        article = corpus[str(article_id)]
        text, document = article.text, Document(article)
        for unit, start, end in zip(rows["unit"], rows["start"], rows["end"], strict=True):
            if drawn.unit == "article":
                found[unit] = ("", "", text, "")
                continue
            target = ""
            first, last = document.sentence_at(start), document.sentence_at(max(start, end - 1))
            if drawn.unit == "mention":
                target = text[start:end]
                start, end = document.sentences[first].start, document.sentences[last].end
            before = document.sentences[max(first - 1, 0)].start
            after = document.sentences[min(last + 1, len(document.sentences) - 1)].end
            found[unit] = (target, text[before:start].strip(), text[start:end], text[end:after].strip())
    return found


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    """CSV that spreadsheets open as UTF-8."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows([[guarded(cell) for cell in row] for row in rows])
    return buffer.getvalue().encode("utf-8-sig")
