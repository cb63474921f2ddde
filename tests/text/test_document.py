"""`Document` finds the parts of an article and leads back to its characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import Article, Corpus, Document
from framing.text.document import documents
from framing.text.zones import ZONES

NEWSY = st.text(alphabet=st.sampled_from(list("aA .\n\"'“”‘’!?…,-3\u00a0é—[]()")), max_size=200)


@given(NEWSY | st.text(max_size=200))
def test_offsets_hold_on_any_text(text):
    document = Document(text)
    for parts in (document.paragraphs, document.sentences):
        reached = 0
        for part in parts:
            assert reached <= part.start < part.end <= len(text)
            assert part.zone in ZONES
            assert text[part.start : part.end].strip() == text[part.start : part.end]
            reached = part.end
    for (start, end), word in zip(document.words, document.word_texts, strict=True):
        assert text[start:end] == word
    # Every word stands in exactly one sentence.
    assert sum(document.words_between(s.start, s.end) for s in document.sentences) == len(document.words)


def test_offsets_hold_on_the_seeds(seeds):
    for document in documents(seeds):
        assert len(document.words) > 300
        assert sum(document.words_between(s.start, s.end) for s in document.sentences) == len(document.words)


def test_position_runs_from_the_first_word_of_the_story_to_the_last():
    document = Document("Rain stops play\n\nWet pitch\n\nWet pitch\n\nIt rained all day.")
    assert document.position(0) == 0
    assert document.position(document.text.index("day")) == 1
    assert document.position(document.text.index("Wet")) == pytest.approx(2 / 6)


def test_a_place_between_sentences_belongs_to_the_next():
    document = Document("One. Two.")
    assert [document.sentence_at(i) for i in (0, 3, 4, 5, 100)] == [0, 0, 1, 1, 1]


def test_documents_takes_a_text_an_article_a_document_or_a_corpus():
    article = Article("a", "One.")
    assert next(documents("One.")).article.id == "text"
    assert next(documents(article)).article is article
    document = Document(article)
    assert next(documents(document)) is document
    assert [d.article.id for d in documents(Corpus([article]))] == ["a"]


def test_anything_else_is_refused_with_what_is_accepted():
    with pytest.raises(TypeError, match=r"takes a Corpus, a text, .* not int"):
        next(documents(3))


@pytest.mark.parametrize("text", ["", "a", "#", "\x00\x01\x02", "a" * 1_000_000, '"' * 1_000_000, ". " * 500_000])
def test_hostile_texts_are_split_too(text):
    document = Document(text)
    assert len(document.sentences) <= max(1, len(text))
    assert document.position(0) == 0


def test_an_article_has_one_document_as_long_as_it_is_in_use():
    article, twin = Article("a", "It rained."), Article("a", "It rained.")
    document = Document(article)
    assert Document(article) is document and Document(twin) is not document
    assert Document("It rained.") is not Document("It rained.")
    number = id(document)
    del document
    assert not any(id(made) == number for made in Document._in_use.values())
