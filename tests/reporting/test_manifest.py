import contextlib
import errno
import hashlib
import json
import os
import shutil

import pytest

from framing.reporting import manifest


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


@pytest.mark.parametrize("there", [False, True])
def test_a_first_report_is_written_whole(tmp_path, there):
    out, made = tmp_path / "new" / "out", written(tmp_path / "made", "1")
    if there:
        out.mkdir(parents=True)
    manifest.replace(made, out)
    assert contents(out) == contents(made) and not (out / manifest.STAGE).exists()


def claimed(folder, files):
    """A report whose manifest claims these files."""
    folder.mkdir(parents=True, exist_ok=True)
    content = {"corpus": "", "parameters": "", "files": files}
    (folder / "MANIFEST.json").write_text(json.dumps(content))
    return folder


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("spelling", ["../thesis.txt", "{}/thesis.txt", "figures/../../thesis.txt", "link/thesis.txt",
                                      "thesis-link.txt", "./../thesis.txt"])  # fmt: skip
def test_nothing_outside_the_folder_is_removed_whatever_the_old_manifest_names(tmp_path, spelling):
    (tmp_path / "thesis.txt").write_text("mine")
    out = claimed(tmp_path / "out", {spelling.format(tmp_path): sha("mine")})
    (out / "figures").mkdir()
    (out / "link").symlink_to(tmp_path, target_is_directory=True)
    (out / "thesis-link.txt").symlink_to(tmp_path / "thesis.txt")
    manifest.replace(written(tmp_path / "made", "1"), out)
    assert (tmp_path / "thesis.txt").read_text() == "mine" and (out / "numbers.json").read_text() == "1"
    assert (out / "link").is_symlink() and (out / "thesis-link.txt").is_symlink()


def test_a_file_that_is_not_what_the_old_report_made_stays(tmp_path):
    out = claimed(tmp_path / "out", {"notes.txt": sha("made"), "gone.txt": sha("made")})
    (out / "notes.txt").write_text("edited since")
    (out / "gone.txt").write_text("made")
    manifest.replace(written(tmp_path / "made", "1"), out)
    assert (out / "notes.txt").read_text() == "edited since" and not (out / "gone.txt").exists()


def test_a_file_of_others_in_the_place_of_a_new_one_is_renamed(tmp_path):
    out = claimed(tmp_path / "out", {"other.txt": sha("made")})
    (out / "numbers.json").write_text("mine")
    manifest.replace(written(tmp_path / "made", "1"), out)
    assert (out / "numbers.json").read_text() == "1" and (out / "numbers.json.kept").read_text() == "mine"


DAMAGED = ["", "{", "[]", "7", "null", '{"files": 7}', '{"files": ["a"]}', '{"files": {"a": 7, "b/": "x", "": "y"}}',
           '{"files": {"a\\u0000b": "x", "\\ud800": "y", "C:\\\\a": "z", "CON": "0"}}', "[" * 100_000,
           '{"files": NaN}']  # fmt: skip


