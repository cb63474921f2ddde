"""Accuracy and speed of shared passages: family trees with exact spans, the index, and corpora of growing size.

    python benchmarks/passages.py accuracy [--articles FILE.jsonl.gz]
    python benchmarks/passages.py recall --articles FILE.jsonl.gz … [--count 300]
    python benchmarks/passages.py scale [--sizes 2000 10000 50000]

*recall* says how many of the passages that aligning all pairs finds the index keeps, by kind. It takes articles of the
largest groups of one day, topic or event, from each file alike, so that copies occur.

Without a file the trees grow from invented text. Nothing here is random but for the seed that is printed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import resource
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, combinations
from typing import NamedTuple

import numpy as np

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.measures.selection import passages
from framing.measures.selection.index import candidates
from framing.measures.selection.shared import between, reader
from framing.text.document import Document

Spans = list[tuple[int, int]]
Word = tuple[int, str]  # place in the root's sentence (-1 for a word put in) and the word

FILLERS = "the of and to a in that for on was with as by at from his its has had were which would into over".split()
SPELLINGS = (("isation", "ization"), ("ised", "ized"), ("our", "or"), ("programme", "program"), ("centre", "center"))
HOUSE = "organised emphasised recognised labour harbour neighbour programme centre organisation defence".split()
SYLLABLES = "ba re mo ti lan der vo sil ka nu pre gor fen ma lo tra bi chu sto wen dal fi ro san".split()


class Leaf(NamedTuple):
    """An article of a tree: its text; each sentence's root, number there, and words with their spans."""

    text: str
    sentences: list[tuple[int, int, list[tuple[int, int, int]]]]


def lexicon(rng: random.Random, size: int = 3000) -> list[str]:
    """Invented words, and a few whose spelling differs between houses."""
    words = {"".join(rng.choices(SYLLABLES, k=rng.choice((2, 2, 3)))) + rng.choice("nrtslk") for _ in range(size)}
    return sorted(words) + HOUSE * 3


def root(rng: random.Random, words: Sequence[str], sentences: int) -> list[list[str]]:
    """A root article: sentences of words and fillers, common words more often than rare ones."""
    ranks = _ranks(len(words))
    text = []
    for _ in range(sentences):
        length = rng.randint(9, 32)
        drawn = rng.choices(words, cum_weights=ranks, k=length)
        text.append([rng.choice(FILLERS) if rng.random() < 0.4 else word for word in drawn])
    return text


@cache
def _ranks(size: int) -> list[float]:
    """Summed weights of words by rank."""
    return list(accumulate(1 / (k + 20) for k in range(size)))


def leaf(rng: random.Random, roots: Sequence[list[list[str]]], sources: Sequence[int], words: Sequence[str]) -> Leaf:
    """An article made of one or two roots: cut, reordered, re-spelt and paraphrased by rule."""
    picked: list[tuple[int, int, list[Word]]] = []
    for source in sources:
        keep = rng.uniform(0.3, 0.9)
        for number, sentence in enumerate(roots[source]):
            if rng.random() < keep:
                picked.append((source, number, [(i, word) for i, word in enumerate(sentence)]))
    for i in range(0, len(picked) - 1, rng.randint(2, 5)):
        picked[i], picked[i + 1] = picked[i + 1], picked[i]
    american = rng.random() < 0.5
    edits = rng.choice((0.0, 0.04, 0.1))
    edited = [(s, n, _paraphrase(rng, sentence, edits, words)) for s, n, sentence in picked]
    return _print(edited, american)


def _paraphrase(rng: random.Random, sentence: list[Word], share: float, words: Sequence[str]) -> list[Word]:
    """Replace, insert and delete words; sometimes cut the sentence's end."""
    if share and rng.random() < 0.2 and len(sentence) > 16:
        sentence = sentence[: rng.randint(10, len(sentence) - 4)]
    out: list[Word] = []
    for place, word in sentence:
        draw = rng.random()
        if draw < share * 0.5:
            out.append((place, rng.choice(words)))
        elif draw < share * 0.75:
            continue
        else:
            out.append((place, word))
        if rng.random() < share * 0.25:
            out.append((-1, rng.choice(words)))
    return out


def _print(sentences: list[tuple[int, int, list[Word]]], american: bool) -> Leaf:
    text = ""
    kept = []
    for source, number, words in sentences:
        text += "" if not text else "\n\n" if number % 2 else " "
        spans = []
        for k, (place, word) in enumerate(words):
            for british, other in SPELLINGS if american else ():
                word = word.replace(british, other)
            text += " " if k else ""
            spans.append((place, len(text), len(text) + len(word)))
            text += word.capitalize() if not k else word
        text += "."
        kept.append((source, number, spans))
    return Leaf(text, kept)


def truth(a: Leaf, b: Leaf) -> tuple[Spans, Spans]:
    """Characters of the two articles that derive from the same words of a root."""
    spans: tuple[Spans, Spans] = ([], [])
    there = {(source, number): words for source, number, words in b.sentences}
    for source, number, words in a.sentences:
        if (source, number) not in there:
            continue
        common = {p for p, _, _ in words} & {p for p, _, _ in there[source, number]} - {-1}
        if len(common) < 6:
            continue
        for side, own in ((0, words), (1, there[source, number])):
            inside = [(start, end) for place, start, end in own if place in common]
            # The full stop goes with a sentence that is shared to its end.
            spans[side].append((inside[0][0], inside[-1][1] + (inside[-1][1] == own[-1][2])))
    return spans


