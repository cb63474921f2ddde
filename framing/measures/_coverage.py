"""Coverage: which events each outlet reports at all, how soon, with how many articles and words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.corpus.article import unknown_outlet
from framing.corpus.corpus import Corpus
from framing.intervals import LEAST, ratio
from framing.measures.selection.events import events
from framing.measures.selection.tokens import tokens
from framing.tables import Tables, frame
from framing.tables.measures import Measure, Told, counted
from framing.tables.schema import ARTICLE, Column, Table
from framing.text.document import Document

ROWS = ("event", "outlet", "articles", "words", "first", "delay")
EVENTS = ("event", "label", "guessed", "outlets", "articles", "words", "first", "last", "alone", "passed_over")
OUTLETS = ("outlet", "events", "of", "share", "low", "high", "alone", "passed_over", "median_delay", "words_per_event")
SHOWN = 12  # events in a notebook


@dataclass(frozen=True, repr=False)
class Coverage:
    """Which outlet reports which event.

    Attributes
    ----------
    table : DataFrame
        One row per event and outlet that reports it: event, outlet, articles, words, first (date of its first article),
        delay (days after the first article of any outlet; missing without dates).
    events : DataFrame
        One row per event: event, label (title of its first article), guessed, outlets, articles, words, first, last,
        alone (the only outlet that reports it), passed_over (the only outlet that does not, although two others do).
    outlets : DataFrame
        One row per outlet: events (that it reports), of (events that another outlet reports within the days of this
        one's first and last article), share (of these that it reports too) with its 95 % interval, alone, passed_over,
        median_delay (of events that another outlet reports), words_per_event.
    note : str
    """

    table: pd.DataFrame
    events: pd.DataFrame
    outlets: pd.DataFrame
    note: str

    def __repr__(self) -> str:
        return f"{self.outlets.round(2).to_string(index=False)}\n{self.note}"

    def _repr_html_(self) -> str:
        return f"{self.outlets.round(2).to_html(index=False, border=0)}<p>{self.note}</p>"


def coverage(x: Tables | Corpus) -> Coverage:
    """Which events each outlet reports at all, how soon, with how many articles and words.

    Parameters
    ----------
    x : Tables or Corpus
        Tables of `framing.measure` hold the events; of a corpus they are found here, without measuring anything else.

    Returns
    -------
    Coverage
        ``.table`` (event and outlet), ``.events``, ``.outlets`` and ``.note``.

    Raises
    ------
    TypeError
        If `x` is neither.

    Notes
    -----
    Events are those of the ``event`` column; articles without one are grouped by words and dates (see
    `framing.statements`), a guess: check it before you publish a share. An outlet could have reported an event that
    lies between its own first and last article; what was not collected counts as not reported. The interval of a share
    takes events as the sample (Wilson's).

    References
    ----------
    Galtung, J. & Ruge, M. H. (1965). The structure of foreign news. *Journal of Peace Research* 2(1), 64-90.
    Groeling, T. (2013). Media bias by the numbers. *Annual Review of Political Science* 16, 129-151.

    Examples
    --------
    >>> import framing
    >>> found = coverage(framing.simulate(events=6))
    >>> found.outlets[["outlet", "events", "of"]].values.tolist()[0]
    ['Outlet A', 6, 6]
    """
    if not isinstance(x, (Tables, Corpus)):
        raise TypeError(f"coverage takes the Tables of framing.measure or a Corpus, not {type(x).__name__}.")
    known = _known(x)
    nobody = known["article_id"].map(unknown_outlet)
    dropped = int((known["outlet"] == nobody).sum())
    known = known[known["outlet"] != nobody].reset_index(drop=True)
    day = pd.to_datetime(known["date"].astype("string").str[:10], format="%Y-%m-%d", errors="coerce")
    known = known.assign(_day=day, _at=np.arange(len(known)))
    table = _table(known)
    found = _events(known, table)
    outlets, found = _outlets(known, table, found)
    return Coverage(table, found, outlets, _note(known, found, dropped))


def _known(x: Tables | Corpus) -> pd.DataFrame:
    """article_id, outlet, date, title, words, event and guessed, one row for each article in English."""
    if isinstance(x, Tables):
        articles = x.articles[x.articles["words"].notna()]
        made = x.coverage.set_index("article_id")
        event = articles["article_id"].map(made["event"]) if len(made) else articles["event"]
        own = "~" + articles["article_id"]
        named = articles["event"].where(articles["event"].notna(), event.fillna(own))
        return articles[["article_id", "outlet", "date", "title", "words"]].assign(
            event=named, guessed=articles["event"].isna()
        )
    english = Corpus([article for article in x if article.language.startswith("en")])
    read = [Document(article) for article in english]
    numbers = events(english, [tokens(document, []) for document in read])
    first: dict[int, str] = {}
    for article, number in zip(english, numbers, strict=True):
        first.setdefault(number, article.event or f"~{article.id}")
    rows = [
        (a.id, a.outlet, a.date, a.title, len(document.words), first[number], not a.event)
        for a, document, number in zip(english, read, numbers, strict=True)
    ]
    return pd.DataFrame(rows, columns=["article_id", "outlet", "date", "title", "words", "event", "guessed"])


def _table(known: pd.DataFrame) -> pd.DataFrame:
    grouped = known.groupby(["event", "outlet"], sort=False)
    table = grouped.agg(articles=("article_id", "size"), words=("words", "sum"), _day=("_day", "min")).reset_index()
    table["first"] = table["_day"].dt.strftime("%Y-%m-%d").astype("string")
    begun = table.groupby("event")["_day"].transform("min")
    table["delay"] = (table["_day"] - begun).dt.days.astype("Int64")
    return table[list(ROWS)].astype({"words": "int64"})


def _events(known: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    ordered = known.sort_values(["_day", "_at"], kind="stable", na_position="last")
    found = ordered.groupby("event", sort=False).agg(
        label=("title", "first"), guessed=("guessed", "all"), outlets=("outlet", "nunique"),
        articles=("article_id", "size"), words=("words", "sum"), _first=("_day", "min"), _last=("_day", "max"),
    ).reset_index()  # fmt: skip
    # A guessed event is called by the title of its first article, a declared one by its name.
    found["label"] = found["label"].where(found["guessed"], found["event"]).fillna(found["event"]).astype("string")
    sole = table.groupby("event")["outlet"].first()
    found["alone"] = found["event"].map(sole).where(found["outlets"] == 1).astype("string")
    return found


def _outlets(known: pd.DataFrame, table: pd.DataFrame, found: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The outlets' shares, and the events with the one outlet that passes each over."""
    span = known.groupby("outlet", sort=False)["_day"].agg(["min", "max"])
    reports = {(event, outlet) for event, outlet in zip(table["event"], table["outlet"], strict=True)}
    names = list(span.index)
    missed: dict[str, list[str]] = {}
    rows = []
    for outlet in names:
        low, high = span.loc[outlet, "min"], span.loc[outlet, "max"]
        inside = found["_first"].isna() | pd.isna(low) | ((found["_first"] <= high) & (found["_last"] >= low))
        own = np.array([(event, outlet) in reports for event in found["event"]], dtype=bool)
        # What another outlet reports: an outlet's own finds say nothing of what it leaves out.
        could = (own | inside.to_numpy(dtype=bool)) & (found["outlets"].to_numpy() > own)
        for event in found.loc[could & ~own, "event"]:
            missed.setdefault(event, []).append(outlet)
        share = ratio(own[could].astype(float), np.ones(int(could.sum())), bounds=(0, 1), counts=True)
        mine = table[table["outlet"] == outlet]
        delay = mine.loc[mine["event"].isin(found.loc[found["outlets"] > 1, "event"]), "delay"]
        rows.append((
            outlet, int(own.sum()), int(could.sum()), share.value, share.low, share.high,
            int((found["alone"] == outlet).sum()), float(delay.median()) if delay.notna().any() else np.nan,
            float(mine["words"].sum() / len(mine)),
        ))  # fmt: skip
    alone = {event: held[0] for event, held in missed.items() if len(held) == 1}
    found = found.assign(passed_over=found["event"].map(alone).astype("string"))
    for name, column in (("first", "_first"), ("last", "_last")):
        found[name] = found[column].dt.strftime("%Y-%m-%d").astype("string")
    columns = [name for name in OUTLETS if name != "passed_over"]
    outlets = pd.DataFrame(rows, columns=columns)
    passed = found["passed_over"].value_counts()
    outlets["passed_over"] = [int(passed.get(outlet, 0)) for outlet in names]
    found = found.sort_values(["outlets", "articles", "event"], ascending=[False, False, True], kind="stable")
    return outlets[list(OUTLETS)], found[list(EVENTS)].reset_index(drop=True)


def _note(known: pd.DataFrame, found: pd.DataFrame, dropped: int) -> str:
    guessed = int(found["guessed"].sum())
    parts = [f"{counted(len(known), 'article')} of {counted(known['outlet'].nunique(), 'outlet')} report "
             f"{counted(len(found), 'event')}."]  # fmt: skip
    if guessed:
        parts.append(
            f"{guessed:,} of these events were guessed from words and dates; name what each article reports in the "
            "column 'event' to decide it yourself."
        )
    parts.append("An event that an outlet reports may be missing from what was collected of it.")
    if len(found) < LEAST:
        parts.append(f"With fewer than {LEAST} events, shares are described and have no interval.")
    if dropped:
        parts.append(f"{counted(dropped, 'article')} of unknown outlets are left out.")
    return " ".join(parts)


def event_rows(statements: pd.DataFrame) -> pd.DataFrame:
    """The *coverage* table, from the statements that articles carry: each article with its event."""
    held = statements[statements["carried"].fillna(False).astype(bool)]
    held = held.drop_duplicates("article_id")[["article_id", "event"]]
    held = held.assign(guessed=held["event"].str.startswith("~", na=False))
    return frame("coverage", held.sort_values("article_id", kind="stable", ignore_index=True))


def _methods(tables: Tables) -> list[Told]:
    found = tables.coverage
    several = found["event"].nunique()
    if several < 2:
        return []
    guessed = int(found.loc[found["guessed"].fillna(False).astype(bool), "event"].nunique())
    how = f", {guessed:,} of them grouped by wording and date" if guessed else ""
    return [(f"Articles report {several:,} events{how}; coverage is the share of events that an outlet reports.", ())]


COVERAGE = Measure(
    Table("coverage", "article and the event it reports", (
        ARTICLE,
        Column("event", "string", "", "Its event; where none is declared, ~ and the id of the event's first article."),
        Column("guessed", "boolean", "", "Whether the event was guessed from words and dates."),
    ), step="statements"),
    methods=_methods,
)  # fmt: skip
