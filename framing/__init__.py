"""framing: how outlets frame an event, measured with its evidence.

The rooms, each importing only from rooms above it: startup, tables, study, corpus, document, models, matching, readers,
quotes, speakers, voice, tone, emphasis, readability, passages, measure, engines, features, compare, coding, simulate,
figures, reading, report, share, methods, new, terminal, cli; clustered, intervals and accuracy lean on tables alone.
"""

import framing.startup  # noqa: F401 - before all others: it takes the working folder off the path

# isort: split
from typing import Any

from framing import coding, compare, figures
from framing.accuracy import accuracy, coding_needed
from framing.compare import standing
from framing.corpus import Article, Corpus
from framing.document import Document
from framing.emphasis import balance, collocates, emphasis, responses, salience, salience_index, suggest_phrases
from framing.engines import measure_across, measure_file, scan
from framing.measure import measure
from framing.methods import methods
from framing.passages import copied, edits, families, omissions, passages, reuse, statements
from framing.readability import readability
from framing.readers import check, read
from framing.reading import evidence, sentences_of, show
from framing.share import share
from framing.simulate import simulate
from framing.speakers import quotations
from framing.tables import Tables
from framing.tone import tone, tone_audit, tone_summary
from framing.tone.toward import tone_toward
from framing.tone.toward_summary import toward_summary

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Corpus",
    "Document",
    "FramingFeatures",
    "Tables",
    "accuracy",
    "balance",
    "check",
    "coding",
    "coding_needed",
    "collocates",
    "compare",
    "copied",
    "edits",
    "emphasis",
    "evidence",
    "families",
    "figures",
    "measure",
    "measure_across",
    "measure_file",
    "methods",
    "omissions",
    "passages",
    "quotations",
    "read",
    "readability",
    "responses",
    "reuse",
    "salience",
    "salience_index",
    "scan",
    "sentences_of",
    "share",
    "show",
    "simulate",
    "standing",
    "statements",
    "suggest_phrases",
    "tone",
    "tone_audit",
    "tone_summary",
    "tone_toward",
    "toward_summary",
]


def __getattr__(name: str) -> Any:
    """`FramingFeatures` subclasses scikit-learn's estimators, which are loaded when it is first asked for."""
    if name == "FramingFeatures":
        from framing.features import FramingFeatures

        return FramingFeatures
    raise AttributeError(f"framing has no {name!r}; its public names are {', '.join(__all__)}.")
