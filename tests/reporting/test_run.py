"""A report is complete, self-contained, free of the machine, and the same bytes every time."""

import getpass
import json
import re
import socket
import sys
from pathlib import Path

import pytest

import framing
from framing import figures
from framing.pipeline.cache import FOLDER, Cache
from framing.reporting import manifest
from framing.reporting.run import Plan, _write_tables_and_articles, build, home, report

SORTS = (Path(framing.__file__).parent / "resources" / "templates" / "sort.js").read_text(encoding="utf-8")
NOTEBOOKS = ["01_corpus", "02_speakers", "03_emphasis", "04_tone", "05_selection", "06_frames", "07_compare",
             "08_validate"]  # fmt: skip


def files(folder):
    return {name: (folder / name).read_bytes() for name in manifest.listed(folder)}


def test_a_report_holds_what_a_paper_needs(out):
    names = set(manifest.listed(out))
    for figure in figures.FIGURES:
        assert {f"figures/{figure}.{kind}" for kind in ("svg", "pdf", "png", "csv", "txt")} <= names
    assert {f"notebooks/{stem}.{kind}" for stem in NOTEBOOKS for kind in ("ipynb", "html")} <= names
    assert {f"tables/{table}.csv" for table in framing.tables.SCHEMA} <= names
    assert {f"articles/{name}.html" for name in "abc"} <= names
    assert {f"tables/outlets.{kind}" for kind in ("tex", "html")} <= names
    assert {f"coding/{name}" for name in ("first-coder.csv", "first-coder.xlsx", "key.csv")} <= names
    assert {"index.html", "numbers.json", "numbers.tex", "MANIFEST.json", "ENVIRONMENT.json"} <= names


@pytest.mark.slow
def test_same_bytes_under_another_hash_seed_time_zone_and_folder(out, make):
    one, two = files(out), files(make("77", "America/Lima"))
    assert [name for name in sorted(one | two) if one.get(name) != two.get(name)] == []


def test_manifest_lists_every_file_with_its_hash(out):
    listed = json.loads((out / "MANIFEST.json").read_text(encoding="utf-8"))["files"]
    rest = set(manifest.listed(out)) - {"MANIFEST.json", "ENVIRONMENT.json"}
    assert listed == {name: manifest.digest(out / name) for name in rest}


def test_nothing_of_the_machine_is_in_a_report(out, tiny):
    user, host = getpass.getuser(), socket.gethostname()
    traces = [str(tiny.parent), str(out.parent), str(Path(framing.__file__).parents[1]), sys.prefix, "ipykernel_"]
    traces += [f"/{user}/", f"{user}@", f"/{user}'", *[host] * (len(host) > 5)]
    for name, content in files(out).items():
        for trace in traces:
            assert trace.encode() not in content, f"{trace} in {name}"


def test_no_page_asks_another_host_for_anything(out):
    for page in out.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        for address in re.findall(r"""(?:src|href|action|data)=["']([^"']*)|url\(([^)]*)\)|@import""", text):
            target = "".join(address)
            if f'href="{target}" rel="external noopener noreferrer"' in text:
                continue  # the original of an article, to which a reader may go
            assert not re.match(r"(?:[a-z]+:)?//", target.strip("\"' ")), f"{page.name} asks for {target}"
        assert "<script" not in text.replace(f"<script>{SORTS}</script>", "", 1) and "<iframe" not in text


def test_links_of_the_pages_lead_to_files_of_the_report(out):
    for page in out.rglob("*.html"):
        for target in re.findall(r'href="([^"#:]+)"', page.read_text(encoding="utf-8")):
            assert (page.parent / target).is_file(), f"{page.name} links to {target}"


def test_the_page_shows_every_figure_with_alternative_text_caption_methods_and_limits(out):
    text = (out / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'<figure id="figure-(\w+)">', text) == list(figures.FIGURES)
    assert text.count('<svg class="figure" role="group" aria-label="') == len(figures.FIGURES)
    assert "<img" not in text and 'aria-label=""' not in text and text.count("<b>Limits.</b>") == 6


def test_the_page_begins_with_what_was_found_and_goes_by_question_to_the_articles(out):
    text = (out / "index.html").read_text(encoding="utf-8")
    found = framing.summarise(framing.Tables.load(out / "tables"))
    listed = re.search(r'<ul class="findings">(.*?)</ul>', text, re.DOTALL)[1]
    assert listed.count("<li>") == len(found) >= 5
    order = "found speakers emphasis tone selection differences trust outlets articles methods".split()
    assert [id for id in re.findall(r'<h2 id="(\w+)"', text) if id in order] == order
    assert all(f'href="#{id}"' in text for id in order[1:])


