"""Work that takes too long is stopped."""

import pytest

from framing.engines.limit import Exceeded, within


def test_work_over_its_bound_is_stopped():
    with pytest.raises(Exceeded, match=r"more than 0\.05 seconds"), within(0.05):
        while True:
            pass


def test_work_within_its_bound_is_left_alone():
    with within(5):
        pass
