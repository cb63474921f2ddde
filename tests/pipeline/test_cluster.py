"""The second pass over an archive: the numbers of `framing.measure`, in parts that can be lost and made again."""

import csv
import shutil
import subprocess
import sys

import pandas as pd
import pytest

import framing
from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.corpus.study import Study
from framing.pipeline import run as engine
from framing.pipeline import shared
from framing.pipeline.archive import scan
from framing.pipeline.cluster import measure_across
from framing.pipeline.disk import Folder
from framing.pipeline.run import measure_file
from framing.simulation import simulate

pytest.importorskip("pyarrow")

MADE = (
    "articles", "quotations", "tone", "speakers", "phrases", "mentions", "passages", "families", "edits", "statements",
)  # fmt: skip
SAID = "“The river rose by two metres overnight and flooded the old market square,” said {}. "
NAMES = ("Andrés López Obrador", "Lopez Obrador", "Mayor Ann Lee", "Ann Lee")


def written(path, corpus):
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "outlet", "date", "event", "text"])
        rows.writerows([a.id, a.outlet, a.date, a.event, a.text] for a in corpus)
    return path


@pytest.fixture(scope="module")
def corpus():
    """Two simulated events, and articles that write one name in two ways."""
    said = [
        Article(f"n{n}", f"Flood\n\n{SAID.format(name)}Shops stayed closed until Friday noon.", f"Outlet {n}")
        for n, name in enumerate(NAMES)
    ]
    return Corpus([*said, *simulate(events=2)], Study(name="study", aliases={"A. Lee": ("Ann Lee",)}, model="fast"))


@pytest.fixture(scope="module")
def tables(corpus):
    return framing.measure(corpus)


@pytest.fixture(scope="module", autouse=True)
def seven_articles_a_part():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "SIZE", 7)
        yield


@pytest.fixture
def source(tmp_path, corpus):
    return written(tmp_path / "articles.csv", corpus)


@pytest.fixture(scope="module")
def first_pass(tmp_path_factory, corpus):
    folder = tmp_path_factory.mktemp("first")
    measure_file(written(folder / "articles.csv", corpus), folder / "out", study=corpus.study, workers=1)
    return folder / "out"


@pytest.fixture
def made(tmp_path, first_pass):
    """A folder with the first pass."""
    return shutil.copytree(first_pass, tmp_path / "out")


def same(found, tables):
    for name in MADE:
        table = found.read(name)
        if name == "statements":  # written event by event
            table = table.sort_values("statement", kind="stable", ignore_index=True)
        pd.testing.assert_frame_equal(table, tables[name], check_column_type=False, check_exact=True)


def test_the_tables_are_those_of_measure(source, made, corpus, tables):
    measure_across(source, made, study=corpus.study, workers=1)
    same(scan(made), tables)
    assert {"Andrés López Obrador", "A. Lee"} <= set(scan(made).read("speakers")["speaker"])
    pd.testing.assert_frame_equal(scan(made).tables().outlets, tables.outlets, check_exact=True)


def test_so_they_are_with_an_index_of_runs_in_shares_and_in_two_processes(source, made, corpus, tables, monkeypatch):
    monkeypatch.setattr(shared, "AT_ONCE", 2000)
    measure_across(source, made, ["passages"], corpus.study, workers=2)
    for name in ("passages", "families", "edits", "articles"):
        pd.testing.assert_frame_equal(scan(made).read(name), tables[name], check_column_type=False, check_exact=True)


def test_frequencies_count_the_articles_of_each_outlet_that_have_a_term(source, made, corpus, tables):
    measure_across(source, made, ["frequencies"], corpus.study, workers=1)
    found = scan(made).read("frequencies")
    terms = tables.terms.merge(tables.articles[["article_id", "outlet"]]).groupby(["outlet", "term"])
    expected = terms.agg(articles=("article_id", "nunique"), count=("count", "sum")).reset_index()
    pd.testing.assert_frame_equal(found, expected, check_dtype=False)


