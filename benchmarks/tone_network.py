"""Train the network of `framing.tone.target_model` in NumPy: its gradients, written out, and AdamW.

Nothing but NumPy is needed, so the same seed gives the same bytes on one machine.
"""

from __future__ import annotations

import numpy as np

from framing.tone.target_features import MARKS, PAD, PLACES, SPECIAL, TARGET

WORD, PLACE, HIDDEN, HEADS = 64, 8, 96, 2
EPOCHS, BATCH, RATE, DECAY = 12, 64, 2e-3, 1e-4
DROP, DROP_WORD, SMOOTHING = 0.3, 0.2, 0.1


def initial(rng, vectors):
    """Random parameters."""

    def dense(rows, columns):
        return rng.uniform(-1, 1, (rows, columns)).astype(np.float32) / np.float32(np.sqrt(rows))

    width = WORD + PLACE + MARKS
    return {
        "projection": dense(vectors.shape[1], WORD),
        "projection_bias": np.zeros(WORD, np.float32),
        "own": (0.1 * rng.standard_normal((len(SPECIAL), WORD))).astype(np.float32),
        "places": rng.standard_normal((PLACES, PLACE)).astype(np.float32),
        "filters": dense(3 * width, HIDDEN),
        "filters_bias": np.zeros(HIDDEN, np.float32),
        "attention": dense(HIDDEN, HEADS),
        "output": dense((HEADS + 2) * HIDDEN, 3),
        "output_bias": np.zeros(3, np.float32),
    }


def forward(p, batch, vectors, rng=None):
    """Logits, and all that the way back needs. With `rng`, words and units are dropped."""
    ids, places, marks, firsts = batch
    if rng is not None:
        ids = np.where((rng.random(len(ids)) < DROP_WORD) & (ids >= len(SPECIAL)), 1, ids)
    word = vectors[ids] @ p["projection"] + p["projection_bias"]
    small = ids < len(SPECIAL)
    word[small] += p["own"][ids[small]]
    word = np.tanh(word)
    z = np.concatenate([word, p["places"][places], marks], axis=1)
    keep_z = _kept(rng, z.shape) * (ids != PAD)[:, None]
    z = z * keep_z
    pad = np.zeros((1, z.shape[1]), np.float32)
    around = np.concatenate([np.concatenate([pad, z[:-1]]), z, np.concatenate([z[1:], pad])], axis=1)
    hidden = np.maximum(around @ p["filters"] + p["filters_bias"], 0)
    begins, lengths = firsts[:-1], np.diff(firsts)
    mention = np.repeat(np.arange(len(lengths)), lengths)
    hidden[ids == PAD] = 0
    score = hidden @ p["attention"]
    score[ids == PAD] = -1e9
    score = np.exp(score - np.maximum.reduceat(score, begins)[mention])
    weight = score / np.add.reduceat(score, begins)[mention]
    pooled = [np.add.reduceat(weight[:, [k]] * hidden, begins) for k in range(HEADS)]
    highest = np.maximum.reduceat(hidden, begins)
    summary = np.concatenate([*pooled, highest, hidden[ids == TARGET]], axis=1)
    keep_s = _kept(rng, summary.shape)
    logits = (summary * keep_s) @ p["output"] + p["output_bias"]
    return logits, (ids, places, word, keep_z, around, hidden, mention, weight, pooled, highest, summary, keep_s)


