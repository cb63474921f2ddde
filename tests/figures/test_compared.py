"""Figures of comparisons: what is tested stands in them, and no two texts overlap."""

import io
from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from framing.compare import contrast, keyness, likeness, trend
from framing.figures import style
from framing.figures.contrast import describe as describe_contrast
from framing.figures.keyness import data
from framing.figures.keyness import describe as describe_keyness
from framing.figures.likeness import describe as describe_likeness
from framing.figures.trend import describe as describe_trend
from framing.tables import Tables, frame

DESCRIBE = {"keyness": describe_keyness, "contrast": describe_contrast, "likeness": describe_likeness,
            "trend": describe_trend, "variants": describe_contrast}  # fmt: skip


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


def boxes(ax):
    ax.get_figure().canvas.draw()
    shown = [t for t in [*ax.texts, *ax.get_xticklabels(), ax.xaxis.label] if t.get_text().strip()]
    left, right = ax.get_xlim()
    shown = [t for t in shown if t not in ax.get_xticklabels() or left <= t.get_position()[0] <= right]
    return [(text.get_text(), text.get_window_extent()) for text in shown]


def test_no_text_overlaps_another_and_none_is_cut(drawn):
    found = boxes(drawn[2])
    page = drawn[2].get_figure().bbox
    for text, box in found:
        assert box.x0 >= page.x0 - 1 and box.x1 <= page.x1 + 1, f"{text!r} is cut at the side"
        assert box.y0 >= page.y0 - 1 and box.y1 <= page.y1 + 1, f"{text!r} is cut above or below"
    for (one, a), (two, b) in combinations(found, 2):
        across = min(a.x1, b.x1) - max(a.x0, b.x0)
        along = min(a.y1, b.y1) - max(a.y0, b.y0)
        assert across <= 2 or along <= 4, f"{one!r} overlaps {two!r}"


def test_the_figure_prints_what_the_comparison_speaks_of(drawn):
    _, result, ax = drawn
    assert result.note[:30] in " ".join(ax.texts[-1].get_text().split())


def test_it_is_described_in_words(drawn):
    name, result, _ = drawn
    text = DESCRIBE[name](result)
    assert text.endswith(".") and not text.startswith("An empty figure")


def test_a_dollar_sign_is_a_dollar_sign(drawn):
    shown = [text for text in drawn[2].texts if "$" in text.get_text()]
    assert shown and not any(text.get_parse_math() for text in shown)


def test_named_terms_are_those_with_the_strongest_evidence():
    result = keyness(invented_outlets(2))
    named = data(result).query("named")
    for group, here in result.table.groupby("group"):
        assert set(named.loc[named["group"] == group, "term"]) == set(here.nsmallest(12, "p")["term"])


def test_without_inference_terms_are_named_without_intervals(seeds):
    ax = keyness(seeds).plot()
    assert not [line for line in ax.lines if line.get_marker() == "None" and len(set(line.get_xdata())) == 1]


def test_each_dot_lies_within_its_interval():
    ax = keyness(invented_outlets(7)).plot()
    dots = {(float(line.get_xdata()[0]), float(line.get_ydata()[0])) for line in ax.lines if line.get_marker() == "o"}
    upright = [line for line in ax.lines if line.get_marker() == "None" and len(set(line.get_xdata())) == 1]
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
    lines = [line for line in ax.lines if line.get_marker() == "None" and len(set(line.get_xdata())) == 1]
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
    bars = [bar for lines in ax.collections for bar in lines.get_segments()]
    assert len(bars) == alone.notna().sum() > 2
    assert all(len(set(bar[:, 0])) == 1 and abs(bar[0, 1] - bar[1, 1]) > 0.01 for bar in bars)


def test_a_line_of_a_variant_names_both_groups_under_the_name_of_the_variant():
    ax = variants(invented_outlets(7)).plot()
    texts = [text.get_text() for text in ax.texts]
    assert texts.count("as measured") == texts.count("one article of a family") == 1
    assert texts.count("Daily Example \N{MINUS SIGN} $1 News") == texts.count("F \N{MINUS SIGN} G") == 2
    assert texts.count("Daily Example \N{MINUS SIGN} The Very Long\nand Winding Name of a Paper") == 2
    assert not any("\N{HORIZONTAL ELLIPSIS}" in text for text in texts)


def test_a_p_that_disagrees_with_its_interval_is_marked():
    result = contrast(invented_outlets(2), "articles.tone_mean")
    plain, marked = result.plot(), replace(result, table=result.table.assign(remark="p and interval disagree")).plot()
    assert not any("\N{DAGGER}" in text.get_text() for text in plain.texts)
    assert "\N{DAGGER} p and interval disagree" in " ".join(marked.texts[-1].get_text().split())
    assert sum(text.get_text().endswith(" \N{DAGGER}") for text in marked.texts) == 1


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


def test_no_edge_of_the_axes_lies_between_two_dots_of_the_screen(drawn):
    ax = drawn[2]
    left, right = (x * style.PAGE * style.RESOLUTION for x in (ax.get_position().x0, ax.get_position().x1))
    bottom = ax.get_position().y0 * ax.get_figure().get_figheight() * style.RESOLUTION
    for edge in (left, right, bottom, (left + right) / 2):
        assert abs(edge - round(edge)) < 1e-6
