"""`methods`: the paragraph for a paper that says what was measured, how, with which versions and sources."""

from __future__ import annotations

import platform
import re
from typing import NamedTuple

from framing.tables import Tables, needs_tables
from framing.tables.measures import DECLARED, Told, counted, version

_PROGRAMS = ("numpy", "pandas", "scikit-learn")


class Methods(NamedTuple):
    """A paragraph, and the sources that it cites; printed, the one over the other."""

    paragraph: str
    sources: tuple[str, ...]

    def __str__(self) -> str:
        return "\n\n".join([self.paragraph, *self.sources])

    @property
    def markdown(self) -> str:
        """The paragraph with Pandoc's citation keys, as `bibtex` has them, and a heading for the references."""
        text = self.paragraph
        for source in self.sources:
            found = _source(source)
            names = re.escape(found.names[0]) + r"(?: et\s+al\.| & [\w-]+)?"
            text = re.sub(rf"\({names} {found.year}(?=[;:)])", f"[@{found.key}", text)
            text = re.sub(rf"{names} \({found.year}\)", f"@{found.key}", text)
            text = re.sub(rf"{names} {found.year}\b", f"@{found.key}", text)
        text = re.sub(r"\[(@[^()\[\]]*)\)", r"[\1]", text)  # what was opened as a citation closes as one
        return f"{text}\n\n# References\n"

    @property
    def bibtex(self) -> str:
        """The sources as BibTeX entries."""
        return "\n\n".join(_entry(_source(source)) for source in self.sources) + "\n" * bool(self.sources)


class _Source(NamedTuple):
    """A reference in its parts."""

    key: str
    authors: str
    names: list[str]
    year: str
    title: str
    rest: str


_REFERENCE = re.compile(r"(?P<authors>.+?) \((?P<year>\d{4})\)\. (?P<title>.+?)\.(?: (?P<rest>.+?)\.?)?$")
_JOURNAL = re.compile(
    r"(?P<journal>[^,]+(?:, [^\d,]+)*), (?P<volume>\d+)(?:\((?P<number>[\d–]+)\))?, (?P<pages>[\d–]+)"
)
_PROCEEDINGS = ("proceedings", "advances in neural", "eacl", "acl", "kdd", "lrec", "icwsm")


def _source(reference: str) -> _Source:
    found = _REFERENCE.fullmatch(reference)
    assert found is not None, reference
    authors = re.split(r"(?<=\.), | & ", found["authors"])
    names = [author.split(",")[0] for author in authors]
    key = re.sub(r"[^a-z]", "", names[0].lower()) + found["year"]
    return _Source(key, " and ".join(authors), names, found["year"], found["title"], found["rest"] or "")


def _entry(source: _Source) -> str:
    """One BibTeX entry; braces keep the capitals of a title as they are."""
    fields = {"author": source.authors, "year": source.year, "title": "{" + source.title + "}"}
    journal = _JOURNAL.fullmatch(source.rest)
    kind = "misc"
    if journal:
        kind = "article"
        fields |= {name: value.replace("–", "--") for name, value in journal.groupdict().items() if value}
    elif source.rest.lower().startswith(_PROCEEDINGS):
        kind, fields["booktitle"] = "inproceedings", source.rest
    elif source.rest:
        fields["howpublished"] = source.rest
    lines = ",\n".join(f"  {name} = {{{value.replace('&', chr(92) + '&')}}}" for name, value in fields.items())
    return f"@{kind}{{{source.key},\n{lines}\n}}"


def methods(tables: Tables) -> Methods:
    """A paragraph that reports the method of a study, made from its tables.

    Only what the study measured is told: no sentence on phrases where it follows none, none on shared passages where
    there are none to share. Say in your own words why you measured it, and add how you validated it.

    Parameters
    ----------
    tables : Tables
        From `framing.measure` or `Tables.load`.

    Returns
    -------
    Methods
        ``.paragraph`` and ``.sources``; ``str`` of it is text to paste, ``.markdown`` has citation keys for Pandoc, and
        ``.bibtex`` the entries that belong to them.

    Examples
    --------
    >>> from framing import Article, Corpus, measure
    >>> told = methods(measure(Corpus([Article("a", "“It rained,” said Ann Lee.", outlet="Post")])))
    >>> told.paragraph[:43]
    'We measured 1 article of 1 outlet (5 words '
    """
    needs_tables(tables, "methods")
    articles = tables.articles
    if articles.empty:
        raise ValueError("These tables hold no articles; there is no method to report.")
    parts: list[Told] = [(_corpus(tables), ())]
    for measure in DECLARED:
        parts += measure.told(tables)
    parts += [(_unit(tables), ()), (_versions(), ())]
    cited = {source for _, sources in parts for source in sources}
    return Methods(" ".join(sentence for sentence, _ in parts), tuple(sorted(cited)))


def _corpus(tables: Tables) -> str:
    articles = tables.articles
    measured = articles[articles["words"].notna()]
    dates = sorted(articles["date"].dropna())
    when = f", dated {dates[0]} to {dates[-1]}" if dates and dates[0] != dates[-1] else ""
    when = f", dated {dates[0]}" if dates and dates[0] == dates[-1] else when
    undated = len(articles) - len(dates)
    when += f", {undated} without a date" if dates and undated else ""
    left = len(articles) - len(measured)
    out = f" {counted(left, 'article')} not in English {'was' if left == 1 else 'were'} left out." if left else ""
    words = int(measured["words"].sum())
    return (
        f"We measured {counted(len(measured), 'article')} of {counted(measured['outlet'].nunique(), 'outlet')} "
        f"({counted(words, 'word')} of headline, standfirst, lead and body{when}) with framing "
        f"{version('framing')}.{out}"
    )


def _unit(tables: Tables) -> str:
    if bool((tables.outlets["articles_measured"].dropna() <= 1).all()):
        return "With only one article per outlet, results describe the articles, not the outlets."
    return "The article is the unit of analysis: intervals and tests resample or cluster by article or family."


def _versions() -> str:
    named = ", ".join(f"{name} {version(name)}" for name in _PROGRAMS)
    python = ".".join(platform.python_version_tuple()[:2])
    return f"All analyses ran offline under Python {python} with {named}."
