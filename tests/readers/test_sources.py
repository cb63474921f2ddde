import pandas as pd
import pytest

from framing.corpus.article import Article
from framing.readers import read

STUDY = """
name = "harbour"
event = "The harbour strike"
[[articles]]
id = "b"
file = "two.txt"
outlet = "Daily Example"
outlet_evidence = "stated"
filed = "before the vote"
[[articles]]
id = "a"
file = "one.txt"
wire_evidence = "unknown"
"""


def told(corpus):
    return " | ".join(corpus.problems["problem"])


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "one.txt").write_text("Harbour closed\n\nThe port was shut on Monday.\n")
    (tmp_path / "two.txt").write_text("The union said it would meet.")
    return tmp_path


def test_a_folder_is_read_in_the_order_of_its_names(folder):
    corpus = read(folder)
    assert corpus.ids == ["one", "two"]
    assert corpus["one"].text == "Harbour closed\n\nThe port was shut on Monday.\n"
    assert corpus.study.name == folder.name and told(corpus) == "none of the 2 articles has an outlet (one, two)."
    assert list(corpus.problems) == ["file", "line", "field", "problem", "remedy", "level"]


def test_a_study_gives_order_ids_labels_and_event(folder):
    (folder / "study.toml").write_text(STUDY)
    corpus = read(folder)
    assert corpus.ids == ["b", "a"]
    assert corpus["b"].outlet == "Daily Example" and corpus["b"].event == "The harbour strike"
    assert corpus["b"].metadata["outlet_evidence"] == "stated"
    assert corpus["b"].metadata["filed"] == "before the vote"


def test_an_outlet_nobody_knows_is_never_joined_with_another(folder):
    assert [article.outlet for article in read(folder)] == ["Unknown outlet (one)", "Unknown outlet (two)"]


def test_what_the_study_does_not_name_is_left_out_and_listed(folder):
    (folder / "study.toml").write_text(STUDY)
    (folder / "three.txt").write_text("Another text.")
    corpus = read(folder / "study.toml")
    assert len(corpus) == 2
    assert corpus.problems.loc[0, "file"] == "three.txt" and "not named in study.toml" in told(corpus)


def test_a_file_the_study_names_but_nobody_finds_is_listed(folder):
    (folder / "study.toml").write_text(STUDY)
    (folder / "two.txt").unlink()
    corpus = read(folder)
    assert corpus.ids == ["a"] and "no article was found for the entry 'b'" in told(corpus)


def test_a_source_in_the_study_is_read_and_labelled_by_id(tmp_path):
    (tmp_path / "all.csv").write_text("id,outlet,text\n1,Daily Example,Rain fell.\n2,,Snow fell.\n")
    (tmp_path / "study.toml").write_text(
        'source = "all.csv"\n[[articles]]\nid = "2"\noutlet = "Other"\noutlet_evidence = "inferred"\n'
    )
    corpus = read(tmp_path)
    assert [(a.id, a.outlet, a.metadata["outlet_evidence"]) for a in corpus] == [
        ("1", "Daily Example", "stated"),
        ("2", "Other", "inferred"),
    ]


def test_folders_that_name_outlets_are_taken_as_a_guess_and_listed(tmp_path):
    for outlet in ("Example", "Sample"):
        (tmp_path / outlet).mkdir()
        (tmp_path / outlet / "one.txt").write_text(f"Rain fell on the {outlet}.")
    corpus = read(tmp_path)
    assert corpus.ids == ["Example/one", "Sample/one"] and corpus.outlets == ["Example", "Sample"]
    assert corpus[0].metadata["outlet_evidence"] == "inferred" and "was taken for it" in told(corpus)


def test_a_file_alone_is_read(folder):
    assert read(folder / "two.txt").ids == ["two"]
    assert read(str(folder / "two.txt"))[0].text == "The union said it would meet."


