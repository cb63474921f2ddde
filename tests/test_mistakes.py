"""Likely mistakes at every public function: each works, or gets a sentence of the package's own."""

import tempfile
import traceback
from pathlib import Path

import matplotlib as mpl
import pandas as pd
import pytest

import framing
from framing import Article, Corpus, Document, Tables, coding, compare, figures

HOME = str(Path(framing.__file__).parent)
TEXTS = [
    "“We will rebuild the harbour,” said Ann Lee, the mayor. The council met on Monday and agreed on the plan.",
    "The harbour plan is a disaster, Bob Hill said. “It costs too much,” he told reporters on Monday.",
]
FRAME = pd.DataFrame({"text": TEXTS, "outlet": ["Post", "Press"], "leaning": ["left", "right"]}, index=["a", "b"])
CORPUS = framing.read(FRAME, phrases=["plan", "harbour"], actors={"Lee": ["Ann Lee"]})
CORPUS = framing.read(CORPUS.to_frame().assign(event="harbour"))
TABLES = framing.measure(CORPUS, model="fast")
# What is given instead: nothing, the wrong kind, an empty one, one of another step.
WRONG = {
    "None": None, "a number": 3, "a share": 0.5, "bytes": b"text", "an empty text": "", "a word": "nonsense",
    "an empty list": [], "numbers": [1, 2], "an empty dict": {}, "a dict of numbers": {"a": 1},
    "an empty frame": pd.DataFrame(), "a frame of other columns": pd.DataFrame({"x": [1], "y": ["two"]}),
    "an empty series": pd.Series(dtype="object"), "a series of numbers": pd.Series([1.0, 2.0]), "a frame": FRAME,
    "texts": TEXTS, "a dict of texts": dict(zip("ab", TEXTS, strict=True)), "a corpus": CORPUS, "tables": TABLES,
    "an article": CORPUS["a"], "a class": Corpus, "a path": Path("no-such-file.csv"), "a set": {"x"},
}  # fmt: skip
CALLS = {
    "read": (framing.read, {"source": FRAME, "phrases": None, "actors": None, "columns": None}),
    "check": (framing.check, {"source": FRAME}),
    "measure": (framing.measure, {"corpus": CORPUS, "model": "fast", "phrases": None, "actors": None}),
    "quotations": (framing.quotations, {"x": CORPUS, "model": "fast"}),
    "tone": (framing.tone, {"x": CORPUS, "scorer": "vader", "quotations": TABLES.quotations}),
    "tone_summary": (framing.tone_summary, {"table": TABLES.tone, "by": ["voice"], "corpus": CORPUS}),
    "toward_summary": (framing.toward_summary, {"table": TABLES.mentions, "by": ["actor"], "corpus": CORPUS}),
    "harsher": (framing.harsher, {"table": TABLES.mentions, "corpus": CORPUS}),
    "readability": (framing.readability, {"x": CORPUS}),
    "emphasis": (framing.emphasis, {"x": "A plan.", "phrases": ["plan"]}),
    "kwic": (framing.kwic, {"x": "A plan.", "phrase": "plan", "window": 3, "sort": None, "tables": None}),
    "dictionary": (framing.dictionary, {"x": "A plan.", "source": {"a": ["plan"]}, "tables": None}),
    "collocates": (framing.collocates, {"corpus": CORPUS, "phrase": "plan"}),
    "suggest_phrases": (framing.suggest_phrases, {"corpus": CORPUS, "most": 3}),
    "responses": (framing.responses, {"tables": TABLES}),
    "balance": (framing.balance, {"tables": TABLES, "first": "plan", "second": "harbour"}),
    "salience": (framing.salience, {"tables": TABLES, "by": None}),
    "salience_index": (framing.salience_index, {"salience": framing.salience(TABLES), "weights": None}),
    "families": (framing.families, {"x": CORPUS}),
    "passages": (framing.passages, {"x": CORPUS}),
    "statements": (framing.statements, {"x": CORPUS, "model": "fast"}),
    "edits": (framing.edits, {"x": CORPUS}),
    "omissions": (framing.omissions, {"tables": TABLES}),
    "evidence": (framing.evidence, {"corpus": CORPUS, "row": TABLES.quotations.iloc[0]}),
    "sentences_of": (framing.sentences_of, {"corpus": CORPUS, "table": TABLES.quotations}),
    "show": (framing.show, {"article": CORPUS["a"], "tables": TABLES}),
    "standing": (framing.standing, {"tables": TABLES, "by": None}),
    "methods": (framing.methods, {"tables": TABLES}),
    "Corpus": (Corpus, {"articles": [Article("a", "Rain.")]}),
    "Document": (Document, {"source": "Rain."}),
    "Tables": (Tables, {"tables": {}}),
    "corpus.where": (CORPUS.where, {"outlet": "Post"}),
    "tables.where": (TABLES.where, {"outlet": "Post"}),
    "tables.grouped": (TABLES.grouped, {"by": "leaning"}),
    "tables.joined": (TABLES.joined, {"table": "tone"}),
    "compare.keyness": (compare.keyness, {"x": TABLES, "by": "leaning"}),
    "compare.contrast": (compare.contrast, {"tables": TABLES, "value": "articles.words", "by": "leaning"}),
    "compare.trend": (compare.trend, {"tables": TABLES, "value": "articles.words", "by": "leaning"}),
    "compare.likeness": (compare.likeness, {"tables": TABLES, "by": "leaning"}),
    "coding.units": (coding.units, {"tables": TABLES, "unit": "sentence"}),
    "coding.sample": (coding.sample, {"tables": TABLES, "unit": "sentence", "n": 1}),
    "FramingFeatures": (lambda X, phrases: framing.FramingFeatures(phrases, model="fast").fit(X).transform(X),
                        {"X": ["A plan."], "phrases": ["plan"]}),
    **{f"figures.{name}": (getattr(figures, name), {"found": TABLES, "by": None}) for name in figures.FIGURES},
}  # fmt: skip


def fault_of(function, arguments):
    """What is wrong with the error that a call raises; nothing where it works or says a sentence."""
    try:
        positional = [arguments.pop("found")] if "found" in arguments else []
        function(*positional, **arguments)
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        said = str(error.args[0]) if error.args else ""
        if not last.filename.startswith(HOME):
            return f"{type(error).__name__} in {Path(last.filename).name}: {said[:90]}"
        if not isinstance(error, (TypeError, ValueError, KeyError, OSError, ImportError)) or len(said.split()) < 4:
            return f"{type(error).__name__} at {last.filename[len(HOME):]}:{last.lineno}: {said[:90]}"
        if not (last.line or "").startswith("raise"):
            return f"{type(error).__name__} met at {last.filename[len(HOME) :]}:{last.lineno}: {said[:90]}"
    finally:
        import matplotlib.pyplot as plt

        plt.close("all")
    return ""


@pytest.mark.slow
@pytest.mark.parametrize("name", CALLS)
def test_a_likely_mistake_works_or_gets_a_sentence(name, monkeypatch):
    monkeypatch.chdir(tempfile.gettempdir())
    mpl.use("agg")
    function, valid = CALLS[name]
    assert not fault_of(function, dict(valid)), "the call itself is right"
    faults = {}
    for argument in valid:
        for what, wrong in WRONG.items():
            if fault := fault_of(function, valid | {argument: wrong}):
                faults[f"{argument}={what}"] = fault
    assert not faults, "\n".join(f"{where}: {fault}" for where, fault in faults.items())