@pytest.mark.parametrize("content", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_or_foreign_manifest_names_nothing(tmp_path, content):
    out = tmp_path / "out"
    out.mkdir()
    (out / "MANIFEST.json").write_text(content)
    assert set(manifest.read(out)["files"]) <= {"CON"}
    manifest.replace(written(tmp_path / "made", "1"), out)
    assert manifest.read(out)["files"] == {"numbers.json": sha("1")}


def test_a_manifest_that_is_no_text_names_nothing(tmp_path):
    (tmp_path / "MANIFEST.json").write_bytes(b"\xff\xfe{}")
    assert manifest.read(tmp_path) == {"corpus": "", "parameters": "", "files": {}}


def test_a_folder_with_a_foreign_manifest_is_refused(tmp_path):
    (tmp_path / "MANIFEST.json").write_text('{"name": "an extension of a browser"}')
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(ValueError, match="holds other files and no report"):
        manifest.refuse_other(tmp_path)


def test_nothing_is_written_through_a_link_that_leads_out_of_the_folder(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    out = claimed(tmp_path / "out", {})
    (out / "figures").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    made = tmp_path / "made"
    (made / "figures").mkdir(parents=True)
    (made / "figures" / "a.svg").write_text("<svg/>")
    with pytest.raises(ValueError, match="leads out of"):
        manifest.replace(written(made, "1"), out)
    assert list((tmp_path / "elsewhere").iterdir()) == [] and not (out / "numbers.json").exists()


def test_a_link_in_the_place_of_a_file_is_replaced_and_not_followed(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    out = claimed(tmp_path / "out", {"numbers.json": sha("mine")})
    (out / "numbers.json").symlink_to(tmp_path / "thesis.txt")
    manifest.replace(written(tmp_path / "made", "1"), out)
    assert (tmp_path / "thesis.txt").read_text() == "mine" and (out / "numbers.json").read_text() == "1"


def contents(folder):
    return {name: (folder / name).read_bytes() for name in manifest.listed(folder)}


@pytest.fixture
def reports(tmp_path):
    """An old report in `out` with a file of the user's, and a new one in `made`."""
    out, made = tmp_path / "out", tmp_path / "made"
    for folder, names in ((out, "ab"), (made, "bc")):
        (folder / "figures").mkdir(parents=True)
        for name in names:
            (folder / "figures" / f"{name}.svg").write_text(f"{name} of {folder.name}")
        written(folder, f"of {folder.name}")
    (out / "my-notes.txt").write_text("mine")
    return made, out


class Killed(BaseException):
    """No `except Exception` sees it, as with a signal."""


def interrupted(monkeypatch, at, names=("replace", "rename", "copyfile", "rmtree")):
    """Let the `at`-th operation on files fail; the operations counted."""
    done = []

    def counted(original):
        def operation(*words, **options):
            done.append(original)
            if len(done) == at:
                raise Killed
            return original(*words, **options)

        return operation

    for module in (os, manifest.shutil):
        for name in names:
            if hasattr(module, name):
                monkeypatch.setattr(module, name, counted(getattr(module, name)))
    return done


def wholes(made, out):
    """The two reports that may be found."""
    mine = {"my-notes.txt": b"mine"}
    return contents(out), contents(made) | mine


def test_an_interruption_leaves_the_old_report_or_the_new_one_whole(reports, tmp_path, monkeypatch):
    made, out = reports
    old, new = wholes(made, out)
    for at in range(1, 30):
        place = tmp_path / f"out-{at}"
        shutil.copytree(out, place)
        with monkeypatch.context() as patch:
            done = interrupted(patch, at)
            with contextlib.suppress(Killed):
                manifest.replace(made, place)
        assert contents(place) in (old, new), at
        if len(done) < at:
            break
    assert contents(place) == new and not (place / manifest.STAGE).exists() and at > 10


def test_after_a_kill_the_next_command_finds_the_old_report_or_the_new_one(reports, tmp_path, monkeypatch):
    made, out = reports
    old, new = wholes(made, out)
    recover = manifest.recover
    for at in range(1, 30):
        place = tmp_path / f"out-{at}"
        shutil.copytree(out, place)
        with monkeypatch.context() as patch:
            patch.setattr(manifest, "recover", lambda out: None)  # nothing is put back by a process that is killed
            done = interrupted(patch, at)
            with contextlib.suppress(Killed):
                manifest.replace(made, place)
        recover(place)
        assert contents(place) in (old, new) and not (place / manifest.STAGE).exists(), at
        if len(done) < at:
            break
    assert at > 10


def test_the_manifest_comes_last(reports, monkeypatch):
    made, out = reports
    seen = []
    original = os.replace
    monkeypatch.setattr(os, "replace", lambda a, b: (seen.append(str(b)), original(a, b)))
    manifest.replace(made, out)
    assert seen[-1] == str(out / "MANIFEST.json")


def test_a_folder_that_cannot_be_written_is_refused(tmp_path, monkeypatch):
    def refused(*words, **options):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr("tempfile.TemporaryFile", refused)
    for out in (tmp_path / "new" / "out", tmp_path):
        with pytest.raises(ValueError, match=r"cannot be written .*read-only"):
            manifest.refuse_other(out)
    assert list(tmp_path.iterdir()) == []
