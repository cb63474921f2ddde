import pandas as pd
import pytest

from framing.compare import contrast, robustness, specifications
from framing.compare._robustness import _counted_again
from framing.text.zones import STORY


@pytest.fixture(scope="module")
def study(make):
    articles, sentences, quotations = [], [], []
    for i in range(24):
        outlet, article = "AB"[i % 2], f"{i}"
        quoted = 20 + i % 5 + 10 * (outlet == "B")
        articles.append({
            "article_id": article, "outlet": outlet, "words": 110, "quoted_words": quoted, "reported_words": 0,
            "wire": "Agency" if i < 4 else None, "family": f"{max(i, 3)}",
        })  # fmt: skip
        for zone, words, own in (("headline", 10, 0), ("body", 100, quoted), ("caption", 30, 30)):
            sentences.append({"article_id": article, "zone": zone, "words": words, "quoted_words": own,
                              "reported_words": 0, "tone": 0.1})  # fmt: skip
        quotations.append({"article_id": article, "zone": "body", "kind": "direct", "words": quoted,
                           "confidence": 0.5 if i == 0 else 0.9})  # fmt: skip
    return make(articles, sentences=sentences, quotations=quotations)


@pytest.fixture(scope="module")
def table(study):
    return robustness(study, "articles.quoted_share", cluster="article_id").table.set_index("variant")


def test_each_decision_is_a_row(table):
    assert list(table.index) == [
        "as measured", "with captions", "without headlines", "without wire copy", "one article of a family",
        "confident quotations",
    ]  # fmt: skip


def test_captions_and_headlines_go_in_and_out(table):
    quoted = sum(20 + i % 5 for i in range(0, 24, 2)) / 12
    assert table.loc["as measured", "value"] == pytest.approx(quoted / 110)
    assert table.loc["with captions", "value"] == pytest.approx((quoted + 30) / 140)
    assert table.loc["without headlines", "value"] == pytest.approx(quoted / 100)


def test_captions_go_in_for_every_table_that_knows_them(make):
    articles = [{"article_id": n, "outlet": n, "words": 9} for n in "AB"]
    sentences = [{"article_id": n, "zone": zone, "words": 9} for n in "AB" for zone in ("body", "caption")]
    mentions = [("A", "body", 0.5), ("A", "caption", 0.1), ("B", "body", 0.5)]
    mentions = [{"article_id": n, "zone": zone, "positive": good} for n, zone, good in mentions]
    tables = make(articles, sentences=sentences, mentions=mentions)
    values = robustness(tables, "mentions.positive").table.set_index("variant")["value"]
    assert values["as measured"] == 0.5 and values["with captions"] == pytest.approx(0.3)


def test_a_sentence_left_unjudged_is_not_counted_as_not_neutral(make):
    articles = [{"article_id": n, "outlet": n, "words": 9, "neutral_share": 1.0} for n in "AB"]
    rows = [(n, zone, tone) for n in "AB" for zone, tone in (("body", 0.0), ("caption", None), ("caption", 0.5))]
    sentences = [{"article_id": n, "zone": zone, "words": 9, "tone": tone} for n, zone, tone in rows]
    values = robustness(make(articles, sentences=sentences), "articles.neutral_share").table.set_index("variant")
    assert values.loc["with captions", "value"] == 0.5


def test_wire_copy_and_copies_are_dropped(table):
    assert table.loc["without wire copy", "articles"] == 10
    assert table.loc["one article of a family", ["articles", "articles_other"]].sum() == 21


def test_unsure_quotations_are_dropped(table):
    assert table.loc["confident quotations", "value"] < table.loc["as measured", "value"]


def test_what_cannot_change_the_value_is_left_out_and_named(study):
    result = robustness(study, "articles.words", cluster="article_id")
    assert "confident quotations" not in set(result.table["variant"]) and "confident quotations" in result.note


