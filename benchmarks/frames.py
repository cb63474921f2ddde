"""Supervised frames on narrative_frames: F1 of each frame on the official folds, beside words with logistic regression.

    python benchmarks/frames.py narrative_frames.jsonl.gz [--curve] [--packages] [--model fast]
    python benchmarks/frames.py --naming allsides_sample.jsonl.gz --events allsides_sample.jsonl.gz

Articles with the same text are one story. The threshold of every fold comes from the other folds alone. F1 is that of
the frame being present, over all folds together, and its mean over the five frames.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

import numpy as np
import pandas as pd

import framing
from framing import Article, Corpus, Document
from framing.coding import frame_model, frame_pipeline
from framing.measures.selection.events import events
from framing.measures.selection.tokens import tokens


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", nargs="?")
    parser.add_argument("--curve", action="store_true", help="learning curves at 50, 100, 200 and 400 codes too")
    parser.add_argument("--packages", action="store_true", help="packages beside topics instead of coded frames")
    parser.add_argument("--model", default="encoder")
    parser.add_argument("--naming", help="texts of the coded mentions")
    parser.add_argument("--events", help="texts of the judged pairs")
    words = parser.parse_args()
    if words.naming:
        naming(words.naming, words.model)
    if words.events:
        same_event(words.events)
    if not words.path:
        return
    with gzip.open(words.path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    index = pd.Index([row["id"] for row in rows])
    texts = pd.Series([row["text"] for row in rows], index=index)
    fold = pd.Series([row["fold"] for row in rows], index=index)
    if words.packages:
        packages(rows, words.model)
        return
    print(f"{len(rows)} articles, {fold.nunique()} folds")
    print("frame            coded yes   precision  recall  F1 (95 % interval)    words alone F1")
    mean = []
    for frame in sorted(rows[0]["frames"]):
        codes = pd.Series(["yes" if row["frames"][frame] else "no" for row in rows], index=index)
        model = frame_model(texts, codes, "yes", texts, fold, model=words.model)
        found = model.validate().table.query("label == 'yes'").set_index("measure")
        plain = baseline(texts, (codes == "yes").to_numpy(), fold.to_numpy())
        mean.append((found.loc["f1", "value"], plain))
        f1 = found.loc["f1"]
        print(
            f"{frame:16s} {(codes == 'yes').sum():9d}   {found.loc['precision', 'value']:9.3f}  "
            f"{found.loc['recall', 'value']:6.3f}  "
            f"{f1['value']:.3f} ({f1['low']:.3f} to {f1['high']:.3f})  {plain:.3f}",
            flush=True,
        )
        if words.curve:
            print(model.learning_curve([50, 100, 200, 400]).round(3).to_string(index=False))
        print(f"{'':16s} expected calibration error {model.calibration_error:.3f}")
    print(
        f"mean F1 {np.mean([m for m, _ in mean]):.3f}; words with logistic regression, balanced classes, 0.5 as the "
        "threshold: "
        f"{np.mean([p for _, p in mean]):.3f}"
    )


ACTORS = {name.split()[-1]: [name, name.split()[-1]] for name in ("Donald Trump", "Barack Obama", "Hillary Clinton")}
GROUPS = {
    "migrants": ["migrants", "immigrants", "asylum seekers", "asylum-seekers", "refugees"],
    "police": ["police", "police officers", "officers"], "protesters": ["protesters", "protestors", "demonstrators"],
}  # fmt: skip
ANNOTATIONS = Path(__file__).parent.parent / "data" / "annotations"


def texts_of(path: str) -> dict[str, dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return {row["id"]: row for row in map(json.loads, lines)}


def naming(path: str, model: str) -> None:
    """Heads and modifiers of the coded mentions."""
    known = texts_of(path)
    coded = [json.loads(line) for line in (ANNOTATIONS / "naming.jsonl").read_text().splitlines()]
    ids = dict.fromkeys(row["id"] for row in coded)
    corpus = Corpus([Article(id, known[id]["text"]) for id in ids])
    found = framing.naming(corpus, ACTORS, GROUPS, model=model)
    heads, words = np.zeros(3, int), np.zeros(3, int)  # right, wrong, missed
    for row in coded:
        text = known[row["id"]]["text"]
        left = {(m["referent"], m["end"]): m for m in row["mentions"]}
        inside = (found["article_id"] == row["id"]) & (found["start"] < row["end"]) & (found["end"] > row["start"])
        for mine in found[inside].itertuples():
            gold = left.get((mine.referent, mine.end))
            own = set(mine.modifiers.split("; ")) if isinstance(mine.modifiers, str) else set()
            wanted = {text[a:b].lower() for a, b in gold["modifiers"]} if gold else set()
            right = (
                gold is not None and " ".join(text[gold["start"] : gold["end"]].lower().split()) == mine.head.lower()
            )
            heads += (right, not right, 0)
            words += (len(own & wanted), len(own - wanted), len(wanted - own))
            if right:
                del left[mine.referent, mine.end]
        heads[2] += len(left)
        words[2] += sum(len(m["modifiers"]) for m in left.values())
    for name, (right, wrong, missed) in (("heads", heads), ("modifiers", words)):
        print(f"{name:10s} precision {right / (right + wrong):.3f}  recall {right / (right + missed):.3f}")


def same_event(path: str) -> None:
    """Precision and recall of the guessed events on the judged pairs."""
    known = texts_of(path)
    pairs = [json.loads(line) for line in (ANNOTATIONS / "events.jsonl").read_text().splitlines()]
    ids = list(dict.fromkeys(id for pair in pairs for id in (pair["a"], pair["b"])))
    corpus = Corpus([Article(id, known[id]["text"], date=known[id]["date"]) for id in ids])
    number = dict(zip(ids, events(corpus, [tokens(Document(article), []) for article in corpus]), strict=True))
    joined = np.array([number[pair["a"]] == number[pair["b"]] for pair in pairs])
    same = np.array([pair["same"] for pair in pairs])
    print(
        f"events     precision {same[joined].mean():.3f}  recall {joined[same].mean():.3f}  of {same.sum()} same pairs"
    )


def packages(rows: list[dict], model: str) -> None:
    """Adjusted mutual information with the coded frames, beside topics: k-means on tf-idf, on encoder vectors, LDA."""
    from sklearn.cluster import KMeans
    from sklearn.decomposition import LatentDirichletAllocation
    from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
    from sklearn.metrics import adjusted_mutual_info_score

    corpus = Corpus([Article(row["id"], row["text"], row["outlet"]) for row in rows])
    found = framing.packages(framing.measure(corpus, model=model, across=False), number=5)
    texts = [row["text"] for row in rows]
    counts = CountVectorizer(min_df=3, max_df=0.6, stop_words="english").fit_transform(texts)
    words = TfidfVectorizer(min_df=3, max_df=0.6, stop_words="english", sublinear_tf=True).fit_transform(texts)
    labels = {
        "packages": found.articles["package"], "packages, unseen": found.articles["unseen"],
        "k-means on tf-idf": KMeans(5, n_init=10, random_state=0).fit_predict(words),
        "LDA": LatentDirichletAllocation(5, random_state=0).fit_transform(counts).argmax(1),
    }  # fmt: skip
    if model != "fast":
        labels["k-means on vectors"] = KMeans(5, n_init=10, random_state=0).fit_predict(
            frame_pipeline.vectors(tuple(texts))
        )
    for name, label in labels.items():
        scores = {f: adjusted_mutual_info_score([row["frames"][f] for row in rows], label) for f in rows[0]["frames"]}
        print(
            f"{name:20s}",
            " ".join(f"{f} {s:.3f}" for f, s in scores.items()),
            f"mean {np.mean(list(scores.values())):.3f}",
        )


def baseline(texts: pd.Series, present: np.ndarray, fold: np.ndarray) -> float:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import f1_score
    from sklearn.pipeline import make_pipeline

    label = np.zeros(len(present), bool)
    for number in np.unique(fold):
        train = fold != number
        model = make_pipeline(TfidfVectorizer(sublinear_tf=True, min_df=2), LogisticRegression(class_weight="balanced"))
        label[~train] = model.fit(texts[train], present[train]).predict(texts[~train])
    return float(f1_score(present, label))


if __name__ == "__main__":
    main()
