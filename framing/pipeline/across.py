"""Steps over all articles: each counts its parts, merges the counts, and applies what comes of it to the parts.

*names* gives a speaker one name in all articles, *statements* says which article of an event carries which, and
*frequencies* in how many articles of an outlet a term is; *passages* is in `framing.pipeline.shared`. The same code
runs over a corpus in memory, which is an archive of one part, and over the parts of an archive.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from framing.corpus.article import Article
from framing.corpus.study import Study
from framing.measures._coverage import event_rows
from framing.measures.selection._statements import statements
from framing.measures.speakers.across import name_counts, names_across, renaming
from framing.pipeline import shared
from framing.pipeline.speakers import speakers
from framing.pipeline.store import Steps, Store
from framing.tables import frame
from framing.tables.schema import second_pass, speaker_tables

BY = ["outlet", "term"]
GATHERED = 3_000_000  # rows of terms that wait to be added up
PART = 1_000_000  # rows of a part of the frequencies

Event = tuple[str, list[int]]


def across_tables(
    articles: Sequence[Article], tables: dict[str, pd.DataFrame], study: Study
) -> dict[str, pd.DataFrame]:
    """Tables of a corpus in memory that need all its articles, or change with them.

    Parameters
    ----------
    articles : sequence of Article
    tables : dict of DataFrame
        What `framing.pipeline.batch.article_tables` made of them.
    study : Study
    """
    store = Store(articles, tables)
    steps = Steps(store)
    for name in ("names", "passages", "statements"):
        STEPS[name](steps, study)
    made = {name: store.made(step, 0, name) for name, step in second_pass().items()}
    # They were made event by event.
    return made | {"statements": made["statements"].sort_values("statement", kind="stable", ignore_index=True)}


def join_names(steps: Steps, study: Study) -> None:
    """Count the names of all parts, join them, and write each part's tables with the names that result."""
    counts: dict[str, Counter[str]] = {}
    parts = [(number,) for number in range(steps.store.count)]
    for found in steps.run(_name_counts, parts):
        for kind, names in found.items():
            counts.setdefault(kind, Counter()).update(names)
    changed = {name: whole for name, whole in names_across(counts).items() if name != whole}
    asked = [changed, {name: list(others) for name, others in study.aliases.items()}]
    steps.store.keep("names", asked)
    steps.parts("names", _renamed, parts, json.dumps(asked, sort_keys=True))


def _name_counts(store: Store, number: int) -> dict[str, Counter[str]]:
    return name_counts(store.first(number, "quotations"))


def _renamed(store: Store, key: str, number: int) -> None:
    rename = renaming(*store.kept("names"))
    tables = {name: rename(store.first(number, name)) for name in speaker_tables()}
    tables["speakers"] = speakers(tables["quotations"], store.first(number, "sentences"))
    store.write("names", number, key, tables)


def carry_statements(steps: Steps, study: Study) -> None:
    """Statements of each event, then their numbers in the order in which the corpus first makes them."""
    units = list(_units(steps.store))
    pieces = [(number, unit, study.model) for number, unit in enumerate(units)]
    steps.parts("carried", _carried, pieces, study.model)
    steps.parts("statements", _numbered, _numbers(steps.store, len(units)))


def _units(store: Store) -> Iterator[tuple[Event, ...]]:
    """Events in the order of their first articles, whole ones, some at a time."""
    members: dict[str, list[int]] = {}
    for number, event in enumerate(store.measured.events):
        members.setdefault(event, []).append(number)
    held: list[Event] = []
    size = 0
    for event, numbers in members.items():
        if store.unit and held and size + len(numbers) > store.unit:
            yield tuple(held)
            held, size = [], 0
        held.append((event, numbers))
        size += len(numbers)
    yield tuple(held)


