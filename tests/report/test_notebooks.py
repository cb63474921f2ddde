"""Notebooks are thin and tidy, run alone anywhere, and refuse a parameter they do not have."""

import ast
import json

import pytest

from framing.report.notebooks import notebooks, run

ALL = notebooks()
TIDY = "Clear it: jupyter nbconvert --clear-output --inplace notebooks/*.ipynb"


@pytest.mark.slow
@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
def test_runs_alone_on_another_study_in_an_empty_folder(file, tiny, tmp_path):
    node = run(file, {"study": str(tiny)}, tmp_path)
    pictures = [o for cell in node.cells for o in cell.get("outputs", []) if "image/png" in o.get("data", {})]
    drawn = [cell for cell in node.cells if cell.cell_type == "code" and cell.source.endswith(");")]
    assert len(pictures) == len(drawn) > 0 and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
def test_is_kept_without_outputs_counts_or_marks_of_a_machine(file):
    stored = json.loads(file.read_text(encoding="utf-8"))
    for cell in stored["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == [] and cell["execution_count"] is None, TIDY
    assert stored["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
def test_has_cell_ids_that_stay(file):
    ids = [cell["id"] for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]]
    assert ids == [f"{file.stem[:2]}-{place:02d}" for place in range(1, len(ids) + 1)]


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
def test_holds_no_logic(file):
    for cell in json.loads(file.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            logic = (ast.If, ast.For, ast.While, ast.FunctionDef, ast.ClassDef, ast.Try, ast.ListComp, ast.Lambda)
            assert not any(isinstance(node, logic) for node in ast.walk(ast.parse("".join(cell["source"]))))


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
def test_asks_one_question_and_says_what_cannot_be_shown(file):
    text = ["".join(c["source"]) for c in json.loads(file.read_text(encoding="utf-8"))["cells"]]
    assert text[0].splitlines()[0].endswith("?")
    assert sum("cannot show" in part for part in text) == 1
    assert not any(name in "".join(text[:1] + text[3:]) for name in ("Harris", "Mexico", "WION", "Al Jazeera"))


def test_a_misspelt_parameter_is_an_error_with_the_nearest_name(tmp_path):
    with pytest.raises(KeyError, match=r"no parameter .studdy.\. Did you mean .study"):
        run(ALL[0], {"studdy": "tiny"}, tmp_path)


def test_a_cell_that_fails_is_told_with_the_notebook_s_name(tmp_path):
    with pytest.raises(ValueError, match=r"01_corpus\.ipynb stopped with FileNotFoundError"):
        run(ALL[0], {"study": "no such study"}, tmp_path)
