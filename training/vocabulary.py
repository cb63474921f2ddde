"""Which pieces of the base's vocabulary occur in news."""

import gzip
import json
from collections import Counter
from pathlib import Path

from framing.models.wordpiece import WordPiece

OFTEN = 2  # times that a piece must occur; the rest is cut, and their words read as shorter pieces
SIGNS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[unused0]", "[unused1]", "[unused2]", "[unused3]")
CORPORA = (
    "polnear_train",
    "polnear_dev",
    "allsides_sample",
    "newsmtsc_train",
    "newswcl50",
    "vader_nyt",
    "narrative_frames",
)


def kept_pieces(base: Path, corpora: Path) -> tuple[list[int], list[str]]:
    """Numbers in the base's vocabulary of the pieces that are kept, and these pieces, in the base's order."""
    whole = (base / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    tokenizer = WordPiece(whole)
    counts: Counter[int] = Counter()
    for name in CORPORA:
        with gzip.open(corpora / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                text = row.get("text") or row.get("sentence") or ""
                counts.update(tokenizer.pieces(text if isinstance(text, str) else " ".join(map(str, text))).ids)
    kept = [
        n for n, piece in enumerate(whole)
        if counts[n] >= OFTEN or piece in SIGNS or len(piece.removeprefix("##")) == 1 and ord(piece[-1]) < 0x2100
    ]  # fmt: skip
    return kept, [whole[n] for n in kept]
