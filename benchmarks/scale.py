"""An archive of any size: time, rate and peak memory of both passes, and what they say of a million articles.

python benchmarks/scale.py [corpus.csv] [--articles 2000] [--workers 2] [--across names,passages] [--write FILE]

Without a corpus (CSV or JSON Lines, plain or gzipped, with a column `text`) the articles are made by
`framing.simulate`. A corpus that is smaller than --articles is gone through again, each round with other ids: rates
of the first pass hold, but the words met are fewer than in as many different articles, and every passage is shared, so
--across asks for a corpus that is large enough.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import itertools
import json
import os
import platform
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import framing
from framing.corpus.study import Study
from framing.pipeline.cluster import measure_across
from framing.pipeline.run import measure_file

MILLION = 1_000_000
WORDS = 530  # a usual article; simulated ones are shorter, so rates are given for this many words too
STUDY = Study(phrases={"fresh start": ("fresh start",)}, actors={"Norwell": ("Ada Norwell",)})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--across", default="")
    parser.add_argument("--write", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / "articles.csv"
        words = write(source, arguments.corpus, arguments.articles)
        peak = Peak()
        began = time.perf_counter()
        with peak:
            summary = measure_file(source, Path(place) / "tables", study=STUDY, workers=arguments.workers)
        took = time.perf_counter() - began
        again = time.perf_counter()
        kept = measure_file(source, Path(place) / "tables", study=STUDY, workers=arguments.workers)
        again = time.perf_counter() - again
        across: dict[str, tuple[float, float]] = {}
        for name in filter(None, arguments.across.split(",")):
            second, began = Peak(), time.perf_counter()
            with second:
                measure_across(source, Path(place) / "tables", [name], STUDY, workers=arguments.workers)
            across[name] = time.perf_counter() - began, second.megabytes
        size = sum(path.stat().st_size for path in (Path(place) / "tables").rglob("*.parquet"))
    rate, usual = summary.articles / took, words / WORDS / took
    minutes, gigabytes = MILLION / rate / 60, size / summary.articles / 1e3
    made = arguments.corpus.name if arguments.corpus else "framing.simulate"
    lines = [
        f"{summary.articles:,} articles ({words / summary.articles:.0f} words on average, from {made}) in "
        f"{summary.parts} parts, {arguments.workers} workers on {os.cpu_count()} cores; Python "
        f"{platform.python_version()}, {platform.machine()}; load when it ended {os.getloadavg()[0]:.1f}.", "",
        "| what | |", "|---|---|",
        f"| time | {took:.1f} s |",
        f"| rate | {rate:.0f} articles/s, {usual:.0f} of {WORDS} words/s |",
        f"| peak memory of the process tree | {peak.megabytes:.0f} MB |",
        f"| tables on disk | {size / 1e6:.1f} MB |",
        f"| a second run, with nothing to do | {again:.1f} s, {kept.kept} of {kept.parts} parts kept |",
        f"| a million such articles, first pass, *extrapolated* | {minutes:.0f} min, {gigabytes:.1f} GB |",
        *[
            f"| second pass, {name} | {seconds:.1f} s, {megabytes:.0f} MB at most |"
            for name, (seconds, megabytes) in across.items()
        ],
    ]  # fmt: skip
    print("\n".join(lines))
    if arguments.write:
        arguments.write.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write(path: Path, corpus: Path | None, number: int) -> int:
    """Write `number` articles and tell how many words they have."""
    words = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "outlet", "text"])
        for n, (outlet, text) in enumerate(itertools.islice(texts(corpus), number)):
            rows.writerow([f"a{n}", outlet, text])
            words += len(text.split())
    return words


def texts(corpus: Path | None) -> Iterator[tuple[str, str]]:
    """Outlet and text of articles without end."""
    if corpus is None:
        for seed in itertools.count():
            yield from ((a.outlet, a.text) for a in framing.simulate(events=100, seed=seed))
    while True:
        with (gzip.open if corpus.suffix == ".gz" else open)(corpus, "rt", encoding="utf-8", newline="") as lines:
            table = ".csv" in corpus.suffixes
            for row in csv.DictReader(lines) if table else map(json.loads, lines):
                yield row.get("outlet") or "unknown", row["text"]


class Peak:
    """The most memory that this process and its children held together, looked at ten times a second."""

    def __init__(self) -> None:
        self.megabytes = 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(0.1):
            self.megabytes = max(self.megabytes, sum(map(held, tree(os.getpid()))))


def tree(process: int) -> Iterator[int]:
    """A process and all that it started (Linux)."""
    yield process
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = path.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from tree(int(child))


def held(process: int) -> float:
    """Memory of one process in megabytes, what it shares with others counted in parts."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


if __name__ == "__main__":
    main()
