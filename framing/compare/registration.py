"""A plan of analysis, written before the data are looked at, and where an analysis departs from it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

# What a plan fixes of a contrast, with the words of the note.
SETTINGS = {
    "value": "value", "numerator": "numerator", "denominator": "denominator", "by": "groups", "against": "comparisons",
    "statistic": "statistic", "cluster": "clusters", "pair": "pairs", "fixed": "fixed effects", "target": "target",
    "level": "level", "adjust": "family of tests", "equivalence": "smallest difference of interest",
}  # fmt: skip
_HEAD = (
    "# Plan of analysis for framing.compare.contrast. Written before the comparison was run; give it as plan=.\n"
    "# What is not named here is not fixed by the plan.\n"
)


def preregister(
    path: str | Path,
    value: str | Sequence[str] | None = None,
    *,
    hypothesis: str = "",
    exclusions: str = "",
    overwrite: bool = False,
    **settings: Any,
) -> Path:
    """Write the plan of an analysis to a text file, to be deposited and given to `framing.compare.contrast` as plan=.

    Parameters
    ----------
    path : path
        A text file (TOML), such as ``plan.toml``.
    value : str or list of str, optional
        The values that will be compared: the primary outcomes, and the family that tests are adjusted over.
    hypothesis, exclusions : str
        In your words: what is expected, and which articles are left out and why.
    overwrite : bool
        A plan that is already there is kept unless this is true.
    **settings
        Of `framing.compare.contrast`: by, against, statistic, cluster, pair, fixed, target, level, adjust, equivalence,
        numerator, denominator.

    Returns
    -------
    Path

    Raises
    ------
    FileExistsError
        If there is such a file.
    TypeError
        If a setting is none of a contrast.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     plan = preregister(Path(folder, "plan.toml"), "articles.quoted_share", by="outlet", level=0.95)
    ...     print(plan.read_text().splitlines()[-1])
    level = 0.95
    """
    unknown = sorted(set(settings) - set(SETTINGS))
    if unknown:
        raise TypeError(f"A plan has no setting {unknown[0]!r}; it has {', '.join(SETTINGS)}.")
    path = Path(path)
    if path.exists() and not overwrite:
        raise FileExistsError(f"There is already a plan at {path}: choose another name, or overwrite=True.")
    given = {"hypothesis": hypothesis, "exclusions": exclusions, "value": value} | settings
    lines = [f"{name} = {_written(setting)}\n" for name, setting in given.items() if setting not in (None, "")]
    path.write_text(_HEAD + "".join(lines), encoding="utf-8", newline="\n")
    return path


def departures(plan: str | Path, used: Mapping[str, Any]) -> str:
    """The sentence on where a contrast departs from a plan; `used` are its settings by name.

    Raises
    ------
    ValueError
        If the file cannot be read as a plan.
    """
    path = Path(plan)
    try:
        planned = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ValueError(f"There is no plan at {path}; write one with framing.preregister.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path} is no plan of framing.preregister: {error}.") from None
    apart = []
    for name, words in SETTINGS.items():
        if name not in planned:
            continue
        wanted, got = planned[name], used.get(name)
        got = "outlet" if name == "by" and got is None else got
        allowed = wanted if name == "value" and isinstance(wanted, list) else [wanted]
        if _plain(got) not in [_plain(one) for one in allowed]:
            apart.append(f"{words} {_shown(got)} (planned: {_shown(wanted)})")
    excluded = f" Planned exclusions: {planned['exclusions']}" if planned.get("exclusions") else ""
    if not apart:
        return f"As planned in {path.name}.{excluded}"
    return f"Departs from the plan {path.name}: {'; '.join(apart)}.{excluded}"


def settings_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a contrast from its arguments by name."""
    return {name: _named(given.get(name)) for name in SETTINGS}


def _named(setting: Any) -> Any:
    return str(setting.name) if isinstance(setting, pd.Series) else setting


def _plain(setting: Any) -> str:
    """Tuples and lists, and 0.95 and 0.950, are one."""
    return json.dumps(_named(setting), sort_keys=True, default=list)


def _shown(setting: Any) -> str:
    return "none" if setting is None else f"{setting:g}" if isinstance(setting, float) else str(setting)


def _written(setting: Any) -> str:
    """A setting as TOML: text, numbers, lists, and tables in braces."""
    setting = _named(setting)
    if isinstance(setting, Mapping):
        return "{" + ", ".join(f"{json.dumps(str(k))} = {_written(v)}" for k, v in setting.items()) + "}"
    if isinstance(setting, (list, tuple)):
        return "[" + ", ".join(_written(one) for one in setting) + "]"
    return json.dumps(setting, ensure_ascii=False)
