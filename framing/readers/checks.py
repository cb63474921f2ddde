"""`framing check`: everything that is wrong with a corpus, at once, before anything is measured."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from framing.corpus.article import Article
from framing.corpus.corpus import Held
from framing.corpus.study import Study
from framing.readers.asked import Asked
from framing.readers.assemble import assembled
from framing.readers.decode import find_garbled
from framing.readers.duplicates import Copies
from framing.readers.frame import is_held
from framing.readers.headline import own_text
from framing.readers.language import NAMES, UNKNOWN, guess_language
from framing.readers.outlets import Groups
from framing.readers.record import READ_AS, WRONG, Problems
from framing.readers.sources import find, opened
from framing.readers.spool import Spool
from framing.text.document import Document
from framing.text.sentences import glued
from framing.text.transcript import unread_turns

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("file", "line", "column", "value", "problem", "remedy", "level")
_CUT = re.compile(
    r"(?:\.\.\.|…|\[(?:\+\d+ chars|…|\.\.\.)\]|\b(?:read more|continue reading|subscribe to read)\W*)$", re.I
)
_CLOSED = tuple(".!?…:;\"'”’»“‘)]*—–")


# A paragraph of this many words is the story's, and no credit, teaser or headline that stands after it.
_STORY = 18


class Found(NamedTuple):
    """One row of the table of problems."""

    file: str
    line: int | None
    column: str | None
    value: str | None
    problem: str
    remedy: str
    level: str = WRONG


def check(source: Held) -> pd.DataFrame:
    """List everything that is wrong with a corpus, and what was guessed in reading it.

    What reading lists (encodings, columns, ids, dates, outlets, files left out, other languages) comes first, then
    what the texts and the corpus show: garbled characters, sentences glued together, interviews that are not read,
    texts that are there twice or nearly so, texts of one line, articles cut off, paragraphs in another language, one
    outlet only, articles without an event, and what a study asks for and no article holds. A mistake in
    ``study.toml`` is a row too.

    Parameters
    ----------
    source : str, Path, DataFrame, Series, list or dict
        As for :func:`framing.read`.

    Returns
    -------
    DataFrame
        One row a problem: file (relative to the source), line (row or article number in tables and exports),
        column, value, problem, remedy, and level: *wrong*, or *read as* for a guess that is usually right and for
        copies that two outlets may well share. Empty where nothing was found.

    Raises
    ------
    FileNotFoundError
        If there is no such file, folder or study.

    Notes
    -----
    Articles are looked through one by one and let go: memory grows with their number, hardly with their length.

    Examples
    --------
    >>> import pandas as pd
    >>> from framing.readers import check
    >>> corpus = pd.DataFrame({"id": ["a"], "outlet": ["Daily Example"], "text": ["They donâ€™t wait for r..."]})
    >>> check(corpus)["problem"].str.partition(":")[0].tolist()
    ['characters are garbled', 'the whole text is one line of 5 words', 'the article seems to be cut off at its end.',
     'all articles are of one outlet']
    """
    import pandas as pd

    table = pd.DataFrame(findings(source), columns=list(COLUMNS))
    return table.astype({name: "Int64" if name == "line" else "string" for name in COLUMNS})


def findings(source: Held) -> list[Found]:
    """The rows of `check`."""
    problems = Problems()
    try:
        records, study = opened(source, problems)
    except ValueError as error:
        lines = str(error).split("\n")
        return [
            Found("study.toml", None, None, None, line.strip(), "Correct study.toml.") for line in lines[1:] or lines
        ]
    rows: list[Found] = []
    places, copies, groups, asked = [], Copies(), Groups(study), Asked(study)
    languages: Counter[str] = Counter()
    with Spool() as spool:
        # A data frame is held by its owner; the texts of files wait on the disk.
        held = list(records) if is_held(source) else spool.all(records)
        for article in assembled(held, study, problems):
            text = own_text(article)
            rows.extend(_of_text(article, text))
            copies.add(text)
            groups.add(article)
            asked.add(article)
            languages[article.language] += 1
            places.append(_Place.of(article))
    groups.tell(problems)
    if not places:
        name = "data frame" if is_held(source) else find(cast("str", source)).absolute().name
        rows.append(
            Found(name, None, None, None, "no article was found.", "Give a folder or file that holds articles.")
        )
    rows.extend(_of_pairs(places, copies, problems))
    rows.extend(_of_corpus(places, languages))
    if not is_held(source) and (find(cast("str", source)) / "study.toml").is_file():
        rows.extend(_of_study(study, asked))
    return [*_from_reading(problems), *rows]


class _Place(NamedTuple):
    """What is kept of an article whose text was let go."""

    id: str
    file: str
    line: int | None
    outlet: str
    known: bool
    event: str | None

    @classmethod
    def of(cls, article: Article) -> _Place:
        metadata = article.metadata
        known = metadata.get("outlet_evidence") != "unknown"
        return cls(article.id, str(metadata["file"]), metadata.get("line"), article.outlet, known, article.event)


def _from_reading(problems: Problems) -> list[Found]:
    return [Found(row.file, row.line, row.field, None, row.problem, row.remedy, row.level) for row in problems.rows]


def _of_text(article: Article, text: str) -> Iterator[Found]:
    if garbled := find_garbled(text):
        was = f" {garbled.shown!r} was {garbled.right!r}." if garbled.right else ""
        problem = f"characters are garbled: the text was once read in the wrong encoding.{was}"
        yield _at(article, garbled.start, garbled.word, problem, "Export it again as UTF-8.")
    words = len(text.split())
    if "\n" not in text.strip() and "\r" not in text.strip():
        what = "a headline or a teaser" if words < 40 else "the paragraphs were lost"
        yield _at(
            article,
            None,
            None,
            f"the whole text is one line of {words} words: {what}.",
            "Export the full article with its paragraphs.",
        )
    if stuck := glued(text):
        places = f"{len(stuck):,} {'place' if len(stuck) == 1 else 'places'}"
        first = text[text.rfind(" ", 0, stuck[0]) + 1 :][:40]
        yield _at(
            article,
            stuck[0],
            " ".join(first.split()[:2]),
            f"sentences without a blank between them, in {places}: they were glued together when the page was saved, "
            "and are read as separate sentences.",
            "Export the articles again with their blanks, if words are glued too.",
            READ_AS,
        )
    if labelled := unread_turns(Document(text)):
        turn = labelled[0]
        yield _at(
            article,
            turn.label_start,
            text[turn.label_start : turn.end][:40],
            f"it looks like a transcript or an interview, but who speaks is not clear: {len(labelled):,} labelled "
            f"{'line is' if len(labelled) == 1 else 'lines are'} not read as quotations.",
            "Put each speaker's name and a colon before what is said, in lines of their own.",
            READ_AS,
        )
    ending = _last_paragraph(text)
    tail = text.rstrip()[-200:]
    if _CUT.search(tail) or (ending and not ending.endswith(_CLOSED)):
        shown = tail[-40:] if _CUT.search(tail) else ending[-40:]
        yield _at(
            article,
            len(text.rstrip()) - 1,
            shown,
            "the article seems to be cut off at its end.",
            "Get the full article, or leave it out.",
        )
    for start, paragraph in _paragraphs(text):
        language = guess_language(paragraph) if len(paragraph.split()) >= 20 else None
        # Only English is measured: what of it stands in another article, and what is not English in one that is.
        if language not in (None, UNKNOWN, article.language) and "en" in (language, article.language):
            yield _at(
                article,
                start,
                paragraph[:40],
                f"a paragraph is {NAMES.get(language, language)}, the article "
                f"{NAMES.get(article.language, article.language)}.",
                "Part the languages, or correct 'language'.",
            )


def _of_pairs(places: Sequence[_Place], copies: Copies, problems: Problems) -> Iterator[Found]:
    # An article whose id is used twice, with the same text, was listed as a duplicate when it was read.
    listed = {(row.file, row.line) for row in problems.rows if row.problem.startswith("a duplicate")}
    for later, earlier in sorted(copies.same().items()):
        copy, first = places[later], places[earlier]
        if copy.line is None or (copy.file, copy.line) not in listed:
            whose = "" if _same_outlet(copy, first) else f", of {first.outlet}"
            yield Found(
                copy.file,
                copy.line,
                "text",
                copy.id,
                f"a duplicate: the same text as {first.id!r}{whose}.",
                "Remove one of the two, or keep both if two outlets ran the same copy.",
            )
    for later, (earlier, share) in copies.near().items():
        copy, first = places[later], places[earlier]
        yield Found(
            copy.file,
            copy.line,
            "text",
            copy.id,
            f"nearly the text of {first.id!r}: they share {share:.0%} of their runs of five words.",
            "Keep both if two outlets ran the same copy; remove one if it is one article in two versions.",
            WRONG if _same_outlet(copy, first) else READ_AS,
        )


def _same_outlet(one: _Place, other: _Place) -> bool:
    """Whether two articles are of one outlet, or may be."""
    return one.outlet == other.outlet or not (one.known and other.known)


def _of_corpus(places: Sequence[_Place], languages: Counter[str]) -> Iterator[Found]:
    outlets = {place.outlet for place in places}
    if len(outlets) == 1:
        yield Found(
            "",
            None,
            "outlet",
            next(iter(outlets)),
            "all articles are of one outlet: there is nothing to compare.",
            "Add articles of another outlet.",
        )
    without = [place.id for place in places if not place.event]
    if without and len(places) > 1:
        if len(without) == len(places):
            problem = (
                "no article has an 'event'; articles will be grouped into events by wording and date, and statements "
                "are compared only within an event."
            )
            shown = None
        else:
            problem = (
                f"{len(without):,} of {len(places):,} articles have no 'event'; they will be grouped by wording and "
                "date."
            )
            shown = ", ".join(without[:5]) + (", …" if len(without) > 5 else "")
        remedy = "To define events yourself, fill a column 'event', or set 'event' in study.toml."
        yield Found("", None, "event", shown, problem, remedy, READ_AS if shown is None else WRONG)
    if len(languages) > 1:
        shown = ", ".join(f"{NAMES.get(language, language)} {count}" for language, count in languages.most_common())
        yield Found(
            "",
            None,
            "language",
            shown,
            "the corpus mixes languages; only English is measured.",
            "Compare outlets of one language, or translate and say so.",
        )


def _of_study(study: Study, asked: Asked) -> Iterator[Found]:
    """Yield what a study asks for and no article holds."""
    if not study.phrases:
        yield Found(
            "study.toml",
            None,
            "phrases",
            None,
            "the study follows no phrase; emphasis, salience and responses have nothing to measure.",
            'Name some under [phrases]: "climate crisis" = ["climate crisis", "climate emergency"].',
        )
    for key, name, problem in asked.missing():
        yield Found("study.toml", None, key, name, problem, "Correct its forms in study.toml, or remove it.")


def _at(
    article: Article, offset: int | None, value: str | None, problem: str, remedy: str, level: str = WRONG
) -> Found:
    """Return a row with the line of the text's file, or the row of the table that holds the article."""
    line = article.metadata.get("line")
    if line is None and offset is not None:
        line = own_text(article).count("\n", 0, offset) + 1
    return Found(str(article.metadata.get("file", "")), line, "text", value, problem, remedy, level)


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer(r"[^\r\n]+", text):
        yield match.start(), match[0].strip()


def _last_paragraph(text: str) -> str:
    """Return the last paragraph that is long enough to be the story's and not a credit or a teaser, or nothing."""
    end = len(text)
    while end > 0:
        begin = max(text.rfind("\n", 0, end), text.rfind("\r", 0, end)) + 1
        paragraph = text[begin:end].strip()
        if len(paragraph.split()) >= _STORY:
            return paragraph
        end = begin - 1
    return ""
