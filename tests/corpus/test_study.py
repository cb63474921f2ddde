import pytest

from framing.corpus.study import Label, Study, parse_study, read_study
from framing.corpus.study_values import nearest

SMALL = """
name = "harbour"
event = "The harbour strike"
[phrases]
"picket line" = ["picket line", "picket lines"]
[[articles]]
id = "a"
file = "a.txt"
outlet = "Daily Example"
outlet_evidence = "stated"
"""


def mistakes(text):
    with pytest.raises(ValueError) as error:
        parse_study(text)
    return str(error.value)


def test_a_small_study_is_read_as_written():
    study = parse_study(SMALL)
    assert (study.name, study.event, study.seed) == ("harbour", "The harbour strike", 0)
    assert study.phrases == {"picket line": ("picket line", "picket lines")}
    assert study.articles == (Label("a", "a.txt", outlet="Daily Example", outlet_evidence="stated"),)
    assert study.label("a") is study.articles[0] and study.label("b") is None


def test_an_empty_file_is_a_study_without_labels(tmp_path):
    (tmp_path / "study.toml").write_text("")
    assert read_study(tmp_path) == Study(name=tmp_path.name)


def test_an_unknown_key_is_an_error_with_the_nearest_spelling():
    assert "unknown key 'phases'. Did you mean 'phrases'? Allowed: name, title" in mistakes("[phases]\n")


def test_a_mistake_in_an_entry_names_the_entry_and_the_key():
    message = mistakes(SMALL + 'wire = "AP"\nwire_evidence = "statd"\n')
    assert "[[articles]] 1 (id 'a'): wire_evidence = 'statd'" in message
    assert "allowed are stated, matched, inferred, guessed, unknown. Did you mean 'stated'?" in message


def test_all_mistakes_are_told_at_once():
    message = mistakes('seed = -1\nevnt = "x"\n[[articles]]\nfile = "../a.txt"\n')
    assert message.startswith("study.toml has 4 mistakes:")
    for part in ("seed = -1", "'evnt'", "no id", "inside the study's folder"):
        assert part in message


@pytest.mark.parametrize(
    "line, part",
    [
        ("seed = true", "whole number"),
        ("title = 3", "text in quotes"),
        ('phrases = ["a"]', "table of lists"),
        ("phrases = {a = []}", "table of lists"),
        ('articles = "a"', "[[articles]]"),
        ('source = "/etc"', "inside the study's folder"),
        ('source = "C:/texts"', "inside the study's folder"),
        ('[[articles]]\nid = "a"\ndate = "8 June"', "YYYY-MM-DD"),
        ('[[articles]]\nid = "a"\ntranslated = "yes"', "true or false"),
        ("[[articles]]\nid = 7", "text in quotes"),
    ],
)
def test_each_kind_of_value_is_checked(line, part):
    assert part in mistakes(line)


def test_a_fact_needs_its_evidence_and_evidence_its_fact():
    assert "outlet without outlet_evidence" in mistakes('[[articles]]\nid = "a"\noutlet = "X"\n')
    assert "outlet_evidence = 'stated' without outlet" in mistakes(
        '[[articles]]\nid = "a"\noutlet_evidence = "stated"\n'
    )


def test_ids_and_files_stand_once():
    entry = '[[articles]]\nid = "a"\nfile = "a.txt"\n'
    message = mistakes(entry + entry)
    assert "the id 'a' is there twice" in message and "the file 'a.txt' is there twice" in message


def test_a_toml_date_is_a_date():
    study = parse_study('[[articles]]\nid = "a"\ndate = 2021-06-08\ndate_evidence = "stated"\n')
    assert study.articles[0].date == "2021-06-08"


def test_broken_toml_names_the_line():
    assert "line 1" in mistakes("title = no quotes")


def test_no_file_says_what_writes_one(tmp_path):
    with pytest.raises(FileNotFoundError, match="framing new"):
        read_study(tmp_path)


def test_a_file_in_another_encoding_is_refused_in_one_sentence(tmp_path):
    (tmp_path / "study.toml").write_bytes('title = "Café"'.encode("latin-1"))
    with pytest.raises(ValueError, match="not UTF-8"):
        read_study(tmp_path)


def test_nearest_is_silent_where_nothing_is_near():
    assert nearest("colour", ["id", "text"]) == ""


def test_the_bundled_study_says_what_is_known_and_how():
    study = read_study("seeds")
    assert study.name == "harris-mexico-2021"
    assert [label.outlet_evidence for label in study.articles] == [
        "matched",
        "unknown",
        "matched",
        "stated",
        "matched",
    ]
    assert [label.wire for label in study.articles] == ["AP", "AP", "Reuters", "Reuters", None]
    assert study.label("001").filed == "before the meeting" and study.label("004").translated
    assert list(study.phrases) == ["do not come", "new era"]
    assert list(study.actors) == ["Harris", "López Obrador", "Biden", "United States", "Mexico"]


def test_a_name_that_is_blank_is_refused():
    with pytest.raises(ValueError, match="actors need a name each"):
        Study(actors={" ": ("Ann Lee",)})


def test_outlets_are_names_with_forms_or_forms_with_a_name():
    study = parse_study('[outlets]\n"Daily Example" = ["Example"]\n"DE" = "Daily Example"\n"Smpl" = "Sample"\n')
    assert study.outlets == {"Daily Example": ("Example", "DE"), "Sample": ("Smpl",)}


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [('"A" = ["x"]\n"B" = ["x"]', "'x' is renamed twice, to 'A' and to 'B'"),
     ('"A" = ["B"]\n"B" = ["C"]', "'B' is a name of its own and a form of 'A'"),
     ('"A" = 3', "expected a table"), ('"A" = []', "expected a table")],
)  # fmt: skip
def test_outlets_that_cannot_be_meant_are_refused(lines, sentence):
    assert sentence in mistakes(f"[outlets]\n{lines}\n")


def test_the_order_of_dates_is_one_of_two():
    assert parse_study('dates = "day first"').dates == "day first"
    assert "allowed are 'day first' and 'month first'. Did you mean 'month first'?" in mistakes('dates = "month frist"')
