"""The list of measures; what the package makes, in the order of its tables. A new measure adds its entry here."""

from framing.emphasis.occurrences import PHRASES
from framing.measure.sentences import SENTENCES, TERMS
from framing.measure.speakers import SPEAKERS
from framing.measures.events import COVERAGE
from framing.measures.naming import NAMING
from framing.passages.edits import EDITS
from framing.passages.families import FAMILIES
from framing.passages.shared import PASSAGES
from framing.passages.statements import STATEMENTS
from framing.readability.table import READABILITY
from framing.speakers.table import QUOTATIONS
from framing.tables.measures import declare
from framing.tone.stretches import TONE, TONE_MEANS
from framing.tone.toward import MENTIONS

MEASURES = (
    SENTENCES, TONE, TERMS, QUOTATIONS, SPEAKERS, PHRASES, TONE_MEANS, MENTIONS, NAMING, READABILITY, PASSAGES,
    STATEMENTS,
    COVERAGE, FAMILIES, EDITS,
)  # fmt: skip

declare(MEASURES)
