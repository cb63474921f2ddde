"""What the encoder reads, in its own terms; the table of quotations is tested in speakers/test_table.py."""

import pytest

from framing.measures.quotes.marks import marked
from framing.models.reading import Reader, reader
from framing.text.document import Document

TWO = "The mayor said that the bridge would open in May. Analysts expect the profits of the firm to fall."


def read(text: str, threads: int = 1):
    document = Document(text)
    marks = [(span.start, span.end) for span in marked(document) if not span.depth]
    return next(Reader.read.__wrapped__(reader(), [(document, marks)], threads))


def words(text: str, span) -> str | None:
    return span and text[slice(*span)]


def test_speech_is_told_from_belief_and_each_has_the_source_and_cue_of_its_sentence():
    said, expected = read(TWO).clauses
    assert (said.kind, TWO[said.start : said.end]) == ("indirect", "the bridge would open in May")
    assert (expected.kind, TWO[expected.start : expected.end]) == ("attributed", "the profits of the firm to fall")
    for clause, source, cue in ((said, "The mayor", "said"), (expected, "Analysts", "expect")):
        assert words(TWO, clause.pointed.span("source")) == source
        assert words(TWO, clause.pointed.span("cue")) == cue


def test_marks_that_quote_are_told_from_marks_that_do_not():
    text = "“We lost the boat,” Ann Hill said on Monday. She hosts the show “Harbour Lights” on television."
    (quoted, pointed), (title, _) = read(text).marks
    assert quoted > 0.9 > 0.5 > title
    assert pointed.chance_of(text.index("Ann"), text.index(" said")) > 0.8 > pointed.nowhere()


def test_chances_are_those_of_probabilities():
    _, pointed = read("“We lost the boat,” Ann Hill said.").marks[0]
    assert pytest.approx(1) == float((2.718281828459045 ** pointed.chances[0]).sum())
    assert pointed.chance_of(0, 0) == 0.0


def test_a_pronoun_means_somebody_who_was_named_before_it():
    text = "Ann Hill met the board. “We lost,” she said."
    (antecedent,) = read(text).persons.values()
    start = text.index("Ann")
    assert antecedent.chance_of([(start, start + 8)]) > 0.5
    assert antecedent.chance_of([(text.index("said"), len(text))]) == 0.0


def test_threads_and_company_change_no_number():
    texts = [TWO, "“No,” said Bo Lee. " * 40, "Rain fell."]
    asked = [(d, [(s.start, s.end) for s in marked(d) if not s.depth]) for d in map(Document, texts)]
    together = list(Reader.read.__wrapped__(reader(), asked, 2))
    for text, found in zip(texts, together, strict=True):
        alone = read(text)
        assert found.pieces == alone.pieces
        assert [(c.start, c.end, c.kind, c.confidence) for c in found.clauses] == [
            (c.start, c.end, c.kind, c.confidence) for c in alone.clauses
        ]


def test_a_text_without_words_has_nothing_to_read():
    assert read("").clauses == [] and read("…").marks == []
