"""Is it speech?"""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files

import pytest

from framing.measures.quotes.kind_features import NAMES, features
from framing.measures.quotes.kinds import feature_names, kinds
from framing.measures.quotes.marks import marked
from framing.models import features_hash
from framing.text.document import Document


def told(text: str) -> list[str]:
    document = Document(text)
    return [kind for kind, _ in kinds(document, marked(document))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"We lost the boat," Hill said.', "direct"),
        ('Hill called the plan "a sorry mess".', "partial"),
        ('Hill said the plan was "a sorry mess" and left.', "partial"),
        ('She hosts the television show "Harbour Lights".', "scare"),
        ('Robert "Bobby" Marsh sailed at dawn.', "scare"),
    ],
)
def test_kinds_of_plain_cases(text: str, kind: str) -> None:
    assert told(text) == [kind]


def test_confidence_is_the_probability_of_the_kind() -> None:
    document = Document('"We lost the boat," Hill said. She hosts the television show "Harbour Lights".')
    (_, sure), (_, unsure) = kinds(document, marked(document))
    assert 0.9 < sure <= 1 and 0.4 <= unsure <= 1


def test_a_post_set_without_marks_is_direct() -> None:
    text = "Hill posted it on Monday.\n\nTranslation: The wall holds. Thank you!\n\nThe talks go on."
    assert told(text) == ["direct"]


def test_what_runs_on_over_paragraphs_is_speech_throughout() -> None:
    assert told("“We wait.\n\n“We sail at dawn,” Hill said.") == ["direct", "direct"]


def test_a_row_of_features_for_each_stretch() -> None:
    document = Document('Hill called it "a mess", then "a ruin".')
    rows = features(document, marked(document))
    assert [len(row) for row in rows] == [len(NAMES)] * 2
    assert dict(zip(NAMES, rows[0], strict=True))["calling in sentence"] == 1


def test_nothing_in_marks_gives_nothing() -> None:
    assert kinds(Document("No one spoke."), []) == []


def test_the_shipped_model_fits_the_features() -> None:
    stored = json.loads((files("framing") / "resources" / "kinds" / "model.json").read_text(encoding="utf-8"))
    assert stored["features"] == features_hash(feature_names())
    assert len(stored["quoted"]) == len(stored["direct"]) == len(NAMES) + 1


def test_the_card_names_the_model_that_is_shipped() -> None:
    folder = files("framing") / "resources" / "kinds"
    model = (folder / "model.json").read_bytes()
    assert hashlib.sha256(model).hexdigest() in (folder / "card.md").read_text(encoding="utf-8")
