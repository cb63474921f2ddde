"""The clause after a verb of saying: whether there is one, and where it begins."""

from __future__ import annotations

from framing.measures.quotes.grammar import IN_PHRASE, Cue
from framing.measures.quotes.subjects import TO_LISTENER, Subjects

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
_NEVER_FRONTED = frozenset("by of about to with for against".split())
_DOING = frozenset("deny admit acknowledge".split())


class Following(Subjects):
    """A document's words with their subjects, and the clauses that follow verbs of saying."""

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
