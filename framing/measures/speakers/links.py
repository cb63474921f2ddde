"""Names of one article joined to the people and bodies they name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.measures.quotes.marks import marked
from framing.measures.quotes.named import name_part
from framing.measures.speakers.mentions import Mention, quoted
from framing.measures.speakers.referent import Links, Referent, compatible
from framing.measures.speakers.roles import roles
from framing.measures.speakers.sexes import Sexes, address
from framing.measures.speakers.spelling import Spelled, fold, spell, surname_only, title_keys, word_lists
from framing.text.document import Document
from framing.text.word_classes import WordClasses, word_classes

DOMINANT = 3  # a bare surname is the namesake's who is named in full this many times as often
_PLACED = frozenset("in at near from into across outside inside around through throughout within over".split())

_PARTY = re.compile(r"[DRI]-[A-Z].*|[DRI]|Lab|Con|Tory|LD|Lib(?: Dem)?|SNP|DUP|UUP|SDLP|Green|Plaid(?: Cymru)?")


def link(document: Document, found: Sequence[Mention]) -> Links:
    """Join the names among the mentions: *Ms Harris*, *Harris* and *Kamala Harris* are one.

    A bare surname that two people bear goes to the one that a title or form of address tells, else to the one whose
    full name went last before it, if that is also the more frequent one; otherwise to nobody. Worked out once a
    document, roles included.
    """
    made: Links | None = document.__dict__.get("_links")
    if made is None:
        made = document.__dict__["_links"] = _link(document, found)
        roles(word_classes(document), found, made)
        for person in made.known:
            person.mentions.sort()
    return made


def _link(document: Document, found: Sequence[Mention]) -> Links:
    drawn = word_classes(document)
    spelled = [spell(document, drawn, m) if m.kind in ("name", "organisation") else None for m in found]
    parties = _parties(document, drawn, found)
    for n in parties:
        spelled[n] = None
    known: list[Referent] = []
    of: list[Referent | None] = [None] * len(found)
    told = _told(document, found)
    by_last: dict[str, list[Referent]] = {}
    bodies: dict[tuple[str, ...], Referent] = {}
    alone = [n for n, name in enumerate(spelled) if name and not name.body and len(name.words) == 1]
    led = [n for n, name in enumerate(spelled) if name and not name.body and surname_only(name.words)]
    for n, name in enumerate(spelled):
        if name is None or not name.words:
            continue
        if name.body:
            of[n] = _body(name, known, bodies, told[n])
        elif len(name.words) > 1 and not surname_only(name.words) and not _numbered(name):
            of[n] = _full(name, known, by_last, told[n])
        if of[n] is not None:
            _note(of[n], n, name, drawn, found[n])
    # In a headline any word may have a capital (*Mother Corners Lee*): who is named there alone takes nobody's surname.
    for surname, people in by_last.items():
        by_last[surname] = [person for person in people if person.forms.total()] or people
    sexes = Sexes(drawn, found, spelled, of, [*alone, *led], told)
    strangers: list[int] = []
    for n in led:  # *von der Lohe* is of a name met in full, *Van Morton* may be a name in full
        name = spelled[n]
        assert name is not None
        namesakes = [p for p in by_last.get(name.words[-1], []) if p.words[-len(name.words) :] == name.words]
        if not namesakes or namesakes[0].words == name.words:
            of[n] = _full(name, known, by_last, told[n])
            _note(of[n], n, name, drawn, found[n])
        else:
            _take(n, name, sexes.fitting(namesakes, name.titles), of, strangers, drawn, found[n])
    by_first: dict[str, list[Referent]] = {}
    by_middle: dict[str, list[Referent]] = {}
    for person in known:
        if not person.body:
            by_first.setdefault(person.words[0], []).append(person)
            for word in _middle(person.words):
                by_middle.setdefault(word, []).append(person)
    single: dict[str, Referent] = {}
    acronyms = {
        "".join(w[0] for w in body.words if w not in ("of", "the", "and", "for")): body for body in known if body.body
    }
    for n in alone:
        name = spelled[n]
        assert name is not None
        word = name.words[0]
        # A first name alone stands for its bearer, and so does the first of two surnames: not *Mexico* for Mexico City.
        namesakes = by_last.get(word) or [p for p in by_first.get(word, []) if _human(p, word)]
        namesakes = namesakes or [p for p in by_middle.get(word, []) if _human(p, word)]
        if namesakes or sexes.both(word) and address(name.titles):
            _take(n, name, sexes.fitting(namesakes, name.titles), of, strangers, drawn, found[n])
            continue
        if word in acronyms and name.text.isupper():
            of[n] = acronyms[word]
        else:
            if word not in single:
                single[word] = Referent(name.words)
                known.append(single[word])
            of[n] = single[word]
            single[word].forms[name.text] += told[n]
        if of[n] is not None:
            _note(of[n], n, name, drawn, found[n])
    met: dict[str, Referent] = {}
    for n in strangers:
        name = spelled[n]
        assert name is not None
        person = of[n] = _stranger(name, sexes, spelled, met, told[n])
        if person not in known:
            known.append(person)
        _note(person, n, name, drawn, found[n])
    for n, bearer in parties.items():
        of[n] = of[bearer]
    return Links(known, of, spelled)


def _parties(document: Document, drawn: WordClasses, found: Sequence[Mention]) -> dict[int, int]:
    """Party and state after a name (*Sen. Ann Lee, D-Ohio,* or *(R., Texas)*): each is the one named before it."""
    parties: dict[int, int] = {}
    bearer = 0
    for n, m in enumerate(found[1:], 1):
        gap = drawn.tags[2 * m.first - 1] if m.first else ""
        if n - 1 in parties and found[n - 1].last == m.first and gap == ",":  # *(R., Texas)*
            if document.text.rfind("(", found[bearer].end, m.start) > document.text.rfind(")", 0, m.start):
                parties[n] = bearer
            continue
        bearer = n - 1
        if gap in ("(", ",") and found[bearer].kind == "name" and found[bearer].head + 1 == m.first:
            written = document.text[m.start : m.end]
            if _PARTY.fullmatch(written) and (gap == "(" or "-" in written):
                parties[n] = bearer
    return parties


def _told(document: Document, found: Sequence[Mention]) -> list[bool]:
    """Is each mention in the reporter's own words below the headline? There names are written as they should be."""
    story = max((s.end for s in document.sentences if s.zone in ("headline", "standfirst")), default=0)
    spans = [span for span in marked(document) if not span.depth]
    return [m.start >= story and not said for m, said in zip(found, quoted(found, spans), strict=True)]