def backward(p, saved, vectors, grad):
    """Gradients of all parameters, from that of the logits."""
    ids, places, word, keep_z, around, hidden, mention, weight, pooled, highest, summary, keep_s = saved
    g = {"output": (summary * keep_s).T @ grad, "output_bias": grad.sum(0)}
    d_summary = grad @ p["output"].T * keep_s
    parts = np.split(d_summary, HEADS + 2, axis=1)
    d_hidden = np.zeros_like(hidden)
    d_score = np.zeros_like(weight)
    for k in range(HEADS):
        d_pool = parts[k][mention]
        d_hidden += weight[:, [k]] * d_pool
        d_score[:, k] = weight[:, k] * ((hidden * d_pool).sum(1) - (parts[k] * pooled[k]).sum(1)[mention])
    d_hidden += np.where(hidden == highest[mention], parts[HEADS][mention], 0)
    d_hidden[ids == TARGET] += parts[HEADS + 1]
    g["attention"] = hidden.T @ d_score
    d_hidden += d_score @ p["attention"].T
    d_hidden[hidden <= 0] = 0
    g["filters"], g["filters_bias"] = around.T @ d_hidden, d_hidden.sum(0)
    left, here, right = np.split(d_hidden @ p["filters"].T, 3, axis=1)
    d_z = here
    d_z[:-1] += left[1:]
    d_z[1:] += right[:-1]
    d_z *= keep_z
    g["places"] = _added(places, d_z[:, WORD : WORD + PLACE], len(p["places"]))
    d_word = d_z[:, :WORD] * (1 - word**2)
    g["projection"], g["projection_bias"] = vectors[ids].T @ d_word, d_word.sum(0)
    small = ids < len(SPECIAL)
    g["own"] = _added(ids[small], d_word[small], len(SPECIAL))
    return g


def train(contexts, labels, weights, vectors, seed, epochs=EPOCHS):
    """Parameters after `epochs` rounds over the mentions; `labels` (mentions, 3) may be soft.

    `weights` (mentions,) say how much each mention counts.
    """
    rng = np.random.default_rng(seed)
    p = initial(rng, vectors)
    first, second = ({k: np.zeros_like(v) for k, v in p.items()} for _ in range(2))
    goal = labels * (1 - SMOOTHING) + SMOOTHING / 3
    steps = epochs * -(-len(labels) // BATCH)
    step = 0
    for _ in range(epochs):
        order = rng.permutation(len(labels))
        for i in range(0, len(order), BATCH):
            chosen = order[i : i + BATCH]
            logits, saved = forward(p, taken(contexts, chosen), vectors, rng)
            share = (weights[chosen] / weights[chosen].sum())[:, None].astype(np.float32)
            g = backward(p, saved, vectors, (softmax(logits) - goal[chosen]).astype(np.float32) * share)
            step += 1
            rate = RATE * (min(1, step / (0.1 * steps)) * 0.5 * (1 + np.cos(np.pi * step / steps)))
            for k, v in p.items():
                first[k] += 0.1 * (g[k] - first[k])
                second[k] += 0.001 * (g[k] ** 2 - second[k])
                change = (first[k] / (1 - 0.9**step)) / (np.sqrt(second[k] / (1 - 0.999**step)) + 1e-8)
                v -= np.float32(rate) * (change + DECAY * v)
    return p


def predict(p, contexts, vectors):
    """Logits of all mentions."""
    many = len(contexts.firsts) - 1
    return np.concatenate(
        [forward(p, taken(contexts, np.arange(i, min(i + 500, many))), vectors)[0] for i in range(0, many, 500)]
    )


def taken(contexts, chosen):
    """The words of some mentions."""
    begins, lengths = contexts.firsts[chosen], np.diff(contexts.firsts)[chosen]
    firsts = np.concatenate([[0], np.cumsum(lengths)])
    rows = np.repeat(begins - firsts[:-1], lengths) + np.arange(firsts[-1])
    return contexts.ids[rows], contexts.places[rows], contexts.marks[rows], firsts


def softmax(logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def _kept(rng, shape):
    """What dropping leaves, scaled so that sums stay the same on average."""
    if rng is None:
        return np.float32(1)
    return (rng.random(shape, dtype=np.float32) >= DROP).astype(np.float32) / np.float32(1 - DROP)


def _added(rows, values, size):
    """Sum of the values by row."""
    order = np.argsort(rows, kind="stable")
    ranked = rows[order]
    begins = np.flatnonzero(np.concatenate([[True], ranked[1:] != ranked[:-1]]))
    out = np.zeros((size, values.shape[1]), np.float32)
    out[ranked[begins]] = np.add.reduceat(values[order], begins)
    return out
