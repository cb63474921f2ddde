"""The list of measures; what the package makes, in the order of its tables. A new measure adds its entry here."""

from framing.measures._coverage import COVERAGE
from framing.measures._emphasis.occurrences import PHRASES
from framing.measures._naming import NAMING
from framing.measures._readability.table import READABILITY
from framing.measures._tone.stretches import TONE, TONE_MEANS
from framing.measures._tone.toward import MENTIONS
from framing.measures.selection._edits import EDITS
from framing.measures.selection._families import FAMILIES
from framing.measures.selection._statements import STATEMENTS
from framing.measures.selection.shared import PASSAGES
from framing.measures.speakers.table import QUOTATIONS
from framing.pipeline.sentences import SENTENCES, TERMS
from framing.pipeline.speakers import SPEAKERS
from framing.tables.measures import declare

MEASURES = (
    SENTENCES, TONE, TERMS, QUOTATIONS, SPEAKERS, PHRASES, TONE_MEANS, MENTIONS, NAMING, READABILITY, PASSAGES,
    STATEMENTS,
    COVERAGE, FAMILIES, EDITS,
)  # fmt: skip

declare(MEASURES)
