"""Naming: how each outlet calls the same person, group or thing, mention by mention."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

import pandas as pd

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.corpus.study import Study
from framing.measures.premodifiers import adjectival, premodifiers
from framing.measures.speakers.actors import Actors, forms_of, settled
from framing.measures.speakers.mentions import Mention, mentions
from framing.measures.speakers.names import PRONOUNS
from framing.measures.speakers.spelling import fold, word_lists
from framing.measures.speakers.table import quotations_in
from framing.measures.voice import Quotation, Read, Stretch, voice_at, voices
from framing.tables import Tables, frame
from framing.tables.measures import Measure, Told, listed
from framing.tables.schema import ARTICLE, END, SENTENCE, SPEAKER, START, VOICE, ZONE, Column, Table
from framing.text.document import Document, documents
from framing.text.forms import Matcher
from framing.text.word_classes import APOSTROPHES, word_classes

FORMS = ("full name", "surname", "first name", "name", "honorific", "title", "role", "epithet", "term")
_HONORIFICS = frozenset("mr mrs ms miss mx dr sir lady dame lord madam mister mme".split())
# Descriptions by what somebody is or has done, beside those by office, occupation or kinship.
_EPITHETS = frozenset(
    "democrat republican independent socialist conservative liberal billionaire millionaire mogul tycoon frontrunner "
    "front-runner hopeful native veteran man woman strongman firebrand outsider incumbent octogenarian".split()
)
_OFFICE = frozenset("vice deputy prime attorney chief".split())  # they make one office with the noun after them
_ATTRIBUTIVE = frozenset("GRSB")  # *Obama administration*, *Trump supporters* name something else
_COLLECTIVE = frozenset("police people".split())  # plurals without an s


class Place(NamedTuple):
    """How one mention names its referent; word numbers, `last` exclusive."""

    referent: str
    kind: str
    form: str
    first: int
    last: int
    head: str
    modifiers: tuple[str, ...]


class Groups:
    """Groups and things by name, ready to be found by the words that a study lists for them.

    Examples
    --------
    >>> document = Document("Illegal migrants and asylum seekers wait; migrant camps are full.")
    >>> [(p.head, p.modifiers) for p in Groups({"migrants": ["migrants", "asylum seekers"]}).find(document)]
    [('migrants and asylum seekers', ('illegal',))]
    """

    def __init__(self, forms: Mapping[str, Iterable[str]]) -> None:
        held = {name: list(own) for name, own in forms.items()}
        self._matcher = Matcher(
            {name: list(dict.fromkeys(chain(own, map(_singular, own)))) for name, own in held.items()}
        )

    def find(self, document: Document) -> list[Place]:
        """Mentions in order; a form that only modifies another noun (*migrant camps*) is none."""
        drawn, texts = word_classes(document), document.word_texts
        starts, ends = drawn.starts, [end for _, end in document.words]
        found: list[Place] = []
        for group, start, end in self._matcher.find(document.text):
            first, last = bisect_left(starts, start), bisect_left(ends, end)
            if first >= len(starts) or last >= len(ends) or starts[first] != start:
                continue
            if document.text[end : ends[last]] not in ("", "'s", "’s", "'", "’"):  # *police-free*
                continue
            if _modifies_a_noun(drawn.tags, drawn.lowered, texts, first, last):
                continue
            head = first
            while head < last and (drawn.tags[2 * head] in "aJe" or adjectival(drawn.lowered[head])):
                head += 1  # *illegal aliens* has the head *aliens*; *asylum seekers* is one
            words = [*premodifiers(document, first), *range(first, head)]
            modifiers = tuple(drawn.lowered[i] for i in words)
            named = _plain(" ".join(drawn.lowered[head : last + 1]))
            place = Place(group, "group", "term", min([*words, head]), last + 1, named, modifiers)
            before = found[-1] if found else None
            if before and before.referent == group and before.last == first - 1 and place.first == first:
                tags, between = drawn.tags, before.last
                if tags[2 * between] == "c" and tags[2 * between - 1] == tags[2 * between + 1] == " ":
                    joined = f"{before.head} {drawn.lowered[between]} {named}"  # one mention by two words
                    found[-1] = before._replace(last=place.last, head=joined)
                    continue
            found.append(place)
        return found


def _singular(form: str) -> str:
    """The last word of a form in the singular, which finds the plural too: *officer* for *officers*."""
    return form[:-1] if form.endswith("s") and not form.endswith("ss") and ":" not in form else form


def naming(
    x: str | Article | Document | Corpus,
    actors: Mapping[str, Iterable[str]] | None = None,
    groups: Mapping[str, Iterable[str]] | None = None,
    model: str | None = None,
) -> pd.DataFrame:
    """How a text names each actor and group: every mention with its form, head and modifiers.

    Parameters
    ----------
    x : str, Article, Document or Corpus
    actors : mapping of str to iterable of str, optional
        Persons, bodies and places with the names by which articles mention them, as ``[actors]`` in ``study.toml``; by
        default those of the corpus's study.
    groups : mapping of str to iterable of str, optional
        Groups and things with all words that may name them, as ``[groups]``; by default those of the study.
    model : {"encoder", "fast"}, optional
        What reads the voices.

    Returns
    -------
    DataFrame
        The *naming* table, one row per mention: article_id, referent, kind (actor or group), form (one of `FORMS`),
        naming (the words as printed, with title and modifiers, without article or number), head, modifiers
        (separated by semicolons), scare (in scare quotes, or *so-called*), start, end (characters), zone, sentence,
        voice, speaker. Pronouns have no row. Two words of one group joined by *and* or *or*
        (*migrants and asylum seekers*) are one mention.

    Raises
    ------
    ValueError
        If neither an actor nor a group is given.

    Notes
    -----
    Names are joined to persons as for speakers, within each article: *Ms Harris*, *Harris* and *the vice president*.
    Modifiers are what comes before the noun; what follows it (*migrants without papers*) is not among them. A name
    that modifies another noun (*the Trump administration*) names something else and has no row.

    References
    ----------
    Reisigl, M. & Wodak, R. (2001). *Discourse and Discrimination*, chapter 2 (referential strategies). Routledge.
    Van Leeuwen, T. (1996). The representation of social actors. In *Texts and Practices*, 32-70. Routledge.

    Examples
    --------
    >>> import framing
    >>> text = "Vice President Kamala Harris met illegal migrants. “Migrants need help,” Ms Harris said."
    >>> table = framing.naming(text, {"Harris": ["Kamala Harris"]}, {"migrants": ["migrants"]}, model="fast")
    >>> table[["form", "naming", "modifiers", "voice"]].fillna("").values.tolist()[:2]
    [['title', 'Vice President Kamala Harris', '', 'journalist'], ['honorific', 'Ms Harris', '', 'journalist']]
    >>> table[["form", "naming", "modifiers", "voice"]].fillna("").values.tolist()[2:]
    [['term', 'illegal migrants', 'illegal', 'journalist'], ['term', 'Migrants', '', 'quoted']]
    """
    study = getattr(x, "study", None) or Study()
    known = forms_of(study) if actors is None else {name: tuple(forms) for name, forms in actors.items()}
    asked = study.groups if groups is None else groups
    if not known and not asked:
        raise ValueError(
            'Nobody to look for: give actors={"name": ["form", …]} or groups={"name": ["word", …]}, or declare them '
            "in study.toml."
        )
    whole = list(documents(x))
    finder = Actors(known, settled(whole, known)) if known else None
    named = Groups(asked) if asked else None
    rows: list[tuple[Any, ...]] = []
    for document, said in quotations_in(iter(whole), model or study.model):
        spans = finder.find(document) if finder else {}
        rows += _rows(document, spans, known, named, voices(document, said), said)
    return frame("naming", rows)


def _rows(
    document: Document,
    spans: Mapping[str, Sequence[tuple[int, int]]],
    forms: Mapping[str, Sequence[str]],
    groups: Groups | None,
    stretches: Sequence[Stretch],
    said: Sequence[Quotation],
) -> list[tuple[Any, ...]]:
    places = [place for actor, own in spans.items() for place in _of_actor(document, actor, own, forms.get(actor, ()))]
    places += groups.find(document) if groups else []
    scare = [(row.start, row.end) for row in said if row.kind == "scare"]
    rows = []
    for place in places:
        start = document.words[place.first][0]
        end = start + len(_plain(document.text[start : document.words[place.last - 1][1]]))
        zone = document.paragraphs[document.paragraph_at(start)].zone
        _, _, voice, speaker = voice_at(stretches, start)
        marked = "so-called" in place.modifiers or any(a < end and z > start for a, z in scare)
        rows.append((
            document.article.id, place.referent, place.kind, place.form, document.text[start:end], place.head,
            "; ".join(place.modifiers) or None, marked, start, end, zone, document.sentence_at(start), voice, speaker,
        ))  # fmt: skip
    return rows


def _of_actor(
    document: Document, actor: str, spans: Sequence[tuple[int, int]], forms: Sequence[str]
) -> Iterator[Place]:
    """The mentions of an actor that name or describe: not its pronouns, nor its name before another noun."""
    drawn, texts = word_classes(document), document.word_texts
    starts = drawn.starts
    around = {m.head_end: m for m in mentions(document) if m.kind in ("name", "organisation")}
    described = {(m.start, m.end): m for m in mentions(document)}
    names = [actor, *forms, *(document.text[start:end] for start, end in spans if document.text[start].isupper())]
    for start, end in spans:
        first, last = bisect_right(starts, start) - 1, bisect_left(starts, end)
        words = drawn.lowered[first:last]
        if first < 0 or not words or all(word in PRONOUNS or drawn.tags[2 * first] in "PphWt" for word in words):
            continue
        if texts[first][0].isupper() and drawn.tags[2 * first] not in "Dh":
            if not _modifies_another(drawn.tags, texts, first, last):
                mention = around.get(end) or around.get(document.words[last - 1][1])
                yield _by_name(document, actor, first, last, mention, names)
        elif mention := described.get((start, end)):
            yield _by_description(document, actor, mention)


def _by_name(
    document: Document, actor: str, first: int, last: int, mention: Mention | None, names: Sequence[str]
) -> Place:
    drawn, texts = word_classes(document), document.word_texts
    low = mention.first if mention and mention.first <= first else first
    begin = first
    for i in range(first - 1, low - 1, -1):  # *Secretary of State*, *nominee*; a determiner between parts it
        if drawn.tags[2 * i] not in "TRNUJoG" or drawn.tags[2 * i + 1] != " ":
            break
        begin = i if drawn.tags[2 * i] in "TR" else begin
    while begin > 0 and drawn.tags[2 * begin - 2] == "T" and drawn.tags[2 * begin - 1] == " ":
        begin -= 1
    while first < last - 1 and drawn.tags[2 * first] == "T":  # a form that has its title: *President Lee*
        first += 1
    before = {fold(word).rstrip(".") for word in drawn.lowered[begin:first]}
    name = _plain(" ".join(texts[first:last]))
    words = premodifiers(document, begin, name=True)
    if before:
        form = "honorific" if before <= _HONORIFICS else "title"
    elif last - first > 1:
        form = "full name"
    else:
        form = _single(name, names)
    return Place(
        actor, "actor", form, min([*words, begin]), last, name, tuple(drawn.lowered[i] for i in words)
    )  # fmt: skip


def _single(name: str, names: Sequence[str]) -> str:
    """Is a name of one word the last or the first of a longer one that the article or the study gives its bearer?"""
    for place, form in ((-1, "surname"), (0, "first name")):
        if any(fold(_plain(whole).split()[place]) == fold(name) for whole in names if len(whole.split()) > 1):
            return form
    return "name"


def _by_description(document: Document, actor: str, mention: Mention) -> Place:
    drawn = word_classes(document)
    first = mention.head
    while first > mention.first and drawn.tags[2 * first - 1] == " " and drawn.tags[2 * first - 2] in "RT":
        first -= 1  # *attorney general*
    words = premodifiers(document, first, mention.first)
    if words and drawn.lowered[words[-1]] in _OFFICE and words[-1] == first - 1:
        first = words.pop()  # *vice president*
    head = _plain(" ".join(drawn.lowered[first : mention.head + 1]))
    noun = head.split()[-1] if head else ""
    listed_role = noun in word_lists()["offices"]
    form = "epithet" if (noun in _EPITHETS or noun.endswith("-year-old")) and not listed_role else "role"
    modifiers = tuple(drawn.lowered[i] for i in words)
    return Place(actor, "actor", form, min([*words, first]), mention.head + 1, head, modifiers)


def _modifies_another(tags: str, texts: Sequence[str], first: int, last: int) -> bool:
    """Does a name stand before another noun: *the Obama administration*, *a Trump defeat*, *US officials*?"""
    if texts[last - 1].endswith(APOSTROPHES) or tags[2 * last - 1 : 2 * last] != " ":
        return False
    after = tags[2 * last : 2 * last + 1]
    led = first > 0 and tags[2 * first - 1] == " " and tags[2 * first - 2] in "Dh"
    place = tags[2 * last - 2] == "U" and after in "anRSGBNT"
    return bool(after) and (after in _ATTRIBUTIVE or after == "U" or place or led and after in "nm")


def _modifies_a_noun(tags: str, lowered: Sequence[str], texts: Sequence[str], first: int, last: int) -> bool:
    """Is a group's word no noun of its own: *migrant camps*, *police custody*, *Officer Ann Lee*, *Chief of Police*?"""
    word = lowered[last]
    after = tags[2 * last + 2 : 2 * last + 3] if tags[2 * last + 1] == " " else ""
    genitive = word.endswith(APOSTROPHES)
    if word in _COLLECTIVE and first and tags[2 * first - 1] == " " and lowered[first - 1] in ("a", "an"):
        return not genitive  # *a police call*
    if after and not genitive:
        plural = word.endswith("s") and word not in _COLLECTIVE
        if after in ("GB" if plural else "nmRSGBTNU"):
            return True
    if not texts[first][0].isupper() or not first or tags[2 * first - 1] != " ":
        return False
    before = tags[2 * first - 2]
    if before in "of" and first > 1:
        before = tags[2 * first - 4]
        return before in "TNU"
    return before in "TU"


