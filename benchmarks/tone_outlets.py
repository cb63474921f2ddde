"""Which of two outlets is harsher on whom: three corpora whose coders say so (`tone.py` prints it).

Each function prints the share of pairs of outlets that a judge orders as the codes do, with an interval from events
(or groups) drawn again. A tie counts half.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
import tone_network as network
import train_tone
from train_tone import Row

from framing.document import Document
from framing.tone.lexicon import compound
from framing.tone.target_features import Contexts
from framing.tone.toward import tone_toward
from framing.tone.vocabulary import straighten

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
PRONOUNS = frozenset("he she it they we i his her him them their our its this that these those who you".split())
CODES, APART, DRAWS, MENTIONS, ROUNDS = 3, 0.25, 2000, 5, 8
JUDGES = ("VADER of the sentence", "tone_toward")
TAUGHT = ("a network taught by these codes", "coders, the target's codes", "coders, all codes of it")


class Pair(NamedTuple):
    """Two outlets on one target: does each judge order them as the codes do, and how far apart are its means?"""

    right: np.ndarray
    gap: np.ndarray


def coded_events(rows: Sequence[Row], tone: np.ndarray, repeats: np.ndarray) -> None:
    """NewsMTSC: articles on one AllSides event, by the labels of their mentions of the same name.

    `tone` (mentions,) is VADER's, `repeats` (repeats, mentions) what networks said that saw nothing of the event.
    """
    gold: dict = defaultdict(lambda: defaultdict(list))
    given: dict = defaultdict(lambda: defaultdict(list))
    for row, scores in zip(rows, np.vstack([tone, repeats]).T, strict=True):
        name = surname(row.sentence[row.start : row.end])
        if name and row.event != row.article:
            gold[row.event, name][row.article].append(row.label - 1)
            given[row.event, name][row.article].append(scores)
    pairs = defaultdict(list)
    for key, labels in sorted(gold.items()):
        for right, gap in ordered(labels, given[key], 1):
            pairs[key[0]].append(Pair(np.array([right[0], right[1:].mean()]), gap[1:].mean()))
    right = {event: [pair.right for pair in some] for event, some in pairs.items()}
    printed("NewsMTSC, AllSides events", right, "events")
    flat = sorted((pair.gap, pair.right[1]) for some in pairs.values() for pair in some)
    for third in np.array_split(np.array(flat), 3):
        print(f"  means apart by {third[0, 0]:.2f} to {third[-1, 0]:.2f}: tone_toward {third[:, 1].mean():.2f}")


def surname(mention: str) -> str:
    """Last word of a name in lower case, or nothing where the mention does not end in one."""
    words = re.findall(r"[^\W\d_][\w-]*", re.sub(r"['’]s\b", "", mention))
    last = words[-1] if words else ""
    return last.lower() if last[:1].isupper() and last.lower() not in PRONOUNS else ""


def framed_events(articles: Sequence[dict], words: dict) -> None:
    """NewsWCL50: all targets, by kind, and how far one could get at all."""
    signs, found = coded(articles)
    scores = np.array([judged(row.sentence, (row.start, row.end)) for row, _, _ in found])
    scores = np.column_stack([scores, taught([row for row, _, _ in found], words), [codes for *_, codes in found]])
    given: dict = defaultdict(lambda: defaultdict(list))
    kinds: dict = defaultdict(Counter)
    for (row, concepts, _), judgement in zip(found, scores, strict=True):
        for concept, kind in concepts.items():
            given[row.event, concept][row.article].append(judgement)
            kinds[row.event, concept][kind] += 1
    right: dict = defaultdict(list)
    by_kind: dict = defaultdict(list)
    for key, codes in sorted(signs.items()):
        pairs = [pair.right for pair in ordered(codes, given[key], CODES)]
        right[key[0]] += pairs
        if pairs:
            by_kind[kinds[key].most_common(1)[0][0]] += pairs
    printed("NewsWCL50", right, "events", (*JUDGES, *TAUGHT))
    for kind, pairs in sorted(by_kind.items()):
        shares = ", ".join(f"{judge} {share:.2f}" for judge, share in zip(JUDGES, np.mean(pairs, axis=0), strict=False))
        print(f"  {kind}: {len(pairs)} pairs; {shares}")


def coded(articles: Sequence[dict]) -> tuple[dict, list[tuple[Row, dict[str, str], tuple[float, float]]]]:
    """Signs of the codes by event, concept and outlet; and the mentions, with their concepts and the sentence's codes.

    Of a sentence's codes first those of the mention's own concept, then all: their mean sign, 0 where there is none.
    """
    signs: dict = defaultdict(lambda: defaultdict(list))
    found = []
    for article in articles:
        event, outlet = str(article["event_id"]), article["outlet"]
        tokens = {sentence["sent"]: sentence["tokens"] for sentence in article["sentences"]}
        own, every = defaultdict(list), defaultdict(list)
        for code in article["annotations"]:
            if code["code"] in GOOD | BAD and code["code_type"] == "PROPERTY":
                sign = 1 if code["code"] in GOOD else -1
                every[code["sent"]].append(sign)
                for concept in re.split(r";\s*", code["target_concept"] or ""):
                    signs[event, concept][outlet].append(sign)
                    own[code["sent"], concept].append(sign)
        for code in article["annotations"]:
            number = code["sent"]
            if code["code_type"] != "PROPERTY" and number in tokens and code.get("tok_start") is not None:
                text, (start, end) = spaced(tokens[number], code["tok_start"], code["tok_end"] + 1)
                kind = KINDS.get(code["code_type"], THING)
                concepts = dict.fromkeys((code["code"], code["code"].split("\\")[-1]), kind)
                mean = float(np.mean([sign for concept in concepts for sign in own[number, concept]] or [0]))
                row = Row(text, start, end, int(np.sign(mean)) + 1, outlet, event, several=False)
                found.append((row, concepts, (mean, float(np.mean(every[number] or [0])))))
    return signs, found


def taught(rows: list[Row], words: dict) -> np.ndarray:
    """What a network says that learned from the codes of the other events: positive minus negative."""
    near = train_tone.described(rows, words)
    labels, events = (np.array([getattr(row, name) for row in rows]) for name in ("label", "event"))
    scores = np.zeros(len(rows))
    for seed, event in enumerate(np.unique(events)):
        seen, rest = np.flatnonzero(events != event), np.flatnonzero(events == event)
        learn, judge = (Contexts(*network.taken(near, some)) for some in (seen, rest))
        parameters = network.train(learn, *train_tone.goals(labels[seen]), words["table"], seed, ROUNDS)
        odds = network.softmax(network.predict(parameters, judge, words["table"]))
        scores[rest] = odds[:, 2] - odds[:, 0]
    return scores


def roles(articles: Sequence[dict]) -> None:
    """Climate news whose coders named heroes and villains: outlets ordered by the share of heroes in a group.

    Nothing here taught the model. A group is a kind of actor or thing (government, industry, laws and policies, ...).
    """
    gold: dict = defaultdict(lambda: defaultdict(list))
    given: dict = defaultdict(lambda: defaultdict(list))
    sides: dict = defaultdict(lambda: ([], []))
    for article in articles:
        outlet = re.sub(r"^the|\s", "", article["outlet"].lower())
        document = Document(article["text"])
        named = {(e["entity"], e["group"], e["role"]) for e in article["entities"] if e["role"] in ("hero", "villain")}
        for entity, group, role in sorted(named):
            places = re.finditer(rf"(?<!\w){re.escape(entity)}(?!\w)", document.text)
            for start, end in [match.span() for match in places][:MENTIONS]:
                sentence = document.sentences[document.sentence_at(start)]
                begin, stop = min(sentence.start, start), max(sentence.end, end)
                judgement = judged(document.text[begin:stop], (start - begin, end - begin))
                gold[group][outlet].append(1 if role == "hero" else -1)
                given[group][outlet].append(judgement)
                sides[group][role == "hero"].append(judgement)
    right = {
        group: [pair.right for pair in ordered(signs, given[group], CODES)] for group, signs in sorted(gold.items())
    }
    printed("Climate news, heroes and villains", right, "groups")
    above = [np.array(good)[:, None] - np.array(bad) for bad, good in sides.values() if good and bad]
    wins = sum(((gap > 0) + (gap == 0) / 2).sum(axis=(0, 1)) for gap in above) / sum(gap[..., 0].size for gap in above)
    shares = ", ".join(f"{judge} {share:.3f}" for judge, share in zip(JUDGES, wins, strict=True))
    print(f"  a hero's mention above a villain's of the same group: {shares}")


def judged(text: str, span: tuple[int, int]) -> tuple[float, float]:
    """What each of the `JUDGES` makes of one mention."""
    row = tone_toward(text, "it", spans=[span]).iloc[0]
    return compound([straighten(text)])[0], row["positive"] - row["negative"]


def ordered(signs: Mapping[str, list], given: Mapping[str, list], least: int) -> Iterator[Pair]:
    """The pairs of outlets that the codes set apart, of outlets with at least so many codes."""
    cells = [
        (np.mean(signs[outlet]), np.mean(given[outlet], axis=0))
        for outlet in sorted(signs)
        if len(signs[outlet]) >= least and given[outlet]
    ]
    for (gold_a, ours_a), (gold_b, ours_b) in combinations(cells, 2):
        if abs(gold_a - gold_b) >= APART:
            right = np.where(ours_a == ours_b, 0.5, (gold_a > gold_b) == (ours_a > ours_b))
            yield Pair(right, np.abs(ours_a - ours_b))


def printed(title: str, right: Mapping[str, list], units: str, judges: tuple[str, ...] = JUDGES) -> None:
    """Share of pairs ordered rightly, with an interval from the units drawn again."""
    some = [np.array(found) for found in right.values() if found]
    rng = np.random.default_rng(0)
    draws = [
        np.concatenate([some[i] for i in rng.integers(len(some), size=len(some))]).mean(axis=0) for _ in range(DRAWS)
    ]
    share, (low, high) = np.concatenate(some).mean(axis=0), np.percentile(draws, [2.5, 97.5], axis=0)
    print(f"\n{title}: {sum(map(len, some))} pairs of outlets from {len(some)} {units} ordered right")
    for column, name in enumerate(judges):
        print(f"{name:32}{share[column]:8.3f}   95 % over {units} {low[column]:.2f} to {high[column]:.2f}")


def spaced(words: list[str], first: int, last: int) -> tuple[str, tuple[int, int]]:
    """A tokenised sentence as text, and the characters of some of its words."""
    start = sum(len(word) + 1 for word in words[:first])
    return " ".join(words), (start, start + len(" ".join(words[first:last])))
