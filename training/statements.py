"""How the encoder learns which sentences say the same: own layers over the shared ones, a vector for each sentence.

It learns from this project's annotation (`data/annotations`: the events of part *development*, and pairs of sentences of
other articles) and from pairs that need none: headlines with the first sentence, sentences with one of their clauses,
near copies in two articles on one event.
"""

import copy
import gzip
import json
import random
import re
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from benchmarks.statements import annotated, pairs_of, texts_of_newswcl50
from framing.document import STORY, Document
from framing.models import features_hash
from framing.models.encoder import FROZEN
from framing.models.reading import bottom
from framing.models.same import SIGNS, Sentence, sentence_of
from framing.quotes.marks import marked
from training.encoder_model import LAYERS, WIDTH, Encoder, from_base
from training.export import layers_of

EPOCHS, RATE, SEED = 8, 1e-4, 1
WEAK = 96  # pairs of a batch without annotation; each is told from all others
TEMPERATURE = 0.05
HARD = 10  # for each pair that says the same so many of the likest others are learned
SLOPE, BIAS = 12.0, -7.0  # of the chance that two sentences with some cosine say the same, at first
_CLAUSE = re.compile(r",? (?:and|but|while|after|before|because|which|who|as|when|that) |; | — |, (?=\w+ing )")
SHORTEST = 6  # words of a clause that says something by itself

Event = tuple[list[Sentence], list[int], set[tuple[int, int]]]  # sentences, their articles, pairs that say the same


