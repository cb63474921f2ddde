"""A long run says how far it is; a short one says nothing."""

import io

import pytest

from framing.engines import meter as engine
from framing.engines.meter import Meter
from framing.engines.run import Progress


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands until it is set."""
    now = [100.0]
    monkeypatch.setattr(engine.time, "monotonic", lambda: now[0])
    return now


def test_rate_and_time_left_are_of_what_is_measured_now(clock):
    stream = io.StringIO()
    meter = Meter(stream)
    meter(Progress(10, 5_000, 0, 0.5))  # was there already
    clock[0] += 50
    meter(Progress(11, 5_500, 1, 0.6))
    assert stream.getvalue() == "5,500 articles in 11 parts (60%), 10 articles/s, about 3 min left\n"


def test_nothing_is_said_before_two_seconds(clock):
    stream = io.StringIO()
    meter = Meter(stream)
    clock[0] += 1.9
    meter(Progress(1, 500, 1, 0.5))
    assert stream.getvalue() == "" and meter.end() == "2 s"


def test_a_terminal_has_one_line_that_changes(clock):
    stream = io.StringIO()
    stream.isatty = lambda: True
    meter = Meter(stream)
    for part in (1, 2):
        clock[0] += 3
        meter(Progress(part, 500 * part, part, 0.1 * part))
    assert stream.getvalue().count("\r") == 2 and "\n" not in stream.getvalue()
