"""Whom a pronoun may stand for, and what speaks for it."""

from framing.document import Document
from framing.quotes.sketch import sketch
from framing.speakers.links import link
from framing.speakers.mentions import mentions
from framing.speakers.names import Referents
from framing.speakers.pronouns import antecedents


def evidence(text: str, which: int) -> list[str]:
    """What speaks for the nearest person before the pronoun *she* of this number."""
    document = Document(text)
    found = mentions(document)
    referents = Referents(document, sketch(document), found, link(document, found), (), ())
    n = [n for n, m in enumerate(found) if text[m.start : m.end].lower() == "she"][which]
    return antecedents(referents.scene, n, "she", None, -1, referents.known_before)[0][1]


def test_a_pronoun_is_no_witness_of_its_own() -> None:
    assert "open" in evidence("Ann Lee arrived late. She was tired.", 0)
    assert "agrees" in evidence("Ann Lee arrived late. She was tired. Ann Lee slept. She dreamt.", 1)
