"""What the lexicon knows of single words: valence, booster, negation; read from vaderSentiment's files."""

from __future__ import annotations

import re
import string
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

LIMIT = 200_000  # distinct tokens kept before the caches start again: about 60 MB
_PUNCTUATION = string.punctuation
# One character for one, so that offsets hold.
_STRAIGHT = dict.fromkeys("‘’ʼ′‛", "'") | dict.fromkeys("“”„‟«»″", '"')
_ACTORS = frozenset(("no", "kind", "least", "so", "this", "never", "without", "doubt"))
# Where the emoji that stand as one character lie: a range to look in, not a list of them.
_EMOJI = re.compile("[©®‼⁉\u2100-\u32ff\U0001f000-\U0001faff]")


class Word(NamedTuple):
    """A token as the rules of tone see it."""

    lower: str
    valence: float | None  # None where it bears no tone of its own
    upper: bool  # all capitals
    charged: bool  # in the lexicon; a booster may be and yet bear no tone
    negates: bool
    boost: float  # how much it strengthens (above 0) or weakens a word of tone after it; 0 for most
    idiom: bool  # second word of an idiom
    plain: bool  # does nothing to the words around it
    steady: bool  # bears the lexicon's valence wherever its neighbours are plain


class Words(dict[str, Word]):
    """Tokens met so far; a new one is looked at when it is first asked for."""

    def __missing__(self, token: str) -> Word:
        known, stripped = rules(), strip(token)
        lower, upper = stripped.lower(), stripped.isupper()
        charged, boost, idiom = lower in valences(), known.boosters.get(lower, 0.0), lower in known.seconds
        negates = lower in known.negations or "n't" in lower
        acts = bool(boost) or negates or idiom or lower in _ACTORS
        word = Word(lower, None if boost else valences().get(lower), upper, charged, negates, boost, idiom,
                    not acts, charged and not acts and not upper)  # fmt: skip
        if len(self) >= LIMIT:
            self.clear()
        self[token] = word
        return word


class Rules(NamedTuple):
    """Words that change the valence of others."""

    boosters: dict[str, float]
    negations: frozenset[str]
    idioms: dict[str, float]
    seconds: frozenset[str]


def strip(token: str) -> str:
    """`token` without outer punctuation; whole where two characters or fewer would be left (emoticons)."""
    stripped = token.strip(_PUNCTUATION)
    return token if len(stripped) <= 2 else stripped


def straighten(text: str) -> str:
    """`text` with curly quotation marks and apostrophes made plain, one character for one.

    VADER knows neither ``didn’t`` nor ``“great”``. Offsets in the result are offsets in `text`.

    Examples
    --------
    >>> straighten("“Great”, he didn’t say")
    '"Great", he didn\\'t say'
    """
    if not text.isascii():
        for mark, plain in _STRAIGHT.items():
            text = text.replace(mark, plain)
    return text


def describe_emoji(text: str) -> tuple[str, list[int] | None]:
    """`text` with each emoji replaced by its description, and where each character of the result came from.

    The second value is None where nothing was replaced.
    """
    if text.isascii() or not _EMOJI.search(text):
        return text, None
    names, parts, origin, after_space = _emoji(), [], [], True
    for offset, character in enumerate(text):
        name = names.get(character)
        if name is None:
            part, after_space = character, character == " "
        else:
            part, after_space = (name if after_space else " " + name), False
        parts.append(part)
        origin += [offset] * len(part)
    return "".join(parts), origin


@cache
def valences() -> dict[str, float]:
    """Word (lower case) to mean valence, -4 to 4, of VADER's lexicon."""
    lines = (line.strip().split("\t") for line in _read("vader_lexicon.txt").split("\n") if line)
    return {fields[0]: float(fields[1]) for fields in lines}


@cache
def rules() -> Rules:
    """Boosters, negations and idioms of the installed vaderSentiment."""
    from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE, SPECIAL_CASES

    phrases = [phrase.split() for phrase in (*SPECIAL_CASES, *BOOSTER_DICT)]
    seconds = frozenset(words[1] for words in phrases if len(words) > 1)
    return Rules(dict(BOOSTER_DICT), frozenset(NEGATE), dict(SPECIAL_CASES), seconds)


@cache
def _emoji() -> dict[str, str]:
    lines = (line.strip().split("\t") for line in _read("emoji_utf8_lexicon.txt").rstrip("\n").split("\n"))
    return {fields[0]: fields[1] for fields in lines if len(fields[0]) == 1}


def _read(name: str) -> str:
    spec = find_spec("vaderSentiment")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("Lexicon tone needs vaderSentiment: pip install vaderSentiment==3.3.2.")
    return (Path(next(iter(spec.submodule_search_locations))) / name).read_text(encoding="utf-8").rstrip("\n")
