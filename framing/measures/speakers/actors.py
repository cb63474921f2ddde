"""Every mention of an actor: the forms that a study declares, and the pronouns and descriptions that lead to them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

from framing.corpus.article import Article
from framing.corpus.study import Study
from framing.measures.quotes.marks import marked
from framing.measures.speakers.links import link
from framing.measures.speakers.mentions import mentions
from framing.measures.speakers.names import PRONOUNS, Coreference, Entity
from framing.measures.speakers.referent import Referent, name_of
from framing.measures.speakers.spelling import fold, one_person
from framing.text.document import Document
from framing.text.folding import fold as fold_text
from framing.text.forms import Matcher
from framing.text.word_classes import word_classes

Spans = list[tuple[int, int]]
Key = tuple[str, ...]

# Chosen on persons of a sample of 4,000 articles (docs/accuracy.md).
RARE = 10  # an actor named in full in so many articles for one that names a namesake keeps the surname
LONG, ALIKE = 6, 0.82  # letters of first names that may be misspelled, and how like two spellings are


class Actors:
    """Actors by name, made ready to be found.

    A form with a capital is found only where the text has one, and one in capitals only in capitals: *us* is not the
    *US*. Every name that the article gives the same person counts, the surname alone too. Where a surname alone
    is asked for and the article gives it to two people, neither is found.

    Parameters
    ----------
    forms : mapping of str to iterable of str
        Name of each actor to the forms by which articles mention it.

    Examples
    --------
    >>> Actors({"Lee": ["Ann Lee"]}).find(Document("Ann Lee left. She was tired. Lee slept."))
    {'Lee': [(0, 7), (14, 17), (29, 32)]}
    """

    def __init__(self, forms: Mapping[str, Iterable[str]], corpus: Mapping[str, Settled] | None = None) -> None:
        self._corpus = corpus or {}
        held = {actor: list(own) for actor, own in forms.items()}
        self.forms = {actor: tuple(own) for actor, own in held.items()}
        words = {actor: [f"word:{form}" for form in own] for actor, own in held.items()}
        self._matcher = Matcher(words) if words else None
        self._actors = tuple(held)
        self._forms: dict[tuple[str, Key], list[str]] = {}
        for actor, own in held.items():
            for form in own:
                self._forms.setdefault((actor, _key(form)), []).append(form)
        keyed = [(key, actor) for actor, key in self._forms if key]
        self._named = {key: actor for key, actor in keyed}
        self._whole = {(key[0], key[-1]): actor for key, actor in keyed if len(key) > 1}
        initials = Counter({(first[0], last) for first, last in self._whole})
        self._initial = {
            (first[0], last): actor for (first, last), actor in self._whole.items() if initials[first[0], last] == 1
        }
        ends = {(key[i:], actor) for key, actor in keyed for i in range(1, len(key))}
        bearers = Counter(key for key, _ in ends)
        self._last = {key: actor for key, actor in ends if bearers[key] == 1}
        self._final = {folded[-1] for own in held.values() for form in own if (folded := fold_text(form).text.split())}

    def find(self, document: Document) -> dict[str, Spans]:
        """Spans of the mentions of each actor, in order and free of overlap."""
        spans: dict[str, Spans] = {actor: [] for actor in self._actors}
        if self._matcher is None:
            return spans
        for actor, start, end in self._matcher.find(document.text):
            if self._as_written(actor, document.text[start:end]):
                spans[actor].append((start, end))
        if not any(spans.values()):  # who is not named in an article is not meant by a pronoun in it
            folded = fold_text(document.text).text
            if not any(word in folded for word in self._final):
                return spans
        meant, others = self._meant(document, {actor for actor, own in spans.items() if own})
        borne = {actor for actor, _, _ in meant}
        for actor, places in others.items():  # a surname within another's name is that person's
            inside = _Inside(places)
            spans[actor] = [
                (start, end)
                for start, end in spans[actor]
                if len(_key(document.text[start:end])) > 1 or actor in borne and not inside(start)
            ]
        for actor, start, end in meant:
            spans[actor].append((start, end))
        return {actor: _apart(own) for actor, own in spans.items()}

    def _as_written(self, actor: str, found: str) -> bool:
        forms = self._forms.get((actor, _key(found)), ())
        return not forms or any(
            (found.isupper() or not form.isupper()) and (form.islower() or not found.islower()) for form in forms
        )

    def _meant(self, document: Document, written: set[str]) -> tuple[list[tuple[str, int, int]], dict[str, Spans]]:
        """Names, pronouns and descriptions that stand for an actor; and the names of people who only share one."""
        found, drawn = mentions(document), word_classes(document)
        quoted = [(span.start, span.end) for span in marked(document) if span.depth == 0]
        linked = link(document, found)
        referents = Coreference(document, drawn, found, linked, quoted, ())
        led = [m.kind == "relative" or drawn.lowered[m.head] in PRONOUNS for m in found]
        entities = referents.entities_of(n for n, pronoun in enumerate(led) if not pronoun)
        called = {entity: known for n, entity in entities.items() if entity and (known := linked.of[n])}
        named, namesakes = self._told_apart(
            {entity for entity in entities.values() if entity is not None}, written, called
        )
        if named:  # a pronoun leads to what is named or described in the article
            entities |= referents.entities_of(n for n, pronoun in enumerate(led) if pronoun)
        meant: list[tuple[str, int, int]] = []
        others: dict[str, Spans] = {}
        for n, mention in enumerate(found):
            entity = entities.get(n)
            if entity in namesakes:
                others.setdefault(namesakes[entity], []).append((mention.start, mention.end))
            elif entity in named:
                start, end = mention.start, mention.end
                spelled = linked.spelled[n]
                if spelled is not None:  # the name without its titles
                    place = document.text.rfind(spelled.text, start, end)
                    start, end = (place, place + len(spelled.text)) if place >= 0 else (start, end)
                meant.append((named[entity], start, end))
        meant += self._alone(document, {entity: _key(entity.name) for entity in entities.values() if entity}, named)
        return meant, others

    def _alone(
        self, document: Document, keys: Mapping[Entity, Key], named: Mapping[Entity, str]
    ) -> list[tuple[str, int, int]]:
        """Surnames that the corpus settles where no mention holds them alone: *the Trump-Zelensky call*."""
        found = []
        for actor, told in self._corpus.items():
            for end in told.surnames:
                if any(key[-len(end) :] == end and named.get(entity) != actor for entity, key in keys.items()
                       if entity.type == "person"):  # fmt: skip
                    continue
                for match in self._surname(end).finditer(document.text):
                    found.append((actor, *match.span()))
        return found

    def _surname(self, end: Key) -> re.Pattern[str]:
        """Finds a surname as the forms write it, in capitals too."""
        written = {form.split()[-1] for (_, key), own in self._forms.items() if key[-len(end) :] == end for form in own}
        words = sorted({word for one in written for word in (one, one.upper())})
        return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, words))})(?![^\W_])")

    def _told_apart(
        self, entities: set[Entity], written: set[str], called: Mapping[Entity, Referent]
    ) -> tuple[dict[Entity, str], dict[Entity, str]]:
        """The entities that are an actor, and the people who share no more than a surname with one.

        Who bears a whole name that is asked for is the actor, and so is who is known by its last words alone, if it
        is `written` in the article or the corpus settles it; who bears a surname that is asked for alone is, if no
        other person does.
        """
        keys = {entity: _key(entity.name) for entity in entities}
        people = {entity for entity in entities if entity.type == "person"}
        whole = {entity: actor for entity, key in keys.items() if (actor := self._bearer(entity, key))}
        met = written | set(whole.values())
        sharing: dict[tuple[str, Key], list[Entity]] = {}
        for entity in people - set(whole):
            key = keys[entity]
            own = self._last.get(key)
            if own is not None and (own in met or self._settles(own, key, called.get(entity), keys, people)):
                whole[entity] = own
            else:
                surname = next((key[i:] for i in range(1, len(key)) if key[i:] in self._named), ())
                if surname:
                    sharing.setdefault((self._named[surname], surname), []).append(entity)
        namesakes: dict[Entity, str] = {}
        for (actor, surname), bearers in sharing.items():
            rivals = [
                entity
                for entity in people.intersection(whole)
                if whole[entity] == actor and keys[entity][-len(surname) :] == surname and keys[entity] != surname
            ]
            if len(bearers) == 1 and not rivals:
                whole[bearers[0]] = actor
            else:
                namesakes |= dict.fromkeys(bearers, actor)
        return whole, namesakes

    def _bearer(self, entity: Entity, key: Key) -> str | None:
        """The actor whose form is this entity's name; what a person is called between first and last name is free."""
        actor = self._named.get(key)
        if actor:
            return actor if self._as_written(actor, entity.name) else None
        if len(key) < 2 or entity.type != "person":
            return None
        initial = key[0].rstrip(".")
        if len(initial) == 1:  # *K. Harris*
            return self._initial.get((initial, key[-1]))
        if len(key) > 2 and (key[0], key[-1]) in self._whole:
            return self._whole[key[0], key[-1]]
        # *Mohammad Javad Zarif* where *Javad Zarif* is asked for, *Sergei Kislyak* for *Sergey Kislyak*.
        ends = (self._named.get(key[i:]) for i in range(1, len(key) - 1))
        alike = (self._whole[one] for one in self._whole if one[1] == key[-1] and _alike(one[0], key[0]))
        return next(filter(None, (*ends, *alike)), None)

    def _settles(
        self, actor: str, key: Key, known: Referent | None, keys: Mapping[Entity, Key], people: set[Entity]
    ) -> bool:
        """Does this surname alone mean the actor: by the corpus, with no namesake in the article, of the same sex?"""
        told = self._corpus.get(actor)
        if told is None or key not in told.surnames:
            return False
        if any(len(keys[other]) > len(key) and keys[other][-len(key) :] == key for other in people):
            return False
        return known is None or told.sex * (known.masculine - known.feminine) >= 0


