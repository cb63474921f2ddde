"""Learn a model of `framing` again: ``python -m training NAME CORPORA --base FOLDER (--out FOLDER | --check)``.

NAME is ``encoder`` (reported speech, sources, marks, pronouns) or ``statements`` (which sentences say the same)."""

import argparse
import sys
from pathlib import Path

import numpy as np
import torch

from framing.models.encoder import Bottom
from framing.models.reading import Reader, reader
from training import statements
from training.encoder import train
from training.export import export
from training.score import score

TOLERANCE = 0.015  # two runs on different processors differ in their last bits, and so in their weights


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("model", choices=["encoder", "statements"])
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
    if options.model == "statements":
        return statements.run(options)
    vocabulary = train(options.corpora, options.base, options.work)
    state = {name: value.numpy() for name, value in torch.load(options.work / "encoder.pt", weights_only=True).items()}
    export(state, vocabulary, options.out or options.work)
    if not options.check:
        return 0
    arrays = [dict(np.load((options.out or options.work) / f"{name}.npz")) for name in ("pieces", "layers")]
    ours, again = score(reader(), options.corpora), score(Reader(Bottom(arrays[0]), arrays[1]), options.corpora)
    for name in ours:
        print(f"{name}: shipped {ours[name]:.3f}, learned again {again[name]:.3f}")
    worst = max(abs(ours[name] - again[name]) for name in ours)
    print("within tolerance" if worst <= TOLERANCE else f"differs by {worst:.3f}, more than {TOLERANCE}")
    return int(worst > TOLERANCE)


if __name__ == "__main__":
    sys.exit(main())
