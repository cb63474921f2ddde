"""What a run survives: it is killed and resumed, its parts and inputs are damaged, its texts are hostile.

python benchmarks/faults.py [--articles 120] [--kills 4] [--good 100] [--bad 20] [--hostile 100] [--write FILE]

The full run, some 40 minutes: --articles 20000 --kills 50 --good 10000 --bad 1000 --hostile 1000. Prints one line a
fault; --only killed|damaged|hostile does one of the three. Articles are simulated and cut to about --words words. The
run to be killed is a process of its own with two workers and small parts; --seed makes the moments and the damage the
same again. --hostile is the size in kB of the larger of the two texts whose times are compared; it is four times the
smaller one, so linear work grows by 4 and quadratic work by 16. What grows by more than 5 is measured again on texts
four times as long, since the smallest may fit the processor's cache; more than 5 there is a failure. The process ends
with 1 if anything failed.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import accumulate, islice
from pathlib import Path

import pandas as pd
from scale import texts

import framing
from framing.corpus.study import Study
from framing.pipeline import run as engine
from framing.pipeline.archive import scan
from framing.pipeline.run import measure_file
from framing.tables.schema import first_pass

PART = 25  # articles a part of the run that is killed
GROWTH = 5.0  # of time, for a text of four times the length: linear work grows by 4, quadratic by 16
LINEAR, ROUNDS = 4.5, 5  # growth that is not measured again, and how often what grows more is: the machine is shared
RUN = """
import sys, time
from framing.pipeline import run
run.SIZE = int(sys.argv[3])
for attempt in range(100):
    try:
        run.measure_file(sys.argv[1], sys.argv[2], workers=2)
        break
    except ValueError:  # the workers of a run that was killed alone take a moment to end
        time.sleep(0.05)
else:
    sys.exit("the lock was left stuck")
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
    parser.add_argument("--words", type=int, default=60)
    parser.add_argument("--only", choices=("killed", "damaged", "hostile"))
    parser.add_argument("--write", type=Path)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        if asked.only in (None, "killed"):
            rows += [killed(place, asked, chance), flipped(place, chance)]
        if asked.only in (None, "damaged"):
            rows += [damaged(place, format, asked, chance) for format in (lines_of_json, rows_of_csv)]
    if asked.only in (None, "hostile"):
        rows += hostile(asked.hostile * 1000)
    lines = ["| fault | what came of it | |", "|---|---|---|"]
    lines += [f"| {fault} | {found} | {'held' if good else '**failed**'} |" for fault, found, good in rows]
    print("\n".join(lines))
    if asked.write:
        asked.write.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.exit(not all(good for _, _, good in rows))


def articles(number: int, words: int) -> Iterator[dict[str, str]]:
    """Simulated articles, cut after the paragraph in which they reach so many words."""
    for n, (outlet, text) in enumerate(islice(texts(None), number)):
        paragraphs, count = [], 0
        for paragraph in text.split("\n\n"):
            paragraphs.append(paragraph)
            count += len(paragraph.split())
            if count >= words:
                break
        yield {"id": f"g{n}", "outlet": outlet, "text": "\n\n".join(paragraphs)}


def killed(place: Path, asked: argparse.Namespace, chance: random.Random) -> Row:
    """SIGKILL at random moments, resume, compare with a run that nobody broke."""
    source = place / "articles.jsonl"
    with source.open("w", encoding="utf-8") as file:
        for article in articles(asked.articles, asked.words):
            file.write(json.dumps(article) + "\n")
    start(source, place / "whole").wait()
    midway = 0
    for kill in range(asked.kills):
        process = start(source, place / "broken")
        # Some parts further than the last time, so that all kills fall into the work and not into its beginning.
        wanted = asked.articles / PART * (kill + chance.random()) / asked.kills
        while process.poll() is None and len(list(place.glob("broken/manifest/*.json"))) < wanted:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.2))
        midway += process.poll() is None
        if process.poll() is None:
            # In turn the run with its workers, and the run alone.
            (os.killpg if kill % 2 else os.kill)(process.pid, signal.SIGKILL)
        process.wait()
    start(source, place / "broken").wait()
    same = equal(place / "whole", place / "broken")
    left = len(list((place / "broken").glob("*/*.tmp")))
    return (
        f"SIGKILL, {asked.kills} times, in a run of {asked.articles:,} articles of about {asked.words} words",
        f"{midway} in mid-run; after resuming, all tables {'equal' if same else 'differ from'} those of an unbroken "
        f"run; {left} files left half-written", same and midway > 0 and not left,
    )  # fmt: skip


