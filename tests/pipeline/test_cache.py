"""What a study's cache holds is what measuring gives, and what somebody else put there is never taken for it."""

import hashlib
import json
import pickle
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import framing
from framing.corpus.study import Study
from framing.models.reading import Reader
from framing.pipeline import cache
from framing.pipeline.cache import Cache, caching

TEXT = "The bridge at Norwell will close in May, the council said.\n\n“We want a new era,” Mayor Ada Lee said. {}"
ARTICLES = [
    framing.Article(f"a{n}", TEXT.format(end), outlet, title="Bridge to close", date="2031-05-0" + str(n + 1))
    for n, (outlet, end) in enumerate([("Post", "She was angry."), ("Gazette", "Lee blamed the ferry.")])
]
STUDY = Study("bridge", phrases={"new era": ("new era",)}, actors={"Lee": ("Ada Lee",)})


def corpus(**changed):
    return framing.Corpus([replace(article, **changed) for article in ARTICLES], STUDY)


@pytest.fixture(scope="module")
def measured():
    return framing.measure(corpus())


@pytest.fixture
def kept(tmp_path, measured):
    """A cache that holds the small corpus."""
    with caching(Cache(tmp_path / cache.FOLDER)) as made:
        framing.measure(corpus())
    return made


@pytest.fixture
def reads(monkeypatch):
    """How many documents the encoder was asked to read."""
    asked = []
    read = Reader.read

    def counted(self, documents, threads=None):
        documents = list(documents)
        asked.extend(documents)
        return read(self, documents, threads)

    monkeypatch.setattr(Reader, "read", counted)
    return asked


def same(one, other):
    for name in one:
        pd.testing.assert_frame_equal(one[name], other[name], check_exact=True)
    assert one.facts == other.facts


def test_tables_from_the_cache_are_those_measured_to_the_last_bit(kept, measured, reads):
    with caching(Cache(kept.folder)):
        same(framing.measure(corpus()), measured)
    assert reads == []


def test_another_label_is_measured_without_reading_a_text_again(kept, reads):
    other = corpus(outlet="Herald")
    with caching(Cache(kept.folder)):
        found = framing.measure(other)
    assert reads == [] and found.outlets["outlet"].tolist() == ["Herald"]
    same(found, framing.measure(other))


def test_another_text_alone_is_read_again(kept, reads):
    changed = framing.Corpus([ARTICLES[0], replace(ARTICLES[1], text="It rained, said Ann Hill.")], STUDY)
    with caching(Cache(kept.folder)):
        found = framing.measure(changed)
    assert [document.article.id for document, _ in reads] == ["a1"]
    same(found, framing.measure(changed))


@pytest.mark.parametrize("changed", [{"scorer": "news"}, {"model": "fast"}, {"across": False}])
def test_what_is_asked_decides_what_is_found(kept, changed):
    with caching(Cache(kept.folder)):
        found = framing.measure(corpus(), **changed)
    same(found, framing.measure(corpus(), **changed))


def test_fresh_measures_again(kept, reads):
    with caching(Cache(kept.folder, fresh=True)):
        framing.measure(corpus())
    assert len(reads) == 2


def test_other_versions_measure_again(kept, reads, monkeypatch):
    monkeypatch.setattr(cache, "versions", lambda: "others")
    with caching(Cache(kept.folder)):
        framing.measure(corpus())
    assert len(reads) == 2


def resigned(folder, change):
    """A cache whose list somebody else made, with right hashes."""
    told = json.loads((folder / "SIGNED.json").read_text())
    change(folder)
    told["files"] = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in told["files"]}
    (folder / "SIGNED.json").write_text(json.dumps(told))


def invent(folder):
    pd.read_parquet(folder / "outlets.parquet").assign(quoted_share=0.99).to_parquet(folder / "outlets.parquet")


def unpickle(folder):
    (folder / "outlets.parquet").write_bytes(pickle.dumps(np.zeros(2)))


DAMAGE = {
    "invented numbers": invent,
    "invented numbers, listed": lambda folder: resigned(folder, invent),
    "a pickle": unpickle,
    "a pickle, listed": lambda folder: resigned(folder, unpickle),
    "nothing": lambda folder: [file.write_bytes(b"") for file in folder.iterdir()],
    "a list that is none": lambda folder: (folder / "SIGNED.json").write_text("[1]"),
    "a signature of another kind": lambda folder: (folder / "SIGNED.json").write_text('{"signature": "\\ud800"}'),
    "deep": lambda folder: (folder / "SIGNED.json").write_text("[" * 100_000),
    "gone": lambda folder: (folder / "quotations.parquet").unlink(),
}


@pytest.mark.parametrize("how", DAMAGE)
def test_a_cache_that_is_damaged_or_somebody_else_s_is_measured_again(kept, measured, how):
    DAMAGE[how](kept.folder)
    for _ in range(2):
        with caching(Cache(kept.folder)):
            same(framing.measure(corpus()), measured)
    key = cache.key_of(corpus(), STUDY, "vader", True)
    same(Cache(kept.folder).tables(key), measured)  # and made whole


def test_a_cache_of_another_user_is_measured_again(kept, reads, monkeypatch):
    monkeypatch.setattr(cache, "_secret", lambda: b"another")
    with caching(Cache(kept.folder)):
        framing.measure(corpus())
    assert len(reads) == 2


def test_nothing_is_written_where_a_link_leads_elsewhere(tmp_path, measured):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "study").mkdir()
    (tmp_path / "study" / cache.FOLDER).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    with caching(Cache(tmp_path / "study" / cache.FOLDER)):
        same(framing.measure(corpus()), measured)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_git_passes_the_cache_over_and_nothing_is_left_half_written(kept):
    assert (kept.folder / ".gitignore").read_text() == "*\n"
    assert not [path for path in kept.folder.iterdir() if path.is_dir()]


def test_another_process_of_the_run_reads_the_cache_that_it_is_told_of(kept, measured, reads, monkeypatch):
    for name, value in kept.variable().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(cache, "_secret", lambda: b"not known there")
    same(framing.measure(corpus()), measured)
    assert reads == []
    (kept.folder / "SIGNED.json").write_text("{}")
    same(framing.measure(corpus()), measured)
    assert len(reads) == 2 and (kept.folder / "SIGNED.json").read_text() == "{}"


def test_the_secret_is_the_user_s_alone(tmp_path, monkeypatch):
    monkeypatch.setenv(cache.HOME, str(tmp_path / "home"))
    cache._secret.cache_clear()
    first = cache._secret()
    assert (tmp_path / "home" / "secret").stat().st_mode & 0o077 == 0
    cache._secret.cache_clear()
    assert cache._secret() == first and len(first) == 32
    monkeypatch.setenv(cache.HOME, "/dev/null/none")
    cache._secret.cache_clear()
    assert len(cache._secret()) == 32
    cache._secret.cache_clear()
