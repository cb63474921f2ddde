"""Which of two outlets is harsher on whom: three corpora whose coders say so (`tone.py` prints it).

Each function prints the share of pairs of outlets that a judge orders as the codes do, with an interval from events
(or groups) drawn again. A tie counts half.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

import numpy as np

from framing.corpus.article import Article
from framing.measures._tone.lexicon import compound
from framing.measures._tone.toward_summary import SHRINK
from framing.measures._tone.vocabulary import straighten
from framing.measures.speakers.table import quotations_in
from framing.measures.voice import voice_at, voices
from framing.models.target import judge
from framing.text.document import Document
from training.tone_data import Row

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
CODES, APART, DRAWS, MENTIONS = 3, 0.25, 2000, 5
JUDGES = ("VADER of the sentence", "tone_toward")
CODERS = ("coders, the target's codes", "coders, all codes of it")
EDGES = (0, 0.05, 0.1, 0.2, 0.3, 0.5, 2.1)  # of the gap between two means


class Pair(NamedTuple):
    """Two outlets on one target: does each judge order them as the codes do, and how far apart are its means?"""

    right: np.ndarray
    gap: np.ndarray


def coded_events(rows: Sequence[Row], tone: np.ndarray, scores: np.ndarray) -> None:
    """NewsMTSC: articles on one AllSides event, by the labels of their mentions of the same name.

    `tone` (mentions,) is VADER's, `scores` (mentions,) what models said that saw nothing of the event. The rule of
    `framing.harsher` counts the journalist's voice alone and draws means of few toward 0.
    """
    whose = voices_of(rows)
    gold: dict = defaultdict(lambda: defaultdict(list))
    given: dict = defaultdict(lambda: defaultdict(list))
    for row, *judged in zip(rows, tone, scores, whose, strict=True):
        name = surname(row.sentence[row.start : row.end])
        if name and row.event != row.article:
            gold[row.event, name][row.article].append(row.label - 1)
            given[row.event, name][row.article].append(judged)
    plain, rule = defaultdict(list), defaultdict(list)
    for key, labels in sorted(gold.items()):
        both = {article: [r[:2] for r in rows] for article, rows in given[key].items()}
        plain[key[0]] += [pair.right for pair in ordered(labels, both, 1)]
        own = {article: [r for r in rows if r[2] == "journalist"] for article, rows in given[key].items()}
        rule[key[0]] += list(ordered(labels, own, 1, drawn))
    printed("NewsMTSC, AllSides events", plain, "events")
    right = {event: [pair.right for pair in some] for event, some in rule.items()}
    printed("the same in the journalist's voice, means of few drawn toward 0", right, "events", ("tone_toward",))
    flat = np.array([(pair.gap[0], pair.right[0]) for some in rule.values() for pair in some])
    for low, high in pairwise(EDGES):
        some = flat[(flat[:, 0] >= low) & (flat[:, 0] < high)]
        print(f"  apart by {low:.2f} to {high:.2f}: {some[:, 1].mean():.2f} of {len(some)}")
    several = [[r[1] for r in rows] for key in given for rows in given[key].values() if len(rows) > 1]
    inside = sum(np.var(some) * len(some) for some in several) / (sum(map(len, several)) - len(several))
    every = [[r[1] for r in rows] for key in given for rows in given[key].values()]
    between = np.var([np.mean(some) for some in every]) - inside * np.mean([1 / len(some) for some in every])
    print(f"  variance of mentions in an article {inside:.3f}, between them {between:.3f}: k = {inside / between:.2f}")


def voices_of(rows: Sequence[Row]) -> list[str]:
    """The voice of each mention, by its sentence alone."""
    found = []
    documents = (Document(Article(str(n), row.sentence)) for n, row in enumerate(rows))
    for row, (document, quotations) in zip(rows, quotations_in(documents), strict=True):
        stretches = voices(document, quotations)
        found.append(voice_at(stretches, min(row.start, len(document.text) - 1))[2] if stretches else "journalist")
    return found


def drawn(rows: Sequence) -> np.ndarray:
    """Mean tone of some mentions by the rule of `framing.harsher`."""
    return np.array([sum(row[1] for row in rows) / (len(rows) + SHRINK)])


def surname(mention: str) -> str:
    """Last word of a name in lower case, or nothing where the mention does not end in one."""
    words = re.findall(r"[^\W\d_][\w-]*", re.sub(r"['’]s\b", "", mention))
    last = words[-1] if words else ""
    return last.lower() if last[:1].isupper() and last.lower() not in PRONOUNS else ""


def framed_events(articles: Sequence[dict]) -> None:
    """NewsWCL50: all targets, by kind, and how far one could get at all."""
    signs, found = coded(articles)
    scores = judged([(row.sentence, row.start, row.end) for row, _, _ in found])
    scores = np.column_stack([scores, [codes for *_, codes in found]])
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
    printed("NewsWCL50", right, "events", (*JUDGES, *CODERS))
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


def roles(articles: Sequence[dict]) -> None:
    """Climate news whose coders named heroes and villains: outlets ordered by the share of heroes in a group.

    Nothing here taught the model. A group is a kind of actor or thing (government, industry, laws and policies, ...).
    """
    gold: dict = defaultdict(lambda: defaultdict(list))
    given: dict = defaultdict(lambda: defaultdict(list))
    sides: dict = defaultdict(lambda: ([], []))
    asked, whose = [], []
    for article in articles:
        outlet = re.sub(r"^the|\s", "", article["outlet"].lower())
        document = Document(article["text"])
        named = {(e["entity"], e["group"], e["role"]) for e in article["entities"] if e["role"] in ("hero", "villain")}
        for entity, group, role in sorted(named):
            places = re.finditer(rf"(?<!\w){re.escape(entity)}(?!\w)", document.text)
            for start, end in [match.span() for match in places][:MENTIONS]:
                sentence = document.sentences[document.sentence_at(start)]
                begin, stop = min(sentence.start, start), max(sentence.end, end)
                asked.append((document.text[begin:stop], start - begin, end - begin))
                whose.append((group, outlet, role == "hero"))
    for (group, outlet, hero), judgement in zip(whose, judged(asked), strict=True):
        gold[group][outlet].append(1 if hero else -1)
        given[group][outlet].append(judgement)
        sides[group][hero].append(judgement)
    right = {
        group: [pair.right for pair in ordered(signs, given[group], CODES)] for group, signs in sorted(gold.items())
    }
    printed("Climate news, heroes and villains", right, "groups")
    above = [np.array(good)[:, None] - np.array(bad) for bad, good in sides.values() if good and bad]
    wins = sum(((gap > 0) + (gap == 0) / 2).sum(axis=(0, 1)) for gap in above) / sum(gap[..., 0].size for gap in above)
    shares = ", ".join(f"{judge} {share:.3f}" for judge, share in zip(JUDGES, wins, strict=True))
    print(f"  a hero's mention above a villain's of the same group: {shares}")


def judged(mentions: Sequence[tuple[str, int, int]]) -> np.ndarray:
    """What each of the `JUDGES` makes of mentions, given as (sentence, start, end): an array (mentions, judges)."""
    sentences = [straighten(sentence) for sentence, _, _ in mentions]
    odds = judge().probabilities(sentences, [(n, start, end) for n, (_, start, end) in enumerate(mentions)])
    return np.column_stack([compound(sentences), odds[:, 2] - odds[:, 0]])


def means(rows: Sequence) -> np.ndarray:
    return np.mean(rows, axis=0)


def ordered(signs: Mapping[str, list], given: Mapping[str, list], least: int, mean: Callable = means) -> Iterator[Pair]:
    """The pairs of outlets that the codes set apart, of outlets with at least so many codes."""
    cells = [
        (np.mean(signs[outlet]), mean(given[outlet]))
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
