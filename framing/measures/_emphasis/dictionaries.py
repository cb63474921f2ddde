"""A researcher's own dictionaries (LIWC, Lexicoder, Yoshikoder, quanteda, plain lists), counted with their evidence."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from framing.corpus.article import plain_label
from framing.corpus.given import as_given
from framing.measures._emphasis.occurrences import read_voices
from framing.measures.voice import voice_at
from framing.tables import Tables
from framing.text.document import Document, Texts, given
from framing.text.folding import lowered
from framing.text.zones import STORY

ROWS = ("article_id", "category", "entry", "word", "start", "end", "zone", "voice", "speaker")
_CATEGORY = ("category", "key", "label")  # headings of a table with a line for each entry
_ENTRY = ("entry", "word", "term", "pattern", "phrase")
_LEGEND = re.compile(r"\s*(\d+)\s+(\S.*)")  # *1 posemo*, the legend of a LIWC file
_CODES = re.compile(r"(?:\s+\d+)+\s*$")
_CONDITION = re.compile(r"\([^()]*\)\S*|<[^<>]*>\S*")  # of LIWC 2001: *like <of>* counts only before certain words
_GLOB = re.compile(r"[*?]")


class Entry(NamedTuple):
    """One line of a dictionary: its category, as written, and the words that it asks for, in lower case."""

    category: str
    text: str
    words: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class Counts:
    """What a dictionary finds.

    Attributes
    ----------
    rows : DataFrame
        Every hit: article_id, category, entry (as the dictionary writes it), word (as the text does), start, end, zone,
        voice, speaker.
    articles, outlets : DataFrame
        For each article (outlet) and category: count, words and rate per 1,000 words, of headline and body.
    terms : DataFrame
        article_id, term (the category), count: what `framing.compare.keyness` takes as ``terms=``.
    problems : DataFrame
        Lines of the dictionary that were left out, with the reason: line, text, problem.
    """

    rows: pd.DataFrame
    articles: pd.DataFrame
    outlets: pd.DataFrame
    problems: pd.DataFrame

    @property
    def terms(self) -> pd.DataFrame:
        found = self.articles.loc[self.articles["count"] > 0, ["article_id", "category", "count"]]
        return found.rename(columns={"category": "term"}).reset_index(drop=True)

    def counts(self, category: str) -> pd.Series[float]:
        """Hits of one category by article: what `framing.compare.contrast` takes, with ``statistic="rate"``."""
        known = list(dict.fromkeys(self.articles["category"]))
        if category not in known:
            raise KeyError(f"The dictionary has no category {category!r}; it has {', '.join(known)}.")
        own = self.articles[self.articles["category"] == category]
        return pd.Series(own["count"].to_numpy(dtype=float), own["article_id"].to_numpy(), name=category)

    def __repr__(self) -> str:
        return f"{self.outlets.to_string(index=False)}\n{self._left()}".rstrip()

    def _repr_html_(self) -> str:
        return f"{self.outlets.to_html(index=False, border=0)}<p>{self._left()}</p>"

    def _left(self) -> str:
        lines = len(self.problems)
        return f"{lines} lines of the dictionary were left out; see .problems." if lines else ""


def dictionary(
    x: Texts,
    source: str | Path | Mapping[str, Any],
    tables: Tables | None = None,
    model: str | None = None,
) -> Counts:
    """Count the words of a dictionary, each with its place and its voice.

    Parameters
    ----------
    x : str, Article, Document, Corpus, or what `framing.read` takes in memory
    source : str, Path or mapping
        A file: LIWC (``.dic``), Lexicoder (``.lc3``), Yoshikoder (``.ykd``), quanteda's YAML (``.yml``; needs PyYAML)
        or a table (``.csv``, ``.tsv``: a column of categories and one of entries, or a column for each category). Or a
        mapping of categories to lists of entries; mappings inside it are subcategories, named ``economy.jobs``.
    tables : Tables, optional
        From `framing.measure`: voices and speakers are then those measured, and nothing is read again.
    model : {"encoder", "fast"}, optional
        What reads the voices where no tables are given.

    Returns
    -------
    Counts
        ``.rows``, ``.articles``, ``.outlets``, ``.terms`` and ``.problems``.

    Raises
    ------
    FileNotFoundError, ValueError
        If there is no such file, or it holds no entry that can be read.

    Notes
    -----
    Entries are matched in lower case against whole words; ``*`` stands for any letters and ``?`` for one. Entries of
    several words match words with nothing but white space between them. Of overlapping hits of one category the first
    and longest counts; a word may count in several categories. LIWC's conditions (``like <of>``) are not supported:
    such lines are in ``.problems``.

    References
    ----------
    Pennebaker, J. W., Boyd, R. L., Jordan, K. & Blackburn, K. (2015). *The development and psychometric properties of
    LIWC2015*. University of Texas at Austin.
    Young, L. & Soroka, S. (2012). Affective news. *Political Communication* 29(2), 205-231.

    Examples
    --------
    >>> import framing
    >>> found = framing.dictionary("Jobs grew. “Job losses hurt,” said Ann Lee.", {"work": ["job*"], "loss": ["loss*"]})
    >>> found.rows[["category", "word", "voice"]].values.tolist()
    [['work', 'Jobs', 'journalist'], ['work', 'Job', 'quoted'], ['loss', 'losses', 'quoted']]
    """
    x = given(x, "dictionary")
    problems: list[tuple[int | None, str, str]] = []
    entries = list(dict.fromkeys(_entries(source, problems)))
    if not entries:
        raise ValueError("The dictionary holds no entry that can be read: give categories with words under them.")
    finder = _Finder(entries)
    categories = list(dict.fromkeys(entry.category for entry in entries))
    rows: list[tuple[Any, ...]] = []
    totals: list[tuple[Any, ...]] = []
    for document, stretches in read_voices(x, tables, model):
        article, counted = document.article, Counter[str]()
        for entry, start, end in finder.find(document):
            zone = document.paragraphs[document.paragraph_at(start)].zone
            voice = voice_at(stretches, start)
            counted[entry.category] += zone in STORY
            rows.append((
                article.id, entry.category, entry.text, document.text[start:end], start, end, zone, voice.voice,
                voice.speaker,
            ))  # fmt: skip
        words = sum(document.words_between(p.start, p.end) for p in document.paragraphs if p.zone in STORY)
        totals += [(article.id, article.outlet, name, counted[name], words) for name in categories]
    articles = pd.DataFrame(totals, columns=["article_id", "outlet", "category", "count", "words"])
    outlets = articles.groupby(["outlet", "category"], sort=False, as_index=False)[["count", "words"]].sum()
    for table in (articles, outlets):
        table["rate"] = (1000 * table["count"] / table["words"].where(table["words"] > 0)).round(3)
    left_out = pd.DataFrame(problems, columns=["line", "text", "problem"])
    found = as_given(pd.DataFrame(rows, columns=list(ROWS)).astype({"speaker": "string"}), x)
    return Counts(found, as_given(articles, x), outlets, left_out)


class _Finder:
    """Finds entries in documents: by whole words, by beginnings (``tax*``), and by other patterns."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._whole: dict[str, list[Entry]] = {}
        self._beginning: dict[str, list[Entry]] = {}
        self._other: list[tuple[re.Pattern[str], Entry]] = []
        self._known: dict[str, list[Entry]] = {}  # a corpus has few words, each of them many times
        self._patterns: dict[str, re.Pattern[str]] = {}
        for entry in entries:
            first = entry.words[0]
            if not _GLOB.search(first):
                self._whole.setdefault(first, []).append(entry)
            elif not _GLOB.search(first[:-1]) and first[-1] == "*":
                self._beginning.setdefault(first[:-1], []).append(entry)
            else:
                self._other.append((self._pattern(first), entry))

    def find(self, document: Document) -> Iterator[tuple[Entry, int, int]]:
        """Hits in order; of overlapping ones of one category the first and longest."""
        words, spans = [lowered(word) for word in document.word_texts], document.words
        hits = []
        for at, word in enumerate(words):
            for entry in self._candidates(word):
                if len(entry.words) == 1 or self._goes_on(document, words, at, entry):
                    hits.append((spans[at][0], -spans[at + len(entry.words) - 1][1], entry))
        reached: dict[str, int] = {}
        for start, end, entry in sorted(hits, key=lambda hit: hit[:2]):
            if start >= reached.get(entry.category, 0):
                reached[entry.category] = -end
                yield entry, start, -end

    def _candidates(self, word: str) -> list[Entry]:
        if word not in self._known:
            found = [*self._whole.get(word, ())]
            for length in range(len(word) + 1):
                found += self._beginning.get(word[:length], ())
            self._known[word] = found + [entry for pattern, entry in self._other if pattern.fullmatch(word)]
        return self._known[word]

    def _goes_on(self, document: Document, words: list[str], at: int, entry: Entry) -> bool:
        spans, length = document.words[at : at + len(entry.words)], len(entry.words)
        if len(spans) < length or any(document.text[a[1] : b[0]].strip() for a, b in pairwise(spans)):
            return False
        return all(self._pattern(entry.words[i]).fullmatch(words[at + i]) for i in range(1, length))

    def _pattern(self, glob: str) -> re.Pattern[str]:
        if glob not in self._patterns:
            parts = ("\\S*" if sign == "*" else "\\S" if sign == "?" else re.escape(sign) for sign in glob)
            self._patterns[glob] = re.compile("".join(parts))
        return self._patterns[glob]


