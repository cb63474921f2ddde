"""How the encoder of `framing.models` is learned: one run over PolNeAR's training part, from all-MiniLM-L6-v2."""

import json
import random
import sys
import time
from pathlib import Path

import torch

from framing.models.wordpiece import WordPiece
from training.encoder_data import examples, read_articles
from training.encoder_model import FROZEN, WIDTH, collate, from_base, loss_of
from training.vocabulary import kept_pieces

EPOCHS, BATCH, RATE, HEAD_RATE, SEED = 3, 12, 2e-4, 1e-3, 1


def train(corpora: Path, base: Path, out: Path, epochs: int = EPOCHS, threads: int = 2) -> list[str]:
    """Learn the encoder and write its weights (PyTorch's own file) and its vocabulary to `out`; the vocabulary."""
    torch.manual_seed(SEED)
    random.seed(SEED)
    torch.set_num_threads(threads)
    out.mkdir(parents=True, exist_ok=True)
    numbers, vocabulary = kept_pieces(base, corpora)
    (out / "vocabulary.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    tokenizer = WordPiece(vocabulary)
    rows = [example for article in read_articles(corpora, "train") for example in examples(article, tokenizer)]
    print(f"{len(rows)} windows, {sum(len(row.ids) for row in rows)} pieces", file=sys.stderr, flush=True)
    model = from_base(base, numbers)
    heads = [value for name, value in model.named_parameters() if not name.startswith("encoder.")]
    groups = [
        {"params": [model.encoder.marks, model.encoder.shapes, *heads], "lr": HEAD_RATE},
        {"params": list(model.encoder.layers[FROZEN:].parameters()), "lr": RATE},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * (len(rows) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (0.08 * steps)) * max(0.02, (steps - step) / steps)
    )
    step, begun, running, known = 0, time.monotonic(), {}, {}
    padding = tokenizer.number["[PAD]"]
    for epoch in range(epochs):
        model.train()
        for batch in batches(rows):
            collated = collate([rows[row] for row in batch], padding)
            collated["below"] = below(model, batch, collated, known)
            losses = loss_of(model, collated)
            sum(losses.values()).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
            step += 1
            for name, value in losses.items():
                running[name] = 0.98 * running.get(name, value.item()) + 0.02 * value.item()
            if step % 20 == 0:
                shown = {name: round(value, 3) for name, value in running.items()}
                print(
                    f"{epoch} {step}/{steps} {time.monotonic() - begun:.0f} s {json.dumps(shown)}",
                    file=sys.stderr,
                    flush=True,
                )
        torch.save(model.state_dict(), out / "encoder.pt")
    return vocabulary


def batches(rows):
    """Numbers of all windows once, in random order, with those of like lengths together."""
    order = sorted(range(len(rows)), key=lambda row: len(rows[row].ids) + random.uniform(-12, 12))
    parts = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    random.shuffle(parts)
    return parts


def below(model, batch, collated, known):
    """What the frozen layers make of a batch, kept in half precision from the first epoch on."""
    if any(row not in known for row in batch):
        found = model.encoder.frozen(collated["ids"], collated["mask"])
        for place, row in enumerate(batch):
            known[row] = found[place, : int(collated["mask"][place].sum())].half()
    whole = torch.zeros(*collated["ids"].shape, WIDTH)
    for place, row in enumerate(batch):
        whole[place, : len(known[row])] = known[row].float()
    return whole
