"""Names of one article joined to the people and bodies they name."""

from __future__ import annotations

import json
import re
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
from framing.speakers.sketch import _lower_class as lower_class

DOMINANT = 3  # a bare surname is the namesake's who is named in full this many times as often


@dataclass(slots=True, eq=False)
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
    about: set[str] = field(default_factory=set)  # first letters of the words that stand with the titles


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

    def named(self, target: str) -> Known | None:
        """Who bears a name given in full or in part; None where nobody does, or two."""
        wanted = tuple(_unowned(tuple(fold(word) for word in target.split())))
        exact = [k for k in self.known if k.words == wanted]
        ends = [k for k in self.known if k.words[-len(wanted) :] == wanted or len(wanted) > 1 and k.words[-1] == wanted[-1]
                and _compatible(Spelled(wanted, target, (), k.body, k.suffix), k)]
        short = [k for k in self.known if wanted[-len(k.words) :] == k.words]
        for hits in (exact, ends, short):
            if hits:
                return hits[0] if len(hits) == 1 else None
        return None


def link(document: Document, found: Sequence[Mention]) -> Links:
    """Join the names among the mentions: *Ms Harris*, *Harris* and *Kamala Harris* are one.

    A bare surname that two people bear goes to the one that a title or form of address tells, else to the one whose
    full name went last before it, if that is also the more frequent one; otherwise to nobody. Worked out once a
    document, roles included.
    """
    made: Links | None = document.__dict__.get("_links")
    if made is None:
        made = document.__dict__["_links"] = _link(document, found)
        roles(sketch(document), found, made)
    return made


def _link(document: Document, found: Sequence[Mention]) -> Links:
    drawn = sketch(document)
    spelled = [spell(document, drawn, m) if m.kind in ("name", "organisation") else None for m in found]
    known: list[Known] = []
    of: list[Known | None] = [None] * len(found)
    story = max((s.end for s in document.sentences if s.zone in ("headline", "standfirst")), default=0)
    by_last: dict[str, list[Known]] = {}
    bodies: dict[tuple[str, ...], Known] = {}
    for n, name in enumerate(spelled):
        if name is None or not name.words:
            continue
        if name.body:
            of[n] = _body(name, known, bodies, found[n].start >= story)
        elif len(name.words) > 1:
            of[n] = _full(name, known, by_last, found[n].start >= story)
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
        # A first name alone stands for its bearer, not *Mexico* for Mexico City.
        namesakes = by_last.get(word) or [person for person in by_first.get(word, []) if person.person >= 0]
        if namesakes:
            of[n] = namesakes[0] if len(namesakes) == 1 else _namesake(n, name, namesakes)
        elif word in acronyms and name.text.isupper():
            of[n] = acronyms[word]
        else:
            if word not in single:
                single[word] = Known(name.words)
                known.append(single[word])
            of[n] = single[word]
            single[word].forms[name.text] += found[n].start >= story
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
    if of is not None and "U" not in tags[2 * first : 2 * of]:
        before = [i for i in range(first, of) if tags[2 * i] in "NJ"]
        if len(before) > 1 or any(tags[2 * i] == "T" for i in range(first, of)):
            last, body = of - 1, False
        else:
            body = True
    if body and tags[2 * last] in "NO":
        # *Example Committee chairman Bo Hill* is Bo Hill.
        body = not any(tags[2 * i] in "TR" for i in range(first, last))
    if body:
        words = tuple(fold(lowered[i]) for i in range(first, last + 1))
        text = document.text[document.words[first][0] : document.words[last][1]]
        return Spelled(_unowned(words), _bare(text), (), True, "")
    suffix = ""
    mended = _mended(drawn, texts, last) if last == m.head and last + 1 < len(texts) and tags[2 * last + 2] == "n" else ()
    if lowered[last].rstrip(".") in _lists()["suffixes"] and last > first:
        suffix, last = lowered[last].rstrip("."), last - 1
    start = last + 1
    while start > first and (
        tags[2 * (start - 1)] in "NUJ" or start - 1 == last and tags[2 * last] in "OT" and tags[2 * start - 2] == "O"
        or start <= last and lowered[start - 1] in _lists()["particles"]
    ):
        start -= 1
    while start < last and (tags[2 * start] == "J" or _title(lowered[start], last - start) or lowered[start] in _lists()["particles"] and start == m.first):
        start += 1
    titles = tuple(fold(lowered[i]) for i in range(first, start))
    if start > last or tags[2 * last] == "T":
        return None
    words = _unowned(tuple(fold(lowered[i]) for i in range(start, last + 1)))
    text = _bare(document.text[document.words[start][0] : document.words[last][1]])
    if mended:
        words, text = words + tuple(map(fold, mended)), " ".join((text, *mended))
    acronym = len(words) == 1 and texts[last].isupper() and 1 < len(texts[last]) < 6 and not titles
    return Spelled(words, text, titles, acronym and tags[2 * last] == "U", suffix)


