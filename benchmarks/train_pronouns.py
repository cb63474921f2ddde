#!/usr/bin/env python3
"""Learn the weights of `framing.measures.speakers.pronouns` from PolNeAR's pronouns that a machine resolved (silver).

    python benchmarks/train_pronouns.py CORPUS [--dry]

The silver names are wrong in about one case of six, so the figure printed is agreement with a noisy judge. Only the
place of the people in the text is learned from, never a name. Two weights are set by hand (FIXED): the silver standard
breaks agreement of he and she, and never points to people without a name.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path
from typing import Any

from framing.measures.speakers.links import link
from framing.measures.speakers.mentions import Mention, mentions
from framing.measures.speakers.names import Coreference
from framing.measures.speakers.pronouns import FEATURES, antecedents
from framing.measures.speakers.referent import Referent
from framing.measures.speakers.spelling import fold
from framing.models import features_hash
from framing.text.document import Document
from framing.text.word_classes import word_classes

TARGET = Path(__file__).resolve().parent.parent / "framing" / "resources" / "names" / "pronouns.json"
FIXED = {"differs": -3.0, "role": -1.2}
MARGINS = (0.0, 0.2, 0.5, 0.8, 1.2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--dry", action="store_true", help="do not write the weights")
    arguments = parser.parse_args()
    with gzip.open(arguments.corpus, "rt", encoding="utf-8") as lines:
        cases = [case for line in lines for case in silver(json.loads(line))]
    weights = {**learn(cases), **FIXED}
    for margin in MARGINS:
        report(cases, weights, margin)
    if not arguments.dry:
        stored = {"features": features_hash(FEATURES), "weights": dict(sorted(weights.items()))}
        TARGET.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")


def silver(article: dict[str, Any]) -> list[list[tuple[list[str], bool]]]:
    """For each he or she that speaks, its antecedents' features and whether the silver name is theirs."""
    document = Document(article["text"])
    found = mentions(document)
    quotes = sorted(article["quotes"] + article["indirect"], key=lambda quote: (quote["start"], quote["end"]))
    spans = [(quote["start"], quote["end"]) for quote in quotes]
    speaking = [speaker(quote, found) for quote in quotes]
    if not found:
        return []
    linked = link(document, found)
    referents = Coreference(document, word_classes(document), found, linked, spans, speaking)
    cases = []
    last: Referent | int | None = None
    since = -1
    for quote, m in zip(quotes, speaking, strict=True):
        who: Referent | int | None = linked.of[m] if m is not None else None
        name = quote.get("speaker_coref_silver")
        word = (quote.get("speaker") or "").lower()
        if m is not None and name and word in ("he", "she") and found[m].kind == "pronoun":
            wanted = {fold(part) for part in name.replace("'s", " ").split()}
            near = antecedents(referents.scene, m, word, last, since, referents.known_before)
            right = [isinstance(option, Referent) and option.words[-1] in wanted for option, _ in near]
            if any(right):
                cases.append([(values, hit) for (_, values), hit in zip(near, right, strict=True)])
                who = near[right.index(True)][0]
        last, since = who, quote["start"]
    return cases


def speaker(quote: dict[str, Any], found: list[Mention]) -> int | None:
    """The mention nearest to the annotated words that name the speaker."""
    start, end = quote.get("speaker_start"), quote.get("speaker_end")
    if start is None:
        return None
    near = [(abs(m.start - start) + 0.1 * abs(m.head_end - end), n) for n, m in enumerate(found)
            if m.start < end and start < m.end]  # fmt: skip
    return min(near)[1] if near else None


def learn(cases: list[list[tuple[list[str], bool]]]) -> dict[str, float]:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    rows = [option for case in cases for option in case]
    vectorizer = DictVectorizer(sort=True)
    matrix = vectorizer.fit_transform([dict.fromkeys(values, 1) for values, _ in rows])
    learner = LogisticRegression(max_iter=1000, random_state=0).fit(matrix, [hit for _, hit in rows])
    names = vectorizer.get_feature_names_out()
    return {str(name): round(float(w), 2) for name, w in zip(names, learner.coef_[0], strict=True) if abs(w) >= 0.02}


def report(cases: list[list[tuple[list[str], bool]]], weights: dict[str, float], margin: float) -> None:
    right = wrong = 0
    for case in cases:
        scores = sorted(((sum(weights.get(v, 0.0) for v in values), hit) for values, hit in case), reverse=True)
        if len(scores) == 1 or scores[0][0] - scores[1][0] >= margin:
            right, wrong = right + scores[0][1], wrong + (not scores[0][1])
    print(f"margin {margin}: {right} agree, {wrong} differ, {len(cases) - right - wrong} not named")


if __name__ == "__main__":
    main()
