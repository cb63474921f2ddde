"""Which bearer of a surname *Mr* or *Mrs* may mean, by what the article itself says of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from framing.measures.speakers.mentions import Mention
from framing.measures.speakers.pronouns import FEMININE, MASCULINE
from framing.measures.speakers.referent import Referent
from framing.measures.speakers.spelling import Spelled, fold, word_lists
from framing.text.word_classes import WordClasses

ENOUGH = 2  # votes, none against, from which a person is known to be *he* or *she*
_HUSBANDS = frozenset("wife widow bride".split())  # whoever has one
_WIVES = frozenset("husband widower groom".split())
_KIN = {
    1: frozenset("husband widower father brother son uncle nephew grandson grandfather".split()),
    -1: frozenset("wife widow mother sister daughter aunt niece granddaughter grandmother".split()),
}


def address(titles: Iterable[str]) -> int:
    """1 for *Mr*, *Sir* …, -1 for *Mrs*, *Ms*, *Dame* …, 0 where titles say neither; a *chairman* may be a woman."""
    told, lists = set(titles), word_lists()
    he = any(word in lists["masculine"] and not word.endswith("man") for word in told)
    return he - any(word in lists["feminine"] for word in told)


class Sexes:
    """What the article tells of its people: titles, pronouns that can mean one person only, *his wife*, *a widow*.

    Nothing is read from first names. `called` are the numbers of the names without a first name, `told` says of each
    mention whether it is in the reporter's words.
    """

    def __init__(
        self, drawn: WordClasses, found: Sequence[Mention], spelled: Sequence[Spelled | None],
        of: Sequence[Referent | None], called: Iterable[int], told: Sequence[bool],
    ) -> None:  # fmt: skip
        self._drawn, self._found, self._of = drawn, found, of
        self._votes: dict[int, list[int]] = {}  # for *he* and for *she*, by identity
        people = {id(person): person for person in of if person is not None and not person.body}
        for n, m in enumerate(found):
            name, person = spelled[n], of[n]
            if person is not None and not person.body:
                self._vote(person, address(name.titles) if name else 0, ENOUGH)
                self._vote(person, self._described(n), ENOUGH)
            elif told[n] and (sex := _pronoun(drawn.lowered[m.first])):
                self._led_by(n, sex)
        self._sure = {
            key: he and 1 or -1 for key, (he, she) in self._votes.items() if max(he, she) >= ENOUGH and not he * she
        }
        self._asked: dict[str, list[int]] = {}
        for n in sorted(called):
            name = spelled[n]
            if name and (sex := address(name.titles)):
                self._asked.setdefault(name.words[-1], []).append(sex)
        self._open: set[int] = set()
        for surname in filter(self.both, self._asked):
            bearers = [person for person in people.values() if person.words[-1] == surname]
            if len(bearers) == 1 and id(bearers[0]) not in self._sure:
                self._decide(bearers[0], self._asked[surname])

    def both(self, surname: str) -> bool:
        """Does the article speak of a Mr and of a Mrs of that surname?"""
        return {1, -1} <= set(self._asked.get(surname, ()))

    def fitting(self, namesakes: Sequence[Referent], titles: Iterable[str]) -> list[Referent]:
        """Those whom the titles before a surname may mean."""
        sex = address(titles)
        return [p for p in namesakes if not sex or self._sure.get(id(p), 0) != -sex and id(p) not in self._open]

    def relative(self, surname: str, sex: int, spelled: Sequence[Spelled | None]) -> Referent | None:
        """The only one of the article who is known by a first name as the kin of a bearer of the surname."""
        kin: dict[int, Referent] = {}
        for n, person in enumerate(self._of):
            m, name = self._found[n], spelled[n]
            if person is None or person.body or len(person.words) > 1 or name is None:
                continue
            before = self._gap_before(m)
            word = name.titles[-1] if name.titles else fold(self._drawn.lowered[m.first - 1]) if before in " ," else ""
            if word in _KIN[sex] and any(
                other is not None and len(other.words) > 1 and other.words[-1] == surname for other in self._near(n, 0)
            ):
                kin[id(person)] = person
        return next(iter(kin.values())) if len(kin) == 1 else None

    def _gap_before(self, m: Mention) -> str:
        return self._drawn.tags[2 * m.first - 1] if m.first else "|"

    def _decide(self, person: Referent, asked: list[int]) -> None:
        """A Mr and a Mrs of one surname, and one full name: the one spoken of more, else first; of *Bo and Ann Lee*
        either may be."""
        first = next(n for n, other in enumerate(self._of) if other is person)
        m = self._found[first]
        tags = self._drawn.tags
        if m.first > 1 and tags[2 * m.first - 3 : 2 * m.first] == " c " and tags[2 * m.first - 4] == "N":
            self._open.add(id(person))
        else:
            self._sure[id(person)] = 1 if sum(asked) > 0 or not sum(asked) and asked[0] > 0 else -1

    def _vote(self, person: Referent, sex: int, weight: int) -> None:
        if sex:
            self._votes.setdefault(id(person), [0, 0])[sex < 0] += weight

    def _described(self, n: int) -> int:
        """What *Bo Lee's wife* and *Ann Lee, a widow,* tell of the one named."""
        m, tags, lowered = self._found[n], self._drawn.tags, self._drawn.lowered
        if m.last >= len(lowered):
            return 0
        if m.possessive and tags[2 * m.last - 1] == " ":
            return (lowered[m.last] in _HUSBANDS) - (lowered[m.last] in _WIVES)
        after = self._found[n + 1] if n + 1 < len(self._found) else None
        if after and after.first == m.last and after.kind == "role" and tags[2 * m.last - 1] == ",":
            noun, lists = fold(lowered[after.head]), word_lists()
            return (noun in lists["man"]) - (noun in lists["woman"])
        return 0

    def _led_by(self, n: int, sex: int) -> None:
        """A pronoun votes where one person alone is named before it, in its sentence or else in the one before."""
        for sentences in (0, 1):
            near = self._near(n, sentences)
            if near:
                if len({id(person) for person in near}) == 1 and near[0] is not None and len(near[0].words) > 1:
                    self._vote(near[0], sex, ENOUGH - sentences)
                return

    def _near(self, n: int, sentences: int) -> list[Referent | None]:
        """Who is named before mention `n`, back to as many sentence ends; None for whoever has no full name."""
        near: list[Referent | None] = []
        for k in range(n - 1, max(-1, n - 20), -1):
            between = self._drawn.tags[2 * self._found[k].first : 2 * self._found[n].first]
            if between.count(".") + between.count("|") > sentences:
                break
            if self._of[k] is None or not self._of[k].body:  # type: ignore[union-attr]
                if self._of[k] is not None or self._found[k].kind in ("name", "role"):
                    near.append(self._of[k])
        return near


def _pronoun(word: str) -> int:
    return (word in MASCULINE) - (word in FEMININE)
