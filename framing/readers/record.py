"""What every reader yields and where it tells what went wrong: `Source`, `Record`, `Problems`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.corpus.corpus import PROBLEM_COLUMNS

if TYPE_CHECKING:
    import pandas as pd

FIELDS = ("id", "outlet", "text", "title", "date", "url", "byline", "wire", "event", "language")


@dataclass(frozen=True)
class Source:
    """The bytes of one file, and its name relative to what the user gave."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """The ending in small letters, with its dot; empty where there is none."""
        stem, dot, ending = self.name.rpartition("/")[2].rpartition(".")
        return f".{ending.casefold()}" if dot and stem else ""


@dataclass(frozen=True)
class Record:
    """One article as a reader found it.

    Attributes
    ----------
    text : str or None
        The text; None where a file names an article without giving its text (a list of links).
    file : str
        Name of the file, relative to the source.
    line : int or None
        Line, row or article number in that file, counted from 1; None where the file is the article.
    fields : mapping
        What is known of the article: framing's names first (`FIELDS`), the rest under its own names.
    """

    text: str | None
    file: str
    line: int | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)

    @property
    def has_text(self) -> bool:
        """Whether there is a text, without fetching it."""
        return self.text is not None


WRONG, READ_AS = "wrong", "read as"


class Problem(NamedTuple):
    """One row of the problems table.

    `level` is *wrong* for what was lost, left out or needs a correction, and *read as* for a guess that is usually
    right and cost nothing.
    """

    file: str
    line: int | None
    field: str | None
    problem: str
    remedy: str
    level: str = WRONG


class Problems:
    """What was wrong, dropped or guessed, in the order it was met."""

    def __init__(self) -> None:
        self.rows: list[Problem] = []

    def add(
        self, file: str, line: int | None, field: str | None, problem: str, remedy: str, level: str = WRONG
    ) -> None:
        """Note one problem: where, what is wrong, what to do, and whether it is wrong or a guess."""
        self.rows.append(Problem(file, line, field, problem, remedy, level))

    def frame(self) -> pd.DataFrame:
        """Return the problems as a data frame: file, line, field, problem, remedy, level."""
        import pandas as pd

        table = pd.DataFrame(self.rows, columns=list(PROBLEM_COLUMNS))
        return table.astype({name: "Int64" if name == "line" else "string" for name in PROBLEM_COLUMNS})
