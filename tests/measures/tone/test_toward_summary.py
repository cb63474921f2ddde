"""`framing.toward_summary`: means of mentions, the article the unit, and the story what counts."""

import numpy as np
import pandas as pd
import pytest

import framing
from framing import Article, Corpus
from framing.intervals import ratio
from framing.measures._tone.toward_summary import SHRINK, harsher, not_found
from framing.tables import frame

# article, zone, sentence, voice, positive less negative
ROWS = [
    ("1", "body", 0, "journalist", 0.5), ("1", "body", 0, "journalist", 0.3), ("1", "body", 1, "quoted", -0.4),
    ("2", "lead", 0, "journalist", -0.1), ("2", "caption", 1, "journalist", -1.0),
    ("3", "body", 0, "journalist", 0.2), ("4", "body", 0, "reported", -0.2),
]  # fmt: skip
CORPUS = Corpus([Article(n, "", outlet="Daily" if n < "4" else "Weekly") for n in "1234"])


@pytest.fixture
def mentions() -> pd.DataFrame:
    rows = [
        (article, "Hill", n, n + 1, zone, sentence, voice, None, "neutral", max(-score, 0), 0, max(score, 0))
        for n, (article, zone, sentence, voice, score) in enumerate(ROWS)
    ]
    return frame("mentions", rows)


def test_a_row_is_an_actor_an_outlet_and_a_voice(mentions):
    table = framing.toward_summary(mentions, corpus=CORPUS)
    assert list(table) == ["actor", "outlet", "voice", "articles", "mentions", "tone_toward", "low", "high"]
    assert table[["outlet", "voice", "articles", "mentions"]].to_numpy().tolist() == [
        ["Daily", "journalist", 3, 4], ["Daily", "quoted", 1, 1], ["Weekly", "reported", 1, 1],
    ]  # fmt: skip


def test_a_mean_is_over_mentions_and_its_interval_over_articles(mentions):
    row = framing.toward_summary(mentions, by=["actor"]).iloc[0]
    assert row["tone_toward"] == pytest.approx((0.5 + 0.3 - 0.4 - 0.1 + 0.2 - 0.2) / 6)
    expected = ratio(np.array([0.4, -0.1, 0.2, -0.2]), np.array([3.0, 1.0, 1.0, 1.0]), bounds=(-1, 1))[:3]
    assert row[["tone_toward", "low", "high"]].tolist() == pytest.approx(expected)


def test_within_an_article_the_sentence_is_the_unit(mentions):
    mentions = mentions.assign(article_id="1", sentence=[0, 0, 1, 2, 9, 3, 4])
    row = framing.toward_summary(mentions, by=["article_id"]).iloc[0]
    expected = ratio(np.array([0.8, -0.4, -0.1, 0.2, -0.2]), np.array([2.0, 1.0, 1.0, 1.0, 1.0]), bounds=(-1, 1))[:3]
    assert row[["tone_toward", "low", "high"]].tolist() == pytest.approx(expected)


def test_fewer_than_four_units_have_no_interval(mentions):
    table = framing.toward_summary(mentions, corpus=CORPUS)
    assert table[["low", "high"]].isna().all(axis=None) and table["tone_toward"].notna().all()
    assert framing.toward_summary(mentions, by=["article_id", "sentence"])["low"].isna().all()


def test_captions_count_only_where_zones_are_told_apart(mentions):
    zones = framing.toward_summary(mentions, by=["zone"]).set_index("zone")
    assert zones.loc["caption", "mentions"] == 1 and zones["mentions"].sum() == len(mentions)
    assert framing.toward_summary(mentions, by=["actor"])["mentions"].item() == len(mentions) - 1


def test_mentions_of_speakers_without_a_name_are_kept(mentions):
    assert framing.toward_summary(mentions, by=["speaker"])["mentions"].tolist() == [6]


