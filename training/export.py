"""From PyTorch's weights to the arrays that ship: 8-bit numbers with a scale for each output."""

from pathlib import Path

import numpy as np

from framing.models import features_hash
from framing.models.reading import SLOTS
from framing.models.target import SLOTS as TONE_SLOTS
from training.encoder_model import FROZEN, LAYERS

LINEAR = ("query_key_value", "out", "inner", "outer")
NORMS = ("norm_attention", "norm")
HEADS = ("labels", "stretch", "pointers", "alone", "quoted", "pronoun", "person")


def whole(weight, axis):
    """A matrix as 8-bit numbers, and the scale of each row or column."""
    scale = np.maximum(np.abs(weight).max(axis), 1e-12) / 127
    return np.rint(weight / np.expand_dims(scale, axis)).astype(np.int8), scale.astype(np.float32)


def layers_of(state, numbers):
    arrays = {}
    for n in numbers:
        for part in LINEAR:
            name = f"layers.{n}.{part}"
            weight, scale = whole(state[f"encoder.{name}.weight"].T, 0)
            arrays |= {f"{name}.weight": weight, f"{name}.scale": scale}
            arrays[f"{name}.bias"] = state[f"encoder.{name}.bias"].astype(np.float32)
        for part in NORMS:
            for kind in ("weight", "bias"):
                arrays[f"layers.{n}.{part}.{kind}"] = state[f"encoder.layers.{n}.{part}.{kind}"].astype(np.float32)
    return arrays


def export_tone(state, calibration: dict, out: Path) -> None:
    """Write ``tone.npz``, the judge of tone toward a target, to `out`."""
    arrays = layers_of({f"encoder.{name}" if name.startswith("layers") else name: v for name, v in state.items()},
                       range(LAYERS))  # fmt: skip
    weight, scale = whole(state["head.weight"].T, 0)
    arrays |= {"head.weight": weight, "head.scale": scale, "head.bias": state["head.bias"]}
    arrays |= {"signs": state["signs"], "depth": np.array(LAYERS), **calibration}
    arrays["features"] = np.array(features_hash(TONE_SLOTS))
    out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out / "tone.npz", **arrays)


def export(state, vocabulary: list[str], out: Path) -> None:
    """Write ``pieces.npz`` (what no training changes) and ``layers.npz`` (what this training learned) to `out`."""
    pieces, scale = whole(state["encoder.pieces"], 1)
    shared = {"pieces": pieces, "scale": scale, "places": state["encoder.places"][:256].astype(np.float16)}
    shared |= {f"norm.{kind}": state[f"encoder.norm.{kind}"] for kind in ("weight", "bias")}
    shared["vocabulary"] = np.frombuffer("\n".join(vocabulary).encode(), dtype=np.uint8)
    shared |= layers_of(state, range(FROZEN))
    learned = layers_of(state, range(FROZEN, LAYERS))
    learned |= {"marks": state["encoder.marks"], "shapes": state["encoder.shapes"], "depth": np.array(LAYERS)}
    for name in HEADS:
        weight, scale = whole(state[f"{name}.weight"].T, 0)
        learned |= {f"{name}.weight": weight, f"{name}.scale": scale, f"{name}.bias": state[f"{name}.bias"]}
    learned |= {"distance": state["distance"], "features": np.array(features_hash(SLOTS))}
    out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out / "pieces.npz", **shared)
    np.savez_compressed(out / "layers.npz", **learned)
