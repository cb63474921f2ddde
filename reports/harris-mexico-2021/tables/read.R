# Reads these tables into R as they were measured: tables <- source("read.R", chdir = TRUE)$value
# Ids such as 000 stay text, and the ' that keeps a spreadsheet from running a text as a formula is taken away, so that
# a text has as many characters as its span. Packages are not needed.
local({
  unguarded <- function(x) ifelse(grepl("^'+[^']", x) & substr(sub("^'+", "", x), 1, 1) %in% signs, substring(x, 2), x)
  signs <- c("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")
  classes <- list(
    outlets = c(outlet = "character", articles = "integer", articles_measured = "integer", words = "integer", sentences = "integer", quotations = "integer", quoted_words = "integer", quoted_share = "numeric", reported_words = "integer", reported_share = "numeric", speakers = "integer", top_speaker_share = "numeric", person_share = "numeric", organisation_share = "numeric", group_share = "numeric", document_share = "numeric", anonymous_share = "numeric", unnamed_share = "numeric", tone_mean = "numeric", tone_journalist = "numeric", tone_quoted = "numeric", tone_reported = "numeric", neutral_share = "numeric", flesch_reading_ease = "numeric", flesch_kincaid_grade = "numeric", shared_words = "integer", shared_share = "numeric", notes = "character", do_not_come_count = "integer", do_not_come_rate = "numeric", do_not_come_first = "numeric", do_not_come_headline = "integer", new_era_count = "integer", new_era_rate = "numeric", new_era_first = "numeric", new_era_headline = "integer", mentions_Harris = "integer", tone_toward_Harris = "numeric", "mentions_L\u00f3pez_Obrador" = "integer", "tone_toward_L\u00f3pez_Obrador" = "numeric", mentions_Biden = "integer", tone_toward_Biden = "numeric", mentions_United_States = "integer", tone_toward_United_States = "numeric", mentions_Mexico = "integer", tone_toward_Mexico = "numeric"),
    articles = c(article_id = "character", outlet = "character", event = "character", family = "character", wire = "character", language = "character", date = "character", title = "character", words = "integer", sentences = "integer", quotations = "integer", quoted_words = "integer", quoted_share = "numeric", reported_words = "integer", reported_share = "numeric", speakers = "integer", person_share = "numeric", organisation_share = "numeric", group_share = "numeric", document_share = "numeric", anonymous_share = "numeric", unnamed_share = "numeric", tone_mean = "numeric", tone_journalist = "numeric", tone_quoted = "numeric", tone_reported = "numeric", neutral_share = "numeric", flesch_reading_ease = "numeric", flesch_kincaid_grade = "numeric", shared_words = "integer", shared_share = "numeric", notes = "character", note = "character"),
    sentences = c(article_id = "character", sentence = "integer", start = "integer", end = "integer", zone = "character", words = "integer", quoted_words = "integer", reported_words = "integer", position = "numeric", tone = "numeric"),
    tone = c(article_id = "character", sentence = "integer", start = "integer", end = "integer", zone = "character", voice = "character", speaker = "character", words = "integer", tone = "numeric", evidence = "character"),
    terms = c(article_id = "character", term = "character", count = "integer"),
    quotations = c(article_id = "character", quotation = "integer", start = "integer", end = "integer", kind = "character", zone = "character", words = "integer", speaker = "character", speaker_local = "character", speaker_type = "character", mention_start = "integer", mention_end = "integer", cue = "character", cue_start = "integer", cue_end = "integer", confidence = "numeric"),
    speakers = c(article_id = "character", speaker = "character", speaker_type = "character", quotations = "integer", indirect = "integer", quoted_words = "integer", reported_words = "integer", share = "numeric", first_position = "numeric", in_headline = "logical"),
    phrases = c(article_id = "character", phrase = "character", start = "integer", end = "integer", zone = "character", position = "numeric", voice = "character", speaker = "character", sentence = "integer"),
    mentions = c(article_id = "character", actor = "character", start = "integer", end = "integer", zone = "character", sentence = "integer", voice = "character", speaker = "character", label = "character", negative = "numeric", neutral = "numeric", positive = "numeric"),
    naming = c(article_id = "character", referent = "character", kind = "character", form = "character", naming = "character", head = "character", modifiers = "character", scare = "logical", start = "integer", end = "integer", zone = "character", sentence = "integer", voice = "character", speaker = "character"),
    passages = c(article_a = "character", start_a = "integer", end_a = "integer", article_b = "character", start_b = "integer", end_b = "integer", kind = "character", words = "integer", similarity = "numeric", quoted = "logical", text_a = "character", text_b = "character", quoted_a = "logical", quoted_b = "logical"),
    statements = c(statement = "integer", event = "character", article_id = "character", carried = "logical", start = "integer", end = "integer", position = "numeric", voice = "character", at_risk = "logical", text = "character", form = "character", also = "character", near_start = "integer", near_end = "integer", near = "character", score = "numeric"),
    coverage = c(article_id = "character", event = "character", guessed = "logical"),
    families = c(family = "character", article_id = "character", evidence = "character", relative = "character", shared_words = "integer", share = "numeric"),
    edits = c(passage = "integer", before = "character", after = "character", article_a = "character", start_a = "integer", end_a = "integer", article_b = "character", start_b = "integer", end_b = "integer", count = "integer")
  )
  sapply(names(classes), simplify = FALSE, FUN = function(name) {
    table <- read.csv(paste0(name, ".csv"), colClasses = unname(classes[[name]]), na.strings = "",
                      check.names = FALSE, encoding = "UTF-8")
    texts <- vapply(table, is.character, logical(1))
    table[texts] <- lapply(table[texts], unguarded)
    names(table) <- unguarded(names(table))
    table
  })
})
