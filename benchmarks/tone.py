"""Print how well tone toward an actor agrees with human coders, beside VADER and a bag of words.

    python benchmarks/tone.py CORPORA

NewsMTSC: five folds grouped by event, drawn three times, all judges on the same folds, so nothing is judged by a
network that saw an article on its event. Its AllSides half has two or three outlets on most events: which of two is
harsher on the same actor, by the coded mentions of each. NewsWCL50: the shipped model, which learned nothing from it;
the same question, with an interval from events drawn again; what the coders' own judgements of the sentences would
order; and what a network like the shipped one orders that learned these codes on the other nine events. Narrative
frames: the shipped model, which learned nothing from it either; which of two outlets shows more heroes among, say,
governments. Editorials: every fourth one, held out from the scorer "news" (`train_news_tone.py`). Takes some twenty
minutes, nearly all of it the networks of the folds.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]
import tone_outlets  # noqa: E402
import train_tone  # noqa: E402
from tone_network import softmax  # noqa: E402

from framing.tone.lexicon import compound  # noqa: E402
from framing.tone.scorers import scorer  # noqa: E402
from framing.tone.target_model import shipped  # noqa: E402
from framing.tone.vocabulary import straighten  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    corpora = parser.parse_args().corpora
    rows = train_tone.read(corpora / "newsmtsc_train.jsonl.gz")
    words = train_tone.vocabulary(corpora)
    marks(list({row["sentence_id"]: row["text"] for row in read(corpora / "newsmtsc_train.jsonl.gz")}.values()))
    targets(rows, words)
    tone_outlets.framed_events(read(corpora / "newswcl50.jsonl.gz"), words)
    tone_outlets.roles(read(corpora / "narrative_frames.jsonl.gz"))
    editorials(read(corpora / "vader_nyt.jsonl.gz"))
    speed(rows)


def read(path: Path) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def marks(sentences: list[str]) -> None:
    """Sentences with a curly mark: how many VADER scores change when it is straightened, how many turn sign."""
    curly = [text for text in sentences if straighten(text) != text]
    before, after = compound(curly), compound([straighten(text) for text in curly])
    changed, turned = (before != after).sum(), (before * after < 0).sum()
    print(f"NewsMTSC, {len(curly):,} of {len(sentences):,} sentences have a curly mark; straightened,")
    print(f"{changed} change their VADER score and {turned} turn to the opposite sign\n")


def targets(rows: list[train_tone.Row], words: dict) -> None:
    """NewsMTSC in five folds, three times: macro F1 of all targets and of those in sentences with several; outlets."""
    repeats = range(train_tone.REPEATS)
    sentences = [straighten(row.sentence) for row in rows]
    near, labels = train_tone.described(rows, words), np.array([row.label for row in rows])
    logits = np.concatenate([train_tone.judged_by_others(near, labels, rows, words["table"], n) for n in repeats])
    bags = np.concatenate([bag_of_words(sentences, labels, rows, n) for n in repeats])
    tone = np.array(compound(sentences))
    lexicon = np.where(tone <= -0.05, 0, np.where(tone >= 0.05, 2, 1))
    several, labels = (np.tile(one, train_tone.REPEATS) for one in ([row.several for row in rows], labels))
    fitted = train_tone.calibrated(logits, labels)
    odds = softmax(logits / fitted["temperature"] + fitted["offsets"])
    judges = {
        "majority": np.full(len(labels), np.bincount(labels).argmax()),
        "VADER of the sentence": np.tile(lexicon, train_tone.REPEATS),
        "words + logistic regression": bags,
        "tone_toward": train_tone.decided(odds, float(fitted["threshold"])),
    }
    print(f"NewsMTSC, {len(rows)} targets, five folds by event, three times; macro F1 of three classes")
    print(f"{'':30}{'all':>8}{'several':>9}")
    for name, given in judges.items():
        print(
            f"{name:30}{f1_score(labels, given, average='macro'):8.3f}"
            f"{f1_score(labels[several], given[several], average='macro'):9.3f}"
        )
    print("\nHow true the probabilities are: said, and how often it was so")
    for column, label in enumerate(train_tone.LABELS):
        bins = np.minimum((odds[:, column] * 5).astype(int), 4)
        cells = [
            f"{odds[bins == b, column].mean():.2f} {(labels[bins == b] == column).mean():.2f}"
            for b in range(5)
            if (bins == b).any()
        ]
        print(f"{label:10}" + "   ".join(cells))
    tone_outlets.coded_events(rows, tone, (odds[:, 2] - odds[:, 0]).reshape(train_tone.REPEATS, -1))


def bag_of_words(sentences: list[str], labels: np.ndarray, rows: list[train_tone.Row], repeat: int) -> np.ndarray:
    """Labels from the words of the sentence, the same for each of its targets."""
    given = np.zeros(len(labels), int)
    for seen, rest in train_tone.folds(labels, rows, repeat):
        counter = CountVectorizer()
        learn = counter.fit_transform([sentences[i] for i in seen])
        model = LogisticRegression(C=0.3, max_iter=500, class_weight="balanced").fit(learn, labels[seen])
        given[rest] = model.predict(counter.transform([sentences[i] for i in rest]))
    return given


def editorials(sentences: list[dict]) -> None:
    """Correlation of sentence tone with the mean of twenty ratings, in editorials that taught the scorer nothing."""
    held = [sentence for sentence in sentences if int(sentence["doc"]) % 4 == 0]
    ratings = [sentence["rating"] for sentence in held]
    print(f"\nNYT editorials, {len(held)} held-out sentences: Pearson r with the mean rating")
    for name in ("vader", "news"):
        values, _ = scorer(name)([straighten(sentence["text"]) for sentence in held])
        print(f"{name:30}{np.corrcoef(values, ratings)[0, 1]:8.3f}")


def speed(rows: list[train_tone.Row]) -> None:
    """Mentions a second in bulk, one core."""
    sentences = [row.sentence for row in rows]
    mentions = [(i, row.start, row.end) for i, row in enumerate(rows)]
    model = shipped()
    model.probabilities(sentences[:100], mentions[:100])
    begun = time.perf_counter()
    model.probabilities(sentences, mentions)
    print(f"\n{len(rows) / (time.perf_counter() - begun):,.0f} mentions a second")


if __name__ == "__main__":
    main()