def roles(drawn: Sketch, found: Sequence[Mention], linked: Links) -> None:
    """Join descriptions to names: in apposition (*Ann Lee, a doctor*), then by the role (*the doctor*)."""
    tags = drawn.tags
    ends = {m.last: n for n, m in enumerate(found) if linked.of[n] is not None and m.kind == "name"}
    starts: dict[int, int] = {}
    for n, m in enumerate(found):
        if linked.of[n] is not None:
            starts.setdefault(m.first, n)
    for n, m in enumerate(found):
        if m.kind != "role" or linked.of[n] is not None:
            continue
        after_name = ends.get(m.first) if tags[2 * m.first - 1 : 2 * m.first] == "," else None
        before_name = starts.get(m.last) if tags[2 * m.last - 1 : 2 * m.last] == "," and tags[2 * m.first] in "DhO" else None
        person = linked.of[after_name] if after_name is not None else linked.of[before_name] if before_name is not None else None
        if person is None or person.body:
            continue
        linked.of[n] = person
        person.mentions.append(n)
        _take_role(person, m, drawn)
        person.person += 2
    for n, m in enumerate(found):
        if linked.of[n] is None and (m.kind == "role" or m.kind == "name" and linked.spelled[n] is None):
            if tags[2 * m.first] == "D" and drawn.lowered[m.first] not in ("a", "an"):
                linked.of[n] = _holder(m, drawn, linked.known)


def _take_role(person: Known, m: Mention, drawn: Sketch) -> None:
    words = drawn.lowered[m.first : m.last]
    person.titles.update(title_keys([fold(word) for word in drawn.lowered[m.first : m.head + 1]]))
    person.about.update(fold(word)[:4] for word, tag in zip(words, drawn.tags[2 * m.first : 2 * m.last : 2], strict=True) if tag in "NUJO")
    person.masculine += 3 * (fold(words[m.head - m.first]) in _lists()["man"])
    person.feminine += 3 * (fold(words[m.head - m.first]) in _lists()["woman"])


def _holder(m: Mention, drawn: Sketch, known: Sequence[Known]) -> Known | None:
    """The one person to whom the article gives the role of a description."""
    keys = title_keys([fold(word) for word in drawn.lowered[m.first : m.head + 1]])
    if not keys:
        return None
    key = keys[-1]
    holders = [k for k in known if not k.body and key in k.titles and k.mentions]
    tags = drawn.tags[2 * m.first : 2 * m.last : 2]
    told = {fold(word)[:4] for word, tag in zip(drawn.lowered[m.first : m.last], tags, strict=True) if tag in "NUJO"}
    if told:
        holders = [k for k in holders if told & k.about]
    return holders[0] if len(holders) == 1 else None


def title_keys(words: Sequence[str]) -> list[str]:
    """Titles among the words, those that change the office kept with it: *vice president*, *former governor*."""
    keys: list[str] = []
    joined = ""
    for word in " ".join(words).replace("-", " ").split():
        if word in _CHANGES:
            joined += word + " "
        else:
            keys.append(joined + _SHORT.get(word, word))
            joined = ""
    return keys


def _title(word: str, following: int) -> bool:
    """Is it a title of several parts (*vice-president*), or before two words of a name a noun for a person?"""
    parts = word.split("-")
    if len(parts) > 1:
        return all(part in _CHANGES or part in _lists()["titles"] for part in parts)
    return following > 1 and lower_class(word) in "RS"


_CHANGES = frozenset("vice deputy former ex assistant acting first".split())
_SHORT = {"sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "prof": "professor", "dr": "doctor",
          "congressman": "representative", "congresswoman": "representative"}  # fmt: skip


