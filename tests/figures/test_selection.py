"""Selection: what is drawn for each statement and outlet, in which order, and what is left out."""

import pandas as pd
import pytest

import framing.figures as figures
from framing.figures import carriage
from framing.figures.selection import data
from framing.tables import Tables


def made(tables, rows):
    """The tables with these statements: (statement, article, state, text), state as in `carriage`."""
    risk = {"carried": True, "not carried": True, "not at risk": False, "not known": pd.NA}
    table = tables.statements.iloc[:0]
    new = pd.DataFrame(
        [
            {"statement": s, "article_id": a, "carried": state == "carried", "at_risk": risk[state], "text": text,
             "start": 0 if text else pd.NA, "end": len(text) if text else pd.NA, "voice": "quoted", "form": "same"}
            for s, a, state, text in rows
        ]
    )  # fmt: skip
    new = new.reindex(columns=table.columns).astype(table.dtypes)
    return Tables({**tables, "statements": new, "phrases": tables.phrases.iloc[:0]}, tables.facts)


def bars(ax):
    return [patch for patch in ax.patches if patch.get_zorder() == 3]


def texts(ax):
    return [text.get_text() for text in ax.texts]


@pytest.fixture
def four(study):
    states = ("carried", "not carried", "not at risk", "not known")
    return made(study(4), [(0, f"{i:03d}", s, "It rained." if i == 0 else "") for i, s in enumerate(states)])


def test_each_state_is_drawn_in_its_own_way(four):
    ax = figures.selection(four)
    assert data(four)["state"].tolist() == ["carried", "not carried", "not at risk", "not known"]
    assert len(bars(ax)) == 1 and texts(ax).count("?") == 1 + 1  # one cell, one in the key
    dots = [line for line in ax.lines if line.get_markersize() == 1.6]
    assert sum(len(line.get_xdata()) for line in dots) == 1 + 1  # one cell, one in the key
    fields = [patch for patch in ax.patches if patch.get_zorder() == 2]
    assert len(fields) == 1 + 1


def test_what_two_others_carry_and_one_leaves_out_has_a_ring_and_what_may_be_there_a_question_mark(study):
    rows = [(0, "000", "carried", "It rained."), (0, "001", "carried", "It rained."), (0, "002", "not carried", "")]
    tables = made(study(4), [*rows, (0, "003", "not carried", "")])
    tables.statements.loc[3, "carried"] = pd.NA
    assert data(tables)["state"].tolist() == ["carried", "carried", "omitted", "not known"]
    rings = [line for line in figures.selection(tables).lines if line.get_markersize() == 4.4]
    assert sum(len(line.get_xdata()) for line in rings) == 1 + 1  # one cell, one in the key


def test_of_a_large_event_absences_are_not_known(study):
    tables = made(study(3), [(0, "000", "carried", "It rained."), (1, "001", "carried", "It snowed.")])
    tables.statements.loc[:, "event"] = "storm"
    states = data(tables).set_index(["statement", "outlet"])["state"].tolist()
    assert sorted(states) == ["carried", "carried", "not known", "not known"]


def test_a_statement_is_named_by_its_shortest_wording_and_the_one_who_says_it(study):
    tables = made(study(2), [(0, "000", "carried", "The long, long river rose."), (0, "001", "carried", "It rose.")])
    tables.quotations.loc[0, ["article_id", "start", "end", "speaker"]] = ["001", 0, 7, "Ada Example"]
    assert data(tables)["label"].unique().tolist() == ["Ada Example: It rose."]
    assert "Ada Example: It rose." in texts(figures.selection(tables))


def test_no_wording_names_two_statements_while_there_is_another(study):
    rows = [(s, a, "carried", t) for s in (0, 1) for a, t in (("000", "It rained."), ("001", "It was very wet."))]
    assert set(data(made(study(2), rows))["label"]) == {"It rained.", "It was very wet."}


def test_a_phrase_that_not_all_carriers_print_is_in_no_label(study):
    rows = [(0, "000", "carried", "A red line, she said."), (0, "001", "carried", "She set a limit, she said.")]
    phrase = study(2).phrases.head(1).assign(article_id="000", phrase="red line", start=2, end=10)
    tables = Tables({**made(study(2), rows), "phrases": phrase})
    assert data(tables)["label"].unique().tolist() == ["She set a limit, she said."]


def test_what_many_carry_comes_first_and_each_outlets_own_last(study):
    rows = data(study(5))
    counts = rows.drop_duplicates("statement")["outlets"].tolist()
    assert counts == sorted(counts, reverse=True)
    held = rows[(rows["state"] == "carried") & (rows["outlets"] == 1)]
    order = {outlet: i for i, outlet in enumerate(dict.fromkeys(rows["outlet"]))}
    places = held["outlet"].map(order).tolist()
    assert places == sorted(places)


