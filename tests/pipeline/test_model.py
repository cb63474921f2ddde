"""Which model reads the texts: asked for in a call, in the study, on the command line, in every worker."""

import csv
import json
from types import SimpleNamespace

import pytest

import framing
from framing.cli import main
from framing.corpus import study_values
from framing.corpus.study import Study
from framing.figures import caption, describe, toward
from framing.models import reading
from framing.models.reading import Reading

TEXT = "Ann Lee said the dam was safe. “It is,” she said."


def corpus(study=None):
    return framing.Corpus([framing.Article("a", TEXT, "A")], study)


def test_the_study_decides_unless_a_call_asks_for_another():
    assert framing.measure(corpus(), across=False).facts["model"] == "encoder"
    assert framing.measure(corpus(Study(model="fast")), across=False).facts["model"] == "fast"
    assert framing.measure(corpus(Study(model="fast")), across=False, model="encoder").facts["model"] == "encoder"


def test_the_model_that_is_asked_for_reads_the_texts(monkeypatch):
    from framing.measures.speakers import table

    asked = []
    read = table._rows
    monkeypatch.setattr(table, "_rows", lambda *given: asked.append(given[1]) or read(*given))
    framing.measure(corpus(), across=False, model="fast")
    framing.quotations(corpus(Study(model="fast")))
    framing.quotations(TEXT, model="fast")
    framing.quotations(TEXT)
    assert asked == ["fast"] * 3 + ["encoder"]


@pytest.mark.parametrize("ask", [framing.quotations, lambda x, model: framing.measure(corpus(), model=model)])
def test_a_model_that_there_is_not_is_named_with_those_there_are(ask):
    with pytest.raises(ValueError, match=r"model = 'fst': allowed are encoder, fast\. Did you mean 'fast'\?"):
        ask(TEXT, model="fst")


class Deaf:
    """Reads no speech anywhere."""

    def read(self, asked):
        for _, marks in asked:
            yield Reading([], [None] * len(marks), {}, [])


def test_a_model_of_another_package_reads_the_texts(monkeypatch):
    point = SimpleNamespace(name="deaf", value="other:Deaf", load=lambda: Deaf)
    for module in (study_values, reading):
        monkeypatch.setattr(module, "entry_points", lambda group, name="deaf": [point] if name == "deaf" else [])
    tables = framing.measure(corpus(), across=False, model="deaf")
    assert (tables.quotations["kind"] == "indirect").sum() == 0
    assert "by the model 'deaf'" in framing.methods(tables).paragraph


def test_a_model_without_its_method_is_refused(monkeypatch):
    point = SimpleNamespace(name="dumb", value="other:dumb", load=lambda: dict)
    for module in (study_values, reading):
        monkeypatch.setattr(module, "entry_points", lambda group, name="dumb": [point])
    with pytest.raises(ValueError, match="'dumb' of other:dumb has no method read"):
        framing.quotations(TEXT, model="dumb")


def test_methods_and_captions_name_the_fast_path():
    fast, slow = (framing.measure(corpus(), across=False, model=model) for model in ("fast", "encoder"))
    assert "the fast path" in framing.methods(fast).paragraph
    assert "the fast path" not in framing.methods(slow).paragraph
    assert "the fast path" in caption("standing", fast) and "the fast path" not in caption("standing", slow)


def test_tone_toward_an_actor_is_empty_on_the_fast_path_and_named_wherever_it_is_missed():
    study = Study(model="fast", actors={"Lee": ("Ann Lee",)})
    tables = framing.measure(corpus(study), across=False)
    assert tables.mentions.empty and framing.tone_toward(corpus(study), "Lee").empty
    assert "not measured" in tables.problems["problem"].item() and "encoder" in tables.problems["remedy"].item()
    assert "Tone toward Lee was not measured" in framing.methods(tables).paragraph
    assert "needs the encoder" in caption("toward", tables) and "needs the encoder" in describe("toward", tables)


def test_articles_without_an_actor_are_named_by_outlet_in_problems_and_under_the_figure():
    texts = {"a": TEXT, "b": "Ms Lee left.", "c": "It rained."}
    articles = [framing.Article(id, text, "Post") for id, text in texts.items()]
    tables = framing.measure(framing.Corpus(articles, Study(actors={"Lee": ("Ann Lee",)})), across=False)
    assert set(tables.mentions["article_id"]) == {"a", "b"}
    assert tables.problems["problem"].tolist() == ["'Lee' is not found in 1 of 3 articles of Post: c."]
    notes = [text.get_text() for text in toward(tables).texts]
    assert any("Lee is not found in 1 of 3 articles of Post." in note for note in notes)


def test_an_archive_settles_what_a_corpus_in_memory_does(tmp_path):
    rows = [["1", "A", TEXT], ["2", "B", "Ms Lee left."]]
    with (tmp_path / "a.csv").open("w", encoding="utf-8") as file:
        csv.writer(file).writerows([["id", "outlet", "text"], *rows])
    study = Study(actors={"Lee": ("Ann Lee",)})
    framing.measure_file(tmp_path / "a.csv", tmp_path / "out", study, workers=1)
    memory = framing.measure(framing.Corpus([framing.Article(*row[::2], outlet=row[1]) for row in rows], study))
    found = framing.scan(tmp_path / "out").read("mentions")
    assert found["article_id"].tolist() == memory.mentions["article_id"].tolist() == ["1", "1", "2"]
    assert found["negative"].tolist() == memory.mentions["negative"].tolist()


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
