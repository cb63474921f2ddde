"""Whom a pronoun stands for: a choice among the people before it."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from framing.measures.speakers.mentions import Mention, quoted
from framing.measures.speakers.referent import Links, Referent
from framing.measures.speakers.spelling import is_masculine
from framing.models import load
from framing.models.reading import Antecedent
from framing.text.document import Document
from framing.text.word_classes import WordClasses

MASCULINE = frozenset("he him his himself".split())
FEMININE = frozenset("she her hers herself".split())
REACH = 40  # mentions looked back over
# Weight of the encoder's log chance, the chance that it leaves to everyone, and how much likelier than the next the
# chosen one must be, in log odds, lest nobody is named. Of twelve pairs tried on the 185 silver pronouns of PolNeAR's
# development part these agree as often as any (98) and leave few open (11); the silver names are wrong in one of six.
SEEN, FLOOR, MARGIN = 1.3, 0.03, 0.4
# What may speak for an antecedent: how many people nearer, sentences back and whether a subject, …; see `_values`.
FEATURES = (
    *[f"rank{n}" for n in range(5)], *[f"{what}{n}" for what in ("subject", "other") for n in range(5)],
    "owner", "inside", "paragraph", "opens", "far", "role", "agrees", "differs", "open", "mixed",
    "count0", "count1", "count2", "count3", "count6", "single", "full", "person", "maybe",
    "fresh", "fresh subject", "spoke", "spoke, 0 newer", "spoke, 1 newer", "spoke, 2 newer", "spoke, subject",
    "spoke, other",
)  # fmt: skip


class Scene:
    """The mentions of a document as antecedents."""

    def __init__(
        self, document: Document, drawn: WordClasses, found: Sequence[Mention], linked: Links,
        spans: Sequence[tuple[int, ...]], persons: Mapping[int, Antecedent] | None = None,
    ) -> None:  # fmt: skip
        self.found, self.linked, self.drawn, self.persons = found, linked, drawn, persons or {}
        sentence_ends = [s.end for s in document.sentences]
        self.sentence = [bisect_right(sentence_ends, m.start) for m in found]
        self.paragraph = [document.sentences[min(s, len(sentence_ends) - 1)].paragraph for s in self.sentence]
        self.inside = quoted(found, spans)
        self.people = [k for k in linked.known if self.person(k)]
        self.votes: dict[int, int] = {}  # times that *he* can mean a person only, less those of *she*, by identity
        self.cast: dict[int, tuple[int, int]] = {}  # whom each pronoun voted for, and how
        self._agree()

    @staticmethod
    def person(known: Referent) -> bool:
        """May a pronoun mean it? One word met once, with nothing that tells of a person, may not."""
        return not known.body and known.person >= (len(known.words) == 1 and len(known.mentions) == 1)

    def subject(self, n: int) -> bool:
        """Does a verb follow the mention, or does it open its sentence?"""
        m, tags = self.found[n], self.drawn.tags
        after = tags[2 * m.last : 2 * m.last + 1]
        return (
            bool(after)
            and tags[2 * m.last - 1] == " "
            and after in "xVvel"
            or n > 0
            and self.sentence[n - 1] != self.sentence[n]
        )

    def _agree(self) -> None:
        """Let pronouns tell what agrees with whom: with the only person near, or less surely the subject nearest."""
        of, found = self.linked.of, self.found
        for n, m in enumerate(found):
            if m.kind != "pronoun" or self.inside[n]:
                continue
            word = self.drawn.lowered[m.head]
            he = word in MASCULINE
            if not he and word not in FEMININE:
                continue
            near: list[Referent] = []
            subject: Referent | None = None
            k = n - 1
            while k >= 0 and self.sentence[k] >= self.sentence[n] - 1:
                person = of[k]
                if person is not None and self.person(person) and person not in near and not self.inside[k]:
                    near.append(person)
                    if len(near) == 1 and self.subject(k):
                        subject = person
                elif found[k].kind == "role":
                    near.append(Referent(()))
                k -= 1
            if near and near[0].words and (len(near) == 1 or subject is near[0] and word in ("he", "she")):
                weight = (2 if len(near) == 1 else 1) * (1 if he else -1)
                self.votes[id(near[0])] = self.votes.get(id(near[0]), 0) + weight
                self.cast[n] = id(near[0]), weight


def choose(
    scene: Scene,
    n: int,
    word: str,
    last: Referent | int | None,
    since: int,
    known: Callable[[int], Referent | None],
    barred: Referent | None = None,
) -> Referent | int | None:
    """The antecedent of pronoun `n`: a known person, the number of a mention that describes somebody, or None.

    `last` spoke the quotation before, which begins at `since`; `barred` is somebody who cannot be meant.
    """
    if word not in MASCULINE and word not in FEMININE:
        return _body_or_group(scene, n, word, last, since)
    options = [one for one in antecedents(scene, n, word, last, since, known) if one[0] is not barred]
    weigh = _weights().get
    seen = [_seen(scene, n, who) for who, _ in options]
    sums = [sum(weigh(f, 0.0) for f in values) for _, values in options]
    scores = sorted(((one + more, -k) for k, (one, more) in enumerate(zip(sums, seen, strict=True))), reverse=True)
    if not scores or len(scores) > 1 and scores[0][0] - scores[1][0] < MARGIN:
        return None
    return options[-scores[0][1]][0]


def _seen(scene: Scene, n: int, who: Referent | int) -> float:
    """What the encoder adds to an antecedent's score: the log chance of its mentions before the pronoun."""
    antecedent = scene.persons.get(scene.found[n].head_start)
    if antecedent is None:
        return 0.0
    numbers = [who] if isinstance(who, int) else [k for k in who.mentions if k < n]
    chance = antecedent.chance_of((scene.found[k].head_start, scene.found[k].head_end) for k in numbers)
    return SEEN * math.log(max(chance, FLOOR))