def start(source: Path, folder: Path) -> subprocess.Popen[bytes]:
    """A run in a process group of its own."""
    return subprocess.Popen([sys.executable, "-c", RUN, str(source), str(folder), str(PART)], start_new_session=True)


def flipped(place: Path, chance: random.Random) -> Row:
    """One byte of one file changed, and one file cut: both parts are made again, and no other."""
    files = sorted((place / "broken").glob("*/part-*.parquet"))
    one, other = chance.sample(files, 2)
    data = bytearray(one.read_bytes())
    data[chance.randrange(len(data))] ^= 1
    one.write_bytes(data)
    other.write_bytes(other.read_bytes()[:-7])
    size, engine.SIZE = engine.SIZE, PART
    summary = measure_file(place / "articles.jsonl", place / "broken", workers=1)
    engine.SIZE = size
    same = equal(place / "whole", place / "broken")
    parts = len({one.name, other.name})
    found = f"{summary.measured} of {summary.parts} parts made again; tables {'equal' if same else 'differ'}"
    return "a byte of a part flipped, another part cut", found, same and summary.measured == parts


Damage = tuple[str, dict[str, Callable[[int], bytes]], Callable[[dict[str, str]], bytes], bytes]


def lines_of_json() -> Damage:
    """JSON Lines: their ending, ways to damage one, how a good one is written, and the header."""

    def line(text: object, n: int, **more: str) -> bytes:
        return json.dumps({"id": f"b{n}", "outlet": "B", "text": text} | more).encode()

    kinds: dict[str, Callable[[int], bytes]] = {
        "no JSON": lambda n: b"{'id': ",
        "a list": lambda n: b"[1, 2]",
        "nesting 100,000 deep": lambda n: b"[" * 100_000,
        "no text": lambda n: json.dumps({"id": f"b{n}", "outlet": "B"}).encode(),
        "empty text": lambda n: line(" ", n),
        "a number as text": lambda n: line(7 * n, n),
        "an id used already": lambda n: line(f"It rained for {n} days.", n, id="g0"),
        "no id": lambda n: json.dumps({"outlet": "B", "text": f"It rained for {n} days."}).encode(),
        "bytes that are no UTF-8": lambda n: b'{"id": "b%d", "outlet": "B", "text": "Caf\xe9 \x93no\x94."}' % n,
        "NUL": lambda n: line("a\0b", n),
        "a lone surrogate": lambda n: b'{"id": "b%d", "outlet": "B", "text": "a \\ud800 b."}' % n,
        "right to left": lambda n: line("שלום " * 50, n),
    }
    return "jsonl", kinds | oddities(line), lambda row: json.dumps(row).encode(), b""


def rows_of_csv() -> Damage:
    """Rows of CSV, in the same way."""

    def row(*cells: object) -> bytes:
        held = io.StringIO()
        csv.writer(held, lineterminator="").writerow(cells)
        return held.getvalue().encode()

    kinds: dict[str, Callable[[int], bytes]] = {
        "too many fields": lambda n: b"b%d,B,It rained,for,days." % n,
        "an empty text": lambda n: b"b%d,B," % n,
        "no id": lambda n: b",B,It rained for %d days." % n,
        "an id used already": lambda n: b"g0,B,It rained for %d days." % n,
        "bytes that are no UTF-8": lambda n: b"b%d,B,Caf\xe9 \x93no\x94." % n,
        "NUL": lambda n: b"b%d,B,a\0b" % n,
        "UTF-16 in the middle": lambda n: row(f"b{n}", "B", "It rained.").decode().encode("utf-16-le"),
        "right to left": lambda n: row(f"b{n}", "B", "שלום " * 50),
    }
    odd = oddities(lambda text, n: row(f"b{n}", "B", text))
    return "csv", kinds | odd, lambda good: row(*good.values()), row("id", "outlet", "text")


def oddities(line: Callable[[str, int], bytes]) -> dict[str, Callable[[int], bytes]]:
    """Texts that nobody wrote; the first two are made once each, for they are large."""
    return {
        "50 MB": lambda n: line("It rained all day. " * (2_700_000 if n < 50 else 110_000), n),
        "10 MB without a space": lambda n: line("x" * (10_000_000 if n < 50 else 2_100_000), n),
        "marks nested 2,000 deep": lambda n: line("“‘" * 1000 + "no" + "’”" * 1000, n),
        "100,000 marks": lambda n: line('"' * 100_000, n),
        "2,000 accents on a letter": lambda n: line(("e" + "\u0301" * 2000 + " ") * 3, n),
    }


HARMLESS = ("marks nested 2,000 deep", "100,000 marks", "2,000 accents on a letter")  # odd, and measured as they are