def _carried(store: Store, key: str, number: int, events: tuple[Event, ...], model: str) -> None:
    from framing.readers.record import Problems  # here, since only an archive needs the readers with the measures

    problems = Problems()
    tables = [frame("statements", [])]
    order: list[tuple[int, int]] = []
    for event, members in events:
        if store.largest and len(members) > store.largest:
            named = f"the event {event!r}" if event else "no event"
            problems.add(
                "articles", None, "event",
                f"{len(members):,} articles have {named}; statements are compared among {store.largest} at most.",
                "Name what each article reports in the column 'event'.",
            )  # fmt: skip
            continue
        table = statements(*store.articles(members), model)
        tables.append(table.assign(statement=table["statement"] + len(order)))
        order += _firsts(table, {store.measured.ids[n]: n for n in members})
    found = {"statements": pd.concat(tables, ignore_index=True), "problems": problems.frame()}
    found["order"] = pd.DataFrame(order, columns=["article", "start"], dtype="int64")
    store.write("carried", number, key, found)


def _firsts(table: pd.DataFrame, at: dict[str, int]) -> list[tuple[int, int]]:
    """For each statement the article that first makes it, by number, and where."""
    carried = table[table["carried"]]
    columns = [carried[name].tolist() for name in ("statement", "article_id", "start", "also")]
    first: dict[int, tuple[int, int]] = {}
    for statement, article, start, also in zip(*columns, strict=True):
        if statement not in first:
            further = [int(span.partition("-")[0]) for span in str(also).split()] if isinstance(also, str) else []
            first[statement] = at[article], min([int(start), *further])
    return [first[statement] for statement in sorted(first)]


def _numbers(store: Store, units: int) -> list[tuple[Any, ...]]:
    """For each unit the numbers of its statements in the corpus."""
    orders = [store.made("carried", n, "order").to_numpy() for n in range(units)]
    every = np.concatenate([np.empty((0, 2), dtype=np.int64), *orders])
    numbers = np.empty(len(every), dtype=np.int64)
    numbers[np.lexsort((every[:, 1], every[:, 0]))] = np.arange(len(every))
    return list(enumerate(np.split(numbers, np.cumsum([len(order) for order in orders])[:-1]) if orders else []))


def _numbered(store: Store, key: str, number: int, numbers: Any) -> None:
    table = store.made("carried", number, "statements")
    table = table.assign(statement=numbers[table["statement"].to_numpy(dtype=np.int64)])
    found = {"statements": frame("statements", table), "coverage": event_rows(table)}
    found |= {"problems": store.made("carried", number, "problems")}
    store.write("statements", number, key, found)


def count_frequencies(steps: Steps, study: Study) -> None:
    """Add up the parts' terms, and write them by outlet and term."""
    held = pd.DataFrame({"outlet": [], "term": [], "articles": [], "count": []})
    waiting: list[pd.DataFrame] = []
    rows = 0
    for found in steps.run(_term_counts, [(number,) for number in range(steps.store.count)]):
        waiting.append(found)
        rows += len(found)
        if rows > GATHERED:
            held, waiting, rows = _added([held, *waiting]), [], 0
    held = _added([held, *waiting])
    pieces = [(n, held[at : at + PART]) for n, at in enumerate(range(0, max(1, len(held)), PART))]
    steps.parts("frequencies", _frequencies, pieces)


def _term_counts(store: Store, number: int) -> pd.DataFrame:
    terms, articles = store.first(number, "terms"), store.first(number, "articles")
    outlet = terms["article_id"].map(articles.set_index("article_id")["outlet"])
    return _added([terms.assign(outlet=outlet, articles=1)])


def _added(tables: list[pd.DataFrame]) -> pd.DataFrame:
    table = pd.concat([table for table in tables if len(table)] or tables[:1])
    found = table.groupby(BY, as_index=False, sort=True)[["articles", "count"]].sum()
    return found.astype({"outlet": "string", "term": "string", "articles": "Int64", "count": "Int64"})


def _frequencies(store: Store, key: str, number: int, table: pd.DataFrame) -> None:
    store.write("frequencies", number, key, {"frequencies": table})


STEPS: dict[str, Callable[[Steps, Study], None]] = {
    "names": join_names,
    "passages": shared.share_passages,
    "statements": carry_statements,
    "frequencies": count_frequencies,
}
