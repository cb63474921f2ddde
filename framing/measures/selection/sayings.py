"""Sentences of different articles that quote the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from framing.measures.selection.similarity import Sentence
from framing.measures.selection.tokens import FUNCTION, Tokens

LEAST, LONG = 2, 6  # words of a quotation that is told from others; of a longer one, any so many in a row will do

Words = tuple[str, ...]


def same_quotation(
    sentences: Sequence[Sentence], reads: Sequence[Tokens], together: Sequence[int], first: Sequence[int]
) -> set[tuple[int, int]]:
    """Pairs of sentences, by number, that quote the same words of an event.

    Parameters
    ----------
    sentences : sequence of Sentence
    reads : sequence of Tokens
        Of the articles that `Sentence.article` numbers.
    together : sequence of int
        For each sentence the number of its event.
    first : sequence of int
        For each sentence the first one of its article that reads the same: pairs are of these.

    Notes
    -----
    A quotation of up to `LONG` words must be whole within what the other sentence quotes; of a longer one `LONG`
    words in a row must. Words that the event's articles print without marks as often as with them are a term, such as
    the name of a programme, and not what somebody said.

    Examples
    --------
    >>> from framing.text.document import Document
    >>> from framing.measures.selection.quoted import marked
    >>> from framing.measures.selection.similarity import weighted
    >>> from framing.measures.selection.tokens import tokens
    >>> texts = ["The flood was “a warning shot”, she said.", "“It is a warning shot to us all,” said the mayor."]
    >>> reads = [tokens(d, marked(d)) for d in map(Document, texts)]
    >>> sentences = [s for number, read in enumerate(reads) for s in weighted(number, read.document, read)]
    >>> same_quotation(sentences, reads, [0, 0], repeated(sentences, reads))
    {(0, 1)}
    """
    owners: dict[tuple[int, Words], set[int]] = defaultdict(set)
    for number, sentence in enumerate(sentences):
        for words in _quoted(sentence, reads[sentence.article]):
            size = min(len(words), LONG)
            for k in range(len(words) - size + 1):
                said = tuple(words[k : k + size])
                if size >= LEAST and not FUNCTION.issuperset(said):
                    owners[together[number], said].add(first[number])
    sizes = sorted({len(said) for _, said in owners})
    places: dict[tuple[int, Words], list[tuple[int, bool]]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        read = reads[sentence.article]
        start, end = read.bounds[sentence.sentence]
        for size in sizes:
            for k in range(start, end - size + 1):
                key = together[number], tuple(read.stem[k : k + size])
                if key in owners:
                    places[key].append((first[number], all(read.quoted[k : k + size])))
    pairs: set[tuple[int, int]] = set()
    for key, numbers in owners.items():
        marked = [number for number, quoted in places[key] if quoted]
        if 2 * len(marked) > len(places[key]):
            both = ((min(i, j), max(i, j)) for i in sorted(numbers) for j in sorted(set(marked)))
            pairs |= {(i, j) for i, j in both if sentences[i].article != sentences[j].article}
    return pairs


def repeated(sentences: Sequence[Sentence], reads: Sequence[Tokens]) -> list[int]:
    """For each sentence the first one of its article that has the same words, marks and zone; often itself.

    A page that was read twice, or a line that is under every picture, would else be compared with every copy.

    Parameters
    ----------
    sentences : sequence of Sentence
    reads : sequence of Tokens
        Of the articles that `Sentence.article` numbers.

    Examples
    --------
    >>> from framing.text.document import Document
    >>> from framing.measures.selection.similarity import weighted
    >>> from framing.measures.selection.tokens import tokens
    >>> read = tokens(Document("Shops stayed open. Trains ran late. Shops stayed open."), [])
    >>> repeated(weighted(0, read.document, read), [read])
    [0, 1, 0]
    """
    seen: dict[tuple[object, ...], int] = {}
    found = []
    for number, sentence in enumerate(sentences):
        read = reads[sentence.article]
        here = slice(*read.bounds[sentence.sentence])
        words = (tuple(part[here]) for part in (read.stem, read.weight, read.quoted))
        found.append(seen.setdefault((sentence.article, sentence.zone, *words), number))
    return found


def _quoted(sentence: Sentence, read: Tokens) -> list[list[str]]:
    """Stretches of the sentence that are in quotation marks, as stems."""
    found: list[list[str]] = []
    before = False
    for k in range(*read.bounds[sentence.sentence]):
        if read.quoted[k]:
            if not before:
                found.append([])
            found[-1].append(read.stem[k])
        before = read.quoted[k]
    return found
