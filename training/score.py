"""How well an encoder reads PolNeAR's development part, in a few figures."""

from pathlib import Path

from framing.measures.quotes.marks import marked
from framing.models.reading import Reader
from framing.text.document import Document
from training.encoder_data import kind_of, read_articles


def score(reader: Reader, corpora: Path) -> dict[str, float]:
    """F1 of reported clauses by their beginnings, and shares of quotations whose source and cue are pointed at."""
    right = given = wanted = sources = cues = asked = told = 0
    articles = read_articles(corpora, "dev")
    documents = [Document(article["text"]) for article in articles]
    outer = [[(span.start, span.end) for span in marked(d) if not span.depth] for d in documents]
    for article, document, marks, reading in zip(
        articles, documents, outer, reader.read(zip(documents, outer, strict=True)), strict=True
    ):
        text = article["text"]
        clauses: dict[str, list[int]] = {}
        for row in article["attributions"]:
            if row["type"] != "direct":
                clauses.setdefault(kind_of(text, document, row), []).extend(start for start, _ in row["spans"])
        found = [clause.start for clause in reading.clauses if clause.kind == "indirect"]
        speech = clauses.get("speech", [])
        doubtful = [start for start in found if _near(start, clauses.get("unsaid", [])) and not _near(start, speech)]
        right += sum(_near(start, speech) for start in found)
        given += len(found) - len(doubtful)
        wanted += sum(_near(start, found) for start in speech)
        told += len(speech)
        for quote in article["quotes"]:
            seen = next(
                (m for m, (a, _) in zip(reading.marks, marks, strict=True) if abs(a - quote["start"]) < 4), None
            )
            if seen is None or not quote.get("speaker_spans"):
                continue
            asked += 1
            span = seen[1].span("source")
            sources += span is not None and any(span[0] < b and a < span[1] for a, b in quote["speaker_spans"])
            cues += seen[1].span("cue") is not None
    precision, recall = right / max(given, 1), wanted / max(told, 1)
    return {
        "reported speech, F1 of beginnings": 2 * precision * recall / max(precision + recall, 1e-9),
        "source of a quotation": sources / max(asked, 1),
        "quotation with a cue": cues / max(asked, 1),
    }


def _near(start: int, places: list[int]) -> bool:
    return any(abs(start - place) <= 30 for place in places)
