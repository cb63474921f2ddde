"""The lexicon tone is vaderSentiment's, number for number, and says which words made it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE, SPECIAL_CASES, SentimentIntensityAnalyzer

from framing.measures._tone.lexicon import charges, compound, explained, polarity
from framing.measures._tone.vocabulary import straighten
from framing.text.document import Document

SEEDS = sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))
PEER = SentimentIntensityAnalyzer()
PARTICLES = ["no", "or", "nor", "least", "at", "very", "never", "so", "this", "without", "doubt", "kind"]
PARTICLES += ["of", "but", "But", "like", "just", "enough", "sort", "the", "a", "on", "café", "İstanbul"]
NAMES = {"neg": "negative", "neu": "neutral", "pos": "positive", "compound": "compound"}
MARKS = ["!", "?", "???", "!!", ":)", ":D", "..", ";-)", "-", "'", "#", "ON! ", "🆙"]


def assert_equal_to_peer(texts: list[str]) -> None:
    columns = polarity(texts)
    for i, text in enumerate(texts):
        peer = PEER.polarity_scores(text)
        ours = {name: float(columns[column][i]) for name, column in NAMES.items()}
        assert ours == peer, text
    assert compound(texts).tolist() == columns["compound"].tolist()


def generated(n: int, seed: int) -> list[str]:
    """Strings made of words of the lexicon and everything that changes them."""
    chance = random.Random(seed)
    lexicon, emoji = sorted(PEER.lexicon), sorted(PEER.emojis)
    kinds = [lexicon] * 5 + [sorted(BOOSTER_DICT)] * 2 + [NEGATE] * 2 + [PARTICLES] * 8
    kinds += [sorted(SPECIAL_CASES), emoji, MARKS]
    texts = ["", " ", "\n", "!", "?", "no", "NO no", "but", "😀", "good😀bad", "not"]
    while len(texts) < n:
        words = []
        for _ in range(chance.choice((1, 2, 3, 5, 8, 12, 20))):
            word = chance.choice(chance.choice(kinds))
            word = chance.choices((word, word.upper(), word.capitalize()), (80, 12, 8))[0]
            opening = chance.choices(("", '"', "("), (96, 2, 2))[0]
            closing = chance.choices(("", chance.choice(",.!?;:'\")")), (90, 10))[0]
            words.append(opening + word + closing)
        space = chance.choice((" ", " ", " ", "  ", "\u00a0", "" if len(words) < 4 else " "))
        texts.append(space.join(words))
    return texts


def test_every_sentence_of_the_seeds_as_it_stands_and_straightened() -> None:
    documents = [Document(path.read_text(encoding="utf-8")) for path in SEEDS]
    sentences = [d.text[s.start : s.end] for d in documents for s in d.sentences]
    assert len(sentences) > 80
    assert_equal_to_peer(sentences)
    assert_equal_to_peer([straighten(sentence) for sentence in sentences])


def test_ten_thousand_generated_sentences() -> None:
    assert_equal_to_peer(generated(10_000, seed=2014))


@pytest.mark.parametrize(
    "text",
    [
        "Not good, but never so good",  # the first equal value is halved
        "good good but good good but bad",
        "This is the shit! THE BOMB, a kiss of death and to die for",
        "It is so very really utterly bad",
        "two words ahead, so dreadful",  # the missing brackets of never … so
        "without a doubt an excellent plan, without doubt",
        "at least good; the least good; least good",
        "no good nor bad, no evil or good",
        "kind of good, sort of bad, just enough joy",
        "They can't win, won't lose, ain't sad ",
        "HATE it, EXTREMELY good, ALL IN CAPITALS? No!!!!!! What??",
        "ALL HATE",
        "‼ 😀😀 sad\u200b ☹️©",
    ],
)
def test_quirks_are_kept(text: str) -> None:
    assert_equal_to_peer([text])


def test_straightening_keeps_every_offset_and_lets_vader_see_contractions() -> None:
    text = "It wasn’t a success, she said"
    assert len(straighten(text)) == len(text)
    assert compound([text])[0] > 0 > compound([straighten(text)])[0]


def test_charges_point_at_the_words_and_name_what_changed_them() -> None:
    text = 'The "great" talks were not good, but the town is 😀 and very HAPPY.'
    found = charges(text)
    assert [(text[c.start : c.end], c.changes) for c in found] == [
        ("great", ("before but",)),
        ("good", ("negated", "before but")),
        ("😀", ("after but",)),
        ("HAPPY", ("capitals", "boosted", "after but")),
    ]
    assert found[1].valence == pytest.approx(1.9 * -0.74 / 2)
    assert found[3].valence == pytest.approx((2.7 + 0.733 + 0.293) * 1.5)
    _, (reasons,) = explained([text])
    assert reasons.startswith("great +3.1 > +1.55 (before but); good +1.9 > -0.70 (negated, before but); ")


def test_a_text_without_a_word_of_tone_is_neutral_and_has_no_evidence() -> None:
    assert charges("They met on Tuesday.") == []
    assert explained(["They met on Tuesday."])[1] == [""]
    columns = polarity(["They met.", ""])
    assert [columns[name].tolist() for name in NAMES.values()] == [[0, 0], [1, 0], [0, 0], [0, 0]]


def test_no_texts_give_empty_columns() -> None:
    assert {name: column.shape for name, column in polarity([]).items()} == {n: (0,) for n in NAMES.values()}