def _plain(name: str) -> str:
    """A name without the sign of the genitive, in one line."""
    name = " ".join(name.split())
    for ending in APOSTROPHES:
        if name.endswith(ending):
            return name[: -len(ending)] if ending[0] in "'’ʼ" else name[:-1]
    return name


def _rows_of(read: Read) -> list[tuple[Any, ...]]:
    if not read.plan.actors and not read.plan.groups:
        return []
    forms = read.plan.actors.forms if read.plan.actors else {}
    return _rows(read.document, read.actors, forms, read.plan.groups, read.stretches, read.quotations)


def _methods(tables: Tables) -> Iterator[Told]:
    rows = tables.naming
    if len(rows):
        yield (
            f"Naming (Van Leeuwen 1996) was recorded for {listed(sorted(set(rows['referent'])))}: {len(rows):,} "
            "mentions with their form, head noun and premodifiers, pronouns excluded.",
            (
                "Van Leeuwen, T. (1996). The representation of social actors. In C. R. Caldas-Coulthard & M. Coulthard "
                "(Eds.), Texts and practices: Readings in critical discourse analysis (pp. 32–70). Routledge.",
            ),
        )


NAMING = Measure(
    Table("naming", "mention by name or description", (
        ARTICLE,
        Column("referent", "string", "", "The actor or group, as the study names it."),
        Column("kind", "string", "", "actor or group."),
        Column("form", "string", "", f"{', '.join(FORMS[:-1])} or {FORMS[-1]} (a word of a group)."),
        Column("naming", "string", "", "The words of the mention, with title and modifiers, without article or number.",
               printed=("article_id", "start", "end")),
        Column("head", "string", "", "The name without its title, or the noun (for a group: its word), lower case."),
        Column("modifiers", "string", "", "Words before the head that describe, separated by semicolons."),
        Column("scare", "boolean", "", "In scare quotes, or called so-called."),
        START, END, ZONE, SENTENCE, VOICE, SPEAKER,
    )),
    rows=_rows_of,
    methods=_methods,
)  # fmt: skip