def _mended(drawn: Sketch, texts: Sequence[str], last: int) -> tuple[str, ...]:
    """The rest of a name whose next word has another glued to it in bad copy: *Ann* in "Ann *onLee*", and what follows."""
    glued = _GLUED.fullmatch(texts[last + 1])
    if glued is None or drawn.tags[2 * last + 1] != " " or glued.group(1).lower() not in drawn.lowered:
        return ()
    rest, k = [glued.group(1)], last + 2
    while k < len(texts) and drawn.tags[2 * k] == "N" and drawn.tags[2 * k - 1] == " ":
        rest.append(texts[k])
        k += 1
    return tuple(rest)


_GLUED = re.compile(r"[a-z]{1,4}([A-Z][^\W\d_]+)")


def _full(name: Spelled, known: list[Known], by_last: dict[str, list[Known]], story: bool) -> Known:
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
    person.forms[name.text] += story
    return person


def _compatible(name: Spelled, person: Known) -> bool:
    """Can both be one person's names? Father and son have two."""
    return name.suffix == person.suffix and one_person(name.words, person.words, short_forms=True)


def one_person(a: tuple[str, ...], b: tuple[str, ...], short_forms: bool) -> bool:
    """Can two full names be one person's: *Ann Lee*, *Ann B. Lee*, *A. Lee*, or the end of a longer name?

    With `short_forms` a first name that begins the other's will do too: *Rob* and *Robert*.
    """
    short, long = sorted((a, b), key=len)
    if long[-len(short) :] == short:
        return True
    if a[-1] != b[-1]:
        return False
    x, y = sorted((a[0], b[0]), key=len)
    if x != y and not (y.startswith(x) and (len(x) == 1 or short_forms and len(x) > 2)):
        return False
    # *Ann Beatrix Lee* is no *Ann Cora Lee*; *Carla Gómez Ruiz* may be *Carla Ana Gómez Ruiz*.
    return len(short) == 2 or short[1][0] == long[1][0] or long[1 - len(short) :] == short[1:]


def _body(name: Spelled, known: list[Known], bodies: dict[tuple[str, ...], Known], story: bool) -> Known:
    if name.words not in bodies:
        bodies[name.words] = Known(name.words, body=True)
        known.append(bodies[name.words])
    bodies[name.words].forms[name.text] += story
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


def _note(person: Known | None, n: int, name: Spelled, drawn: Sketch, m: Mention) -> None:
    """Keep what a mention tells of its person."""
    if person is None:
        return
    tags, lists = drawn.tags, _lists()
    person.mentions.append(n)
    person.titles.update(title_keys(name.titles))
    told = set(name.titles)
    person.masculine += 3 * bool(told & (lists["masculine"] | lists["man"]))
    person.feminine += 3 * bool(told & (lists["feminine"] | lists["woman"]))
    if name.titles:
        person.person += 2
        owner = max(0, m.first - 1)
        person.about.update(fold(w)[:4] for i, w in enumerate(drawn.lowered[owner : m.head], owner) if tags[2 * i] in "NUJO")
    before = tags[2 * m.first - 2 : 2 * m.first - 1]
    after = tags[2 * m.head + 1 : 2 * m.head + 3]
    if before and before in "if" or tags[2 * m.first] == "D" and not name.titles:
        person.person -= 1
    if after in (" V", ",W", " W"):
        person.person += 2 if after != " V" else 1
    if len(name.words) == 1 and len(person.words) > 1:
        person.person += 1
    if name.words[-1] in lists["places"] or len(name.words) == 1 and name.text.isupper() and len(name.text) < 6:
        person.person -= 3


def name_of(person: Known) -> str | None:
    """The fullest form that the story writes; of equals the most frequent, then the first."""
    if not person.forms:
        return None
    forms = [form for form, count in person.forms.items() if count] or list(person.forms)  # a headline's last
    count = {form: (len(form.split()), person.forms[form], -i) for i, form in enumerate(forms)}
    return max((f for f in forms if not f.isupper()), key=count.__getitem__, default=forms[0])


def is_masculine(noun: str, wanted: bool = True) -> bool:
    """Does a noun (*spokesman*, *widow*) say that a man is meant; a woman if `wanted` is False?"""
    return fold(noun) in _lists()["man" if wanted else "woman"]


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
