"""What several tests need: the five seeds, and a tiny study of their own."""

import functools
import os
import tempfile
from pathlib import Path

import pytest

import framing

ROOT = Path(__file__).resolve().parents[1]

# pytest-socket closes this process; sitecustomize.py does the same in every Python that a test starts.
os.environ["FRAMING_TEST_OFFLINE"] = "1"
os.environ["FRAMING_HOME"] = tempfile.mkdtemp(prefix="framing-tests-")  # and nothing is written to anybody's own folder
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT / "tests"), os.environ.get("PYTHONPATH")]))


def pytest_collection_modifyitems(items):
    """Whole reports first: they take longest, and the other cores do the rest meanwhile."""
    items.sort(key=lambda item: item.path.name not in ("test_report.py", "test_verify.py", "test_notebooks.py"))


@pytest.fixture(scope="session", autouse=True)
def read_once():
    """The encoder reads each text once in a run of the tests, however many of them ask for it.

    What tests of the encoder itself call, past these memos, is the function's `__wrapped__`.
    """
    from framing.models.reading import Reader
    from framing.models.same import Vectors
    from framing.models.target import Judge

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Reader, "read", _read_once(Reader.read))
        patch.setattr(Vectors, "__call__", _made_once(Vectors.__call__))
        patch.setattr(Judge, "logits", _made_once(Judge.logits))
        yield


def _read_once(read):
    known = {}

    @functools.wraps(read)
    def once(self, asked, threads=None):
        for document, marks in asked:
            key = (id(self), document.text, document.article.title, tuple(map(tuple, marks)))
            if key not in known:
                known[key] = next(read(self, [(document, marks)], threads))
            yield known[key]

    return once


def _made_once(make):
    known = {}

    @functools.wraps(make)
    def once(self, *asked):
        key = (id(self), repr(asked))
        if key not in known:
            known[key] = make(self, *asked)
        return known[key].copy()

    return once


@pytest.fixture(scope="session")
def seeds() -> framing.Corpus:
    """The bundled study, harris-mexico-2021."""
    return framing.read(ROOT / "seeds")


@pytest.fixture(scope="session")
def tables(seeds: framing.Corpus) -> framing.Tables:
    """All tables of the bundled study."""
    return framing.measure(seeds)
