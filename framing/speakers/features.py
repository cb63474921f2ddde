"""What speaks for a mention as the speaker of a turn: short strings, each with a learned weight.

No string holds more than two words of a text. Letters are those of `framing.quotes.sketch`.
"""

from __future__ import annotations

import re

from framing.speakers.candidates import Scene, Turn

# The path between a mention and a quotation: nouns fold to N or n, verbs to e, runs to one letter.
_FOLD = str.maketrans("NJUTORSGBmna#rDhIdgv", "NNNNNnnnnnnnnnnnnnge", "l )")
_REPEATED = re.compile(r"(.)(?=\1)")
_FINITE = re.compile("[Vxev]")
_STEPS = (0, 1, 2, 3, 4, 5, 5, 6, 6, 6, 7, 7, 7, 7, 7, 8, 8, 8, 8, 8, 8)

NOBODY = "0"


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
        self.last = last.strip() if not last.isalnum() else "w" + text[turn.end + 1 : turn.end + 2].strip()
        self.prior = tags[2 * a - 2] if a > opening else "^"
        self.next = tags[2 * z] if z < ending else "$"
        self.word_before = lowered[a - 1] if a > opening else "^"
        self.word_after = lowered[z] if z < ending else "$"
        self.cue_before = "V" in tags[2 * opening : 2 * a]
        self.cue_after = "V" in tags[2 * z : 2 * ending]
        alone = self.prior == "^" and self.next == "$"
        place = "A" if alone else "S" if self.next == "$" else "F" if self.prior == "^" else "M"
        paragraph = scene.document.paragraphs[turn.paragraph]
        heads = scene.starts[a : a + 1] and scene.starts[a] - paragraph.start < 3
        self.shape = (
            place + ("p" if heads else "") + (self.last[0] if self.last[:1] in (",", "w") else ".")
            + ("V" if self.cue_before else "") + ("v" if self.cue_after else "")
        )  # fmt: skip
        self.edges = f"{self.prior}{self.lead}|{self.last}{self.next}"
        self.gap = self.near = self.nearer = ""
        if before is not None:
            gap = tags[2 * before.z - 1 : 2 * a]
            self.gap = gap
            far = min(3, gap.count("|"))
            self.near = f"|{far}" if far else "." if "." in gap else "="
            self.nearer = self.near + ("V" if "V" in gap else "") + ("e" if a <= before.z else "")


def features(scene: Scene, turn: Turn, around: Turned, found: list[int], previous: int | None) -> list[list[str]]:
    """Feature strings of each candidate, and at the end those of nobody."""
    marks, tags, lowered = scene.mentions, scene.tags, scene.lowered
    a, z, opening, ending = turn.a, turn.z, turn.opening, turn.ending
    shape, words = around.shape, len(lowered)
    ranks = _ranks(scene, turn, found)
    subjects = [t for t in found if marks[t].first < a and scene.subject(t)[0] in "12"]
    spoken = lowered[marks[previous].head] if previous is not None else ""
    rows: list[list[str]] = []
    for t in found:
        m = marks[t]
        before = m.first < a
        if a <= m.first < z:
            side, zone, stretch = "B", "L", ""
        elif before:
            side, stretch = "B", tags[2 * m.last - 1 : 2 * a]
            zone = "B" if m.first >= opening else "b" if "|" not in stretch else "p"
        else:
            side, stretch = "A", tags[2 * z - 1 : 2 * m.first]
            zone = "A" if m.first < ending else "a"
        distance = len(stretch) // 2 - stretch.count("q")
        distance = _STEPS[distance] if distance <= 20 else 9
        rank = ranks[t]
        head = lowered[m.head]
        kind = head[:5].split("'")[0].split("’")[0] if m.kind == "pronoun" else m.kind[:2]
        if m.possessive:
            kind += "'"
        if scene.nested(t):
            kind += "^"
        end = 2 * m.last - 1
        after, after2 = tags[end : end + 3], tags[end : end + 5]
        next_word = lowered[m.last] if m.last < words and tags[end] not in ".|" else "$"
        prior = tags[2 * m.first - 2 : 2 * m.first] if m.first else "^"
        prior_word = lowered[m.first - 1] if m.first else "^"
        if prior[1:] in (".", "|"):
            prior = prior_word = "^"
        path = fold(stretch)
        verbs, finite = min(stretch.count("V"), 3), len(_FINITE.findall(stretch))
        how, verb = scene.subject(t)
        row = [
            f"a{zone}{kind}", f"b{zone}{distance}", f"c{zone}{rank}", f"d{zone}{rank}{shape}", f"e{zone}{shape}",
            f"f{zone}{kind}{shape}", f"g{zone}{around.edges}", f"h{zone}{after}", f"i{side}{after2}",
            f"j{zone}{prior}", f"k{zone}{prior}{after}", f"l{side}{next_word}", f"m{zone}{prior_word}",
            f"C{zone}{prior[1:]}{after2}", f"n{zone}{tags[max(0, 2 * m.first - 3) : 2 * m.first]}{tags[end]}",
            f"o{kind}{zone}{after}", f"p{kind}{zone}{prior}",
            f"q{side}{path[:3]}", f"r{side}{path[-3:]}", f"s{side}{path[:5]}",
            f"t{side}{path[-5:]}{around.last[:1] if side == 'A' else around.lead}",
            f"u{zone}{verbs}", f"v{zone}{min(finite, 4)}", f"w{zone}{min(verbs, 2)}{shape}",
            f"x{zone}{min(3, stretch.count(','))}", f"y{zone}{'W' in stretch}{'s' in stretch}{'t' in stretch}",
            f"z{zone}{'c' in stretch}{min(verbs, 2)}", f"A{zone}{'q' in stretch}{min(3, _ends(stretch))}",
            f"B{zone}{around.word_before}", f"D{zone}{around.word_after}",
            f"E{min(scene.count[head], 6) if m.kind in ('name', 'organisation') else 0}{m.kind[:2]}",
            f"F{prior == '^'}{zone}{kind}",
        ]  # fmt: skip
        if len(path) <= 9:
            row += [f"G{side}{path}", f"H{side}{path}{kind}"]
        if m.kind not in ("name", "organisation", "pronoun"):
            row.append(f"K{head}")
        low, high = (m.last, a) if side == "B" else (z, m.first)
        if 0 < high - low <= 12:
            row += [f"L{side}{lowered[u]}" for u in range(low, high) if tags[2 * u] == "V"]
        if zone in "Bb":
            row += _governed(scene, turn, around, t, subjects, zone, kind, stretch, path)
        else:
            row.append(f"N{zone}{how}{min(rank, 3)}{around.last[:1]}")
            if verb >= 0:
                row.append(f"O{how}{lowered[verb]}{min(rank, 2)}")
        if side == "A":
            tail = tags[end : 2 * min(ending, m.last + 4)]
            folded = fold(tail)
            row += [f"P{folded[:4]}", f"Q{folded[:3]}{around.last[:1]}{around.next}"]
        if previous is None:
            row.append(f"R{zone}{shape}")
        else:
            tie = "=" if t == previous else "~" if head == spoken and m.kind != "relative" else "!"
            row += [
                f"S{tie}{around.near}", f"T{tie}{around.near}{shape}", f"U{tie}{around.nearer}{zone}{kind}",
                f"W{tie}{around.nearer}{shape}{kind}",
            ]  # fmt: skip
            if tie == "=":
                row.append(f"Y{around.nearer}{fold(around.gap)[:8]}")
        rows.append(row)
    rows.append(_nobody(turn, around, len(found), previous is not None))
    return rows