def test_the_bundled_study_is_read_by_name_or_folder():
    by_name, by_folder = read("harris-mexico-2021"), read("seeds")
    assert by_name.articles == by_folder.articles
    assert by_name.ids == ["000", "001", "002", "003", "004"]
    assert by_name.problems.empty
    assert by_name["001"].outlet == "Unknown outlet (001)"


def test_the_seeds_are_read_byte_for_byte():
    for article in read("seeds"):
        with open(f"seeds/{article.metadata['file']}", "rb") as file:
            assert article.text.encode() == file.read()


def test_a_data_frame_is_read_with_its_other_columns_as_metadata():
    corpus = read(
        pd.DataFrame(
            {
                "id": [1, 2],
                "outlet": ["Example", None],
                "text": ["Rain fell.", "Snow fell."],
                "date": pd.to_datetime(["2021-06-08", None]),
                "section": ["World", float("nan")],
            }
        )
    )
    first, second = corpus
    assert isinstance(first, Article) and first.id == "1" and first.date == "2021-06-08"
    assert first.metadata["section"] == "World" and "section" not in second.metadata
    assert second.outlet == "Unknown outlet (2)" and second.date is None


def test_a_misspelt_path_or_name_is_told_with_the_nearest(folder):
    with pytest.raises(FileNotFoundError, match=r"Did you mean 'harris-mexico-2021'\?"):
        read("haris-mexico-2021")
    with pytest.raises(FileNotFoundError, match=r"Did you mean 'two.txt'\?"):
        read(folder / "twoo.txt")


def test_anything_else_is_refused_with_what_is_allowed():
    with pytest.raises(TypeError, match="a Series, or a list or dict of texts, not int"):
        read(3)


def test_an_empty_folder_or_frame_says_that_nothing_was_found(tmp_path):
    with pytest.raises(ValueError, match="no article was found"):
        read(tmp_path)
    with pytest.raises(ValueError, match="no column holds the articles' text"):
        read(pd.DataFrame({"outlet": ["Example"]}))


def test_a_bad_file_never_stops_the_rest(folder):
    (folder / "a.bin").write_bytes(bytes(range(256)) * 20)
    (folder / "b.txt").write_text("")
    (folder / "c.parquet").write_bytes(b"PAR1" + b"broken" * 10)
    corpus = read(folder)
    assert corpus.ids == ["one", "two"]
    assert sorted(filter(None, corpus.problems["file"])) == ["a.bin", "b.txt", "c.parquet"]


def test_another_language_is_listed_and_a_given_one_wins(tmp_path):
    spanish = "El ministro dijo que los barcos no van a salir del puerto por la huelga de los estibadores."
    (tmp_path / "all.jsonl").write_text(
        f'{{"id": "a", "text": "{spanish}"}}\n{{"id": "b", "text": "{spanish}", "language": "English"}}\n'
    )
    corpus = read(tmp_path)
    assert [article.language for article in corpus] == ["es", "en"]
    assert "'a' is Spanish (by its letters and words)" in told(corpus) and "'b' is" not in told(corpus)


def test_no_absolute_path_is_told(folder):
    (folder / "bad.csv").write_text("id,outlet\n1,Example\n")
    problems = read(folder).problems
    assert not problems.apply(lambda column: column.astype(str).str.contains(str(folder), regex=False)).any(axis=None)


def test_a_study_follows_no_link_out_of_its_folder(tmp_path):
    (tmp_path / "secret.txt").write_text("Secret.")
    place = tmp_path / "study"
    place.mkdir()
    (place / "one.txt").write_text("Rain.")
    (place / "link.txt").symlink_to(tmp_path / "secret.txt")
    names = ("one.txt", "link.txt")
    entries = "".join(f'[[articles]]\nid = "{n}"\nfile = "{name}"\n' for n, name in enumerate(names))
    (place / "study.toml").write_text(entries)
    corpus = read(place)
    assert corpus.ids == ["0"] and "outside the folder" in " ".join(corpus.problems["problem"])


