"""Every mention of an actor: the forms that a study declares, and the pronouns and descriptions that lead to them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import accumulate

from framing.document import Document
from framing.matching.fold import fold as fold_text
from framing.matching.forms import Matcher
from framing.quotes.marks import marked
from framing.quotes.sketch import sketch
from framing.speakers.links import link
from framing.speakers.mentions import mentions
from framing.speakers.names import PRONOUNS, Entity, Referents
from framing.speakers.spelling import fold

Spans = list[tuple[int, int]]
Key = tuple[str, ...]


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

    def __init__(self, forms: Mapping[str, Iterable[str]]) -> None:
        held = {actor: list(own) for actor, own in forms.items()}
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
        found, drawn = mentions(document), sketch(document)
        quoted = [(span.start, span.end) for span in marked(document) if span.depth == 0]
        linked = link(document, found)
        referents = Referents(document, drawn, found, linked, quoted, ())
        led = [m.kind == "relative" or drawn.lowered[m.head] in PRONOUNS for m in found]
        entities = referents.entities_of(n for n, pronoun in enumerate(led) if not pronoun)
        named, namesakes = self._told_apart({entity for entity in entities.values() if entity is not None}, written)
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
        return meant, others

    def _told_apart(self, entities: set[Entity], written: set[str]) -> tuple[dict[Entity, str], dict[Entity, str]]:
        """The entities that are an actor, and the people who share no more than a surname with one.

        Who bears a whole name that is asked for is the actor, and so is who is known by its last words alone, if it
        is `written` in the article; who bears a surname that is asked for alone is, if no other person does.
        """
        keys = {entity: _key(entity.name) for entity in entities}
        people = {entity for entity in entities if entity.type == "person"}
        whole = {entity: actor for entity, key in keys.items() if (actor := self._bearer(entity, key))}
        met = written | set(whole.values())
        sharing: dict[tuple[str, Key], list[Entity]] = {}
        for entity in people - set(whole):
            key = keys[entity]
            if self._last.get(key) in met:
                whole[entity] = self._last[key]
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
        return self._whole.get((key[0], key[-1])) if len(key) > 2 and entity.type == "person" else None


class _Inside:
    """Whether a place lies within one of some spans."""

    def __init__(self, spans: Spans) -> None:
        self._starts = [start for start, _ in spans]
        self._ends = list(accumulate((end for _, end in spans), max))

    def __call__(self, place: int) -> bool:
        number = bisect_right(self._starts, place) - 1
        return number >= 0 and place < self._ends[number]


def _key(name: str) -> Key:
    """The words of a name; initials in its middle are some outlets' habit: *Ann B. Lee* is *Ann Lee*."""
    words = [fold(word) for word in name.replace("-", " ").split()]
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