def f1(found: tuple[Spans, Spans], true: tuple[Spans, Spans]) -> tuple[int, int, int]:
    """Characters found rightly, found, and to be found."""
    right = all_found = all_true = 0
    for one, two in zip(found, true, strict=True):
        x = {i for start, end in one for i in range(start, end)}
        y = {i for start, end in two for i in range(start, end)}
        right, all_found, all_true = right + len(x & y), all_found + len(x), all_true + len(y)
    return right, all_found, all_true


def accuracy(trees: int, seed: int, articles: Sequence[list[list[str]]] = ()) -> float:
    """Character F1 over all pairs of articles of `trees` trees of eight leaves with two roots each."""
    rng = random.Random(seed)
    words = lexicon(rng)
    counts = np.zeros(3)
    for _ in range(trees):
        roots = rng.sample(list(articles), 2) if articles else [root(rng, words, rng.randint(12, 30)) for _ in range(2)]
        leaves = [leaf(rng, roots, rng.choice(((0,), (1,), (0, 1))), words) for _ in range(8)]
        corpus = Corpus(Article(str(i), one.text) for i, one in enumerate(leaves))
        table = passages(corpus)
        for i in range(8):
            for j in range(i + 1, 8):
                rows = table[(table["article_a"] == str(i)) & (table["article_b"] == str(j))]
                found = (
                    list(zip(rows["start_a"], rows["end_a"], strict=True)),
                    list(zip(rows["start_b"], rows["end_b"], strict=True)),
                )
                counts += f1(found, truth(leaves[i], leaves[j]))
    return float(2 * counts[0] / (counts[1] + counts[2]))


def corpus_of(size: int, seed: int) -> Corpus:
    """A corpus in which every fourth article has a relative."""
    rng = random.Random(seed)
    words = lexicon(rng, 30_000)
    made: list[Article] = []
    while len(made) < size:
        roots = [root(rng, words, 14)]
        for _ in range(2 if rng.random() < 0.15 else 1):
            made.append(Article(str(len(made)), leaf(rng, roots, (0,), words).text))
    return Corpus(made[:size])


def scale(sizes: Sequence[int], seed: int) -> None:
    """Processor time and memory of the index and of the whole table, and the fitted exponent."""
    times = []
    for size in sizes:
        corpus = corpus_of(size, seed)
        start = time.process_time()
        pairs = len(candidates(map(reader(corpus, None), range(len(corpus)))).pairs)
        index = time.process_time() - start
        table = passages(corpus)
        times.append(time.process_time() - start - index)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        print(
            f"{size} articles: {pairs} candidate pairs, {len(table)} passages, index {index:.1f} s, "
            f"passages in all {times[-1]:.1f} s, {memory:.2f} GB at most"
        )
    exponent = np.polyfit(np.log(sizes), np.log(times), 1)[0]
    print(f"fitted exponent {exponent:.2f}")


def recall(paths: Sequence[str], count: int) -> None:
    """Passages that the index keeps of those between all pairs of articles, by kind."""
    corpus = Corpus(
        Article(f"{k}-{n}", text)
        for k, path in enumerate(paths)
        for n, text in enumerate(grouped(path, count * (k + 1) // len(paths) - count * k // len(paths)))
    )
    read = reader(corpus, None)
    count = len(corpus)
    found = candidates(map(read, range(count)))
    kept, every = Counter[str](), Counter[str]()
    aligned = set(found.pairs)
    for i, j in combinations(range(count), 2):
        among = set(between(read(i), read(j)))
        every.update(passage.kind for passage in among)
        if (i, j) in aligned:
            own = between(read(i), read(j), found.near.get((i, j), ()))
            kept.update(passage.kind for passage in own if passage in among)
    print(f"{count} articles; {len(found.pairs)} of {count * (count - 1) // 2} pairs aligned")
    for kind, number in every.most_common():
        print(f"{kind}: {kept[kind]} of {number} ({kept[kind] / number:.1%})")


def grouped(path: str, count: int) -> list[str]:
    """Texts of a file's largest groups of one event, or of one topic and day."""
    groups: dict[str, list[str]] = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            text = row.get("text") or "\n\n".join(" ".join(sentence["tokens"]) for sentence in row["sentences"])
            key = [str(row.get(name) or "")[:10] for name in ("event_id", "topic", "date")]
            groups.setdefault(" ".join(key), []).append(text)
    return [text for texts in sorted(groups.values(), key=len, reverse=True) for text in texts][:count]


def sentences_of(path: str) -> Iterator[list[list[str]]]:
    """Word lists of the sentences of real articles, as roots."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            document = Document(json.loads(line)["text"])
            listed = [re.findall(r"[A-Za-z]+", document.text[s.start : s.end]) for s in document.sentences]
            listed = [words for words in listed if len(words) > 8][:30]
            if len(listed) > 10:
                yield listed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("accuracy", "recall", "scale"))
    parser.add_argument("--articles", nargs="*", default=[])
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--trees", type=int, default=20)
    parser.add_argument("--sizes", type=int, nargs="+", default=[2_000, 10_000, 50_000])
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    if chosen.what == "scale":
        scale(chosen.sizes, chosen.seed)
    elif chosen.what == "recall":
        recall(chosen.articles, chosen.count)
    else:
        articles = [sentences for path in chosen.articles for sentences in sentences_of(path)]
        print(f"character F1 {accuracy(chosen.trees, chosen.seed, articles):.4f} over {chosen.trees} trees")


if __name__ == "__main__":
    main()
