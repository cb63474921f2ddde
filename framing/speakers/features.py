"""What speaks for a mention as the speaker of a turn: short strings, each with a learned weight.

No string holds more than two words of a text. Letters are those of `framing.quotes.sketch`.
"""

from __future__ import annotations

import re

from framing.speakers.candidates import Scene, Turn

# The path between a mention and a quotation: nouns fold to N or n, verbs to e, runs to one letter.
_FOLD = str.maketrans("NJUTORSGBmna#rDhIdgv", "NNNNNnnnnnnnnnnnnnge", "l )")
_REPEATED = re.compile(r"(.)(?=\1)")
_STEPS = (0, 1, 2, 3, 4, 5, 5, 6, 6, 6, 7, 7, 7, 7, 7, 8, 8, 8, 8, 8, 8)

NOBODY = "0"
# What a string begins with, and what follows. The zone says where the mention is: in the same sentence before or after
# the quotation (B, A), elsewhere before or after it (b, p, a), or within it (L).
TEMPLATES = {
    "b": "zone, words between in steps", "c": "zone, nearer mentions", "h": "zone, classes after",
    "j": "zone, class before", "k": "zone, class before, classes after", "l": "side, word after",
    "m": "zone, word before", "n": "zone, two classes before, gap after", "o": "sort of mention, zone, classes after",
    "p": "sort of mention, zone, class before", "q": "side, path from the left",
    "t": "side, path to the quotation, its edge", "w": "zone, verbs of saying between, shape of the turn",
    "x": "zone, commas between", "y": "zone, relative, subordinator, that between",
    "z": "zone, conjunction between, verbs of saying between", "A": "zone, quotation between, sentence ends between",
    "B": "zone, word before the quotation", "F": "opens its sentence, zone, sort of mention", "K": "head noun",
    "L": "side, each verb of saying between", "Za": "zone, how it is a subject, nearer subjects, place of the turn",
    "Zf": "ties to the verb, how a subject, rivals, form of the verb, zone", "Zh": "ties to the verb, rivals, the verb",
    "Zj": "form of the verb, how a subject, path to it", "Zq": "how a subject, its verb, before the last verb",
    "N": "zone, how a subject, nearer mentions, last sign of the quotation", "O": "how a subject, its verb, rank",
    "P": "classes after, folded", "R": "zone, shape of the turn where nobody spoke before",
    "S": "the speaker before or not, how near that turn", "U": "the speaker before or not, what stands between, sort",
    "Y": "the speaker before: what stands between, folded", NOBODY: "nobody, and the word before the quotation",
}  # fmt: skip


def fold(path: str) -> str:
    """A path in short: ``N`` names, ``n`` other nouns, ``V`` saying, ``e`` other verbs, punctuation."""
    return _REPEATED.sub("", path.translate(_FOLD))


class Turned:
    """The surroundings of a turn, worked out once for all its candidates."""

    def __init__(self, scene: Scene, turn: Turn, before: Turn | None) -> None:
        tags, lowered, text = scene.tags, scene.lowered, scene.text
        a, z, opening, ending = turn.a, turn.z, turn.opening, turn.ending
        lead = text[max(0, turn.start - 4) : turn.start].rstrip("“\"'‘`«„ \u00a0")
        self.lead = "^" if a == opening else lead[-1:].strip() if lead and not lead[-1].isalnum() else ""
        last = text[max(turn.start, turn.end - 1) : turn.end]
        self.last = "w" if last.isalnum() else last.strip()
        self.word_before = lowered[a - 1] if a > opening else "^"
        place = "S" if z >= ending else "F" if a == opening else "M"
        if place == "S" and a == opening:
            place = "A"
        paragraph = scene.document.paragraphs[turn.paragraph]
        heads = scene.starts[a : a + 1] and scene.starts[a] - paragraph.start < 3
        self.shape = (
            place + ("p" if heads else "") + (self.last if self.last in (",", "w") else ".")
            + ("V" if "V" in tags[2 * opening : 2 * a] else "") + ("v" if "V" in tags[2 * z : 2 * ending] else "")
        )  # fmt: skip
        self.gap = self.near = self.nearer = ""
        if before is not None:
            gap = tags[2 * before.z - 1 : 2 * a]
            self.gap = fold(gap)[:8]
            far = min(3, gap.count("|"))
            self.near = f"|{far}" if far else "." if "." in gap else "="
            self.nearer = self.near + ("V" if "V" in gap else "") + ("e" if a <= before.z else "")


