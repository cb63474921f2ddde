"""Print how well tone toward an actor agrees with human coders, beside VADER and a bag of words.

    python benchmarks/tone.py CORPORA

NewsMTSC: five folds grouped by source article, all judges on the same folds, so nothing is judged by a network that
saw its article. NewsWCL50: the shipped model, which learned nothing from it; which of two outlets is harsher on the
same concept in the same event, with an interval from events drawn again. Narrative frames: the shipped model, which
learned nothing from it either; which of two outlets shows more heroes among, say, governments. Editorials: every
fourth one, held out from the scorer "news" (`train_news_tone.py`). Takes some ten minutes, nearly all of it the
networks of the folds.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]
import train_tone  # noqa: E402
from tone_network import softmax  # noqa: E402

from framing.document import Document  # noqa: E402
from framing.tone.lexicon import compound  # noqa: E402
from framing.tone.scorers import scorer  # noqa: E402
from framing.tone.target_model import shipped  # noqa: E402
from framing.tone.toward import tone_toward  # noqa: E402
from framing.tone.vocabulary import straighten  # noqa: E402

GOOD = frozenset(
    "Affection|Confidence|Reason|Trustworthiness|Good quality|Honor|Positive|Lawfulness|Economy positive|Safety|"
    "Fairness|Easiness".split("|")
)
BAD = frozenset(
    "Aggressor|Weakness|No trustworthiness|Unreason|Refusal|Unlawfulness|Unsafety|Poor quality|Dishonor|Negative|"
    "Economy negative|Difficulty|Unimportance|Unfairness".split("|")
)
KINDS = {"ACTOR": "a person", "ACTOR-I": "a body or group", "GROUP": "a body or group", "COUNTRY": "a country"}
THING = "a thing, act or event"
CODES, APART, DRAWS, MENTIONS = 3, 0.25, 2000, 5
JUDGES = ("VADER of the sentence", "tone_toward")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    corpora = parser.parse_args().corpora
    rows = train_tone.read(corpora / "newsmtsc_train.jsonl.gz")
    targets(rows, train_tone.vocabulary(corpora))
    with gzip.open(corpora / "newswcl50.jsonl.gz", "rt", encoding="utf-8") as lines:
        outlets([json.loads(line) for line in lines])
    with gzip.open(corpora / "narrative_frames.jsonl.gz", "rt", encoding="utf-8") as lines:
        roles([json.loads(line) for line in lines])
    with gzip.open(corpora / "vader_nyt.jsonl.gz", "rt", encoding="utf-8") as lines:
        editorials([json.loads(line) for line in lines])
    speed(rows)


def targets(rows: list[train_tone.Row], words: dict) -> None:
    """Macro F1 on NewsMTSC in five folds: all targets, and those in sentences with several."""
    labels = np.array([row.label for row in rows])
    several = np.array([row.several for row in rows])
    sentences = [straighten(row.sentence) for row in rows]
    logits = train_tone.judged_by_others(train_tone.described(rows, words), labels, rows, words["table"])
    fitted = train_tone.calibrated(logits, labels)
    odds = softmax(logits / fitted["temperature"] + fitted["offsets"])
    tone = compound(sentences)
    judges = {
        "majority": np.full(len(rows), np.bincount(labels).argmax()),
        "VADER of the sentence": np.where(tone <= -0.05, 0, np.where(tone >= 0.05, 2, 1)),
        "words + logistic regression": bag_of_words(sentences, labels, rows),
        "tone_toward": train_tone.decided(odds, float(fitted["threshold"])),
    }
    print(f"NewsMTSC, {len(rows)} targets, five folds by article; macro F1 of three classes")
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


def bag_of_words(sentences: list[str], labels: np.ndarray, rows: list[train_tone.Row]) -> np.ndarray:
    """Labels from the words of the sentence, the same for each of its targets."""
    given = np.zeros(len(labels), int)
    for seen, rest in train_tone.folds(labels, rows):
        counter = CountVectorizer()
        learn = counter.fit_transform([sentences[i] for i in seen])
        model = LogisticRegression(C=0.3, max_iter=500, class_weight="balanced").fit(learn, labels[seen])
        given[rest] = model.predict(counter.transform([sentences[i] for i in rest]))
    return given


def outlets(articles: list[dict]) -> None:
    """NewsWCL50: pairs of outlets ordered as the coders order them, with an interval over events, and by kind."""
    gold: dict = defaultdict(lambda: defaultdict(list))
    given: dict = defaultdict(lambda: defaultdict(list))
    kinds: dict = defaultdict(Counter)
    for article in articles:
        sentences = {s["sent"]: s["tokens"] for s in article["sentences"]}
        for code in article["annotations"]:
            outlet, event = article["outlet"], article["event_id"]
            if code["code_type"] == "PROPERTY":
                for concept in re.split(r";\s*", code["target_concept"] or "") if code["code"] in GOOD | BAD else ():
                    gold[event, concept][outlet].append(1 if code["code"] in GOOD else -1)
            elif code["sent"] in sentences and code.get("tok_start") is not None:
                text, span = spaced(sentences[code["sent"]], code["tok_start"], code["tok_end"] + 1)
                for concept in {code["code"], code["code"].split("\\")[-1]}:
                    given[event, concept][outlet].append(judged(text, span))
                    kinds[event, concept][KINDS.get(code["code_type"], THING)] += 1
    right: dict = defaultdict(list)
    by_kind: dict = defaultdict(list)
    for key, signs in sorted(gold.items()):
        found = ordered(signs, given[key])
        right[key[0]] += found
        if found:
            by_kind[kinds[key].most_common(1)[0][0]] += found
    printed("NewsWCL50", right, "events")
    for kind, found in sorted(by_kind.items()):
        shares = ", ".join(f"{judge} {share:.2f}" for judge, share in zip(JUDGES, np.mean(found, axis=0), strict=True))
        print(f"  {kind}: {len(found)} pairs; {shares}")


def roles(articles: list[dict]) -> None:
    """Climate news whose coders named heroes and villains: outlets ordered by the share of heroes in a group.

    Nothing here taught the model. A group is a kind of actor or thing (government, industry, laws and policies, ...).
    """
    gold: dict = defaultdict(lambda: defaultdict(list))
    given: dict = defaultdict(lambda: defaultdict(list))
    pairs: dict = defaultdict(lambda: ([], []))
    for article in articles:
        outlet = re.sub(r"^the|\s", "", article["outlet"].lower())
        document = Document(article["text"])
        coded = {(e["entity"], e["group"], e["role"]) for e in article["entities"] if e["role"] in ("hero", "villain")}
        for entity, group, role in sorted(coded):
            places = re.finditer(rf"(?<!\w){re.escape(entity)}(?!\w)", document.text)
            for start, end in [match.span() for match in places][:MENTIONS]:
                sentence = document.sentences[document.sentence_at(start)]
                begin, stop = min(sentence.start, start), max(sentence.end, end)
                pair = judged(document.text[begin:stop], (start - begin, end - begin))
                gold[group][outlet].append(1 if role == "hero" else -1)
                given[group][outlet].append(pair)
                pairs[group][role == "hero"].append(pair)
    right = {group: ordered(signs, given[group]) for group, signs in sorted(gold.items())}
    printed("Climate news, heroes and villains", right, "groups")
    above = [np.array(good)[:, None] - np.array(bad) for bad, good in pairs.values() if good and bad]
    wins = sum(((gap > 0) + (gap == 0) / 2).sum(axis=(0, 1)) for gap in above) / sum(gap[..., 0].size for gap in above)
    shares = ", ".join(f"{judge} {share:.3f}" for judge, share in zip(JUDGES, wins, strict=True))
    print(f"  a hero's mention above a villain's of the same group: {shares}")


def judged(text: str, span: tuple[int, int]) -> tuple[float, float]:
    """What each of the `JUDGES` makes of one mention."""
    row = tone_toward(text, "it", spans=[span]).iloc[0]
    return compound([straighten(text)])[0], row["positive"] - row["negative"]


def ordered(signs: dict, given: dict) -> list[np.ndarray]:
    """For each pair of outlets that the codes set apart: does each judge order it so (a tie counts half)?"""
    cells = [
        (np.mean(signs[outlet]), np.mean(given[outlet], axis=0))
        for outlet in sorted(signs)
        if len(signs[outlet]) >= CODES and given[outlet]
    ]
    return [
        np.where(ours_a == ours_b, 0.5, (gold_a > gold_b) == (ours_a > ours_b))
        for (gold_a, ours_a), (gold_b, ours_b) in combinations(cells, 2)
        if abs(gold_a - gold_b) >= APART
    ]


def printed(title: str, right: dict[str, list], units: str) -> None:
    """Share of pairs ordered rightly, with an interval from the units drawn again."""
    some = [np.array(found) for found in right.values() if found]
    rng = np.random.default_rng(0)
    draws = [
        np.concatenate([some[i] for i in rng.integers(len(some), size=len(some))]).mean(axis=0) for _ in range(DRAWS)
    ]
    share, (low, high) = np.concatenate(some).mean(axis=0), np.percentile(draws, [2.5, 97.5], axis=0)
    print(f"\n{title}: {sum(map(len, some))} pairs of outlets from {len(some)} {units} ordered right")
    for column, name in enumerate(JUDGES):
        print(f"{name:30}{share[column]:8.3f}   95 % over {units} {low[column]:.2f} to {high[column]:.2f}")


def editorials(sentences: list[dict]) -> None:
    """Correlation of sentence tone with the mean of twenty ratings, in editorials that taught the scorer nothing."""
    held = [sentence for sentence in sentences if int(sentence["doc"]) % 4 == 0]
    ratings = [sentence["rating"] for sentence in held]
    print(f"\nNYT editorials, {len(held)} held-out sentences: Pearson r with the mean rating")
    for name in ("vader", "news"):
        values, _ = scorer(name)([straighten(sentence["text"]) for sentence in held])
        print(f"{name:30}{np.corrcoef(values, ratings)[0, 1]:8.3f}")


def spaced(words: list[str], first: int, last: int) -> tuple[str, tuple[int, int]]:
    """A tokenised sentence as text, and the characters of some of its words."""
    start = sum(len(word) + 1 for word in words[:first])
    return " ".join(words), (start, start + len(" ".join(words[first:last])))


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
