"""Totals are sums over the evidence rows, and are computed in no other way."""

import numpy as np
import pandas as pd
import pytest

import framing
from framing import Article, Corpus
from framing.corpus.study import Study
from framing.measures._tone.toward_summary import SHRINK
from framing.pipeline import totals
from framing.pipeline.batch import FACTS
from framing.pipeline.speakers import speakers
from framing.tables import frame
from framing.text.zones import STORY


def test_words_of_an_article_are_those_of_its_sentences(tables):
    story = tables.sentences[tables.sentences["zone"].isin(STORY)]
    for column in ("words", "quoted_words", "reported_words"):
        sums = story.groupby("article_id")[column].sum()
        assert (tables.articles.set_index("article_id")[column] == sums).all()


def test_an_outlet_is_the_sum_of_its_articles(tables):
    sums = tables.articles.groupby("outlet", sort=False)[["words", "quotations", "quoted_words", "shared_words"]].sum()
    outlets = tables.outlets.set_index("outlet")[list(sums.columns)]
    assert (outlets == sums).all().all()
    share = tables.outlets["quoted_words"].astype(float) / tables.outlets["words"].astype(float)
    assert tables.outlets["quoted_share"].tolist() == pytest.approx(share.tolist())


def test_speakers_are_the_sum_of_their_quotations(tables):
    said = tables.quotations[tables.quotations["kind"].isin(["direct", "partial"])]
    said = said[said["zone"].isin(STORY) & said["speaker"].notna()]
    words = said.groupby(["article_id", "speaker"])["words"].sum()
    held = tables.speakers.set_index(["article_id", "speaker"])["quoted_words"]
    assert (held[held > 0].sort_index() == words.sort_index()).all()
    shares = tables.speakers.groupby("article_id")["share"].sum()
    assert shares.round(9).isin([0.0, 1.0]).all()


def test_words_reported_within_reported_words_count_once_for_their_speaker():
    spans = [(0, 20, 10, "Hill"), (10, 20, 5, "Hill"), (12, 20, 4, "Lee"), (30, 40, 6, "Hill")]
    rows = [
        ("a", n, start, end, "indirect", "body", words, name, name, "person", 0, 4, "said", 5, 9, 1.0)
        for n, (start, end, words, name) in enumerate(spans)
    ]
    said = frame("quotations", rows)
    held = speakers(said, frame("sentences", [])).set_index("speaker")
    assert held["reported_words"].to_dict() == {"Hill": 16, "Lee": 4} and held.loc["Hill", "indirect"] == 3


def test_captions_are_no_part_of_an_outlets_phrases(tables):
    found = tables.phrases[(tables.phrases["article_id"] == "002") & (tables.phrases["phrase"] == "do not come")]
    outlet = tables.outlets.set_index("outlet").loc["The National (Abu Dhabi)"]
    assert (len(found), outlet["do_not_come_count"]) == (4, 2)


def test_captions_are_no_part_of_the_tone_toward_an_actor():
    text = "Ms. Hill won praise.\n\nMs. Hill was brilliant and kind.\n\nPhoto: Ms. Hill, the liar and fraud"
    study = Study(actors={"Ms. Hill": ("Hill",)})
    tables = framing.measure(Corpus([Article("a", text, outlet="A")], study))
    story = tables.mentions[tables.mentions["zone"].isin(STORY)]
    assert 0 < len(story) < len(tables.mentions)
    row = tables.outlets.iloc[0]
    assert row["mentions_Ms._Hill"] == len(story)
    total = (story["positive"] - story["negative"]).sum()
    assert row["tone_toward_Ms._Hill"] == pytest.approx(total / (len(story) + SHRINK))


def test_a_text_that_the_scorer_leaves_unjudged_is_left_out_of_its_articles_means():
    def unsure(texts):
        return [np.nan if "perhaps" in text else float("sun" in text) for text in texts]

    texts = ["The sun shone. It rained. It snowed, perhaps. The sun shone again.", "It rained, perhaps.", "It rained."]
    corpus = Corpus([Article(str(n), text, outlet="AAB"[n]) for n, text in enumerate(texts)])
    tables = framing.measure(corpus, scorer=unsure)
    articles = tables.articles.set_index("article_id")
    columns = ["tone_mean", "tone_journalist", "neutral_share"]
    assert articles.loc["0", columns].tolist() == pytest.approx([2 / 3, 2 / 3, 1 / 3])
    assert articles.loc["1", columns].isna().all()
    assert tables.outlets.set_index("outlet").loc["A", columns].tolist() == pytest.approx([2 / 3, 2 / 3, 1 / 3])
    assert tables.sentences["tone"].isna().sum() == 2
    summary = framing.tone_summary(tables.tone, by=["article_id"]).set_index("article_id")
    assert summary["tone_mean"].tolist()[::2] == pytest.approx([2 / 3, 0])
    assert summary["neutral_share"].tolist()[::2] == pytest.approx([1 / 3, 1])


def test_mean_tone_is_the_mean_of_its_rows(tables):
    story = tables.tone[tables.tone["zone"].isin(STORY)]
    whole = story.groupby(["article_id", "sentence"])["words"].transform("sum")
    story = story.assign(part=story["words"] / whole, weighed=story["words"] / whole * story["tone"])
    sums = story.groupby(["article_id", "voice"])[["weighed", "part"]].sum()
    means = sums["weighed"] / sums["part"]
    for row in tables.articles.itertuples():
        for voice in ("journalist", "quoted", "reported"):
            if (row.article_id, voice) in means.index:
                assert getattr(row, f"tone_{voice}") == pytest.approx(means[row.article_id, voice])
            else:
                assert pd.isna(getattr(row, f"tone_{voice}"))


def test_means_are_the_same_to_the_last_bit_whatever_stands_beside_an_article():
    tones = np.random.default_rng(0).normal(0, 0.3, 6000).round(4)
    ids = [f"g{n // 10}" for n in range(len(tones))]

    def measured(first, last):
        rows = [(ids[n], n, n, n + 1, "body", 1, 0, 0, 0.5, tones[n]) for n in range(first, last)]
        facts = pd.DataFrame(dict.fromkeys(FACTS), index=range(first // 10, last // 10))
        facts = facts.assign(article_id=ids[first:last:10], measured=True)
        tables = {name: frame(name, []) for name in ("tone", "quotations", "speakers")}
        return totals.articles(facts, tables | {"sentences": frame("sentences", rows)})

    assert measured(0, 6000)["tone_mean"][100:300].tolist() == measured(1000, 3000)["tone_mean"].tolist()
