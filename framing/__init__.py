"""framing: how outlets frame an event, measured with its evidence.

The rooms, each importing only from rooms above it: startup, tables, dates, study, corpus, matching, document, models,
readers, voice, quotes, speakers, tone, emphasis, readability, passages, measure, engines, features, compare, coding,
simulate, figures, reading, methods, report, share, new, terminal, cli; clustered, intervals and accuracy lean on tables
alone.
`tests/test_imports.py` reads this list.
"""

import framing.startup  # noqa: F401 - before all others: it takes the working folder off the path

# isort: split
from importlib import import_module
from typing import TYPE_CHECKING, Any

from framing.startup import LIGHT, VERSION

__version__ = VERSION

if not LIGHT:  # a command that needs none of these has answered before they are loaded
    from framing.accuracy import accuracy, coding_needed
    from framing.corpus import Article, Corpus
    from framing.document import Document
    from framing.emphasis import (
        balance,
        collocates,
        dictionary,
        emphasis,
        kwic,
        responses,
        salience,
        salience_index,
        suggest_phrases,
    )
    from framing.measure import measure
    from framing.methods import methods
    from framing.passages import copied, edits, families, omissions, passages, reuse, statements
    from framing.readability import readability
    from framing.share import share
    from framing.simulate import simulate
    from framing.speakers import quotations
    from framing.tables import Tables
    from framing.tone import tone, tone_audit, tone_summary
    from framing.tone.toward import tone_toward
    from framing.tone.toward_summary import harsher, toward_summary
if TYPE_CHECKING:
    from framing import coding, compare, figures
    from framing.compare import standing
    from framing.engines import measure_across, measure_file
    from framing.engines.scan import scan
    from framing.features import FramingFeatures
    from framing.readers import check, read
    from framing.reading import evidence, sentences_of, show
    from framing.report import summarise

# Loaded when they are first asked for: the module of each name, itself or what it holds. No module of the package has
# the name of one of these functions, which it would take.
_LATER = {
    "FramingFeatures": "features", "check": "readers", "coding": "coding", "compare": "compare", "evidence": "reading",
    "figures": "figures", "measure_across": "engines", "measure_file": "engines", "read": "readers", "scan": "engines",
    "sentences_of": "reading", "show": "reading", "standing": "compare",
    "summarise": "report",
}  # fmt: skip

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
    "dictionary",
    "edits",
    "emphasis",
    "evidence",
    "families",
    "figures",
    "harsher",
    "kwic",
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
    "summarise",
    "tone",
    "tone_audit",
    "tone_summary",
    "tone_toward",
    "toward_summary",
]


def __getattr__(name: str) -> Any:
    """What is loaded when it is first asked for."""
    if name not in _LATER:
        raise AttributeError(f"framing has no {name!r}; its public names are {', '.join(__all__)}.")
    module = import_module(f"framing.{_LATER[name]}")
    found = globals()[name] = module if name == _LATER[name] else getattr(module, name)
    return found


def __dir__() -> list[str]:
    """For completion: also what is not loaded yet."""
    return sorted({*globals(), *__all__})
