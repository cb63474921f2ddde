import numpy as np
import pytest

from framing.compare import standing


@pytest.fixture(scope="module")
def result(make):
    articles = [{"article_id": "1", "outlet": "B", "words": 90}, {"article_id": "2", "outlet": "A", "words": 90}]
    speakers = [
        {"article_id": "1", "speaker": "Ada Norwell", "speaker_type": "person", "quotations": 2, "indirect": 2,
         "quoted_words": 30, "reported_words": 9, "first_position": 0.1, "in_headline": True},
        {"article_id": "1", "speaker": "Piet Holvoet", "speaker_type": "person", "quotations": 1, "indirect": 0,
         "quoted_words": 10, "reported_words": 0, "first_position": 0.5, "in_headline": False},
    ]  # fmt: skip
    quotations = [
        {"article_id": "1", "speaker": "Ada Norwell", "kind": "direct", "zone": "body", "words": 15, "cue": cue,
         "start": n, "end": n, "cue_start": n}
        for n, cue in enumerate(("said", "Said", "claimed"))
    ] + [{"article_id": "1", "kind": "direct", "zone": "body", "words": 7, "start": 9, "end": 9}]
    quotations += [
        {"article_id": "1", "kind": "indirect", "zone": zone, "words": 11, "start": 20, "end": 20}
        for zone in ("body", "caption")
    ] + [{"article_id": "1", "kind": "attributed", "zone": "body", "words": 5, "start": 30, "end": 30}]
    return standing(make(articles, speakers=speakers, quotations=quotations))


def test_what_a_speaker_is_given(result):
    row = result.table.iloc[0]
    assert (row["outlet"], row["speaker"]) == ("B", "Ada Norwell")
    assert row["share"] == 0.75 and row["direct_share"] == 0.5 and row["headlines"] == 1
    assert row["cues"] == "said 2, claimed 1" and row["cue_classes"] == "neutral 2, expressive 1"


def test_concentration_of_the_quoted_words(result):
    row = result.concentration.set_index("outlet").loc["B"]
    assert row["top_speaker"] == "Ada Norwell" and row["unattributed_words"] == 7
    assert row["unattributed_reported_words"] == 11
    assert "7 have none" in result.note and "11 words of indirect speech" in result.note
    assert row["effective_speakers"] == pytest.approx(1 / (0.75**2 + 0.25**2))


def test_an_outlet_that_quotes_nobody_has_a_row(result):
    assert result.concentration.set_index("outlet").loc["A", "speakers"] == 0
    assert not result.concentration.filter(like="unattributed").loc[1].any()


def test_it_is_drawn(study):
    assert standing(study).plot().texts


def test_an_unknown_column_is_refused(make):
    with pytest.raises(KeyError, match="no column 'publisher'"):
        standing(make([]), by="publisher")


def test_a_speakers_share_has_its_interval_over_articles(make):
    from framing.intervals import ratio

    generator = np.random.default_rng(0)
    lee, others = generator.integers(0, 40, 9), generator.integers(5, 60, 9)
    articles = [{"article_id": f"{i}", "outlet": "A", "words": 300} for i in range(9)]
    speakers = [
        {"article_id": f"{i}", "speaker": name, "speaker_type": "person", "quoted_words": int(n)}
        for i in range(9) for name, n in (("Ann Lee", lee[i]), ("Bo Cay", others[i]))
    ]  # fmt: skip
    found = standing(make(articles, speakers=speakers)).table.set_index("speaker").loc["Ann Lee"]
    expected = ratio(lee.astype(float), (lee + others).astype(float), None, 0.95, (0, 1), counts=True)
    assert (found["share"], found["low"], found["high"]) == pytest.approx(expected[:3])


def test_a_few_articles_give_a_share_no_interval(result):
    assert result.table[["low", "high"]].isna().all(axis=None)
