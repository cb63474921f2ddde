"""Speed beside the stack that is called today, on the same texts in the same run.

python benchmarks/speed.py [CORPUS.jsonl.gz] [--articles N] [--write docs/speed.md]

Without a corpus the texts are made by `framing.simulate` and from the seeds. Every row is processor time of one core;
peers and project alternate, and the best of three rounds counts. The floor is one `str.split` and one look-up a word.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import platform
import random
import re
import resource
import statistics
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import framing
from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.corpus.study import Study
from framing.measures._readability.indices import indices
from framing.measures._readability.table import count
from framing.measures._readability.words import textstat
from framing.measures._tone.lexicon import compound
from framing.measures._tone.vocabulary import straighten
from framing.pipeline.batch import Plan, article_tables
from framing.text.document import Document
from framing.text.forms import Matcher

ROUNDS = 3
WORDS = 530  # what an article counts as: rates are per 530 words, whatever the corpus


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", type=Path)
    parser.add_argument("--articles", type=int, default=120)
    parser.add_argument("--write", type=Path)
    arguments = parser.parse_args()
    texts = read(arguments.corpus, arguments.articles)
    units = sum(len(text.split()) for text in texts) / WORDS
    rows = [measure(name, units, *functions) for name, functions in contests(texts).items()]
    rows += [growth(texts)]
    lines = table(rows, len(texts), units)
    print("\n".join(lines))
    if arguments.write:
        arguments.write.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read(path: Path | None, limit: int) -> list[str]:
    if path is None:
        return [a.text for a in framing.read("seeds")] + [a.text for a in framing.simulate(events=limit // 6)]
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines][:limit]


def contests(texts: list[str]) -> dict[str, tuple[Callable[[], object], Callable[[], object]]]:
    """Name to (peer, project); both do the whole of what the name says, from the text on."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    vader = SentimentIntensityAnalyzer()
    peer = textstat()
    plain = [straighten(text) for text in texts]
    sentences = [[plain[i][s.start : s.end] for s in Document(text).sentences] for i, text in enumerate(texts)]
    phrases = some_phrases(texts, 1000)
    pattern = re.compile("|".join(rf"\b{re.escape(phrase)}\b" for phrase in phrases), re.I)
    matcher = Matcher({phrase: [f"word:{phrase}"] for phrase in phrases})
    marks = re.compile(r"[\"“]([^\"“”]+)[\"”]")
    split = re.compile(r"(?<=[.!?])\s+")
    corpus = Corpus(Article(str(i), text) for i, text in enumerate(texts))
    plan = Plan.of(Study(phrases={"p": tuple(phrases[:5])}, actors={"White House": ("White House",)}), "vader")
    names = (
        "flesch_reading_ease", "flesch_kincaid_grade", "smog_index", "coleman_liau_index",
        "automated_readability_index", "dale_chall_readability_score", "gunning_fog", "linsear_write_formula",
        "lix", "rix",
    )  # fmt: skip

    split_texts = [Document(text) for text in texts]
    for document in split_texts:
        count(document)
    times = itertools.count(1)

    def unseen(text: str) -> str:
        """textstat remembers texts; an article of an archive is met once."""
        return text + " " * (next(times) % 1000)

    def stack() -> None:
        for text in map(unseen, texts):
            for sentence in split.split(text):
                vader.polarity_scores(sentence)
            vader.polarity_scores(text)
            for name in names:
                getattr(peer, name)(text)
            pattern.findall(text)
            marks.findall(text)

    def together() -> None:
        for text in texts:
            document = Document(text)
            compound([straighten(text[s.start : s.end]) for s in document.sentences])
            indices(count(document))
            matcher.find(text)

    return {
        "tone by sentence": (
            lambda: [vader.polarity_scores(s)["compound"] for article in sentences for s in article],
            lambda: [compound(article) for article in sentences],
        ),
        "ten readability indices": (
            lambda: [getattr(peer, name)(text) for text in map(unseen, texts) for name in names],
            lambda: [indices(count(Document(text))) for text in texts],
        ),
        "the same, of texts split already": (
            lambda: [getattr(peer, name)(text) for text in map(unseen, texts) for name in names],
            lambda: [indices(count(document)) for document in split_texts],
        ),
        "1,000 phrases": (
            lambda: [pattern.findall(text) for text in texts],
            lambda: [matcher.find(text) for text in texts],
        ),
        "tone, readability, phrases and splitting": (stack, together),
        "all that framing.measure does by article": (stack, lambda: article_tables(corpus.articles, plan)),
    }


def some_phrases(texts: list[str], number: int) -> list[str]:
    words = [re.findall(r"[a-z]+", text.lower()) for text in texts]
    pairs = sorted({" ".join(pair) for own in words for pair in itertools.pairwise(own)})
    return random.Random(0).sample(pairs, min(number, len(pairs)))


def measure(
    name: str, units: float, peer: Callable[[], object], ours: Callable[[], object]
) -> tuple[str, float, float]:
    """Best rate of each over the rounds, taken in turn."""
    best = [float("inf"), float("inf")]
    ours()  # what is loaded once is loaded
    for _ in range(ROUNDS):
        for which, function in enumerate((peer, ours)):
            began = time.process_time()
            function()
            best[which] = min(best[which], time.process_time() - began)
    return name, units / best[0], units / best[1]


def growth(texts: list[str]) -> tuple[str, float, float]:
    """How much longer everything takes on an article of twice the length."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    once = "\n\n".join(texts[:8])
    vader = SentimentIntensityAnalyzer()
    plan = Plan.of(Study(), "vader")

    def ratio(function: Callable[[str], object]) -> float:
        function(once)
        times = []
        for text in (once, f"{once}\n\n{once}"):
            taken = []
            for _ in range(ROUNDS):
                began = time.process_time()
                function(text)
                taken.append(time.process_time() - began)
            times.append(min(taken))
        return times[1] / times[0]

    return (
        "growth when the length doubles",
        ratio(vader.polarity_scores),
        ratio(lambda text: article_tables([Article("a", text)], plan)),
    )


def floor(texts: list[str]) -> float:
    known: dict[str, int] = {}
    rates = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for text in texts:
            for word in text.split():
                known.get(word)
        rates.append(time.process_time() - began)
    return statistics.median(rates)


def table(rows: list[tuple[str, float, float]], articles: int, units: float) -> list[str]:
    versions = ", ".join(f"{name} {version(name)}" for name in ("vaderSentiment", "textstat", "numpy", "pandas"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = [
        "# Speed", "",
        f"{articles} articles, {units:.0f} of {WORDS} words; one core, processor time, best of {ROUNDS} rounds, peer "
        f"and project in turn. Python {platform.python_version()}, {versions}; {platform.machine()}. "
        f"Peak memory {peak:.0f} MB.",
        "", "| what | today's stack, articles/s | framing, articles/s | ratio |", "|---|---|---|---|",
    ]  # fmt: skip
    for name, peer, ours in rows:
        if name.startswith("growth"):
            lines.append(f"| {name} | × {peer:.2f} | × {ours:.2f} | |")
        else:
            lines.append(f"| {name} | {peer:,.0f} | {ours:,.0f} | {ours / peer:.1f} |")
    return lines


if __name__ == "__main__":
    main()
