"""How the encoder learns which sentences say the same: own layers over the shared ones, a vector for each sentence.

It learns from this project's annotation (`data/annotations`: the events of part *development*, and pairs of sentences
of other articles) and from pairs that need none: headlines with the first sentence, and sentences with one of their
clauses.
"""

import copy
import csv
import gzip
import json
import random
import re
import shutil
import sys
import time
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression
from torch import nn
from torch.nn import functional

import framing
from benchmarks.statements import ANNOTATIONS, Place, annotated, pairs_of, texts_of_newswcl50
from framing.corpus.corpus import Corpus
from framing.measures.selection._statements import Event as StatementsOfEvent
from framing.measures.selection.judge import ENCODED, LEXICAL, measured
from framing.measures.selection.quoted import marked
from framing.measures.selection.tokens import tokens
from framing.models import features_hash
from framing.models.encoder import FROZEN
from framing.models.reading import bottom
from framing.models.same import LAYOUT, UNIT, pieces_of
from framing.models.same import Vectors as SentenceVectors
from framing.models.same import vectors as shipped
from framing.text.document import Document
from framing.text.zones import STORY
from training.encoder_model import LAYERS, WIDTH, Encoder, from_base
from training.export import layers_of

REFERENCE = ANNOTATIONS.parent / "harris-mexico-2021" / "reference" / "statements.csv"
EPOCHS, RATE, SEED = 5, 1e-4, 1
TOLERANCE = 0.05  # of a mean F1: two runs on different processors differ in their last bits, and so in their weights
LEARNED = 2  # upper layers that are learned; those between them and the shared ones stay the base's
WEAK = 96  # pairs of a batch without annotation; each is told from all others
TEMPERATURE = 0.05
HARD = 10  # for each pair that says the same so many of the likest others are learned
TOGETHER = 32  # sentences of like lengths read together
SLOPE, BIAS = 12.0, -7.0  # of the chance that two sentences with some cosine say the same, at first
_CLAUSE = re.compile(r",? (?:and|but|while|after|before|because|which|who|as|when|that) |; | — |, (?=\w+ing )")
SHORTEST = 6  # words of a clause that says something by itself

Sentence = np.ndarray  # numbers of its pieces
Event = tuple[list[Sentence], list[int], set[tuple[int, int]]]  # sentences, their articles, pairs that say the same


