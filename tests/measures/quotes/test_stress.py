"""The stress set: short texts with one trap each, read from ``stress.toml`` beside this file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import framing
from framing.measures.quotes.kinds import kinds
from framing.measures.quotes.marks import marked
from framing.text.document import Document

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("stress.toml").read_text(encoding="utf-8"))["case"]
NAMES = [f"{number}-{case['family']}" for number, case in enumerate(CASES)]


def is_open(case: dict[str, Any], part: str) -> bool:
    return part in case.get("open", "").split(":")[0]


def places(text: str, wanted: list[str]) -> list[tuple[int, int]]:
    """Where the wanted stretches stand, each after the one before."""
    found, since = [], 0
    for words in wanted:
        start = text.index(words, since)
        since = start + len(words)
        found.append((start, since))
    return found


def with_open(part: str) -> list[Any]:
    """Every case; those that do not reach `part` yet must fail."""
    return [
        pytest.param(case, id=name, marks=pytest.mark.xfail(strict=True) if is_open(case, part) else ())
        for case, name in zip(CASES, NAMES, strict=True)
    ]


def test_the_set_is_large_and_no_case_stands_twice() -> None:
    assert len(CASES) >= 120
    assert len({case["text"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_marks_give_the_spans(case: dict[str, Any]) -> None:
    document = Document(case["text"])
    found = [(span.start, span.end) for span in marked(document) if span.depth == 0]
    assert found == places(case["text"], [words for words, _, _ in case["quotes"]])


@pytest.mark.parametrize("case", with_open("kind"))
def test_kinds(case: dict[str, Any]) -> None:
    document = Document(case["text"])
    spans = [span for span in marked(document) if span.depth == 0]
    assert [kind for kind, _ in kinds(document, spans)] == [kind for _, kind, _ in case["quotes"]]




def speakers(case: dict[str, Any], model: str) -> list[str]:
    table = framing.quotations(case["text"], model=model)
    return table.loc[~table["kind"].isin(["indirect", "attributed"]), "speaker"].astype(object).fillna("").tolist()


def clauses(case: dict[str, Any], model: str) -> list[tuple[int, int, str]]:
    table = framing.quotations(case["text"], model=model)
    table = table[table["kind"] == "indirect"]
    return list(zip(table["start"], table["end"], table["speaker"].astype(object).fillna(""), strict=True))


def expected_clauses(case: dict[str, Any]) -> list[tuple[int, int, str]]:
    wanted = case.get("indirect", [])
    spans = places(case["text"], [words for words, _ in wanted])
    return [(*span, name) for span, (_, name) in zip(spans, wanted, strict=True)]


@pytest.mark.parametrize("case", with_open("speaker"))
def test_speakers(case: dict[str, Any]) -> None:
    assert speakers(case, "fast") == [speaker for _, _, speaker in case["quotes"]]


@pytest.mark.parametrize("case", with_open("indirect"))
def test_indirect_speech(case: dict[str, Any]) -> None:
    assert clauses(case, "fast") == expected_clauses(case)


def test_the_encoder_reads_nine_in_ten_of_these_traps() -> None:
    right = sum(speakers(case, "encoder") == [speaker for _, _, speaker in case["quotes"]] for case in CASES)
    said = sum(clauses(case, "encoder") == expected_clauses(case) for case in CASES)
    assert right >= 0.9 * len(CASES) and said >= 0.9 * len(CASES), (right, said, len(CASES))
