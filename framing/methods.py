"""`methods`: the paragraph for a paper that says what was measured, how, with which versions and sources."""

from __future__ import annotations

import platform
from importlib import metadata
from typing import NamedTuple

from framing.document import STORY
from framing.tables import Tables, needs_tables
from framing.tone.scorers import BUILT_IN, scored_by
from framing.voice import SPEECH

_SOURCES = {
    "standing": "Ferree, M. M., Gamson, W. A., Gerhards, J. & Rucht, D. (2002). Shaping abortion discourse. "
    "Cambridge UP.",
    "entman": "Entman, R. M. (1993). Framing: toward clarification of a fractured paradigm. Journal of Communication, "
    "43(4), 51–58.",
    "polnear": "Newell, E., Margolin, D. & Ruths, D. (2018). An attribution relations corpus for political news. LREC.",
    "vader": "Hutto, C. J. & Gilbert, E. (2014). VADER: a parsimonious rule-based model for sentiment analysis "
    "of social "
    "media text. ICWSM.",
    "newsmtsc": "Hamborg, F. & Donnay, K. (2021). NewsMTSC: a dataset for (multi-)target-dependent sentiment "
    "classification "
    "in political news articles. EACL.",
    "huliu": "Hu, M. & Liu, B. (2004). Mining and summarizing customer reviews. KDD, 168–177.",
    "flesch": "Flesch, R. (1948). A new readability yardstick. Journal of Applied Psychology, 32(3), 221–233.",
    "kincaid": "Kincaid, J. P., Fishburne, R. P., Rogers, R. L. & Chissom, B. S. (1975). Derivation of new readability "
    "formulas for Navy enlisted personnel. Research Branch Report 8-75.",
}
_PROGRAMS = ("numpy", "pandas", "scikit-learn")


class Methods(NamedTuple):
    """A paragraph, and the sources that it cites; printed, the one over the other."""

    paragraph: str
    sources: tuple[str, ...]

    def __str__(self) -> str:
        return "\n\n".join([self.paragraph, *self.sources])


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
        ``.paragraph`` and ``.sources``; ``str`` of it is text to paste.

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
    parts: list[tuple[str, tuple[str, ...]]] = [
        (_corpus(tables), ()),
        (_voices(tables), ("standing", "polnear")),
        *_tone(tables),
        *_emphasis(tables),
        (
            "Readability is the mean over articles of Flesch's reading ease and the Flesch-Kincaid grade.",
            ("flesch", "kincaid"),
        ),
        *_shared(tables),
        (_unit(tables), ()),
        (_versions(), ()),
    ]
    cited = dict.fromkeys(key for _, keys in parts for key in keys)
    return Methods(" ".join(sentence for sentence, _ in parts), tuple(sorted(_SOURCES[key] for key in cited)))


def _corpus(tables: Tables) -> str:
    articles = tables.articles
    measured = articles[articles["words"].notna()]
    dates = sorted(articles["date"].dropna())
    when = f", dated {dates[0]} to {dates[-1]}" if dates and dates[0] != dates[-1] else ""
    when = f", dated {dates[0]}" if dates and dates[0] == dates[-1] else when
    undated = len(articles) - len(dates)
    when += f" ({undated} without a date)" if dates and undated else ""
    left = len(articles) - len(measured)
    version = _version("framing")
    out = f" {_count(left, 'article')} not in English {'was' if left == 1 else 'were'} left out." if left else ""
    words = int(measured["words"].sum())
    return (
        f"We measured {_count(len(measured), 'article')} of {_count(measured['outlet'].nunique(), 'outlet')} "
        f"({_count(words, 'word')} of headline, standfirst, lead and body{when}) with framing {version}.{out}"
    )


# How reported speech was found, by the study's model.
_REPORTED = {
    "encoder": "by a pretrained encoder (MiniLM; Wang et al. 2020), trained further on annotated political news, and "
    "by rule",
    "fast": "by rule, from a list of verbs of saying (the fast path)",
}


