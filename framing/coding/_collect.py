"""Coders' files read back: every code with its unit, and every cell that the codebook does not allow."""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterator, Sequence
from numbers import Number
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from framing.coding._sheet import KEY
from framing.coding.codebooks import Codebook, codebook
from framing.coding.codes import allowed_value, normalised, plain
from framing.readers.extras import needs
from framing.tables.cells import unguarded

CODES = ("unit", "article_id", "outlet", "coder", "variable", "value", "comment", "row", "cell")
PROBLEMS = ("file", "line", "row", "column", "cell", "problem")


class Collected(NamedTuple):
    """Codes, one row per unit, coder and variable, and the problems, one row per cell."""

    codes: pd.DataFrame
    problems: pd.DataFrame


def collect(folder: str | Path, book: str | Path | Codebook) -> Collected:
    """Read the sheets that coders gave back.

    Parameters
    ----------
    folder : path
        With ``key.csv`` and the coders' .xlsx or .csv files; a coder may use either, and leave cells empty.
    book : Codebook, name or path

    Returns
    -------
    Collected
        ``.codes``: unit, article_id, outlet, coder (followed by " again" where one coder saw the unit a second time),
        variable, value (as the codebook writes it), comment, row, cell (as the coder wrote it). ``.problems``: file,
        line, row, column, cell, problem, for each value that the codebook does not allow, row that the key does not
        know, or row coded in two ways in two files. What has a problem is not among the codes.

    Raises
    ------
    FileNotFoundError
        If the folder has no ``key.csv``.

    Examples
    --------
    >>> import framing, tempfile
    >>> from framing.coding import sample, sheet
    >>> corpus = framing.simulate(events=1)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = sheet(sample(framing.measure(corpus), "article", n=2), corpus, "entman", folder)
    ...     codes, problems = collect(folder, "entman")
    >>> len(codes), len(problems)
    (0, 0)
    """
    book, folder = codebook(book), Path(folder)
    if not (folder / KEY).is_file():
        raise FileNotFoundError(f"{folder} holds no {KEY}; give the folder that framing.coding.sheet wrote.")
    key = {record["row"]: record for _, record in _records(folder / KEY)}
    found: dict[tuple[str, str], tuple[str, str, str, str]] = {}
    problems: list[tuple[Any, ...]] = []
    for path in sorted(p for p in folder.iterdir() if p.suffix.lower() in (".csv", ".xlsx") and p.name != KEY):
        if path.name.startswith(("~$", ".")):  # what a spreadsheet leaves beside an open file
            continue
        for line, record in _records(path):
            row = record.get("row", "")
            missing = [name for name in ("row", *book.names) if name not in record]
            if missing:
                problems.append((path.name, 1, "", missing[0], "", f"the columns {', '.join(missing)} are missing"))
                break
            if row not in key:
                if any(record.values()):
                    problems.append((path.name, line, row, "row", row, "the key knows no such row"))
                continue
            for variable in book.variables:
                cell = record[variable.name]
                value = allowed_value(cell, list(variable.allowed))
                before = found.get((row, variable.name))
                if value is None:
                    can = ", ".join(variable.allowed)
                    what = f"not a value of the codebook: {can}"
                    if plain(cell) is None:
                        what = "read as no code; leave the cell empty to say so"
                    problems.append((path.name, line, row, variable.name, cell, what))
                elif value and before and before[0] != value:
                    problem = f"coded {before[0]!r} in {before[2]}"
                    problems.append((path.name, line, row, variable.name, cell, problem))
                elif value:
                    found[row, variable.name] = (value, record.get("comment", ""), path.name, cell)
    clash = {(p[2], p[3]) for p in problems if p[5].startswith("coded ")}
    rows = []
    for (row, name), (value, comment, _, cell) in found.items():
        if (row, name) not in clash:
            at = key[row]
            coder = at["coder"] + (" again" if at["again"] == "yes" else "")
            rows.append((at["unit"], at["article_id"], at["outlet"], coder, name, value, comment, row, cell))
    codes = pd.DataFrame(rows, columns=list(CODES), dtype="string")
    return Collected(codes, pd.DataFrame(problems, columns=list(PROBLEMS)))


def gold(codes: pd.DataFrame, variable: str | None = None) -> pd.Series[Any]:
    """One value per unit: that of most coders; units on which as many say another are left out, to be settled by hand.

    Parameters
    ----------
    codes : DataFrame
        unit, coder, value, and variable where there are several.
    variable : str, optional

    Returns
    -------
    Series
        Indexed by unit. Its name says "simulated" where the coders' names do. Codes that differ in blanks, capitals or
        type count as one, with a warning that names them.

    Examples
    --------
    >>> codes = pd.DataFrame({"unit": list("aaabb"), "coder": list("xyzxy"), "value": ["1", "1", "0", "1", "0"]})
    >>> gold(codes).to_dict()
    {'a': '1'}
    """
    chosen = one_variable(codes, variable)
    read = normalised(chosen["value"])
    if read.note:
        warnings.warn(read.note, UserWarning, stacklevel=2)
    # Numbers stay numbers.
    numbers = chosen["value"].map(lambda value: isinstance(value, Number) and not isinstance(value, bool))
    text = not bool(numbers[read.codes.notna()].all())
    value = read.codes if text else pd.to_numeric(chosen["value"].astype("object"), errors="coerce")
    counts = chosen.assign(value=value).dropna(subset=["value"]).groupby(["unit", "value"], sort=False).size()
    most = counts.groupby(level="unit", sort=False).transform("max")
    top = counts[counts == most].reset_index()
    settled = top[~top["unit"].duplicated(keep=False)]
    simulated = bool(chosen["coder"].astype(str).str.startswith("simulated").any())
    return settled.set_index("unit")["value"].rename(("simulated " if simulated else "") + (variable or "value"))


def one_variable(codes: pd.DataFrame, variable: str | None) -> pd.DataFrame:
    """Codes of one variable; an error where there are several and none is named."""
    if "variable" not in codes:
        return codes
    names = sorted(codes["variable"].dropna().unique())
    if variable is None and len(names) > 1:
        raise ValueError(f"The codes are of several variables: name one of {', '.join(names)}.")
    if variable is not None and variable not in names:
        raise KeyError(f"No code of {variable!r}; there are codes of {', '.join(names)}.")
    return codes if variable is None else codes[codes["variable"] == variable]


def _records(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Line and cells by column; a column that coders added is kept and not asked for."""
    lines = _xlsx(path) if path.suffix.lower() == ".xlsx" else _csv(path)
    header: Sequence[str] = []
    for line, cells in enumerate(lines, 1):
        if line == 1:
            header = [cell.strip() for cell in cells]
        elif any(cells):
            yield line, dict(zip(header, [*cells, *[""] * len(header)], strict=False))


def _xlsx(path: Path) -> Iterator[list[str]]:
    with needs("openpyxl", "coding sheets"):
        from openpyxl import load_workbook
    file = load_workbook(io.BytesIO(path.read_bytes()), read_only=True)
    page = file["units"] if "units" in file.sheetnames else file.worksheets[0]
    for row in page.iter_rows(values_only=True):
        yield ["" if value is None else str(value) for value in row]


def _csv(path: Path) -> Iterator[list[str]]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:  # saved by a spreadsheet that keeps to its system's own characters
        text = data.decode("cp1252", errors="replace")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        yield [unguarded(cell) for cell in row]