class Vectors(nn.Module):
    """Layers of its own over the shared ones; a sentence's vector is the mean of its pieces'."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.layers = nn.ModuleList(copy.deepcopy(from_base(base, [0]).encoder.layers[FROZEN:]))
        self.layers[-LEARNED:].requires_grad_(True)
        self.layers[:-LEARNED].requires_grad_(False)
        self.drop = nn.Dropout(0.1)
        self.slope, self.bias = nn.Parameter(torch.tensor(SLOPE)), nn.Parameter(torch.tensor(BIAS))
        self._known: dict[bytes, torch.Tensor] = {}

    def forward(self, sentences: Sequence[Sentence]):
        """A vector for each sentence; those of like lengths are read together."""
        self._read([s for s in sentences if s.tobytes() not in self._known])
        order = sorted(range(len(sentences)), key=lambda n: len(sentences[n]))
        parts = []
        for at in range(0, len(order), TOGETHER):
            some = [self._known[sentences[n].tobytes()] for n in order[at : at + TOGETHER]]
            hidden, mask = _padded(some)
            hidden = self.drop(hidden)
            for layer in self.layers[-LEARNED:]:
                hidden = layer(hidden, Encoder.bias(mask))
            parts.append(functional.normalize((hidden * mask[..., None]).sum(1), dim=-1))
        back = torch.empty(len(order), dtype=torch.long)
        back[torch.tensor(order)] = torch.arange(len(order))
        return torch.cat(parts)[back]

    @torch.no_grad()
    def _read(self, sentences: Sequence[Sentence]) -> None:
        """Keep what the layers that do not learn make of sentences; the shared ones as the package computes them."""
        new = {s.tobytes(): s for s in sentences}
        order = sorted(new, key=lambda key: len(new[key]))
        for at in range(0, len(order), TOGETHER):
            some = order[at : at + TOGETHER]
            below = np.split(bottom()([new[key] for key in some]), np.cumsum([len(new[key]) for key in some])[:-1])
            hidden, mask = _padded([torch.from_numpy(part) for part in below])
            for layer in self.layers[:-LEARNED]:
                hidden = layer.eval()(hidden, Encoder.bias(mask))
            for row, key in enumerate(some):
                self._known[key] = hidden[row, : len(new[key])].half()


def _padded(parts: Sequence[torch.Tensor]):
    size = max(map(len, parts))
    whole, mask = torch.zeros(len(parts), size, WIDTH), torch.zeros(len(parts), size)
    for row, part in enumerate(parts):
        whole[row, : len(part)] = part.float()
        mask[row, : len(part)] = 1
    return whole, mask


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
        sentences = [
            pieces_of(documents[i].text, documents[i].sentences[n].start, documents[i].sentences[n].end) for i, n in at
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
        both = [pieces_of(texts[i], a, z) for i, a, z in (row["one"], row["other"])]
        found.append((both[0], both[1], row["same"]))
    return found


def weak_pairs(corpora: Path, count: int, rng: random.Random) -> list[tuple[Sentence, Sentence]]:
    """Headlines with first sentences, and sentences with one of their clauses."""
    found = []
    rows = [row for row in _allsides(corpora) if len(row["text"]) > 400]
    for row in rng.sample(rows, min(count, len(rows))):
        document = Document(row["text"][:1500])
        told = [s for s in document.sentences if s.zone in STORY]
        story = [s for s in told if document.words_between(s.start, s.end) > 2 * SHORTEST]
        if not story:
            continue
        text = document.text
        title = row["title"] or ""
        if len(found) % 2 and len(title.split()) >= SHORTEST:
            found.append((pieces_of(title, 0, len(title)), pieces_of(text, story[0].start, story[0].end)))
            continue
        s = rng.choice(story)
        cuts = [s.start, *(m.start() for m in _CLAUSE.finditer(text, s.start, s.end)), s.end]
        clauses = [(a, z) for a, z in pairwise(cuts) if len(text[a:z].split()) >= SHORTEST]
        if len(clauses) > 1:
            found.append((pieces_of(text, s.start, s.end), pieces_of(text, *rng.choice(clauses))))
    return found


def learn(base: Path, told: Iterable[Event], labelled, weak, epochs: int = EPOCHS) -> Vectors:
    """Vectors whose cosine tells whether two sentences say the same."""
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    model = Vectors(base)
    told, labelled, weak = list(told), list(labelled), list(weak)
    steps = epochs * (len(told) + -(-len(labelled) // 64)) + len(weak) // WEAK
    own = list(model.layers[-LEARNED:].parameters())
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
        loss = {"event": _of_event, "pairs": _of_pairs, "weak": _of_weak}[kind](model, some)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(own, 1.0)
        optimiser.step()
        schedule.step()
        if step % 10 == 0:
            seconds = time.monotonic() - begun
            print(f"{step}/{len(todo)} {seconds:.0f} s {kind} {loss.item():.3f}", file=sys.stderr, flush=True)
    return model.eval()


def _of_event(model: Vectors, event: Event):
    sentences, article, same = event
    vectors = model(sentences)
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


def _of_pairs(model: Vectors, some):
    vectors = model([s for one, other, _ in some for s in (one, other)])
    odds = model.slope * (vectors[::2] * vectors[1::2]).sum(1) + model.bias
    return functional.binary_cross_entropy_with_logits(odds, torch.tensor([float(same) for *_, same in some]))


def _of_weak(model: Vectors, some):
    vectors = model([s for pair in some for s in pair])
    scores = vectors[::2] @ vectors[1::2].T / TEMPERATURE
    right = torch.arange(len(some))
    return 0.25 * (functional.cross_entropy(scores, right) + functional.cross_entropy(scores.T, right))


def export(model: Vectors, out: Path) -> None:
    """Write ``statements.npz`` to `out`."""
    state = {f"encoder.layers.{n + FROZEN}.{name}": value for n, layer in enumerate(model.layers)
             for name, value in ((k, v.numpy()) for k, v in layer.state_dict().items())}  # fmt: skip
    arrays = layers_of(state, range(FROZEN, LAYERS)) | {"depth": np.array(LAYERS)}
    out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out / "statements.npz", **arrays, features=np.array(features_hash(LAYOUT)))


def _allsides(corpora: Path):
    with gzip.open(corpora / "allsides_sample.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


FOLDS = {"first": ("0", "1", "3"), "second": ("2", "8"), "all": ("0", "1", "2", "3", "8")}  # events that each learns
PRESENT = [0.013, 0.75]  # of cells with some score, in how many the article did say it: least squares, 216 cells


def run(options) -> int:
    """Learn vectors and weights and write them; to check, compare F1 on the events kept apart with what is shipped.

    The weights must not trust vectors of events that these learned: each fold's events are read by the other's.
    """
    torch.set_num_threads(2)
    told, labelled = events(options.corpora), pairs(options.corpora, ANNOTATIONS)
    weak = weak_pairs(options.corpora, 500, random.Random(SEED))
    made = {}
    for name, learned in FOLDS.items():
        export(learn(options.base, [told[event] for event in learned], labelled, weak), options.work / name)
        made[name] = SentenceVectors(bottom(), dict(np.load(options.work / name / "statements.npz")))
    reads = {event: made["second" if event in FOLDS["first"] else "first"] for event in told} | {"seeds": made["all"]}
    data = annotated_corpora(options.corpora)
    weights = {"features": features_hash(ENCODED), "present": PRESENT}
    weights["lexical"] = fit([(corpus, same, None) for corpus, same in data.values()], LEXICAL)
    weights["encoder"] = fit([(corpus, same, reads[name]) for name, (corpus, same) in data.items()], ENCODED)
    print(json.dumps(weights))
    if options.out:
        shutil.copy(options.work / "all" / "statements.npz", options.out)
        (options.out / "weights.json").write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    if not options.check:
        return 0
    kept_apart = events(options.corpora, "test").values()
    ours, again = ([best_f1(read, event) for event in kept_apart] for read in (shipped(), made["all"]))
    print(f"F1 by cosine alone, events kept apart: shipped {ours}, learned again {again}")
    return int(abs(np.mean(ours) - np.mean(again)) > TOLERANCE)


def best_f1(read: SentenceVectors, event: Event) -> float:
    """The best F1 over pairs of sentences that any threshold of the cosine gives."""
    sentences, article, same = event
    rows = read(sentences) / UNIT
    one, other = np.nonzero(np.array(article)[:, None] < np.array(article)[None, :])
    cosine = np.einsum("nd,nd->n", rows[one], rows[other])
    goal = np.array([pair in same for pair in zip(one.tolist(), other.tolist(), strict=True)])
    right = np.cumsum(goal[np.argsort(-cosine, kind="stable")])
    return round(float((2 * right / (np.arange(1, len(right) + 1) + len(same))).max()), 3)


def fit(told: Iterable[tuple[Corpus, set[tuple[Place, Place]], object]], names: Sequence[str]) -> dict[str, object]:
    """Bias and weights of the chance that two sentences say the same; the last of each is what makes the vectors."""
    rows, goals = [], []
    for corpus, same, vectors in told:
        documents = [Document(article) for article in corpus]
        reads = [tokens(document, marked(document)) for document in documents]
        event = StatementsOfEvent(list(corpus), documents, reads)
        copies, quoting = event.distinct()
        once = [event.sentences[numbers[0]] for numbers in copies]
        made = None
        if len(names) == len(ENCODED):
            pieces = [pieces_of(documents[s.article].text, s.start, s.end) for s in once]
            made = (vectors or shipped())(pieces) / UNIT
        one, other, columns = measured(once, quoting, made)
        places = [{(corpus[event.sentences[i].article].id, event.sentences[i].sentence) for i in own} for own in copies]
        rows.append(columns)
        goals += [any((min(a, b), max(a, b)) in same for a in places[i] for b in places[j])
                  for i, j in zip(one.tolist(), other.tolist(), strict=True)]  # fmt: skip
    columns = np.concatenate(rows)
    middle, spread = columns.mean(0), columns.std(0) + 1e-9
    model = LogisticRegression(C=1.0, max_iter=5000).fit((columns - middle) / spread, goals)
    weights = model.coef_[0] / spread
    bias = float(model.intercept_[0] - weights @ middle)
    return {"bias": round(bias, 4), "weights": {n: round(float(w), 4) for n, w in zip(names, weights, strict=True)}}


def annotated_corpora(corpora: Path) -> dict[str, tuple[Corpus, set[tuple[Place, Place]]]]:
    """The events of part *development*, and the bundled study with its reference."""
    found = {}
    articles = texts_of_newswcl50(corpora)
    for event, groups in annotated("development").items():
        corpus = Corpus([article for article in articles if article.event == event])
        found[event] = corpus, _pairs(corpus, groups)
    corpus = framing.read("harris-mexico-2021")
    groups: dict[str, list[tuple[str, int, int]]] = {}
    for row in csv.DictReader(REFERENCE.read_text(encoding="utf-8").splitlines()):
        groups.setdefault(row["statement"], []).append((row["article_id"], int(row["start"]), int(row["end"])))
    found["seeds"] = corpus, _pairs(corpus, groups.values())
    return found


def _pairs(corpus: Corpus, groups) -> set[tuple[Place, Place]]:
    documents = {article.id: Document(article) for article in corpus}
    return pairs_of([(i, documents[i].sentence_at((a + z) // 2)) for i, a, z in group] for group in groups)
