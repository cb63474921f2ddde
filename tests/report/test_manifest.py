import json

import pytest

from framing.report import manifest


def written(folder, content, versions=None):
    """A report of one file, made by libraries of these versions."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "numbers.json").write_text(content)
    manifest.write(folder, {"name": "tiny", "corpus": "c" * 64})
    if versions:
        (folder / "ENVIRONMENT.json").write_text(json.dumps(versions))
    return folder


def test_environment_is_left_as_it_is_while_results_stay_the_same(tmp_path):
    out = written(tmp_path / "out", "1", {"python": "3.9"})
    manifest.replace(written(tmp_path / "made", "1"), out)
    assert json.loads((out / "ENVIRONMENT.json").read_text()) == {"python": "3.9"}


def test_environment_is_written_when_results_change(tmp_path):
    out = written(tmp_path / "out", "1", {"python": "3.9"})
    manifest.replace(written(tmp_path / "made", "2"), out)
    assert json.loads((out / "ENVIRONMENT.json").read_text()) == manifest.environment()
    assert (out / "numbers.json").read_text() == "2"


def test_files_that_are_no_longer_made_go_and_files_of_others_stay(tmp_path):
    out = tmp_path / "out"
    (out / "figures").mkdir(parents=True)
    (out / "figures" / "old.svg").write_text("old")
    written(out, "1")
    (out / "my-notes.txt").write_text("mine")
    manifest.replace(written(tmp_path / "made", "1"), out)
    assert not (out / "figures" / "old.svg").exists() and (out / "my-notes.txt").read_text() == "mine"


def test_a_file_where_a_folder_should_be_is_refused(tmp_path):
    (tmp_path / "out").write_text("")
    with pytest.raises(ValueError, match="is a file"):
        manifest.refuse_other(tmp_path / "out")


def test_python_is_recorded_without_its_patch_level():
    assert manifest.environment()["python"].count(".") == 1
    assert "missing" not in manifest.environment()["libraries"].values()