def _numbered(name: Spelled) -> bool:
    """Is the first word no first name: *COVID-19 Lee says* glues a headline to a name?"""
    return name.words[0][-1].isdigit()


def _full(name: Spelled, known: list[Referent], by_last: dict[str, list[Referent]], told: bool) -> Referent:
    """The person of a name of two words or more."""
    namesakes = by_last.setdefault(name.words[-1], [])
    for person in namesakes:
        if compatible(name, person):
            if len(name.words) > len(person.words):
                person.words = name.words
            break
    else:
        person = Referent(name.words, suffix=name.suffix)
        known.append(person)
        namesakes.append(person)
    person.forms[name.text] += told
    return person


def _body(name: Spelled, known: list[Referent], bodies: dict[tuple[str, ...], Referent], told: bool) -> Referent:
    if name.words not in bodies:
        bodies[name.words] = Referent(name.words, body=True)
        known.append(bodies[name.words])
    bodies[name.words].forms[name.text] += told
    return bodies[name.words]


def _middle(words: tuple[str, ...]) -> set[str]:
    """What may be the first of two surnames: not an initial, none in names that bad copy glues together."""
    twice = len(set(words)) < len(words)
    return {word for word in words[1:-1] if len(word) > 1 and not twice and not name_part(word)}


def _human(person: Referent, word: str) -> bool:
    """Does nothing tell that a name of several words is no person's?"""
    places = word_lists()["places"]
    if word in places or person.words[-1] in places:
        return person.person > 0
    return person.person >= 0 or not person.place