def features(scene: Scene, turn: Turn, around: Turned, found: list[int], previous: int | None) -> list[list[str]]:
    """Feature strings of each candidate, and at the end those of nobody."""
    marks, tags, lowered = scene.mentions, scene.tags, scene.lowered
    a, z, opening, ending = turn.a, turn.z, turn.opening, turn.ending
    shape, words = around.shape, len(lowered)
    ranks = _ranks(scene, turn, found)
    subjects = [marks[t].first for t in found if marks[t].first < a and scene.subject(t)[0] in "12"]
    spoken = lowered[marks[previous].head] if previous is not None else ""
    rows: list[list[str]] = []
    for t in found:
        m = marks[t]
        first, last, kind = m.first, m.last, m.kind
        if a <= first < z:
            side, zone, stretch, low, high = "B", "L", "", last, a
        elif first < a:
            side, stretch, low, high = "B", tags[2 * last - 1 : 2 * a], last, a
            zone = "B" if first >= opening else "b" if "|" not in stretch else "p"
        else:
            side, stretch, low, high = "A", tags[2 * z - 1 : 2 * first], z, first
            zone = "A" if first < ending else "a"
        distance = len(stretch) // 2 - stretch.count("q")
        distance = _STEPS[distance] if distance <= 20 else 9
        rank = ranks[t]
        head = lowered[m.head]
        sort = head[:5].split("'")[0].split("’")[0] if kind == "pronoun" else kind[:2]
        if m.possessive:
            sort += "'"
        if scene.nested(t):
            sort += "^"
        end = 2 * last - 1
        after = tags[end : end + 3]
        next_word = lowered[last] if last < words and tags[end] not in ".|" else "$"
        prior = tags[2 * first - 2 : 2 * first] if first else "^"
        prior_word = lowered[first - 1] if first else "^"
        if prior[1:] in (".", "|"):
            prior = prior_word = "^"
        path = fold(stretch)
        verbs = stretch.count("V")
        ends = stretch.count(".") + 2 * stretch.count("|")
        row = [
            f"b{zone}{distance}", f"c{zone}{rank}", f"h{zone}{after}", f"j{zone}{prior}", f"k{zone}{prior}{after}",
            f"l{side}{next_word}", f"m{zone}{prior_word}",
            f"n{zone}{tags[max(0, 2 * first - 3) : 2 * first]}{tags[end]}", f"o{sort}{zone}{after}",
            f"p{sort}{zone}{prior}", f"q{side}{path[:3]}",
            f"t{side}{path[-5:]}{around.last if side == 'A' else around.lead}",
            f"w{zone}{verbs if verbs < 2 else 2}{shape}", f"x{zone}{min(3, stretch.count(','))}",
            f"y{zone}{'W' in stretch}{'s' in stretch}{'t' in stretch}", f"z{zone}{'c' in stretch}{min(verbs, 2)}",
            f"A{zone}{'q' in stretch}{ends if ends < 3 else 3}", f"B{zone}{around.word_before}",
            f"F{prior == '^'}{zone}{sort}",
        ]  # fmt: skip
        if kind not in ("name", "organisation", "pronoun"):
            row.append(f"K{head}")
        if verbs and high - low <= 12:
            row += [f"L{side}{lowered[u]}" for u in range(low, high) if tags[2 * u] == "V"]
        how, verb = scene.subject(t)
        if zone in "Bb":
            between = [subject for subject in subjects if subject >= last]
            row.append(f"Za{zone}{how}{min(3, len(between))}{shape[0]}")
            row += _governed(scene, turn, last, how, verb, between, zone)
        else:
            row.append(f"N{zone}{how}{min(rank, 3)}{around.last}")
            if verb >= 0:
                row.append(f"O{how}{lowered[verb]}{min(rank, 2)}")
        if side == "A":
            row.append(f"P{fold(tags[end : 2 * min(ending, last + 4)])[:4]}")
        if previous is None:
            row.append(f"R{zone}{shape}")
        else:
            tie = "=" if t == previous else "~" if head == spoken and kind != "relative" else "!"
            row += [f"S{tie}{around.near}", f"U{tie}{around.nearer}{zone}{sort}"]
            if tie == "=":
                row.append(f"Y{around.nearer}{around.gap}")
        rows.append(row)
    rows.append([NOBODY, f"0{around.word_before}"])
    return rows


def _governed(
    scene: Scene, turn: Turn, last: int, how: str, verb: int, between: list[int], zone: str
) -> list[str]:
    """Is a mention that ends before word `last` the subject of the verb that brings the quotation in?

    `between` are the first words of the subjects that stand nearer to the quotation.
    """
    tags, lowered, a = scene.tags, scene.lowered, turn.a
    row: list[str] = []
    saying = max(tags.rfind("V", 2 * last, 2 * a), -2) // 2
    if saying >= 0:
        tie = "=" if verb == saying else "<" if 0 < verb < saying else "0"
        rivals = min(3, sum([first < saying for first in between]))
        word, prior, gap = lowered[saying], tags[2 * saying - 2], tags[2 * saying - 1]
        form = (
            "g" if word.endswith("ing") else "i" if prior == "z" else "c" if prior == "c" else "o" if prior in "ofi"
            else "s" if prior in "xl" else gap if gap != " " else "f"
        )  # fmt: skip
        lead = fold(tags[2 * last - 1 : 2 * saying])
        row += [f"Zf{tie}{how}{rivals}{form}{zone}", f"Zh{tie}{rivals}{word}", f"Zj{form}{how}{lead[-4:]}"]
    else:
        saying = max(tags.rfind(letter, 2 * last, 2 * a) for letter in "evg") // 2
    if verb >= 0:
        row.append(f"Zq{how}{lowered[verb]}{'<' if 0 <= verb < saying else '='}")
    return row


def _ranks(scene: Scene, turn: Turn, found: list[int]) -> dict[int, int]:
    """How many mentions stand nearer to the quotation on the same side; parts of longer ones do not count."""
    marks, ranks, count = scene.mentions, {}, 0
    for t in reversed([t for t in found if marks[t].first < turn.a]):
        ranks[t] = min(count, 5)
        count += not scene.nested(t)
    count = 0
    for t in found:
        if marks[t].first >= turn.a:
            ranks[t] = min(count, 5)
            count += not scene.nested(t)
    return ranks

