"""The concordance: every hit of a word or phrase with the words around it, key word in context."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import pandas as pd

from framing.corpus.given import as_given
from framing.measures._emphasis.occurrences import occurrences, read_voices
from framing.tables import Tables
from framing.text.document import Document, Texts, given
from framing.text.forms import Matcher

COLUMNS = (
    "article_id", "outlet", "date", "left", "keyword", "right", "zone", "voice", "speaker", "phrase", "start", "end",
)  # fmt: skip
SHOWN = 50  # lines in a notebook
_CELLS = {"left": "right", "keyword": "center", "right": "left"}  # how a line is set: the key words under one another


class Concordance(pd.DataFrame):  # type: ignore[misc]  # pandas has no types here
    """A data frame that a notebook shows as a concordance, its key words in one column under one another."""

    @property
    def _constructor(self) -> type[Concordance]:
        return Concordance

    def _repr_html_(self) -> str:
        if not set(_CELLS) <= set(self.columns):
            return str(pd.DataFrame(self)._repr_html_())
        about = [name for name in ("outlet", "date", "voice", "speaker") if name in self.columns]
        lines = [_line(row, about) for row in self.head(SHOWN).to_dict("records")]
        head = "".join(f"<th>{name}</th>" for name in (*_CELLS, *about))
        left = len(self) - SHOWN
        more = f"<p>{left:,} more lines are in the table.</p>" if left > 0 else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>{more}"


def kwic(
    x: Texts,
    phrase: str | Iterable[str] | Mapping[str, Iterable[str]],
    window: int = 8,
    sort: str | None = None,
    tables: Tables | None = None,
    model: str | None = None,
) -> Concordance:
    """Key word in context: every hit of a phrase with the words before and after it.

    Parameters
    ----------
    x : str, Article, Document, Corpus, or what `framing.read` takes in memory
    phrase : str, list of str or mapping of str to list of str
        A phrase, several, or names with their forms. Forms are read as `framing.emphasis` reads them: the last word of
        a phrase may be inflected, ``word:`` takes the words as they are, ``lemma:`` inflects each, and ``re:``
        begins a regular expression.
    window : int
        Words shown on each side.
    sort : str, optional
        ``"left"`` sorts by the words before, from the key word outwards; ``"right"`` by the words after it; any
        other column by its values. By default the lines keep the order of the corpus.
    tables : Tables, optional
        From `framing.measure`: voices and speakers are then those measured, and nothing is read again.
    model : {"encoder", "fast"}, optional
        What reads the voices where no tables are given; by default what the corpus's study says.

    Returns
    -------
    Concordance
        A data frame: article_id, outlet, date, left, keyword, right, zone, voice, speaker, phrase (which of them),
        start, end (characters). White space and line breaks in `left`, `keyword` and `right` are single spaces.

    Raises
    ------
    TypeError, ValueError
        If the phrase is empty or no pattern, the window is below 0, or there is no such column to sort by.

    References
    ----------
    Luhn, H. P. (1960). Key word-in-context index for technical literature. *American Documentation* 11(4), 288-295.

    Examples
    --------
    >>> import framing
    >>> lines = framing.kwic("A new era began. “A new era,” said Ann Lee.", "new era", window=2, sort="right")
    >>> lines[["left", "keyword", "right", "voice"]].values.tolist()
    [['A', 'new era', 'began. “A', 'journalist'], ['began. “A', 'new era', ',” said Ann', 'quoted']]
    """
    if isinstance(window, bool) or not isinstance(window, int) or window < 0:
        raise ValueError(f"window is a number of words, 0 or more, not {window!r}.")
    known = (*COLUMNS, None)
    if sort not in known:
        raise ValueError(f"sort is a column ({', '.join(COLUMNS)}), not {sort!r}.")
    matcher = Matcher(_named(phrase))
    x = given(x, "kwic")
    rows = []
    for document, stretches in read_voices(x, tables, model):
        article = document.article
        for _, name, start, end, zone, _, voice, speaker, _ in occurrences(document, matcher, stretches):
            left, right = _around(document, start, end, window)
            keyword = _spaced(document.text[start:end])
            rows.append((
                article.id, article.outlet, article.date, left, keyword, right, zone, voice, speaker, name, start, end,
            ))  # fmt: skip
    table = Concordance(rows, columns=list(COLUMNS)).astype({"date": "string", "speaker": "string"})
    table = as_given(table, x)
    return table if sort is None else _sorted(table, sort)


def _named(phrase: Any) -> Mapping[str, Any]:
    """Phrases as names with their forms, whichever way they were given."""
    if isinstance(phrase, Mapping):
        return phrase
    given = [phrase] if isinstance(phrase, str) else phrase
    if not isinstance(given, Iterable):
        raise TypeError(f'A phrase is a text, such as "new era", or a list of texts, not {type(phrase).__name__}.')
    named = {str(form): [form] for form in given}
    if not named:
        raise ValueError('No phrase to look for: give one, such as "new era".')
    return named


def _around(document: Document, start: int, end: int, window: int) -> tuple[str, str]:
    """Text of so many words before and after a span, with the marks that are between."""
    before = document.words[: document.word_slice(0, start).stop][-window:] if window else []
    after = document.words[document.word_slice(end, len(document.text)).start :][:window] if window else []
    left = document.text[before[0][0] if before else start : start]
    right = document.text[end : after[-1][1] if after else end]
    return _spaced(left), _spaced(right)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _sorted(table: Concordance, sort: str) -> Concordance:
    """Lines by one column; the left context counts from the key word outwards."""
    if sort in _CELLS:
        words = table[sort].str.casefold().str.findall(r"\w+")
        keys = [tuple(found[::-1] if sort == "left" else found) for found in words]
    else:
        keys = [(pd.isna(value), "" if pd.isna(value) else value) for value in table[sort]]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    return Concordance(table.iloc[order].reset_index(drop=True))


def _line(row: Mapping[str, Any], about: Iterable[str]) -> str:
    cells = [
        f'<td style="text-align: {side}{"; font-weight: bold" if name == "keyword" else ""}">{escape(row[name])}</td>'
        for name, side in _CELLS.items()
    ]
    cells += [f"<td>{'' if pd.isna(row[name]) else escape(str(row[name]))}</td>" for name in about]
    return f"<tr>{''.join(cells)}</tr>"
