"""Work is spread over processes, one of which may die; work that takes too long is stopped."""

import os
import signal
import subprocess
import sys
import time

import pytest

from framing.pipeline.pool import Exceeded, at_most, spread, within


def doubled(number):
    return 2 * number


def dies_once(place, number):
    """Ends its own process the first time that it is called with 3."""
    if number == 3 and not (place / "died").exists():
        (place / "died").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def dies(number):
    os._exit(1)


@pytest.mark.parametrize("workers", [1, 2])
def test_every_piece_is_done_once(workers):
    assert sorted(spread(doubled, ((n,) for n in range(9)), workers=workers)) == list(range(0, 18, 2))


def test_pieces_of_a_worker_that_dies_are_done_anew(tmp_path):
    assert sorted(spread(dies_once, ((tmp_path, n) for n in range(9)), workers=2)) == list(range(9))


def test_workers_that_die_again_and_again_are_told():
    with pytest.raises(ChildProcessError, match="want of memory"):
        list(spread(dies, ((n,) for n in range(3)), workers=2))


def test_a_failure_is_handed_on():
    with pytest.raises(TypeError):
        list(spread(doubled, [(None,)], workers=2))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the system has no bound on memory")
@pytest.mark.parametrize("workers", [1, 2])
def test_memory_is_bounded_for_all_processes_together(workers):
    with pytest.raises(MemoryError):
        list(spread(bytearray, [(3_000_000_000,)], workers=workers, gigabytes=2.5))


@pytest.mark.slow
def test_workers_end_with_the_process_that_started_them(tmp_path):
    code = (
        "import os, sys, time; from framing.pipeline.pool import spread\n"
        "def work(place, n):\n open(f'{place}/{os.getpid()}', 'w').close(); time.sleep(60)\n"
        "list(spread(work, ((sys.argv[1], n) for n in range(2)), workers=2))"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)])
    while len(list(tmp_path.iterdir())) < 2 and process.poll() is None:
        time.sleep(0.05)
    process.kill()
    process.wait()
    left = [int(path.name) for path in tmp_path.iterdir()]
    for _ in range(100):
        left = [pid for pid in left if alive(pid)]
        if not left:
            break
        time.sleep(0.1)
    assert not left


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_work_over_its_bound_is_stopped():
    with pytest.raises(Exceeded, match=r"more than 0\.05 seconds"), within(0.05):
        while True:
            pass


def test_work_within_its_bound_is_left_alone():
    with within(5):
        pass


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the system has no bound on memory")
def test_memory_over_its_bound_is_refused_and_free_afterwards():
    with at_most(2), pytest.raises(MemoryError):
        bytearray(3_000_000_000)
    with at_most(None):
        assert len(bytearray(1_000_000)) == 1_000_000
