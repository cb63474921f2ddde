"""`verify`: make a report again and say whether it is the same, and if not, what explains it."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from framing.reporting import manifest
from framing.reporting.run import build, home

IDENTICAL = "identical"


def verify(study: str | Path, out: str | Path | None = None) -> str:
    """Make the report of a study again in a temporary folder and compare it with the one in `out`.

    Everything is measured again: the study's cache is not looked at.

    Parameters
    ----------
    study : str or path
        As `report` takes it.
    out : path, optional
        The report, ``reports/<study>`` otherwise.

    Returns
    -------
    str
        ``"identical"``, or a line for each file that differs, is missing or is left over, and what explains it:
        another corpus, other parameters, or the libraries whose version is not that of ENVIRONMENT.json.

    Raises
    ------
    FileNotFoundError
        If there is no report in `out`.

    Examples
    --------
    >>> verify("norwell-bridge")  # doctest: +SKIP
    'identical'
    """
    out = Path(out) if out is not None else home(study)
    with suppress(OSError):  # it may lie where nothing can be written
        manifest.recover(out)
    if not (out / manifest.MANIFEST).is_file():
        raise FileNotFoundError(f"There is no report in {out}; `framing report` makes one.")
    with tempfile.TemporaryDirectory() as made:
        tables, _ = build(study, Path(made))
        manifest.write(Path(made), tables.facts)
        lines = differences(Path(made), out)
        if not lines:
            return IDENTICAL
        return "\n".join([*lines, *explanations(Path(made), out)])


def differences(made: Path, out: Path) -> list[str]:
    """A line for each file in which a report differs from the one just made."""
    new, old = manifest.read(made)["files"], manifest.read(out)["files"]
    lines = []
    for name in sorted(set(new) | set(old)):
        file = out / name
        if name not in new:
            lines.append(f"{name}: is no longer made")
        elif not file.is_file():
            lines.append(f"{name}: is missing")
        elif (sha := manifest.digest(file)) != new[name]:
            edited = name in old and sha != old[name]
            lines.append(f"{name}: {'was changed after the report was made' if edited else 'differs'}")
        elif name not in old or old[name] != new[name]:
            lines.append(f"{name}: is right, but {manifest.MANIFEST} lists another hash")
    return lines


def explanations(made: Path, out: Path) -> list[str]:
    """What differs between the two reports' corpus, parameters and libraries."""
    new, old = manifest.read(made), manifest.read(out)
    lines = []
    if new["corpus"] != old["corpus"]:
        lines.append("The corpus is another: an article's text, id or outlet has changed.")
    if new["parameters"] != old["parameters"]:
        lines.append("The study's parameters are others: phrases, actors, title, scorer, model or seed.")
    then = manifest.read_json(out / manifest.ENVIRONMENT)
    now = manifest.environment()
    for what in ("python", "system"):
        if then.get(what) != now[what]:
            lines.append(f"{what}: {now[what]} here, {then.get(what, 'not recorded')} when the report was made.")
    libraries = then.get("libraries")
    libraries = libraries if isinstance(libraries, dict) else {}
    for name, version in now["libraries"].items():
        if libraries.get(name) != version:
            lines.append(f"{name}: {version} here, {libraries.get(name, 'not recorded')} when the report was made.")
    return lines or ["Corpus, parameters and libraries are those of the report: the code has changed since."]
