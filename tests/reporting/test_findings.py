"""Each sentence of what was found is computed again here, from the tables alone and by other means."""

import numpy as np
import pandas as pd
import pytest

import framing
from framing.compare.profile import profile
from framing.reporting.findings import LEAST, MOST, summarise
from framing.reporting.phrasing import QUESTIONS
from framing.tables import frame

STORY = ["headline", "standfirst", "lead", "body"]


@pytest.fixture(scope="module")
def several():
    """Three outlets with ten articles each: the first quotes much, the others little; phrases and statements too."""
    generator = np.random.default_rng(3)
    rows, phrases, speakers, quotations = [], [], [], []
    for outlet, share in (("Post", 0.5), ("Press", 0.2), ("Star", 0.2)):
        for n in range(10):
            id, words = f"{outlet}-{n}", int(generator.integers(180, 220))
            said = int(words * (share + generator.uniform(-0.05, 0.05)))
            rows.append({"article_id": id, "outlet": outlet, "words": words, "quoted_words": said, "reported_words": 10,
                         "tone_journalist": generator.normal(0, 0.1),
                         "flesch_reading_ease": generator.normal(40, 5)})  # fmt: skip
            speakers.append((id, "Ann Lee", "person", 1, 0, said - 5, 0, 0.9, 0.1, False))
            quotations.append(
                (id, 0, 20, 90, "direct", "body", said - 5, "Ann Lee", "Ann Lee", "person", 0, 7, "said", 8, 12, 0.9)
            )
            phrases += [(id, "new era", 30, 37, "headline" if n == 0 else "body", 0.2, "quoted", "Ann Lee", 1)] * (
                n % 3
            )
    table = frame("articles", []).reindex(range(30)).assign(**{key: [row[key] for row in rows] for key in rows[0]})
    table = table.assign(quoted_share=table["quoted_words"] / table["words"], reported_share=10 / table["words"])
    sums = table.groupby("outlet", sort=False)[["words", "quoted_words", "reported_words"]].sum().reset_index()
    outlets = frame("outlets", []).reindex(range(3)).assign(**{name: sums[name] for name in sums})
    outlets = outlets.assign(articles=10, articles_measured=10)
    made = {"articles": table, "outlets": outlets, "speakers": frame("speakers", speakers)}
    made |= {"quotations": frame("quotations", quotations), "phrases": frame("phrases", phrases)}
    return framing.Tables(made, {"phrases": {"new era": ["new era"]}})


def of(found, question, start=""):
    return next(one for one in found if one.question == question and start in one.text)


def outlet(tables, rows):
    return rows["article_id"].map(tables.articles.set_index("article_id")["outlet"])


def test_there_are_five_to_eight_in_the_order_of_the_questions(tables, several):
    for each in (tables, several):
        found = summarise(each)
        assert LEAST <= len(found) <= MOST
        places = [list(QUESTIONS).index(one.question) for one in found]
        assert places == sorted(places)


def test_who_is_quoted_most_and_where(tables):
    said = tables.quotations[
        tables.quotations["kind"].isin(["direct", "partial"]) & tables.quotations["zone"].isin(STORY)
    ]
    by_name = tables.speakers.groupby("speaker")["quoted_words"].sum().sort_values()
    name, words, total = by_name.index[-1], by_name.iloc[-1], tables.outlets["quoted_words"].sum()
    own = tables.speakers[tables.speakers["speaker"] == name]
    where = own.groupby(outlet(tables, own))["quoted_words"].sum().sort_values()
    one = of(summarise(tables), "speakers", "quoted most")
    assert (
        one.text
        == f"{name} is quoted most, with {words} of {total} quoted words ({words / total:.0%}".replace("%", " %")
        + f"), {where.iloc[-1]} of them in {where.index[-1]}."
    )
    rows = {(row.article_id, row.start, row.end): row.speaker for row in said.itertuples()}
    assert one.passages and all(rows[passage] == name for passage in one.passages)


def test_who_leaves_most_and_least_room_to_quotation(tables):
    shares = (tables.outlets["quoted_words"] / tables.outlets["words"]).set_axis(tables.outlets["outlet"])
    text = of(summarise(tables), "speakers", "make up").text
    for name, place in ((shares.idxmax(), "largest"), (shares.idxmin(), "smallest")):
        row = tables.outlets.set_index("outlet").loc[name]
        told = f"{100 * shares[name]:.0f} % in {name} ({row['quoted_words']} of {row['words']} words), the {place}"
        assert told.replace(", the", ", the") in text


def test_where_the_phrases_are(tables):
    for phrase, column in (("new era", "new_era"), ("do not come", "do_not_come")):
        rows = tables.phrases[(tables.phrases["phrase"] == phrase) & tables.phrases["zone"].isin(STORY)]
        text = of(summarise(tables), "emphasis", phrase).text
        count = int(tables.outlets[f"{column}_count"].sum())
        assert (
            count == len(rows)
            and f"occurs {count} times ({1000 * count / tables.outlets['words'].sum():.1f} per" in text
        )
        assert f"in {int((tables.outlets[f'{column}_count'] > 0).sum())} of {len(tables.outlets)} outlets" in text
        assert f"{(rows['voice'] == 'quoted').sum()} of {count} inside quotation marks" in text
        heads = tables.outlets.loc[tables.outlets[f"{column}_headline"] > 0, "outlet"]
        assert all(name in text for name in heads) and ("no headline" in text) == (not len(heads))


