import os
import threading

import pytest

from framing.readers import read
from framing.readers.folder import files, folder_files, printable
from framing.readers.record import Problems


def names_of(folder):
    problems = Problems()
    return [source.name for source in files(folder, problems)], {row[0]: row[3] for row in problems.rows}


def test_files_come_sorted_with_their_folders_and_without_hidden_ones(tmp_path):
    for name in ("b.txt", "a/z.txt", ".hidden.txt", ".git/x.txt", "reports/r.txt", "study.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Rain.")
    assert names_of(tmp_path) == (["a/z.txt", "b.txt"], {})


def test_what_is_no_article_by_its_name_is_listed(tmp_path):
    for name in ("README.txt", "notes.md", "photo.jpg"):
        (tmp_path / name).write_text("Rain.")
    names, told = names_of(tmp_path)
    assert names == [] and sorted(told) == ["README.txt", "notes.md", "photo.jpg"]


def test_no_link_leads_out_of_the_folder(tmp_path):
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / "secret.txt").write_text("Secret.")
    (inside / "one.txt").write_text("Rain.")
    (inside / "file.txt").symlink_to(outside / "secret.txt")
    (inside / "folder").symlink_to(outside)
    (inside / "again.txt").symlink_to(inside / "one.txt")
    (inside / "round.txt").symlink_to(inside / "round.txt")
    names, told = names_of(inside)
    assert names == ["again.txt", "one.txt"] and sorted(told) == ["file.txt", "folder", "round.txt"]


def test_a_pipe_does_not_hang_the_reading(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert names_of(tmp_path)[0] == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_without_permission_is_listed(tmp_path):
    (tmp_path / "a.txt").write_text("Rain.")
    (tmp_path / "a.txt").chmod(0)
    assert "cannot be read" in names_of(tmp_path)[1]["a.txt"]


def test_a_name_that_is_no_text_can_be_written(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("Rain.")
    (name,), _ = names_of(tmp_path)
    assert name == printable(name) == "caf?.txt"
    assert folder_files(tmp_path, Problems())


def test_a_pipe_is_read_as_a_file(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=lambda: path.write_text("id,outlet,text\n1,Post,Rain fell.\n"))
    writer.start()
    corpus = read(path)
    writer.join()
    assert corpus["1"].text == "Rain fell." and corpus["1"].metadata["file"] == "pipe"