def _entries(source: Any, problems: list[tuple[int | None, str, str]]) -> Iterator[Entry]:
    if isinstance(source, Mapping):
        return _nested(source, "")
    if not isinstance(source, (str, Path)):
        raise TypeError(f"A dictionary is a file or a mapping of categories to entries, not {type(source).__name__}.")
    path = Path(source)
    if not path.is_file():
        raise FileNotFoundError(f"There is no dictionary {str(source)!r}: give the path of a file.")
    read = _FORMATS.get(path.suffix.lower())
    if read is None:
        raise ValueError(f"{path.name} is no dictionary that framing reads; it reads {', '.join(_FORMATS)}.")
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:  # LIWC's own files are older than UTF-8
        text = data.decode("cp1252", errors="replace")
    return read(text, path.name, problems)


def _entry(category: Any, text: Any) -> Iterator[Entry]:
    """An entry, if it has a word; underscores join words in quanteda's dictionaries."""
    words = tuple(lowered(str(text)).replace("_", " ").split())
    if words and plain_label(str(category)):
        yield Entry(plain_label(str(category)), " ".join(str(text).split()), words)


def _nested(found: Mapping[Any, Any], above: str) -> Iterator[Entry]:
    """Entries of categories that may hold categories; ``__`` holds those of the category itself."""
    for name, held in found.items():
        category = above if name == "__" and above else f"{above}.{name}" if above else str(name)
        for one in held if isinstance(held, (list, tuple, set)) else [held]:
            if isinstance(one, Mapping):
                yield from _nested(one, category)
            elif one is not None:
                yield from _entry(category, one)


