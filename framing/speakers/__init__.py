"""Who speaks: mentions, which of them speaks a quotation, and by what name."""

from framing.speakers.across import join_across
from framing.speakers.attribute import Attribution, attribute
from framing.speakers.mentions import Mention, mentions
from framing.speakers.names import Entity, resolve
from framing.speakers.table import Quotation, quotation_rows, quotations, quotations_in

__all__ = [
    "Attribution",
    "Entity",
    "Mention",
    "Quotation",
    "attribute",
    "join_across",
    "mentions",
    "quotation_rows",
    "quotations",
    "quotations_in",
    "resolve",
]
