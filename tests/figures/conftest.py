"""Tables of invented studies of any size, for the tests of figures: no text is read for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Any

import matplotlib
import matplotlib.pyplot
import pandas as pd
import pytest

from framing.tables import SCHEMA, Tables, frame

NAMES = (
    "Example Post",
    "The Very Long Established Evening Gazette and Advertiser of Greater Exampleshire",
    "Unknown outlet (002)",
    "Газета Пример",
    "صحيفة المثال",
    "新样本报",
    "Cash $5 & $6 Daily_News",
    "Donaudampfschifffahrtsgesellschaftsblatt",
    "B",
    "Ex.co",
    "Le Progrès",
    "Herald",
    "Morning Call",
    "Zeit",
)
SPEAKERS = (
    "Ada Example",
    "Ministry of Samples",
    "Bo de la Muestra-Fernández y García",
    "residents",
    "Żółć Ąę",
)
PHRASES = ("red line", "an exceptionally long phrase to place")
ACTORS = ("Ada Example", "The Ministry of Samples and Specimens", "新样本")
STATEMENTS = 30
WORDING = "The council of {} closed the old bridge, it said, and residents had to take the ferry until spring"


matplotlib.use("agg")


@pytest.fixture(scope="session")
def study() -> Callable[..., Tables]:
    """Maker of invented studies."""
    return invented


@pytest.fixture(scope="session")
def faults() -> Callable[[Any], list[str]]:
    """What is wrong with the texts in some axes: outside of them, or one over another."""
    return found_faults


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """Figures are closed after each test."""
    yield
    matplotlib.pyplot.close("all")


def found_faults(ax: Any) -> list[str]:
    """Texts that are cut, or overlap another by more than the air beside and above letters."""
    ax.get_figure(root=True).canvas.draw()
    room = ax.get_window_extent()
    found = [(text.get_text(), text.get_window_extent()) for text in ax.texts if text.get_text().strip()]
    faults = [
        f"{text!r} is cut" for text, box in found
        if box.x0 < room.x0 - 1 or box.x1 > room.x1 + 1 or box.y0 < room.y0 - 1 or box.y1 > room.y1 + 1
    ]  # fmt: skip
    for (one, a), (two, b) in combinations(found, 2):
        across, along = min(a.x1, b.x1) - max(a.x0, b.x0), min(a.y1, b.y1) - max(a.y0, b.y0)
        if across > 2 and along > 4:
            faults.append(f"{one!r} overlaps {two!r}")
    return faults


def invented(outlets: int = 3, articles: int = 1, speakers: int = 4, notes: bool = True) -> Tables:
    """An invented study: `outlets` outlets with `articles` articles each; every third quotes nobody."""
    made: dict[str, list[dict[str, Any]]] = {name: [] for name in SCHEMA}
    for number in range(outlets * articles):
        for table, row in _article(f"{number:03d}", number // articles, speakers, notes):
            made[table].append(row)
    made["outlets"] = _outlets(made["articles"])
    facts = {"name": "invented", "title": "An invented study", "phrases": list(PHRASES), "corpus": "0" * 64}
    return Tables({name: typed(name, rows) for name, rows in made.items()}, facts)


def typed(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows as the table `name`; columns left out are missing."""
    columns = [column.name for column in SCHEMA[name].columns]
    return frame(name, [tuple(row.get(column) for column in columns) for row in rows])


