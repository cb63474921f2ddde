"""What a run removes is its own; one run at a time in a folder, and no lock that outlives its run."""

import pytest

from framing.pipeline.parts import drop_after, locked


def test_only_parts_of_the_run_are_removed(tmp_path):
    ours = ["articles/part-000001.parquet", "manifest/part-000001.json", "tone/part-000000.12-34.tmp"]
    others = ["articles/part-000000.parquet", "mine/part-000001.parquet", "notes/draft.tmp", "articles/part-9.parquet",
              "articles/draft.tmp"]  # fmt: skip
    for name in [*ours, *others]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "part-000001.parquet").write_text("")
    (tmp_path / "quotations").symlink_to(elsewhere, target_is_directory=True)
    drop_after(tmp_path, 0)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.glob("*/*") if path.parent.name != "quotations"}
    assert left == {*others, "elsewhere/part-000001.parquet"}


def test_a_folder_in_use_is_refused_and_free_again_afterwards(tmp_path):
    with locked(tmp_path), pytest.raises(ValueError, match="Another run is writing"), locked(tmp_path):
        pass
    with locked(tmp_path):
        pass


def test_a_lock_file_left_behind_stops_nobody(tmp_path):
    (tmp_path / ".lock").write_bytes(b"")
    with locked(tmp_path):
        pass


def test_slices_go_on_beside_one_another_but_not_beside_a_whole_run(tmp_path):
    with locked(tmp_path, (1, 2)), locked(tmp_path, (2, 2)):
        for only in (None, (1, 2)):
            with pytest.raises(ValueError, match="Another run is writing"), locked(tmp_path, only):
                pass
