"""Who speaks: mentions, which of them speaks a quotation, and by what name."""
