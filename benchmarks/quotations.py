"""How good framing.quotations is: python benchmarks/quotations.py CORPUS.jsonl.gz [--folds TRAIN] [--errors N]

CORPUS is annotated news as PolNeAR's, one article a line. Prints found, speaker and end-to-end figures (in all, by
outlet, by mark style), indirect speech, scare quotes, how confidence keeps its promise, and speed. --folds learns
the speaker model five times on TRAIN, each time without the articles that are scored (gold quotations given).
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from train_speakers import articles, folds, read, read_reported

from framing.document import Document
from framing.quotes.marks import marked
from framing.speakers.attribute import attribute
from framing.speakers.mentions import mentions
from framing.speakers.table import Quotation, quotations_in
from framing.speakers.weights import Weights

Counts = dict[str, float]
ROUNDS = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--folds", type=Path, metavar="TRAIN")
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    arguments = parser.parse_args()
    corpus = articles(arguments.corpus)
    seconds = float("inf")
    for _ in range(ROUNDS):  # other work on the machine slows some of them
        documents = [Document(article["text"]) for article in corpus]
        began = time.process_time()
        tables = [rows for _, rows in quotations_in(documents)]
        seconds = min(seconds, time.process_time() - began)
    report(corpus, documents, tables, arguments.errors)
    words = sum(len(document.words) for document in documents)
    print(f"\nspeed: {words / 530 / seconds:.0f} articles of 530 words a second on one core, in bulk, all included")
    if arguments.folds:
        five_fold(arguments.folds)


def report(corpus: list[dict[str, Any]], documents: list[Document], tables: list[list[Quotation]], shown: int) -> None:
    """Print every table, and the first `shown` wrong speakers."""
    groups: dict[str, Counts] = defaultdict(lambda: defaultdict(float))
    bins: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for article, document, rows in zip(corpus, documents, tables, strict=True):
        styles = {(span.start, span.end): span.style for span in marked(document)}
        quoted = [row for row in rows if row.kind in ("direct", "partial")]
        keys = ["all", f"outlet {article.get('outlet', '?')}"]
        right_of = {}
        for i, j in pairs(article["quotes"], quoted):
            gold, row = article["quotes"][i], quoted[j]
            right_of[j] = speaker_right(gold, row)
            style = f"marks {styles.get((row.start, row.end), '?')}"
            count(groups, [*keys, style], found=1, right=right_of[j], gold=1, given=1)
            if not right_of[j] and shown > 0:
                shown -= 1
                print(f"{article.get('id')} {row.start}-{row.end} gold {gold.get('speaker')!r} given {row.speaker!r}")
        missing = len(article["quotes"]) - len(right_of)
        count(groups, keys, gold=missing, given=len(quoted) - len(right_of))
        for j, row in enumerate(quoted):
            held = bins[min(int(row.confidence * 10), 9)]
            held[0], held[1], held[2] = held[0] + 1, held[1] + row.confidence, held[2] + right_of.get(j, False)
        reported = [row for row in rows if row.kind == "indirect"]
        gold = [g for g in article.get("indirect", []) if g.get("kind") == "indirect"]
        matched = pairs(gold, reported)
        spoken = sum(speaker_right(gold[i], reported[j]) for i, j in matched)
        count(groups, ["indirect"], found=len(matched), right=spoken, gold=len(gold), given=len(reported))
        scare = [row for row in rows if row.kind == "scare"]
        terms = [{"start": term[0], "end": term[1]} for term in article.get("not_quotes", [])]
        matched = pairs(terms, scare)
        count(groups, ["scare"], found=len(matched), right=len(matched), gold=len(terms), given=len(scare))
    for key in sorted(groups):
        print(line(key, groups[key]))
    print("\nconfidence        rows   mean  right")
    for number in sorted(bins):
        size, total, right = bins[number]
        print(f"{number / 10:.1f} to {number / 10 + 0.1:.1f}   {size:8.0f}  {total / size:.3f}  {right / size:.3f}")


def pairs(gold: Sequence[Any], rows: Sequence[Quotation]) -> list[tuple[int, int]]:
    """Gold and given stretches that share at least half of each, one to one, the largest overlap first."""
    shared = []
    for i, g in enumerate(gold):
        for j, row in enumerate(rows):
            size = min(g["end"], row.end) - max(g["start"], row.start)
            if size > 0 and 2 * size >= max(g["end"] - g["start"], row.end - row.start):
                shared.append((-size, i, j))
    found: list[tuple[int, int]] = []
    for _, i, j in sorted(shared):
        if all(i != a and j != b for a, b in found):
            found.append((i, j))
    return found


def speaker_right(gold: dict[str, Any], row: Quotation) -> bool:
    """Does the mention share a character with the gold one, or do both say that there is none?"""
    spans = gold.get("speaker_spans")
    if spans is None:
        start = gold.get("speaker_start")
        spans = [] if start is None else [(start, gold["speaker_end"])]
    if row.mention_start is None or row.mention_end is None:
        return not spans
    return any(row.mention_start < end and start < row.mention_end for start, end in spans)


def count(groups: dict[str, Counts], keys: Sequence[str], **numbers: float) -> None:
    for key in keys:
        for name, number in numbers.items():
            groups[key][name] += number


def line(key: str, c: Counts) -> str:
    precision, recall = c["found"] / max(c["given"], 1), c["found"] / max(c["gold"], 1)
    both = max(c["given"] + c["gold"], 1)
    return (
        f"{key:<20} gold {c['gold']:>5.0f}  P {precision:.3f}  R {recall:.3f}  F1 {2 * c['found'] / both:.3f}  "
        f"speaker {c['right'] / max(c['found'], 1):.3f}  end to end {2 * c['right'] / both:.3f}"
    )


def five_fold(path: Path) -> None:
    """Speaker of the gold quotations of articles that the model has not seen, each knowing its own choice before."""
    corpus = articles(path)
    choices = [*read(path), *read_reported(path)]
    right: dict[str, list[bool]] = defaultdict(list)
    for left_out, weight in folds(choices):
        model = Weights(weight, 1.0, 0.0)
        for number in sorted({choice.article for choice in left_out}):
            article = corpus[number]
            document = Document(article["text"])
            gold = sorted(article["quotes"], key=lambda q: (q["start"], q["end"]))
            marks = mentions(document)
            given_all = attribute(document, [(q["start"], q["end"]) for q in gold], model)
            for quote, given in zip(gold, given_all, strict=True):
                spans = quote["speaker_spans"]
                mention = marks[given.mention] if given.mention is not None else None
                hit = not spans if mention is None else any(mention.start < b and a < mention.end for a, b in spans)
                right["all"].append(hit)
                right[article["outlet"]].append(hit)
    print("\nfive-fold on train, speaker given the gold quotation")
    for key in sorted(right):
        print(f"{key:<20} {len(right[key]):>5}  {sum(right[key]) / len(right[key]):.3f}")


if __name__ == "__main__":
    main()
