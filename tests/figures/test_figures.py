"""What every figure keeps: nothing overlaps or is cut, notes stand in it, the data is what is drawn."""

from itertools import combinations

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import framing.figures as figures


def texts(ax):
    """Visible texts of a figure."""
    ax.get_figure().canvas.draw()
    left, right = ax.get_xlim()
    ticks = [t for x, t in zip(ax.get_xticks(), ax.get_xticklabels(), strict=True) if left <= x <= right]
    found = [*ax.texts, *ticks, *ax.get_yticklabels(), ax.xaxis.label, ax.yaxis.label]
    return [text for text in found if text.get_text().strip() and text.get_visible()]


def boxes(ax):
    return [(text.get_text(), text.get_window_extent()) for text in texts(ax)]


SIZES = [(2, 1), (5, 1), (12, 1), (3, 6)]


@pytest.mark.parametrize("name", figures.FIGURES)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_no_text_overlaps_another_and_none_is_cut(study, name, size):
    ax = getattr(figures, name)(study(*size, speakers=24))
    page = ax.get_figure().bbox
    for text, box in boxes(ax):
        assert box.x0 >= page.x0 and box.x1 <= page.x1, f"{text!r} is cut at the side"
        assert box.y0 >= page.y0 and box.y1 <= page.y1, f"{text!r} is cut above or below"
    for (one, a), (two, b) in combinations(boxes(ax), 2):
        across = min(a.x1, b.x1) - max(a.x0, b.x0)
        along = min(a.y1, b.y1) - max(a.y0, b.y0)
        assert across <= 1 or along <= 4, f"{one!r} overlaps {two!r}"  # pixels: boxes hold air above letters


@pytest.mark.parametrize("name", figures.FIGURES)
def test_width_type_and_spines_are_those_of_print(study, name):
    ax = getattr(figures, name)(study(5))
    assert ax.get_figure().get_size_inches()[0] in (3.5, 7.2)
    small = {7} if name == "selection" else set()  # a page of statements
    assert {text.get_fontsize() for text in texts(ax)} - small == {8}
    assert {text.get_fontfamily()[0] for text in texts(ax)} == {"DejaVu Sans"}
    assert not ax.spines["top"].get_visible() and not ax.spines["right"].get_visible()


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
def test_notes_of_the_articles_stand_in_every_figure(study, name):
    shown = "\n".join(text.get_text() for text in texts(getattr(figures, name)(study(3))))
    assert "† 000: translated." in shown and "‡ 001: filed before the event." in shown
    plain = "\n".join(text.get_text() for text in texts(getattr(figures, name)(study(3, notes=False))))
    assert "†" not in plain


@pytest.mark.parametrize("name", figures.FIGURES)
def test_signs_of_notes_survive_a_name_that_is_too_long(study, name):
    shown = [text.get_text() for text in texts(getattr(figures, name)(study(12)))]
    assert any(text.startswith("The Very") and text.endswith("…‡§") for text in shown)


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
def test_the_users_own_settings_do_not_reach_a_figure(study, name):
    with plt.rc_context({"font.size": 20, "axes.spines.top": True, "font.family": "serif"}):
        test_width_type_and_spines_are_those_of_print(study, name)


@pytest.mark.parametrize("name", figures.FIGURES)
def test_axes_that_are_given_are_drawn_in(study, name):
    _, ax = plt.subplots(figsize=(7, 5))
    assert getattr(figures, name)(study(3), ax=ax) is ax
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
