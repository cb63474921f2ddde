"""`Document`: an article with its zones, paragraphs, sentences and words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Any, ClassVar, NamedTuple
from weakref import WeakValueDictionary

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus, Held
from framing.corpus.given import corpus_of, refuse_name
from framing.text.sentences import sentence_spans
from framing.text.words import words
from framing.text.zones import STORY, Paragraph, paragraphs


class Sentence(NamedTuple):
    """A sentence, the zone it is in and the number of its paragraph."""

    start: int
    end: int
    zone: str
    paragraph: int


class Document:
    """The parts of an article, each with its place in the unaltered text.

    Parameters
    ----------
    source : Article or str
        A string becomes an article with the id ``"text"``. While the document of an article is in use, asking for
        another one gives the same: nothing is looked for twice in a text.

    Attributes
    ----------
    article : Article
    text : str
    paragraphs : list of Paragraph
        Blocks between line breaks: start, end, zone.
    sentences : list of Sentence
        start, end, zone, paragraph; they never cross a paragraph.
    words : list of (start, end)
    word_texts : list of str

    Examples
    --------
    >>> document = Document("Rain fell. Mr. Hill left at 3 p.m. on Monday.")
    >>> [document.text[s.start:s.end] for s in document.sentences]
    ['Rain fell.', 'Mr. Hill left at 3 p.m. on Monday.']
    """

    # By the identity of the article, which a document holds: no other article has it while the document lives.
    _in_use: ClassVar[WeakValueDictionary[int, Document]] = WeakValueDictionary()

    def __new__(cls, source: Article | str) -> Document:
        """The document of the article that is in use, or a new one."""
        made = cls._in_use.get(id(source)) if isinstance(source, Article) else None
        if made is None:
            made = super().__new__(cls)
            if isinstance(source, Article):
                cls._in_use[id(source)] = made
        return made

    def __init__(self, source: Article | str) -> None:
        self.article = source if isinstance(source, Article) else Article("text", source)
        self.text = self.article.text

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        return paragraphs(self.text, self.article.title)

    @cached_property
    def sentences(self) -> list[Sentence]:
        return [
            Sentence(start, end, paragraph.zone, number)
            for number, paragraph in enumerate(self.paragraphs)
            for start, end in sentence_spans(self.text, paragraph.start, paragraph.end)
        ]

    @cached_property
    def words(self) -> list[tuple[int, int]]:
        return words(self.text)

    @cached_property
    def word_texts(self) -> list[str]:
        text = self.text
        return [text[start:end] for start, end in self.words]

    def words_between(self, start: int, end: int) -> int:
        """Number of words that begin in ``[start, end)``."""
        return bisect_left(self._word_starts, end) - bisect_left(self._word_starts, start)

    def word_slice(self, start: int, end: int) -> slice:
        """Which of `words` and `word_texts` begin in ``[start, end)``."""
        return slice(bisect_left(self._word_starts, start), bisect_left(self._word_starts, end))

    def sentence_at(self, offset: int) -> int:
        """Number of the sentence that holds `offset`, or of the next one."""
        return min(bisect_right(self._sentence_ends, offset), len(self._sentence_ends) - 1)

    def paragraph_at(self, offset: int) -> int:
        """Number of the paragraph that holds `offset`, or of the next one."""
        return min(bisect_right(self._paragraph_ends, offset), len(self._paragraph_ends) - 1)

    def position(self, offset: int) -> float:
        """Place in the story of the word at `offset`: 0 the first word, 1 the last.

        Captions, notices and translations do not count as story; a word there takes the place of the story's
        next word.
        """
        starts = self._story_starts
        if len(starts) < 2:
            return 0.0
        return min(max(bisect_right(starts, offset) - 1, 0), len(starts) - 1) / (len(starts) - 1)

    @cached_property
    def _word_starts(self) -> list[int]:
        return [start for start, _ in self.words]

    @cached_property
    def _story_starts(self) -> list[int]:
        starts: list[int] = []
        for paragraph in self.paragraphs:
            if paragraph.zone in STORY:
                starts += self._word_starts[self.word_slice(paragraph.start, paragraph.end)]
        return starts

    @cached_property
    def _sentence_ends(self) -> list[int]:
        return [sentence.end for sentence in self.sentences]

    @cached_property
    def _paragraph_ends(self) -> list[int]:
        return [paragraph.end for paragraph in self.paragraphs]


Texts = Article | Document | Held  # what a public function reads: one text, or a corpus in any form


def given(x: Texts, caller: str) -> Any:
    """Return one text, article or document as it is, and anything else as a corpus; see `framing.corpus.corpus_of`."""
    if isinstance(x, (Article, Document, Corpus)):
        return x
    if isinstance(x, str):
        refuse_name(x, caller)
        return x
    return corpus_of(x, caller)


def documents(x: Texts, caller: str = "This function") -> Iterator[Document]:
    """Documents of whatever a public function is given: a text, an article, a document, or a corpus in any form.

    Raises
    ------
    TypeError
        For anything else, with what is accepted.
    """
    held = given(x, caller)
    if isinstance(held, Document):
        yield held
    elif isinstance(held, (str, Article)):
        yield Document(held)
    else:
        for article in held:
            yield Document(article)
