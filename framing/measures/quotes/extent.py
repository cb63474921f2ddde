"""The clause before or around a verb of saying, and where a reported clause ends."""

from __future__ import annotations

from collections.abc import Sequence

from framing.measures.quotes.clause import Following
from framing.measures.quotes.grammar import Cue
from framing.measures.quotes.subjects import TO_LISTENER

# What is said first and told afterwards comes with other verbs: *the dam is safe, Hill said*.
_NO_AFTERTHOUGHT = frozenset(
    "urge ask order command promise pledge vow demand request continue threaten swear volunteer propose deny post "
    "recommend instruct beg implore counsel describe brief boast crack".split()
)
# A participle after a comma that goes on about the speaker, not in his words: *, citing two reports*.
_ASIDE = frozenset("citing referring calling pointing describing alluding speaking drawing accusing prompting".split())


class Grammar(Following):
    """A document's words, the subjects of their verbs, and the clauses that these report."""

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
