"""framing: how outlets frame an event, measured with its evidence."""

from framing.corpus import Article, Corpus
from framing.document import Document

__all__ = ["Article", "Corpus", "Document"]
