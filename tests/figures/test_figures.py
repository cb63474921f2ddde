"""What every figure keeps: nothing overlaps or is cut, notes stand in it, the data is what is drawn."""

import warnings

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import framing.figures as figures


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
    for word in ("ExamplePost†", "Outlet6", "AdaExample" if name == "standing" else "Газета"):
        assert word in words[0] and word in words[1]


@pytest.mark.parametrize("name", figures.FIGURES)
def test_width_type_and_spines_are_those_of_print(study, name):
    ax = getattr(figures, name)(study(5))
    assert ax.get_figure().get_size_inches()[0] in (3.5, 7.2)
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
    if name not in ("selection", "shared", "edits"):  # they order outlets by what they have in common
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
def test_notes_of_the_articles_stand_in_every_figure(study, name):
    shown = "\n".join(text.get_text() for text in texts(getattr(figures, name)(study(3))))
    assert "† 000: translated." in shown and "‡ 001: filed before the event." in shown
    plain = "\n".join(text.get_text() for text in texts(getattr(figures, name)(study(3, notes=False))))
    assert "†" not in plain


@pytest.mark.parametrize("name", figures.FIGURES)
def test_signs_of_notes_survive_a_name_that_is_too_long(study, name):
    shown = [text.get_text() for text in texts(getattr(figures, name)(study(12)))]
    assert any(text.startswith("The Very") and text.endswith("‡§") for text in shown)


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
