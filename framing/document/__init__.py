"""An article split into zones, paragraphs, sentences and words: the only splitter there is."""

from framing.document.document import Document, Texts, documents, given
from framing.document.zones import STORY, ZONES, Paragraph

__all__ = ["STORY", "ZONES", "Document", "Paragraph", "Texts", "documents", "given"]