def test_other_measurements_of_the_corpus_can_be_added(study):
    mine = type(study)({"articles": study.articles[4:]})
    assert "mine" in set(robustness(study, "articles.quoted_share", also={"mine": mine}).table["variant"])


@pytest.fixture(scope="module")
def headed(make):
    """Articles whose tone, and one of whose two speakers, stand in the headline only."""
    articles, sentences, tone, quotations = [], [], [], []
    for i in range(12):
        article = {"article_id": f"{i}"}
        articles.append({
            **article, "outlet": "AB"[i % 2], "words": 20, "quoted_words": 5, "tone_mean": -0.2,
            "tone_journalist": -0.2, "speakers": 2, "quotations": 2, "flesch_reading_ease": 60.0 + i % 2,
        })  # fmt: skip
        for number, (zone, score) in enumerate((("headline", -0.4), ("body", 0.0))):
            row = article | {"zone": zone, "sentence": number, "start": 90 * number, "words": 10, "tone": score}
            sentences.append(row | {"position": number / 2, "quoted_words": 5 * number})
            tone.append(row | {"voice": "journalist"})
            quotations.append(article | {
                "zone": zone, "kind": "direct", "speaker": zone, "speaker_local": zone, "start": 90 * number + 1,
                "end": 90 * number + 20, "words": 3, "confidence": 0.5 if number else 0.9,
            })  # fmt: skip
    return make(articles, sentences=sentences, tone=tone, quotations=quotations)


@pytest.mark.parametrize(
    ("column", "as_measured", "without"),
    [("tone_mean", -0.2, 0.0), ("tone_journalist", -0.2, 0.0), ("speakers", 2, 1), ("quotations", 2, 1)],
)
def test_without_headlines_every_sum_and_mean_of_rows_is_counted_anew(headed, column, as_measured, without):
    values = robustness(headed, f"articles.{column}").table.set_index("variant")["value"]
    assert values[["as measured", "without headlines"]].tolist() == pytest.approx([as_measured, without])


def test_what_cannot_be_counted_anew_is_not_called_unchanged(headed):
    note = robustness(headed, "articles.flesch_reading_ease").note
    assert "Not recounted, and left out: with captions, without headlines." in note
    assert "confident quotations" in note.partition("Unchanged")[2].partition("Not recounted")[0]
    note = robustness(headed, "articles.tone_journalist").note
    assert "Not recounted, and left out: confident quotations." in note


def test_unsure_quotations_are_none_of_the_speakers_either(headed):
    for value in ("articles.speakers", "articles.quotations"):
        assert robustness(headed, value).table.set_index("variant").loc["confident quotations", "value"] == 1


def test_counted_anew_over_the_story_the_articles_are_as_measured(tables):
    again = _counted_again(tables, STORY)
    pd.testing.assert_frame_equal(again.articles, tables.articles)
    pd.testing.assert_frame_equal(again.speakers, tables.speakers)


def test_every_combination_of_choices_is_one_specification(study):
    values, clusters = ["articles.quoted_share", "articles.quoted_words"], ["family", "article_id"]
    found = specifications(study, values, ["as measured", "with captions"], clusters=clusters)
    assert len(found.table) == 2 * 2 * 2
    own = found.table.set_index(["variant", "value_name", "cluster_name"]).loc[
        ("as measured", "articles.quoted_share", "family")
    ]
    alone = contrast(study, "articles.quoted_share", cluster="family").table.iloc[0]
    assert own["difference"] == alone["difference"] and own["p"] == alone["p"]
    assert "8 of 8 specifications give a difference below 0" in found.note and "no independent tests" in found.note


def test_too_many_or_unknown_choices_are_refused(study):
    with pytest.raises(ValueError, match="No variant is called 'without images'"):
        specifications(study, "articles.quoted_share", ["without images"])
    with pytest.raises(ValueError, match="600 specifications"):
        specifications(study, ["articles.quoted_share"] * 100)
