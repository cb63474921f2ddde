"""A corpus with known differences, and coders of known reliability: to show that a method finds what is there.

Nothing here is news. Outlets, people and places are made up, and the differences between the outlets are planted and
stated, so that anyone can see a method find them and find nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.corpus.article import Article
from framing.corpus.corpus import Corpus
from framing.corpus.study import Study

FIRST_DAY = date(2020, 1, 6)


class Outlet(NamedTuple):
    """How a simulated outlet writes: probabilities per sentence of its own, and per article for wire copy."""

    name: str
    quoted: float = 0.30
    phrase: float = 0.05
    negative: float = 0.15
    positive: float = 0.15
    term: float = 0.10
    wire: float = 0.20


# Each outlet but the first two differs from the rest in one thing, and in that alone.
OUTLETS = (
    Outlet("Outlet A"),
    Outlet("Outlet B"),
    Outlet("Outlet C", quoted=0.50),
    Outlet("Outlet D", negative=0.35),
    Outlet("Outlet E", phrase=0.15),
    Outlet("Outlet F", term=0.60),
)
PHRASE = "fresh start"
TERM, USUAL_TERM = "levy", "charge"

_PEOPLE = (
    ("Ada Norwell", "Mayor"), ("Tomas Reikand", "Senator"), ("Lena Abara", "Minister"), ("Piet Holvoet", "Professor"),
    ("Mina Castellane", "Judge"), ("Oskar Brandvik", "Governor"), ("Ruth Adeyemi-Cole", "Dr"), ("Ivo Santander", "Mr"),
)  # fmt: skip
_PLACES = ("Norhaven", "Eastmere", "Port Calder", "Lindholm", "Sarrow Valley", "Westbrook")
_SUBJECTS = ("council", "ministry", "committee", "agency", "port authority", "railway board", "water board")
_OBJECTS = ("plan", "budget", "bridge", "timetable", "contract", "survey", "report", "schedule", "agreement")
_NEUTRAL = (
    "The {subject} discussed the {object} in {place} on {day}.",
    "Members of the {subject} met for two hours to review the {object}.",
    "The {object} covers the years from {year} to {later}.",
    "A vote on the {object} is expected before the end of the month.",
    "The {subject} will publish the {object} in {place} next week.",
    "About {number} households in {place} pay the {term}.",
    "The {term} was last changed in {year}.",
    "Officials of the {subject} counted {number} responses from {place}.",
)
_NEGATIVE = (
    "The {object} was a terrible failure, and the damage in {place} is severe.",
    "Critics fear that the {object} is a disaster for {place}.",
    "The {subject} made a bad mistake that hurt {place}.",
)
_POSITIVE = (
    "The {object} was a great success, and {place} is delighted.",
    "Supporters hope that the {object} brings good jobs to {place}.",
    "The {subject} won praise for its excellent work in {place}.",
)
_PHRASED = (
    "The {object} means a fresh start for {place}.",
    "In {place} the {subject} speaks of a fresh start.",
)
_SAID = (
    "The {object} has to be ready by {day}",
    "We have looked at the {object} for {number} days",
    "Nobody in {place} has seen the {object} yet",
    "The {subject} will answer every question about the {object}",
    "People in {place} will decide on the {object} themselves",
)
_ATTRIBUTED = (
    "“{said},” {title} {name} said.",
    "“{said},” said {name}.",
    "{title} {name} told reporters: “{said}.”",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def simulate(
    events: int = 12, per_event: int = 1, outlets: Sequence[Outlet] = OUTLETS, seed: int = 0
) -> Corpus:
    """A corpus in which each outlet covers every event, with planted differences.

    Parameters
    ----------
    events : int
        Events; each has wire copy that outlets may reprint.
    per_event : int
        Articles per outlet and event.
    outlets : sequence of Outlet
        How each outlet writes; by default two alike and four that differ from them in one thing each.
    seed : int

    Returns
    -------
    Corpus
        Its study declares the phrase "fresh start". `known_differences` states what was planted.

    Examples
    --------
    >>> corpus = simulate(events=2)
    >>> len(corpus), corpus.outlets[2], corpus[0].text == simulate(events=2)[0].text
    (12, 'Outlet C', True)
    """
    generator = np.random.default_rng(seed)
    articles = []
    for event in range(events):
        day = (FIRST_DAY + timedelta(days=7 * event)).isoformat()
        wire = [_sentence(generator, OUTLETS[0]) for _ in range(12)]
        for outlet in outlets:
            for number in range(per_event):
                letter = outlet.name.rsplit(" ", 1)[-1].lower()
                articles.append(Article(
                    id=f"e{event:02d}-{letter}-{number}", text=_article(generator, outlet, wire), outlet=outlet.name,
                    date=day, event=f"event {event:02d}", metadata={"simulated": True},
                ))  # fmt: skip
    title = "Simulated corpus with known differences"
    return Corpus(articles, Study(name="simulated", title=title, phrases={PHRASE: (PHRASE,)}, seed=seed))


def known_differences(outlets: Sequence[Outlet] = OUTLETS) -> pd.DataFrame:
    """What was planted: one row per outlet and thing in which it differs from most.

    Returns
    -------
    DataFrame
        outlet, what, value, usual (probabilities per sentence of the outlet's own).

    Examples
    --------
    >>> known_differences()[["outlet", "what"]].values.tolist()[0]
    ['Outlet C', 'quoted']
    """
    rows = []
    for what in Outlet._fields[1:]:
        values = [getattr(outlet, what) for outlet in outlets]
        usual = float(np.median(values))
        rows += [(o.name, what, v, usual) for o, v in zip(outlets, values, strict=True) if v != usual]
    return pd.DataFrame(rows, columns=["outlet", "what", "value", "usual"])


def simulate_codes(
    truth: pd.Series, coders: int = 2, accuracy: float = 0.9, missing: float = 0.0, seed: int = 0
) -> pd.DataFrame:
    """Codes that simulated coders of a known accuracy give to units whose true value is known.

    Parameters
    ----------
    truth : Series
        True value of each unit, indexed by unit.
    coders : int
    accuracy : float
        Probability that a coder gives the true value; else one of the other values, each as likely.
    missing : float
        Probability that a coder leaves a unit out.
    seed : int

    Returns
    -------
    DataFrame
        unit, coder, value; labelled "simulated coder 1", … so that no table can be taken for real coding.

    Examples
    --------
    >>> codes = simulate_codes(pd.Series([0, 1, 1], index=["a", "b", "c"]), accuracy=1.0)
    >>> codes["value"].tolist()
    [0, 1, 1, 0, 1, 1]
    """
    if not 0 <= accuracy <= 1:
        raise ValueError(f"accuracy is a probability from 0 to 1, not {accuracy}.")
    generator = np.random.default_rng(seed)
    values = sorted(truth.dropna().unique())
    rows = []
    for coder in range(1, coders + 1):
        for unit, value in truth.items():
            given, right, other = generator.random(3)
            if given < missing:
                continue
            others = [v for v in values if v != value]
            if right >= accuracy and others:
                value = others[int(other * len(others))]
            rows.append((unit, f"simulated coder {coder}", value))
    return pd.DataFrame(rows, columns=["unit", "coder", "value"])


def _article(generator: np.random.Generator, outlet: Outlet, wire: list[str]) -> str:
    sentences = [_sentence(generator, outlet) for _ in range(int(generator.integers(10, 22)))]
    if generator.random() < outlet.wire:
        start = int(generator.integers(0, 4))
        sentences[2:2] = wire[start : start + 8]
    place = _PLACES[int(generator.integers(len(_PLACES)))]
    subject = _SUBJECTS[int(generator.integers(len(_SUBJECTS)))]
    return "\n\n".join([f"{subject.capitalize()} meets again in {place}", *sentences])


def _sentence(generator: np.random.Generator, outlet: Outlet) -> str:
    def pick(options: Sequence[str]) -> str:
        return options[int(generator.integers(len(options)))]

    fields = {
        "subject": pick(_SUBJECTS), "object": pick(_OBJECTS), "place": pick(_PLACES), "day": pick(_DAYS),
        "year": 1990 + int(generator.integers(20)), "later": 2011 + int(generator.integers(20)),
        "number": 100 + int(generator.integers(900)),
        "term": TERM if generator.random() < outlet.term else USUAL_TERM,
    }  # fmt: skip
    name, title = _PEOPLE[int(generator.integers(len(_PEOPLE)))]
    chance = generator.random()
    if chance < outlet.quoted:
        return pick(_ATTRIBUTED).format(said=pick(_SAID).format(**fields), name=name, title=title)
    # What is not quoted is phrased, negative, positive or neutral with the outlet's own probabilities.
    chance = generator.random()
    for probability, forms in ((outlet.phrase, _PHRASED), (outlet.negative, _NEGATIVE), (outlet.positive, _POSITIVE)):
        if chance < probability:
            return pick(forms).format(**fields)
        chance -= probability
    return pick(_NEUTRAL).format(**fields)
