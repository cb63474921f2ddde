"""What the package's own processes may import: nothing that lies in or beside a user's data.

This comes before every other import of the package, so it needs nothing but what each Python has loaded already: not
even `__future__` or `typing`, which might lie in the working folder too.
"""

import os
import sys

VERSION = "0.1.0"
PROGRAMS = ("framing", "framing.exe", "framing-script.py")


def close_folders(study: str | os.PathLike[str] | None = None) -> None:
    """Take the working folder, and those of a study, off the module search path of the `framing` command.

    ``python -m`` puts the working folder first, and so does an empty entry of PYTHONPATH: a ``numpy.py`` beside the
    articles would be executed. A program of the user's own that imports `framing` keeps its path.
    """
    if not IS_COMMAND:
        return
    own = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    closed = closed_folders(study)
    found = [entry for entry in sys.path if is_open(entry, closed)]
    # A checkout stays on the path, last, as worker processes need it: there, it can only add modules, not replace any.
    checkout = [own] if own in map(os.path.realpath, sys.path) and own not in map(os.path.realpath, found) else []
    sys.path[:] = found + checkout


def closed_folders(study: str | os.PathLike[str] | None = None) -> list[str]:
    """The working folder, and a study's folder with the one that it is in; links followed."""
    try:
        folders = [os.path.realpath(os.getcwd())]
    except OSError:  # the folder is gone
        folders = []
    if study is not None:
        place = os.path.realpath(study)
        folders += [place, os.path.dirname(place)]
    return folders


def is_open(entry: str, closed: list[str]) -> bool:
    """Tell whether modules may be imported from an entry of the module search path.

    Examples
    --------
    >>> here = os.path.realpath(os.getcwd())
    >>> is_open("", [here]), is_open("../lib", [here]), is_open(here, [here]), is_open(os.path.dirname(here), [here])
    (False, False, False, True)
    """
    return os.path.isabs(entry) and os.path.realpath(entry) not in closed


def _is_command(argv: list[str], original: list[str]) -> bool:
    """Tell the `framing` command, or ``python -m framing``, from a program that imports the package."""
    if argv[:1] == ["-m"]:  # so it is while Python looks for the module
        return "-m" in original and "framing" in original[original.index("-m") + 1].split(".")[:1]
    return bool(argv) and os.path.basename(argv[0]) in PROGRAMS


def _told(kind, error, trace):  # type: ignore[no-untyped-def]
    """One word for a command that is interrupted before it has begun, while its libraries are loaded."""
    if issubclass(kind, KeyboardInterrupt):
        sys.stderr.write("Interrupted.\n")
    else:
        sys.__excepthook__(kind, error, trace)


def _is_light(words: list[str]) -> bool:
    """Tell a command that measures nothing, so that libraries of numbers need not be loaded for it.

    Examples
    --------
    >>> [_is_light(words) for words in ([], ["--help"], ["measure", "-h"], ["check", "a.csv"], ["measure", "a.csv"])]
    [True, True, True, True, False]
    """
    return not words or words[0].startswith("-") or words[0] == "check" or not {"-h", "--help"}.isdisjoint(words)


IS_COMMAND = _is_command(sys.argv, sys.orig_argv)
LIGHT = IS_COMMAND and _is_light(sys.argv[1:])
close_folders()
if IS_COMMAND:
    sys.excepthook = _told