def _take(
    n: int,
    name: Spelled,
    namesakes: list[Referent],
    of: list[Referent | None],
    strangers: list[int],
    drawn: WordClasses,
    m: Mention,
) -> None:
    """Give a surname or first name to one of those whom it may mean, or to nobody; without such it is a stranger's."""
    if not namesakes:
        strangers.append(n)
        return
    of[n] = namesakes[0] if len(namesakes) == 1 else _namesake(n, name, namesakes)
    _note(of[n], n, name, drawn, m)


def _stranger(
    name: Spelled, sexes: Sexes, spelled: Sequence[Spelled | None], strangers: dict[str, Referent], told: bool
) -> Referent:
    """Whom *Mrs Lee* means where every Lee of the article is a man: his wife Ann, or somebody known by that title."""
    kin = sexes.relative(name.words[-1], address(name.titles), spelled)
    if kin is not None:
        first = next(iter(kin.forms))
        kin.words = (*kin.words, *name.words)
        kin.forms[f"{first} {name.text}"] += told
        return kin
    called = f"{name.titles[-1].capitalize()} {name.text}"
    person = strangers.setdefault(called, Referent((name.titles[-1], *name.words)))
    person.forms[called] += told
    return person


def _namesake(n: int, name: Spelled, namesakes: list[Referent]) -> Referent | None:
    """Which of several people of one surname, or None."""
    told = set(name.titles)
    if told:
        lists = word_lists()
        if told & lists["masculine"] or told & lists["feminine"]:
            he = bool(told & lists["masculine"])
            right = [p for p in namesakes if (p.masculine > p.feminine if he else p.feminine > p.masculine)]
            maybe = [p for p in namesakes if p.masculine == p.feminine]
            if len(right) == 1:
                return right[0]
            if not right and len(maybe) == 1:
                return maybe[0]
            namesakes = right or maybe or namesakes
        else:
            right = [p for p in namesakes if set(title_keys(name.titles)) & p.titles]
            if len(right) == 1:
                return right[0]
    named = [p for p in namesakes if p.mentions and p.mentions[0] < n]
    if len(named) == 1 and sum(p.forms.total() for p in namesakes) <= 2 * named[0].forms.total():
        return named[0]
    most = sorted(namesakes, key=lambda p: -len(p.mentions))
    if len(most[0].mentions) >= DOMINANT * len(most[1].mentions):
        return most[0]
    if not named:
        return None
    last = max(named, key=lambda p: max((k for k in p.mentions if k < n), default=-1))
    return last if last is most[0] and len(last.mentions) > len(most[1].mentions) else None


def _note(person: Referent | None, n: int, name: Spelled, drawn: WordClasses, m: Mention) -> None:
    """Keep what a mention tells of its person."""
    if person is None:
        return
    tags, lists = drawn.tags, word_lists()
    person.mentions.append(n)
    if name.titles:
        person.titles.update(title_keys(name.titles))
        told = set(name.titles)
        person.masculine += 3 * (not told.isdisjoint(lists["masculine"]) or not told.isdisjoint(lists["man"]))
        person.feminine += 3 * (not told.isdisjoint(lists["feminine"]) or not told.isdisjoint(lists["woman"]))
        person.person += 2
        owner = max(0, m.first - 1)
        person.about.update(
            fold(w)[:4] for i, w in enumerate(drawn.lowered[owner : m.head], owner) if tags[2 * i] in "NUJO"
        )
    before = tags[2 * m.first - 2] if m.first and tags[2 * m.first - 1] == " " else ""
    after = tags[2 * m.head + 1 : 2 * m.head + 3]
    person.place += before != "" and drawn.lowered[m.first - 1] in _PLACED
    if before and before in "if" or tags[2 * m.first] == "D" and not name.titles:
        person.person -= 1
    if after in (" V", ",W", " W"):
        person.person += 2 if after != " V" else 1
    if len(person.words) > (1 if len(name.words) == 1 else len(name.words) if surname_only(name.words) else 99):
        person.person += 1
    if name.words[-1] in lists["places"] or len(name.words) == 1 and name.text.isupper() and len(name.text) < 6:
        person.person -= 3
