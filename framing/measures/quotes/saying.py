"""Verbs of saying in a sentence: their verb group, whether they are negated, and whose they are."""

from __future__ import annotations

from functools import cache

from framing.measures.quotes.extent import Grammar
from framing.measures.quotes.grammar import EVIDENCE, Cue
from framing.text.cues import cue_data

# What makes a sentence say that somebody did not say it, or has not yet.
_NOT = frozenset("not never n't cannot no nobody none neither nor without hardly".split())
_REFUSED = frozenset(
    "declined declines declining decline refused refuses refusing refuse failed fails failing fail yet stopped "
    "unable unwilling reluctant ready stop avoided avoids avoiding avoid".split()
)
# *to say* after these is speech: *went on to say*. After others it is a wish, a plan or a habit.
_TO_SAY = frozenset("went goes going go continued continues took takes used appeared appears seemed seems".split())
_WISHES = frozenset("would could should might may must can shall will ll d if unless whether".split())
_ASKED = frozenset("percent per respondents those majority".split())  # who answered a poll
_SPEAKERLESS = frozenset("i we you it this that these those which what there".split())
# What things can do as well as people: *the move suggests*, *the vote confirmed*.
_THINGS = frozenset(
    "suggest indicate confirm reveal signal underline underscore emphasize emphasise stress promise threaten guarantee "
    "dictate order predict note hint reflect imply assure crack command specify stipulate estimate "
    "explain state reassure remind repeat".split()
) | {"make clear"}


def cues_in(g: Grammar, first: int, last: int) -> list[Cue]:
    """Cues of the words ``[first, last)``, outside quotation marks."""
    found: list[Cue] = []
    i = first
    while i < last:
        cue = None if g.marked[i] else _cue_at(g, i, first, last)
        if cue is not None:
            found.append(cue)
        i = cue.last if cue is not None else i + 1
    return found


def _cue_at(g: Grammar, i: int, first: int, last: int) -> Cue | None:
    word = g.lowered[i]
    if word == "according" and i + 2 < last and g.lowered[i + 1] == "to":
        source = g.phrase(i + 2, last)
        if source is None or _evidence(g, source):
            return Cue(i, i + 2, i, "according to", "according", None, True)
        return Cue(i, i + 2, i, "according to", "according", source, False)
    pair = f"{word} {g.lowered[i + 1]}" if i + 1 < last else ""
    forms = verb_forms()
    lemma, end = (forms[pair], i + 2) if pair in forms else (forms.get(word), i + 1)
    if lemma is None or g.noun_here(i):
        return None
    return _verb(g, i, end, lemma, first, last)


def _verb(g: Grammar, i: int, end: int, lemma: str, first: int, last: int) -> Cue | None:
    """A verb of saying with its group and its subject."""
    group = i
    while (
        group > first
        and (g.tag(group - 1) in "xlz" or g.lowered[group - 1] in ("both", "all", "each"))
        and g.gap(group - 1).isspace()
    ):
        group -= 1
    helpers = g.lowered[group:i]
    word = g.lowered[i]
    if "to" in helpers:
        to = group + helpers.index("to")
        governor = g.lowered[to - 1] if to > first else ""
        skipped = governor not in _TO_SAY
        group = to - 1 if not skipped else group
        while group > first and g.tag(group - 1) in "xl" and g.gap(group - 1).isspace():
            group -= 1
        helpers = g.lowered[group:i]
    else:
        skipped = False
    skipped |= not _NOT.isdisjoint(helpers) or any(h.endswith(("n't", "n’t")) for h in helpers)
    skipped |= not _WISHES.isdisjoint(helpers)
    skipped |= any(w in _REFUSED or w == "without" for w in g.lowered[max(first, group - 3) : i])
    be = any(h in _BE or h.rstrip("s").endswith(("'", "’")) and h not in ("has",) for h in helpers)
    passive = be and word.endswith(("ed", "id", "old", "wn", "en", "ught")) and not word.endswith("ing")
    gerund = word.endswith("ing")
    be = (
        be
        or gerund
        and group > first
        and g.tag(group - 1) == "P"
        and g.lowered[group - 1][-2:] in ("'s", "’s", "re", "'m", "’m")
    )
    if word in _PARTICIPLES and not helpers:
        return None
    source = None
    if passive or word == "asked" and not helpers and g.lowered[max(first, group - 1)] in ("when", "asked"):
        return Cue(i, end, group, lemma, "passive", None, skipped or lemma not in _PASSIVE)
    if gerund and not be:
        quoted = _quoted_as(g, i, first)
        if quoted is not None:
            return Cue(i, end, i, lemma, "participle", quoted, skipped)
        before = g.tag(group - 1) if group > first else "^"
        if before in "ofiDha" and g.gap(group - 1).isspace() and g.lowered[group - 1] not in ("by", "and"):
            return None
        source = _own_subject(g, group, first) or g.subject_before(group, first)
        return Cue(i, end, group, lemma, "participle", source, skipped)
    source = g.subject(group, first, last, end, lemma)
    if source is not None:
        head = g.lowered[source[0]]
        skipped |= head in _SPEAKERLESS and source[1] == source[0] + 1 or head in _NOT
        skipped |= source[0] > first and g.lowered[source[0] - 1] in (
            "no",
            "nor",
            "neither",
            "if",
            "than",
            "as",
            "what",
        )
        skipped |= _evidence(g, source)
        if lemma in _THINGS:
            skipped |= not g.human(source)
    elif lemma in _THINGS:
        skipped = True
    return Cue(i, end, group, lemma, "verb", source, skipped)


