"""Learn a model of `framing` again: ``python -m training NAME CORPORA --base FOLDER (--out FOLDER | --check)``.

NAME is ``encoder`` (reported speech, sources, marks, pronouns), ``tone`` (tone toward an actor) or ``statements``
(which sentences say the same).
"""

import argparse
import sys
from pathlib import Path

import numpy as np
import torch

from framing.models.encoder import Bottom
from framing.models.reading import Reader, reader, weights
from framing.models.target import SLOTS
from training import encoder, statements, tone
from training import tone_data as data
from training.export import export, export_tone
from training.score import score

TOLERANCE = 0.015  # two runs on different processors differ in their last bits, and so in their weights
FOLD_TOLERANCE = 0.03  # of one fold of a fifth of the mentions


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("model", choices=["encoder", "statements", "tone"])
    parser.add_argument("corpora", type=Path, help="folder with the annotated corpora that the model's card names")
    parser.add_argument(
        "--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2 (model.safetensors, vocab.txt)"
    )
    parser.add_argument("--work", type=Path, default=Path("training-run"), help="folder for PyTorch's weights")
    parser.add_argument("--out", type=Path, help="folder that the arrays are written to")
    parser.add_argument(
        "--check", action="store_true", help="learn again and compare the accuracy with the shipped model's"
    )
    options = parser.parse_args()
    if not options.out and not options.check:
        parser.error("say --out FOLDER to write the model, or --check to compare it with the shipped one")
    return {"encoder": _encoder, "statements": statements.run, "tone": _tone}[options.model](options)


def _encoder(options) -> int:
    vocabulary = encoder.train(options.corpora, options.base, options.work)
    state = {name: value.numpy() for name, value in torch.load(options.work / "encoder.pt", weights_only=True).items()}
    export(state, vocabulary, options.out or options.work)
    if not options.check:
        return 0
    pieces, layers = (dict(np.load((options.out or options.work) / f"{name}.npz")) for name in ("pieces", "layers"))
    return _compared(score(reader(), options.corpora), score(Reader(Bottom(pieces), layers), options.corpora))


def _tone(options) -> int:
    """Five folds and everything; to check, one fold alone: the one whose figure the shipped file holds."""
    if not options.out:
        shipped = weights("tone", SLOTS, "tone")
        calibration = {name: shipped[name] for name in ("temperature", "offsets", "threshold")}
        rows, logits, _ = tone.train(options.corpora, options.base, options.work, [int(shipped["fold"])], every=False)
        again = {"macro F1 of a fold": data.scores(rows, logits, calibration)["macro F1"]}
        return _compared({"macro F1 of a fold": float(shipped["fold_f1"])}, again, FOLD_TOLERANCE)
    rows, logits, model = tone.train(options.corpora, options.base, options.work)
    calibration = data.calibrated(logits, np.array([row.label for row in rows]))
    first = np.where(np.isin(np.arange(len(rows)), data.folds(rows)[0][1])[:, None], logits, np.nan)
    calibration |= {"fold": np.array(0), "fold_f1": np.float32(data.scores(rows, first, calibration)["macro F1"])}
    export_tone(tone.arrays_of(model), calibration, options.out)
    print(data.scores(rows, logits, calibration))
    return 0


def _compared(ours: dict[str, float], again: dict[str, float], tolerance: float = TOLERANCE) -> int:
    for name in ours:
        print(f"{name}: shipped {ours[name]:.3f}, learned again {again[name]:.3f}")
    worst = max(abs(ours[name] - again[name]) for name in ours)
    print("within tolerance" if worst <= tolerance else f"differs by {worst:.3f}, more than {tolerance}")
    return int(worst > tolerance)


if __name__ == "__main__":
    sys.exit(main())
