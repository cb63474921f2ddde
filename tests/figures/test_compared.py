"""Figures of comparisons: what is tested stands in them, and no two texts overlap."""

import io
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from framing import figures
from framing.compare import contrast, keyness, likeness, trend
from framing.figures import style
from framing.tables import Tables, frame


def invented_outlets(number):
    """Tables of outlets that differ, with counts of words."""
    generator = np.random.default_rng(0)
    ids = [f"{i}" for i in range(20 * number)]
    names = ["Daily Example", "$1 News", "The Very Long and Winding Name of a Paper", "新样本报", "E", "F", "G"]
    words = generator.integers(200, 500, len(ids))
    articles = frame("articles", []).reindex(range(len(ids))).assign(
        article_id=ids, outlet=[names[int(i) % number] for i in ids], words=words, quoted_words=words // 5 + 9,
        quoted_share=0.2, tone_mean=generator.random(len(ids)), speakers=generator.integers(1, 5, len(ids)),
        date=[f"2020-0{1 + int(i) % 6}-01" for i in ids],
    )  # fmt: skip
    rows = [(i, f"word{t}", int(n)) for i in ids for t, n in enumerate(generator.poisson(3, 60)) if n]
    return Tables({"articles": articles, "terms": frame("terms", rows)})


def variants(tables):
    """A contrast and the same again, as `robustness` gives it, with a p that disagrees with its interval."""
    result = contrast(tables, "articles.tone_mean")
    table = result.table.assign(remark="p and interval disagree")
    names = ("as measured", "one article of a family")
    return replace(result, table=pd.concat([table.assign(variant=name) for name in names], ignore_index=True))


RESULTS = {
    "variants": variants,
    "keyness": keyness,
    "contrast": lambda tables: contrast(tables, "articles.tone_mean"),
    "likeness": likeness,
    "trend": lambda tables: trend(tables, "articles.tone_mean"),
}


@pytest.fixture(scope="module", params=[(name, number) for name in RESULTS for number in (2, 7)], ids=str)
def drawn(request):
    name, number = request.param
    result = RESULTS[name](invented_outlets(number))
    return name, result, result.plot()


def intervals(ax):
    return [line for line in ax.lines if line.get_label() == "interval"]


@pytest.mark.parametrize("width", [3.3, 7.2])
def test_no_text_overlaps_another_and_none_is_cut(drawn, width, faults):
    assert faults(drawn[1].plot(width=width)) == []


def test_the_figure_prints_what_the_comparison_speaks_of(drawn):
    _, result, ax = drawn
    assert result.note[:30] in " ".join(ax.texts[-1].get_text().split())


def test_it_is_described_in_words(drawn):
    name, result, _ = drawn
    text = getattr(figures, {"variants": "contrast"}.get(name, name)).describe(result)
    assert text.endswith(".") and not text.startswith("An empty figure")


def test_a_dollar_sign_is_a_dollar_sign(drawn):
    shown = [text for text in drawn[2].texts if "$" in text.get_text()]
    assert shown and not any(text.get_parse_math() for text in shown)


def test_named_terms_are_those_with_the_strongest_evidence():
    result = keyness(invented_outlets(2))
    named = figures.keyness.data(result).query("named")
    for group, here in result.table.groupby("group"):
        assert set(named.loc[named["group"] == group, "term"]) == set(here.nsmallest(12, "p")["term"])


def test_without_inference_terms_are_named_without_intervals(seeds):
    assert not intervals(keyness(seeds).plot())


def test_each_dot_lies_within_its_interval():
    ax = keyness(invented_outlets(7)).plot()
    dots = {(float(line.get_xdata()[0]), float(line.get_ydata()[0])) for line in ax.lines if line.get_marker() == "o"}
    upright = intervals(ax)
    assert len(upright) == 7 * 12
    for line in upright:
        low, high = sorted(line.get_ydata())
        assert any(x == line.get_xdata()[0] and low <= y <= high for x, y in dots)


def test_no_label_of_a_term_crosses_an_interval():
    tables = invented_outlets(3)
    counts = {f"word{t}": f"a longer word {t}" for t in range(60)}  # long labels reach the next terms' lines
    ax = keyness(Tables({**tables, "terms": tables.terms.assign(term=tables.terms["term"].map(counts))})).plot()
    ax.get_figure().canvas.draw()
    labels = [text.get_window_extent() for text in ax.texts if text.get_text().startswith("a longer word")]
    lines = intervals(ax)
    spans = [ax.transData.transform(line.get_xydata()) for line in lines]
    assert len(labels) > 12 and len(lines) == 3 * 12
    assert not [
        box for box in labels for (x, one), (_, other) in spans
        if box.x0 < x < box.x1 and min(one, other) < box.y1 and box.y0 < max(one, other)
    ]  # fmt: skip


def test_axes_that_are_given_are_drawn_in():
    import matplotlib.pyplot as plt

    _, ax = plt.subplots()
    assert contrast(invented_outlets(2), "articles.tone_mean").plot(ax) is ax


