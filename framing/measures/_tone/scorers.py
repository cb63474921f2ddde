"""What can score a text: the built-in scorers, installed ones, and any function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np

from framing.measures._tone.lexicon import explained

if TYPE_CHECKING:
    from framing.tables import Tables

GROUP = "framing.scorers"  # entry points of other packages
LEXICON = "vader"  # the one scorer that names the words it counted
BUILT_IN = ("news", LEXICON)  # both from -1 to 1; a callable may have any scale
Score = Callable[[list[str]], Sequence[float] | np.ndarray]


class Scored(NamedTuple):
    """One number a text, and for a scorer that can tell, the words that made it."""

    values: np.ndarray
    evidence: list[str] | None


def scorer(given: str | Score) -> Callable[[list[str]], Scored]:
    """A function from texts to numbers, whose answers are checked.

    Parameters
    ----------
    given : str or callable
        ``"vader"``, ``"news"``, the name of an entry point in the group ``framing.scorers``, or a callable
        that takes a list of n texts and returns n numbers in their order (any scale; NaN for a text it
        cannot judge).

    Raises
    ------
    ValueError
        For an unknown name, with the names known; later, when the callable returns something else than one
        number a text.
    TypeError
        If `given` is neither a name nor callable.

    Examples
    --------
    >>> shouting = scorer(lambda texts: [text.count("!") for text in texts])
    >>> shouting(["Help!", "They met."]).values.tolist()
    [1.0, 0.0]
    """
    if isinstance(given, str):
        if given == LEXICON:
            return _vader
        name, score = given, _named(given)
    elif callable(given):
        name, score = getattr(given, "__name__", type(given).__name__), given
    else:
        raise TypeError(f"Scorers are names or callables from texts to numbers, not {type(given).__name__}.")

    def scored(texts: list[str]) -> Scored:
        return Scored(_checked(score(texts), len(texts), name) if texts else np.empty(0), None)

    return scored


def named(given: str | Score) -> str:
    """What a scorer is called in a table's facts: its name, or that of the function or class with its module.

    Examples
    --------
    >>> named("vader"), named(scorers)
    ('vader', 'framing.measures._tone.scorers.scorers')
    """
    if isinstance(given, str):
        return given
    known = given if hasattr(given, "__qualname__") else type(given)
    return f"{known.__module__}.{known.__qualname__}"


def scored_by(tables: Tables) -> str:
    """Name of the scorer that made the tone of some tables; tables that name none were made by VADER."""
    return str(tables.facts.get("scorer") or LEXICON)


def scorers() -> list[str]:
    """Names that `scorer` knows: the built-in ones and those of installed packages.

    Examples
    --------
    >>> scorers()[:2]
    ['news', 'vader']
    """
    return [*BUILT_IN, *sorted({point.name for point in entry_points(group=GROUP)}.difference(BUILT_IN))]


def _vader(texts: list[str]) -> Scored:
    return Scored(*explained(texts))


def _named(name: str) -> Score:
    if name == "news":
        from framing.measures._tone.news import news

        return news
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.value):
        if point.name == name:
            return cast(Score, point.load())
    known = ", ".join(scorers())
    raise ValueError(f"No scorer is called {name!r}. Known: {known}; of a function, give the callable itself.")


def _checked(answer: object, n: int, name: str) -> np.ndarray:
    wanted = f"Scorer {name!r} must return one number for each of the {n} texts it was given, in their order"
    try:
        values = np.asarray(answer, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(f"{wanted}; its {type(answer).__name__} is not made of numbers.") from None
    if values.shape != (n,):
        raise ValueError(f"{wanted}; it returned an array of shape {values.shape}.")
    if np.isinf(values).any():
        raise ValueError(f"{wanted}; it returned an infinite one for text {int(np.isinf(values).argmax())}.")
    return values
