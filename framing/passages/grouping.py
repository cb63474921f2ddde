"""Which sentences of an event's articles make one statement."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection

from framing.passages.similarity import Sentence, links, sameness

LIKE = 0.25  # least likeness of two sentences that make one statement
SURE = 0.4  # likeness that needs no support by others; sentences that quote the same words have it
SAME = 0.5  # sentences that share more of their weight than they differ in are copies of one another

Pair = tuple[int, int]
Links = dict[int, dict[int, float]]


def align(
    sentences: list[Sentence], together: list[int], quoting: Collection[Pair] = (), first: list[int] | None = None
) -> list[list[int]]:
    """Statements as lists of sentence numbers, in order of appearance; the likest sentence of an article first.

    Parameters
    ----------
    sentences : list of Sentence
    together : list of int
        For each sentence the number of its event.
    quoting : collection of (int, int)
        Pairs of sentences that quote the same words.
    first : list of int, optional
        For each sentence the first one of its article that reads the same (see `repeated`): they are compared once.
        Of those that do, `quoting` names the first.

    Notes
    -----
    What an outlet prints nearly word for word it does not leave out: a link to a sentence of which there are copies
    (`SAME`) is a link to all of them where most bear it out, and where they do not, only a `SURE` one stands. A
    further sentence joins a statement where it is linked to all that other articles have of it. Lists that other lists
    make up are none of their own.
    """
    same: dict[int, list[int]] = defaultdict(list)
    for i, one in enumerate(range(len(sentences)) if first is None else first):
        same[one].append(i)
    number = {i: n for n, i in enumerate(same)}
    once = [sentences[i] for i in same]
    times = [len(numbers) for numbers in same.values()]
    alike = {(i, j): value for value, i, j in links(once, LIKE, [together[i] for i in same])}
    for i, j in sorted((number[i], number[j]) for i, j in quoting):
        alike[i, j] = max(SURE, alike.get((i, j), 0.0))
    copies = _copies(once, alike)
    like = _linked(once, alike, copies, times)
    groups = _needed(_groups(once, like, copies), like, times)
    numbers = list(same.values())

    def strength(n: int, group: list[int]) -> tuple[bool, float]:
        return once[n].zone not in ("lead", "body"), -sum(times[m] * like[n].get(m, 0.0) for m in group)

    made = []
    for group in groups:
        strengths = {n: strength(n, group) for n in group}
        ranked = sorted((*strengths[n], i) for n in group for i in numbers[n])
        made.append([i for *_, i in ranked])
    placed = {i for group in made for i in group}
    made += [[i] for i, s in enumerate(sentences) if i not in placed and s.zone in ("lead", "body")]
    return sorted(made, key=min)


def _copies(sentences: list[Sentence], alike: dict[Pair, float]) -> list[list[int]]:
    """For each sentence those that are nearly the same, itself among them; copies share one list."""
    first = list(range(len(sentences)))

    def root(i: int) -> int:
        while first[i] != i:
            first[i] = i = first[first[i]]
        return i

    for (i, j), value in alike.items():
        one, other = sorted((root(i), root(j)))
        # Likeness is never less than sameness, and what is known to be a copy need not be asked again.
        if value > SAME and one != other and sameness(sentences[i], sentences[j]) > SAME:
            first[other] = one
    lists: dict[int, list[int]] = defaultdict(list)
    for i in range(len(sentences)):
        lists[root(i)].append(i)
    return [lists[root(i)] for i in range(len(sentences))]


def _linked(sentences: list[Sentence], alike: dict[Pair, float], copies: list[list[int]], times: list[int]) -> Links:
    """The links that stand, for each sentence, with their likeness; a sentence counts as often as it is printed."""
    best: dict[Pair, float] = defaultdict(float)  # of a sentence in another article
    borne: Counter[Pair] = Counter()  # sentences that are like one, by the first of their copies
    for (i, j), value in alike.items():
        for one, other in ((i, j), (j, i)):
            best[one, sentences[other].article] = max(best[one, sentences[other].article], value)
            borne[one, copies[other][0]] += times[other]
    count: dict[int, Counter[int]] = defaultdict(Counter)  # copies by article, by the first of them
    for i, own in enumerate(copies):
        count[own[0]][sentences[i].article] += times[i]
    like: Links = defaultdict(dict)
    spread: dict[tuple[Pair, Pair], float] = {}  # by number and whether its copies are meant too
    for (i, j), value in alike.items():
        # Two sentences that both have a likelier counterpart in the other's article share a topic, not a statement.
        if value < min(SURE, best[i, sentences[j].article], best[j, sentences[i].article]):
            continue
        if copies[i] is copies[j]:
            like[i][j] = like[j][i] = value
            continue
        sides = []
        for one, other in ((i, j), (j, i)):
            printed = count[copies[one][0]]
            could = printed.total() - printed[sentences[other].article]
            most = 2 * borne[other, copies[one][0]] > could
            sides.append((copies[one][0] if most else one, int(most)))
        if value >= SURE or all(most for _, most in sides):
            key = sides[0], sides[1]
            spread[key] = max(value, spread.get(key, 0.0))
    for ((i, all_i), (j, all_j)), value in spread.items():
        for one in copies[i] if all_i else [i]:
            for other in copies[j] if all_j else [j]:
                if sentences[one].article != sentences[other].article:
                    like[one][other] = like[other][one] = max(value, like[one].get(other, 0.0))
    return like


def _groups(sentences: list[Sentence], like: Links, copies: list[list[int]]) -> list[list[int]]:
    """Lists of sentences that are linked throughout; of two linked ones some list has both."""
    groups: list[list[int]] = []
    of: dict[int, set[int]] = defaultdict(set)

    def joins(new: int, group: int) -> bool:
        others = (m for m in groups[group] if sentences[m].article != sentences[new].article)
        return all(m in like[new] for m in others)

    def put(new: int, group: int) -> None:
        groups[group].append(new)
        of[new].add(group)

    for _, i, j in sorted((-value, i, j) for i, row in like.items() for j, value in row.items() if i < j):
        if of[i] & of[j]:
            continue
        fits = [(new, group) for new, old in ((i, j), (j, i)) for group in sorted(of[old]) if joins(new, group)]
        if fits:
            put(*fits[0])
        else:
            groups.append([])
            put(i, len(groups) - 1)
            put(j, len(groups) - 1)
    for number, group in enumerate(groups):
        for copy in sorted({m for i in group for m in copies[i]} - set(group)):
            if joins(copy, number):
                put(copy, number)
    return groups


def _needed(groups: list[list[int]], like: Links, times: list[int]) -> list[list[int]]:
    """The lists without those whose every linked pair stands in another one."""
    pairs = [[(i, j) for i in group for j in sorted(like[i].keys() & set(group)) if i < j] for group in groups]
    held = Counter(pair for some in pairs for pair in some)
    kept = []
    for number in sorted(range(len(groups)), key=lambda n: (sum(times[i] for i in groups[n]), -n)):
        if all(held[pair] > 1 for pair in pairs[number]):
            held.subtract(pairs[number])
        else:
            kept.append(groups[number])
    return kept
