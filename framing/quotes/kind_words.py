"""The words at the edges of a stretch in marks and about it, by which learned weights tell what it is.

No string holds more than two words of a text; ``t`` is before word classes, whose letters are those of
`framing.quotes.sketch`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import add

from framing.document import Document
from framing.quotes.marks import Marked
from framing.quotes.sketch import sketch

INSIDE = 6  # words in marks that count, wherever among the first they stand

# What each string begins with: words (second before, before, after, first inside, last inside), then word classes
# (second before and before; after and second after; first inside; last inside; before and first; last and after).
SLOTS = ("a", "b", "c", "d", "e", "t1", "t2", "t3", "t4", "t5", "t6")
ANYWHERE = "i"  # one of the first words inside


def word_features(document: Document, spans: Sequence[Marked]) -> list[list[str]]:
    """Strings for each stretch, each with a weight in ``resources/kinds/model.json`` if it was met often enough."""
    drawn = sketch(document)
    starts, words, letters = drawn.starts, ["^", "^", *drawn.lowered, "^", "^"], f"^^{drawn.tags[::2]}^^"
    rows = []
    for span in spans:
        i, j = bisect_left(starts, span.start) + 2, bisect_left(starts, span.end) + 2  # two blanks stand before
        before, after = letters[i - 1], letters[j]
        first, last = letters[i], letters[j - 1]
        values = (
            words[i - 2], words[i - 1], words[j], words[i], words[j - 1],
            letters[i - 2] + before, after + letters[j + 1], first, last, before + first, last + after,
        )  # fmt: skip
        inside = [ANYWHERE + word for word in {*words[i : min(j, i + INSIDE)]}]
        rows.append([*map(add, SLOTS, values), *inside])
    return rows
