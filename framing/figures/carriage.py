"""Which statements a figure of selection shows, in what order, and what each outlet did with each of them."""

from __future__ import annotations

from collections import Counter
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Any

import pandas as pd

from framing.figures.labels import outlet_of
from framing.passages import omissions

if TYPE_CHECKING:
    from framing.tables import Tables

ROWS = 36  # statements at most
LINES = 40  # of statements, on a page of print (9.5 inches) in 8-point type with heads, totals and notes
CARRIED, OMITTED, ABSENT, EARLY, UNCLEAR = "carried", "omitted", "not carried", "not at risk", "not known"
COLUMNS = (
    "statement", "label", "outlet", "state", "voice", "form", "carried", "articles", "outlets", "article_id", "start",
    "end",
)  # fmt: skip


def carriage(tables: Tables, most: int = ROWS) -> pd.DataFrame:
    """One row for each statement drawn and each outlet with an article on its event, in the order drawn.

    Parameters
    ----------
    tables : Tables
        Uses ``statements``, ``articles``, ``families`` and ``quotations``.
    most : int
        Statements at most.

    Returns
    -------
    DataFrame
        statement, label (a short wording of it, with the speaker's name where it is a quotation), outlet, state
        (*carried*; *omitted*: a claim of `framing.omissions`, at risk; *not carried*; *not at risk*: all the outlet's
        articles were filed before what it reports; *not known*: a sentence may say it, when the article was filed is
        unknown, or the event is so large that absences are not looked for), voice (of most of the outlet's sentences
        that carry it), form (shortened, same, expanded; where the outlet has one article), carried and articles (how
        many of the outlet's articles on the event carry it), outlets (how many outlets carry it), and article_id, start
        and end (its first sentence that carries the statement, or the one that comes nearest; missing where none does).
    """
    rows = tables.statements
    rows = rows.assign(outlet=rows["article_id"].map(outlet_of(tables)))
    if rows.empty or not rows["carried"].any():
        return pd.DataFrame(columns=list(COLUMNS))
    held = rows[rows["carried"]]
    there = set(tables.articles["outlet"])
    outlets = [outlet for outlet in tables.outlets["outlet"] if outlet in there]
    carriers = {s: set(group["outlet"]) for s, group in held.groupby("statement")}
    shown = _informative(held, carriers, outlets, most)
    names = _labels(tables, held[held["statement"].isin(shown)])
    if most == ROWS:
        # In full, as many as a page holds; the letters of a line are those of the label's column at page width.
        letters = 92 - min(3.6 * len(outlets), 46)
        while len(shown) > 1 and sum(-(-len(names.get(s, "")) // letters) + 0.4 for s in shown) > LINES:
            shown = _informative(held, carriers, outlets, len(shown) - 1)
    place = {outlet: i for i, outlet in enumerate(outlets)}
    ranked = sorted(shown, key=lambda s: (-len(carriers[s]), sorted(place[o] for o in carriers[s]), s))
    rank = {statement: i for i, statement in enumerate(ranked)}
    claims = omissions(tables) if len(tables.articles) else pd.DataFrame(columns=["statement", "article_id"])
    claims = claims[claims["at_risk"].fillna(False).astype(bool)] if len(claims) else claims
    left_out = set(zip(claims["statement"], claims["article_id"], strict=True))
    size = rows.drop_duplicates(["event", "article_id"]).groupby(["event", "outlet"]).size().to_dict()
    made = []
    drawn = rows[rows["statement"].isin(rank)]
    for (statement, outlet), group in drawn.groupby(["statement", "outlet"]):
        mine = group[group["carried"]]
        voices = Counter(mine["voice"].dropna())
        made.append((
            statement, names.get(statement, ""), outlet, _state(group, left_out),
            max(sorted(voices), key=lambda voice: voices[voice]) if voices else pd.NA,
            mine["form"].iloc[0] if len(group) == 1 and len(mine) and "form" in mine else pd.NA,
            len(mine), max(len(group), size.get((group["event"].iloc[0], outlet), 0)), len(carriers[statement]),
            *_place(group, mine),
        ))  # fmt: skip
    told = {(statement, outlet) for statement, _, outlet, *_ in made}
    for statement, event in drawn.drop_duplicates("statement")[["statement", "event"]].dropna().itertuples(index=False):
        # Of a large event the table holds who carries a statement, and nobody else.
        for outlet in outlets:
            if (event, outlet) in size and (statement, outlet) not in told:
                made.append((
                    statement, names.get(statement, ""), outlet, UNCLEAR, pd.NA, pd.NA, 0, size[event, outlet],
                    len(carriers[statement]), pd.NA, pd.NA, pd.NA,
                ))  # fmt: skip
    table = pd.DataFrame(made, columns=list(COLUMNS))
    table = table.assign(rank=table["statement"].map(rank), place=table["outlet"].map(place))
    table = table.sort_values(["rank", "place"]).drop(columns=["rank", "place"]).reset_index(drop=True)
    types = dict.fromkeys(("statement", "start", "end"), "Int64")
    return table.astype(types | dict.fromkeys(("label", "voice", "form", "article_id"), "string"))


def families_of(tables: Tables) -> dict[str, set[str]]:
    """Families of each outlet's articles; an article without relatives is of none."""
    several = tables.families.groupby("family")["article_id"].transform("size") > 1
    outlet = tables.families["article_id"].map(outlet_of(tables))
    found: dict[str, set[str]] = {name: set() for name in tables.outlets["outlet"]}
    for name, family in zip(outlet[several], tables.families.loc[several, "family"], strict=True):
        found[name].add(family)
    return found


def _informative(held: pd.DataFrame, carriers: dict[int, set[str]], outlets: list[str], most: int) -> list[int]:
    """At most `most` statements: of those that several outlets carry, what most articles carry, to half of the rows
    or more; then the longest that each outlet alone carries, by turns."""
    if len(carriers) <= most:
        return sorted(carriers)
    articles = held.groupby("statement").size()
    length = (held["end"] - held["start"]).groupby(held["statement"]).max()
    common = sorted((s for s in carriers if len(carriers[s]) > 1), key=lambda s: (-articles[s], s))
    own = [
        sorted((s for s in carriers if carriers[s] == {outlet}), key=lambda s: (-length[s], s)) for outlet in outlets
    ]
    turns = [s for s in chain.from_iterable(zip_longest(*own)) if s is not None]
    kept = common[: max(most // 2, most - len(turns))]
    return [*kept, *turns[: most - len(kept)]]


def _place(group: pd.DataFrame, mine: pd.DataFrame) -> tuple[Any, Any, Any]:
    """Article, start and end of what carries a statement, or of what comes nearest to it."""
    if len(mine):
        return mine["article_id"].iloc[0], mine["start"].iloc[0], mine["end"].iloc[0]
    near = group.sort_values("score", ascending=False, kind="stable").iloc[0]
    return near["article_id"], near["near_start"], near["near_end"]


def _state(group: pd.DataFrame, left_out: set[tuple[int, str]]) -> str:
    if group["carried"].any():
        return CARRIED
    risk = group["at_risk"]
    if not risk.fillna(True).any():
        return EARLY
    if group["carried"].isna().any():
        return UNCLEAR
    if not left_out.isdisjoint(zip(group["statement"], group["article_id"], strict=True)):
        return OMITTED
    return ABSENT if risk.fillna(False).any() else UNCLEAR


def _labels(tables: Tables, held: pd.DataFrame) -> dict[int, str]:
    """A wording of each statement, with the name of the one who is quoted before a quotation.

    First come wordings without a phrase of the study that another carrier's sentence lacks: a row must not seem to
    say that all its outlets print it. Then those that name no other statement yet, then the shortest.
    """
    said = {key: group for key, group in tables.quotations.dropna(subset="speaker").groupby("article_id")}
    found = {key: group for key, group in tables.phrases.groupby("article_id")}
    names: dict[int, str] = {}
    used: set[tuple[str, int]] = set()
    for statement, group in held.dropna(subset="text").groupby("statement"):
        wordings = group.to_dict("records")
        phrases = [set(_inside(found, w)["phrase"]) if w["article_id"] in found else set() for w in wordings]
        common = set.intersection(*phrases)
        ranked = [
            (len(held - common), (w["article_id"], w["start"]) in used, len(w["text"]), n)
            for n, (w, held) in enumerate(zip(wordings, phrases, strict=True))
        ]
        row = wordings[min(ranked)[-1]]
        used.add((row["article_id"], row["start"]))
        text = " ".join(row["text"].split())
        if row["voice"] == "quoted" and row["article_id"] in said:
            speakers = _inside(said, row)["speaker"]
            text = f"{speakers.iloc[0]}: {text}" if len(speakers) else text
        names[statement] = text
    return names


def _inside(rows: dict[str, pd.DataFrame], place: dict[str, Any]) -> pd.DataFrame:
    """Rows of the place's article that share characters with it."""
    near = rows[place["article_id"]]
    return near[(near["start"] < place["end"]) & (near["end"] > place["start"])]