def test_a_line_without_an_interval_is_hollow():
    ax = contrast(invented_outlets(2), "articles.tone_mean", target="articles").plot()
    (dot,) = [line for line in ax.lines if line.get_marker() == "o"]
    assert dot.get_markerfacecolor() == "white"


def test_the_interval_of_a_period_that_stands_alone_is_drawn():
    result = trend(invented_outlets(2), "articles.tone_mean")
    alone = result.table["low"].where(result.table.groupby("group").cumcount() % 2 == 0)
    ax = replace(result, table=result.table.assign(low=alone)).plot()
    bars = intervals(ax)
    assert len(bars) == alone.notna().sum() > 2
    assert all(len(set(bar.get_xdata())) == 1 and abs(np.diff(bar.get_ydata())[0]) > 0.01 for bar in bars)


def test_a_line_of_a_variant_names_both_groups_under_the_name_of_the_variant():
    ax = variants(invented_outlets(7)).plot(top=42)
    texts = [text.get_text() for text in ax.texts]
    assert texts.count("as measured") == texts.count("one article of a family") == 1
    assert texts.count("Daily Example \N{MINUS SIGN} $1 News") == texts.count("F \N{MINUS SIGN} G") == 2
    assert texts.count("Daily Example \N{MINUS SIGN} The Very Long\nand Winding Name of a Paper") == 2
    assert not any("\N{HORIZONTAL ELLIPSIS}" in text for text in texts)


def wobbled(table, generator):
    """The table with each float one step of the machine higher, lower or as it was, as another processor has it."""
    moved = {
        name: values * (1 + np.finfo(float).eps * generator.integers(-1, 2, len(values)))
        for name, values in table.select_dtypes("float64").items()
    }
    return table.assign(**moved)


def pixels(result):
    """The figure as a notebook keeps it."""
    import matplotlib.pyplot as plt

    content = io.BytesIO()
    result.plot().get_figure().savefig(content, dpi=style.RESOLUTION, format="png", bbox_inches="tight")
    plt.close("all")
    return content.getvalue()


@pytest.mark.parametrize("name", RESULTS)
def test_the_last_bits_of_a_number_move_no_pixel(name, monkeypatch):
    result = RESULTS[name](invented_outlets(4))
    drawn, log10 = pixels(result), np.log10
    for seed, step in enumerate((-np.inf, np.inf) * 2):
        generator = np.random.default_rng(seed)
        other = replace(result, table=wobbled(result.table, generator))
        if hasattr(result, "map"):
            other = replace(other, map=wobbled(result.map, generator))
        monkeypatch.setattr(np, "log10", lambda x, step=step: np.nextafter(log10(x), step))
        assert pixels(other) == drawn


def test_groups_are_drawn_in_the_order_that_is_asked_for():
    result = contrast(invented_outlets(3), "articles.tone_mean")
    ax = result.plot(outlets=["$1 News", "The Very Long and Winding Name of a Paper"], labels={"$1 News": "News"})
    pairs = [text.get_text().replace("\n", " ") for text in ax.texts if "\N{MINUS SIGN} The" in text.get_text()]
    assert pairs == ["News \N{MINUS SIGN} The Very Long and Winding Name of a Paper"]
    with pytest.raises(ValueError, match=r"Did you mean '\$1 News'"):
        result.plot(outlets=["$1 New"])


def test_so_many_terms_are_named_as_asked_for():
    result = keyness(invented_outlets(2))
    assert len(intervals(result.plot(top=3))) == 2 * 3


def test_captions_of_comparisons_begin_with_the_finding(drawn):
    told = figures.caption(drawn[1].figure, drawn[1])
    assert len(told.split()) <= 75 and not told.startswith(("Filled", "Height", "Groups", "One line", "Points"))
    assert any(letter.isdigit() for letter in told.partition(". ")[0])


def test_a_contrast_of_many_groups_fits_a_page_and_says_what_it_leaves_out():
    groups = [f"Outlet {i}" for i in range(14)]
    pairs = [(one, other) for n, one in enumerate(groups) for other in groups[n + 1 :]]
    table = pd.DataFrame(pairs, columns=["group", "other"]).assign(
        difference=np.linspace(-0.4, 0.5, len(pairs)), low=np.nan, high=np.nan, p=np.nan, p_adjusted=np.nan, remark=""
    )
    result = replace(contrast(invented_outlets(2), "articles.tone_mean"), table=table)
    ax = figures.contrast(result)
    assert ax.get_figure().get_figheight() < 9.5
    texts = " ".join(text.get_text() for text in ax.texts)
    assert f"The {91 - figures.contrast.top} smallest of 91 differences are left out here" in texts.replace("\n", " ")
    assert "Outlet 12 \N{MINUS SIGN} Outlet 13" in texts  # the largest
    assert len([line for line in figures.contrast(result, top=5).lines if line.get_marker() == "o"]) == 5