_SHOWN = frozenset(
    "with cited cites citing quoted quotes quoting heard hear hears saw shows showed showing recorded caught".split()
)


def _own_subject(g: Grammar, group: int, first: int) -> tuple[int, int] | None:
    """Of *with Hill saying* and *cited sources claiming* the phrase before the participle, which is its subject."""
    start = group
    while start > first and g.tag(start - 1) in "NTUJRSaDhIeO" and g.blank(start - 1) and not g.marked[start - 1]:
        if g.lowered[start - 1] in _SHOWN:
            break
        start -= 1
    shown = start > first and start < group and g.lowered[start - 1] in _SHOWN and g.human((start, group))
    return (start, group) if shown else None


_BE = frozenset("is are was were be been being am 's 're 'm".split())
_PARTICIPLES = frozenset("written sworn retold shown".split())
# These introduce words in marks alone.
_ONLY_WITH_MARKS = frozenset(("go on", "put it", "sum up", "fume"))
_PASSIVE = frozenset("announce report allege claim reveal disclose confirm".split())


def _quoted_as(g: Grammar, i: int, first: int) -> tuple[int, int] | None:
    """Who *was quoted as saying*, or whom somebody *quoted as saying*."""
    if i - 2 < first or g.lowered[i - 1] != "as":
        return None
    for k in range(i - 2, max(first, i - 10) - 1, -1):
        if g.lowered[k] in ("quoted", "quotes", "quoting", "cited", "citing", "cites", "reported", "recorded"):
            if k + 1 < i - 1 and g.tag(k + 1) not in "ifzoldD" or k + 1 < i - 1 and g.nominal(i - 2):
                return g.phrase(k + 1, i - 1)
            group = k
            while group > first and g.tag(group - 1) in "xl":
                group -= 1
            return g.subject(group, first, i, k + 1, "quote")
    return None


def _evidence(g: Grammar, source: tuple[int, int]) -> bool:
    """Is the head of a phrase a poll, figures or the like? What an institute of that name says is speech."""
    a, z = source
    head = g.head(a, z)
    if any(g.lowered[i] in _ASKED or "%" in g.gap(i) and i + 1 < z for i in range(a, z)):
        return True  # of those who were asked in a poll
    return g.lowered[head] in EVIDENCE and (g.tag(head) not in "NU" or head == a)


@cache
def verb_forms() -> dict[str, str]:
    """The verb of every form that introduces speech."""
    forms: dict[str, str] = {}
    for verb, entry in cue_data()["verbs"].items():
        if entry["speech"] == "yes" and verb not in _ONLY_WITH_MARKS:
            for form in entry["forms"]:
                forms.setdefault(form, verb)
    return forms
