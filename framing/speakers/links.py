"""Names of one article joined to the people and bodies they name."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from framing.document import Document
from framing.speakers.mentions import Mention
from framing.speakers.sketch import Sketch, sketch

DOMINANT = 3  # a bare surname is the namesake's who is named in full this many times as often


@dataclass(slots=True)
class Known:
    """A person or body of the article, and what the article tells of it."""

    words: tuple[str, ...]  # folded words of the fullest name
    forms: Counter[str] = field(default_factory=Counter)  # how it is written, in full
    mentions: list[int] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)  # folded titles and roles: president, doctor, senator
    masculine: int = 0  # times it is met with Mr, he …
    feminine: int = 0
    person: int = 0  # evidence that it is a person, less evidence that it is not
    body: bool = False
    suffix: str = ""


class Spelled(NamedTuple):
    """A mention that is a name: its words without titles, and the titles."""

    words: tuple[str, ...]
    text: str
    titles: tuple[str, ...]
    body: bool
    suffix: str


class Links(NamedTuple):
    """Who is known, whom each mention names, and how each name is spelled."""

    known: list[Known]
    of: list[Known | None]
    spelled: list[Spelled | None]


def link(document: Document, found: Sequence[Mention]) -> Links:
    """Join the names among the mentions: *Ms Harris*, *Harris* and *Kamala Harris* are one.

    A bare surname that two people bear goes to the one that a title or form of address tells, else to the one whose
    full name went last before it, if that is also the more frequent one; otherwise to nobody.
    """
    drawn = sketch(document)
    spelled = [spell(document, drawn, m) if m.kind in ("name", "organisation") else None for m in found]
    known: list[Known] = []
    of: list[Known | None] = [None] * len(found)
    by_last: dict[str, list[Known]] = {}
    bodies: dict[tuple[str, ...], Known] = {}
    for n, name in enumerate(spelled):
        if name is None or not name.words:
            continue
        if name.body:
            of[n] = _body(name, known, bodies)
        elif len(name.words) > 1:
            of[n] = _full(name, known, by_last)
        if of[n] is not None:
            _note(of[n], n, name, drawn, found[n])
    by_first: dict[str, list[Known]] = {}
    for person in known:
        if not person.body:
            by_first.setdefault(person.words[0], []).append(person)
    single: dict[str, Known] = {}
    acronyms = {"".join(w[0] for w in body.words if w not in ("of", "the", "and", "for")): body for body in known if body.body}
    for n, name in enumerate(spelled):
        if name is None or len(name.words) != 1 or name.body:
            continue
        word = name.words[0]
        namesakes = by_last.get(word) or by_first.get(word, [])
        if namesakes:
            of[n] = namesakes[0] if len(namesakes) == 1 else _namesake(n, name, namesakes)
        elif word in acronyms and name.text.isupper():
            of[n] = acronyms[word]
        else:
            if word not in single:
                single[word] = Known(name.words)
                known.append(single[word])
            of[n] = single[word]
        if of[n] is not None:
            _note(of[n], n, name, drawn, found[n])
    return Links(known, of, spelled)


def spell(document: Document, drawn: Sketch, m: Mention) -> Spelled | None:
    """The name in a mention; None where a title stands alone (*the President*)."""
    tags, lowered, texts = drawn.tags, drawn.lowered, document.word_texts
    first, last = m.first, m.head
    while first <= last and tags[2 * first] in "DhI#aSx":
        first += 1
    if first > last:
        return None
    # Of *Ann Lee of Example Town* the name goes to the of; a *Bank of Example* is one name.
    of = next((i for i in range(first + 1, last) if tags[2 * i] == "o"), None)
    body = m.kind == "organisation"
    if of is not None and not body:
        before = [i for i in range(first, of) if tags[2 * i] in "NJ"]
        if len(before) > 1 or any(tags[2 * i] == "T" for i in range(first, of)):
            last = of - 1
        else:
            body = True
    if body:
        words = tuple(fold(lowered[i]) for i in range(first, last + 1))
        text = document.text[document.words[first][0] : document.words[last][1]]
        return Spelled(_unowned(words), _bare(text), (), True, "")
    suffix = ""
    if lowered[last].rstrip(".") in _lists()["suffixes"] and last > first:
        suffix, last = lowered[last].rstrip("."), last - 1
    start = last + 1
    while start > first and (
        tags[2 * (start - 1)] in "NUJ" or start - 1 == last and tags[2 * last] in "OT" and tags[2 * start - 2] == "O"
        or start <= last and lowered[start - 1] in _lists()["particles"]
    ):
        start -= 1
    while start < last and (tags[2 * start] == "J" or lowered[start] in _lists()["particles"] and start == m.first):
        start += 1
    titles = tuple(fold(lowered[i]).rstrip(".") for i in range(first, start) if tags[2 * i] in "TRn")
    if start > last or tags[2 * last] == "T":
        return None
    words = _unowned(tuple(fold(lowered[i]) for i in range(start, last + 1)))
    text = _bare(document.text[document.words[start][0] : document.words[last][1]])
    acronym = len(words) == 1 and texts[last].isupper() and 1 < len(texts[last]) < 6 and not titles
    return Spelled(words, text, titles, acronym and tags[2 * last] == "U", suffix)


def _full(name: Spelled, known: list[Known], by_last: dict[str, list[Known]]) -> Known:
    """The person of a name of two words or more."""
    namesakes = by_last.setdefault(name.words[-1], [])
    for person in namesakes:
        if _compatible(name, person):
            if len(name.words) > len(person.words):
                person.words = name.words
            break
    else:
        person = Known(name.words, suffix=name.suffix)
        known.append(person)
        namesakes.append(person)
    person.forms[name.text] += 1
    return person


def _compatible(name: Spelled, person: Known) -> bool:
    """Can both be one person? *Ann Lee*, *Ann B. Lee*, *A. Lee*, *Annabel Lee*; the end of a longer name."""
    if name.suffix != person.suffix:
        return False
    a, b = sorted((name.words, person.words), key=len)
    if b[-len(a) :] == a:
        return True
    x, y = a[0].rstrip("."), b[0].rstrip(".")
    short = min(x, y, key=len)
    if x == y:
        return len(a) == 2 or len(b) == 2 or a[1][0] == b[1][0]
    return (len(short) == 1 or len(short) > 2) and x.startswith(short) and y.startswith(short)


def _body(name: Spelled, known: list[Known], bodies: dict[tuple[str, ...], Known]) -> Known:
    if name.words not in bodies:
        bodies[name.words] = Known(name.words, body=True)
        known.append(bodies[name.words])
    bodies[name.words].forms[name.text] += 1
    return bodies[name.words]


def _namesake(n: int, name: Spelled, namesakes: list[Known]) -> Known | None:
    """Which of several people of one surname, or None."""
    told = set(name.titles)
    if told:
        lists = _lists()
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
            right = [p for p in namesakes if told & p.titles]
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
    return last if len(last.mentions) >= len(most[0].mentions) else None


def _note(person: Known | None, n: int, name: Spelled, drawn: Sketch, m: Mention) -> None:
    """Keep what a mention tells of its person."""
    if person is None:
        return
    tags, lists = drawn.tags, _lists()
    person.mentions.append(n)
    person.titles.update(name.titles)
    told = set(name.titles)
    person.masculine += 3 * bool(told & (lists["masculine"] | lists["man"]))
    person.feminine += 3 * bool(told & (lists["feminine"] | lists["woman"]))
    if name.titles:
        person.person += 2
    before = tags[2 * m.first - 2 : 2 * m.first - 1]
    after = tags[2 * m.head + 1 : 2 * m.head + 3]
    if before and before in "if" or tags[2 * m.first] == "D" and not name.titles:
        person.person -= 1
    if after in (" V", ",W", " W"):
        person.person += 2 if after != " V" else 1
    if len(name.words) == 1 and len(person.words) > 1:
        person.person += 1
    if name.words[-1] in lists["places"]:
        person.person -= 3


def name_of(person: Known) -> str | None:
    """The fullest form that the article writes; of equals the most frequent, then the first."""
    if not person.forms:
        return None
    forms = list(person.forms)
    count = {form: (len(form.split()), person.forms[form], -i) for i, form in enumerate(forms)}
    return max((f for f in forms if not f.isupper()), key=count.__getitem__, default=forms[0])


@cache
def _lists() -> dict[str, frozenset[str]]:
    data = json.loads(files("framing").joinpath("resources/names/words.json").read_text(encoding="utf-8"))
    return {key: frozenset(words.split()) for key, words in data.items() if key != "source"}


_folded: dict[str, str] = {}


def fold(word: str) -> str:
    """A word in lower case without accents, full stops and the possessive ending."""
    made = _folded.get(word)
    if made is None:
        plain = unicodedata.normalize("NFKD", word.lower().replace("’", "'").replace(".", ""))
        made = "".join(c for c in plain if not unicodedata.combining(c))
        if len(_folded) < 200_000:
            _folded[word] = made
    return made


def _unowned(words: tuple[str, ...]) -> tuple[str, ...]:
    last = words[-1]
    if last.endswith("'s"):
        return (*words[:-1], last[:-2])
    return (*words[:-1], last[:-1]) if last.endswith("s'") else words


def _bare(text: str) -> str:
    """A name as it is written, without the possessive ending and in one line."""
    text = " ".join(text.split())
    return text[:-2] if text[-2:] in ("'s", "’s") else text[:-1] if text[-2:] in ("s'", "s’") else text
