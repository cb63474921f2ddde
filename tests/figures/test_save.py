import json
import os
import re
import subprocess
import sys

import pytest
from PIL import Image

import framing
import framing.figures as figures


@pytest.fixture(scope="module")
def saved(study, tmp_path_factory):
    folder = tmp_path_factory.mktemp("figures")
    return {path.suffix[1:]: path for path in figures.save("standing", study(5), folder)}


def record(saved, kind):
    if kind == "png":
        with Image.open(saved["png"]) as picture:
            return json.loads(picture.text["Source"])
    text = saved[kind].read_bytes().decode("latin-1").replace("&quot;", '"')
    return json.loads(re.search(r"\{\"corpus[^{}]*\}", text).group())


@pytest.mark.parametrize("kind", ["svg", "pdf", "png"])
def test_each_picture_holds_hashes_of_what_it_was_made_from(saved, kind):
    import hashlib

    found = record(saved, kind)
    assert sorted(found) == ["corpus", "data", "figure", "parameters"]
    assert found["figure"] == "standing" and found["corpus"] == "0" * 64
    assert found["data"] == hashlib.sha256(saved["csv"].read_bytes()).hexdigest()


def test_no_picture_holds_a_time_or_a_path(saved, tmp_path_factory):
    for path in saved.values():
        content = path.read_bytes()
        assert b"Date" not in content and b"<dc:date" not in content
        assert str(tmp_path_factory.getbasetemp()).encode() not in content


def test_png_is_printed_at_three_hundred_dots_an_inch(saved):
    with Image.open(saved["png"]) as picture:
        assert picture.size[0] == 7.2 * 300


def test_alternative_text_is_the_description(saved, study):
    words = saved["txt"].read_text(encoding="utf-8").strip()
    assert words == figures.describe("standing", study(5)) and "Ada Example" in words


def test_a_misspelt_figure_is_an_error_with_the_nearest_name(study, tmp_path):
    with pytest.raises(ValueError, match="Did you mean 'standing'"):
        figures.save("standin", study(2), tmp_path)


def test_same_bytes_whatever_hash_seed_time_zone_and_folder(study, tmp_path):
    """Every figure's SVG and one figure's files, here and by a process with its own hash seed, time zone and folder."""
    study(3).save(tmp_path / "tables")
    script = """
import sys
import framing.figures as figures
from framing.figures.style import settings
from framing.tables import Tables

def draw(source, folder):
    tables = Tables.load(source)
    figures.save("standing", tables, folder)
    for name in figures.FIGURES:
        figure = getattr(figures, name)(tables).get_figure()
        with settings(own=False):
            figure.savefig(f"{folder}/{name}.svg", metadata={"Date": None})

if len(sys.argv) == 3:
    draw(*sys.argv[1:])
"""
    names: dict = {}
    exec(script.replace("len(sys.argv) == 3", "False"), names)
    names["draw"](tmp_path / "tables", tmp_path / "here")
    settings = {
        "PYTHONHASHSEED": "2", "TZ": "America/Lima", "MPLBACKEND": "agg",
        "PYTHONPATH": os.path.dirname(os.path.dirname(framing.__file__)),
    }  # fmt: skip
    there = tmp_path / "another" / "there"
    there.parent.mkdir()
    command = [sys.executable, "-c", script, str(tmp_path / "tables"), there.name]
    subprocess.run(command, cwd=there.parent, env=os.environ | settings, check=True)
    one, two = ({p.name: p.read_bytes() for p in folder.iterdir()} for folder in (tmp_path / "here", there))
    assert sorted(one) == sorted(two) and len(one) == 4 + len(figures.FIGURES)
    assert [name for name in sorted(one) if one[name] != two[name]] == []