def test_an_empty_table_gives_the_same_columns(mentions):
    table, full = (framing.toward_summary(rows, by=["actor", "voice"]) for rows in (mentions[:0], mentions))
    assert table.empty and (table.dtypes == full.dtypes).all()


def test_the_order_of_the_mentions_changes_nothing(mentions):
    turned = framing.toward_summary(mentions[::-1], corpus=CORPUS)
    pd.testing.assert_frame_equal(turned, framing.toward_summary(mentions, corpus=CORPUS), rtol=1e-12)


@pytest.mark.parametrize(
    ("by", "told"),
    [(["outlet"], "give the corpus: toward_summary"), (["voices"], "voices; allowed: actor"), ([], "by nothing")],
)  # fmt: skip
def test_a_wrong_question_is_answered_in_a_sentence(mentions, by, told):
    with pytest.raises(ValueError, match=told):
        framing.toward_summary(mentions, by=by)


def test_the_outlets_table_and_the_summary_agree(seeds, tables):
    means = framing.toward_summary(tables.mentions, corpus=seeds)
    outlets = tables.outlets.set_index("outlet")
    for (actor, outlet), own in means.groupby(["actor", "outlet"]):
        name = actor.replace(" ", "_")
        assert outlets.loc[outlet, f"mentions_{name}"] == own["mentions"].sum()
        journalist = own[own["voice"] == "journalist"]
        drawn = journalist["tone_toward"] * journalist["mentions"] / (journalist["mentions"] + SHRINK)
        assert outlets.loc[outlet, f"tone_toward_{name}"] == pytest.approx(
            drawn.sum() if len(drawn) else np.nan, nan_ok=True
        )


def test_one_column_needs_no_list(mentions):
    assert framing.toward_summary(mentions, by="actor").equals(framing.toward_summary(mentions, by=["actor"]))


def one_sided(scores, outlet):
    """Mentions table and articles of an outlet, an article each, with these tones."""
    rows = [
        (f"{outlet} {n}", "Hill", "body", "journalist", max(-x, 0.0), 1 - abs(x), max(x, 0.0))
        for n, x in enumerate(scores)
    ]
    table = pd.DataFrame(rows, columns=["article_id", "actor", "zone", "voice", "negative", "neutral", "positive"])
    return table, [Article(row[0], "", outlet=outlet) for row in rows]


@pytest.mark.parametrize(
    ("post", "press", "verdict"),
    [
        ([-0.9] * 6, [0.6, 0.5, 0.7, 0.6], "Post is harsher"),
        ([0.1], [0.15], "no clear difference"),
        ([-0.9, 0.9, -0.9, 0.9, -0.9, -0.9], [0.8, -0.8, 0.8, -0.8, 0.8, 0.6], "no clear difference"),  # the interval
        ([-0.15], [0.05] * 4, "no clear difference"),  # one mention says little
    ],
)
def test_outlets_differ_where_gap_and_interval_say_so(post, press, verdict):
    (a, some), (b, others) = one_sided(post, "Post"), one_sided(press, "Press")
    found = harsher(pd.concat([a, b]), Corpus([*some, *others]))
    assert found["verdict"].tolist() == [verdict]


def test_only_the_journalist_is_compared_unless_asked():
    (a, some), (b, others) = one_sided([-0.9] * 4, "Post"), one_sided([0.9] * 4, "Press")
    table, corpus = pd.concat([a.assign(voice="quoted"), b]), Corpus([*some, *others])
    assert harsher(table, corpus).empty
    assert harsher(table, corpus, voice=None)["verdict"].item() == "Post is harsher"


def test_articles_without_the_actor_are_listed_by_outlet():
    articles = pd.DataFrame({"article_id": list("abc"), "outlet": ["Post", "Post", "Press"], "words": [9, 9, None]})
    mentions = pd.DataFrame({"article_id": ["a"], "actor": ["Hill"]})
    assert list(not_found(articles, mentions, ["Hill"]).itertuples(index=False)) == [("Hill", "Post", 2, ["b"])]
