"""What every figure keeps: nothing overlaps or is cut, notes stand in it, the data is what is drawn."""

import re
import warnings

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import framing.figures as figures
from framing.figures.labels import labels


def texts(ax):
    return [text for text in ax.texts if text.get_text().strip()]


SAMPLE = [(3.3, 14), (7.2, 3)]


@pytest.mark.parametrize("name", figures.FIGURES)
@pytest.mark.parametrize(("width", "outlets"), SAMPLE)
def test_no_text_overlaps_another_and_none_is_cut(study, name, width, outlets, faults):
    ax = getattr(figures, name)(study(outlets), width=width)
    assert faults(ax) == [] and {text.get_fontsize() for text in texts(ax)} == {8}


@pytest.mark.slow
@pytest.mark.parametrize("name", figures.FIGURES)
@pytest.mark.parametrize("width", [3.3, 5, 7.2])
@pytest.mark.parametrize("outlets", [(2, 1), (3, 6), (6, 1), (14, 1)], ids=str)
def test_no_text_overlaps_another_and_none_is_cut_at_any_width(study, name, width, outlets, faults):
    assert faults(getattr(figures, name)(study(*outlets), width=width)) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", figures.FIGURES)
@pytest.mark.parametrize("width", [3.3, 5, 7.2])
@pytest.mark.parametrize("outlets", [2, 3, 6, 14])
def test_nothing_is_cut_in_a_users_axes_of_any_size(study, name, width, outlets, faults):
    _, ax = plt.subplots(figsize=(width, 4), layout="constrained")
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="The type of the figure")
        getattr(figures, name)(study(outlets), ax)
    assert faults(ax) == []


@pytest.mark.parametrize("name", ["standing", "tone"])
def test_in_axes_that_are_too_small_the_type_shrinks_and_nothing_is_lost(study, name, faults):
    _, ax = plt.subplots(figsize=(3.3, 3))
    whole = getattr(figures, name)(study(6), width=ax.bbox.width / ax.figure.dpi)
    with pytest.warns(UserWarning, match=rf"The type of the figure '{name}' shrinks to \d"):
        getattr(figures, name)(study(6), ax)
    assert faults(ax) == [] and {text.get_fontsize() for text in texts(ax)} != {8}
    words = ["".join("".join(text.get_text() for text in texts(some)).split()) for some in (ax, whole)]
    for word in ("ExamplePost", "Outlet6", "AdaExample" if name == "standing" else "Газета"):
        assert word in words[0] and word in words[1]


@pytest.mark.parametrize("name", figures.FIGURES)
def test_width_type_and_spines_are_those_of_print(study, name):
    ax = getattr(figures, name)(study(5))
    assert ax.get_figure().get_size_inches()[0] in ((5.4,) if name == "glance" else (3.5, 7.2))
    assert {text.get_fontsize() for text in texts(ax)} == {8}
    assert {text.get_fontfamily()[0] for text in texts(ax)} == {"DejaVu Sans"}
    assert not ax.spines["top"].get_visible() and not ax.spines["right"].get_visible()


@pytest.mark.parametrize("name", ["overview", "shared"])
def test_the_users_font_and_size_are_kept(study, name):
    with plt.rc_context({"font.size": 11, "font.family": "serif", "font.serif": ["DejaVu Serif"]}):
        shown = texts(getattr(figures, name)(study(3)))
    assert {(text.get_fontsize(), text.get_fontfamily()[0]) for text in shown} == {(11, "DejaVu Serif")}
    shown = texts(getattr(figures, name)(study(3), font=("DejaVu Sans Mono", 6)))
    assert {(text.get_fontsize(), text.get_fontfamily()[0]) for text in shown} == {(6, "DejaVu Sans Mono")}


def test_a_font_that_is_not_installed_is_refused(study):
    with pytest.raises(ValueError, match="'No Such Face' is not installed"):
        figures.overview(study(1), font="No Such Face")


