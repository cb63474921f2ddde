"""Which model reads the texts: asked for in a call, in the study, on the command line, in every worker."""

import csv
import json

import pytest

import framing
from framing.cli import main
from framing.figures import caption
from framing.study import Study

TEXT = "Ann Lee said the dam was safe. “It is,” she said."


def corpus(study=None):
    return framing.Corpus([framing.Article("a", TEXT, "A")], study)


def test_the_study_decides_unless_a_call_asks_for_another():
    assert framing.measure(corpus(), across=False).facts["model"] == "encoder"
    assert framing.measure(corpus(Study(model="fast")), across=False).facts["model"] == "fast"
    assert framing.measure(corpus(Study(model="fast")), across=False, model="encoder").facts["model"] == "encoder"


def test_the_model_that_is_asked_for_reads_the_texts(monkeypatch):
    from framing.speakers import table

    asked = []
    read = table._rows
    monkeypatch.setattr(table, "_rows", lambda *given: asked.append(given[1]) or read(*given))
    framing.measure(corpus(), across=False, model="fast")
    framing.quotations(corpus(Study(model="fast")))
    framing.quotations(TEXT, model="fast")
    framing.tone_toward(corpus(Study(model="fast")), "Lee")
    framing.quotations(TEXT)
    assert asked == ["fast"] * 4 + ["encoder"]


@pytest.mark.parametrize("ask", [framing.quotations, lambda x, model: framing.measure(corpus(), model=model)])
def test_a_model_that_there_is_not_is_named_with_those_there_are(ask):
    with pytest.raises(ValueError, match=r"model = 'fst': allowed are encoder, fast\. Did you mean 'fast'\?"):
        ask(TEXT, model="fst")


def test_methods_and_captions_name_the_fast_path():
    fast, slow = (framing.measure(corpus(), across=False, model=model) for model in ("fast", "encoder"))
    assert "the fast path" in framing.methods(fast).paragraph
    assert "the fast path" not in framing.methods(slow).paragraph
    assert "the fast path" in caption("standing", fast) and "the fast path" not in caption("standing", slow)


def test_an_archive_measured_with_another_model_is_measured_again(tmp_path):
    with (tmp_path / "a.csv").open("w", encoding="utf-8") as file:
        csv.writer(file).writerows([["id", "outlet", "text"], ["1", "A", TEXT]])
    command = ["measure", str(tmp_path / "a.csv"), "--to", str(tmp_path / "out"), "--workers", "1"]
    assert main([*command, "--model", "fast"]) == 0
    assert json.loads((tmp_path / "out" / "study.json").read_text())["model"] == "fast"
    assert framing.scan(tmp_path / "out").tables().facts["model"] == "fast"
    again = framing.measure_file(tmp_path / "a.csv", tmp_path / "out", workers=1, model="fast")
    other = framing.measure_file(tmp_path / "a.csv", tmp_path / "out", workers=1)
    assert (again.kept, other.kept) == (1, 0)


def test_the_second_pass_follows_the_model_of_the_first(tmp_path):
    with (tmp_path / "a.csv").open("w", encoding="utf-8") as file:
        csv.writer(file).writerows([["id", "outlet", "text"], ["1", "A", TEXT], ["2", "B", TEXT]])
    where = (tmp_path / "a.csv", tmp_path / "out")
    framing.measure_file(*where, workers=1, model="fast")
    with pytest.raises(ValueError, match="with another study"):
        framing.measure_across(*where, ["passages"], workers=1)
    assert framing.measure_across(*where, ["passages"], workers=1, model="fast")
