"""The encoder's arithmetic: exact whole-number products, and the same steps as a plain transformer."""

import math

import numpy as np
import pytest

from framing.models.encoder import EXACT, Bottom, Encoder, Linear, Norm, _attend, _exp, _gelu, _whole

RANDOM = np.random.default_rng(7)


def linear(inputs: int, outputs: int) -> dict[str, np.ndarray]:
    return {
        "x.weight": RANDOM.integers(-127, 128, (inputs, outputs)).astype(np.int8),
        "x.scale": RANDOM.uniform(0.001, 0.01, outputs).astype(np.float32),
        "x.bias": RANDOM.normal(size=outputs).astype(np.float32),
    }


@pytest.mark.parametrize("inputs", [32, 384, 1536])
def test_no_sum_of_a_product_leaves_what_float32_holds_exactly(inputs: int):
    layer = Linear.read(linear(inputs, 64), "x")
    for rows in (
        RANDOM.normal(size=(50, inputs)),
        np.eye(inputs)[:5] * 1e6,
        np.full((2, inputs), 1e-20),
        np.zeros((1, inputs)),
    ):
        whole, _ = _whole(rows.astype(np.float32), layer.limit)
        bound = np.sqrt(
            (whole.astype(np.float64) ** 2).sum(1).max() * (layer.weight.astype(np.float64) ** 2).sum(0).max()
        )
        assert bound < EXACT
        assert np.array_equal(whole, np.rint(whole))
        exact = whole.astype(np.int64) @ layer.weight.astype(np.int64)
        assert np.array_equal((whole @ layer.weight).astype(np.int64), exact)


def test_the_order_of_inputs_changes_no_bit_of_a_product():
    layer = Linear.read(linear(384, 64), "x")
    rows = RANDOM.normal(size=(20, 384)).astype(np.float32)
    order = RANDOM.permutation(384)
    turned = layer._replace(weight=np.ascontiguousarray(layer.weight[order]))
    whole, _ = _whole(rows, layer.limit)
    assert np.array_equal(whole @ layer.weight, np.ascontiguousarray(whole[:, order]) @ turned.weight)


def test_a_linear_layer_is_close_to_one_in_double_precision():
    arrays = linear(384, 64)
    rows = RANDOM.normal(size=(20, 384)).astype(np.float32)
    wanted = rows.astype(np.float64) @ (arrays["x.weight"] * arrays["x.scale"].astype(np.float64)) + arrays["x.bias"]
    assert np.abs(Linear.read(arrays, "x")(rows) - wanted).max() < 0.002 * np.abs(wanted).max()


def test_activation_and_exponential_follow_their_functions():
    x = np.linspace(-12, 12, 4001).astype(np.float32)
    gelu = [0.5 * v * (1 + math.erf(v / math.sqrt(2))) for v in x.tolist()]
    assert np.abs(_gelu(x.copy()) - gelu).max() < 0.002
    low = np.linspace(-30, 0, 4001).astype(np.float32)
    assert np.abs(_exp(low.copy()) - np.exp(low)).max() < 0.002
    assert _exp(np.zeros(1, dtype=np.float32)) == 1


def test_normalisation_gives_mean_0_and_spread_1():
    rows = RANDOM.normal(3, 5, (4, 384)).astype(np.float32)
    made = Norm(np.ones(384, np.float32), np.zeros(384, np.float32))(rows)
    assert np.allclose(made.mean(1), 0, atol=1e-5)
    assert np.allclose(made.std(1), 1, atol=1e-5)


def test_attention_is_a_weighted_mean_of_values():
    parts = RANDOM.normal(size=(30, 3 * 384)).astype(np.float32)
    query, key, value = parts.astype(np.float64).reshape(30, 3, 12, 32).transpose(1, 2, 0, 3)
    scores = np.exp(query @ key.swapaxes(1, 2) / math.sqrt(32))
    wanted = (scores / scores.sum(-1, keepdims=True) @ value).transpose(1, 0, 2).reshape(30, 384)
    assert np.abs(_attend(parts) - wanted).max() < 0.02


def tiny() -> Encoder:
    def layer(n: int) -> dict[str, np.ndarray]:
        made: dict[str, np.ndarray] = {}
        for part, inputs, outputs in (
            ("query_key_value", 384, 1152),
            ("out", 384, 384),
            ("inner", 384, 64),
            ("outer", 64, 384),
        ):
            made |= {f"layers.{n}.{part}{name[1:]}": array for name, array in linear(inputs, outputs).items()}
        for part in ("norm_attention", "norm"):
            made |= {f"layers.{n}.{part}.weight": np.ones(384), f"layers.{n}.{part}.bias": np.zeros(384)}
        return made

    pieces = {"pieces": RANDOM.integers(-127, 128, (50, 384)).astype(np.int8), "scale": np.full(50, 0.01)}
    pieces |= {"places": RANDOM.normal(size=(60, 384)), "norm.weight": np.ones(384), "norm.bias": np.zeros(384)}
    pieces |= layer(0) | layer(1) | {"vocabulary": np.frombuffer(b"[UNK]", dtype=np.uint8)}
    learned = {"marks": RANDOM.normal(size=(2, 384)), "shapes": RANDOM.normal(size=(4, 384)), "depth": np.array(3)}
    return Encoder(Bottom(pieces), learned | layer(2))


def test_a_window_is_read_alike_whatever_is_read_beside_it():
    encoder = tiny()
    windows = [(RANDOM.integers(0, 50, n), RANDOM.integers(0, 2, n), RANDOM.integers(0, 4, n)) for n in (12, 40, 7)]
    together = encoder(windows)
    for window, vectors in zip(windows, together, strict=True):
        assert np.array_equal(encoder([window])[0], vectors)
