"""Tables for a paper: labels, units, alignment, intervals; they fit a page and compile."""

import shutil
import subprocess

import pytest

import framing
from framing.tables import frame

DOCUMENT = r"""\documentclass[a4paper]{article}\usepackage[T1]{fontenc}\usepackage{array,booktabs}\begin{document}
%s
\end{document}
"""


def made(outlets=3, articles=6):
    """Tables of outlets with several articles each, and names that LaTeX and HTML would obey."""
    names = ["A & B_1 50%", "The <b>Post", *(f"Outlet {n}" for n in range(outlets))][:outlets]
    rows = [
        {
            "article_id": f"{o}-{n}",
            "outlet": name,
            "words": 100 + 10 * n,
            "quoted_words": 20 + 3 * n + o,
            "tone_mean": 0.1 * n,
        }
        for o, name in enumerate(names)
        for n in range(articles)
    ]
    table = frame("articles", []).reindex(range(len(rows)))
    table = table.assign(**{key: [row[key] for row in rows] for key in rows[0]})
    table = table.assign(quoted_share=table["quoted_words"] / table["words"])
    sums = table.groupby("outlet", sort=False)[["words", "quoted_words"]].sum().reset_index()
    sums = sums.assign(quoted_share=sums["quoted_words"] / sums["words"], articles=articles, articles_measured=articles)
    full = frame("outlets", []).reindex(range(outlets)).assign(**{name: sums[name] for name in sums})
    full["tone_mean"] = table.groupby("outlet", sort=False)["tone_mean"].mean().to_numpy()
    return framing.Tables({"articles": table, "outlets": full}, {"title": "A study of 100 % & more"})


def test_numbers_have_intervals_labels_and_units():
    tex = made().latex("outlets", columns=["words", "quoted_share", "tone_mean"], intervals=True)
    assert r"Words & 750 & 750 & 750 \\" in tex
    (share,) = [line for line in tex.splitlines() if line.startswith("Quoted share")]
    assert share.startswith("Quoted share (0 to 1) & 0.22 [.18, .26] & 0.23 [.19, .27]")
    assert any(line.startswith("Tone mean ($-$1 to 1) & 0.25 [") for line in tex.splitlines())
    assert r"\caption{A study of 100 \% \& more:" in tex and r"\label{tab:outlets}" in tex and r"\toprule" in tex


def test_the_interval_is_that_of_the_package():
    from framing.intervals import ratio

    tables = made()
    own = tables.articles[tables.articles["outlet"] == "A & B_1 50%"]
    found = ratio(
        own["quoted_words"].to_numpy(float), own["words"].to_numpy(float), own["article_id"], bounds=(0, 1), counts=True
    )
    low, high = (f"{end:.2f}".removeprefix("0") for end in (found.low, found.high))
    assert f"0.22 [{low}, {high}]" in tables.html("outlets", ["quoted_share"], intervals=True)


def test_with_one_article_per_outlet_there_is_no_interval():
    assert "[" not in made(articles=1).html("outlets", ["quoted_share"], intervals=True)


def test_names_are_escaped():
    assert r"A \& B\_1 50\%" in made().latex() and "The &lt;b&gt;Post" in made().html() and "<b>" not in made().html()


def test_other_tables_have_their_own_columns_and_no_intervals():
    tex = made().latex("articles", ["article_id", "words"])
    assert r"Article id & Words \\" in tex and r"0-0 & 100 \\" in tex
    with pytest.raises(ValueError, match="Only the table 'outlets' has intervals"):
        made().latex("articles", intervals=True)
    with pytest.raises(KeyError, match="no column 'wrods'"):
        made().latex("outlets", ["wrods"])


@pytest.mark.parametrize("outlets", [1, 4, 14])
def test_many_outlets_stand_in_blocks_that_fit_the_line(outlets):
    tex = made(outlets).latex(intervals=True)
    assert tex.count(r"\toprule") == -(-outlets // 4)


@pytest.mark.slow
@pytest.mark.skipif(
    shutil.which("pdflatex") is None, reason="needs pdflatex (texlive-latex-base, texlive-latex-recommended)"
)
@pytest.mark.parametrize("outlets", [2, 14])
def test_it_compiles_to_one_page_and_is_no_wider_than_the_text(tmp_path, outlets):
    (tmp_path / "table.tex").write_text(DOCUMENT % made(outlets).latex(intervals=True), encoding="utf-8")
    run = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "table.tex"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout[-2000:]
    assert "(1 page" in run.stdout and "Overfull \\hbox" not in run.stdout
