"""What an article leaves out: statements that others carry and it does not."""

from __future__ import annotations

import logging
from functools import cache

import pandas as pd

from framing.corpus.corpus import Corpus
from framing.measures.selection._statements import WHOLE, statements
from framing.measures.selection.credits import AGENCIES
from framing.measures.selection.judge import learned
from framing.tables import Tables

OTHERS = 2  # outlets that carry a statement, at least, for its absence elsewhere to say something
COLUMNS = (
    "statement", "text", "outlet", "article_id", "carried_by", "outlets", "copy", "at_risk", "confidence",
    "near", "near_start", "near_end", "score",
)  # fmt: skip

log = logging.getLogger(__name__)


def omissions(tables: Tables, corpus: Corpus | None = None) -> pd.DataFrame:
    """Statements that an article does not carry although two other outlets do, or the copy that it derives from.

    Parameters
    ----------
    tables : Tables
        From `framing.measure`, or from an archive with its second pass. Uses ``statements``, ``articles`` and
        ``families``.
    corpus : Corpus, optional
        The articles. Needed for events with more than 30 articles, of whose absences the tables hold none: they are
        looked for again here.

    Returns
    -------
    DataFrame
        One row per claim, those that most outlets carry first: statement, text (the shortest wording of those who
        carry it), outlet and article_id (whose article does not), carried_by (the outlets that do), outlets (how
        many), copy (the article's nearest relative, an agency's, carries it), at_risk (True: the article could have
        carried it; missing: unknown), confidence (that the article does not say it in other words, 0 to 1), near,
        near_start and near_end (its sentence that comes nearest, to be read as a check; missing where none is near),
        score (the chance that this sentence says it).

    Raises
    ------
    TypeError
        If `tables` are none.

    Notes
    -----
    Cells that are unknown make no claim, and neither do articles that were filed before what the statement reports,
    nor those whose outlet carries it in another article. An omission shows what is not in the texts read, not why.
    `confidence` is one minus the share of annotated cells with such a score in which the article did say it
    (``resources/statements/card.md``).

    Examples
    --------
    >>> import framing
    >>> tables = framing.measure(framing.read("norwell-bridge"), model="fast")
    >>> table = framing.omissions(tables)
    >>> bool(((table["outlets"] >= 2) | table["copy"]).all()), bool(table["confidence"].between(0.5, 1).all())
    (True, True)
    """
    if not isinstance(tables, Tables):
        raise TypeError(f"omissions takes the tables of framing.measure, not {type(tables).__name__}.")
    rows = _rows(tables, corpus)
    outlet = tables.articles.set_index("article_id")["outlet"]
    relative = tables.families.dropna(subset="relative").set_index("article_id")["relative"].to_dict()
    rows = rows.assign(outlet=rows["article_id"].map(outlet))
    held = {number: group for number, group in rows[_carried(rows)].groupby("statement", sort=True)}
    absent = rows[(rows["carried"] == False).fillna(False) & rows["at_risk"].fillna(True)]  # noqa: E712
    made = []
    for row in absent.itertuples(index=False):
        carriers = held.get(row.statement)
        if carriers is None or row.outlet in set(carriers["outlet"]):
            continue
        outlets = list(dict.fromkeys(carriers["outlet"]))
        # Of a family only an agency's article is the copy; what another relative carries alone may be its own.
        source = relative.get(row.article_id)
        copy = source in set(carriers["article_id"]) and bool(AGENCIES.search(str(outlet[source])))
        if len(outlets) < OTHERS and not copy:
            continue
        wording = min(carriers["text"].dropna(), key=len, default="")
        sure = round(1 - _present(float(row.score)), 2)
        made.append((
            row.statement, wording, row.outlet, row.article_id, ", ".join(outlets), len(outlets), copy, row.at_risk,
            sure, row.near, row.near_start, row.near_end, row.score,
        ))  # fmt: skip
    table = pd.DataFrame(made, columns=list(COLUMNS)).astype({
        **dict.fromkeys(("text", "outlet", "article_id", "carried_by", "near"), "string"),
        **dict.fromkeys(("statement", "outlets", "near_start", "near_end"), "Int64"),
        **dict.fromkeys(("copy", "at_risk"), "boolean"), "confidence": float, "score": float,
    })  # fmt: skip
    order = ["outlets", "confidence", "statement", "article_id"]
    return table.sort_values(order, ascending=[False, False, True, True], ignore_index=True)


def _rows(tables: Tables, corpus: Corpus | None) -> pd.DataFrame:
    """The statements table, with the rows of absences in large events."""
    rows = tables.statements
    size = rows.groupby("event")["article_id"].nunique()
    large = set(size[size > WHOLE].index)
    if not large:
        return rows
    if corpus is None:
        log.warning(
            "%s events have more than %s articles; what their articles leave out is not in the tables. Give the corpus "
            "too: framing.omissions(tables, corpus).", f"{len(large):,}", WHOLE,
        )  # fmt: skip
        return rows
    found = [rows]
    for event in sorted(large):
        own = rows[rows["event"] == event]
        ids = set(own["article_id"])
        some = Corpus(sorted((a for a in corpus if a.id in ids), key=lambda article: article.id), corpus.study)
        said = tables.quotations[tables.quotations["article_id"].isin(ids)]
        again = statements(some, said, tables.facts.get("model"), whole=len(ids))
        carried = _carried(again)
        held = again[carried]
        number = dict(zip(zip(own["article_id"], own["start"], strict=True), own["statement"], strict=True))
        places = zip(held["statement"], held["article_id"], held["start"], strict=True)
        of = {new: number[article, start] for new, article, start in places if (article, start) in number}
        absent = again[~carried & again["statement"].isin(of)]
        found.append(absent.assign(statement=absent["statement"].map(of)))
    return pd.concat(found, ignore_index=True)


def _carried(rows: pd.DataFrame) -> pd.Series[bool]:
    """Whether each row's article is known to carry the statement."""
    return rows["carried"].fillna(False).astype(bool)


def _present(score: float) -> float:
    """Share of annotated cells with such a score in which the article says it after all."""
    least, slope = _calibration()
    return min(0.5, least + slope * score)


@cache
def _calibration() -> tuple[float, float]:
    held = learned()["present"]
    return float(held[0]), float(held[1])
