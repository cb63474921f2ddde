"""The one layer of English: an article split into zones, paragraphs, sentences and words; folding; phrases found."""
