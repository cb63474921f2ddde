"""Descriptions joined to names: *Ann Lee, a doctor*, and then *the doctor*."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from framing.measures.speakers.mentions import Mention
from framing.measures.speakers.referent import Links, Referent
from framing.measures.speakers.spelling import fold, is_masculine, title_keys, word_lists
from framing.text.word_classes import WordClasses


def roles(drawn: WordClasses, found: Sequence[Mention], linked: Links) -> None:
    """Join descriptions to names: in apposition (*Ann Lee, a doctor*), then by the role (*the doctor*)."""
    tags = drawn.tags
    ends = {m.last: n for n, m in enumerate(found) if linked.of[n] is not None and m.kind == "name"}
    starts: dict[int, int] = {}
    for n, m in enumerate(found):
        if linked.of[n] is not None:
            starts.setdefault(m.first, n)
    for n, m in enumerate(found):
        one = m.kind == "role" or m.kind == "group" and drawn.lowered[m.first] == "one"  # *one of the farmers*
        if not one or linked.of[n] is not None:
            continue
        after_name = ends.get(m.first) if tags[2 * m.first - 1 : 2 * m.first] == "," else None
        before_name = _after_age(m, drawn, starts) if tags[2 * m.last - 1 : 2 * m.last] == "," else None
        person = (
            linked.of[after_name]
            if after_name is not None
            else linked.of[before_name]
            if before_name is not None
            else None
        )
        if person is None or person.body or len(person.words) == 1 and len(person.mentions) == 1 and person.person < 1:
            continue  # *Regardless, one journalist said*
        linked.of[n] = person
        person.mentions.append(n)
        _take_role(person, m, drawn)
        person.person += 2
    for n, m in enumerate(found):
        if linked.of[n] is None and (m.kind == "role" or m.kind == "name" and linked.spelled[n] is None):
            if tags[2 * m.first] == "D" and drawn.lowered[m.first] not in ("a", "an"):
                linked.of[n] = _holder(n, found, drawn, linked.known)
        if _alias(n, found, drawn) and (linked.of[n] is None or drawn.lowered[m.head] in _PARTISANS):
            linked.of[n] = _protagonist(n, found, drawn, linked.known) or linked.of[n]


def _after_age(m: Mention, drawn: WordClasses, starts: Mapping[int, int]) -> int | None:
    """The name after a description and a comma: *another farmer, 41-year-old Ann Lee,*, *Hill's aunt, Ann Lee,*."""
    tags, place = drawn.tags, m.last
    if tags[2 * m.first] not in "DhO" and "O" not in tags[2 * m.first : 2 * m.last : 2]:
        if drawn.lowered[m.first] not in ("another", "one"):
            return None
    while place not in starts and tags[2 * place : 2 * place + 2] in ("# ", "a "):
        place += 1
    return starts.get(place)


def _take_role(person: Referent, m: Mention, drawn: WordClasses) -> None:
    words = drawn.lowered[m.first : m.last]
    person.titles.update(title_keys([fold(word) for word in drawn.lowered[m.first : m.head + 1]]))
    person.about.update(
        fold(word)[:4]
        for word, tag in zip(words, drawn.tags[2 * m.first : 2 * m.last : 2], strict=True)
        if tag in "NUJO"
    )
    person.masculine += 3 * (fold(words[m.head - m.first]) in word_lists()["man"])
    person.feminine += 3 * (fold(words[m.head - m.first]) in word_lists()["woman"])


def _holder(n: int, found: Sequence[Mention], drawn: WordClasses, known: Sequence[Referent]) -> Referent | None:
    """The one person to whom the article gives the role of a description; of several the one named just before."""
    m = found[n]
    keys = title_keys([fold(word) for word in drawn.lowered[m.first : m.head + 1]])
    if not keys:
        return None
    key = keys[-1]
    holders = [k for k in known if not k.body and key in k.titles and k.mentions]
    tags = drawn.tags[2 * m.first : 2 * m.last : 2]
    told = {fold(word)[:4] for word, tag in zip(drawn.lowered[m.first : m.last], tags, strict=True) if tag in "NUJO"}
    if told:
        holders = [k for k in holders if told & k.about]
    return holders[0] if len(holders) == 1 else _near(n, holders, found, drawn)


# Nouns by which news copy calls somebody whom it has named; what else they could introduce has no *the*.
_PARTISANS = frozenset("democrat republican independent socialist conservative".split())
_ALIASES = _PARTISANS | frozenset(
    "actor actress singer rapper comedian billionaire businessman businesswoman mogul tycoon congressman congresswoman "
    "lawmaker legislator candidate nominee frontrunner front-runner hopeful native veteran athlete".split()
)
_RECENT = 2  # sentences back in which an alias has its bearer
_FAR_MORE = 3  # times that one of two is named as often as the other, from which the alias is that one's


def _alias(n: int, found: Sequence[Mention], drawn: WordClasses) -> bool:
    """Does a mention call somebody by what he or she is: *The actor*, *The Ohio Democrat*, *the 37-year-old*?"""
    m, noun = found[n], drawn.lowered[found[n].head]
    if drawn.lowered[m.first] != "the" or m.last != m.head + 1 or not (noun in _ALIASES or noun.endswith("-year-old")):
        return False
    return not any(
        drawn.lowered[k.head] == noun and drawn.lowered[k.first] in ("a", "an", "another") for k in found[:n]
    )


def _protagonist(n: int, found: Sequence[Mention], drawn: WordClasses, known: Sequence[Referent]) -> Referent | None:
    """The person whom an alias means, by who is named just before; sex may speak against somebody."""
    noun = drawn.lowered[found[n].head]
    sex = is_masculine(noun) - is_masculine(noun, False)
    people = [k for k in known if not k.body and len(k.words) > 1 and k.person > 0]
    return _near(n, [k for k in people if sex * (k.masculine - k.feminine) >= 0], found, drawn)


def _near(n: int, people: Sequence[Referent], found: Sequence[Mention], drawn: WordClasses) -> Referent | None:
    """Of several people the only one who is named in the sentences just before, or by far the most frequent of them."""
    recent = []
    for person in people:
        before = [k for k in person.mentions if k < n]
        between = drawn.tags[2 * found[max(before)].first : 2 * found[n].first] if before else "|" * 9
        if between.count(".") + between.count("|") <= _RECENT:
            recent.append(person)
    recent.sort(key=lambda person: -len(person.mentions))
    if len(recent) > 1 and len(recent[0].mentions) < _FAR_MORE * len(recent[1].mentions):
        return None
    return recent[0] if recent else None
