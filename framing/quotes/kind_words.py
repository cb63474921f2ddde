"""The words at the edges of a stretch in marks and about it, by which learned weights tell what it is.

No string holds more than two words of a text; ``t`` stands before word classes, whose letters are those of
`framing.quotes.sketch`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from framing.document import Document
from framing.quotes.marks import Marked
from framing.quotes.sketch import sketch

INSIDE = 6  # words in marks that count, wherever among the first they stand


def word_features(document: Document, spans: Sequence[Marked]) -> list[list[str]]:
    """Strings for each stretch, each with a weight in ``resources/kinds/model.json`` if it was met often enough."""
    drawn = sketch(document)
    starts, words, letters = drawn.starts, ["^", "^", *drawn.lowered, "^", "^"], f"^^{drawn.tags[::2]}^^"
    rows = []
    for span in spans:
        i, j = bisect_left(starts, span.start) + 2, bisect_left(starts, span.end) + 2  # two blanks stand before
        before, after = letters[i - 1], letters[j]
        first, last = letters[i], letters[j - 1]
        rows.append([
            f"a{words[i - 2]}", f"b{words[i - 1]}", f"c{words[j]}", f"d{words[i]}", f"e{words[j - 1]}",
            f"t1{letters[i - 2]}{before}", f"t2{after}{letters[j + 1]}", f"t3{first}", f"t4{last}",
            f"t5{before}{first}", f"t6{last}{after}",
            *[f"i{word}" for word in {*words[i : min(j, i + INSIDE)]}],
        ])  # fmt: skip
    return rows
