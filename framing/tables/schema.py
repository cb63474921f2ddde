"""The schema of every table that leaves the package: columns, types, units, meaning."""

from __future__ import annotations

from typing import Any, NamedTuple


class Column(NamedTuple):
    """One column: `dtype` is string, integer, number or boolean; `unit` may be empty.

    A column that prints words of an article names in `printed` the columns of the article, start and end that they are
    printed from: what is shared is emptied of them, and they can be joined again.
    """

    name: str
    dtype: str
    unit: str
    meaning: str
    printed: tuple[str, str, str] | None = None


class Table(NamedTuple):
    """One table: what a row is, and its columns in order.

    `step` is the step of an archive's second pass that makes the table, or makes it again (`again`); without one it is
    made article by article. Tables with a speaker get the names joined across articles without being told to.
    """

    name: str
    row: str
    columns: tuple[Column, ...]
    step: str = ""
    again: str = ""


def first_pass() -> tuple[str, ...]:
    """Names of the tables that are made article by article, and that the first pass over an archive writes.

    Examples
    --------
    >>> first_pass()[:3]
    ('articles', 'sentences', 'tone')
    """
    return tuple(name for name, table in SCHEMA.items() if not table.step)


def speaker_tables() -> tuple[str, ...]:
    """Those among them that name speakers: their names are joined across articles.

    Examples
    --------
    >>> "quotations" in speaker_tables(), "sentences" in speaker_tables()
    (True, False)
    """
    return tuple(name for name in first_pass() if any(c.name == "speaker" for c in SCHEMA[name].columns))


def second_pass() -> dict[str, str]:
    """The tables that the second pass over an archive makes or makes again, and its step that does.

    Examples
    --------
    >>> second_pass()["edits"], second_pass()["quotations"]
    ('families', 'names')
    """
    made = {name: table.step or table.again for name, table in SCHEMA.items() if table.step != "sums"}
    return {name: step for name, step in made.items() if step} | dict.fromkeys(speaker_tables(), "names")


def named_after(column: str) -> Column | None:
    """What a column of `outlets` means that carries the name of a phrase or an actor; None for any other.

    Examples
    --------
    >>> named_after("new_era_rate").unit
    'per 1,000 words'
    """
    for form in _NAMED_AFTER:
        if column.startswith(form.name) or column.endswith(form.name):
            return form._replace(name=column)
    return None


def _table(name: str, row: str, *columns: tuple[Any, ...], step: str = "", again: str = "") -> tuple[str, Table]:
    return name, Table(name, row, tuple(Column(*column) for column in columns), step, again)


_ARTICLE = ("article_id", "string", "", "Id of the article.")
_START = ("start", "integer", "characters", "Where the span begins in the article's text.")
_END = ("end", "integer", "characters", "Where the span ends, exclusive.")
_ZONE = ("zone", "string", "", "headline, standfirst, lead, body, caption, notice or translation.")
_VOICE = ("voice", "string", "", "journalist, quoted or reported (indirect speech).")
_SPEAKER = ("speaker", "string", "", "Who is quoted or reported, by the name used across the corpus.")
_SENTENCE = ("sentence", "integer", "", "Number of the sentence in its article, from 0.")
_POSITION = ("position", "number", "0 to 1", "Place in the story: 0 its first word, 1 its last.")
_SPAN = ("article_id", "start", "end")
_CUE = ("article_id", "cue_start", "cue_end")
_A, _B = ("article_a", "start_a", "end_a"), ("article_b", "start_b", "end_b")
_BY_TYPE = tuple(
    (f"{sort}_share", "number", "0 to 1", f"Share of {who} in the quoted and reported words that have a speaker.")
    for sort, who in (
        ("person", "named persons"), ("organisation", "organisations"), ("group", "groups"), ("document", "documents"),
        ("anonymous", "anonymous sources"), ("unnamed", "people named by a role alone"),
    )
)  # fmt: skip
_NEUTRAL_SHARE = (
    "neutral_share", "number", "0 to 1",
    "Share of sentences whose tone is exactly 0. Of a lexicon only: a learned scorer is hardly ever at 0.",
)  # fmt: skip

