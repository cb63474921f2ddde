"""Who speaks: mentions, which of them speaks a quotation, and by what name."""

from framing.speakers.attribute import Attribution, attribute
from framing.speakers.mentions import Mention, mentions
from framing.speakers.table import Quotation, quotation_rows, quotations

__all__ = ["Attribution", "Mention", "Quotation", "attribute", "mentions", "quotation_rows", "quotations"]