def test_outlets_are_renamed_as_the_study_says_and_the_given_name_is_kept(tmp_path):
    rows = "1,Example Online,Rain.\n2,EXAMPLE,Snow.\n3,Sample,Hail.\n4,Tribune of Sampletown,Fog.\n"
    (tmp_path / "all.csv").write_text(f"id,outlet,text\n{rows}")
    (tmp_path / "study.toml").write_text(
        'source = "all.csv"\n[outlets]\n"Daily Example" = ["Example Online", "Example"]\n'
        '"Tribune of Sampletown" = "Tribune"\n'
    )
    corpus = read(tmp_path)
    assert [article.outlet for article in corpus] == ["Daily Example", "Daily Example", "Sample", "Tribune"]
    assert corpus["2"].metadata["outlet_as_given"] == "EXAMPLE" and "outlet_as_given" not in corpus["3"].metadata
    assert corpus.problems.empty


def test_names_that_a_study_keeps_apart_are_not_listed(tmp_path):
    (tmp_path / "all.csv").write_text("id,outlet,text\n1,Example,Rain.\n2,Example (online),Snow.\n")
    (tmp_path / "study.toml").write_text('source = "all.csv"\n')
    assert "'Example (online)' (1 article) may be 'Example' (1 article) written another way" in told(read(tmp_path))
    names = "".join(f'"{name}" = ["{name}"]\n' for name in ("Example", "Example (online)"))
    (tmp_path / "study.toml").write_text(f'source = "all.csv"\n[outlets]\n{names}')
    corpus = read(tmp_path)
    assert corpus.outlets == ["Example", "Example (online)"] and corpus.problems.empty


@pytest.mark.parametrize(
    ("column", "values"),
    [("leaning", ["Left", "left", "Right"]), ("event", ["Pier closure", "Pier Closure", "Fair"]),
     ("wire", ["AP", "A.P.", "Reuters"])],
)  # fmt: skip
def test_groups_written_two_ways_are_listed_and_blanks_make_no_group(column, values):
    texts = [f"Rain fell on day {n}." for n in range(3)]
    corpus = read(pd.DataFrame({"id": list("abc"), "outlet": list("PQR"), "text": texts, column: values}))
    row = corpus.problems.iloc[-1]
    assert row["field"] == column and "may be" in row["problem"] and row["level"] == "wrong"
    blanks = pd.DataFrame(
        {"id": list("abc"), "outlet": list("PQR"), "text": texts, column: ["Left\xa0", " Left", "Left"]}
    )
    held = [getattr(a, column, None) or a.metadata.get(column) for a in read(blanks)]
    assert held == ["Left"] * 3 and read(blanks).problems.empty


def test_rows_without_an_outlet_are_listed_one_by_one_where_others_have_one(tmp_path):
    rows = "1,Example,2021-06-08,Rain.\n2,,2021-06-08,Snow.\n3,N/A,2021-06-08,Hail.\n"
    (tmp_path / "all.csv").write_text(f"id,outlet,date,text\n{rows}")
    corpus = read(tmp_path / "all.csv")
    assert corpus.problems["line"].tolist() == [3, 4]
    assert corpus.problems["problem"].tolist() == [
        "article '2' has no outlet.", "article '3' has no outlet (the cell holds 'N/A').",
    ]  # fmt: skip
    assert corpus.outlets == ["Example", "Unknown outlet (2)", "Unknown outlet (3)"]


def test_a_study_decides_how_numbers_are_read_as_dates(tmp_path):
    rows = "1,Example,06/08/2021,Rain.\n2,Sample,18/06/2021,Snow.\n"
    (tmp_path / "all.csv").write_text(f"id,outlet,date,text\n{rows}")
    (tmp_path / "study.toml").write_text('source = "all.csv"\ndates = "month first"\n')
    corpus = read(tmp_path)
    assert [article.date for article in corpus] == ["2021-06-08", "2021-06-18"]
    assert "'18/06/2021' can only be day first, though study.toml says dates = \"month first\"" in told(corpus)
