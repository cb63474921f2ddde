"""Ten reading-ease indices, each by its published formula, from counts made once."""

from __future__ import annotations

from collections.abc import Callable
from math import nan, sqrt
from typing import NamedTuple


class Counts(NamedTuple):
    """What was counted in a text; all of it in the same words and sentences."""

    words: int
    sentences: int
    syllables: int
    letters: int  # letters and digits
    characters: int  # everything but white space
    long: int  # words of more than six letters
    polysyllabic: int  # words of three syllables or more
    unfamiliar: int  # words that are not on the Dale-Chall list
    complex: int  # words of three syllables or more that are not on it
    sample_words: int  # the first hundred words, or all of a shorter text
    sample_polysyllabic: int  # of them, words of three syllables or more
    sample_sentences: int  # sentences that begin in them


def flesch_reading_ease(c: Counts) -> float:
    r"""0 (very hard) to 100 (very easy): :math:`206.835 - 1.015\,w/s - 84.6\,y/w`, y syllables.

    Flesch, R. (1948). A new readability yardstick. Journal of Applied Psychology 32(3).
    """
    return 206.835 - 1.015 * (c.words / c.sentences) - 84.6 * (c.syllables / c.words)


def flesch_kincaid_grade(c: Counts) -> float:
    r"""US school grade: :math:`0.39\,w/s + 11.8\,y/w - 15.59`.

    Kincaid, J. P. et al. (1975). Derivation of new readability formulas for Navy enlisted personnel.
    """
    return 0.39 * (c.words / c.sentences) + 11.8 * (c.syllables / c.words) - 15.59


def smog_index(c: Counts) -> float:
    r"""US school grade: :math:`1.043\sqrt{30\,p/s} + 3.1291`, p words of three syllables or more.

    Made for thirty sentences; a text with fewer is scaled up, and its value is rough.
    McLaughlin, G. H. (1969). SMOG grading: a new readability formula. Journal of Reading 12(8).
    """
    return 1.043 * sqrt(30 * (c.polysyllabic / c.sentences)) + 3.1291


def coleman_liau_index(c: Counts) -> float:
    r"""US school grade: :math:`0.0588\,L - 0.296\,S - 15.8`, L letters and S sentences in a hundred words.

    textstat 0.7.13 multiplies L by 0.058; the paper, and this, by 0.0588.
    Coleman, M. & Liau, T. L. (1975). A computer readability formula. Journal of Applied Psychology 60(2).
    """
    return 0.0588 * (100 * c.letters / c.words) - 0.296 * (100 * c.sentences / c.words) - 15.8


def automated_readability_index(c: Counts) -> float:
    r"""US school grade: :math:`4.71\,k/w + 0.5\,w/s - 21.43`, k all characters but spaces.

    A typewriter's strokes stood for the characters, so marks count.
    Smith, E. A. & Senter, R. J. (1967). Automated readability index. AMRL-TR-66-220.
    """
    return 4.71 * (c.characters / c.words) + 0.5 * (c.words / c.sentences) - 21.43


def dale_chall_score(c: Counts) -> float:
    r""":math:`0.1579\,U + 0.0496\,w/s`, U per cent of unfamiliar words, and 3.6365 more where U is above 5.

    As in textstat, inflected forms that the list lacks, and names, count as unfamiliar.
    Dale, E. & Chall, J. S. (1948). A formula for predicting readability. Educational Research Bulletin 27.
    """
    unfamiliar = 100 * c.unfamiliar / c.words
    score = 0.1579 * unfamiliar + 0.0496 * (c.words / c.sentences)
    return score + 3.6365 if unfamiliar > 5 else score


def gunning_fog(c: Counts) -> float:
    r"""Years of schooling: :math:`0.4\,(w/s + 100\,x/w)`, x complex words.

    Complex is, as in textstat, a word of three syllables or more that is not on the Dale-Chall list.
    Gunning, R. (1952). The technique of clear writing. McGraw-Hill.
    """
    return 0.4 * (c.words / c.sentences + 100 * c.complex / c.words)


def linsear_write(c: Counts) -> float:
    r"""US school grade: half of :math:`r = (e + 3p)/s` in the first hundred words; 1 less up to r = 20.

    e words of one or two syllables, p the others.
    Klare, G. R. (1974). Assessing readability. Reading Research Quarterly 10(1).
    """
    easy = c.sample_words - c.sample_polysyllabic
    raw = (easy + 3 * c.sample_polysyllabic) / c.sample_sentences
    return raw / 2 if raw > 20 else (raw - 2) / 2


def lix(c: Counts) -> float:
    r""":math:`w/s + 100\,l/w`, l words of more than six letters: 25 very easy, 55 and above hard.

    Björnsson, C. H. (1968). Läsbarhet. Liber.
    """
    return c.words / c.sentences + 100 * c.long / c.words


def rix(c: Counts) -> float:
    r""":math:`l/s`, long words in a sentence.

    Anderson, J. (1983). Lix and Rix: variations on a little-known readability index. J. of Reading 26(6).
    """
    return c.long / c.sentences


INDICES: dict[str, Callable[[Counts], float]] = {
    function.__name__: function
    for function in (
        flesch_reading_ease,
        flesch_kincaid_grade,
        smog_index,
        coleman_liau_index,
        automated_readability_index,
        dale_chall_score,
        gunning_fog,
        linsear_write,
        lix,
        rix,
    )
}


def indices(counts: Counts) -> list[float]:
    """The ten indices in the order of `INDICES`; all missing where there is no word."""
    return [function(counts) for function in INDICES.values()] if counts.words else [nan] * len(INDICES)
