"""A browser for the tests of this folder; they are slow, and skipped where no Chromium is installed."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from chromium import PROGRAM, Chromium


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)
            missing = "no Chromium is installed; CONTRIBUTING.md says how to get it"
            item.add_marker(pytest.mark.skipif(PROGRAM is None, reason=missing))


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Chromium]:
    """A browser with a profile of its own; after the test, nothing in it may have asked another host for anything."""
    pytest.importorskip("websocket", reason="the browser is driven over a websocket: pip install 'framing[lab]'")
    pytest.importorskip("PIL.Image")
    browser = Chromium(tmp_path)
    try:
        yield browser
        assert browser.close() == set()
    finally:
        browser.kill()
