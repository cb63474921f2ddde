"""framing: how outlets frame an event, measured with its evidence.

The rooms, each importing only from rooms above it: startup, tables, corpus, text, models, readers, measures, pipeline,
features, compare, coding, simulation, figures, reporting, terminal, cli; clustered and intervals lean on nothing else.
`tests/test_imports.py` reads this list.
"""

import framing.startup  # noqa: F401 - before all others: it takes the working folder off the path

# isort: split
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING, Any

from framing.startup import LIGHT, VERSION

__version__ = VERSION

if not LIGHT:  # a command that needs none of these has answered before they are loaded
    from framing.corpus.article import Article
    from framing.corpus.corpus import Corpus
    from framing.corpus.study import Study
    from framing.measures._emphasis import (
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
    from framing.measures._readability import readability
    from framing.measures._tone import tone, tone_audit, tone_summary
    from framing.measures._tone.toward import tone_toward
    from framing.measures._tone.toward_summary import harsher, toward_summary
    from framing.measures.selection import copied, edits, families, omissions, passages, reuse, statements
    from framing.measures.speakers.table import quotations
    from framing.pipeline.memory import measure
    from framing.reporting._accuracy import accuracy, coding_needed
    from framing.reporting._methods import methods
    from framing.reporting._share import share
    from framing.simulation import simulate
    from framing.tables import Tables
    from framing.text.document import Document
if TYPE_CHECKING:
    from framing import coding, compare, figures
    from framing.coding.prevalence import frames
    from framing.compare import preregister, standing
    from framing.features import FramingFeatures
    from framing.measures import coverage, naming, naming_summary, packages, suggest_names
    from framing.pipeline.archive import scan
    from framing.pipeline.cluster import measure_across
    from framing.pipeline.run import measure_file
    from framing.readers import check, read
    from framing.reporting._evidence import evidence, sentences_of
    from framing.reporting._verify import verify
    from framing.reporting.findings import summarise
    from framing.reporting.new_study import new
    from framing.reporting.reading_view import show
    from framing.reporting.run import report

_MODULES = ("coding", "compare", "figures")
# Loaded when they are first asked for: the module of each name, itself or what it holds. No module of the package has
# the name of one of these functions, which it would take.
_LATER = {
    "check": "readers",
    "coding": "coding",
    "compare": "compare",
    "coverage": "measures",
    "evidence": "reporting._evidence",
    "figures": "figures",
    "frames": "coding.prevalence",
    "FramingFeatures": "features",
    "measure_across": "pipeline.cluster",
    "measure_file": "pipeline.run",
    "naming": "measures",
    "naming_summary": "measures",
    "new": "reporting.new_study",
    "packages": "measures",
    "preregister": "compare",
    "read": "readers",
    "report": "reporting.run",
    "scan": "pipeline.archive",
    "sentences_of": "reporting._evidence",
    "show": "reporting.reading_view",
    "standing": "compare",
    "suggest_names": "measures",
    "summarise": "reporting.findings",
    "verify": "reporting._verify",
}

__all__ = [
    "Article",
    "Corpus",
    "Document",
    "FramingFeatures",
    "Study",
    "Tables",
    "accuracy",
    "balance",
    "check",
    "coding",
    "coding_needed",
    "collocates",
    "compare",
    "copied",
    "coverage",
    "dictionary",
    "edits",
    "emphasis",
    "evidence",
    "families",
    "figures",
    "frames",
    "harsher",
    "kwic",
    "measure",
    "measure_across",
    "measure_file",
    "methods",
    "naming",
    "naming_summary",
    "new",
    "omissions",
    "packages",
    "passages",
    "preregister",
    "quotations",
    "read",
    "readability",
    "report",
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
    "suggest_names",
    "suggest_phrases",
    "summarise",
    "tone",
    "tone_audit",
    "tone_summary",
    "tone_toward",
    "toward_summary",
    "verify",
]


def __getattr__(name: str) -> Any:
    """What is loaded when it is first asked for."""
    if name not in _LATER:
        raise AttributeError(f"framing has no {name!r}{_hint(name)}")
    module = import_module(f"framing.{_LATER[name]}")
    found = globals()[name] = module if name in _MODULES else getattr(module, name)
    return found


def __dir__() -> list[str]:
    """For completion: the public names, also those not loaded yet."""
    return sorted(__all__)


def _hint(name: str) -> str:
    """Where the name is, or what is called almost so."""
    if name.startswith("_"):
        return "."
    inner = {
        own: f"framing.{room}.{own}" for room in ("figures", "coding", "compare")
        for own in import_module(f"framing.{room}").__all__
    }  # fmt: skip
    if name in inner:
        return f"; did you mean {inner[name]}?"
    near = get_close_matches(name, [*__all__, *inner], 1)
    if near:
        return f"; did you mean {f'framing.{near[0]}' if near[0] in __all__ else inner[near[0]]}?"
    return f"; its public names are {', '.join(__all__)}."
