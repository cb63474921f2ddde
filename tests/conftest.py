"""What several tests need: the five seeds, and a tiny study of their own."""

from pathlib import Path

import pytest

import framing

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def seeds() -> framing.Corpus:
    """The bundled study, harris-mexico-2021."""
    return framing.read(ROOT / "seeds")


@pytest.fixture(scope="session")
def tables(seeds: framing.Corpus) -> framing.Tables:
    """All tables of the bundled study."""
    return framing.measure(seeds)
