"""Turns of speech and the mentions near them."""

from framing.measures.speakers.candidates import Scene, candidates
from framing.text.document import Document


def scene_of(text: str, *quoted: str) -> Scene:
    spans = []
    for words in quoted:
        start = text.index(words)
        spans.append((start, start + len(words)))
    return Scene(Document(text), spans)


def names(scene: Scene, number: int, previous: int | None = None) -> list[str]:
    found = candidates(scene, scene.turns[number], previous)
    return [scene.text[scene.mentions[t].start : scene.mentions[t].end] for t in found]


def test_mentions_inside_the_marks_do_not_speak() -> None:
    scene = scene_of("“I saw Bob Lee,” Ann Hill said.", "I saw Bob Lee,")
    assert names(scene, 0) == ["Ann Hill"]


def test_a_label_inside_the_marks_speaks() -> None:
    scene = scene_of("“HILL: We will go.”", "HILL: We will go.")
    assert names(scene, 0) == ["HILL"]


def test_a_quotation_that_goes_on_in_the_next_paragraph_is_one_turn() -> None:
    text = "“We came early.\n\n“We stayed late,” Hill said."
    scene = scene_of(text, "We came early.", "We stayed late,")
    assert [(turn.first, turn.last) for turn in scene.turns] == [(0, 1)]
    assert names(scene, 0) == ["Hill"]


def test_closed_quotations_are_turns_of_their_own() -> None:
    scene = scene_of("“We came early.”\n\n“We stayed late,” Hill said.", "We came early.", "We stayed late,")
    assert len(scene.turns) == 2


def test_the_speaker_before_stays_a_candidate() -> None:
    text = "“We came,” Hill said.\n\n“We went.”"
    scene = scene_of(text, "We came,", "We went.")
    [hill] = [t for t, m in enumerate(scene.mentions) if text[m.start : m.end] == "Hill"]
    assert hill in candidates(scene, scene.turns[1], hill)


def test_a_line_under_the_quotation_may_name_the_speaker() -> None:
    assert names(scene_of("“We won.”\n\n– Ann Hill", "We won."), 0) == ["Ann Hill"]
