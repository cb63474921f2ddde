"""Sources without a name: *a source close to Hale*, *people familiar with the talks*, *a colleague of Hale’s*."""

from __future__ import annotations

from framing.document import Document
from framing.quotes.sketch import sketch
from framing.speakers.names import NOBODY, Entity

# Nouns that name a source by what it knows or whom it is close to, and no office or group that could be asked.
_ONE = (
    "source person official insider aide adviser advisor colleague friend ally associate relative staffer employee "
    "operative diplomat witness participant attendee confidant acquaintance figure somebody someone man woman"
)
HEADS = frozenset(
    [*_ONE.split(), *[f"{noun}s" for noun in _ONE.split()], "people", "persons", "men", "women", "allies", "witnesses"]
)
_NUMBERS = frozenset("one two three four five six seven eight nine ten several many some another others both".split())


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
    drawn = sketch(document)
    if drawn.lowered[head] not in HEADS or NOBODY.intersection(drawn.lowered[max(first - 1, 0) : first + 1]):
        return None
    while first < head and drawn.tags[2 * first] in "Dh":
        first += 1
    words = document.words
    text = " ".join(document.text[words[first][0] : words[head][1]].split())
    if drawn.lowered[first] in HEADS or drawn.lowered[first] in _NUMBERS or drawn.tags[2 * first] in "aJIln#":
        text = text[0].lower() + text[1:]
    return Entity(text, "anonymous")
