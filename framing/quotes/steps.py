"""The learned steps of `indirect`: their slots, and the tables of weights they are shipped with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.models import checked
from framing.quotes.arrays import Chances, Numbers
from framing.quotes.clauses import CUE, EDGE, END, LEFT, SOURCE, SPAN, START, hashed
from framing.quotes.stems import Words

SCALE = 1000  # weights are saved as whole thousandths

_SEEN = [*CUE, "earlier"]
_GATE = [
    "word", "stem", "w1", "n1", "stem n1", "stem g1 kn", "group n1", "group g1 kn", "stem w1", "group w1",
    "group gap behind", "group g1 ahead", "group k1 kind kn", "group left", "group right", "group about",
    "stem about", "stem n1 n2", "group n1 n2", "w2 w1", "n1 n2", "gap behind", "g1 gn ahead", "group subject which",
    "who",
    "who group", "helper helper2 group", "helper helper2 subject", "subject stem", "what", "what group", "thing stem",
    "stem earlier",
    "left gap", "right", "zone group", "group quotes", "group behind", "kind n1", "kind w1", "helper stem",
    "group w1 n1",
]  # fmt: skip
_ACCEPT = [
    "pc", "ps", "pl", "pc pl", "pc ps", "group pc", "stem pc", "length", "group length", "pc length", "stem thirds",
    "stem", "stem g1 kn", "opener length", "gap next", "final next", "from", "ko length", "group marks", "what2",
    "thing2 group", "what2 stem", "verbs length", "verbs group", "opener ko kon", "group opener", "group pl", "zone pc",
    "group subject which", "right", "g1 left",
]  # fmt: skip
_LEFT_END = ["gb near", "stem gb near", "gb word", "kb gb kind", "kb gb kind kn", "group gb", "word", "gb kind kn kn2",
             "near gb gap", "gb near kind kn"]  # fmt: skip
# The names of its attributes, its slots, and how many weights its table holds as a power of two.
STEPS: dict[str, tuple[list[str], list[str], int]] = {
    "gate_right": (_SEEN, _GATE, 19),
    "gate_left": (_SEEN, _GATE, 19),
    "start": (START, ["stem near", "near word", "stem word", "near gb kind", "kb gb kind gap", "kind gap kn next",
                      "group word", "group near gb kind", "before word", "group near before", "group first near",
                      "kbb kb gb kind",
                      "stem kind near"], 17),
    "edge": (EDGE, ["gap n1", "word n1", "gap n1 n2", "kind gap k1 k2", "word gap", "kb kind gap k1"], 18),
    "end": (END, ["gap n1 opener", "gap k1 opener verb", "gap k1 length verb", "stem gap k1", "group opener gap k1",
                  "signs gap n1 verb", "group length gap", "group gap n1", "opener length gap", "gap k1 k2 verb",
                  "gap n1 gc", "signs gap k1 length"], 18),
    "left_end": (LEFT, _LEFT_END, 15),
    "left_start": (LEFT, ["gb word", "gb kind", "gb wb", "gb length", "group gb", "word", "group length"], 15),
    "accept_right": ([*_SEEN, *SPAN], _ACCEPT, 18),
    "accept_left": ([*_SEEN, *SPAN], _ACCEPT, 17),
    "source": (SOURCE, ["where kind between", "where comma between", "where kind comma more", "where word",
                        "where group comma", "where stem more", "where away", "where group kind between",
                        "where kind gap first",
                        "where gb kind verbs", "where verbs comma", "where near kind first", "where aside kind",
                        "where aside verbs gb"], 17),
}  # fmt: skip


class Step(NamedTuple):
    """A logistic score of many places at once."""

    slots: list[Numbers]
    bits: int
    bias: float
    table: NDArray[np.float32]

    def scores(self, attributes: Sequence[Numbers]) -> Chances:
        """Log odds of each place."""
        return self.at(self.places(attributes))

    def places(self, attributes: Sequence[Numbers] | Numbers) -> Numbers:
        """Where the table has the weights of each slot of each place."""
        return hashed(attributes, self.slots, self.bits)

    def at(self, places: Numbers) -> Chances:
        """Log odds from the places in the table.

        Sums of single precision in double precision are exact: no order of adding, and no place beside it, changes one.
        """
        odds: Chances = self.bias + self.table.take(places).sum(axis=0, dtype=np.float64)
        return odds


class Model(NamedTuple):
    """The steps by their names, and the words that were looked up."""

    steps: dict[str, Step]
    words: Words


def slots_of(name: str) -> list[Numbers]:
    """For the first, second … attribute of the slots of a step: the slots that have one, and which attribute."""
    attributes, slots, _ = STEPS[name]
    rows = [[attributes.index(part) for part in slot.split()] for slot in slots]
    columns = range(max(map(len, rows)))
    return [np.array([(n, row[c]) for n, row in enumerate(rows) if len(row) > c]).T for c in columns]


def model_of(arrays: dict[str, NDArray[Any]]) -> Model:
    """The model that saved arrays hold: ``<step>``, ``<step>_bias``, ``stems`` and ``rates``."""
    rates = dict(zip(str(arrays["stems"]).split(), (arrays["rates"] / SCALE).tolist(), strict=True))
    steps = {
        name: Step(
            slots_of(name),
            bits,
            float(arrays[f"{name}_bias"]) / SCALE,
            (arrays[name] / SCALE).astype(np.float32),
        )
        for name, (_, _, bits) in STEPS.items()
        if name in arrays
    }
    return Model(steps, Words(rates))


def feature_names() -> list[str]:
    """Every attribute and every slot of every step, in order; a slot's number is part of what is hashed."""
    names = []
    for step, (attributes, slots, bits) in STEPS.items():
        names += [f"{step}: 2 ** {bits} weights", *[f"{step}: attribute {name}" for name in attributes]]
        names += [f"{step}: slot {slot}" for slot in slots]
    return names


@cache
def shipped() -> Model:
    """The model in ``framing/resources/indirect``."""
    path = files("framing").joinpath("resources/indirect/model.npz")
    with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    where = "framing/resources/indirect/model.npz"
    checked(arrays.get("features"), feature_names(), where, "benchmarks/train_indirect.py")
    return model_of(arrays)