class Settled(NamedTuple):
    """What a corpus knows of an actor: surnames that nobody else bears, and whether it is a man (> 0) or a woman."""

    surnames: frozenset[Key]
    sex: int


def settled(articles: Iterable[Article | Document], forms: Mapping[str, Iterable[str]]) -> dict[str, Settled]:
    """Surnames that only one known person of a corpus bears, for each actor that a full name is given of.

    The corpus is read for the names in it. A surname is settled if what bears it is a person and no other person is
    named with it in full, or so rarely that it is chance: in fewer than one article for every `RARE` that name the
    actor in full.

    Parameters
    ----------
    articles : iterable of Article or Document
        The whole corpus; the order makes no difference.
    forms : mapping of str to iterable of str
        As `Actors` takes them.

    Examples
    --------
    >>> texts = ["Kamala Harris left.", "Ms. Harris slept.", "Ann Lee and Bo Lee left."]
    >>> found = settled(map(Document, texts), {"Harris": ["Kamala Harris"], "Lee": ["Ann Lee"]})
    >>> found["Harris"].surnames, found["Lee"].surnames
    (frozenset({('harris',)}), frozenset())
    """
    finder = Actors(forms)
    ends = {key[i:] for _, key in finder._forms for i in range(1, len(key)) if finder._last.get(key[i:])}
    final = {end[-1] for end in ends}
    full: Counter[str] = Counter()
    human: Counter[str] = Counter()
    sex: Counter[str] = Counter()
    others: Counter[Key] = Counter()
    for article in articles if ends else ():
        text = fold_text(article.text).text
        if not any(word in text for word in final):
            continue
        document = article if isinstance(article, Document) else Document(article)
        known = link(document, mentions(document)).known
        surnames = {person.words[-1] for person in known if len(person.words) > 1}
        for person in known:
            name = name_of(person)
            key = _key(name) if name else ()
            end = next((key[i:] for i in range(len(key)) if key[i:] in ends), None)
            if end is None:
                continue
            actor = finder._last[end]
            entity = Entity(name or "", "organisation" if person.body else "person")
            if key == end or finder._bearer(entity, key) == actor:
                full[actor] += key != end
                human[actor] += -1 if person.body else person.person + (key != end)
                if key != end:
                    sex[actor] += (person.masculine > person.feminine) - (person.masculine < person.feminine)
            elif not person.body and person.person >= 0 and _named(person, name or "", surnames):
                others[end] += 1
    return {
        actor: Settled(
            frozenset(end for end in ends if finder._last[end] == actor and human[actor] > 0
                      and others[end] * RARE <= full[actor]), sex[actor],
        )
        for actor in finder._actors
    }  # fmt: skip


