"""The name within a mention, its titles and its bare form."""

import pytest

from framing.measures.speakers.mentions import mentions
from framing.measures.speakers.spelling import spell
from framing.text.document import Document
from framing.text.word_classes import word_classes


@pytest.mark.parametrize(
    ("text", "name", "titles"),
    [
        ("Mayor Ann Lee of Example Town left.", "Ann Lee", ("mayor",)),
        ("She met White House press secretary Bo Hill.", "Bo Hill", None),
        ("Example police Chief Bo Hill left.", "Bo Hill", None),
        ("We saw Ann  Lee’s house.", "Ann Lee", ()),
    ],
)
def test_a_name_is_bare_of_titles_places_and_owners(text, name, titles):
    document = Document(text)
    spelled = [spell(document, word_classes(document), m) for m in mentions(document) if m.kind == "name"]
    found = next(s for s in spelled if s is not None and s.text == name)
    assert titles is None or found.titles == titles
