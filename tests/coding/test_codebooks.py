"""Codebooks: three are shipped, one's own is a TOML file, and a mistake in it is named."""

import pandas as pd
import pytest

from framing.coding import codebook, scores
from framing.coding.codebooks import SHIPPED

OWN = """
name = "tone"
title = "Tone of a sentence"
unit = "sentence"
source = "this test"
[[variables]]
name = "tone"
question = "How is it told?"
level = "ordinal"
[variables.values]
"-1" = "with blame"
"0" = "without either"
"+1" = "with praise"
"""


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_codebook_defines_every_value_and_names_its_source(name):
    book = codebook(name)
    assert (
        book.source and (book.table["definition"].str.len() > 5).all() and (book.table["question"].str.len() > 10).all()
    )


def test_shipped_schemes_have_the_published_number_of_questions():
    assert [v.frame for v in codebook("entman").variables[:4]] == [
        "problem definition", "causal interpretation", "moral evaluation", "treatment recommendation",
    ]  # fmt: skip
    frames = pd.Series([v.frame for v in codebook("generic_frames").variables]).value_counts(sort=False)
    assert frames.tolist() == [5, 5, 4, 3, 3]
    assert len(codebook("policy_frames")["primary"].allowed) == 15


def test_a_codebook_of_ones_own_is_a_file(tmp_path):
    path = tmp_path / "tone.toml"
    path.write_text(OWN, encoding="utf-8")
    assert list(codebook(path)["tone"].allowed) == ["-1", "0", "+1"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('level = "ordinal"', 'level = "ranked"', "nominal, ordinal, interval, ratio, not 'ranked'"),
        ('question = "How is it told?"', "", "'tone' lacks question"),
        ('name = "tone"\nquestion', 'name = "text"\nquestion', "a column of every sheet"),
        ('source = "this test"', "", "lacks source"),
        ("[[variables]]", "[[variables", "not valid TOML"),
    ],
)
def test_a_mistake_in_a_codebook_is_named(tmp_path, old, new, message):
    path = tmp_path / "tone.toml"
    path.write_text(OWN.replace(old, new), encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        codebook(path)


def test_an_unknown_name_lists_the_codebooks_there_are():
    with pytest.raises(KeyError, match="policy_frames"):
        codebook("frames")
    with pytest.raises(KeyError, match="problem, cause"):
        codebook("entman")["solution"]


def test_the_score_of_a_frame_is_the_share_of_its_questions():
    values = {"conflict_sides": "yes", "conflict_winners": "no", "morality_message": "yes"}
    codes = pd.DataFrame({"unit": "a", "coder": "x", "variable": list(values), "value": list(values.values())})
    found = scores(codes, "generic_frames").set_index("frame")
    assert found["score"].to_dict() == {"conflict": 0.5, "morality": 1.0}
    assert found["questions"].to_dict() == {"conflict": 2, "morality": 1}


@pytest.mark.parametrize(
    ("level", "values", "message"),
    [
        ("nominal", ("Yes", "yes"), "has a value twice: 'Yes' and 'yes' differ in blanks"),
        ("ordinal", ("1", "1.0"), "has a value twice"),
        ("interval", ("1", "many"), "is interval, so its values are numbers; 'many' is none"),
        ("ratio", ("few", "2"), "is ratio, so its values are numbers"),
    ],
)
def test_values_that_cannot_be_told_apart_or_measured_are_named(tmp_path, level, values, message):
    path = tmp_path / "own.toml"
    listed = "\n".join(f'"{value}" = "d"' for value in values)
    path.write_text(
        f'name = "own"\ntitle = "t"\nunit = "article"\nsource = "s"\n[[variables]]\nname = "v"\nlevel = "{level}"\n'
        f'question = "q"\n[variables.values]\n{listed}\n',
        encoding="utf-8",
    )
    with pytest.raises(ValueError, match=message):
        codebook(path)
