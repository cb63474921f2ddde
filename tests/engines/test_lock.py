"""One run at a time in a folder, and no lock that outlives its run."""

import pytest

from framing.engines.lock import locked


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
