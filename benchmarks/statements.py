"""Accuracy of statements against annotation: pairs of sentences that say the same, and cells that claim an omission.

    python benchmarks/statements.py pairs CORPORA
    python benchmarks/statements.py cells CORPORA [--draw 60 --seed 2]

*pairs* scores the annotated events of NewsWCL50 (`data/annotations/statements.jsonl`). *cells* counts the cells that
say "not carried" where two outlets carry the statement, and how many such cells are left undecided; with ``--draw`` it
draws some of them, half from AllSides events and half from NewsWCL50, for a reader to judge.
"""

from __future__ import annotations

import argparse
import dataclasses
import gzip
import json
import logging
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.measures.selection import statements
from framing.measures.selection.events import events
from framing.measures.selection.tokens import tokens
from framing.text.document import Document

ANNOTATIONS = Path(__file__).resolve().parents[1] / "data" / "annotations"
CLOSING = frozenset(". , ; : ? ! ) ] } % ” ’ 's n't ' ’s n’t 're 've 'll 'm 'd ’re ’ve ’ll ’m ’d ... … ''".split())
OPENING = frozenset("( [ { “ ‘ $ # ``".split())
LEARNED = frozenset("0 1 2 3 8".split())  # events of part development, which taught the judge: no cells are drawn there
MEMBERS = 3  # articles of a guessed event from which a statement can have two carriers and an outlet without it

Place = tuple[str, int]


def texts_of_newswcl50(corpora: Path) -> list[Article]:
    """The tokenised articles as text: spaces between tokens but at signs, paragraphs where a token ends a line."""
    articles = []
    for row in _rows(corpora / "newswcl50.jsonl.gz"):
        text, gap = "", ""
        for sentence in row["sentences"]:
            words = _joined(sentence["tokens"])
            if words:
                text += gap + words if text else words
                gap = "\n\n" if any("\\n" in token for token in sentence["tokens"]) else " "
        articles.append(Article(row["id"], text, outlet=row["outlet"], event=str(row["event_id"])))
    return articles


def texts_of_allsides(corpora: Path) -> list[Article]:
    """Articles of the AllSides sample that belong to an event, guessed from words and dates, of `MEMBERS` or more."""
    articles = [
        Article(row["id"], row["text"], outlet=row["outlet"], title=row["title"], date=_day(row["date"] or ""))
        for row in _rows(corpora / "allsides_sample.jsonl.gz")
    ]
    logging.disable(logging.WARNING)
    groups = events(Corpus(articles), [tokens(Document(article), []) for article in articles])
    size = Counter(groups)
    return [
        dataclasses.replace(article, event=f"a{group}")
        for article, group in zip(articles, groups, strict=True)
        if size[group] >= MEMBERS
    ]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _day(written: str) -> str:
    """The date in ISO form: some rows have month/day/year."""
    found = re.fullmatch(r"(\d+)/(\d+)/(\d{2,4})", written)
    if found:
        month, day, year = map(int, found.groups())
        return f"{year + 2000 if year < 100 else year}-{month:02d}-{day:02d}"
    return written[:10] if re.match(r"\d{4}-\d\d-\d\d", written) else ""


def _joined(words: Iterable[str]) -> str:
    out, inside, glued = "", False, False
    for word in (part for token in words for part in token.split("\\n") if part):
        close, opens = glued or not out or word in CLOSING, word in OPENING
        if word == '"':
            close, opens, inside = close or inside, not inside, not inside
        elif word == "-":
            close = opens = True
        out += word if close else " " + word
        glued = opens
    return out


def annotated(part: str) -> dict[str, list[list[tuple[str, int, int]]]]:
    """Statements of each annotated event of a part (*test* or *development*): spans of the sentences that make them."""
    lines = (ANNOTATIONS / "statements.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if row["part"] == part]
    return {row["event"]: [[(i, a, z) for i, a, z in group] for group in row["statements"]] for row in rows}


def pairs_of(groups: Iterable[Iterable[Place]]) -> set[tuple[Place, Place]]:
    """Pairs of sentences of different articles that are in one group."""
    return {(a, b) for group in groups for a, b in combinations(sorted(set(group)), 2) if a[0] != b[0]}


def found_in(table: pd.DataFrame, documents: dict[str, Document]) -> list[list[Place]]:
    """Sentences of each statement of a statements table."""
    found: dict[int, list[Place]] = defaultdict(list)
    for row in table[table["carried"].fillna(False).astype(bool)].itertuples():
        starts = [int(row.start), *(int(span.split("-")[0]) for span in str(row.also).split())]
        found[row.statement] += [(row.article_id, documents[row.article_id].sentence_at(start)) for start in starts]
    return list(found.values())


def score(articles: Sequence[Article], part: str, model: str) -> dict[str, tuple[int, int, int]]:
    """Pairs found rightly, found, and annotated, for each annotated event."""
    out = {}
    for event, groups in annotated(part).items():
        own = [article for article in articles if article.event == event]
        documents = {article.id: Document(article) for article in own}
        true = pairs_of([(i, documents[i].sentence_at((a + z) // 2)) for i, a, z in group] for group in groups)
        found = pairs_of(found_in(statements(Corpus(own), model=model), documents))
        out[event] = len(true & found), len(found), len(true)
    return out


def cells(articles: Sequence[Article], model: str) -> tuple[list[dict[str, Any]], int]:
    """Cells that say that an outlet left out what two others carry, and how many such cells are undecided."""
    made, undecided = [], 0
    groups: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        groups[article.event or ""].append(article)
    for own in groups.values():
        outlet = {article.id: article.outlet for article in own}
        for _, rows in statements(Corpus(own), model=model).groupby("statement"):
            held = rows[rows["carried"].fillna(False).astype(bool)]
            carriers = {outlet[i] for i in held["article_id"]}
            for row in rows.itertuples():
                if len(carriers) < 2 or outlet[row.article_id] in carriers:
                    continue
                if pd.isna(row.carried):
                    undecided += 1
                    continue
                places = [[h.article_id, int(h.start), int(h.end)] for h in held.itertuples()]
                made.append({"silent": row.article_id, "carriers": places})
    return made, undecided


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("pairs", "cells"))
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--draw", type=int, default=0, help="cells to draw")
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--model", default="encoder", choices=("encoder", "fast"))
    chosen = parser.parse_args()
    wcl = texts_of_newswcl50(chosen.corpora)
    if chosen.what == "pairs":
        for part in ("development", "test"):
            counts = score(wcl, part, chosen.model)
            whole = tuple(map(sum, zip(*counts.values(), strict=True)))
            for name, (right, found, true) in [*counts.items(), (part, whole)]:
                value = 2 * right / max(found + true, 1)
                print(f"{name}: F1 {value:.3f} ({right} right, {found} found, {true} annotated)")
        return
    others = [article for article in wcl if article.event not in LEARNED]
    for name, articles in (("AllSides", texts_of_allsides(chosen.corpora)), ("NewsWCL50", others)):
        decided, undecided = cells(articles, chosen.model)
        print(f"{name}: {len(decided)} cells not carried, {undecided} undecided")
        for cell in random.Random(chosen.seed).sample(decided, min(chosen.draw // 2, len(decided))):
            print(json.dumps(cell))


if __name__ == "__main__":
    main()
