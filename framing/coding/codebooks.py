"""Codebooks: what coders are asked of a unit, and the values that they may give."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd

from framing.coding.codes import normalised, number, plain, same

LEVELS = ("nominal", "ordinal", "interval", "ratio")
SHIPPED = ("entman", "generic_frames", "policy_frames")
RESERVED = ("row", "target", "before", "text", "after", "comment")  # columns that every sheet has


@dataclass(frozen=True)
class Variable:
    """One question: the values allowed, lowest first where they have an order, each with its definition."""

    name: str
    question: str
    allowed: Mapping[str, str]
    level: str = "nominal"
    frame: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Codebook:
    """Questions to one kind of unit, with the source of the scheme."""

    name: str
    title: str
    unit: str
    source: str
    variables: tuple[Variable, ...]

    def __getitem__(self, name: str) -> Variable:
        for variable in self.variables:
            if variable.name == name:
                return variable
        raise KeyError(f"The codebook {self.name!r} has no variable {name!r}; it has {', '.join(self.names)}.")

    @property
    def names(self) -> list[str]:
        """Names of the variables, in order."""
        return [variable.name for variable in self.variables]

    @property
    def table(self) -> pd.DataFrame:
        """One row per variable and value: variable, frame, level, question, value, definition, examples."""
        rows = [
            (v.name, v.frame, v.level, v.question, value, definition, " / ".join(v.examples))
            for v in self.variables
            for value, definition in v.allowed.items()
        ]
        columns = ["variable", "frame", "level", "question", "value", "definition", "examples"]
        return pd.DataFrame(rows, columns=columns, dtype="string")


def codebook(source: str | Path | Codebook) -> Codebook:
    """A codebook by its name, or from a TOML file of your own.

    Parameters
    ----------
    source : str or path
        ``"entman"`` (the four functions of a frame), ``"generic_frames"`` (twenty questions of Semetko & Valkenburg),
        ``"policy_frames"`` (15 dimensions of Boydstun et al.), or a path that ends in ``.toml``.

    Raises
    ------
    ValueError
        If the file lacks something or says it twice; the message names the variable.

    References
    ----------
    Entman 1993, Journal of Communication 43(4). Semetko & Valkenburg 2000, Journal of Communication 50(2).
    Boydstun, Card, Gross, Resnik & Smith 2014, Tracking the development of media frames.

    Examples
    --------
    >>> codebook("entman").names
    ['problem', 'cause', 'judgement', 'remedy', 'voice']
    >>> len(codebook("policy_frames")["primary"].allowed)
    15
    """
    if isinstance(source, Codebook):
        return source
    if str(source).endswith(".toml"):
        text, where = Path(source).read_text(encoding="utf-8"), Path(source).name
    elif source in SHIPPED:
        where = f"{source}.toml"
        text = files("framing").joinpath("resources", "codebooks", where).read_text(encoding="utf-8")
    else:
        raise KeyError(
            f"No codebook is called {str(source)!r}: give {', '.join(SHIPPED)} or a path that ends in .toml."
        )
    try:
        return _checked(tomllib.loads(text), where)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{where} is not valid TOML: {error}.") from None


def scores(codes: pd.DataFrame, book: str | Path | Codebook, yes: str = "yes") -> pd.DataFrame:
    """Score of each frame: the share of its questions that were answered with `yes`, per unit and coder.

    Parameters
    ----------
    codes : DataFrame
        unit, coder, variable, value, as `collect` gives them.
    book : Codebook, name or path

    Returns
    -------
    DataFrame
        unit, coder, frame, score (0 to 1), questions (answered).

    References
    ----------
    Semetko & Valkenburg 2000, p. 99-100: additive scales of the questions of one frame.

    Examples
    --------
    >>> codes = pd.DataFrame({"unit": ["a", "a"], "coder": ["x", "x"],
    ...                       "variable": ["economic_gains", "economic_costs"], "value": ["yes", "no"]})
    >>> scores(codes, "generic_frames")["score"].tolist()
    [0.5]
    """
    questions = {v.name: v.frame for v in codebook(book).variables if yes in v.allowed}
    asked = codes[codes["variable"].isin(list(questions)) & codes["value"].notna()]
    asked = asked[normalised(asked["value"]).codes.notna()]
    asked = asked.assign(frame=asked["variable"].map(questions), hit=same(asked["value"], yes).astype(float))
    found = asked.groupby(["unit", "coder", "frame"], sort=False)["hit"].agg(score="mean", questions="count")
    return found.reset_index()


def _checked(data: Mapping[str, Any], where: str) -> Codebook:
    missing = [key for key in ("name", "title", "unit", "source", "variables") if not data.get(key)]
    if missing:
        raise ValueError(f"{where} lacks {', '.join(missing)}.")
    variables: list[Variable] = []
    for entry in data["variables"]:
        name = entry.get("name", "")
        lacking = [key for key in ("name", "question", "values") if not entry.get(key)]
        if lacking:
            raise ValueError(f"{where}: the variable {name or len(variables) + 1!r} lacks {', '.join(lacking)}.")
        if name in {v.name for v in variables} or name in RESERVED:
            raise ValueError(f"{where}: the name {name!r} is used twice or is a column of every sheet.")
        level = entry.get("level", "nominal")
        if level not in LEVELS:
            raise ValueError(f"{where}: the level of {name!r} is {', '.join(LEVELS)}, not {level!r}.")
        values = {str(value): str(definition) for value, definition in entry["values"].items()}
        twice = normalised(pd.Series(list(values), dtype="object"), list(values)).codes
        if twice.duplicated().any():
            pair = [value for value in values if same(pd.Series([value]), twice[twice.duplicated()].iloc[0]).all()]
            raise ValueError(
                f"{where}: {name!r} has a value twice: {' and '.join(map(repr, pair))} differ in blanks, capitals or "
                "form only, and coders' answers could not be told apart."
            )
        text = [value for value in values if number(plain(value, keep=True) or "") is None]
        if level in ("interval", "ratio") and text:
            raise ValueError(f"{where}: {name!r} is {level}, so its values are numbers; {text[0]!r} is none.")
        variables.append(
            Variable(name, entry["question"], values, level, entry.get("frame", ""), tuple(entry.get("examples", ())))
        )
    return Codebook(data["name"], data["title"], data["unit"], data["source"], tuple(variables))
