"""Wire copy rewritten by rule, in the ways in which news desks rewrite it. Used by `train_reuse.py`.

    python benchmarks/rewriting.py CORPORA

prints how well `framing.reuse` and others order three degrees of rewriting.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from itertools import pairwise
from pathlib import Path

import framing
from framing.text.document import Document
from framing.text.zones import STORY

# Words that a desk puts for each other. Their order within a line means nothing.
SYNONYMS = """
said stated added explained argued insisted; told informed; also too; began started; big large major; important key
crucial; help aid assist; show reveal indicate; showed revealed indicated; asked requested urged; announced unveiled;
attack assault strike; killed slain; officials authorities; police officers; plan proposal scheme; plans intends aims;
country nation; countries nations; leader chief head; leaders heads; government administration; children youngsters;
increase rise boost; increased rose climbed; decrease drop fall; reduce cut lower; many numerous scores; several some;
about around roughly nearly; near beside; before previously; after following; because since; however but yet; although
though; while as; meeting talks discussions; agreement deal pact accord; support backing; supported backed endorsed;
criticized slammed attacked blasted; decision move ruling; election vote poll; voters electorate; campaign bid race;
candidate contender hopeful; win victory; won took; money funds cash; company firm business; companies firms; job post
position; jobs posts; law legislation measure; laws rules; court tribunal; judge justice; report account study; reported
noted; statement remarks comments; problem issue; problems issues challenges; effort push drive; efforts attempts; try
seek attempt; tried sought; wants hopes; want wish; need require; needs requires; called dubbed labelled; says notes
adds; new fresh recent; last past previous; top senior leading; likely expected; may might could; has had; is was; are
were; end close finish; quickly rapidly swiftly; often frequently; significant considerable; warned cautioned; accused
charged; rejected dismissed denied; refused declined; agreed consented; visit trip tour; war conflict; weapons arms;
migrants immigrants; border frontier; house home; city town; area region; huge enormous vast; small little; continue
proceed; continued proceeded; stop halt; stopped halted; allow let permit; allowed permitted let; ban prohibition;
investigation probe inquiry; evidence proof; concern worry fear; concerns worries fears; make create produce; made
created produced; use employ; used employed; give provide offer; gave provided offered; left departed; came arrived;
went travelled; found discovered; believe think; believes thinks; known recognised; people citizens residents; million
m; during amid; over across; against versus; including among; against opposing; promised pledged vowed; demand call;
demanded sought; people persons; fight battle; released published issued; behind after; month weeks; former ex; nearly
almost; despite notwithstanding; violence bloodshed; crisis emergency; talks negotiations; sign ink; signed inked
"""
HOUSE = (("percent", "per cent"), ("ize", "ise"), ("ized", "ised"), ("izing", "ising"), ("center", "centre"),
         ("program", "programme"), ("labor", "labour"), ("defense", "defence"), ("favor", "favour"))  # fmt: skip
TITLES = {"President", "Senator", "Sen.", "Rep.", "Gov.", "Mr.", "Mrs.", "Ms.", "Dr.", "Secretary"}
SMALL = "the a to of in for with that this and on at by from as its his her their".split()
PARTS = re.compile(
    r", (?=(?:who|which|where|when|while|as|but|and|after|before|including|according|with|a|the)\b)|; | [–—] "
)
DAY = re.compile(r",? (?:late |early )?on ((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
SAYS = re.compile(r", ((?:\w+ ){1,4}(?:said|says|added|told reporters))\.?$")


def _table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for group in " ".join(SYNONYMS.split()).split("; "):
        for word in group.split():
            table[word] = [other for other in group.split() if other != word]
    return table


OTHERS = _table()


def rewritten(sentence: str, level: float, rng: random.Random, words: list[str]) -> str:
    """The sentence rewritten to a degree from 0 (house style at most) to 1 (hardly a word stays)."""
    says = SAYS.search(sentence)
    if says and rng.random() < 0.6 * level:  # who says it comes first
        sentence = f"{says.group(1)} {sentence[: says.start()]}."
    parts = PARTS.split(sentence)
    if len(parts) > 1 and rng.random() < 0.7 * level:  # a clause is cut
        shortest = min(range(1, len(parts)), key=lambda k: len(parts[k]))
        parts.pop(shortest if rng.random() < 0.5 else -1)
    if len(parts) > 1 and rng.random() < 0.4 * level:  # another clause leads
        at = rng.randrange(1, len(parts))
        parts = parts[at:] + parts[:at]
    text = ", ".join(parts)
    day = DAY.search(text)
    if day and rng.random() < 0.2 + 0.6 * level:  # the day is dropped or leads
        text = text[: day.start()] + text[day.end() :]
        text = text if rng.random() < 0.5 else f"On {day.group(1)}, {text}"
    tokens = text.split()
    if len(tokens) > 8 and rng.random() < 0.3 * level:  # active for passive: what was done comes first
        at = rng.randrange(3, len(tokens) - 3)
        tokens = [*tokens[at:], "by", *tokens[:at]]
    return " ".join(_reworded(tokens, level, rng, words))


def _reworded(tokens: list[str], level: float, rng: random.Random, words: list[str]) -> list[str]:
    """Synonyms from the list; other words where a desk knows more synonyms than the list; words put in or left out."""
    out: list[str] = []
    for token in tokens:
        bare = token.strip(".,;:()“”‘’\"'")
        draw = rng.random()
        common = bare.isalpha() and bare.islower()
        if bare in OTHERS and draw < 0.1 + 0.7 * level:
            out.append(token.replace(bare, rng.choice(OTHERS[bare])))
        elif token in TITLES and draw < 0.5 * level:
            continue
        elif common and len(bare) > 3 and draw < 0.25 * level:
            out.append(token.replace(bare, rng.choice(words)))
        elif common and draw < 0.34 * level:
            continue
        elif common and len(bare) <= 3 and draw < 0.45 * level:
            out.append(rng.choice(SMALL))
        else:
            out.append(token)
        if rng.random() < 0.05 * level:
            out.append(rng.choice(words))
    return out


def derived(sentences: list[str], count: int, level: float, rng: random.Random, words: list[str]) -> list[str]:
    """About `count` sentences made of wire copy, cut from its end: led anew, reworded, reordered, merged, split."""
    weights = [1.0 / (1 + 2 * place / len(sentences)) for place in range(len(sentences))]
    order = sorted(range(len(sentences)), key=lambda k: -weights[k] * rng.random())
    kept = sorted(order[: max(1, count)])
    if len(kept) > 3 and rng.random() < 0.5 * level:
        kept.insert(0, kept.pop(rng.randrange(1, 4)))
    for _ in range(int(level * len(kept) * 0.6)):
        i = rng.randrange(len(kept))
        j = min(len(kept) - 1, max(0, i + rng.choice((-3, -2, -1, 1, 2, 3))))
        kept[i], kept[j] = kept[j], kept[i]
    british = rng.random() < 0.3
    out: list[str] = []
    for k in kept:
        text = rewritten(sentences[k], min(1.0, max(0.0, level + rng.gauss(0, 0.12))), rng, words)
        if british:
            for american, other in HOUSE:
                text = re.sub(rf"{american}\b", other, text)
        if out and rng.random() < 0.25 * level:
            out[-1] = out[-1].rstrip(". ") + rng.choice((", and ", ", while ", "; ")) + text
            continue
        halves = text.split(", and ", 1)
        if len(halves) == 2 and min(len(half.split()) for half in halves) > 5 and rng.random() < 0.5 * level:
            out += [halves[0] + ".", halves[1][:1].upper() + halves[1][1:]]
            continue
        out.append(text)
    return out


DEGREES = {"independent": None, "heavy": 0.9, "light": 0.4, "cut": 0.0}  # from another report to copy that is only cut


def degrees(corpora: Path, count: int, seed: int = 6) -> None:
    """Rank correlation with the degree of rewriting: `framing.reuse`, `framing.copied`, runs of five words.

    Each wire copy, a climate article that no weight was learned from, is cut and rewritten to three degrees, with a
    third of other reporting beside it; the fourth degree is another article on the subject.
    """
    from scipy.stats import spearmanr

    from framing.measures.selection.signs import own_words, shared_runs

    rng = random.Random(seed)
    with gzip.open(corpora / "narrative_frames.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    stories = [[s for s in _sentences(text) if len(s.split()) > 5] for text in rng.sample(texts, 2 * count + 1)]
    stories = [story for story in stories if len(story) > 9]
    words = sorted({word for story in stories[:40] for s in story for word in re.findall(r"\b[a-z]{4,10}\b", s)})
    found: dict[str, list[float]] = {"degree": [], "reuse": [], "copied": [], "runs of five words": []}
    for copy, own in pairwise(stories[: count + 1]):
        beside = own[: len(copy) // 3]
        for degree, level in enumerate(DEGREES.values()):
            made = own if level is None else [*derived(copy, round(0.7 * len(copy)), level, rng, words), *beside]
            one, other = "\n\n".join(copy), "\n\n".join(made)
            shared, runs = shared_runs(*(own_words(Document(text)) for text in (one, other)))
            row = degree, framing.reuse(one, other), framing.copied(one, other), shared / max(1, runs)
            for column, value in zip(found.values(), row, strict=True):
                column.append(value)
    size = len(found["degree"])
    for name, values in found.items():
        if name != "degree":
            middle = [sum(values[k::4]) / (size // 4) for k in range(4)]
            means = ", ".join(f"{kind} {mean:.2f}" for kind, mean in zip(DEGREES, middle, strict=True))
            print(f"{name}: Spearman {spearmanr(found['degree'], values)[0]:.3f} ({size} pairs); means: {means}")


def _sentences(text: str) -> list[str]:
    document = Document(text)
    return [text[s.start : s.end] for s in document.sentences if s.zone in STORY]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=degrees.__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--count", type=int, default=60)
    chosen = parser.parse_args()
    degrees(chosen.corpora, chosen.count)