def test_every_link_to_a_sentence_leads_to_one_that_is_there(out):
    pages = {page.name: page.read_text(encoding="utf-8") for page in (out / "articles").glob("*.html")}
    seen = 0
    for file in [*out.rglob("*.html"), *out.rglob("*.svg")]:
        for name, anchor in re.findall(r'href="(?:\.\./)?articles/([^"#]+)#([^"]+)"', file.read_text(encoding="utf-8")):
            seen += 1
            assert f'id="{anchor}"' in pages[name], f"{file.name} leads to {name}#{anchor}"
            assert "-" not in anchor or f"body:has(#{anchor}:target)" in pages[name]
    assert seen > 30


def test_every_row_of_a_table_with_a_place_leads_to_it(out):
    tables = framing.Tables.load(out / "tables")
    for name in ("quotations", "phrases", "tone", "sentences", "speakers", "articles", "passages"):
        text = (out / "tables" / f"{name}.html").read_text(encoding="utf-8")
        rows = re.search(r"<tbody>(.*?)</tbody>", text[text.index('class="data sortable"'):], re.DOTALL)[1]
        assert len(re.findall(r"<td><a href=\"\.\./articles/", rows)) == len(tables[name]), name


def test_article_pages_bear_the_headline(out):
    assert "<h1>Town promised a safe crossing</h1>" in (out / "articles" / "a.html").read_text(encoding="utf-8")


def test_no_id_is_on_a_page_twice(out):
    for file in [out / "index.html", *(out / "articles").glob("*.html")]:
        ids = re.findall(r'\sid="([^"]*)"', file.read_text(encoding="utf-8"))
        assert sorted(ids) == sorted(set(ids)), file.name


def test_names_are_escaped_on_the_page(out):
    text = (out / "index.html").read_text(encoding="utf-8")
    assert "The bridge &amp; the ferry" in text and "Morning_Post &amp; Co" in text
    assert "Morning_Post & Co" not in text


def test_pictures_in_notebooks_have_alternative_text(out):
    for stem in NOTEBOOKS[:-1]:  # the last draws a sample, and no figure
        text = (out / "notebooks" / f"{stem}.html").read_text(encoding="utf-8")
        code = (out / "notebooks" / f"{stem}.ipynb").read_text(encoding="utf-8")
        drawn = code.count("(tables);") + code.count("(covered);") + code.count(".plot();")
        assert text.count("data:image/png") == drawn > 0
        assert "No description has been provided" not in text


@pytest.mark.parametrize("stem", NOTEBOOKS)
def test_a_run_notebook_holds_no_version_no_time_and_no_error(out, stem):
    text = (out / "notebooks" / f"{stem}.ipynb").read_text(encoding="utf-8")
    run = json.loads(text)
    assert run["metadata"]["language_info"] == {"name": "python"}
    assert all("execution" not in cell["metadata"] for cell in run["cells"])
    kinds = [o["output_type"] for cell in run["cells"] for o in cell.get("outputs", [])]
    assert "error" not in kinds and not any(
        o.get("name") == "stderr" for cell in run["cells"] for o in cell.get("outputs", [])
    )
    assert 'study = \\"tiny\\"' in text


def test_a_folder_with_other_things_is_refused(tiny, tmp_path):
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(ValueError, match="holds other files and no report"):
        report(tiny, tmp_path)
    assert manifest.listed(tmp_path) == ["thesis.docx"]


