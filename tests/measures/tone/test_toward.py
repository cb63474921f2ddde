"""What `tone_toward` promises: a row a mention, roles told apart."""

import numpy as np
import pytest

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.measures._tone.toward import tone_toward

COLUMNS = ["article_id", "actor", "start", "end", "zone", "sentence", "voice", "speaker",
           "label", "negative", "neutral", "positive"]


def leaning(text, target):
    row = tone_toward(text, target).iloc[0]
    return row["positive"] - row["negative"]


def test_each_mention_is_a_row_with_its_place():
    text = "Critics said Hill had lied. Later Hill thanked the nurses."
    table = tone_toward(text, "Hill")
    assert list(table.columns) == COLUMNS
    assert [text[s:e] for s, e in zip(table["start"], table["end"], strict=True)] == ["Hill", "Hill"]
    assert table["sentence"].tolist() == [0, 1]


def test_a_mention_in_a_caption_is_judged_and_told_by_its_zone():
    table = tone_toward("Hill arrived on Monday.\n\nPhoto: Hill at the station", "Hill")
    assert table["zone"].tolist() == ["lead", "caption"]


def test_pronouns_are_mentions_too():
    text = "Ann Hill resigned on Monday. She had lied to voters."
    table = tone_toward(text, "Hill")
    assert [text[s:e] for s, e in zip(table["start"], table["end"], strict=True)] == ["Ann Hill", "She"]


def test_a_thing_is_found_word_for_word():
    assert tone_toward("The plan failed. Planners wept over the  plan.", "the plan")["start"].tolist() == [0, 36]


def test_who_says_it_is_told():
    table = tone_toward("“Orr is a liar,” Ann Hill said. Orr left.", "Orr")
    assert table["voice"].tolist() == ["quoted", "journalist"]
    assert table["speaker"].iloc[0] == "Ann Hill"


def test_probabilities_sum_to_one():
    table = tone_toward("Critics said Hill had lied. Later Hill thanked the nurses.", "Hill")
    assert np.allclose(table[["negative", "neutral", "positive"]].sum(axis=1), 1, atol=2e-4)


@pytest.mark.parametrize(("text", "label"), [
    ("Prosecutors charged Mr. Orr with fraud and lying to investigators.", "negative"),
    ("Mr. Orr arrived at the station on Tuesday.", "neutral"),
    ("Colleagues praised Mr. Orr as a brilliant and generous leader.", "positive"),
])
def test_plain_cases(text, label):
    assert tone_toward(text, "Mr. Orr")["label"].item() == label


def test_who_is_accused_fares_worse_than_who_accuses():
    text = "Ms. Hill accused Mr. Orr of stealing public money."
    assert leaning(text, "Mr. Orr") < leaning(text, "Ms. Hill")


def test_a_name_does_not_count_where_it_is_hidden():
    kind, evil = (tone_toward(f"{name} opened the new library.", name, hide_names=True)
                  for name in ("Dr. Grace Love", "Dr. Max Grimm"))
    assert kind["negative"].item() == evil["negative"].item()


def test_a_phrase_is_judged_by_its_own_words_too():
    kind, harsh = (leaning(f"They spoke of {phrase} on Monday.", phrase)
                   for phrase in ("a wise and generous plan", "a cruel and reckless plan"))
    assert harsh < 0 < kind


def test_he_and_she_fare_alike():
    he, she = (tone_toward(f"On Monday {word} lied.", word, spans=[(10, 10 + len(word))]) for word in ("he", "she"))
    assert he["negative"].item() == she["negative"].item()


def test_a_contracted_negation_is_read():
    kept, broken = (leaning(f"Mr. Orr {did} keep his promise.", "Orr") for did in ("did", "didn't"))
    assert broken < 0 < kept


def test_curly_marks_and_spaced_tokens_are_read_like_plain_ones():
    tight = leaning("Hill didn’t lie, “a great mayor” she is.", "Hill")
    assert tight == leaning("Hill didn't lie, \"a great mayor\" she is.", "Hill")
    assert tight == leaning("Hill did n't lie , `` a great mayor '' she is .", "Hill")


def test_spans_judge_given_mentions_in_their_order():
    text = "Ms. Hill accused Mr. Orr of stealing public money."
    table = tone_toward(text, "someone", spans=[(17, 24), (0, 8)])
    assert table["start"].tolist() == [17, 0]
    assert table["negative"].iloc[0] == tone_toward(text, "Mr. Orr")["negative"].item()


def test_one_mention_scores_the_same_alone_and_among_many():
    texts = [f"Voters called Mayor Hill a disgrace {n} times on Monday." for n in range(60)]
    corpus = Corpus([Article(str(n), text) for n, text in enumerate(texts)])
    together = tone_toward(corpus, "Hill")
    assert together["article_id"].tolist() == [str(n) for n in range(60)]
    assert together["negative"].iloc[7] == tone_toward(texts[7], "Hill")["negative"].item()


@pytest.mark.parametrize("text", ["", "#", "   ", "No such name here."])
def test_no_mention_gives_an_empty_table(text):
    table = tone_toward(text, "Hill")
    assert list(table.columns) == COLUMNS
    assert len(table) == 0


@pytest.mark.parametrize("span", [(3, 3), (-1, 2), (0, 99)])
def test_a_span_outside_the_text_is_refused(span):
    with pytest.raises(ValueError, match="outside the text of 5 characters"):
        tone_toward("Hello", "x", spans=[span])


def test_spans_with_a_corpus_are_refused():
    with pytest.raises(ValueError, match="one text"):
        tone_toward(Corpus([Article("a", "Hill.")]), "Hill", spans=[(0, 4)])


def test_a_blank_target_is_refused():
    with pytest.raises(ValueError, match="name of a target"):
        tone_toward("Hill.", " ")


@pytest.mark.parametrize("unit", ['"', " ", ".", "a", "'", "A.", "n't"])
def test_hostile_text_is_judged_in_one_go(unit):
    text = "Hill " + unit * 2_000
    assert len(tone_toward(text, "Hill", spans=[(0, 4)])) == 1


def test_a_span_of_blanks_still_gets_a_row():
    assert len(tone_toward("   ", "x", spans=[(0, 1)])) == 1
