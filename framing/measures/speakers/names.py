"""What a mention stands for: a person, a body, a group, a document, or somebody unnamed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from framing.measures.quotes.named import named
from framing.measures.speakers.links import link
from framing.measures.speakers.mentions import Mention
from framing.measures.speakers.pronouns import FEMININE, MASCULINE, Scene, choose
from framing.measures.speakers.referent import Links, Referent, name_of
from framing.measures.speakers.spelling import word_lists
from framing.models.reading import Antecedent
from framing.text.document import Document
from framing.text.word_classes import WordClasses, capital_lexicon, lower_class, word_classes

PRONOUNS = frozenset("he she it they him her them his hers their theirs its himself herself".split())

# Last words of the names of companies and bodies that the word classes take for names of people.
COMPANIES = frozenset(
    "rail railways airlines airways bank motors group holdings inc inc. corp corp. ltd ltd. plc llc gmbh ag sa energy "
    "foods oil gas water power electric pharmaceuticals pharma labs technologies systems software media records "
    "pictures studios stores supermarkets insurance capital partners securities ventures airport hospital council "
    "city county united rovers trust society federation confederation league forum movement front guild brotherhood "
    "nations resistance opposition action report project initiative".split()
)
WHOLE = 3  # times that a name stands in full in the story, never in short, from which it is taken for a body's
# A capital within a word, as companies write themselves; not Mc, Mac, De, La, O’ and their like.
_CAMEL = re.compile(r"\b(?!(?:Mac|Mc|De|Di|Du|Da|Del|La|Le|Fitz|Van|Von|Ver|Ten|Lo|St)[A-Z])[A-Z]?[a-z]+[A-Z][a-z]")
# Nouns of texts that the word classes take for something else.
DOCUMENTS = frozenset(
    "report statement email emails record records grant website webpage page biography agreement order version filing "
    "data documents papers contract announcement notice".split()
)
NOBODY = frozenset("no nobody none neither".split())


class Entity(NamedTuple):
    """A canonical name within the article and its type.

    `type` is ``person``, ``organisation``, ``group``, ``document`` or ``unnamed``.
    """

    name: str
    type: str


def resolve(
    document: Document,
    found: Sequence[Mention],
    spans: Sequence[tuple[int, ...]] = (),
    speaking: Sequence[int | None] = (),
    every: bool = False,
    persons: Mapping[int, Antecedent] | None = None,
) -> list[Entity | None]:
    """The entity behind each mention of `document`; None where it is not known, or not asked for.

    Parameters
    ----------
    document : Document
    found : sequence of Mention
        All mentions of the document, in order.
    spans : sequence of (start, end, ...)
        The quotations: what is in them was not written by the journalist.
    speaking : sequence of int or None
        The mention that speaks each of `spans`. Only these are resolved if they are pronouns or descriptions.
    every : bool
        Resolve all mentions.
    persons : mapping of int to Antecedent, optional
        Whom the encoder takes each pronoun for, by its first character.

    Returns
    -------
    list of Entity or None
        As long as `found`.

    Notes
    -----
    Names come first: full names are gathered, and short forms, titles and forms of address joined to them. A
    description (*the governor*, *the Mexican president*) goes to the one person whom the article gives that role. A
    pronoun goes to the likeliest of the people before it, by a log-linear model of their recency, place in the
    sentence, agreement and whether they spoke last. What agrees with whom is learned from the article alone: Mr,
    Ms, and the pronouns that can mean only one person. Where two could be meant and nothing tells, the answer is None.

    Examples
    --------
    >>> document = Document("Mayor Ann Lee met Bo Hill. “No,” Ms. Lee said. She left.")
    >>> from framing.measures.speakers.mentions import mentions
    >>> found = mentions(document)
    >>> [e and e.name for e in resolve(document, found, every=True)]
    ['Ann Lee', 'Bo Hill', 'Ann Lee', 'Ann Lee']
    """
    if not found:
        return []
    referents = Coreference(document, word_classes(document), found, link(document, found), spans, speaking, persons)
    wanted = range(len(found)) if every else sorted({m for m in speaking if m is not None})
    answers: list[Entity | None] = [None] * len(found)
    for n, entity in referents.entities_of(wanted).items():
        answers[n] = entity
    return answers


class Coreference:
    """Answers for one document, each worked out once."""

    def __init__(
        self, document: Document, drawn: WordClasses, found: Sequence[Mention], linked: Links,
        spans: Sequence[tuple[int, ...]], speaking: Sequence[int | None],
        persons: Mapping[int, Antecedent] | None = None,
    ) -> None:  # fmt: skip
        self.document, self.drawn, self.found, self.linked = document, drawn, found, linked
        self.scene = Scene(document, drawn, found, linked, spans, persons)
        self.answers: dict[int, Referent | int | None] = {}
        self.barred: dict[int, Referent | None] = {}  # whom a pronoun cannot mean
        self.entities: dict[int, Entity | None] = {}  # by the identity of the one whom the article knows
        self.story = [
            document.paragraphs[document.paragraph_at(m.start)].zone in ("lead", "body") and not inside
            for m, inside in zip(found, self.scene.inside, strict=True)
        ]
        order = sorted((span[0], m) for span, m in zip(spans, speaking, strict=False) if m is not None)
        self.turns = order
        self.turn_starts = [start for start, _ in order]
        self.turn_of: dict[int, int] = {}
        for number, (_, m) in enumerate(order):
            self.turn_of.setdefault(m, number)

    def entities_of(self, wanted: Iterable[int]) -> dict[int, Entity | None]:
        """The entity of each of these mentions. No one is both *he* and *she*: the rarer is the next likely person.

        Where both are as frequent, *Mr* or *Ms* tells which is right, else neither is known.
        """
        found = {n: self.entity(n) for n in wanted}
        words = {n: self.drawn.lowered[self.found[n].head] for n in found if self.found[n].kind == "pronoun"}
        sexes = {n: 1 if word in MASCULINE else -1 for n, word in words.items() if word in MASCULINE | FEMININE}
        count = Counter((found[n], sex) for n, sex in sexes.items())
        for n, sex in sexes.items():
            known = self.answer(n)
            told = known.masculine - known.feminine if isinstance(known, Referent) else 0
            sure = count[found[n], sex] - count[found[n], -sex] or told * sex
            if sure > 0 or not count[found[n], -sex]:
                continue
            found[n] = None
            if sure < 0 and isinstance(known, Referent):
                self.barred[n] = known
                del self.answers[n]
                other = self.entity(n)
                found[n] = None if count[other, -sex] else other
        return found

    def entity(self, n: int) -> Entity | None:
        """The entity of mention `n`."""
        answer = self.answer(n)
        if isinstance(answer, int):
            return self._described(answer)
        if answer is None:
            return None
        if id(answer) not in self.entities:
            name = name_of(answer)
            self.entities[id(answer)] = None if name is None else Entity(name, self._sort(answer, name))
        return self.entities[id(answer)]

    def _sort(self, known: Referent, name: str) -> str:
        """Type of whom the article names."""
        if known.body or _company(name):
            return "organisation"
        if len(known.words) == 1 and lower_class(known.words[0]) == "S":
            return "group"  # *Palestinians*
        if not known.titles.isdisjoint(_offices()):
            return "person"  # *Representative Jim Jordan*, though Jordan is a country
        if known.person < 0 or _CAMEL.search(name):
            return "organisation"
        # People are named in full once and by surname then; a body that nothing calls a person keeps its whole name.
        told = known.titles or known.masculine or known.feminine or self.scene.votes.get(id(known))
        if len(known.words) > 1 and len(known.forms) == 1 and not told:
            whole = [n for n in known.mentions if self.story[n]]
            short = [n for n in known.mentions if self.found[n].head == self.found[n].first]
            if len(whole) >= WHOLE and not short:
                return "organisation"
        return "person"

    def answer(self, n: int) -> Referent | int | None:
        """Whom mention `n` names; the number of a mention where it only describes somebody."""
        if n not in self.answers:
            self.answers[n] = None  # a mention that leads back to itself has no answer
            self.answers[n] = self._resolve(n)
        return self.answers[n]

    def _resolve(self, n: int) -> Referent | int | None:
        m, known = self.found[n], self.linked.of[n]
        if known is not None or self.linked.spelled[n] is not None:
            return known  # a name that two people bear is nobody's
        if m.kind == "relative":
            before = [k for k in range(max(0, n - 4), n) if m.first in (self.found[k].last, self.found[k].head + 1)]
            # *a Republican who ran in 2012, who said*: both are one's
            sentence = self.scene.sentence[n]
            same = [
                k
                for k in range(max(0, n - 9), n)
                if self.found[k].kind == m.kind and self.scene.sentence[k] == sentence
            ]
            before = before or same[-1:]
            return self.answer(before[0]) if before else None
        if m.kind != "pronoun" or self.drawn.tags[2 * m.head] == "I":
            return n
        word = self.drawn.lowered[m.head]
        if word not in PRONOUNS:
            return None
        turn = self._previous(n)
        last = self.answer(turn[1]) if turn is not None else None
        since = turn[0] if turn is not None else -1
        chosen = choose(self.scene, n, word, last, since, self.known_before, self.barred.get(n))
        return self.answer(chosen) if isinstance(chosen, int) else chosen

    def known_before(self, n: int) -> Referent | None:
        """Named person of mention `n` where that is known without resolving a pronoun."""
        answer = self.answers.get(n)
        return answer if isinstance(answer, Referent) else self.linked.of[n]

    def _previous(self, n: int) -> tuple[int, int] | None:
        """The quotation before mention `n`: where it starts, and the mention that speaks it."""
        number = self.turn_of.get(n)
        if number is None:
            number = bisect_left(self.turn_starts, self.found[n].start)
        return self.turns[number - 1] if number else None

    def _described(self, n: int) -> Entity | None:
        """A description in its own words."""
        m, tags, lowered = self.found[n], named(self.document), self.drawn.lowered
        first = m.first
        nobody = lowered[first] in NOBODY or first and lowered[first - 1] == "no"
        if nobody and tags[2 * first] != "U":  # *No 10* is an address
            return None
        while first < m.head and tags[2 * first] in "Dh":
            first += 1
        head, last = m.head, m.last
        while head > first + 1 and tags[2 * head] == "d":  # *the agency last week*
            head -= 1 + (lowered[head - 1] in ("last", "this", "next"))
            last = head + 1
        words = self.document.words
        text = " ".join(self.document.text[words[first][0] : words[last - 1][1]].split())
        if not text:
            return None
        if tags[2 * first] not in "NUTJO" and not text[:2].isupper():
            text = text[0].lower() + text[1:]
        return Entity(text, sort_of(lowered[head], tags[2 * head]))


def sort_of(noun: str, letter: str) -> str:
    """Type of a source that is only described, by its head noun and the noun's class."""
    if noun in DOCUMENTS or lower_class(noun) == "B":
        return "document"
    if letter == "G" and noun.endswith("s") or letter == "I":
        return "group"
    return {"S": "group", "G": "organisation", "U": "organisation", "B": "document"}.get(letter, "unnamed")


def _company(name: str) -> bool:
    """Is a name one that no person bears: *Northgate Rail*, *Union*?"""
    *before, last = name.lower().split()
    return last in COMPANIES or not before and lower_class(last) == "G"


@cache
def _offices() -> frozenset[str]:
    """Titles that a person alone has."""
    lists = word_lists()
    return (capital_lexicon()[0] | lists["masculine"] | lists["feminine"] | lists["offices"]) - {"star", "agent"}