def damaged(place: Path, format: Callable[[], Damage], asked: argparse.Namespace, chance: random.Random) -> Row:
    """Damage of every kind among good articles: each is named by its line, and the good ones are as without it."""
    ending, kinds, written, header = format()
    good = [written(article) for article in articles(asked.good, asked.words)]
    names = [list(kinds)[n % len(kinds)] for n in range(asked.bad)]
    lines: list[tuple[str | None, bytes]] = [(None, line) for line in good]
    # The first good line stays first, so that it keeps its id; so do the others among themselves.
    for n, at in enumerate(sorted((chance.randrange(1, len(good)) for _ in names), reverse=True)):
        lines.insert(at, (names[n], kinds[names[n]](n)))
    first = [header] if header else []
    sources = [(place / f"{name}.{ending}", place / f"{name}-{ending}") for name in ("clean", "damaged")]
    for (source, folder), rows in zip(sources, (good, [line for _, line in lines]), strict=True):
        source.write_bytes(b"\n".join([*first, *rows]) + b"\n")
        measure_file(source, folder, workers=2)
    clean, broken = (scan(folder) for _, folder in sources)
    ids = clean.read("articles")["article_id"]
    same = all(
        clean.read(name).equals(table[table["article_id"].isin(ids)].reset_index(drop=True))
        for name in first_pass()
        for table in [broken.read(name)]
    )
    told = set(broken.read("problems")["line"].dropna())
    places = accumulate((1 + line.count(b"\n") for _, line in lines), initial=1 + len(first))
    missed = [kind for n, (kind, _) in zip(places, lines, strict=False) if kind and n not in told]
    unnamed = sorted({kind for kind in missed if kind not in HARMLESS})
    return (
        f"{asked.bad:,} damaged among {asked.good:,} good articles in {ending.upper()}, {len(kinds)} kinds",
        f"the good ones {'as' if same else 'not as'} without them; {asked.bad - len(missed)} named by line, "
        f"{len(missed)} odd but whole and measured{'; not named: ' + ', '.join(unnamed) if unnamed else ''}",
        same and not unnamed,
    )  # fmt: skip


def hostile(size: int) -> list[Row]:
    """Time on a repeated sign, for a text of `size` characters over one of a quarter of it."""
    functions: dict[str, Callable[[str], object]] = {
        "quotations": framing.quotations,
        "tone": lambda text: framing.tone(text, quotations=framing.quotations("")),
        "readability": framing.readability,
        "emphasis": lambda text: framing.emphasis(text, {"p": ["abc abc"]}),
        "tone_toward": lambda text: framing.tone_toward(text, "Abc"),
        "passages": lambda text: framing.passages(twice(text)),
        "statements": lambda text: framing.statements(twice(text)),
        "reuse": lambda text: framing.reuse(text, text[:-10]),
        "collocates": lambda text: framing.collocates(twice(text), "p"),
        "suggest_phrases": lambda text: framing.suggest_phrases(twice(text)),
        "show": framing.show,
    }
    rows = []
    for name, function in functions.items():
        function("It rained, said Ann Lee.")
        grown = {kind: growth(function, sign, size) for kind, sign in HOSTILE.items()}
        worst = max(grown, key=grown.__getitem__)
        found = f"time × {grown[worst]:.1f} for length × 4 at worst ({worst})"
        # A text that no longer fits the processor's cache costs more at once; quadratic work goes on growing by 16.
        again = [growth(function, HOSTILE[kind], 4 * size) for kind, ratio in grown.items() if ratio > GROWTH]
        if again:
            found += f"; where it was more than {GROWTH:g}, × {max(again):.1f} at most on texts four times as long"
        rows.append((f"`{name}` on one sign repeated", found, max(again, default=0.0) <= GROWTH))
    return rows


def twice(text: str) -> framing.Corpus:
    """The text and nearly the same."""
    articles = [framing.Article("a", text), framing.Article("b", text[:-10] + " end.")]
    return framing.Corpus(articles, Study(phrases={"p": ("abc abc",)}))


def growth(function: Callable[[str], object], sign: str, size: int) -> float:
    best = [float("inf")] * 2
    for _ in range(ROUNDS):
        for k, length in enumerate((size // 4, size)):
            text = (sign * (length // len(sign) + 1))[:length]
            began = time.process_time()
            function(text)
            best[k] = min(best[k], time.process_time() - began)
        ratio = best[1] / max(best[0], 0.01)  # below ten milliseconds the clock tells nothing
        if ratio <= LINEAR:
            break
    return ratio


def equal(one: Path, other: Path) -> bool:
    try:
        for name in first_pass():
            pd.testing.assert_frame_equal(scan(one).read(name), scan(other).read(name), check_exact=True)
    except (AssertionError, OSError):
        return False
    return True


if __name__ == "__main__":
    main()
