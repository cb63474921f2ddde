"""The command line: `framing WORD …`."""

from __future__ import annotations

import argparse
import difflib
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from framing import startup
from framing.startup import VERSION, close_folders
from framing.terminal import say, stoppable, waiting

BUNDLED, EXAMPLE = "harris-mexico-2021", "norwell-bridge"  # the second of invented texts, for a wheel
WRONG_USE, INTERRUPTED, DIFFERENT = 2, 130, 1


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; its exit code.

    0: done. 1: done, and what was checked is not in order. 2: it could not be done, and one sentence said why.
    130: interrupted with Ctrl-C. 143: ended by SIGTERM. 129: its terminal was closed.
    """
    parser, commands = _parser()
    arguments_given = list(sys.argv[1:] if words is None else words)
    if not arguments_given:
        parser.print_help()
        return 0
    first = arguments_given[0]
    if not first.startswith("-") and first not in commands:
        near = difflib.get_close_matches(first, commands, n=1)
        hint = f"Did you mean '{near[0]}'?" if near else f"The commands are {', '.join(commands)}."
        return _complain(f"There is no command '{first}'. {hint}")
    arguments = parser.parse_args(arguments_given)
    close_folders(getattr(arguments, "study", None))
    try:
        with stoppable():
            run: Callable[[argparse.Namespace], int] = arguments.run
            return run(arguments)
    except KeyboardInterrupt as stop:
        return _complain("Interrupted; the same command makes it whole.", getattr(stop, "code", INTERRUPTED))
    except KeyError as error:
        return _complain(str(error.args[0]) if error.args else str(error))
    except ImportError as error:
        hint = "" if "framing[" in str(error) else " Reports need the extra: pip install 'framing[lab]'."
        return _complain(f"{error}.{hint}")
    except (ValueError, OSError, MemoryError) as error:
        return _complain(str(error))


def _parser() -> tuple[argparse.ArgumentParser, list[str]]:
    parser = argparse.ArgumentParser(
        prog="framing", description="Measure how outlets frame an event, with the evidence behind every number."
    )
    parser.add_argument("--version", action="version", version=f"framing {VERSION}")
    commands = parser.add_subparsers(title="commands", metavar="WORD")
    default = BUNDLED if (Path(startup.__file__).parents[1] / "seeds").is_dir() else EXAMPLE
    study = {"nargs": "?", "default": default, "help": f"a study's name or a path (default: {default})"}

    report = commands.add_parser("report", help="run the notebooks and write figures, tables and pages")
    report.add_argument("study", **study)  # type: ignore[arg-type]
    report.add_argument("--out", type=Path, help="folder for the results (default: reports/<study>)")
    report.add_argument("--only", action="append", metavar="PART", help="make this alone and leave the rest: figures, "
                        "tables, articles, notebooks, coding, one figure's name, or 02 for that notebook")  # fmt: skip
    report.add_argument("--trust", action="store_true", help="run the study's own notebooks also where they were "
                        "changed or framing did not write them; notebooks are programs: read them first")  # fmt: skip
    report.add_argument("--fresh", action="store_true", help="measure again, whatever the study's cache holds")
    report.set_defaults(run=_report)

    verify = commands.add_parser("verify", help="make a report again and compare every byte")
    verify.add_argument("study", **study)  # type: ignore[arg-type]
    verify.add_argument("--out", type=Path, help="folder of the report to verify (default: reports/<study>)")
    verify.set_defaults(run=_verify)

    measure = commands.add_parser("measure", help="write the tables of a corpus; an archive of any size, in parts")
    measure.add_argument("source", help="a study's name or a folder (all tables, as CSV), or a CSV, TSV, JSON Lines or "
                         "Parquet file (in parts, as Parquet; a run that was stopped goes on)")  # fmt: skip
    measure.add_argument("--to", type=Path, required=True, help="folder for the tables")
    measure.add_argument("--study", type=Path, help="study.toml with the phrases and actors to follow in a file")
    measure.add_argument("--model", help="what reads the texts (default: the study's, else encoder); "
                         "fast: rules and small models alone")  # fmt: skip
    measure.add_argument("--workers", type=int, help="processes for a file (default: all cores)")
    measure.add_argument("--scheduler", help="address of a Dask scheduler that measures a file's parts")
    measure.add_argument("--across", type=_asked, default=(), help="what needs the whole of a file: names, passages, "
                         "statements, frequencies, parted by commas")  # fmt: skip
    measure.add_argument("--memory", type=float, default=4, help="gigabytes for that second pass (default: 4)")
    measure.add_argument("--only", type=_slice, help="2/10: measure the second of ten slices of a file's parts; a run "
                         "without it finishes the folder")  # fmt: skip
    measure.set_defaults(run=_measure)

    new = commands.add_parser("new", help="make a folder for a study of your own, in which everything runs at once")
    new.add_argument("folder", type=Path)
    new.add_argument("--from", dest="source", help="articles, as framing read takes them (default: simulated ones)")
    new.set_defaults(run=_new)

    share = commands.add_parser("share", help="write the tables without the articles' text, and what joins it again")
    share.add_argument("study", **study)  # type: ignore[arg-type]
    share.add_argument("--to", type=Path, required=True, help="a new folder, to hand on")
    share.set_defaults(run=_share)

    methods = commands.add_parser("methods", help="print a paragraph for a paper: what was measured, how, with what")
    methods.add_argument("study", **study)  # type: ignore[arg-type]
    methods.add_argument("--as", dest="form", choices=("text", "markdown", "bibtex"), default="text",
                         help="text with references (default), Markdown with citation keys, or BibTeX entries")
    methods.set_defaults(run=_methods)

    check = commands.add_parser("check", help="list what is wrong with a corpus (exit code 1), and what was guessed")
    check.add_argument("path", type=Path)
    check.add_argument("--json", action="store_true", help="for programs")
    check.set_defaults(run=_check)
    return parser, list(commands.choices)


def _report(arguments: argparse.Namespace) -> int:
    from framing.reporting.run import report

    _plain_pictures()
    done = report(arguments.study, arguments.out, arguments.only, arguments.trust, arguments.fresh, _is_trusted)
    for line in (*done.notes, *done.failed):
        say(line, sys.stderr)
    if arguments.only:
        say(f"Done: {', '.join(arguments.only)} in {done.folder}.")
    else:
        say(f"Done. Open {done.folder / 'index.html'}; figures, tables, articles and notebooks are beside it.")
    return DIFFERENT if done.failed else 0


def _is_trusted(names: Sequence[str]) -> bool:
    """Ask at the terminal whether notebooks that nobody trusts yet may run; without a terminal they may not."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    say(
        "The study has notebooks that framing did not write, or that were changed since: " + ", ".join(names) + ".\n"
        "Notebooks are programs and can do whatever you can. Run them, if you have read them? [y/N] ", sys.stderr,
    )  # fmt: skip
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _plain_pictures() -> None:
    """Figures are drawn into files, by no backend that a matplotlibrc in the working folder names."""
    os.environ["MPLBACKEND"] = "agg"


