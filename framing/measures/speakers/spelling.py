"""How a name is spelled: the name within a mention, its titles, and what two names have in common."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from framing.measures.quotes.named import name_part, named, prefixed
from framing.measures.speakers.mentions import Mention
from framing.text.document import Document
from framing.text.lists import listed_words
from framing.text.word_classes import WordClasses, lower_class


class Spelled(NamedTuple):
    """A mention that is a name: its words without titles, and the titles."""

    words: tuple[str, ...]
    text: str
    titles: tuple[str, ...]
    body: bool
    suffix: str


def spell(document: Document, drawn: WordClasses, m: Mention) -> Spelled | None:
    """The name in a mention; None where a title stands alone (*the President*)."""
    words, texts, tags = document.words, document.word_texts, named(document)
    first, end = m.first, m.head + 1
    glued = _mended(drawn, texts, m.head) if end < len(texts) and tags[2 * end] == "n" else ()
    written = document.text[words[first][0] : words[end - 1][1]]
    return _spelled(written, tuple(texts[first:end]), tags[2 * first : 2 * end : 2], m.kind == "organisation", glued)


@lru_cache(maxsize=50_000)  # an archive names the same people again and again
def _spelled(
    written: str, texts: tuple[str, ...], tags: str, organisation: bool, glued: tuple[str, ...]
) -> Spelled | None:
    """The name in a phrase of some `texts`, with the class letter of each; `glued` goes on with its last word."""
    lowered = [word.lower() for word in texts]
    first, last = 0, len(texts) - 1
    while first <= last and tags[first] in "DhI#aSx":
        first += 1
    if first > last:
        return None
    # Of *Ann Lee of Example Town* the name goes to the of; a *Bank of Example* is one name.
    of = next((i for i in range(first + 1, last) if tags[i] == "o"), None)
    body = organisation
    if of is not None and tags[of - 1] == "T" and (name := _after_office(lowered, tags, of)) < last:
        first, of = name, None  # *Secretary of State Ann Lee*
    if of is not None and "U" not in tags[first:of]:
        before = [i for i in range(first, of) if tags[i] in "NJ"]
        if len(before) > 1 or "T" in tags[first:of]:
            last, body, glued = of - 1, False, ()
        else:
            body = True
    if body and tags[last] in "NO":
        # *Example Committee chairman Bo Hill* is Bo Hill, and so is *Senate Majority Leader Bo Hill*.
        body = not any(
            tag in "TR" or _office(word) for tag, word in zip(tags[first:last], lowered[first:last], strict=True)
        )
    if body:
        words = tuple(map(fold, lowered[first : last + 1]))
        return Spelled(unowned(words), _bare(_cut(written, texts, first, last)), (), True, "")
    suffix = ""
    if lowered[last].rstrip(".") in word_lists()["suffixes"] and last > first:
        suffix, last = lowered[last].rstrip("."), last - 1
    start = last + 1
    while start > first and (
        tags[start - 1] in "NUJ" or start - 1 == last and tags[last] in "OT" and tags[start - 1] == "O"
    ):
        start -= 1
    while start < last and (tags[start] == "J" or _title(lowered[start], last - start)):
        start += 1
    offices = [i for i in range(start, last) if _office(lowered[i])]
    if offices:
        start = offices[-1] + 1  # *Majority Leader Ann Lee*
    while start < last and _shouted(texts[start]) and not _shouted(texts[last]):
        start += 1  # *WATCH Ann Lee*
    titles = tuple(map(fold, lowered[first:start]))
    if start > last or tags[last] == "T":
        return None
    words = unowned(tuple(part for word in texts[start : last + 1] for part in _folded_parts(word)))
    text = _bare(_cut(written, texts, start, last))
    if glued:
        words, text = words + tuple(map(fold, glued)), " ".join((text, *glued))
    acronym = len(words) == 1 and texts[last].isupper() and 1 < len(texts[last]) < 6 and not titles
    return Spelled(words, text, titles, acronym and tags[last] == "U", suffix)


def _folded_parts(word: str) -> tuple[str, ...]:
    """A word of a name, folded; *al-Harthawi* is two, since some write *al Harthawi* or *Harthawi*."""
    before = prefixed(word)
    if before[-1:] in ("-", "‐", "‑"):
        return fold(before[:-1]), fold(word[len(before) :])
    return (fold(word),)


def surname_only(words: tuple[str, ...]) -> bool:
    """Does a name of several words begin as a surname does: *von der Lohe*, *al-Harthawi*?"""
    return len(words) > 1 and name_part(words[0])


def _cut(written: str, texts: tuple[str, ...], first: int, last: int) -> str:
    """What is written from the first to the last of some of its words."""
    start = place = 0
    for number, word in enumerate(texts[: last + 1]):
        place = written.index(word, place)
        if number == first:
            start = place
        place += len(word)
    return written[start:place]


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


_CHANGES = frozenset("vice deputy former ex assistant acting first".split())


_SHORT = {"sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "prof": "professor",
          "dr": "doctor",
          "congressman": "representative", "congresswoman": "representative"}  # fmt: skip


def _mended(drawn: WordClasses, texts: Sequence[str], last: int) -> tuple[str, ...]:
    """The rest of a name whose next word has another glued to it in bad copy: *Lee* in "Ann *onLee*"."""
    glued = _GLUED.fullmatch(texts[last + 1])
    if glued is None or drawn.tags[2 * last + 1] != " " or glued.group(1).lower() not in drawn.lowered:
        return ()
    rest, k = [glued.group(1)], last + 2
    while k < len(texts) and drawn.tags[2 * k] == "N" and drawn.tags[2 * k - 1] == " ":
        rest.append(texts[k])
        k += 1
    return tuple(rest)


_GLUED = re.compile(r"[a-z]{1,4}([A-Z][^\W\d_]+)")


def _office(word: str) -> bool:
    """Is a capitalised word before a name an office: *Leader*, *Whip*, *Counsel*?"""
    return word in word_lists()["offices"]


def _shouted(word: str) -> bool:
    return len(word) > 3 and word.isalpha() and word.isupper()


def _after_office(lowered: Sequence[str], tags: str, of: int) -> int:
    """The word with which the name begins behind *Secretary of State* or *President of the United States*."""
    after = of + 1
    while after < len(tags) and (tags[after] in "Dh" or fold(lowered[after]) in word_lists()["portfolios"]):
        after += 1
    return after if after > of + 1 and tags[after:].strip("N") in ("", "O") else len(tags)


def _title(word: str, following: int) -> bool:
    """Is it a title of several parts (*vice-president*), or before two words of a name a noun for a person?"""
    parts = word.split("-")
    if len(parts) > 1:
        return all(part in _CHANGES or part in word_lists()["titles"] for part in parts)
    return following > 1 and lower_class(word) in "RS"


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


def unowned(words: tuple[str, ...]) -> tuple[str, ...]:
    last = words[-1]
    if last.endswith("'s"):
        return (*words[:-1], last[:-2])
    return (*words[:-1], last[:-1]) if last.endswith("s'") else words


def _bare(text: str) -> str:
    """A name as it is written, without the possessive ending and in one line."""
    text = " ".join(text.split())
    return text[:-2] if text[-2:] in ("'s", "’s") else text[:-1] if text[-2:] in ("s'", "s’") else text


def is_masculine(noun: str, wanted: bool = True) -> bool:
    """Does a noun (*spokesman*, *widow*) say that a man is meant; a woman if `wanted` is False?"""
    return fold(noun) in word_lists()["man" if wanted else "woman"]


@cache
def word_lists() -> dict[str, frozenset[str]]:
    data = listed_words("names/words.json")
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