@pytest.mark.parametrize("name", figures.FIGURES)
def test_outlets_are_chosen_ordered_and_called_as_asked(study, name):
    paper = "Unknown outlet (002)"
    ax = getattr(figures, name)(study(5), outlets=["Газета Пример", paper], labels={paper: "Paper"})
    shown = " ".join(text.get_text() for text in texts(ax))
    assert "Paper" in shown and "Газета" in shown and "Post" not in shown and "Unknown" not in shown
    if name != "edits":  # a pair of outlets has the side that its passage has
        assert shown.index("Газета") < shown.index("Paper")


def test_words_of_a_key_can_be_replaced(study):
    shown = [text.get_text() for text in figures.overview(study(2), labels={"journalist": "Redaktion"}).texts]
    assert "Redaktion" in shown and "journalist" not in shown


def test_an_outlet_that_is_not_there_is_refused_with_the_nearest_name(study):
    with pytest.raises(ValueError, match=r"names 'Exampel Post'.*Did you mean 'Example Post'"):
        figures.standing(study(2), outlets=["Exampel Post"])


def test_top_is_for_figures_that_leave_rows_out(study):
    shown = [text.get_text() for text in figures.standing(study(5), top=2).texts]
    assert "others (2)" in shown
    with pytest.raises(ValueError, match="takes no top="):
        figures.overview(study(2), top=3)
    with pytest.raises(ValueError, match="one row or more"):
        figures.standing(study(2), top=0)


def test_a_height_is_kept_and_filled(study):
    usual, tall = figures.overview(study(3)), figures.overview(study(3), height=5)
    assert tall.get_figure().get_figheight() == pytest.approx(5)
    lowest = [min(text.get_position()[1] / ax.get_ylim()[0] for text in ax.texts if text.get_text() == "Words")
              for ax in (usual, tall)]  # fmt: skip
    assert lowest[1] > 0.7
    with pytest.raises(ValueError, match="1 to 100 inches"):
        figures.overview(study(3), width=0)


@pytest.mark.parametrize("name", figures.FIGURES)
def test_a_study_without_articles_says_what_is_missing(study, name):
    ax = getattr(figures, name)(study(0))
    (text,) = ax.texts
    assert text.get_text().replace("\n", " ").endswith((".", "nothing can be shared."))
    assert figures.describe(name, study(0)).startswith("An empty figure")


@pytest.mark.parametrize("name", figures.FIGURES)
def test_one_outlet_is_enough_not_to_fail(study, name):
    assert getattr(figures, name)(study(1)).get_figure() is not None


@pytest.mark.parametrize("name", figures.FIGURES)
def test_notes_of_the_articles_stand_in_the_figures_that_they_matter_to(study, name):
    shown = "\n".join(text.get_text() for text in texts(getattr(figures, name)(study(3))))
    heeded = getattr(figures, name).notes
    assert ("000: translated." in shown) == ("translated" in heeded)
    assert ("001: filed before the event." in shown) == ("filed" in heeded)
    assert "outlet unknown" not in shown
    plain = "\n".join(text.get_text() for text in texts(getattr(figures, name)(study(3, notes=False))))
    assert "†" not in plain


@pytest.mark.parametrize("name", figures.FIGURES)
def test_captions_begin_with_a_finding_and_are_short(study, name):
    for tables in (study(3, notes=False), study(6, 5)):
        told = figures.caption(name, tables)
        assert not told.startswith(("Each", "Every", "Bars", "Marks", "Cells", "Squares")) and len(told.split()) <= 75
        assert re.search(r"\d", told.split(". ")[0])


class Marked(dict):
    """Every word replaced by itself in marks."""

    def get(self, text, otherwise=None):
        return f"«{text}»"