def antecedents(
    scene: Scene,
    n: int,
    word: str,
    last: Referent | int | None,
    since: int,
    known: Callable[[int], Referent | None],
) -> list[tuple[Referent | int, list[str]]]:
    """People before pronoun `n`, nearest first, with their features."""
    found, he = scene.found, word in MASCULINE
    seen: set[int] = set()
    options: list[tuple[Referent | int, list[str]]] = []
    newer = 0  # subjects since the last quotation began
    for k in range(n - 1, max(-1, n - REACH), -1):
        m = found[k]
        person = known(k)
        title = m.kind == "name" and scene.linked.spelled[k] is None  # *The Chancellor*
        if (
            person is None
            and (m.kind != "role" and not title or scene.inside[k])
            or person is not None
            and not scene.person(person)
        ):
            continue
        who = person if person is not None else k
        key = id(person) if person is not None else k
        if key in seen:
            continue
        seen.add(key)
        subject = scene.subject(k) and not scene.inside[k]
        fresh = m.start > since and not scene.inside[k]
        values = _values(scene, n, k, who, he, len(options))
        if fresh:
            values.append("fresh subject" if subject else "fresh")
        if who is last or who == last:
            values += [
                "spoke",
                f"spoke, {min(newer, 2)} newer",
                f"spoke, {'subject' if fresh and subject else 'other'}",
            ]
        newer += fresh and subject
        options.append((who, values))
        if len(options) == 8:
            break
    if isinstance(last, Referent) and scene.person(last) and id(last) not in seen:
        options.append(
            (last, [*_values(scene, n, -1, last, he, len(options)), "spoke", f"spoke, {min(newer, 2)} newer"])
        )
    return options


def _values(scene: Scene, n: int, k: int, who: Referent | int, he: bool, rank: int) -> list[str]:
    """What speaks for and against an antecedent whose last mention is `k`."""
    values = [f"rank{min(rank, 4)}"]
    if k >= 0:
        away = min(scene.sentence[n] - scene.sentence[k], 4)
        subject = "subject" if scene.subject(k) else "other"
        values += [f"{subject}{away}"]
        if scene.found[k].possessive:
            values.append("owner")
        if scene.inside[k]:
            values.append("inside")
        if scene.paragraph[k] == scene.paragraph[n]:
            values.append("paragraph")
            if subject == "subject" and (k == 0 or scene.paragraph[k - 1] != scene.paragraph[k]):
                values.append("opens")
    else:
        values.append("far")
    if isinstance(who, int):
        noun = scene.drawn.lowered[scene.found[who].head]
        sex = is_masculine(noun) - is_masculine(noun, False)
        values += ["role", "agrees" if sex and (sex > 0) == he else "differs" if sex else "open"]
        return values
    voted, weight = scene.cast.get(n, (0, 0))
    vote = scene.votes.get(id(who), 0) - (weight if voted == id(who) else 0)  # of the others
    sure = 2 * (who.masculine - who.feminine) + vote
    values.append("open" if not sure else "agrees" if (sure > 0) == he else "differs")
    if who.masculine and (who.feminine or vote < 0) or who.feminine and vote > 0:
        values.append("mixed")
    count = bisect_left(who.mentions, n)
    values.append(f"count{count if count < 3 else 3 if count < 6 else 6}")
    values.append("single" if len(who.words) == 1 else "full")
    values.append("person" if who.person > 1 else "maybe")
    return values


def _body_or_group(scene: Scene, n: int, word: str, last: Referent | int | None, since: int) -> Referent | int | None:
    """What *it* or *they* stands for: the last body, document or group that was a subject just before.

    Failing that, *it* is what spoke the quotation before, in this paragraph or the one before.
    """
    found = _subject_before(scene, n, word)
    if found is not None or not word.startswith("it") or last is None:
        return found
    spoke = next((k for k in range(n - 1, -1, -1) if scene.found[k].start <= since), 0)
    if scene.paragraph[n] - scene.paragraph[spoke] > 1:
        return None
    if isinstance(last, Referent):
        return last if not scene.person(last) else None
    return last if scene.found[last].kind in ("noun", "organisation", "document", "group") else None


def _subject_before(scene: Scene, n: int, word: str) -> Referent | int | None:
    wanted = ("organisation", "document", "group") if word.startswith("it") else ("group", "organisation")
    for k in range(n - 1, max(-1, n - 15), -1):
        if scene.sentence[n] - scene.sentence[k] > 1:
            return None
        m = scene.found[k]
        if scene.inside[k] or m.possessive or not scene.subject(k):
            continue
        known = scene.linked.of[k]
        if known is not None and known.body:
            return known
        if m.kind in wanted:
            plural = scene.drawn.tags[2 * m.head] == "S"
            if plural == word.startswith("they"):
                return k
    return None


@cache
def _weights() -> dict[str, float]:
    """Weights of the log-linear choice; see the card beside them."""
    weights: dict[str, float] = load("names/pronouns.json", FEATURES, "benchmarks/train_pronouns.py")["weights"]
    return weights