def test_outlets_stand_in_the_order_of_the_study_and_those_of_one_family_under_a_letter(study):
    tables = study(4, notes=False)
    tables.families.loc[:, "family"] = ["000", "001", "002", "000"]
    ax = figures.selection(tables)
    assert list(dict.fromkeys(data(tables)["outlet"])) == list(tables.outlets["outlet"])
    letters = [text for text in ax.texts if text.get_text() == "a"]
    assert len(letters) == 2 and len({text.get_position()[1] for text in letters}) == 1
    assert any("derive from one copy" in text.get_text() for text in ax.texts)


def test_width_of_a_bar_is_the_share_of_an_outlets_articles(study):
    half = [(0, "000", "carried", "It rained."), (0, "001", "not carried", ""), (0, "002", "carried", "It rained.")]
    tables = made(study(2, 2), [*half, (0, "003", "carried", "It rained.")])
    narrow, wide = sorted(patch.get_width() for patch in bars(figures.selection(tables)))
    assert narrow == pytest.approx(wide / 2, rel=1e-4)


def test_a_page_holds_so_many_statements_and_the_figure_says_how_many_it_leaves_out(study):
    rows = [(s, "000", "carried", f"Own statement {s}.") for s in range(100)]
    rows += [(s, "001", "not carried", "") for s in range(100)]
    rows += [(100 + s, a, "carried", "Both say this.") for s in range(3) for a in ("000", "001")]
    tables = made(study(2), rows)
    shown = data(tables)
    number = shown["statement"].nunique()
    assert carriage.LINES / 2 < number < carriage.LINES and {100, 101, 102} <= set(shown["statement"])
    ax = figures.selection(tables)
    assert any(f"{103 - number} of 103 statements are not shown" in text for text in texts(ax))
    assert ax.get_figure().get_figheight() < 9.5


def test_statements_stand_in_full_and_fewer_of_them_where_they_are_long(study):
    long = "The council closed the old bridge after engineers had found cracks, it said in statement {} " * 3
    rows = [(s, "000", "carried", long.format(s, s, s)) for s in range(60)]
    tables = made(study(2), rows)
    number = data(tables)["statement"].nunique()
    assert number < carriage.LINES / 3
    ax = figures.selection(tables)
    first = " ".join(data(tables)["label"].iloc[0].split())
    assert first in {text.replace("\n", " ") for text in texts(ax)}
    assert ax.get_figure().get_figheight() < 9.5 and data(tables, 40)["statement"].nunique() == 40


def test_share_carried_stands_beside_the_words(four):
    shown = texts(figures.selection(four))
    assert {"0", "1", "statements carried", "statements that could have been"} <= set(shown)
    assert str(four.outlets["words"][0]) in shown


def test_totals_count_a_statement_once_however_many_articles_of_the_outlet_carry_it(study):
    """Of four statements both articles of the first outlet carry two; one more it could have carried, one not."""
    carriers = (("000", "001"), ("000", "001", "002"), ("002",), ("003",))
    rows = [
        (s, a, "carried" if a in held else "not at risk" if s == 3 else "not carried", "It rained." * (a in held))
        for s, held in enumerate(carriers)
        for a in ("000", "001", "002", "003")
    ]
    ax = figures.selection(made(study(2, 2), rows))
    lines = [text for text in ax.texts if text.get_text() in ("statements carried", "statements that could have been")]
    beside = {
        line.get_text(): [
            t.get_text() for t in ax.texts if t is not line and t.get_position()[1] == line.get_position()[1]
        ]
        for line in lines
    }
    assert beside == {"statements carried": ["2", "3"], "statements that could have been": ["3", "4"]}


def test_seeds_show_two_families_and_what_one_outlet_carries_alone(seeds):
    import framing

    tables = framing.measure(seeds)
    rows = data(tables, 68)  # all that a page of smaller type holds
    held = rows[rows["state"] == "carried"]
    outlets = dict(zip(tables.articles["article_id"], tables.articles["outlet"], strict=True))
    order = list(dict.fromkeys(rows["outlet"]))
    assert order[:2] == [outlets["000"], outlets["001"]] and set(order[2:4]) == {outlets["002"], outlets["003"]}
    shown = "\n".join(rows["label"])
    for words, articles in (
        ("Ocasio-Cortez", {"003"}),
        ("clarify Harris", {"003"}),
        ("Jen Psaki:", {"003"}),
        ("investment in southern Mexico", {"004"}),
        ("o not come", {"002", "003"}),
    ):
        assert words in shown
        found = held[held["label"].str.contains(words, regex=False)]
        assert set(found["outlet"]) == {outlets[i] for i in articles}, words
    early = rows[(rows["outlet"] == outlets["001"]) & (rows["state"] == "not at risk")]
    assert len(early) >= 2 and set(rows.loc[rows["state"] == "not at risk", "outlet"]) == {outlets["001"]}