@pytest.mark.parametrize("name", figures.FIGURES)
def test_every_printed_word_can_be_replaced(study, name, monkeypatch):
    tables = study(3, 5 if name == "tone" else 1, notes=False)
    tables.outlets["outlet"] = tables.outlets["outlet"].str[:12]
    tables.articles["outlet"] = tables.articles["outlet"].str[:12]
    monkeypatch.setattr(figures._figure, "labels", lambda tables, words, heeds: labels(tables, {}, heeds))
    page = figures._figure.Page

    class Wide(page):
        def __init__(self, width, names, words, air=1.0):
            super().__init__(width, names, Marked(), air)

    monkeypatch.setattr(figures._figure, "Page", Wide)
    ax = getattr(figures, name)(tables, width=60)
    data = {*tables.outlets["outlet"], *tables.naming["naming"]}
    data |= {" ".join(text.split()) for text in tables.statements["text"].dropna()}
    data |= {word for column in ("text_a", "text_b") for text in tables.passages[column] for word in text.split()}
    bare = []
    for text in ax.texts:
        said = re.sub("«[^»]*»", "", text.get_text().replace("\n", " "))
        for known in sorted(data, key=len, reverse=True):
            said = said.replace(known, "")
        if re.search(r"[^\W\d_]{2,}", said):
            bare.append(text.get_text())
    assert bare == []


def test_words_with_a_number_keep_its_place_or_say_what_may_stand_there(study):
    ax = figures.overview(study(2), words={"{words} words": "{words} Wörter"})
    assert any(text.get_text().endswith(" Wörter") for text in ax.texts)
    with pytest.raises(ValueError, match=r"what may be in it is \{words\}"):
        figures.overview(study(2), words={"{words} words": "{n} Wörter"})


def test_a_column_of_the_articles_can_stand_in_the_place_of_the_outlets(study):
    tables = study(4)
    tables.articles["leaning"] = ["left", "right", "left", None]
    shown = [text.get_text() for text in texts(figures.overview(tables, by="leaning"))]
    words = tables.articles["words"]
    assert {"left", "right", "no leaning", f"{words[0] + words[2]:,} words"} <= set(shown)
    ordered = figures.standing(tables, by="leaning", outlets=["right", "left"])
    assert [name for t in ordered.texts if (name := t.get_text().strip("†")) in ("left", "right")] == ["right", "left"]
    with pytest.raises(KeyError, match="Did you mean 'leaning'"):
        figures.overview(tables, by="leening")


@pytest.mark.parametrize("name", figures.FIGURES)
def test_signs_of_notes_survive_a_name_that_is_too_long(study, name):
    shown = [text.get_text() for text in texts(getattr(figures, name)(study(12)))]
    sign = "‡" if "filed" in getattr(figures, name).notes else ""
    if sign and "translated" in getattr(figures, name).notes:
        assert any(text.startswith("The Very") and text.endswith(sign) for text in shown)


@pytest.mark.parametrize("name", figures.FIGURES)
def test_names_that_the_font_lacks_become_numbers_that_the_caption_explains(study, name):
    six = study(6)
    shown = "\n".join(text.get_text() for text in texts(getattr(figures, name)(six)))
    assert "Outlet 6" in shown and "新样本报" not in shown
    assert "Outlet 6: 新样本报." in figures.caption(name, six)


@pytest.mark.parametrize("name", figures.FIGURES)
def test_a_dollar_sign_is_a_dollar_sign(study, name):
    shown = [text for text in texts(getattr(figures, name)(study(7))) if "$" in text.get_text()]
    assert shown and not any(text.get_parse_math() for text in shown)


@pytest.mark.parametrize("name", figures.FIGURES)
def test_axes_that_are_given_are_drawn_in(study, name):
    _, ax = plt.subplots(figsize=(7, 5))
    assert getattr(figures, name)(study(2), ax=ax, font=4) is ax
    assert tuple(ax.get_figure().get_size_inches()) == (7, 5)


@pytest.mark.parametrize("name", figures.FIGURES)
def test_tables_are_not_changed_by_drawing(study, name):
    drawn, same = study(4), study(4)
    getattr(figures, name)(drawn)
    for table in drawn:
        pd.testing.assert_frame_equal(drawn[table], same[table])


def test_voices_differ_without_colour():
    from framing.figures.style import VOICES

    for channel in ("shape", "hatch", "color"):
        assert len({getattr(mark, channel) for mark in VOICES.values()}) == 3
