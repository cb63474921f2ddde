"""Supervised frames on narrative_frames: F1 of each frame on the official folds, beside words with logistic regression.

    python benchmarks/frames.py narrative_frames.jsonl.gz [--curve]

Articles with the same text are one story. The threshold of every fold comes from the other folds alone. F1 is that of
the frame being present, over all folds together, and its mean over the five frames.
"""

from __future__ import annotations

import argparse
import gzip
import json

import numpy as np
import pandas as pd

from framing.coding import frame_model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path")
    parser.add_argument("--curve", action="store_true", help="learning curves too")
    words = parser.parse_args()
    with gzip.open(words.path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    index = pd.Index([row["id"] for row in rows])
    texts = pd.Series([row["text"] for row in rows], index=index)
    fold = pd.Series([row["fold"] for row in rows], index=index)
    print(f"{len(rows)} articles, {fold.nunique()} folds")
    print("frame            coded yes   precision  recall  F1 (95 % interval)    words alone F1")
    mean = []
    for frame in sorted(rows[0]["frames"]):
        codes = pd.Series(["yes" if row["frames"][frame] else "no" for row in rows], index=index)
        model = frame_model(texts, codes, "yes", texts, fold)
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
            print(model.learning_curve().round(3).to_string(index=False))
    print(
        f"mean F1 {np.mean([m for m, _ in mean]):.3f}; words with logistic regression, balanced classes, 0.5 as the "
        "threshold: "
        f"{np.mean([p for _, p in mean]):.3f}"
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
