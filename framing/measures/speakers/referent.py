"""The people and bodies that an article names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from framing.measures.speakers.spelling import Spelled, one_person


@dataclass(slots=True, eq=False)
class Referent:
    """A person or body of the article, and what the article tells of it."""

    words: tuple[str, ...]  # folded words of the fullest name
    forms: Counter[str] = field(default_factory=Counter)  # how it is written, in full
    mentions: list[int] = field(default_factory=list)  # in order, once all are linked
    titles: set[str] = field(default_factory=set)  # folded titles and roles: president, doctor, senator
    masculine: int = 0  # times it is met with Mr, he …
    feminine: int = 0
    person: int = 0  # evidence that it is a person, less evidence that it is not
    body: bool = False
    suffix: str = ""
    place: int = 0  # times that it stands as a place does: in, at, near …
    about: set[str] = field(default_factory=set)  # first letters of the words that stand with the titles


class Links(NamedTuple):
    """Who is known, whom each mention names, and how each name is spelled."""

    known: list[Referent]
    of: list[Referent | None]
    spelled: list[Spelled | None]


def compatible(name: Spelled, person: Referent) -> bool:
    """Can both be one person's names? Father and son have two."""
    return name.suffix == person.suffix and one_person(name.words, person.words, short_forms=True)


def name_of(person: Referent) -> str | None:
    """The fullest form that the reporter writes below the headline; of equals the most frequent, then the first."""
    if not person.forms:
        return None
    forms = [form for form, count in person.forms.items() if count] or list(person.forms)  # none told: any other
    count = {form: (len(form.split()), person.forms[form], -i) for i, form in enumerate(forms)}
    return max((f for f in forms if not f.isupper()), key=count.__getitem__, default=forms[0])
