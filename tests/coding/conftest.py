"""A small simulated corpus and its tables, for all tests of coding."""

import pytest

import framing


@pytest.fixture(scope="session")
def simulated() -> framing.Corpus:
    return framing.simulate(events=3)


@pytest.fixture(scope="session")
def measured(simulated) -> framing.Tables:
    return framing.measure(simulated)
