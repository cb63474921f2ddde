"""Whom a pronoun may stand for, and what speaks for it."""

from framing.measures.speakers.links import link
from framing.measures.speakers.mentions import mentions
from framing.measures.speakers.names import Coreference
from framing.measures.speakers.pronouns import antecedents
from framing.text.document import Document
from framing.text.word_classes import word_classes


def evidence(text: str, which: int) -> list[str]:
    """What speaks for the nearest person before the pronoun *she* of this number."""
    document = Document(text)
    found = mentions(document)
    referents = Coreference(document, word_classes(document), found, link(document, found), (), ())
    n = [n for n, m in enumerate(found) if text[m.start : m.end].lower() == "she"][which]
    return antecedents(referents.scene, n, "she", None, -1, referents.known_before)[0][1]


def test_a_pronoun_is_no_witness_of_its_own() -> None:
    assert "open" in evidence("Ann Lee arrived late. She was tired.", 0)
    assert "agrees" in evidence("Ann Lee arrived late. She was tired. Ann Lee slept. She dreamt.", 1)
