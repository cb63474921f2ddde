"""Do two checkouts measure the same? Every table of the seeds and, where given, of two corpora, to the last bit.

python benchmarks/same_tables.py OLD NEW [--corpora FOLDER] [--articles N] [--model fast]

OLD and NEW are folders with a checkout each. FOLDER holds polnear_dev.jsonl.gz and newswcl50.jsonl.gz. The tables of a
checkout are kept in the working folder of the run (``--work``), so that a comparison with the same OLD, which has not
changed, measures NEW alone. Exit code 1: something differs, and the first differing rows are printed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd

# Runs in a process of its own, with the checkout first on its path: a study, or articles as JSON, in; tables out.
MEASURE = """
import json, sys
import framing
source, out, model = sys.argv[1:]
if source.endswith(".json"):
    rows = json.loads(open(source, encoding="utf-8").read())
    phrases, actors = {"email": ["email", "emails"]}, {"Clinton": ["Hillary Clinton"], "Trump": ["Donald Trump"]}
    study = framing.corpus.study.Study(name="study", phrases=phrases, actors=actors)
    corpus = framing.Corpus([framing.Article(**row) for row in rows], study)
else:
    corpus = framing.read(source)
tables = framing.measure(corpus, model=model)
tables.save(out, "parquet")
open(out + "/methods.txt", "w", encoding="utf-8").write(str(framing.methods(tables)))
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--corpora", type=Path)
    parser.add_argument("--articles", type=int, default=1000, help="at most so many of each corpus")
    parser.add_argument("--model", default="fast")
    parser.add_argument("--work", type=Path, help="folder for the tables (default: a temporary one)")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        work = chosen.work or Path(scratch)
        differing = 0
        for name, rows in {"seeds": None, **corpora(chosen.corpora, chosen.articles)}.items():
            folders = []
            for side, checkout in (("old", chosen.old), ("new", chosen.new)):
                folder = work / f"{side}-{name}-{chosen.model}"
                if side == "new" or not (folder / "methods.txt").is_file():
                    measured(checkout.resolve(), rows, folder, chosen.model)
                folders.append(folder)
            differing += compared(name, *folders)
    print("Something differs." if differing else "All tables are equal.")
    return 1 if differing else 0


def corpora(folder: Path | None, most: int) -> dict[str, list[dict[str, str]]]:
    """Articles of PolNeAR's development part, which declare no event, and of NewsWCL50, which do."""
    if folder is None:
        return {}
    polnear = [{key: row[key] for key in ("id", "outlet", "date", "text")} for row in lines(folder, "polnear_dev")]
    wcl = [
        {
            "id": row["id"], "outlet": row["outlet"], "event": str(row["event_id"]),
            "text": "\n\n".join(" ".join(sentence["tokens"]) for sentence in row["sentences"]),
        }
        for row in lines(folder, "newswcl50")
    ]  # fmt: skip
    return {"polnear_dev": polnear[:most], "newswcl50": wcl[:most]}


def lines(folder: Path, name: str) -> list[dict[str, object]]:
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def measured(checkout: Path, rows: list[dict[str, str]] | None, folder: Path, model: str) -> None:
    """Measure with the code of a checkout: its own seeds, or these articles."""
    folder.mkdir(parents=True, exist_ok=True)
    source = checkout / "seeds"
    if rows is not None:
        source = folder.parent / f"{folder.name}.json"
        source.write_text(json.dumps(rows), encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(checkout), "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-c", MEASURE, str(source), str(folder), model]
    subprocess.run(command, check=True, cwd=folder, env=environment)


def compared(name: str, old: Path, new: Path) -> int:
    """How many files of one corpus differ; each is told."""
    differing = 0
    for file in sorted({path.name for side in (old, new) for path in side.iterdir()}):
        one, other = old / file, new / file
        if not (one.exists() and other.exists()):
            told = f"only in {'old' if one.exists() else 'new'}"
        elif one.suffix != ".parquet":
            told = "" if one.read_bytes() == other.read_bytes() else "differs"
        else:
            told = difference(pd.read_parquet(one), pd.read_parquet(other))
        differing += bool(told)
        if told:
            print(f"{name}/{file}: {told}")
    return differing


def difference(old: pd.DataFrame, new: pd.DataFrame) -> str:
    """The first way in which two tables differ; nothing where they are equal."""
    try:
        pd.testing.assert_frame_equal(old, new, check_exact=True)
    except AssertionError as error:
        if old.shape != new.shape or list(old) != list(new):
            return f"{old.shape} {list(old)}\nnow {new.shape} {list(new)}"
        rows = ~((old == new) | (old.isna() & new.isna())).fillna(False).all(axis=1)
        return f"{error}\n{old[rows].head(3)}\nnow\n{new[rows].head(3)}"
    return ""


if __name__ == "__main__":
    sys.exit(main())
