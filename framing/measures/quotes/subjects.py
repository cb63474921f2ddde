"""The subject of a verb: the phrase that names who says something."""

from __future__ import annotations

from framing.measures.quotes.grammar import LONGEST_SUBJECT, Words

# Verbs whose object is a listener: *told reporters that*.
TO_LISTENER = frozenset(
    "tell inform assure reassure remind warn promise notify advise brief ask caution instruct order urge beg implore "
    "counsel message email text".split()
)
# Verbs whose subject may follow them outside quotation marks: *the dam is safe, said Hill*.
_COPULAS = frozenset("is was are were".split())
INVERTED = frozenset("say add write report note explain claim argue admit tweet insist warn announce".split())


class Subjects(Words):
    """Words with the subjects of their verbs."""

    def subject(self, group: int, first: int, last: int, after: int, lemma: str) -> tuple[int, int] | None:
        """The phrase that is the subject of the verb group that begins at `group` and ends at `after`."""
        s = group - 1
        if s >= first and self.blank(s) and not self.marked[s]:
            if self.tag(s) == "c":
                return self.subject_before(s, first)
            if self.nominal(s) or self.tag(s) in "ega":
                return self._chain(group, first)
        if s >= first and not self.blank(s):
            # An aside between subject and verb: *Hill, the mayor, said*; and *, said Hill*, whose subject follows.
            turned = lemma in INVERTED or self.marked[s] and lemma not in TO_LISTENER
            inverted = self._inverted(after, last) if turned else None
            if inverted is not None:
                return inverted
            if not self.marked[s] or not self.marked[first]:
                aside = self._before_aside(s, first)
                if aside is not None:
                    return aside
                return self.subject_before(group, first) if not self.marked[s] else None
            return None
        if s < first and lemma in INVERTED:
            return self._inverted(after, last)
        return None

    def _inverted(self, after: int, last: int) -> tuple[int, int] | None:
        """*, said Ann Hill*: a phrase after the verb that no verb of its own follows."""
        if after >= last or not self.blank(after - 1):
            return None
        if self.clause_at(after, last, weak=False, strict=True):
            return None
        if self.tag(after) not in "DhIaJNTUOGRSPrnm#e":
            return None
        phrase = self.phrase(after, last)
        if phrase is not None and any(self.nominal(k) for k in range(*phrase)):
            return phrase
        return None

    def _before_aside(self, s: int, first: int) -> tuple[int, int] | None:
        """The subject before an aside that ends with word `s`: *Hill, the mayor, said*; *a resident, Ann Lee, said*."""
        k, aside = s, None
        while k > max(first, s - 25):
            gap = self.gap(k - 1)
            if ")" in self.gap(k):  # over brackets: *Lee (R-Utah) said*
                opening = next((q for q in range(k, first, -1) if "(" in self.gap(q - 1)), None)
                if opening is not None:
                    k = opening - 1
                    chain = self._chain(k + 1, first)
                    if chain is not None and self._may_speak(chain):
                        return chain
                    continue
            if any(sign in gap for sign in (",", "—", "–", " - ")) and not self.marked[k - 1] and self.nominal(k - 1):
                aside = (k, s + 1) if aside is None else aside
                if ")" in gap:
                    k -= 1
                    continue
                chain = self._chain(k, first)
                if chain is not None and self._may_speak(chain):
                    return self._named(chain, aside)
            k -= 1
        return None

    def _may_speak(self, phrase: tuple[int, int]) -> bool:
        return self.tag(self.head(*phrase)) in "NTUJRSGPnmBI"

    def _named(self, subject: tuple[int, int], aside: tuple[int, int]) -> tuple[int, int]:
        """Of a role and the name beside it, the name."""
        a, z = aside
        name = all(self.tag(i) in "NTUJ#" and self.blank(i - 1) for i in range(a + 1, z)) and self.tag(a) in "NTJa#"
        role = self.tag(self.head(*subject)) in "RSn"
        return aside if role and name and z - a > 1 else subject

    def _chain(self, group: int, first: int) -> tuple[int, int] | None:
        """The phrase that ends before word `group`: back to the beginning of its clause, then its first noun phrase."""
        low = group - 1
        while low > first and self.blank(low - 1) and not self.marked[low - 1] and group - low < LONGEST_SUBJECT:
            if self.tag(low - 1) in "cs" and not (
                self.lowered[low - 1] in ("and", "or")
                and self.tag(low) in "DhNTURSGnaJ"
                and low - 2 >= first
                and self.nominal(low - 2)
            ):
                break
            if self.tag(low - 1) == "t" and self.tag(low) != "x":
                break
            low -= 1
        window = range(low, group)
        if self.tag(low) == "W" and low + 1 < group:
            low += 1  # *which the bank says*
            window = range(low, group)
        who = next(
            (
                k
                for k in window
                if self.lowered[k] in ("who", "that") and self.tag(k) in "Wt" and k > low and self.nominal(k - 1)
            ),
            None,
        )
        if who is not None:
            copula = next((k for k in range(who - 1, low - 1, -1) if self.lowered[k] in _COPULAS), None)
            if copula is not None:  # *Hill was an activist who wrote*
                return self.subject(copula, first, who, copula + 1, "be") or self._first_phrase(low, who)
            return self._antecedent(low, who)
        if any(self.tag(k) in "xvV" for k in window):
            low = max(k for k in window if self.tag(k) in "xvV") + 1
        return self._first_phrase(low, group) if low < group else None

    def _antecedent(self, low: int, who: int) -> tuple[int, int] | None:
        """Whom *who* means: of *promoting a story about a nurse who* the nurse, of *a spokesman for Hill who* he."""
        verbs = [k for k in range(low, who) if self.tag(k) in "xvVeg" and not self.nominal(k)]
        start = max(verbs) + 1 if verbs and verbs[-1] + 1 < who else low
        for k in range(start, who):
            begins = k == start or self.tag(k - 1) in "ofiz"
            if begins and self.human((k, who)) and self.tag(self.head(k, who)) != "B":
                return self._first_phrase(k, who)
        return self._first_phrase(low, who)

    def _first_phrase(self, low: int, high: int) -> tuple[int, int] | None:
        """The last noun phrase of ``[low, high)`` with all that hangs on it."""
        a = low
        while a < high and self.tag(a) not in "DhIaJNTUOGRSrBnmPp#tWe":
            a += 1
        # An adverbial before it: *in a speech Hill*, *On Monday she*.
        for k in range(high - 1, a, -1):
            if self.tag(k) in "PW" or self.tag(k - 1) == "d" and self.tag(k) in "DhNTUJRSGI":
                a = k
                break
        return (a, high) if a < high else None

    def subject_before(self, place: int, first: int) -> tuple[int, int] | None:
        """The subject of the main clause before word `place`: *Hill left and said*, *Hill left, adding*."""
        for k in range(first + 1, place):
            if self.marked[k] or self.tag(k) not in "VvxeW" or self.tag(k) == "W":
                continue
            if self.marked[k - 1] or not self.blank(k - 1):
                found = self._inverted(k + 1, place) if self.tag(k) == "V" else None
                if found is None and not self.marked[k - 1] and "," in self.gap(k - 1):
                    found = self._before_aside(k - 1, first)
            elif self.nominal(k - 1) and not (self.tag(k) == "e" and self.tag(k + 1) in "ifo"):
                found = self._chain(k, first)
            else:
                continue
            if (
                found is not None
                and self._may_speak(found)
                and (found[0] == first or not self.blank(found[0] - 1) or self.tag(found[0] - 1) not in "ifozstWVvg")
            ):
                return found
        return None