def test_a_misspelt_study_is_an_error_before_anything_is_made(tmp_path):
    with pytest.raises(FileNotFoundError, match="harris-mexico-2021"):
        report("harris-mexico-2012", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_report_stands_under_its_study_s_name(tiny):
    assert home(tiny) == Path("reports/tiny") == home(tiny / "study.toml")


def test_the_tone_table_is_printed_with_its_audit(tiny, tmp_path):
    corpus = framing.read(tiny)
    tables = framing.measure(corpus, scorer="news", model="fast")
    _write_tables_and_articles(corpus, tables, tmp_path, Plan([], (), ("tables/",), []))
    assert "rank correlation of tone with words" in (tmp_path / "tables" / "tone.html").read_text(encoding="utf-8")


@pytest.fixture
def study(tmp_path):
    """A study of one article that is read fast."""
    folder = tmp_path / "one"
    folder.mkdir()
    (folder / "study.toml").write_text('name = "one"\nmodel = "fast"\n\n[phrases]\nrain = ["rained"]\n')
    (folder / "a.txt").write_text("It rained, said Ann Lee.\n\nNobody came.")
    return folder


def test_one_part_is_made_alone_and_the_rest_stays(study, tmp_path):
    out = tmp_path / "out"
    assert report(study, out, only=["overview", "tables"]).notes == ()
    first = manifest.listed(out)
    assert "figures/overview.svg" in first and "tables/outlets.csv" in first and "figures/tone.svg" not in first
    (out / "figures" / "overview.txt").write_text("edited by hand")
    (out / "numbers.json").unlink()
    before = (out / "tables" / "outlets.csv").read_bytes()
    assert report(study, out, only="tone").folder == out
    assert "figures/tone.svg" in manifest.listed(out) and (out / "tables" / "outlets.csv").read_bytes() == before
    assert (out / "figures" / "overview.txt").read_text() == "edited by hand"
    listed = manifest.read(out)["files"]
    assert "figures/overview.svg" in listed and "figures/overview.txt" not in listed and "numbers.json" not in listed


def test_a_part_of_another_state_of_the_study_is_said_to_be_one(study, tmp_path):
    report(study, tmp_path / "out", only="tables")
    (study / "a.txt").write_text("It snowed, said Ann Lee.")
    assert "earlier state" in report(study, tmp_path / "out", only="overview").notes[0]


def test_a_part_that_there_is_not_is_told_before_any_work(study, tmp_path, monkeypatch):
    monkeypatch.setattr("framing.readers.sources.gather", lambda *_: pytest.fail("work was done"))
    with pytest.raises(ValueError, match=r"no part 'figure'\. Did you mean 'figures'\? Parts: figures, .*02_speakers"):
        report(study, tmp_path / "out", only="figure")
    assert not (tmp_path / "out").exists()


def test_what_a_report_needs_beyond_the_wheel_is_said_before_any_work(study, tmp_path, monkeypatch):
    monkeypatch.setattr("framing.readers.sources.gather", lambda *_: pytest.fail("work was done"))
    module = sys.modules[Plan.__module__]
    monkeypatch.setattr(module, "find_spec", lambda name: None if name == "nbclient" else object())
    with pytest.raises(ImportError, match=r"pip install 'framing\[lab\]' \(missing here: nbclient\)"):
        report(study, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_study_s_cache_stands_in_its_folder_and_that_of_a_file_in_its_report(study, tmp_path):
    report(study, tmp_path / "out", only="tables")
    assert (study / FOLDER / "SIGNED.json").is_file() and not (tmp_path / "out" / FOLDER).exists()
    report(study / "a.txt", tmp_path / "other", only="tables")
    assert (tmp_path / "other" / FOLDER / "SIGNED.json").is_file()
    assert not any(name.startswith(FOLDER) for name in manifest.listed(tmp_path / "other"))


def test_a_report_with_the_cache_of_another_label_is_that_without_one(study, tmp_path):
    report(study, tmp_path / "first", only=["tables", "overview"])
    text = (study / "study.toml").read_text()
    label = '[[articles]]\nid = "a"\nfile = "a.txt"\noutlet = "The Post"\noutlet_evidence = "stated"\n'
    (study / "study.toml").write_text(f"{text}\n{label}")
    report(study, tmp_path / "second", only=["tables", "overview"])
    report(study, tmp_path / "third", only=["tables", "overview"], fresh=True)
    assert files(tmp_path / "second") == files(tmp_path / "third") != files(tmp_path / "first")


def test_verifying_measures_again_whatever_the_cache_holds(study, tmp_path, monkeypatch):
    report(study, tmp_path / "out", only="tables")
    (tmp_path / "made").mkdir()
    monkeypatch.setattr(Cache, "tables", lambda self, key: pytest.fail("read") if FOLDER in self.folder.parts else None)
    tables, failed = build(study, tmp_path / "made", Plan([], (), ("tables/",), []))
    assert failed == [] and len(tables.articles) == 1


def test_a_study_that_cannot_be_written_to_is_reported_all_the_same(study, tmp_path, monkeypatch):
    (study / FOLDER).write_text("a file, where the cache would be")
    assert report(study, tmp_path / "out", only="tables").failed == ()
    assert (study / FOLDER).read_text() == "a file, where the cache would be"
