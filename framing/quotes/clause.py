"""The clause that a verb of saying reports: where it begins and ends, after the verb, before it or around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from framing.quotes.grammar import IN_PHRASE
from framing.quotes.subjects import TO_LISTENER, Subjects

if TYPE_CHECKING:
    from framing.quotes.saying import Cue

FARTHEST = 14  # words from a cue to the clause after it
# Verbs that report with *that*, and otherwise tell how or of what somebody spoke: *railed against the plan*.
_WITH_THAT = frozenset("rail rage yell scream shout charge maintain mention protest speculate brag fume post".split())
_QUESTION = frozenset("whether if how why what where when who which".split())
# Words that open an adverbial of the reporter's, not what somebody said: *said as he left*.
_ADVERBIAL = frozenset("as while because since although though unless until whereas than so".split())
# Verbs that also take a thing: *announced a plan*. What follows them without *that* must be a clause beyond doubt.
_OF_THINGS = frozenset(
    "announce declare suggest indicate hint signal report confirm deny propose recommend reveal predict repeat demand "
    "order request outline recall recount "
    "relate describe post tweet write retweet mention claim threaten promise disclose command forecast specify dictate "
    "ask answer note state retell blog estimate preach blast crack urge question".split()
)
_TO_DO = frozenset("promise vow pledge threaten swear volunteer".split())
# What is said first and told afterwards comes with other verbs: *the dam is safe, Hill said*.
_NO_AFTERTHOUGHT = frozenset(
    "urge ask order command promise pledge vow demand request continue threaten swear volunteer propose deny post "
    "recommend instruct beg implore counsel describe brief boast crack".split()
)
_NEVER_FRONTED = frozenset("by of about to with for against".split())
_DOING = frozenset("deny admit acknowledge".split())
# A participle after a comma that goes on about the speaker, not in his words: *, citing two reports*.
_ASIDE = frozenset("citing referring calling pointing describing alluding speaking drawing accusing prompting".split())


class Grammar(Subjects):
    """A document's words, the subjects of their verbs, and the clauses that these report."""

    def after(self, cue: Cue, last: int) -> tuple[int, str] | None:
        """First word of the clause after a cue, and how it hangs on it; None where none follows."""
        j = cue.last
        listener = cue.lemma in TO_LISTENER
        if j >= last:
            return None
        gap = self.gap(j - 1)
        if "." in gap:
            return None
        if ":" in gap and not self.marked[j]:
            return (j, "clause") if self.has_verb(j, last) else None
        if cue.source is not None and cue.source[0] >= cue.last:  # *said Hill*
            j = cue.source[1]
            if j < last and self.lowered[j] == "that" and self.blank(j - 1):
                return self._that(j, last)
            return None
        left = cue.left
        same = (
            cue.pattern == "verb" and left > 0 and self.lowered[j] != "that" and self.tags[2 * left - 1] not in ".|"
        )  # the word before is one of the sentence
        after_marks = same and self.marked[left - 1] and any(sign in self.gap(left - 1) for sign in ",?!")
        if after_marks or not self.blank(j - 1) and not self.marked[j]:
            # After words in marks, and after a comma, only *that* makes a clause: *said, according to papers, that*.
            that = self._later_that(j, last)
            return self._that(that, last) if that is not None else None
        moved = 0
        while j < last and moved < FARTHEST:
            word, tag = self.lowered[j], self.tag(j)
            if moved and not self.blank(j - 1) and not self.marked[j]:
                that = self._later_that(j, last)
                return self._that(that, last) if that is not None else None
            if word == "that" and tag == "t":
                if j + 1 < last and self.tag(j + 1) == "d":  # *outlined that day*
                    return None
                return self._that(j, last)
            if self.marked[j]:
                # *said “the dam” was safe*
                rest = j
                while rest < last and self.marked[rest]:
                    rest += 1
                return (
                    (j, "clause")
                    if rest < last and self.tag(rest) in "xvVecemt" and "," not in self.gap(rest - 1)
                    else None
                )
            if word in _QUESTION and (tag in "sW" or word in ("who", "which")):
                if word in ("if", "when") and cue.lemma not in ("ask", "inquire"):
                    comma = next((k for k in range(j, last - 1) if "," in self.gap(k)), None)
                    if word == "when" or comma is None and cue.lemma == "say":
                        return None
                return (j, "question") if self.has_verb(j + 1, last) and word not in ("who", "which") else None
            if word in _ADVERBIAL and not (word == "since" and j + 1 < last and self.tag(j + 1) in "Dd#"):
                return None
            if tag == "z":
                if j + 1 < last and cue.lemma in _TO_DO and (self.tag(j + 1) in "vVxn"):
                    return j, "infinitive"
                if j + 1 >= last or self.tag(j + 1) not in "DNhTpUSGIJ#PB":
                    return None
                j, moved = self.over_phrase(j, last), moved + 1
                continue
            if tag == "g" and cue.lemma in _DOING and not moved:
                return (j, "gerund")
            if (
                tag == "d"
                or tag == "l"
                and not self.clause_at(j + 1, last)
                or tag in "Da"
                and j + 1 < last
                and self.tag(j + 1) == "d"
            ):
                if not (tag == "d" and self.clause_at(j, last) and not moved):
                    j, moved = j + 1 + (tag in "Da"), moved + 1
                    continue
            if tag in "fio":
                if word not in _NEVER_FRONTED and self._fronted(j, last):
                    return j, "clause"
                j, moved = self.over_phrase(j, last), moved + 1
                continue
            if tag in "c" and word not in ("both", "either"):
                return None
            if listener and not moved:
                j, moved = self._over_listener(j, last), moved + 1
                if j == cue.last:
                    return None
                continue
            if cue.lemma in ("ask", "inquire"):
                return None
            if cue.lemma in _WITH_THAT:
                return None
            sure = cue.lemma in _OF_THINGS
            if self.clause_at(j, last, weak=not sure, strict=sure):
                return (j, "clause")
            if tag == "l":
                j, moved = j + 1, moved + 1
                continue
            return None
        return None

    def _fronted(self, j: int, last: int) -> bool:
        """A clause that begins with a phrase of its own: *said in May the bridge*, not *said in May*: after a comma."""
        k = self.over_phrase(j, last)
        return k < last and "," in self.gap(k - 1) and not self.marked[k] and self.clause_at(k, last)

    def _later_that(self, j: int, last: int) -> int | None:
        """The *that* of a clause after an aside: *told friends, at dinners and in letters, that*."""
        for k in range(j, min(last, j + 20)):
            if self.lowered[k] == "that" and self.tag(k) == "t" and not self.blank(k - 1) and not self.marked[k]:
                return k
            if self.tag(k) in "PV" and not self.marked[k]:
                return None
        return None

    def _that(self, j: int, last: int) -> tuple[int, str] | None:
        j += 1
        return (j, "that") if j < last else None

    def _over_listener(self, j: int, last: int) -> int:
        """The word after those who are told."""
        if self.tag(j) in "pP":
            return j + 1
        if self.tag(j) == "h" and j + 1 < last and self.tag(j + 1) in "PDhNTt":
            return j + 1
        k = j
        while (
            k < last
            and (self.tag(k) in IN_PHRASE or self.tag(k) == "l" and self.tag(k - 1) == "D")
            and self.blank(k - 1)
        ):
            if k > j and self.tag(k) in "DhI" and self.tag(k - 1) not in "D":
                break
            if k > j and self.tag(k) in "NT" and self.tag(k - 1) in "nmSRGUd" and self.clause_at(k, last):
                break
            k += 1
        if k < last and k > j + 1 and self.tag(k) in "xvV" and self.tag(k - 1) in "NnmSRG":
            k -= 1  # *told Fox Hill would*
            while k > j + 1 and self.tag(k - 1) in "TJ":
                k -= 1
        while k < last and self.tag(k) in "of" and self.blank(k - 1) and self.tag(k - 1) not in "P":
            k = self.over_phrase(k, last)
        return k

    def before(self, cue: Cue, first: int, cues: Sequence[Cue]) -> tuple[int, int] | None:
        """Words of the clause that goes before a cue and its source."""
        if cue.pattern == "participle" or cue.source is None or self.tag(cue.source[0]) == "W":
            return None
        left = cue.left
        if left <= first or self.blank(left - 1) or cue.lemma in _NO_AFTERTHOUGHT or not self._over(cue):
            return None
        gap = self.gap(left - 1)
        if (
            "," not in gap
            and "—" not in gap
            and "–" not in gap
            and "-" not in gap
            and not (self.marked[left - 1] and not gap.isspace())
        ):
            return None
        start = self.start_before(cue, first, cues)
        return (start, left) if start < left else None

    def _over(self, cue: Cue) -> bool:
        """Is nothing left for a cue to say after it but where, when, how and to whom?"""
        k = cue.last if cue.source is None or cue.source[0] < cue.first else cue.source[1]
        if ":" in self.gap(k - 1):
            return False
        if k >= len(self.words) or not self.blank(k - 1) and "," in self.gap(k - 1):
            return True
        if self.marked[k]:
            return False
        if not self.blank(k - 1):
            return True
        if (
            self.tag(k) in "fizldgsc"
            or self.lowered[k] in ("as", "who", "this", "that", "these")
            or cue.lemma in TO_LISTENER
        ):
            return self.lowered[k] != "that"
        return self.tag(k) in "Da" and k + 1 < len(self.words) and self.tag(k + 1) == "d"

    def start_before(self, cue: Cue, first: int, cues: Sequence[Cue]) -> int:
        """First word of the clause before a cue: that of the sentence, or the one after another cue's clause."""
        start = first
        for other in cues:
            if other.first < cue.left and not other.skipped and other is not cue:
                comma = next(
                    (
                        k
                        for k in range(cue.left - 2, other.last, -1)
                        if "," in self.gap(k) and k + 1 < cue.left and self.tag(k + 1) in "c"
                    ),
                    None,
                )
                if comma is not None and comma + 1 > start:
                    start = comma + 1
        for k in range(start, cue.left - 1):
            if ";" in self.gap(k):
                start = k + 1
            if ":" in self.gap(k) and self.marked[k + 1]:
                start = k + 1
        while start < cue.left and self.lowered[start] in ("but", "and", "so", "yet") and not self.marked[start]:
            start += 1
        return start

    def rest(self, cue: Cue, last: int) -> int | None:
        """First word of what follows an interrupting cue: *the law, Hill said, is dead*."""
        end = cue.last if cue.source is None or cue.source[0] < cue.first else cue.source[1]
        k = self._comma(end - 1, last)
        if k is None or k >= last:
            return None
        tag, word = self.tag(k), self.lowered[k]
        if (
            tag in "gW"
            or word in ("who", "which", "as", "while", "after", "before", "according", "when", "although", "though")
            or tag == "c"
            and not self.clause_at(k + 1, last)
        ):
            return None
        if tag == "e" or self.quoted(k, last):
            return None
        if tag in "DhIaJNTUOGRSBnm#" and not self.clause_at(k, last):
            return None
        return k if self.has_verb(k, last) else None

    def _comma(self, i: int, last: int) -> int | None:
        """The word after the comma at word `i` or after a phrase of time or place: *said on Monday,*."""
        k = i + 1
        while k < last:
            if "," in self.gap(k - 1):
                return k
            if not self.blank(k - 1):
                return None
            if self.tag(k) in "fioz":
                k = self.over_phrase(k, last)
            elif self.tag(k) in "dlS":
                k += 1
            else:
                return None
        return None

    def after_comma(self, i: int, last: int) -> int | None:
        """The first clause after the comma at the end of an opening phrase and its asides."""
        k = i - 1
        while k < last - 1:
            if "," in self.gap(k) and (self.clause_at(k + 1, last) or self.marked[k + 1]):
                return k + 1
            k += 1
        comma = next((k for k in range(i - 1, last - 1) if "," in self.gap(k)), None)
        return comma + 1 if comma is not None else None

    def end_of(self, start: int, last: int, cue: Cue, cues: Sequence[Cue]) -> int:
        """The word after the clause that begins at `start`: its sentence's end, or where the reporter goes on."""
        end = last
        for other in cues:
            if other is cue or other.group <= start or other.group >= end:
                continue
            place = self._goes_on(start, other)
            if place is not None and place < end:
                end = place
        participle, commas = cue.pattern == "participle", 0
        relative = cue.source is not None and cue.group > 0 and self.tag(cue.group - 1) == "W"
        opened = self._subordinate(cue) or cue.pattern != "according" and cue.source is None and self._opens(cue)
        for k in range(start, end - 1):
            gap = self.gap(k)
            if self.lowered[k + 1] == "but" and self.tag(k + 2) in "xvV" and not self.marked[k + 1]:
                return k + 1
            if gap.isspace() or self.marked[k] and self.marked[k + 1]:
                continue
            if ";" in gap or ":" in gap and self.marked[k + 1]:
                return k + 1
            if "," not in gap and "—" not in gap and "–" not in gap:
                continue
            word, tag = self.lowered[k + 1], self.tag(k + 1)
            if word in _ASIDE or word == "according":
                return k + 1
            if "," in gap and (word in ("which", "but") or word == "as" and self.tag(k + 2) == "x"):
                return k + 1
            if (
                relative
                and tag in "xvVe"
                or participle
                and not commas
                and tag in "xv"
                or opened
                and k > start + 1
                and self.clause_at(k + 1, end)
            ):
                return k + 1
            commas += 1
            if (
                word == "in"
                and k + 3 < last
                and self.lowered[k + 3] in ("interview", "statement", "tweet", "email", "speech")
            ):
                return k + 1
        return end

    def _goes_on(self, start: int, other: Cue) -> int | None:
        """Where a clause ends because the same sentence goes on with another cue; None if that one lies within it."""
        if other.pattern == "according":
            return other.group
        near = other.source is not None and other.source[1] == other.group
        left = other.left if near else other.group
        if left <= start:
            return None
        if other.pattern == "participle":
            return other.group if "," in self.gap(other.group - 1) else None
        before = self.tag(left - 1)
        if "," in self.gap(left - 1) and not self.marked[left - 1]:
            done = other.last if other.source is None else max(other.last, other.source[1])
            ends = done >= len(self.words) or self.tags[2 * done - 1] in ".|" or self.tag(done) in "fil"
            return left if ends else None
        if before == "c" and left - 1 > start and self.blank(left - 1):
            return left - 1
        return None

    def _opens(self, cue: Cue) -> bool:
        """Does a participle open its sentence: *Asked whether …, Hill left*?"""
        return cue.group == 0 or self.tags[2 * cue.group - 1] in ".|" or self.lowered[cue.group - 1] == "when"

    def _subordinate(self, cue: Cue) -> bool:
        """Does the cue's clause hang on another: *After Hill said …, Lee left*?"""
        left = cue.left
        return left > 0 and self.lowered[left - 1] in (
            "after",
            "when",
            "while",
            "although",
            "though",
            "if",
            "because",
            "since",
            "before",
            "as",
        )
