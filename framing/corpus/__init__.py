"""What is measured: articles, their corpus, the study that says what is asked of them."""