def _liwc(text: str, name: str, problems: list[tuple[int | None, str, str]]) -> Iterator[Entry]:
    parts = re.split(r"(?m)^%[ \t]*\r?$\n?", text)
    if len(parts) < 3:
        raise ValueError(f"{name} is no LIWC dictionary: its legend of categories is between two lines with a %.")
    legend = {m[1]: m[2].strip() for line in parts[1].splitlines() if (m := _LEGEND.match(line))}
    first = text.count("\n", 0, text.index(parts[2], len(parts[0]) + len(parts[1]))) + 1
    for number, line in enumerate(parts[2].splitlines(), first):
        if not line.strip():
            continue
        codes = _CODES.search(line)
        entry = line[: codes.start()].strip() if codes else line.strip()
        if codes is None or _CONDITION.search(line):
            why = "a condition, which is not supported" if codes else "no number of a category"
            problems.append((number, line.strip(), f"it has {why}"))
            continue
        for code in codes.group().split():
            if code in legend:
                yield from _entry(legend[code], entry)
            else:
                problems.append((number, line.strip(), f"the legend has no category {code}"))


def _lexicoder(text: str, name: str, problems: list[tuple[int | None, str, str]]) -> Iterator[Entry]:
    category = ""
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("+"):
            category = line.strip().strip("+").strip()
        elif line.strip() and not category:
            problems.append((number, line.strip(), "no category (+name+) is above it"))
        else:
            yield from _entry(category, line)


def _yoshikoder(text: str, name: str, problems: list[tuple[int | None, str, str]]) -> Iterator[Entry]:
    from xml.etree import ElementTree

    try:
        root = ElementTree.fromstring(text.encode())
    except ElementTree.ParseError as error:
        raise ValueError(f"{name} is no Yoshikoder dictionary: it is not well-formed XML ({error}).") from None
    waiting = [(node, "") for node in root.findall("cnode")]
    if len(waiting) == 1 and waiting[0][0].find("cnode") is not None:  # the outermost names the dictionary
        waiting = [(node, "") for node in waiting[0][0].findall("cnode")]
    while waiting:
        node, above = waiting.pop(0)
        category = f"{above}.{node.get('name')}" if above else str(node.get("name"))
        for leaf in node.findall("pnode"):
            yield from _entry(category, leaf.get("name", ""))
        waiting = [(inner, category) for inner in node.findall("cnode")] + waiting


def _yaml(text: str, name: str, problems: list[tuple[int | None, str, str]]) -> Iterator[Entry]:
    try:
        import yaml
    except ImportError:
        raise ValueError(f"Reading {name} needs PyYAML: pip install PyYAML.") from None
    try:
        found = yaml.load(text, yaml.BaseLoader)  # texts and lists of texts alone: *no* and *on* are words
    except yaml.YAMLError as error:
        raise ValueError(f"{name} is not valid YAML: {' '.join(str(error).split())}.") from None
    if not isinstance(found, Mapping):
        raise ValueError(f"{name} is no dictionary: categories with lists of words under them are expected.")
    return _nested(found, "")


def _table(text: str, name: str, problems: list[tuple[int | None, str, str]]) -> Iterator[Entry]:
    first = text.split("\n", 1)[0]
    rows = csv.reader(io.StringIO(text), delimiter=max("\t;,", key=first.count))
    head = [cell.strip() for cell in next(rows, [])]
    lower = [cell.lower() for cell in head]
    category = next((i for i, cell in enumerate(lower) if cell in _CATEGORY), None)
    entry = next((i for i, cell in enumerate(lower) if cell in _ENTRY), None)
    for row in rows:
        if category is not None and entry is not None:
            if max(category, entry) < len(row):
                yield from _entry(row[category], row[entry])
            elif any(row):
                problems.append((rows.line_num, " ".join(row), "a cell is missing"))
        else:
            for heading, cell in zip(head, row, strict=False):
                yield from _entry(heading, cell)


_FORMATS = {
    ".dic": _liwc, ".lc3": _lexicoder, ".lcd": _lexicoder, ".ykd": _yoshikoder, ".yml": _yaml, ".yaml": _yaml,
    ".csv": _table, ".tsv": _table,
}  # fmt: skip