def forms_of(study: Study) -> dict[str, tuple[str, ...]]:
    """Forms of each actor of a study: those it declares, and the aliases of a speaker who bears one of them.

    Examples
    --------
    >>> forms_of(Study(actors={"Harris": ("Kamala Harris",)}, aliases={"Kamala Harris": ("Kamala D. Harris", "VP")}))
    {'Harris': ('Kamala Harris', 'Kamala D. Harris', 'VP')}
    """
    found = {}
    for actor, own in study.actors.items():
        forms = dict.fromkeys(own)
        for name, others in study.aliases.items():
            if not {name, *others}.isdisjoint({actor, *own}):
                forms |= dict.fromkeys((name, *others))
        found[actor] = tuple(forms)
    return found


class _Inside:
    """Whether a place lies within one of some spans."""

    def __init__(self, spans: Spans) -> None:
        self._starts = [start for start, _ in spans]
        self._ends = list(accumulate((end for _, end in spans), max))

    def __call__(self, place: int) -> bool:
        number = bisect_right(self._starts, place) - 1
        return number >= 0 and place < self._ends[number]


def _named(person: Referent, name: str, surnames: set[str]) -> bool:
    """Is this a person's name, and no headline glued to one: *JUST WATCHED Hagel*, *Trump Ocasio-Cortez*?"""
    words = name.split()
    glued = any(word.isupper() and len(word) > 2 and "." not in word for word in words[:-1])
    return sum(person.forms.values()) > 0 and "&" not in words and not glued and _key(name)[0] not in surnames


def _alike(first: str, other: str) -> bool:
    """Are these spellings of one first name: *Sergey* and *Sergei*, *Jeff* and *Jeffrey*?"""
    if one_person((first, "x"), (other, "x"), short_forms=True):
        return True
    long = min(len(first), len(other)) >= LONG and first[0] == other[0]
    return long and SequenceMatcher(None, first, other).ratio() > ALIKE


def _key(name: str) -> Key:
    """The words of a name; initials in its middle are some outlets' habit: *Ann B. Lee* is *Ann Lee*."""
    words = [fold(word.strip("[]()")) for word in name.replace("-", " ").split()]
    return tuple([word for n, word in enumerate(words) if n in (0, len(words) - 1) or len(word.rstrip(".")) > 1])


def _apart(spans: Spans) -> Spans:
    """In order; of spans that overlap, the longest."""
    kept: Spans = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
        elif end - start > kept[-1][1] - kept[-1][0]:
            kept[-1] = start, end
    return kept
