"""Work that takes too long is stopped."""

import sys

import pytest

from framing.engines.limit import Exceeded, at_most, within


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
