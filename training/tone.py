"""How the judge of tone toward a target is learned: NewsMTSC, six layers of its own."""

import copy
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from framing.measures._tone.vocabulary import straighten
from framing.models.encoder import Bottom
from framing.models.reading import bottom
from framing.models.target import BEFORE_TARGET, LABELS, Mention, joined, mention
from framing.models.wordpiece import WordPiece
from training.encoder_model import WIDTH, Encoder, from_base
from training.tone_data import FOLDS, Row, folds, plain_speech
from training.tone_data import read as read_rows

EPOCHS, BATCH, SMOOTHING = 3, 32, 0.05  # of four epochs the second and third were best, on one fold
RATES = 1e-4, 1e-3  # of the layers, and of the signs and the head


def arrays_of(model) -> dict[str, np.ndarray]:
    """A judge's weights by the names that the package gives them."""
    return {name: value.numpy() for name, value in model.state_dict().items()}


class Judge(nn.Module):
    """The base's layers, tuned, over vectors of pieces that no training changes.

    Classes are told from the vectors of [CLS] and of the mark before the target.
    """

    def __init__(self, base: Path, bottom: Bottom) -> None:
        super().__init__()
        self.layers = nn.ModuleList(copy.deepcopy(from_base(base, [0]).encoder.layers))
        self.layers.requires_grad_(True)
        signs = torch.randn(4, WIDTH) * 0.02
        signs[0] = 0
        self.signs = nn.Parameter(signs)
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(2 * WIDTH, len(LABELS))
        self.bottom = bottom

    def forward(self, windows, signs, mask):
        below = torch.zeros(*mask.shape, WIDTH)
        below[mask == 1] = torch.from_numpy(self.bottom.embedded(windows))
        hidden = self.drop(below + self.signs[signs])
        for layer in self.layers:
            hidden = layer(hidden, Encoder.bias(mask))
        before = hidden[torch.arange(len(mask)), (signs == BEFORE_TARGET).int().argmax(1)]
        return self.head(self.drop(torch.cat([hidden[:, 0], before], 1)))


def mentions_of(rows: list[Row], tokenizer: WordPiece, hide_names: bool) -> list[Mention]:
    pieces = (tokenizer.pieces(joined(straighten(row.sentence))) for row in rows)
    return [
        mention(tokenizer, row.sentence, own, row.start, row.end, hide_names)
        for row, own in zip(rows, pieces, strict=True)
    ]


def collate(mentions: list[Mention]):
    size = max(len(one.ids) for one in mentions)
    signs, mask = torch.zeros(len(mentions), size, dtype=torch.long), torch.zeros(len(mentions), size)
    for row, one in enumerate(mentions):
        signs[row, : len(one.ids)] = torch.from_numpy(one.signs)
        mask[row, : len(one.ids)] = 1
    return [one.ids for one in mentions], signs, mask


def learn(base: Path, read: list[Mention], hidden: list[Mention], goals, seed: int) -> Judge:
    """A judge that learned the goals (a share for each class) of its mentions, half the time without their names."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = Judge(base, bottom())
    own, other = list(model.layers.parameters()), [model.signs, *model.head.parameters()]
    groups = [{"params": some, "lr": rate} for some, rate in zip((own, other), RATES, strict=True)]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    goals = torch.as_tensor(goals, dtype=torch.float32)
    steps = EPOCHS * -(-len(read) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (0.1 * steps)) * (steps - step) / steps
    )
    lengths = np.array([len(one.ids) for one in read])
    step, begun, running = 0, time.monotonic(), 1.0
    for epoch in range(EPOCHS):
        model.train()
        order = np.argsort(lengths + rng.uniform(-8, 8, len(lengths)))
        parts = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
        rng.shuffle(parts)
        for some in parts:
            logits = model(*collate([(read, hidden)[rng.integers(2)][n] for n in some]))
            loss = functional.cross_entropy(logits, goals[some], label_smoothing=SMOOTHING)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            step += 1
            running = 0.98 * running + 0.02 * loss.item()
            if step % 50 == 0:
                told = f"{epoch} {step}/{steps} {time.monotonic() - begun:.0f} s {running:.3f}"
                print(told, file=sys.stderr, flush=True)
    return model


@torch.no_grad()
def judged(model, mentions) -> np.ndarray:
    model.eval()
    order = sorted(range(len(mentions)), key=lambda n: len(mentions[n].ids))
    logits = np.zeros((len(mentions), len(LABELS)))
    for at in range(0, len(order), 64):
        some = order[at : at + 64]
        logits[some] = model(*collate([mentions[n] for n in some])).numpy()
    return logits


def train(corpora: Path, base: Path, work: Path, parts=range(FOLDS), every: bool = True):
    """Judge each of some folds by a judge that saw nothing of its events, then learn from everything.

    Returns the logits of all mentions (missing where their fold was not asked for), which `work` keeps too, and the
    judge that learned from everything, or None.
    """
    torch.set_num_threads(2)
    work.mkdir(parents=True, exist_ok=True)
    rows, more = read_rows(corpora), plain_speech(corpora)
    read, hidden = (mentions_of(rows + more, bottom().tokenizer, hide) for hide in (False, True))
    goals = np.eye(3)[[row.label for row in rows + more]]
    extra = list(range(len(rows), len(read)))

    def learned(some, seed):
        some = [*some, *extra]
        return learn(base, [read[n] for n in some], [hidden[n] for n in some], goals[some], seed)

    logits = np.full((len(rows), 3), np.nan)
    for number, (seen, rest) in enumerate(folds(rows)):
        if number in parts:
            model = learned(seen, number + 1)
            logits[rest] = judged(model, [read[n] for n in rest])
            np.save(work / "fold_logits.npy", logits)
    return rows, logits, learned(range(len(rows)), 0) if every else None
