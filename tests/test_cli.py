"""The command line says what it did, and what is wrong in one sentence."""

import errno
import json
import os
import sys

import pytest

import framing
from framing.cli import main


def test_without_a_word_it_shows_its_help(capsys):
    assert main([]) == 0
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("report", "verify", "measure", "check", "new"))


def test_it_tells_its_version(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0 and capsys.readouterr().out == f"framing {framing.__version__}\n"


def test_a_mistyped_command_is_answered_with_the_nearest(capsys):
    assert main(["raport"]) == 2
    assert "Did you mean 'report'?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["measure", "no-such-place", "--to", "x"], "no-such-place"),
        (["report", "no-such-study"], "no-such-study"),
    ],
)
def test_a_users_mistake_is_one_sentence_and_no_traceback(capsys, words, sentence):
    assert main(words) == 2
    said = capsys.readouterr().err
    assert sentence in said and "Traceback" not in said


def test_a_folder_is_measured_into_csv(tmp_path, capsys):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("It rained, said Ann Lee.\n\nNobody came.", encoding="utf-8")
    assert main(["measure", str(tmp_path / "in"), "--to", str(tmp_path / "out")]) == 0
    assert framing.Tables.load(tmp_path / "out").articles["article_id"].tolist() == ["a"]


def test_a_file_is_measured_in_parts(tmp_path, capsys):
    pytest.importorskip("pyarrow")
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "1", "outlet": "A", "text": "It rained."}) + "\n", encoding="utf-8")
    words = ["measure", str(path), "--to", str(tmp_path / "out"), "--workers", "1"]
    assert main(words) == 0
    assert main(words) == 0
    assert "0 parts measured, 1 kept" in capsys.readouterr().err
    assert len(framing.scan(tmp_path / "out").tables().articles) == 1


def test_check_tells_programs_and_people(tmp_path, capsys):
    (tmp_path / "a.csv").write_text("id,outlet,text\n1,A,It rained all day long.\n1,A,\n", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 1
    assert "wrong" in capsys.readouterr().out.splitlines()[-1]
    assert main(["check", str(tmp_path), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)[0]["file"]


def test_check_shows_escape_codes_and_sends_none(tmp_path, capsys):
    name = "a\x1b[2J.csv" if os.name != "nt" else "a.csv"
    rows = "id,outlet,text\n1,A\x9b31m,It rained.\n\x1b]0;x\x07,A,They donâ€™t wait \x1b[31m for r...\n"
    (tmp_path / name).write_text(rows, encoding="utf-8")
    for words in (["check", str(tmp_path)], ["check", str(tmp_path), "--json"]):
        assert main(words) == 1
        told = capsys.readouterr().out
        assert "x1b" in told or "u001b" in told
        assert not [c for c in told if c != "\n" and not c.isprintable()]


def test_check_tells_file_line_column_and_value(tmp_path, capsys):
    (tmp_path / "a.csv").write_text("id,outlet,date,text\n1,A,2021-13-40,It rained all day long.\n", encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 1
    told = "wrong: a.csv, line 2, date: '2021-13-40' could not be read as a date; the date was left empty."
    assert told in capsys.readouterr().out


def test_check_fails_for_what_is_wrong_and_not_for_a_guess(tmp_path, capsys):
    story = "It rained all day long.\n\nNobody came."
    (tmp_path / "a.csv").write_text(f'id,source,text\n1,A,"{story}"\n2,B,"{story} Snow."\n', encoding="utf-8")
    assert main(["check", str(tmp_path / "a.csv")]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("read as: a.csv, outlet: the column 'source' was read as 'outlet'.")
    assert told[-1] == "Nothing wrong was found; 2 read as listed."
    (tmp_path / "a.csv").write_text(f'id,source,text\n1,A,"{story}"\n2,a,"{story} Snow."\n', encoding="utf-8")
    assert main(["check", str(tmp_path / "a.csv")]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("wrong: outlet: 'a' (1 article) may be 'A'") and told[-1] == "1 wrong; 2 read as listed."


def test_an_interruption_is_one_sentence(tmp_path, capsys, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("framing.readers.checks.findings", stop)
    assert main(["check", str(tmp_path)]) == 130
    assert capsys.readouterr().err.startswith("Interrupted")


def test_a_study_is_handed_on_and_its_method_is_told(tmp_path, capsys):
    (tmp_path / "a.csv").write_text("id,outlet,text\n1,A,“It rained all day long” said Ann Lee.\n", encoding="utf-8")
    assert main(["share", str(tmp_path / "a.csv"), "--to", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "join.py").is_file()
    assert main(["methods", str(tmp_path / "a.csv")]) == 0
    assert "We measured 1 article" in capsys.readouterr().out


def test_what_needs_the_whole_archive_is_asked_for_by_name(tmp_path, capsys):
    pytest.importorskip("pyarrow")
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "1", "outlet": "A", "text": "It rained, said Ann Lee."}) + "\n", encoding="utf-8")
    words = ["measure", str(path), "--to", str(tmp_path / "out"), "--workers", "1", "--across"]
    assert main([*words, "names,frequencies"]) == 0
    assert "second pass names" in capsys.readouterr().err
    assert framing.scan(tmp_path / "out").read("frequencies")["articles"].sum() == 5
    with pytest.raises(SystemExit):
        main([*words, "nmaes"])
    assert "there is no 'nmaes'; there are names, passages" in capsys.readouterr().err


@pytest.mark.parametrize("words", ["0/3", "4/3", "two"])
def test_a_slice_that_is_none_is_explained(words, capsys):
    with pytest.raises(SystemExit):
        main(["measure", "a.csv", "--to", "out", "--only", words])
    assert "write 2/10 for the second of ten" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["report", "{0}", "--out"], ["measure", "{0}", "--to"], ["share", "{0}", "--to"],
                                   ["new"]])  # fmt: skip
def test_a_folder_that_cannot_be_written_is_refused_before_any_work(words, tmp_path, capsys, monkeypatch):
    def refused(*_, **options):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    (tmp_path / "a.txt").write_text("It rained.")
    monkeypatch.setattr("tempfile.TemporaryFile", refused)
    monkeypatch.setattr(sys.modules["framing.pipeline.memory"], "measure", lambda *_: pytest.fail("work was done"))
    monkeypatch.setattr("framing.readers.sources.gather", lambda *_: pytest.fail("work was done"))
    assert main([word.format(tmp_path / "a.txt") for word in [*words, str(tmp_path / "out")]]) == 2
    told = capsys.readouterr().err
    assert "cannot be written" in told and told.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_tables_do_not_replace_the_articles(tmp_path, capsys):
    (tmp_path / "articles.csv").write_text("id,outlet,text\na,A,It rained.\n")
    assert main(["measure", str(tmp_path), "--to", str(tmp_path)]) == 2
    assert "would be replaced" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["articles.csv"]
