"""Words that outlets share, counted from the passages of their articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.document import STORY
from framing.document.words import words
from framing.figures.labels import outlet_of

if TYPE_CHECKING:
    from framing.tables import Tables

KINDS = ("verbatim", "edited")  # as in outlets.shared_words: who quote one speaker need not share copy


def overlap(tables: Tables) -> dict[tuple[str, str], float]:
    """Words of the first outlet's articles that stand in the second's, each word once."""
    outlet = outlet_of(tables)
    spans: dict[tuple[str, str], list[tuple[str, int, int, int]]] = {}
    passages = tables.passages[tables.passages["kind"].isin(KINDS)]
    sides = [passages[[f"article_{side}", f"start_{side}", f"end_{side}"]].to_numpy() for side in "ab"]
    beside, more = _outside_the_story(tables), _words_put_in(tables)
    for row, (a, start_a, end_a), (b, start_b, end_b) in zip(passages.index, *sides, strict=True):
        count = int(passages["words"][row])
        if outlet[a] == outlet[b]:
            continue
        if not any(start <= start_a < end for start, end in beside.get(a, [])):
            spans.setdefault((outlet[a], outlet[b]), []).append((a, start_a, end_a, count))
        if not any(start <= start_b < end for start, end in beside.get(b, [])):
            spans.setdefault((outlet[b], outlet[a]), []).append((b, start_b, end_b, count + more.get(row, 0)))
    return {pair: sum(_once(found)) for pair, found in spans.items()}


def _outside_the_story(tables: Tables) -> dict[str, list[tuple[int, int]]]:
    """Spans of captions and notices by article: their words are none of the outlet's."""
    rows = tables.sentences[~tables.sentences["zone"].isin(STORY)]
    found: dict[str, list[tuple[int, int]]] = {}
    for article, start, end in zip(rows["article_id"], rows["start"], rows["end"], strict=True):
        found.setdefault(article, []).append((start, end))
    return found


def _words_put_in(tables: Tables) -> dict[int, int]:
    """Words that the second article's wording of a passage has more than the first's, by row of the passages."""
    more: dict[int, int] = {}
    edits = tables.edits[["before", "after"]].fillna("")
    for row, before, after in zip(tables.edits["passage"], edits["before"], edits["after"], strict=True):
        more[int(row)] = more.get(int(row), 0) + len(words(after)) - len(words(before))
    return more


def _once(spans: list[tuple[str, int, int, int]]) -> list[float]:
    """Words of each span that no earlier span of the same article has covered."""
    fresh, article, reached = [], "", 0
    for name, start, end, count in sorted(spans):
        if name != article:
            article, reached = name, 0
        new = max(0, end - max(start, reached))
        fresh.append(count * new / max(end - start, 1))
        reached = max(reached, end)
    return fresh
