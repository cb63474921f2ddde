"""How good framing.quotations is: python benchmarks/quotations.py [CORPUS.jsonl.gz] [--model fast] [--folds TRAIN]
[--errors N] [--speech ANNOTATION TEXTS [--peers]]

CORPUS is annotated news as PolNeAR's, one article a line. Prints found, speaker and end-to-end figures (in all, by
outlet, by mark style), indirect speech, scare quotes, how confidence keeps its promise, and speed. --folds learns
the speaker model five times on TRAIN, each time without the articles that are scored (gold quotations given).

--speech scores reported speech in the strict sense, without beliefs and plans, on an annotation in the format of
data/annotations; TEXTS has the articles, a line of JSON with `id` and `text` for each. --peers runs other programs on
the same texts (see benchmarks/peers.py). Both print how fast the encoder reads with one thread and with two.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from train_speakers import articles, folds, read, read_reported

from framing.corpus.study_values import MODELS
from framing.measures.quotes.marks import marked
from framing.measures.speakers.attribute import attribute
from framing.measures.speakers.features import Weights
from framing.measures.speakers.mentions import mentions
from framing.measures.speakers.table import Quotation, quotations_in
from framing.models.reading import reader
from framing.text.document import Document

Counts = dict[str, float]
ROUNDS = 3
NEAR = 30  # characters between the beginnings of a clause and of the row that finds it
TIMED = 12  # articles that the encoder reads for its speed
PRONOUNS = ("he", "she", "they", "it", "we", "i", "you", "who", "that", "which")  # peers give them as speakers


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--model", choices=MODELS, default=MODELS[0])
    parser.add_argument("--folds", type=Path, metavar="TRAIN")
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    parser.add_argument("--speech", type=Path, nargs=2, metavar=("ANNOTATION", "TEXTS"))
    parser.add_argument("--peers", action="store_true")
    arguments = parser.parse_args()
    if not arguments.corpus and not arguments.speech:
        parser.error("nothing to score: name a CORPUS, or an annotation and its texts with --speech")
    if arguments.peers and not arguments.speech:
        parser.error("--peers compares on an annotation: name it and its texts with --speech")
    timed = []
    if arguments.corpus:
        corpus = articles(arguments.corpus)
        seconds = float("inf")
        for _ in range(ROUNDS):  # other work on the machine slows some of them
            documents = [Document(article["text"]) for article in corpus]
            began = time.process_time()
            tables = [rows for _, rows in quotations_in(documents, model=arguments.model)]
            seconds = min(seconds, time.process_time() - began)
        report(corpus, documents, tables, arguments.errors)
        rate = sum(len(document.words) for document in documents) / 530 / seconds
        print(
            f"\nspeed, {arguments.model}: {rate:.0f} articles of 530 words per second of processor time, all included"
        )
        timed = [article["text"] for article in corpus]
    if arguments.speech:
        timed = speech(*arguments.speech, arguments.model, arguments.peers) or timed
    encoder_speed(timed[:TIMED])
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


def speech(annotation: Path, texts: Path, model: str, peers: bool) -> list[str]:
    """Print strict reported speech, and quotations in marks, of the project and of its peers; the texts."""
    found = {article["id"]: article["text"] for article in articles(texts)}
    gold = [json.loads(row) for row in annotation.read_text(encoding="utf-8").splitlines() if row.strip()]
    if absent := [known["id"] for known in gold if known["id"] not in found]:
        raise SystemExit(f"{texts} lacks {len(absent)} annotated articles, {absent[0]!r} among them.")
    read = [found[known["id"]] for known in gold]
    print(f"\nreported speech in the strict sense, {len(gold)} articles of {annotation.name}")
    tables = [rows for _, rows in quotations_in(map(Document, read), model=model)]
    print(speech_line(f"framing, {model}", gold, tables))
    if peers:
        from peers import parser, syntactic_rows, textacy_by_paragraph, textacy_rows

        parsed = list(parser().pipe(read))
        whole = [textacy_rows(one) for one in parsed]
        print(speech_line("syntactic rules", gold, [syntactic_rows(one) for one in parsed]))
        print(speech_line("textacy", gold, [rows or [] for rows in whole], clauses=False))
        print(f"  refused for an odd number of marks: {whole.count(None)} of {len(whole)} articles")
        print(speech_line("textacy by paragraph", gold, list(map(textacy_by_paragraph, parsed)), clauses=False))
    return read


def speech_line(name: str, gold: Sequence[Any], tables: Sequence[Sequence[Any]], clauses: bool = True) -> str:
    """Figures of one program; rows have `start`, `end`, `kind` and `speaker`.

    A row of the kind ``indirect`` is right where it begins within 30 characters of a clause and they share half of
    each; rows and clauses that meet only ``optional`` count neither way. A stretch in marks is found where half of
    each is shared; what is ``scare`` in the annotation counts as wrong, ``either`` neither way.
    """
    n: Counts = defaultdict(float)
    for known, rows in zip(gold, tables, strict=True):
        reported = [row for row in rows if row.kind == "indirect"]
        for row in reported:
            kinds = {clause[2] for clause in known["clauses"] if meets(row, clause)}
            n["rows"] += kinds != {"optional"}
            n["right"] += bool(kinds - {"optional"})
        for clause in known["clauses"]:
            if clause[2] != "optional":
                met = [row for row in reported if meets(row, clause)]
                n["clauses"] += 1
                n["found"] += bool(met)
                n["mixed"] += clause[2] == "mixed"
                n["mixed found"] += clause[2] == "mixed" and bool(met)
                if met and clause[3]:
                    n["named"] += 1
                    n["speaker"] += names(clause[3], met[0].speaker)
                    n["pronouns"] += pronoun(met[0].speaker)
        quoted = [row for row in rows if row.kind in ("direct", "partial", "marks")]
        stretches = [dict(zip(("start", "end", "label", "speaker"), mark, strict=True)) for mark in known["marks"]]
        n["quoted"] += len(quoted)
        n["quotations"] += sum(mark["label"] == "quotation" for mark in stretches)
        n["quotations named"] += sum(mark["label"] == "quotation" and bool(mark["speaker"]) for mark in stretches)
        for i, j in pairs(stretches, quoted):
            mark, given = stretches[i], quoted[j].speaker
            n["quoted"] -= mark["label"] == "either"
            if mark["label"] == "quotation":
                n["quoted right"] += 1
                if mark["speaker"]:
                    n["quoted named"] += 1
                    n["quoted speaker"] += names(mark["speaker"], given)
                    n["quoted pronouns"] += pronoun(given)
                    n["quoted wrong"] += bool(given) and not names(mark["speaker"], given)
    lines = [name]
    if clauses:
        lines += [
            f"  reported clauses: {precision_recall(n['right'], n['rows'], n['found'], n['clauses'])}",
            f"  clauses with marks found: {of(n['mixed found'], n['mixed'])}",
            f"  speaker of a clause found: {of(n['speaker'], n['named'])}; a pronoun given {n['pronouns']:.0f} times",
        ]
    marks = precision_recall(n["quoted right"], n["quoted"], n["quoted right"], n["quotations"])
    return "\n".join([
        *lines,
        f"  quotations in marks: {marks}",
        f"  speaker of a quotation found: {of(n['quoted speaker'], n['quoted named'])}, {n['quoted wrong']:.0f} wrong, "
        f"a pronoun {n['quoted pronouns']:.0f} of them; "
        f"found with its speaker: {of(n['quoted speaker'], n['quotations named'])}",
    ])  # fmt: skip


def meets(row: Any, clause: Sequence[Any]) -> bool:
    start, end = clause[:2]
    shared = min(row.end, end) - max(row.start, start)
    return abs(row.start - start) <= NEAR and 2 * shared >= max(row.end - row.start, end - start)


def names(annotated: str, given: str | None) -> bool:
    """Is one of the annotated names, parted by |, in the given one?"""
    return bool(given) and any(name.lower() in given.lower() for name in annotated.split("|"))


def pronoun(given: str | None) -> bool:
    return bool(given) and given.lower() in PRONOUNS


def precision_recall(right: float, given: float, found: float, gold: float) -> str:
    precision, recall = right / max(given, 1), found / max(gold, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"precision {of(right, given)}, recall {of(found, gold)}, F1 {f1:.3f}"


def of(part: float, whole: float) -> str:
    return f"{part / max(whole, 1):.3f} ({part:.0f} of {whole:.0f})"


def encoder_speed(texts: Sequence[str]) -> None:
    """Print how fast the encoder reads with one thread and with two; best of three rounds.

    By the clock two threads are faster; by the processor's time, which other work on the machine hardly touches, not.
    """
    documents = [Document(text) for text in texts]
    asked = [(d, [(span.start, span.end) for span in marked(d) if span.depth == 0]) for d in documents]
    size = sum(len(document.words) for document in documents) / 530
    print(f"\nthe encoder alone, articles of 530 words per second ({len(texts)} articles read)")
    reader()
    for threads in (1, 2):
        clock, processor = [], []
        for _ in range(ROUNDS):
            began = time.perf_counter(), time.process_time()
            list(reader().read(asked, threads=threads))
            clock.append(time.perf_counter() - began[0])
            processor.append(time.process_time() - began[1])
        rates = f"{size / min(clock):.1f} by the clock, {size / min(processor):.1f} by processor time"
        print(f"  threads: {threads}; {rates}")


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