def _governed(
    scene: Scene, turn: Turn, around: Turned, t: int, subjects: list[int], zone: str, kind: str, stretch: str, path: str
) -> list[str]:
    """Is a mention before the quotation the subject of the verb that brings it in?"""
    marks, tags, lowered = scene.mentions, scene.tags, scene.lowered
    m, a = marks[t], turn.a
    how, verb = scene.subject(t)
    between = [marks[u].first for u in subjects if marks[u].first >= m.last]
    inner = sum(first >= turn.opening for first in between)
    row = [f"Za{zone}{how}{min(3, len(between))}{around.shape[0]}", f"Zb{zone}{how}{min(3, inner)}{kind}"]
    saying = max(tags.rfind("V", 2 * m.last, 2 * a), -2) // 2
    first = stretch.find("V")
    if first >= 0:
        word = lowered[m.last + (first - 1) // 2]
        row.append(f"Zc{word}{min(4, (first - 1) // 2)}")
    if saying >= 0:
        tie = "=" if verb == saying else "<" if 0 < verb < saying else "0"
        rivals = min(3, sum(first < saying for first in between))
        word, prior, gap = lowered[saying], tags[2 * saying - 2], tags[2 * saying - 1]
        form = (
            "g" if word.endswith("ing") else "i" if prior == "z" else "c" if prior == "c" else "o" if prior in "ofi"
            else "s" if prior in "xl" else gap if gap != " " else "f"
        )  # fmt: skip
        rest, lead = fold(tags[2 * saying + 1 : 2 * a])[:6], fold(tags[2 * m.last - 1 : 2 * saying])
        row += [
            f"Zf{tie}{how}{rivals}{form}{zone}", f"Zg{tie}{rivals}{form}{rest}", f"Zh{tie}{rivals}{word}",
            f"Zj{form}{how}{lead[-4:]}",
        ]  # fmt: skip
    else:
        place = max(tags.rfind(letter, 2 * m.last, 2 * a) for letter in "evg")
        saying = place // 2
        if place >= 0:
            tie = "=" if verb == saying else "<" if 0 < verb < saying else "0"
            rivals = min(3, sum(first < saying for first in between))
            row += [
                f"Zl{tie}{how}{rivals}{zone}{tags[place]}", f"Zm{tie}{rivals}{fold(tags[place + 1 : 2 * a])[:6]}",
                f"Zn{tie}{lowered[saying]}",
            ]  # fmt: skip
        else:
            row.append(f"Zp{how}{path[:8]}")
    if verb >= 0:
        row.append(f"Zq{how}{lowered[verb]}{'<' if 0 <= verb < saying else '='}")
    return row


def _nobody(turn: Turn, around: Turned, count: int, spoken: bool) -> list[str]:
    """Features of the choice that nobody is named as the speaker."""
    shape = around.shape
    return [
        NOBODY, f"0a{shape}", f"0b{around.edges}", f"0c{min(count, 6)}", f"0d{spoken}{shape}",
        f"0e{around.word_before}", f"0g{around.word_after}", f"0h{min(6, turn.z - turn.a)}",
        f"0i{around.cue_before}{around.cue_after}{spoken}", f"0j{around.prior}{around.next}",
    ]  # fmt: skip


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


def _ends(stretch: str) -> int:
    """Sentence ends in a stretch, paragraph ends twice."""
    return stretch.count(".") + 2 * stretch.count("|")