def _verify(arguments: argparse.Namespace) -> int:
    from framing.reporting._verify import verify

    _plain_pictures()
    result = verify(arguments.study, arguments.out)
    say(result)
    return 0 if result == "identical" else DIFFERENT


def _measure(arguments: argparse.Namespace) -> int:
    from framing.pipeline.memory import measure
    from framing.pipeline.rows import STREAMED
    from framing.readers import read
    from framing.tables import refuse_others, refuse_unwritable

    source = Path(arguments.source)
    if source.is_file() and source.suffix.lower() in STREAMED:
        return _measure_file(source, arguments)
    refuse_unwritable(arguments.to)
    refuse_others(arguments.to)
    corpus = read(arguments.source)
    measure(corpus, model=arguments.model).save(arguments.to)
    wrong = int((corpus.problems["level"] == "wrong").sum())
    print(f"{len(corpus)} articles measured, {wrong} problems in reading; tables in {arguments.to}.")
    return 0


def _measure_file(source: Path, arguments: argparse.Namespace) -> int:
    """A file goes through the engines, with rate and time left as it goes."""
    from framing.corpus.study import read_study
    from framing.pipeline.cluster import measure_across
    from framing.pipeline.run import Meter, measure_file

    study = read_study(arguments.study) if arguments.study else None
    meter = Meter(sys.stderr)
    client, executor, workers = None, None, arguments.workers
    if arguments.scheduler:
        client = _cluster(arguments.scheduler)
        executor, workers = client.get_executor(), sum(client.nthreads().values()) or None
    where: dict[str, Any] = {"executor": executor, "workers": workers, "progress": meter, "model": arguments.model}
    try:
        done = measure_file(source, arguments.to, study, only=arguments.only, **where)
        if arguments.across:
            across = measure_across(source, arguments.to, arguments.across, study, gigabytes=arguments.memory, **where)
    except KeyboardInterrupt as stop:
        return _complain(
            f"\nStopped after {meter.end()}. What is done stays in {arguments.to}; the same command goes on from here.",
            getattr(stop, "code", INTERRUPTED),
        )
    finally:
        if client:
            client.close()
    told = f"{done.articles:,} articles in {arguments.to}: {done.measured} parts measured, {done.kept} kept"
    if arguments.across:
        told += "; second pass " + ", ".join(f"{name} {seconds:.1f} s" for name, seconds in across.items())
    print(f"{told}; {meter.end()} in all.", file=sys.stderr)
    return 0