def test_tone_toward_actors_is_that_of_the_journalists_words(tables):
    rows = tables.mentions[tables.mentions["zone"].isin(STORY) & (tables.mentions["voice"] == "journalist")]
    for one in summarise(tables).about("tone"):
        actor = one.text.partition("mentions of ")[2].partition(" are ")[0]
        own = rows[rows["actor"] == actor]
        mean = (own["positive"] - own["negative"]).mean()
        assert f"{mean:+.2f}".replace("-", "−") + f" on average over {len(own)} mentions" in one.text


def test_what_only_one_outlet_carries(tables):
    held = tables.statements[tables.statements["carried"].fillna(False)]
    outlets = outlet(tables, held).groupby(held["statement"]).nunique()
    text = of(summarise(tables), "selection").text
    assert text.startswith(f"Of {len(outlets)} statements, {(outlets > 1).sum()} are carried by two or more outlets")
    assert f"and {(outlets == 1).sum()} by one alone" in text
    claims = framing.omissions(tables)
    claims = claims[claims["at_risk"].fillna(False) & (claims["outlets"] >= 2)]
    assert f"out most, {claims.groupby('outlet')['statement'].nunique().max()} that at least two others carry" in text


def test_with_one_article_per_outlet_it_describes_and_says_so(tables):
    found = summarise(tables)
    assert not found.about("differences") and "[" not in str(found.about("speakers", "emphasis", "tone"))
    assert "With only one article per outlet, these results describe the articles, not the outlets." in found[-1].text


def test_with_several_there_are_intervals_of_the_package(several):
    from framing.intervals import ratio

    articles = several.articles
    top = several.speakers.set_index("article_id")["quoted_words"].reindex(articles["article_id"]).to_numpy(float)
    made = ratio(top, articles["quoted_words"].to_numpy(float), bounds=(0, 1), counts=True)
    told = f"({100 * made.value:.0f} % [{100 * made.low:.0f}, {100 * made.high:.0f}])"
    assert told in of(summarise(several), "speakers", "quoted most").text


def test_differences_are_those_whose_adjusted_p_is_below_the_level(several):
    tests = []
    for name in ("quoted_share", "reported_share", "tone_journalist", "flesch_reading_ease"):
        found = framing.compare.contrast(several, f"articles.{name}", against="rest").table
        tests += [(name, row.group, row.difference, row.p) for row in found.itertuples()]
    counts = (
        several.phrases.groupby("article_id").size().reindex(several.articles["article_id"], fill_value=0).astype(float)
    )
    found = framing.compare.contrast(several, counts, against="rest", statistic="rate").table
    tests += [("new era", row.group, row.difference, row.p) for row in found.itertuples()]
    known = [one for one in tests if not np.isnan(one[3])]
    adjusted = framing.compare.benjamini_hochberg(np.array([one[3] for one in known]))
    hold = {(name, group) for (name, group, *_), p in zip(known, adjusted, strict=True) if p < 0.05}
    text = of(summarise(several), "differences").text
    assert f"Of {len(known)} comparisons" in text and f"others), {len(hold)} have a Benjamini–Hochberg" in text
    table = profile(several)
    marked = table[table["holds"]]
    assert {(m.removeprefix("phrase: "), o) for m, o in zip(marked["measure"], marked["outlet"], strict=True)} == hold
    assert ("quoted_share", "Post") in hold


def test_two_outlets_have_one_test_for_each_measure(several):
    two = framing.Tables(
        {n: t[~t["article_id"].str.startswith("Star")] if "article_id" in t else t for n, t in several.items()}
        | {"outlets": several.outlets[:2]}, several.facts,
    )  # fmt: skip
    table = profile(two)
    assert table.groupby("measure")["p"].nunique().max() == 1
    one, other = (
        table.set_index(["measure", "outlet"])["difference"].xs(name, level="outlet") for name in ("Post", "Press")
    )
    assert np.allclose(one.dropna(), -other.dropna())
    assert "between the two outlets" in of(summarise(two), "differences").text


def test_what_cannot_be_said(tables):
    text = of(summarise(tables), "trust").text
    lost = tables.outlets["quoted_words"].sum() - tables.speakers["quoted_words"].sum()
    assert f"{lost} of {tables.outlets['quoted_words'].sum()} (" in text
    unclear = tables.statements["carried"].isna().sum()
    assert f"unknown in {unclear} of {len(tables.statements)} (" in text


def test_a_corpus_of_which_nothing_was_measured_says_so():
    tables = framing.measure(framing.Corpus([framing.Article("a", "Es regnete.", language="de")]), model="fast")
    assert [one.text for one in summarise(tables)] == ["Nothing was measured: no article of this corpus is in English."]


def test_findings_are_text_that_no_page_obeys():
    corpus = framing.Corpus([framing.Article("a", "“It rained,” said Ann Lee.", outlet="<script>")])
    found = summarise(framing.measure(corpus, model="fast"))
    assert "<script" not in found._repr_html_() and "&lt;script&gt;" in found._repr_html_()


def test_an_unknown_question_is_named(tables):
    with pytest.raises(ValueError, match="no question 'who'"):
        summarise(tables).about("who")


def test_numbers_are_kept_unrounded(tables):
    one = of(summarise(tables), "speakers", "quoted most")
    assert one.numbers["share"] == pytest.approx(one.numbers["words"] / one.numbers["total"]) and pd.notna(
        one.numbers["most"]
    )