def _voices(tables: Tables) -> str:
    rows = tables.quotations[tables.quotations["zone"].isin(STORY)]
    quoted = int(rows["kind"].isin(["direct", "partial"]).sum())
    indirect = int((rows["kind"] == "indirect").sum())
    how = _REPORTED[str(tables.facts.get("model", "encoder"))]
    unknown = rows[rows["kind"].isin(SPEECH) & rows["speaker"].isna()]
    return (
        f"Direct and partial quotations ({quoted:,}) and statements in indirect speech ({indirect:,}) were found in "
        f"the story, the latter {how}, and given to speakers by a model learned from annotated political news "
        "(Newell et al. 2018); "
        f"{len(unknown):,} {'was' if len(unknown) == 1 else 'were'} left without a speaker. A speaker's standing "
        "(Ferree et al. 2002) is the number of words quoted or reported from them. Words in quotation marks that quote "
        "nobody count as the journalist's."
    )


def _tone(tables: Tables) -> list[tuple[str, tuple[str, ...]]]:
    scorer = scored_by(tables)
    told = {
        "vader": (f"the VADER lexicon (Hutto & Gilbert 2014; vaderSentiment {_version('vaderSentiment')})", ("vader",)),
        "news": (
            "a ridge regression learned from rated news sentences (Hutto & Gilbert 2014; Hamborg & Donnay 2021), with "
            "the valences of Hutto & Gilbert (2014) and the opinion words of Hu & Liu (2004) among its features",
            ("vader", "newsmtsc", "huliu"),
        ),
    }.get(scorer, (f"the scorer {scorer!r}", ()))
    scale = ", from −1 to 1," if scorer in BUILT_IN else ""  # a scorer of one's own has any scale
    straight = ", curly quotation marks and apostrophes read as straight ones," if scorer in BUILT_IN else ""
    parts = [(
        f"Tone{scale} was scored sentence by sentence, and stretch by stretch of one voice, with "
        f"{told[0]}{straight or ','} and averaged.",
        told[1],
    )]  # fmt: skip
    mentions = tables.mentions[tables.mentions["zone"].isin(STORY)]
    if len(mentions):
        parts.append((
            f"Tone toward {_list(sorted(set(mentions['actor'])))} was classified for each of {len(mentions):,} "
            "mentions by a model learned from annotated news (Hamborg & Donnay 2021).",
            ("newsmtsc",),
        ))  # fmt: skip
    return parts


def _emphasis(tables: Tables) -> list[tuple[str, tuple[str, ...]]]:
    phrases = tables.facts.get("phrases") or {}
    if not phrases:
        return []
    names = _list([f"“{name}”" for name in phrases])
    return [(
        f"Salience by placement, repetition and voice (Entman 1993) was measured for {names}, "
        f"{len(tables.phrases):,} occurrences, "
        "found whatever their case, quotation marks or line breaks.",
        ("entman",),
    )]  # fmt: skip


def _shared(tables: Tables) -> list[tuple[str, tuple[str, ...]]]:
    if tables.passages.empty:
        return []
    outlet = tables.articles.set_index("article_id")["outlet"]
    rows = tables.passages
    between = rows[rows["article_a"].map(outlet) != rows["article_b"].map(outlet)]
    kinds = between["kind"].value_counts().sort_index()
    told = "none is shared by different outlets"
    if len(kinds):
        told = "those of different outlets share " + _list([f"{n:,} {kind}" for kind, n in kinds.items()])
    families = tables.families["family"].value_counts()
    joined = int((families > 1).sum())
    more = f"; articles that derive from one copy form a family ({joined:,} of two or more)" if joined else ""
    return [(f"Passages that articles share were aligned: {told}{more}.", ())]


def _unit(tables: Tables) -> str:
    if bool((tables.outlets["articles_measured"].dropna() <= 1).all()):
        return "With one article an outlet, results describe these articles; nothing is inferred about the outlets."
    return "The article is the unit: intervals and tests resample or cluster by article or family, never by word."


def _versions() -> str:
    named = ", ".join(f"{name} {_version(name)}" for name in _PROGRAMS)
    python = ".".join(platform.python_version_tuple()[:2])
    return f"Everything ran offline under Python {python} with {named}."


def _version(name: str) -> str:
    """Version of an installed distribution, or "(version unknown)"."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "(version unknown)"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _list(names: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