class Vectors(nn.Module):
    """Layers of its own over the shared ones; a sentence's vector is the mean of its pieces'."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.layers = nn.ModuleList(copy.deepcopy(from_base(base, [0]).encoder.layers[FROZEN:]))
        self.layers.requires_grad_(True)
        self.marks = nn.Parameter(torch.zeros(2, WIDTH))
        self.drop = nn.Dropout(0.1)
        self.slope, self.bias = nn.Parameter(torch.tensor(SLOPE)), nn.Parameter(torch.tensor(BIAS))

    def forward(self, below, marks, mask):
        hidden = self.drop(below + self.marks[marks])
        for layer in self.layers:
            hidden = layer(hidden, Encoder.bias(mask))
        return functional.normalize((hidden * mask[..., None]).sum(1), dim=-1)


class Cache:
    """What the shared layers make of sentences, as the package computes it."""

    def __init__(self) -> None:
        self._known: dict[bytes, torch.Tensor] = {}

    def __call__(self, sentences: Sequence[Sentence]):
        new = {s.ids.tobytes(): s.ids for s in sentences if s.ids.tobytes() not in self._known}
        order = sorted(new, key=lambda key: len(new[key]))
        for at in range(0, len(order), 64):
            some = order[at : at + 64]
            hidden = bottom()([new[key] for key in some])
            for key, part in zip(some, np.split(hidden, np.cumsum([len(new[k]) for k in some])[:-1]), strict=True):
                self._known[key] = torch.from_numpy(part.astype(np.float16))
        size = max(len(s.ids) for s in sentences)
        below, mask = torch.zeros(len(sentences), size, WIDTH), torch.zeros(len(sentences), size)
        marks = torch.zeros(len(sentences), size, dtype=torch.long)
        for row, s in enumerate(sentences):
            below[row, : len(s.ids)] = self._known[s.ids.tobytes()].float()
            marks[row, : len(s.ids)] = torch.from_numpy(s.marks)
            mask[row, : len(s.ids)] = 1
        return below, marks, mask


def events(corpora: Path, part: str = "development") -> dict[str, Event]:
    """The annotated events with what says the same in them."""
    found = {}
    articles = texts_of_newswcl50(corpora)
    for event, groups in annotated(part).items():
        documents = {article.id: Document(article) for article in articles if article.event == event}
        at = [(i, n) for i, d in documents.items() for n, s in enumerate(d.sentences) if s.zone in STORY]
        number = {place: k for k, place in enumerate(at)}
        places = [[(i, documents[i].sentence_at((a + z) // 2)) for i, a, z in group] for group in groups]
        same = {(number[a], number[b]) for a, b in pairs_of(places) if a in number and b in number}
        marks = {i: [(m.start, m.end) for m in marked(d)] for i, d in documents.items()}
        sentences = [
            sentence_of(documents[i].text, documents[i].sentences[n].start, documents[i].sentences[n].end, marks[i])
            for i, n in at
        ]
        names = list(documents)
        found[event] = sentences, [names.index(i) for i, _ in at], same
    return found


def pairs(corpora: Path, annotations: Path) -> list[tuple[Sentence, Sentence, bool]]:
    """Annotated pairs of sentences of AllSides articles, and whether they say the same."""
    texts = {row["id"]: row["text"] for row in _allsides(corpora)}
    found = []
    for line in (annotations / "same.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        both = [sentence_of(texts[i], a, z, _marks(texts[i], a, z)) for i, a, z in (row["one"], row["other"])]
        found.append((both[0], both[1], row["same"]))
    return found


def weak_pairs(corpora: Path, count: int, rng: random.Random) -> list[tuple[Sentence, Sentence]]:
    """Headlines with first sentences, and sentences with one of their clauses."""
    found = []
    rows = [row for row in _allsides(corpora) if len(row["text"]) > 400]
    for row in rng.sample(rows, min(count, len(rows))):
        document = Document(row["text"][:1500])
        story = [s for s in document.sentences if s.zone in STORY and document.words_between(s.start, s.end) > 2 * SHORTEST]
        if not story:
            continue
        text = document.text
        title = row["title"] or ""
        if len(found) % 2 and len(title.split()) >= SHORTEST:
            found.append((sentence_of(title, 0, len(title), []), sentence_of(text, story[0].start, story[0].end, [])))
            continue
        s = rng.choice(story)
        cuts = [s.start, *(m.start() for m in _CLAUSE.finditer(text, s.start, s.end)), s.end]
        clauses = [(a, z) for a, z in zip(cuts, cuts[1:]) if len(text[a:z].split()) >= SHORTEST]
        if len(clauses) > 1:
            found.append((sentence_of(text, s.start, s.end, []), sentence_of(text, *rng.choice(clauses), [])))
    return found


def learn(base: Path, told: Iterable[Event], labelled, weak, epochs: int = EPOCHS, say=print) -> Vectors:
    """Vectors whose cosine tells whether two sentences say the same; the weights are a moving average."""
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    model, cache = Vectors(base), Cache()
    told, labelled, weak = list(told), list(labelled), list(weak)
    steps = epochs * (len(told) + -(-len(labelled) // 64)) + len(weak) // WEAK
    own = [*model.layers.parameters(), model.marks]
    optimiser = torch.optim.AdamW(
        [{"params": own, "lr": RATE}, {"params": [model.slope, model.bias], "lr": 1e-2}], weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (0.1 * steps)) * max(0.05, (steps - step) / steps)
    )
    todo = [("event", event) for event in told for _ in range(epochs)]
    for _ in range(epochs):
        rng.shuffle(labelled)
        todo += [("pairs", labelled[at : at + 64]) for at in range(0, len(labelled), 64)]
    todo += [("weak", weak[at : at + WEAK]) for at in range(0, len(weak) - WEAK + 1, WEAK)]
    rng.shuffle(todo)
    begun = time.monotonic()
    for step, (kind, some) in enumerate(todo):
        model.train()
        loss = {"event": _of_event, "pairs": _of_pairs, "weak": _of_weak}[kind](model, cache, some)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(own, 1.0)
        optimiser.step()
        schedule.step()
        if step % 10 == 0:
            say(f"{step}/{len(todo)} {time.monotonic() - begun:.0f} s {kind} {loss.item():.3f}", file=sys.stderr, flush=True)
    return model.eval()


def _of_event(model: Vectors, cache: Cache, event: Event):
    sentences, article, same = event
    vectors = model(*cache(sentences))
    cosine = vectors @ vectors.T
    goal = torch.zeros_like(cosine)
    for a, b in same:
        goal[a, b] = goal[b, a] = 1
    number = torch.tensor(article)
    asked = (number[:, None] < number[None, :]).flatten()
    cosine, goal = cosine.flatten()[asked], goal.flatten()[asked]
    # The likest sentences that do not say the same teach most; the thousands of others are told apart anyway.
    hard = torch.topk(cosine.detach() - 9 * goal, min(len(goal), int(HARD * goal.sum()))).indices
    kept = torch.cat([goal.nonzero()[:, 0], hard])
    return functional.binary_cross_entropy_with_logits(model.slope * cosine[kept] + model.bias, goal[kept])


def _of_pairs(model: Vectors, cache: Cache, some):
    vectors = model(*cache([s for one, other, _ in some for s in (one, other)]))
    odds = model.slope * (vectors[::2] * vectors[1::2]).sum(1) + model.bias
    return functional.binary_cross_entropy_with_logits(odds, torch.tensor([float(same) for *_, same in some]))


def _of_weak(model: Vectors, cache: Cache, some):
    vectors = model(*cache([s for pair in some for s in pair]))
    scores = vectors[::2] @ vectors[1::2].T / TEMPERATURE
    right = torch.arange(len(some))
    return 0.25 * (functional.cross_entropy(scores, right) + functional.cross_entropy(scores.T, right))


def export(model: Vectors, out: Path) -> None:
    """Write ``statements.npz`` to `out`."""
    state = {f"encoder.layers.{n + FROZEN}.{name}": value for n, layer in enumerate(model.layers)
             for name, value in ((k, v.numpy()) for k, v in layer.state_dict().items())}  # fmt: skip
    arrays = layers_of(state, range(FROZEN, LAYERS)) | {"marks": model.marks.detach().numpy(), "depth": np.array(LAYERS)}
    out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out / "statements.npz", **arrays, features=np.array(features_hash(SIGNS)))


def _marks(text: str, start: int, end: int) -> list[tuple[int, int]]:
    piece = Document(text[start:end])
    return [(start + m.start, start + m.end) for m in marked(piece)]


def _allsides(corpora: Path):
    with gzip.open(corpora / "allsides_sample.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
