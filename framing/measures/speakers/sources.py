"""From the phrase that names a source to its mention, or to what it is called where it is no mention."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from framing.measures.quotes.named import named
from framing.measures.quotes.reported import Source
from framing.measures.speakers.mentions import Mention
from framing.measures.speakers.names import NOBODY, Entity, sort_of
from framing.text.document import Document
from framing.text.word_classes import WordClasses, word_classes

# Nouns that name a source by what it knows or whom it is close to, and no office or group that could be asked.
_ONE = (
    "source person official insider aide adviser advisor colleague friend ally associate relative staffer employee "
    "operative diplomat witness participant attendee confidant acquaintance figure somebody someone man woman"
)
HEADS = frozenset(
    [*_ONE.split(), *[f"{noun}s" for noun in _ONE.split()], "people", "persons", "men", "women", "allies", "witnesses"]
)
_NUMBERS = frozenset("one two three four five six seven eight nine ten several many some another others both".split())


def mention_of(drawn: WordClasses, found: Sequence[Mention], source: Source) -> int | None:
    """Number of the mention that a source is: the one with its head; None where no mention has it.

    A description with its bearer behind a comma (*a spokeswoman, Ann Lee*) is the bearer.
    """
    bearer = _bearer(drawn, found, source)
    if bearer is not None:
        return bearer
    first = bisect_left(found, source.first, key=lambda m: m.first)
    near = range(max(0, first - 8), bisect_left(found, source.head + 1, key=lambda m: m.first))
    heads = [n for n in near if found[n].head == source.head]
    if heads:
        best = max(heads, key=lambda n: (found[n].kind in ("name", "organisation"), found[n].last - found[n].first))
    else:
        inside = [n for n in near if found[n].first <= source.head < found[n].last and found[n].first >= source.first]
        if not inside:
            return None
        best = min(inside, key=lambda n: found[n].last - found[n].first)
    if found[best].kind in ("role", "group", "noun"):
        behind = bisect_left(found, found[best].last, key=lambda m: m.first)
        if behind < len(found) and found[behind].kind == "name" and found[behind].last == source.end:
            if found[behind].first == found[best].last and drawn.tags[2 * found[behind].first - 1] == ",":
                return behind
    return best


def _bearer(drawn: WordClasses, found: Sequence[Mention], source: Source) -> int | None:
    """Of *the chief of staff retired Gen. Ann Lee* Ann Lee: a name that ends the phrase of an office with *of*."""
    if drawn.tags[2 * source.head] not in "TRNU" or source.head + 2 >= source.end:
        return None
    for n in range(bisect_left(found, source.head + 1, key=lambda m: m.first), len(found)):
        m = found[n]
        if m.first >= source.end:
            return None
        if m.kind == "name" and m.last == source.end and m.head > m.first and not m.possessive:
            return n if drawn.tags[2 * m.first - 2] in "NUaeJ" and drawn.tags[2 * m.first - 1] == " " else None
    return None


def described(document: Document, source: Source) -> Entity:
    """What a source is called that is no mention: *leaked emails*, *Tax March website*."""
    drawn, words = word_classes(document), document.words
    first = source.first + (drawn.tags[2 * source.first] in "Dh" and source.first < source.head)
    text = " ".join(document.text[words[first][0] : words[source.head][1]].split())
    return Entity(text, sort_of(drawn.lowered[source.head], drawn.tags[2 * source.head]))


def anonymous(document: Document, first: int, head: int) -> Entity | None:
    """The anonymous source of which word `head` is the head noun and word `first` the first; None if it is none.

    Its name is the phrase up to its head, without article: never the person whom it is close to.

    Examples
    --------
    >>> anonymous(Document("A senior source close to Hale left."), 0, 2)
    Entity(name='senior source', type='anonymous')
    >>> anonymous(Document("The mayor left."), 0, 1) is None
    True
    """
    drawn = word_classes(document)
    if drawn.lowered[head] not in HEADS or NOBODY.intersection(drawn.lowered[max(first - 1, 0) : first + 1]):
        return None
    tags = named(document)
    while first < head and tags[2 * first] in "Dh":
        first += 1
    words = document.words
    text = " ".join(document.text[words[first][0] : words[head][1]].split())
    if drawn.lowered[first] in HEADS or drawn.lowered[first] in _NUMBERS or drawn.tags[2 * first] in "aJIln#":
        text = text[0].lower() + text[1:]
    return Entity(text, "anonymous")
