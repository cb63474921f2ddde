"""What comes before a noun and belongs to it: *illegal* and *young* in "young illegal migrants"."""

from __future__ import annotations

import re

from framing.text.document import Document
from framing.text.word_classes import WordClasses, word_classes

# Words that pick out or count, and describe nobody.
_STOPS = frozenset(
    "other another such same several many more most few fewer less least own certain all both whole first last next "
    "second third some any enough various multiple numerous dozen dozens hundred thousand million billion only "
    "additional further".split()
)
_ADJECTIVAL = re.compile(r".{2,}(?:al|ic|ous|ive|able|ible|ful|less|ary|ese|ian|ean)")
_VERBS = frozenset(
    "give receive drive live arrive survive forgive deprive strive derive thrive appeal heal steal deal reveal signal "
    "equal traffic panic enable disable".split()
)
# Participles of verbs that take no object: *fleeing*, *responding* describe; *detaining migrants* is what somebody
# does.
_INTRANSITIVE = frozenset(
    "arriving fleeing responding striking protesting working incoming returning remaining surviving marching rioting "
    "dying aspiring serving ruling standing sitting struggling would-be long-serving".split()
)
_LISTED = frozenset(
    "illegal undocumented unauthorized unauthorised so-called embattled disgraced beleaguered alleged suspected "
    "accused convicted self-described self-proclaimed self-styled armed unarmed masked".split()
)
_NOUN_LIKE = frozenset("nmRSGB")
_INSIDE = frozenset("DhO#aJIrofiVvge")  # a word behind one of these classes is no verb in its finite form
_CAPITAL = frozenset("NUJ")
_PAUSE = re.compile(r"[,.;:!?()\n—–]| -")  # the hyphen of *so-called* is no pause


def premodifiers(document: Document, first: int, low: int = 0, name: bool = False) -> list[int]:
    """Numbers of the words before word `first` that modify it, in order; none lies below `low`.

    Determiners, numbers, possessors and adverbs are left out. A participle or an unknown word counts only where
    what is before it shows that it is no verb: *of detained migrants*, not *police detained migrants*. Before a
    `name`
    only
    adjectives and names count (*embattled*, *Mexican*), since what else is there is seldom part of it.

    Examples
    --------
    >>> document = Document("They met some newly arrived illegal migrants. Police detained migrants.")
    >>> [[document.word_texts[i] for i in premodifiers(document, n)] for n in (6, 9)]
    [['arrived', 'illegal'], []]
    """
    drawn, texts = word_classes(document), document.word_texts
    found: list[int] = []
    at = first
    while at > low:
        here, gap = at - 1, drawn.tags[2 * at - 1]
        letter = drawn.tags[2 * here]
        between = document.text[document.words[here][1] : document.words[at][0]]
        if texts[here].isupper() and texts[first].isupper() and not name:  # capitals tell no name from another word
            break
        if (gap not in ' "-' or _PAUSE.search(between)) and not (
            gap == "," and found and _adjective(drawn, here) and _adjective(drawn, found[-1])
        ):
            break
        if letter == "l" and found and drawn.tags[2 * at] in "aeg":  # *newly arrived*
            at = here
        elif letter == "c" and here > low and found and _adjective(drawn, found[-1]) and _adjective(drawn, here - 1):
            at = here  # *black and brown protesters*
        elif _modifies(drawn, here) and not (name and letter not in "aJNU" and drawn.lowered[here] not in _LISTED):
            found.append(here)
            at = here
        else:
            break
    return found[::-1]


def adjectival(word: str) -> bool:
    """Does a word in lower case end as adjectives do?

    Examples
    --------
    >>> adjectival("illegal"), adjectival("asylum")
    (True, False)
    """
    return word in _LISTED or _ADJECTIVAL.fullmatch(word) is not None and word not in _VERBS


def _adjective(drawn: WordClasses, number: int) -> bool:
    return drawn.tags[2 * number] in "aJ" or adjectival(drawn.lowered[number])


def _modifies(drawn: WordClasses, number: int) -> bool:
    """Is this word, which stands before a noun or before a word that modifies one, a modifier too?"""
    letter, word = drawn.tags[2 * number], drawn.lowered[number]
    if word in _STOPS:
        return False
    if letter in "aJ" or word in _LISTED or word in _INTRANSITIVE:
        return True
    gap = drawn.tags[2 * number - 1] if number else "|"
    left = drawn.tags[2 * number - 2] if gap == " " else ""
    if letter == "#":
        return "-" in word and any(sign.isalpha() for sign in word)  # *34-year-old*
    if letter in _CAPITAL:
        starts = gap in ".|"
        return not starts or adjectival(word) or _named(drawn, number + 1)
    if letter == "e":
        return left in _INSIDE or gap != " " or left == "l" and _behind_adverb(drawn, number)
    if letter == "V":
        return word.endswith("ed") and left in _INSIDE
    if letter == "g":
        return left in tuple("DhO#aJIr")
    if letter not in _NOUN_LIKE:
        return False
    if adjectival(word) or left in _INSIDE and left:
        return True
    if left in _CAPITAL and left:
        return letter not in "mS"  # *US child migrants*; *Trump blocks migrants*
    return left in ("n", "m", "R", "S", "G", "B") and _modifies(drawn, number - 1)


def _behind_adverb(drawn: WordClasses, number: int) -> bool:
    before = drawn.tags[2 * number - 4] if number > 1 and drawn.tags[2 * number - 3] == " " else ""
    return before in _INSIDE or not before


def _named(drawn: WordClasses, number: int) -> bool:
    """Does a name go on with this word: *Hong* before *Kong*?"""
    return 2 * number < len(drawn.tags) and drawn.tags[2 * number] in _CAPITAL and drawn.tags[2 * number - 1] == " "