def _article(article: str, o: int, speakers: int, notes: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """Rows of one article of outlet number `o`, each with its table."""
    base = {"article_id": article}
    words, quoted = 120 + 97 * o, 0 if o % 3 == 2 else 31 + 9 * o
    yield "articles", {
        **base, "outlet": NAMES[o], "words": words, "sentences": 8, "quoted_words": quoted,
        "reported_words": 11 * (o % 4), "shared_words": words // (o + 2), "tone_mean": 0.1 * (o % 5) - 0.2,
        "tone_journalist": 0.1, "tone_quoted": -0.3 if quoted else None,
        "notes": {0: "translated", 1: "filed before the event; outlet unknown"}.get(o % 5) if notes else None,
    }  # fmt: skip
    for s in range(8):
        span = {**base, "sentence": s, "start": 100 * s, "end": 100 * s + 90, "zone": "body"}
        yield "sentences", {**span, "words": words // 8, "position": s / 8, "tone": ((s * 7 + o) % 9 - 4) / 5}
        for n, voice in enumerate(("journalist", "quoted", "reported")[: 1 + (s + o) % 3]):
            score = ((s * 5 + 3 * n + o) % 11 - 5) / 5
            yield "tone", {**span, "start": 100 * s + 30 * n, "voice": voice, "tone": score, "words": 5}
    for s, actor in enumerate(ACTORS[: o % 4]):
        for m in range(3):
            bad, good = 0.1 * ((s + m + o) % 6), 0.1 * ((2 * m + o + int(article)) % 5)
            yield "mentions", {
                **base, "actor": actor, "start": 100 * m, "end": 100 * m + 5, "zone": "body", "sentence": m,
                "voice": ("journalist", "quoted", "reported")[(m + s) % 3], "label": "neutral",
                "negative": bad, "neutral": 1 - bad - good, "positive": good,
            }  # fmt: skip
    for n in range(4 + o):
        yield "naming", {
            **base, "referent": ACTORS[n % 2], "kind": "actor", "form": "surname", "zone": "body", "sentence": n,
            "naming": f"{('Ms', 'Mayor', 'the embattled')[(n + o) % 3]} Example", "head": "example", "start": 10 * n,
            "end": 10 * n + 9, "voice": ("journalist", "quoted", "reported")[n % 3],
        }  # fmt: skip
    for n in range(STATEMENTS):
        event = {**base, "statement": n, "at_risk": (True, None, False)[(n + o) % 3]}
        if n % 5 > o % 3 or (n * 7 + o) % 4 == 0:
            text = f"Statement {n}, as number {o} words it, " + "goes on at some length " * (n % 9)
            event |= {
                "carried": True, "at_risk": True, "start": 50 * n, "end": 50 * n + len(text),
                "position": n / STATEMENTS, "voice": ("journalist", "quoted", "reported")[(n + o) % 3], "text": text,
                "form": ("same", "shortened", "expanded")[n % 3],
            }  # fmt: skip
        yield "statements", {"carried": False, **event}
    for s in range(min(speakers, 1 + 2 * o) if quoted else 0):
        yield "speakers", {
            **base, "speaker": SPEAKERS[s] if s < len(SPEAKERS) else f"Speaker Number {s}",
            "speaker_type": "person", "quotations": int(s != 2), "reported_words": 6 * s,
            "quoted_words": 0 if s == 2 else 40 // (s + 1) + o,
        }  # fmt: skip
    if o % 2:
        yield "quotations", {**base, "kind": "direct", "zone": "body", "words": 12}
    for p, zone in enumerate(("headline", "lead", "body", "caption")[: o % 5]):
        yield "phrases", {
            **base, "phrase": PHRASES[p % 2 if o != 4 else 0], "zone": zone, "start": p, "end": p + 5,
            "position": None if zone == "caption" else p / 4,
            "voice": ("quoted", "journalist", "reported")[p % 3],
        }  # fmt: skip
    yield "families", {**base, "family": f"{int(article) // 2 * 2:03d}"}
    if o:
        yield "passages", {
            "article_a": f"{int(article) - 1:03d}", "start_a": 0, "end_a": 200, "article_b": article,
            "start_b": 50, "end_b": 250, "kind": "edited", "words": 35, "similarity": 0.9, "quoted": False,
            "text_a": WORDING.format("Exampleton"), "text_b": WORDING.format("Sampleville"),
        }  # fmt: skip
        at = WORDING.index("{}")
        yield "edits", {
            "passage": int(article) - 1, "before": "Exampleton", "after": "Sampleville", "count": 1,
            "article_a": f"{int(article) - 1:03d}", "start_a": at, "end_a": at + len("Exampleton"),
            "article_b": article, "start_b": 50 + at, "end_b": 50 + at + len("Sampleville"),
        }  # fmt: skip


def _outlets(articles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = []
    for name in dict.fromkeys(row["outlet"] for row in articles):
        here = [row for row in articles if row["outlet"] == name]
        sums = ("words", "sentences", "quoted_words", "reported_words", "shared_words")
        tones = ("tone_mean", "tone_journalist", "tone_quoted")
        rows.append(
            {"outlet": name, "articles": len(here), "articles_measured": len(here)}
            | {column: sum(row[column] for row in here) for column in sums}
            | {column: here[0][column] for column in tones}
        )
    return rows
