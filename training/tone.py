"""How the judge of tone toward a target is learned: NewsMTSC, on the layers that the encoder's tasks share."""

import copy
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from framing.measures._tone.vocabulary import straighten
from framing.models.encoder import FROZEN
from framing.models.reading import bottom
from framing.models.target import LABELS, Mention, joined, mention
from framing.models.wordpiece import WordPiece
from training.encoder_model import WIDTH, Encoder, from_base
from training.tone_data import FOLDS, Row, folds, plain_speech, read

EPOCHS, BATCH, SMOOTHING, DECAY = 2, 32, 0.05, 0.99  # two more epochs gave no more on two folds
RATES = 1.5e-4, 1e-3  # of the layers, and of the sign and the head


def arrays_of(model) -> dict[str, np.ndarray]:
    """A judge's weights by the names of the encoder's layers, which are counted from the lowest."""
    found = {}
    for name, value in model.state_dict().items():
        if name.startswith("layers."):
            _, number, rest = name.split(".", 2)
            name = f"layers.{int(number) + FROZEN}.{rest}"
        found[name] = value.numpy()
    return found


class Judge(nn.Module):
    """Layers of its own over the shared ones; classes from the vectors of [CLS] and of the target."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.layers = nn.ModuleList(copy.deepcopy(from_base(base, [0]).encoder.layers[FROZEN:]))
        self.layers.requires_grad_(True)
        self.target = nn.Parameter(torch.randn(2, WIDTH) * 0.02)
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(2 * WIDTH, len(LABELS))

    def forward(self, below, target, mask):
        hidden = self.drop(below + self.target[target])
        for layer in self.layers:
            hidden = layer(hidden, Encoder.bias(mask))
        of_target = (hidden * target[..., None]).sum(1) / target.sum(1, keepdim=True)
        return self.head(self.drop(torch.cat([hidden[:, 0], of_target], 1)))


def mentions_of(rows: list[Row], tokenizer: WordPiece) -> list[Mention]:
    pieces = (tokenizer.pieces(joined(straighten(row.sentence))) for row in rows)
    return [mention(tokenizer, row.sentence, own, row.start, row.end) for row, own in zip(rows, pieces, strict=True)]


def below_of(bottom, mentions: list[Mention]) -> list[torch.Tensor]:
    """What the shared layers make of each mention, as the package computes it, in half precision."""
    order = sorted(range(len(mentions)), key=lambda n: len(mentions[n].ids))
    found: list = [None] * len(mentions)
    for at in range(0, len(order), 16):
        some = order[at : at + 16]
        hidden = bottom([mentions[n].ids for n in some])
        parts = np.split(hidden, np.cumsum([len(mentions[n].ids) for n in some])[:-1])
        for n, part in zip(some, parts, strict=True):
            found[n] = torch.from_numpy(part.astype(np.float16))
    return found


def collate(below, mentions, some):
    size = max(len(mentions[n].ids) for n in some)
    whole, target, mask = torch.zeros(len(some), size, WIDTH), torch.zeros(len(some), size, dtype=torch.long), None
    mask = torch.zeros(len(some), size)
    for row, n in enumerate(some):
        length = len(mentions[n].ids)
        whole[row, :length] = below[n].float()
        target[row, :length] = torch.from_numpy(mentions[n].target)
        mask[row, :length] = 1
    return whole, target, mask


def learn(base: Path, below, mentions, goals, seed: int) -> Judge:
    """A judge that learned the goals (a share for each class) of its mentions.

    Its weights are the moving average over the steps: the last ones alone are noisier.
    """
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    model = Judge(base)
    own, other = list(model.layers.parameters()), [model.target, *model.head.parameters()]
    groups = [{"params": some, "lr": rate} for some, rate in zip((own, other), RATES, strict=True)]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    goals = torch.as_tensor(goals, dtype=torch.float32)
    steps = EPOCHS * -(-len(mentions) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (0.1 * steps)) * max(0.02, (steps - step) / steps)
    )
    mean = copy.deepcopy(model)
    lengths = np.array([len(one.ids) for one in mentions])
    step, begun, running = 0, time.monotonic(), 1.0
    for epoch in range(EPOCHS):
        model.train()
        order = np.argsort(lengths + rng.uniform(-8, 8, len(lengths)))
        parts = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
        rng.shuffle(parts)
        for some in parts:
            logits = model(*collate(below, mentions, some))
            loss = functional.cross_entropy(logits, goals[some], label_smoothing=SMOOTHING)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            step += 1
            with torch.no_grad():
                for kept, new in zip(mean.parameters(), model.parameters(), strict=True):
                    kept.lerp_(new, 1 - min(DECAY, step / (step + 10)))
            running = 0.98 * running + 0.02 * loss.item()
            if step % 50 == 0:
                told = f"{epoch} {step}/{steps} {time.monotonic() - begun:.0f} s {running:.3f}"
                print(told, file=sys.stderr, flush=True)
    return mean


@torch.no_grad()
def judged(model, below, mentions) -> np.ndarray:
    model.eval()
    order = sorted(range(len(mentions)), key=lambda n: len(mentions[n].ids))
    logits = np.zeros((len(mentions), len(LABELS)))
    for at in range(0, len(order), 64):
        some = order[at : at + 64]
        logits[some] = model(*collate(below, mentions, some)).numpy()
    return logits


def train(corpora: Path, base: Path, work: Path, parts=range(FOLDS), every: bool = True):
    """Judge each of some folds by a judge that saw nothing of its events, then learn from everything.

    Returns the logits of all mentions (missing where their fold was not asked for), which `work` keeps too, and the
    judge that learned from everything, or None.
    """
    torch.set_num_threads(2)
    work.mkdir(parents=True, exist_ok=True)
    rows, more = read(corpora), plain_speech(corpora)
    mentions = mentions_of(rows + more, bottom().tokenizer)
    below = below_of(bottom(), mentions)
    goals = np.eye(3)[[row.label for row in rows + more]]
    extra = list(range(len(rows), len(mentions)))

    def learned(some, seed):
        some = [*some, *extra]
        return learn(base, [below[n] for n in some], [mentions[n] for n in some], goals[some], seed)

    logits = np.full((len(rows), 3), np.nan)
    for number, (seen, rest) in enumerate(folds(rows)):
        if number in parts:
            model = learned(seen, number + 1)
            logits[rest] = judged(model, [below[n] for n in rest], [mentions[n] for n in rest])
            np.save(work / "fold_logits.npy", logits)
    return rows, logits, learned(range(len(rows)), 0) if every else None
