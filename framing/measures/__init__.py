"""The measures: one file or folder each, which declares its table, totals and sentence for the methods."""
