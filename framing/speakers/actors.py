"""Every mention of an actor: the forms that a study declares, and the pronouns and descriptions that lead to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from framing.document import Document
from framing.matching.forms import Matcher
from framing.quotes.marks import marked
from framing.quotes.sketch import sketch
from framing.speakers.links import link
from framing.speakers.mentions import Mention, mentions
from framing.speakers.names import PRONOUNS, Entity, Referents
from framing.speakers.spelling import fold

Spans = list[tuple[int, int]]


class Actors:
    """Actors by name, made ready to be found.

    Parameters
    ----------
    forms : mapping of str to iterable of str
        Name of each actor to the forms by which articles mention it.

    Examples
    --------
    >>> Actors({"Lee": ["Ann Lee", "Lee"]}).find(Document("Ann Lee left. She was tired. Lee slept."))
    {'Lee': [(0, 7), (14, 17), (29, 32)]}
    """

    def __init__(self, forms: Mapping[str, Iterable[str]]) -> None:
        held = {actor: [f"word:{form}" for form in own] for actor, own in forms.items()}
        self._matcher = Matcher(held) if held else None
        self._named = {_key(form.removeprefix("word:")): actor for actor, own in held.items() for form in own}
        self._actors = tuple(held)

    def find(self, document: Document) -> dict[str, Spans]:
        """Spans of the mentions of each actor, in order and free of overlap."""
        spans: dict[str, Spans] = {actor: [] for actor in self._actors}
        if self._matcher is None:
            return spans
        for actor, start, end in self._matcher.find(document.text):
            spans[actor].append((start, end))
        if not any(spans.values()):
            return spans  # who is not named in an article is not meant by a pronoun in it
        fuller: dict[str, list[str]] = {}
        for mention, entity, named in self._meant(document):
            if mention.kind != "name":
                spans[named].append((mention.start, mention.end))
            elif _key(entity.name) not in self._named:
                fuller.setdefault(named, []).append(f"word:{entity.name}")
        if fuller:  # the study gives a surname, the article the whole name
            for actor, start, end in Matcher(fuller).find(document.text):
                spans[actor].append((start, end))
        return {actor: _apart(own) for actor, own in spans.items()}

    def _meant(self, document: Document) -> list[tuple[Mention, Entity, str]]:
        """The mentions of `document` that stand for an actor."""
        found, drawn = mentions(document), sketch(document)
        quoted = [(span.start, span.end) for span in marked(document) if span.depth == 0]
        referents = Referents(document, drawn, found, link(document, found), quoted, ())
        led = [m.kind == "relative" or drawn.lowered[m.head] in PRONOUNS for m in found]
        entities = {n: referents.entity(n) for n, pronoun in enumerate(led) if not pronoun}
        named = {entity: self._actor(entity) for entity in entities.values() if entity is not None}
        if any(named.values()):  # a pronoun leads to what is named or described in the article
            entities |= {n: referents.entity(n) for n, pronoun in enumerate(led) if pronoun}
        meant = []
        for n, mention in enumerate(found):
            entity = entities.get(n)
            if entity is not None and (actor := named.get(entity)):
                meant.append((mention, entity, actor))
        return meant

    def _actor(self, entity: Entity) -> str | None:
        """The actor with this name; a person is also meant by a surname alone, as articles write it."""
        key = _key(entity.name)
        return self._named.get(key) or (self._named.get(key[-1:]) if entity.type == "person" else None)


def _key(name: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in name.replace("-", " ").split())


def _apart(spans: Spans) -> Spans:
    """In order; of spans that overlap, the longest."""
    kept: Spans = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
        elif end - start > kept[-1][1] - kept[-1][0]:
            kept[-1] = start, end
    return kept
