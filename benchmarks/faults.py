"""What a run survives: it is killed and resumed, its parts and inputs are damaged, its texts are hostile.

python benchmarks/faults.py [--articles 120] [--kills 4] [--good 100] [--bad 20] [--hostile 100] [--write FILE]

Prints one line a fault. The run to be killed is a process of its own, with small parts; --seed makes the moments and
the damage the same again. --hostile is the size in kB of the larger of the two texts whose times are compared; it is
four times the smaller one, so linear work grows by 4, and more than 5 is reported as a failure. The process ends with
1 if anything failed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pandas as pd
from scale import texts

import framing
from framing.engines import measure_file, scan
from framing.engines import run as engine
from framing.engines.parts import TABLES

PART = 10  # articles a part
GROWTH = 5.0  # of time, for a text of four times the length
RUN = """
import sys
from framing.engines import run
run.SIZE = int(sys.argv[3])
run.measure_file(sys.argv[1], sys.argv[2], workers=2)
"""
HOSTILE = {
    "double marks": '"', "opening marks": "“", "single marks": "'", "marks and letters": '"a', "letters": "a",
    "capitals": "A", "capitalised words": "Abc ", "spaces": " ", "line breaks": "\n", "full stops": ".",
    "stops and spaces": ". ", "digits": "1", "brackets": "[", "bracketed": "[a] ", "commas": "a, ",
    "said": "said that ", "quoted": "“No,” he said. ", "hyphens": "a-", "accents": "e\u0301", "emoji": "😀",
}  # fmt: skip
Row = tuple[str, str, bool]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, number in (("articles", 120), ("kills", 4), ("good", 100), ("bad", 20), ("hostile", 100), ("seed", 0)):
        parser.add_argument(f"--{name}", type=int, default=number)
    parser.add_argument("--write", type=Path)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    engine.SIZE = PART
    with tempfile.TemporaryDirectory() as place:
        rows = [killed(Path(place), asked.articles, asked.kills, chance), flipped(Path(place), chance)]
        rows += damaged(Path(place), asked.good, asked.bad, chance)
    rows += hostile(asked.hostile * 1000)
    lines = ["# Faults", "", "| fault | what came of it | |", "|---|---|---|"]
    lines += [f"| {fault} | {found} | {'held' if good else '**failed**'} |" for fault, found, good in rows]
    print("\n".join(lines))
    if asked.write:
        asked.write.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.exit(not all(good for _, _, good in rows))


def killed(place: Path, articles: int, kills: int, chance: random.Random) -> Row:
    """SIGKILL at random moments, resume, compare with a run that nobody broke."""
    source = place / "articles.jsonl"
    with source.open("w", encoding="utf-8") as file:
        for n, (outlet, text) in enumerate(islice(texts(None), articles)):
            file.write(json.dumps({"id": f"a{n}", "outlet": outlet, "text": text}) + "\n")
    start(source, place / "whole").wait()
    midway = 0
    for kill in range(kills):
        process = start(source, place / "broken")
        # Some parts further than the last time, so that all kills fall into the work and not into its beginning.
        wanted = articles / PART * (kill + chance.random()) / kills
        while process.poll() is None and len(list(place.glob("broken/manifest/*.json"))) < wanted:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.05))
        midway += process.poll() is None
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)  # its own group, which it leads: the run and its workers
        process.wait()
    start(source, place / "broken").wait()
    same = equal(place / "whole", place / "broken")
    return (
        f"SIGKILL, {kills} times", f"{midway} in mid-run; tables {'equal' if same else 'differ'} after resuming, "
        f"{articles} articles", same and midway > 0,
    )  # fmt: skip


def start(source: Path, folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", RUN, str(source), str(folder), str(PART)], start_new_session=True)


def flipped(place: Path, chance: random.Random) -> Row:
    """One byte of one file changed, and one file cut: both parts are made again, and no other."""
    files = sorted((place / "broken").glob("*/part-*.parquet"))
    one, other = chance.sample(files, 2)
    data = bytearray(one.read_bytes())
    data[chance.randrange(len(data))] ^= 1
    one.write_bytes(data)
    other.write_bytes(other.read_bytes()[:-7])
    summary = measure_file(place / "articles.jsonl", place / "broken", workers=1)
    same = equal(place / "whole", place / "broken")
    parts = len({one.name, other.name})
    found = f"{summary.measured} of {summary.parts} parts made again; tables {'equal' if same else 'differ'}"
    return "a byte flipped, a file cut", found, same and summary.measured == parts


def damaged(place: Path, good: int, bad: int, chance: random.Random) -> list[Row]:
    """Lines of every kind of damage among good ones: all good ones are measured, all bad ones named or measured."""
    kinds: dict[str, Callable[[int], bytes]] = {
        "no JSON": lambda n: b"{'id': ",
        "a list": lambda n: b"[1, 2]",
        "deep nesting": lambda n: b"[" * 100_000,
        "no text": lambda n: json.dumps({"id": f"b{n}", "outlet": "B"}).encode(),
        "empty text": lambda n: json.dumps({"id": f"b{n}", "outlet": "B", "text": " "}).encode(),
        "a number as text": lambda n: json.dumps({"id": f"b{n}", "outlet": "B", "text": 7}).encode(),
        "an id used already": lambda n: json.dumps({"id": "g0", "outlet": "B", "text": f"{n} days."}).encode(),
        "no id": lambda n: json.dumps({"outlet": "B", "text": f"It rained for {n} days."}).encode(),
        "bytes that are no UTF-8": lambda n: b'{"id": "x%d", "outlet": "B", "text": "Caf\xe9 \x93no\x94."}' % n,
        "NUL": lambda n: json.dumps({"id": f"b{n}", "outlet": "B", "text": "a\0b"}).encode(),
        "a lone surrogate": lambda n: b'{"id": "s%d", "outlet": "B", "text": "a \\ud800 b."}' % n,
        "100 kB without a space": lambda n: json.dumps({"id": f"b{n}", "outlet": "B", "text": "x" * 100_000}).encode(),
        "right to left": lambda n: json.dumps({"id": f"b{n}", "outlet": "B", "text": "שלום " * 50}).encode(),
    }
    lines = [
        json.dumps({"id": f"g{n}", "outlet": outlet, "text": text}).encode()
        for n, (outlet, text) in enumerate(islice(texts(None), good))
    ]
    names = sorted(kinds)
    damage = [kinds[names[n % len(names)]](n) for n in range(bad)]
    # The first good line stays first, so that it keeps its id.
    rest = lines[1:] + damage
    chance.shuffle(rest)
    source = place / "damaged.jsonl"
    source.write_bytes(b"\n".join([lines[0], *rest]) + b"\n")
    summary = measure_file(source, place / "damaged", workers=1)
    ids = set(scan(place / "damaged").read("articles")["article_id"])
    lost = sum(f"g{n}" not in ids for n in range(good))
    problems = scan(place / "damaged").read("problems")
    named = problems["line"].nunique()
    left_out = good + bad - summary.articles
    return [(
        f"{bad} damaged lines among {good} good ones",
        f"{good - lost} good ones measured, {len(ids) - good + lost} damaged ones measured as far as they go, "
        f"{good + bad - len(ids)} left out; {named} lines named in problems", not lost and named >= left_out,
    )]  # fmt: skip


def hostile(size: int) -> list[Row]:
    """Time on a repeated sign, for a text of `size` characters over one of a quarter of it."""
    functions: dict[str, Callable[[str], object]] = {
        "quotations": framing.quotations,
        "tone": lambda text: framing.tone(text, quotations=framing.quotations("")),
        "readability": framing.readability,
        "emphasis": lambda text: framing.emphasis(text, {"p": ["abc abc"]}),
        "tone_toward": lambda text: framing.tone_toward(text, "Abc"),
    }
    rows = []
    for name, function in functions.items():
        function("It rained, said Ann Lee.")
        worst, sign = max((growth(function, sign, size), kind) for kind, sign in HOSTILE.items())
        found = f"time × {worst:.1f} for length × 4 at worst ({sign})"
        rows.append((f"`{name}` on one sign repeated", found, worst <= GROWTH))
    return rows


def growth(function: Callable[[str], object], sign: str, size: int) -> float:
    times = []
    for length in (size // 4, size):
        text = (sign * (length // len(sign) + 1))[:length]
        taken = []
        for _ in range(2):
            began = time.process_time()
            function(text)
            taken.append(time.process_time() - began)
        times.append(min(taken))
    return times[1] / max(times[0], 0.01)  # below ten milliseconds the clock tells nothing


def equal(one: Path, other: Path) -> bool:
    try:
        for name in TABLES:
            pd.testing.assert_frame_equal(scan(one).read(name), scan(other).read(name))
    except (AssertionError, OSError):
        return False
    return True


if __name__ == "__main__":
    main()
