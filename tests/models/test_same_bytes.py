"""The encoder reads the five seeds alike, whatever instructions and threads the arithmetic below it uses."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
NUMPY = "from numpy._core._multiarray_umath import __cpu_features__ as features; import json, threadpoolctl"
# What numpy and its linear algebra use once the surroundings have had their say.
USED = f"""
{NUMPY}
blas = sorted(str(lib.get("architecture")) for lib in threadpoolctl.threadpool_info() if lib["user_api"] == "blas")
print(json.dumps([blas, sorted(name for name, on in features.items() if on)]))
"""
# As the table rounds: four places of a probability; spans are whole numbers.
READ = """
import hashlib, sys
import framing
from framing.text.document import documents
from framing.models.reading import reader
from framing.models.target import judge
from framing.measures.quotes.marks import marked

texts = list(documents(framing.read(sys.argv[1])))
asked = [(text, [(span.start, span.end) for span in marked(text) if span.depth == 0]) for text in texts]
for threads in (1, 2):
    rows = []
    for reading in reader().read(asked, threads=threads):
        for clause in reading.clauses:
            where = clause.pointed.span("source"), clause.pointed.span("cue")
            rows.append((clause.start, clause.end, clause.kind, round(clause.confidence, 4), *where))
        rows += [mark and (round(mark[0], 4), mark[1].span("source")) for mark in reading.marks]
    sentences = [text.text[one.start : one.end] for text in texts for one in text.sentences]
    judged = judge().probabilities(sentences, [(n, 0, 4) for n in range(len(sentences))], threads=threads)
    rows += judged.tolist()
    print(len(rows), hashlib.sha256(repr(rows).encode()).hexdigest())
from framing.models.same import pieces_of, vectors
sentences = [pieces_of(text.text, s.start, s.end) for text in texts[:2] for s in text.sentences]
print(hashlib.sha256(vectors()(sentences).tobytes()).hexdigest())
"""


def output(program: str, setting: dict[str, str]) -> str | None:
    """What a program prints under a setting; None where this numpy cannot do without the instructions."""
    ran = subprocess.run(
        [sys.executable, "-c", program, str(SEEDS)], env=os.environ | setting, capture_output=True, text=True
    )
    if "cannot disable CPU feature" in ran.stderr:
        return None
    assert ran.returncode == 0, f"{setting}: {ran.stderr}"
    return ran.stdout


def settings() -> list[dict[str, str]]:
    """Settings that differ in what is used on this processor, the one that it chooses itself first."""
    widest = json.loads(output(USED, {}) or "")[1]
    # OpenBLAS takes the name of any processor, and then dies of an instruction that this one lacks.
    cores = ["Prescott"]
    cores += ["Haswell"] if {"AVX2", "FMA3"} <= set(widest) else []
    cores += ["SkylakeX"] if "X86_V4" in widest else ["Zen"] if "AVX2" in widest else []
    # A name that this numpy does not know, or this processor does not have, changes nothing and is read once.
    asked = [{}] + [
        {"OPENBLAS_CORETYPE": core, "NPY_DISABLE_CPU_FEATURES": without}
        for core in cores
        for without in ("", "X86_V4", "X86_V3 X86_V4")
    ]
    found = {}
    for setting in asked:
        if used := output(USED, setting):
            found.setdefault(used, setting)
    return list(found.values())


@pytest.mark.slow
def test_instructions_and_threads_change_nothing_that_the_encoder_reads():
    chosen = settings()
    if len(chosen) < 2:
        pytest.skip("this processor and these libraries have one way to calculate")
    read = {str(setting): output(READ, setting).splitlines() for setting in chosen}
    first, _, same = read[str(chosen[0])]
    assert int(first.split()[0]) > 50  # clauses and marks of five articles: something was read
    assert read == {name: [first, first, same] for name in read}
