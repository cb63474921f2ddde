"""Which article carries which statement, event by event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from framing.engines.across.place import Place
from framing.engines.across.shelf import shelf
from framing.passages.statements import statements
from framing.readers.record import Problems
from framing.study import Study
from framing.tables import frame

if TYPE_CHECKING:
    from framing.engines.across.second import Steps

LARGEST = 500  # articles of an event: all of them are compared, and a statement has a row for each
UNIT = 500  # articles of a part, whole events

Event = tuple[str, list[int]]


def carry(steps: Steps, study: Study) -> None:
    """Statements of each event, then their numbers in the order in which the archive first makes them."""
    units = list(_units(steps.place))
    steps.parts("carried", _carried, [(n, unit, study.model) for n, unit in enumerate(units)], study.model)
    steps.parts("statements", _numbered, _numbers(steps.place, len(units)))


def _units(place: Place) -> Iterator[tuple[Event, ...]]:
    """Events in the order of their first articles, some at a time."""
    members: dict[str, list[int]] = {}
    for number, event in enumerate(place.measured.events):
        members.setdefault(event, []).append(number)
    held: list[Event] = []
    size = 0
    for event, numbers in members.items():
        if held and size + len(numbers) > UNIT:
            yield tuple(held)
            held, size = [], 0
        held.append((event, numbers))
        size += len(numbers)
    if held:
        yield tuple(held)


def _carried(place: Place, key: str, number: int, events: tuple[Event, ...], model: str) -> None:
    problems = Problems()
    tables = [frame("statements", [])]
    order: list[tuple[int, int]] = []
    for event, members in events:
        if len(members) > LARGEST:
            named = f"the event {event!r}" if event else "no event"
            problems.add(
                "articles", None, "event",
                f"{len(members):,} articles have {named}; statements are compared among {LARGEST} at most.",
                "Name what each article reports in the column 'event'.",
            )  # fmt: skip
            continue
        corpus, quotations = shelf(place.scratch).corpus(members)
        table = statements(corpus, quotations, model)
        at = {article.id: n for n, article in zip(members, corpus, strict=True)}
        order_here = [_first(rows, at) for _, rows in table[table["carried"]].groupby("statement", sort=True)]
        tables.append(table.assign(statement=table["statement"] + len(order)))
        order += order_here
    found = {"statements": pd.concat(tables, ignore_index=True), "problems": problems.frame()}
    found["order"] = pd.DataFrame(order, columns=["article", "start"], dtype="int64")
    place.write("carried", number, key, found)


def _first(rows: pd.DataFrame, at: dict[str, int]) -> tuple[int, int]:
    """The article that first makes a statement, by number, and where."""
    row = rows.iloc[0]
    further = [int(span.partition("-")[0]) for span in str(row["also"] if pd.notna(row["also"]) else "").split()]
    return at[row["article_id"]], min([int(row["start"]), *further])


def _numbers(place: Place, units: int) -> list[tuple[Any, ...]]:
    """For each unit the numbers of its statements in the archive."""
    orders = [place.made("carried", n, "order").to_numpy() for n in range(units)]
    every = np.concatenate([np.empty((0, 2), dtype=np.int64), *orders])
    numbers = np.empty(len(every), dtype=np.int64)
    numbers[np.lexsort((every[:, 1], every[:, 0]))] = np.arange(len(every))
    return list(enumerate(np.split(numbers, np.cumsum([len(order) for order in orders])[:-1]) if orders else []))


def _numbered(place: Place, key: str, number: int, numbers: Any) -> None:
    table = place.made("carried", number, "statements")
    table = table.assign(statement=numbers[table["statement"].to_numpy(dtype=np.int64)])
    found = {"statements": frame("statements", table), "problems": place.made("carried", number, "problems")}
    place.write("statements", number, key, found)