def _cluster(address: str) -> Any:
    """A client of a Dask scheduler."""
    try:
        from distributed import Client
    except ImportError:
        raise ValueError("A Dask cluster needs the extra: pip install 'framing[cluster]'.") from None
    try:
        return Client(address, timeout=10)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise ValueError(f"No Dask scheduler answers at {address} ({error}).") from None


def _asked(words: str) -> list[str]:
    """Names of the second pass."""
    from framing.pipeline.cluster import NAMES

    for word in words.split(","):
        if word not in NAMES:
            raise argparse.ArgumentTypeError(f"there is no {word!r}; there are {', '.join(NAMES)}.")
    return words.split(",")


def _slice(words: str) -> tuple[int, int]:
    """`2/10` as numbers."""
    match = re.fullmatch(r"(\d+)/(\d+)", words)
    if not match or not 1 <= int(match[1]) <= int(match[2]):
        raise argparse.ArgumentTypeError(f"{words!r} is no slice; write 2/10 for the second of ten.")
    return int(match[1]), int(match[2])


def _new(arguments: argparse.Namespace) -> int:
    from framing.reporting.new_study import new_study

    with waiting("reading"):
        folder = new_study(arguments.folder, arguments.source)
    say(f"Made {folder}. Next: edit {folder / 'study.toml'}, then run: framing report {folder}")
    return 0


def _share(arguments: argparse.Namespace) -> int:
    from framing.readers import read
    from framing.reporting._share import share
    from framing.tables import refuse_unwritable

    refuse_unwritable(arguments.to)
    with waiting("reading and measuring"):
        folder = share(read(arguments.study), arguments.to)
    say(f"Wrote {folder}: tables, spans and checksums without the articles' text; join.py joins it again.")
    return 0


def _methods(arguments: argparse.Namespace) -> int:
    from framing.pipeline.memory import measure
    from framing.readers import read
    from framing.reporting._methods import methods

    with waiting("reading and measuring"):
        told = methods(measure(read(arguments.study)))
    say({"text": str(told), "markdown": told.markdown, "bibtex": told.bibtex}[arguments.form].rstrip("\n"))
    return 0


def _check(arguments: argparse.Namespace) -> int:
    import json

    from framing.readers.checks import findings

    with waiting("reading"):
        found = findings(arguments.path)
    wrong = sum(row.level == "wrong" for row in found)
    if arguments.json:
        print(json.dumps([row._asdict() for row in found], indent=1))
        return DIFFERENT if wrong else 0
    for row in sorted(found, key=lambda row: row.level != "wrong"):
        place = ", ".join(filter(None, (row.file, f"line {row.line}" if row.line else "", row.column)))
        value = f" [{row.value}]" if row.value and str(row.value) not in row.problem else ""
        say(f"{row.level}: {place}: {row.problem}{value} {row.remedy}")
    told = f"{wrong} wrong" if wrong else "Nothing wrong was found"
    say(f"{told}; {len(found) - wrong} read as listed." if len(found) > wrong else f"{told}.")
    return DIFFERENT if wrong else 0


def _complain(sentence: str, code: int = WRONG_USE) -> int:
    say(sentence, sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
