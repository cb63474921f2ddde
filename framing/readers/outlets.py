"""Names of outlets and other groups: which stand for nobody, which are one name written in several ways."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from framing.corpus.article import Article, plain_label
from framing.corpus.study import Study
from framing.readers.record import Problems

# What programs and people write into a cell for "nobody knows".
_NOBODY = frozenset("nan none null nil n/a n.a. na #n/a <na> nat unknown ? - -- – —".split())
# What outlets' names carry for a channel, an edition or a section of one and the same outlet.
_PARTS = frozenset(
    "online digital print web website site blog blogs app opinion opinions editorial editorials comment commentary "
    "sport sports business "
    "politics world news culture lifestyle tv radio podcast newspaper paper edition e-paper epaper "
    "international national local sunday weekend live archive archives premium plus mobile video".split()
)
# Of these the last word of a name tells as much without a mark before it: "Fox News Online".
_CHANNELS = frozenset("online digital print web website blog blogs app newspaper edition epaper e-paper".split())
_TAIL = re.compile(
    r"\s*[(\[{](?P<bracketed>[^()\[\]{}]*)[)\]}]$"
    r"|\s+[-–—/]\s*(?P<dashed>[^-–—/|]+)$|\s*[-–—/]\s+(?P<dashed_too>[^-–—/|]+)$"
    r"|\s*[|:•·,;]\s*(?P<marked>[^|:•·,;]+)$"
)
_HOST = re.compile(r"(?:https?://)?(?:www\.)?(?P<name>[\w-]+(?:\.[\w-]+)*?)(?:\.com?)?\.[a-z]{2,6}/?", re.I)
_WORD = re.compile(r"\w+")
_GROUPS = 30  # a column of the user's own with more values than this does not name groups
_LONGEST = 60  # characters of the name of a group
_TAILS = 8  # that are taken off a name; a row of more is no name


def nobody(name: str) -> bool:
    """Tell whether a cell names nobody: it is blank, or holds what stands for a missing value.

    Examples
    --------
    >>> nobody("N/A"), nobody(" "), nobody("The Nation")
    (True, True, False)
    """
    return not name.strip() or name.strip().casefold() in _NOBODY


class Names:
    """The name that each outlet is to be shown under, as a study says; other names stay as they are.

    A form counts as it is written, else whatever its case.

    Examples
    --------
    >>> names = Names({"Daily Example": ("Example", "The Example")})
    >>> names.of("the example"), names.of("Sample")
    ('Daily Example', 'Sample')
    """

    def __init__(self, outlets: Mapping[str, Sequence[str]]) -> None:
        pairs = [(plain_label(form), plain_label(name)) for name, forms in outlets.items() for form in (name, *forms)]
        self._exact = dict(pairs)
        self._folded = {form.casefold(): name for form, name in reversed(pairs)}

    def of(self, name: str) -> str:
        """Return the name to show for `name`."""
        return self._exact.get(name) or self._folded.get(name.casefold()) or name


def alike_names(names: Sequence[str], parts: bool = True) -> list[tuple[str, str]]:
    """Return pairs of names that seem to be one: the plainer of them first, each other name once.

    They differ in case, accents, punctuation, blank space, "the" or an address's ending, or, with `parts`, in what
    follows the name: ``(online)``, `` - Opinion``. "(London)" and "(Dublin)" are two places and no pair, unless the
    name without them is there too.

    Examples
    --------
    >>> alike_names(["Al Jazeera", "Daily Example", "al-jazeera", "Daily Example - Opinion"])
    [('Al Jazeera', 'al-jazeera'), ('Daily Example', 'Daily Example - Opinion')]
    """
    groups: dict[str, list[tuple[str, bool, bool]]] = {}
    for name in dict.fromkeys(names):
        bare, tails = _bare(name) if parts else (name, [])
        known = all(word in _PARTS for tail in tails for word in tail.casefold().split())
        groups.setdefault(_key(bare), []).append((name, bool(tails), known))
    pairs = []
    for group in groups.values():
        # Names of a place are told apart by it, unless somebody wrote the name without.
        bare_too = any(not tailed for _, tailed, _ in group)
        held = group if bare_too else [*(one for one in group if one[2]), *_same_tails(group)]
        ordered = sorted(dict.fromkeys(held), key=lambda one: one[1])
        pairs += [(ordered[0][0], name) for name, *_ in ordered[1:]]
    return pairs


class Groups:
    """Names of outlets and of other groups, counted article by article, and what is suspicious in them."""

    def __init__(self, study: Study) -> None:
        self._decided = {plain_label(name) for name in study.outlets}
        self.outlets: Counter[str] = Counter()
        self._columns: dict[str, Counter[str] | None] = {}

    def add(self, article: Article) -> None:
        """Count one article."""
        if article.metadata.get("outlet_evidence") != "unknown":
            self.outlets[article.outlet] += 1
        for name, value in (("event", article.event), ("wire", article.wire), *article.metadata.items()):
            if isinstance(value, str) and not name.startswith(("outlet_", "date_", "wire_", "file")):
                self._count(name, value)

    def _count(self, column: str, value: str) -> None:
        held = self._columns.setdefault(column, Counter())
        if held is None:
            return
        if len(value) <= _LONGEST:
            held[value] += 1
        if len(held) > _GROUPS and column not in ("event", "wire"):
            self._columns[column] = None

    def tell(self, problems: Problems) -> None:
        """List names that may be one, with what to do."""
        for one, other in alike_names(list(self.outlets)):
            if not self._decided >= {one, other}:
                problems.add(
                    "", None, "outlet",
                    f"{other!r} ({_articles(self.outlets[other])}) may be {one!r} ({_articles(self.outlets[one])}) "
                    "written another way; they are compared as two outlets.",
                    f"If they are one, say so in study.toml under [outlets]: {quoted(one)} = [{quoted(other)}]; if "
                    f"not, name both there: {quoted(one)} = [{quoted(one)}] and {quoted(other)} = [{quoted(other)}].",
                )  # fmt: skip
        for column, counted in self._columns.items():
            held = counted or Counter()
            for one, other in alike_names(list(held), parts=False):
                problems.add(
                    "", None, column,
                    f"{other!r} ({_articles(held[other])}) may be {one!r} ({_articles(held[one])}) "
                    "written another way; they count as two groups.",
                    "Write each group's name one way.",
                )  # fmt: skip


def quoted(name: str) -> str:
    """Return a name as TOML writes text."""
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _articles(count: int) -> str:
    return f"{count:,} article{'s' * (count != 1)}"


def _bare(name: str) -> tuple[str, list[str]]:
    """Return a name without what follows it, and what that was."""
    tails: list[str] = []
    for _ in range(_TAILS):
        match = _TAIL.search(name)
        if match and _key(name[: match.start()]):
            tail = next(part for part in match.groups() if part is not None)
            name = name[: match.start()]
            if tail.strip().casefold() != "the":
                tails.append(tail)
            continue
        head, _, last = name.rpartition(" ")
        if not (head and last.casefold() in _CHANNELS):
            return name, tails
        name, tails = head, [*tails, last]
    return name, tails


def _same_tails(group: Sequence[tuple[str, bool, bool]]) -> Iterator[tuple[str, bool, bool]]:
    """Yield the names of a group that are alike to the last word: the same place, written two ways."""
    times = Counter(_key(name) for name, *_ in group)
    yield from (one for one in group if times[_key(one[0])] > 1)


def _key(name: str) -> str:
    """Return a name without case, accents, marks, blanks, "the" and an address's beginning and ending."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    if match := _HOST.fullmatch(folded.strip()):
        folded = match["name"].removeprefix("the")
    words = [word for word in _WORD.findall(folded.replace("&", " and ")) if word not in ("the", "com", "www")]
    return "".join(words) or folded.strip()