def test_a_damaged_part_is_made_again_and_no_other(source, made, corpus, tables):
    measure_across(source, made, study=corpus.study, workers=1)
    places = sorted((made / "across" / "passages" / "passages").glob("part-*.parquet"))
    before = [place.stat().st_mtime_ns for place in places]
    data = bytearray(places[1].read_bytes())
    data[len(data) // 2] ^= 1
    places[1].write_bytes(data)
    measure_across(source, made, study=corpus.study, workers=1)
    same(scan(made), tables)
    changed = [place.stat().st_mtime_ns for place in places]
    assert [old != new for old, new in zip(before, changed, strict=True)] == [False, True, False]


def test_after_a_change_of_the_source_the_second_pass_is_asked_for_again(source, made, corpus):
    measure_across(source, made, ["passages"], corpus.study, workers=1)
    source.write_text(source.read_text(encoding="utf-8").replace("Norhaven", "Sudhaven", 1), encoding="utf-8")
    measure_file(source, made, study=corpus.study, workers=1)
    with pytest.raises(KeyError, match="needs the second pass: framing measure … --across passages"):
        scan(made).read("families")
    assert scan(made).read("articles")["shared_words"].isna().all()


def test_no_text_stays_behind_but_that_of_passages(source, made, corpus):
    measure_across(source, made, ["passages", "statements"], corpus.study, workers=1)
    assert not list((made / "across").glob("scratch-*"))


def test_an_event_too_large_is_listed_and_the_others_are_measured(source, made, corpus, tables, monkeypatch):
    monkeypatch.setattr(Folder, "largest", 5)
    measure_across(source, made, ["statements"], corpus.study, workers=1)
    named = scan(made).read("problems")["problem"]
    assert "6 articles have the event 'event 00'; statements are compared among 5 at most." in set(named)
    assert set(scan(made).read("statements")["article_id"]) == {"n0", "n1", "n2", "n3"}


def test_without_a_first_pass_it_is_said_how_to_make_one(tmp_path, source, made):
    with pytest.raises(ValueError, match="no finished first pass; run `framing measure`"):
        measure_across(source, tmp_path / "empty", ["names"])
    (made / "manifest" / "part-000001.json").unlink()
    with pytest.raises(ValueError, match="no finished first pass"):
        measure_across(source, made, ["names"])


def test_another_source_is_refused(tmp_path, made, corpus):
    other = written(tmp_path / "other.csv", corpus.articles[5:])
    with pytest.raises(ValueError, match=r"from other rows than other\.csv"):
        measure_across(other, made, ["passages"], corpus.study, workers=1)


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the system has no bound on memory")
def test_too_little_memory_is_told_and_more_goes_on(tmp_path):
    source, made = tmp_path / "many.csv", tmp_path / "out"
    texts = framing.simulate(events=4)  # so many that new memory is needed
    table = pd.DataFrame({name: [getattr(a, name) for a in texts] for name in ("id", "outlet", "event", "text")})
    table.to_csv(source, index=False)
    code = "import sys; from framing.pipeline import run; run.SIZE = 7; from framing.cli import main; sys.exit(main())"
    words = [sys.executable, "-c", code, "measure", str(source), "--to", str(made), "--model", "fast",
             "--across", "passages"]  # fmt: skip
    told = subprocess.run([*words, "--workers", "2", "--memory", "0.05"], capture_output=True, text=True)
    assert told.returncode == 2 and "What is done stays: run the same command again" in told.stderr
    assert subprocess.run([*words, "--workers", "1"], capture_output=True).returncode == 0
    pd.testing.assert_frame_equal(
        scan(made).read("passages"), framing.measure(framing.read(source), model="fast").passages
    )


def test_an_archive_without_a_word_has_empty_tables(tmp_path):
    source = tmp_path / "a.csv"
    source.write_text("id,outlet,text\na,A,\nb,B,\n", encoding="utf-8")
    measure_file(source, tmp_path / "out", workers=1, model="fast")
    measure_across(source, tmp_path / "out", workers=1, model="fast")
    assert scan(tmp_path / "out").read("passages").empty
