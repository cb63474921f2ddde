import json

import pytest

from framing.corpus.study import read_study
from framing.corpus.study_values import ARTICLE_KEYS, STUDY_KEYS
from framing.readers import read
from framing.reporting.new_study import new_study


def test_a_study_from_a_folder_reads_back_the_same_articles(tmp_path):
    place = new_study(tmp_path / "my-study", source="seeds")
    again, seeds = read(place), read("seeds")
    assert again.problems.empty and again.ids == seeds.ids and again.study.name == "my-study"
    for new, old in zip(again, seeds, strict=True):
        assert (new.text, new.outlet, new.date, new.wire, new.event) == (
            old.text,
            old.outlet,
            old.date,
            old.wire,
            old.event,
        )
        for name in ("outlet_evidence", "wire_evidence", "translated", "filed"):
            assert new.metadata.get(name) == old.metadata.get(name)
    assert again.study.phrases == seeds.study.phrases and again.study.actors == seeds.study.actors


def test_line_ends_and_odd_characters_survive(tmp_path):
    text = "Rain\r\nfell\u2028on \u0085the \x7fharbour.\t“Now”\n"
    (tmp_path / "one.txt").write_bytes(text.encode())
    place = new_study(tmp_path / 'a "b" \x7f', source=tmp_path / "one.txt")
    assert read(place)[0].text == text


def test_without_a_source_it_is_on_the_simulated_corpus(tmp_path):
    corpus = read(new_study(tmp_path / "trial"))
    assert len(corpus) > 10 and corpus.study.phrases


def test_what_was_dropped_or_guessed_stays_beside_the_articles(tmp_path):
    (tmp_path / "all.csv").write_text("id,body\n1,Rain fell.\n2,\n")
    place = new_study(tmp_path / "trial", source=tmp_path / "all.csv")
    assert "left out" in (place / "problems.csv").read_text()


def test_a_folder_with_files_is_never_written_into(tmp_path):
    (tmp_path / "mine.txt").write_text("Mine.")
    with pytest.raises(FileExistsError, match="holds files already"):
        new_study(tmp_path, source="seeds")
    with pytest.raises(FileNotFoundError):
        new_study(tmp_path / "other", source="nowhere")
    assert not (tmp_path / "other").exists()


def test_a_study_is_made_whole_or_not_at_all(tmp_path, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("framing.reporting.new_study._copy_notebooks", stop)
    with pytest.raises(KeyboardInterrupt):
        new_study(tmp_path / "trial", source="seeds")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_becomes_the_study(tmp_path):
    (tmp_path / "trial").mkdir()
    assert (new_study(tmp_path / "trial", source="seeds") / "study.toml").is_file()


def test_every_key_of_a_study_is_explained(tmp_path):
    text = (new_study(tmp_path / "trial", source="seeds") / "study.toml").read_text()
    for key in [*STUDY_KEYS, *ARTICLE_KEYS]:
        assert f"{key} = " in text or f"[{key}]" in text or f"[[{key}]]" in text or f"#   {key}" in text


def test_an_example_taken_at_its_word_is_a_valid_study(tmp_path):
    place = new_study(tmp_path / "trial", source="seeds")
    lines = (place / "study.toml").read_text().split("\n")
    start = lines.index("# [[articles]]")
    (place / "study.toml").write_text("\n".join([*lines[:start], *(line.removeprefix("# ") for line in lines[start:])]))
    assert read_study(place).articles[0].outlet == "Daily Example"


def test_notebooks_ask_the_study_they_stand_in(tmp_path):
    place = new_study(tmp_path / "trial", source="seeds")
    notebooks = sorted((place / "notebooks").glob("*.ipynb"))
    assert notebooks
    for notebook in notebooks:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        (given,) = ["".join(cell["source"]) for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
        assert 'study = ".."' in given