_NAMED_AFTER = (
    Column("tone_toward_", "number", "-1 to 1", "Mean of positive minus negative over the mentions in the story."),
    Column("mentions_", "integer", "mentions", "Mentions of the actor in the story, pronouns included."),
    Column("_count", "integer", "occurrences", "Occurrences of the phrase in the story."),
    Column("_rate", "number", "per 1,000 words", "Occurrences of the phrase in the story."),
    Column("_first", "number", "0 to 1", "Place in the story of the phrase's first occurrence."),
    Column("_headline", "integer", "occurrences", "Occurrences of the phrase in headlines."),
)

SCHEMA: dict[str, Table] = dict([
    _table(
        "outlets", "outlet",
        ("outlet", "string", "", "The outlet, as figures name it."),
        ("articles", "integer", "articles", "Articles read."),
        ("articles_measured", "integer", "articles", "Articles in English; every figure to the right rests on these."),
        ("words", "integer", "words", "Words of headline, standfirst, lead and body."),
        ("sentences", "integer", "sentences", "Sentences of the same zones."),
        ("quotations", "integer", "quotations", "Direct and partial quotations."),
        ("quoted_words", "integer", "words", "Words inside direct and partial quotations."),
        ("quoted_share", "number", "0 to 1", "quoted_words / words."),
        ("reported_words", "integer", "words", "Words of indirect speech, outside marks."),
        ("reported_share", "number", "0 to 1", "reported_words / words."),
        ("speakers", "integer", "speakers", "Different speakers quoted or reported."),
        ("top_speaker_share", "number", "0 to 1", "Share of the quoted words that the most quoted speaker holds."),
        *_BY_TYPE,
        ("tone_mean", "number", "-1 to 1", "Mean of the sentences' tone."),
        ("tone_journalist", "number", "-1 to 1", "Mean tone of the journalist's own stretches, by parts of sentences."),
        ("tone_quoted", "number", "-1 to 1", "Mean tone of the quoted stretches, by parts of sentences."),
        ("tone_reported", "number", "-1 to 1", "Mean tone of the stretches of indirect speech, by parts of sentences."),
        _NEUTRAL_SHARE,
        ("flesch_reading_ease", "number", "index", "Mean over articles of the Flesch reading-ease index."),
        ("flesch_kincaid_grade", "number", "US school grade", "Mean over articles of the Flesch-Kincaid grade."),
        ("shared_words", "integer", "words", "Words in verbatim or edited passages shared with another outlet."),
        ("shared_share", "number", "0 to 1", "shared_words / words."),
        ("notes", "string", "", "What a reader must know of the texts: translated, outlet unknown, …."),
        step="sums",
    ),
    _table(
        "articles", "article",
        _ARTICLE,
        ("outlet", "string", "", "The outlet, as figures name it."),
        ("event", "string", "", "The event the article reports, where the study names one."),
        ("family", "string", "", "Articles that derive from one copy share a family; its first article's id."),
        ("wire", "string", "", "The news agency whose copy it is, where known."),
        ("language", "string", "", "ISO 639-1 code."),
        ("date", "string", "", "ISO date of publication, where known."),
        ("title", "string", "", "Title given with the article, else its headline line."),
        ("words", "integer", "words", "Words of headline, standfirst, lead and body."),
        ("sentences", "integer", "sentences", "Sentences of the same zones."),
        ("quotations", "integer", "quotations", "Direct and partial quotations."),
        ("quoted_words", "integer", "words", "Words inside direct and partial quotations."),
        ("quoted_share", "number", "0 to 1", "quoted_words / words."),
        ("reported_words", "integer", "words", "Words of indirect speech, outside marks."),
        ("reported_share", "number", "0 to 1", "reported_words / words."),
        ("speakers", "integer", "speakers", "Different speakers, by the names in the article."),
        *_BY_TYPE,
        ("tone_mean", "number", "-1 to 1", "Mean of the sentences' tone."),
        ("tone_journalist", "number", "-1 to 1", "Mean tone of the journalist's own stretches, by parts of sentences."),
        ("tone_quoted", "number", "-1 to 1", "Mean tone of the quoted stretches, by parts of sentences."),
        ("tone_reported", "number", "-1 to 1", "Mean tone of the stretches of indirect speech, by parts of sentences."),
        _NEUTRAL_SHARE,
        ("flesch_reading_ease", "number", "index", "Flesch reading-ease index."),
        ("flesch_kincaid_grade", "number", "US school grade", "Flesch-Kincaid grade."),
        ("shared_words", "integer", "words", "Words in verbatim or edited passages shared with another outlet."),
        ("shared_share", "number", "0 to 1", "shared_words / words."),
        ("notes", "string", "", "translated, filed before …, outlet unknown, date guessed; parted by semicolons."),
        again="families",
    ),
    _table(
        "sentences", "sentence",
        _ARTICLE, _SENTENCE, _START, _END, _ZONE,
        ("words", "integer", "words", "Words of the sentence."),
        ("quoted_words", "integer", "words", "Words inside direct and partial quotations."),
        ("reported_words", "integer", "words", "Words of indirect speech, outside marks."),
        _POSITION,
        ("tone", "number", "-1 to 1", "Score of the whole sentence."),
    ),
    _table(
        "tone", "stretch of one voice within a sentence",
        _ARTICLE, _SENTENCE, _START, _END, _ZONE, _VOICE, _SPEAKER,
        ("words", "integer", "words", "Words of the stretch."),
        ("tone", "number", "-1 to 1", "Score of the stretch."),
        ("evidence", "string", "", "The words that moved the score, with valence and what changed them."),
    ),
    _table(
        "terms", "term and article",
        _ARTICLE,
        ("term", "string", "", "A word, lower case, of the story's zones."),
        ("count", "integer", "occurrences", "How often it stands in the article."),
    ),
    _table(
        "quotations", "quotation",
        _ARTICLE,
        ("quotation", "integer", "", "Number of the quotation in its article, from 0."),
        ("start", "integer", "characters", "First character inside the marks."),
        ("end", "integer", "characters", "End inside the marks, exclusive."),
        ("kind", "string", "", "direct, partial, indirect (speech), attributed (a belief or plan), scare."),
        _ZONE,
        ("words", "integer", "words", "Words of the span."),
        _SPEAKER,
        ("speaker_local", "string", "", "The speaker's name within the article."),
        ("speaker_type", "string", "", "person, organisation, group, document, anonymous or unnamed."),
        ("mention_start", "integer", "characters", "Where the words that name the speaker begin."),
        ("mention_end", "integer", "characters", "Where they end, exclusive."),
        ("cue", "string", "", "The word or words that attribute: said, according to, told.", _CUE),
        ("cue_start", "integer", "characters", "Where the cue begins."),
        ("cue_end", "integer", "characters", "Where it ends, exclusive."),
        ("confidence", "number", "0 to 1", "Probability that the row is right: it is a quotation, and its speaker."),
    ),
    _table(
        "speakers", "speaker and article",
        _ARTICLE, _SPEAKER,
        ("speaker_type", "string", "", "person, organisation, group, document, anonymous or unnamed."),
        ("quotations", "integer", "quotations", "Direct and partial quotations."),
        ("indirect", "integer", "statements", "Statements reported in indirect speech."),
        ("quoted_words", "integer", "words", "Words inside direct and partial quotations."),
        ("reported_words", "integer", "words", "Words of indirect speech, outside marks."),
        ("share", "number", "0 to 1", "quoted_words / all quoted words of the article that have a speaker."),
        ("first_position", "number", "0 to 1", "Place in the story of the first quotation or report."),
        ("in_headline", "boolean", "", "Quoted or reported in the headline."),
    ),
    _table(
        "phrases", "occurrence of a phrase",
        _ARTICLE,
        ("phrase", "string", "", "Name of the phrase in the study."),
        _START, _END, _ZONE, _POSITION, _VOICE, _SPEAKER, _SENTENCE,
    ),
    _table(
        "mentions", "mention of an actor",
        _ARTICLE,
        ("actor", "string", "", "The actor, as the study names it."),
        _START, _END, _ZONE, _SENTENCE, _VOICE, _SPEAKER,
        ("label", "string", "", "negative, neutral or positive: tone toward the actor here."),
        ("negative", "number", "0 to 1", "Probability of negative."),
        ("neutral", "number", "0 to 1", "Probability of neutral."),
        ("positive", "number", "0 to 1", "Probability of positive."),
    ),
    _table(
        "passages", "shared passage",
        ("article_a", "string", "", "Id of one article."),
        ("start_a", "integer", "characters", "Where the passage begins in it."),
        ("end_a", "integer", "characters", "Where it ends, exclusive."),
        ("article_b", "string", "", "Id of the other article."),
        ("start_b", "integer", "characters", "Where the passage begins there."),
        ("end_b", "integer", "characters", "Where it ends there, exclusive."),
        ("kind", "string", "", "verbatim, edited, paraphrase or quotation."),
        ("words", "integer", "words", "Words of the passage in article_a."),
        ("similarity", "number", "0 to 1", "Share of words in common, in order."),
        ("quoted", "boolean", "", "The passage stands in quotation marks in both articles."),
        ("text_a", "string", "", "The passage as article_a prints it.", _A),
        ("text_b", "string", "", "The passage as article_b prints it.", _B),
        ("quoted_a", "boolean", "", "It stands in quotation marks in article_a."),
        ("quoted_b", "boolean", "", "It stands in quotation marks in article_b."),
        step="passages",
    ),
    _table(
        "statements", "statement and article",
        ("statement", "integer", "", "Number of the statement in the study, in order of first appearance."),
        ("event", "string", "", "Its event; where none is declared, ~ and the id of the event's first article."),
        _ARTICLE,
        ("carried", "boolean", "", "The article carries the statement; missing: a sentence may say it."),
        _START, _END, _POSITION, _VOICE,
        ("at_risk", "boolean", "", "The article could have carried it: filed after what it reports; missing: unknown."),
        ("text", "string", "", "The sentence that carries it, as printed; missing where it is not carried.", _SPAN),
        ("form", "string", "", "same, shortened or expanded, against the median length of what carries it."),
        ("also", "string", "", "Further spans of the statement in the article, as start-end."),
        ("near_start", "integer", "characters", "Where it is not carried: where the sentence nearest to it begins."),
        ("near_end", "integer", "characters", "Where that sentence ends, exclusive."),
        ("near", "string", "", "That sentence, as printed.", ("article_id", "near_start", "near_end")),
        ("score", "number", "0 to 1", "The chance that it says the same."),
        step="statements",
    ),
    _table(
        "families", "article",
        ("family", "string", "", "Name of the family: its first article's id."),
        _ARTICLE,
        ("evidence", "string", "", "What speaks for the family."),
        ("relative", "string", "", "The article that it shares most with."),
        ("shared_words", "integer", "words", "Words shared with that one, quotations aside."),
        ("share", "number", "0 to 1", "shared_words / words of the shorter of the two."),
        step="families",
    ),
    _table(
        "edits", "replaced words",
        ("passage", "integer", "", "Row of the passages table."),
        ("before", "string", "", "Words in article_a; empty where words were inserted.", _A),
        ("after", "string", "", "Words in article_b; empty where words were deleted.", _B),
        ("article_a", "string", "", "Id of one article."),
        ("start_a", "integer", "characters", "Where the words begin in it."),
        ("end_a", "integer", "characters", "Where they end, exclusive."),
        ("article_b", "string", "", "Id of the other article."),
        ("start_b", "integer", "characters", "Where the words begin there."),
        ("end_b", "integer", "characters", "Where they end there, exclusive."),
        ("count", "integer", "edits", "How often these two outlets differ by the same edit, in the same direction."),
        step="families",
    ),
])
