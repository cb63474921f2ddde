"""A model whose weights belong to other features is refused when it is loaded."""

from importlib import import_module
from importlib.resources import files

import numpy as np
import pytest

import framing
from framing.measures._tone import news
from framing.measures._tone.news_features import features as sentence_features
from framing.measures.quotes import kind_features, kinds
from framing.measures.quotes.marks import marked
from framing.measures.selection import bigrams
from framing.measures.speakers import features as speaker_features
from framing.measures.speakers import pronouns
from framing.measures.speakers.candidates import Scene, candidates
from framing.models import features_hash, reading, target
from framing.models.loading import check
from framing.text.document import Document

reuse_ = import_module("framing.measures.selection._reuse")  # the package has the function under this name


def reversed_(value):
    if isinstance(value, dict):
        return dict(reversed(value.items()))
    return type(value)(reversed(value))


# Where a loader reads its features from, what a change makes of them, and the loader.
LOADERS = [
    ("encoder", reading, "SLOTS", reversed_, reading.reader),
    ("kinds", kinds, "NAMES", reversed_, kinds._model),
    ("kinds, words", kinds, "WORD_SLOTS", reversed_, kinds._model),
    ("speakers", speaker_features, "TEMPLATES", reversed_, speaker_features.weights),
    ("pronouns", pronouns, "FEATURES", reversed_, pronouns._weights),
    ("reuse", reuse_, "SIGNS", reversed_, reuse_._weights),
    ("stems", bigrams, "stem", lambda _: str.upper, bigrams._table),
    ("news tone", news, "DENSE", reversed_, news._model),
    ("tone", target, "SLOTS", reversed_, target.judge),
]


@pytest.mark.parametrize(("model", "module", "name", "change", "load"), LOADERS, ids=[row[0] for row in LOADERS])
def test_features_in_another_order_are_refused_with_what_to_do(monkeypatch, model, module, name, change, load):
    load.cache_clear()
    load()  # as shipped
    load.cache_clear()
    monkeypatch.setattr(module, name, change(getattr(module, name)))
    again = r"Learn the model again \(python (benchmarks/train_|-m training)"
    with pytest.raises(ValueError, match=rf"other features .* {again}"):
        load()


def test_a_model_without_a_hash_is_refused():
    with pytest.raises(ValueError, match="hash missing in the file"):
        check(None, ["words"], "reuse/weights.json", "train.py")


def test_every_model_file_holds_a_hash():
    """Also one that is added later: a file of weights or counts under resources has a hash of its features."""
    folder = files("framing") / "resources"
    # Pieces hold the vocabulary that numbers them.
    stored = [path for path in sorted(folder.rglob("*.npz")) if path.name != "pieces.npz"]
    assert len(stored) >= 4
    for path in stored:
        with np.load(path, allow_pickle=False) as arrays:
            assert len(str(arrays["features"])) == len(features_hash([])), path


def turns_of(text):
    document = Document(text)
    return Scene(document, [(span.start, span.end) for span in marked(document)])


def test_the_strings_of_speakers_are_those_of_the_table():
    met = set()
    for article in framing.read("harris-mexico-2021"):
        scene = turns_of(article.text)
        previous = before = None
        for turn in scene.turns:
            found = candidates(scene, turn, previous)
            around = speaker_features.Turned(scene, turn, before)
            for row in speaker_features.features(scene, turn, around, found, previous):
                met |= {string[: 2 if string[0] == "Z" else 1] for string in row}
            previous, before = (found[0] if found else None), turn
    assert met == set(speaker_features.TEMPLATES)


def test_the_strings_of_pronouns_are_those_of_the_table(monkeypatch):
    met = set()

    def noted(scene, *rest, own=pronouns.antecedents):
        options = own(scene, *rest)
        met.update(name for _, values in options for name in values)
        return options

    monkeypatch.setattr(pronouns, "antecedents", noted)
    framing.measure(framing.read("harris-mexico-2021"), across=False, model="fast")
    assert len(met) > 15 and met <= set(pronouns.FEATURES)
    assert set(pronouns._weights()) <= set(pronouns.FEATURES)


def test_numbers_have_as_many_names():
    assert len(sentence_features("It rained.").dense) == len(news.DENSE)
    assert len(set(news.DENSE)) == len(news.DENSE)
    document = Document("“Stay,” she said.")
    (row,) = kind_features.word_features(document, marked(document))
    slots = kind_features.WORD_SLOTS
    assert [name for name in slots if any(string.startswith(name) for string in row)] == [*slots]
    assert len(set(kind_features.NAMES)) == len(kind_features.NAMES)
