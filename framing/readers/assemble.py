"""Records to articles: ids, labels of the study, languages; nothing is dropped without a word."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any
from urllib.parse import urlsplit

from framing.corpus.article import Article, plain_label, unknown_outlet
from framing.corpus.dates import in_words, order_shown, two_readings, unread_date
from framing.corpus.losses import is_off, read_words, stated_words
from framing.corpus.study import Label, Study
from framing.corpus.study_values import EVIDENCE, nearest
from framing.readers.archive import ENDINGS
from framing.readers.decode import without_controls, without_surrogates
from framing.readers.fields import DATE_REMEDY, DateColumn, as_text
from framing.readers.headline import STARTS, with_title
from framing.readers.language import NAMES, UNKNOWN, guess_language, is_misread, language_code
from framing.readers.links import Links
from framing.readers.outlets import Names, nobody
from framing.readers.record import FIELDS, READ_AS, WRONG, Problems, Record
from framing.readers.signs import format_signs, many_articles, several

_PLAIN = ("title", "url", "byline", "wire", "event")
_GROUPS = ("outlet", "event", "wire")
_FLAGS = ("translated", "filed", "note")
_NOT_GIVEN = (UNKNOWN, "", "unknown", "unk", "none", "null", "n")


def assemble(
    records: Iterable[Record], study: Study, problems: Problems, dates: DateColumn | None = None
) -> list[Article]:
    """Return the articles of the records, each with what the study says of it.

    What the study says wins over what the file says. A missing id is made from the file's name, or, in a file
    of many articles, from the text (the same text gives the same id anywhere); an id that is used already
    gets a number. An article whose outlet nobody knows is its own "Unknown outlet (id)": two unknown outlets
    are not one. A title that the file keeps apart is put before the text, as its first line.

    Parameters
    ----------
    records : iterable of Record
    study : Study
    problems : Problems
    dates : DateColumn, optional
        The dates of the whole file, where the records are only a part of it.
    """
    return list(assembled(list(records), study, problems, dates))


def assembled(
    records: Sequence[Record], study: Study, problems: Problems, dates: DateColumn | None = None
) -> Iterator[Article]:
    """Yield the articles of the records one by one, so that a text can be let go before the next; see `assemble`."""
    texts = [record for record in records if record.has_text]
    links = Links(record for record in records if not record.has_text)
    alone = {name for name, count in Counter(record.file for record in texts).items() if count == 1}
    by_file = {label.file: label for label in study.articles if label.file}
    by_id = {label.id: label for label in study.articles}
    folders = _outlet_folders([name for name in alone if name not in by_file], study, problems)
    _tell_missing_ids(texts, alone, problems)
    columns = _date_columns(records, study, problems) if dates is None else {}
    names = Names(study.outlets)
    used: dict[str, tuple[Record, int]] = {}
    nameless: list[tuple[Record, str]] = []
    for record in texts:
        own = {**folders.get(record.file, {}), **record.fields}
        link, fields = links.naming(own), links.taken(own)
        text = record.text or ""
        id = _id(record, text, fields, alone)
        label = by_file.get(record.file) if record.file in alone else None
        label = label or by_id.get(id)
        id = _unique(label.id if label else id, text, used, record, problems)
        label = label if label and label.id == id else None
        dated = record if link is None or "date" in record.fields else link
        column = dates or columns.get(dated.file) or DateColumn()
        article = _article(id, text, record, fields, label, study, names, column, problems)
        asked = label is not None or fields.get("outlet_evidence") == "unknown"
        _tell_length(article, record, problems)
        if article.metadata["outlet_evidence"] == "unknown" and not asked:
            nameless.append((record, id))
        yield article
    _tell_nameless(nameless, texts, problems)
    for label in study.articles:
        if label.id not in used:
            near = nearest(label.id, used)
            problems.add(
                label.file or "study.toml",
                None,
                "id",
                f"no article was found for the entry {label.id!r}.{near}",
                "Correct its id or file in study.toml, or add the file.",
            )
    for record in links.left():
        what = record.fields.get("url") or record.fields.get("title") or record.fields.get("id")
        problems.add(
            record.file,
            record.line,
            "text",
            f"no text was found for {as_text(what)[:200]}.",
            "Save the page beside the list, or add a column 'text'.",
        )


def _article(
    id: str,
    text: str,
    record: Record,
    fields: Mapping[str, Any],
    label: Label | None,
    study: Study,
    names: Names,
    column: DateColumn,
    problems: Problems,
) -> Article:
    where = record.file, record.line
    text = without_surrogates(text, *where, "text", problems)
    for problem, remedy in format_signs(text):
        problems.add(*where, "text", problem, remedy)
    if shown := many_articles(text):
        problems.add(*where, "text", *several(shown))
    own: dict[str, str | None] = {
        name: without_controls(
            without_surrogates(as_text(fields[name]), *where, name, problems), *where, name, problems
        )
        for name in ("outlet", *_PLAIN)
        if name in fields
    }
    for name in _GROUPS:
        if value := own.get(name):
            own[name] = None if nobody(plain_label(value)) else plain_label(value)
    metadata: dict[str, Any] = {"file": record.file}
    if record.line is not None:
        metadata["line"] = record.line
    metadata |= {name: _as_group(value) for name, value in fields.items() if name not in FIELDS}
    own["date"] = _date(fields, *where, column, study, problems)
    evidence = {name: "stated" for name in ("outlet", "date", "wire") if own.get(name)}
    told = {name: fields.get(f"{name}_evidence") for name in ("outlet", "date", "wire")}
    evidence |= {name: str(how) for name, how in told.items() if how in EVIDENCE}
    if label:
        own |= {name: value for name in ("outlet", "date", *_PLAIN) if (value := getattr(label, name))}
        for name in ("outlet", "date", "wire"):
            evidence[name] = (
                getattr(label, f"{name}_evidence") if getattr(label, name) else evidence.get(name, "unknown")
            )
        metadata |= {name: value for name in _FLAGS if (value := getattr(label, name))}
    elif not own.get("outlet") and (host := urlsplit(own.get("url") or "").hostname):
        own["outlet"], evidence["outlet"] = host.removeprefix("www."), "inferred"
        problems.add(
            *where,
            "outlet",
            f"no outlet is given; the address's host {own['outlet']!r} was taken for it.",
            "Name the outlet if that is wrong.",
            READ_AS,
        )
    if outlet := own.get("outlet"):
        own["outlet"] = names.of(outlet)
        if own["outlet"] != outlet:
            metadata["outlet_as_given"] = outlet
    metadata |= {f"{name}_evidence": how for name, how in {"outlet": "unknown", **evidence}.items()}
    # What study.toml alone calls an article is a label, and stands on no page.
    whole = with_title(text, own["title"]) if "title" in fields else text
    if whole != text:
        metadata[STARTS] = len(whole) - len(text)
    return Article(
        id=id,
        text=whole,
        outlet=own.get("outlet") or unknown_outlet(id),
        title=own.get("title"),
        date=own["date"],
        url=own.get("url"),
        byline=own.get("byline"),
        wire=own.get("wire"),
        event=own.get("event") or study.event,
        language=_language(id, text, fields, label, study, record, problems),
        metadata=metadata,
    )


def _tell_length(article: Article, record: Record, problems: Problems) -> None:
    """List an article whose words are many more or fewer than its file states."""
    stated = stated_words(article)
    read = read_words(article) if stated else 0
    if stated and is_off(read, stated):
        share = abs(read - stated) / stated
        problems.add(
            record.file, record.line, "text",
            f"the file states {stated:,} words for {article.id!r} and {read:,} were read "
            f"({share:.0%} {'fewer' if read < stated else 'more'}).",
            "Compare it with the archive: it may be cut, or tables and captions were counted in another way.",
            WRONG if read < stated / 2 else READ_AS,
        )  # fmt: skip


def _as_group(value: Any) -> Any:
    """Return a value of the user's own column; one that is short enough to name a group without stray blanks."""
    return plain_label(value) if isinstance(value, str) and len(value) <= 200 and "\n" not in value.strip() else value


def _id(record: Record, text: str, fields: Mapping[str, Any], alone: Collection[str]) -> str:
    if "id" in fields:
        return without_surrogates(as_text(fields["id"]).strip(), record.file, record.line, "id", Problems())
    if record.file in alone and record.line is None:
        folder, slash, name = record.file.rpartition("/")
        return folder + slash + (name.rpartition(".")[0] or name)
    return "a" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _tell_missing_ids(texts: Iterable[Record], alone: Collection[str], problems: Problems) -> None:
    """List ids made from texts: one line for a file that has none, else one an article."""
    by_file: dict[str, list[Record]] = {}
    for record in texts:
        by_file.setdefault(record.file, []).append(record)
    remedy = "Add a column 'id' if tables should carry ids of your own."
    for file, records in by_file.items():
        bare = [record for record in records if "id" not in record.fields]
        if len(bare) > 1 and len(bare) == len(records):
            problems.add(
                file, None, "id", f"none of its {len(bare)} articles has an id; made from their texts.", remedy, READ_AS
            )  # fmt: skip
        elif file not in alone or records[0].line is not None:
            for record in bare:
                made = _id(record, record.text or "", {}, ())
                problems.add(file, record.line, "id", f"no id; {made!r} was made from the text.", remedy, READ_AS)


def _unique(id: str, text: str, used: dict[str, tuple[Record, int]], record: Record, problems: Problems) -> str:
    fresh, number, same = id, 2, hash(text)
    while fresh in used:
        if used[fresh][1] == same:
            first = used[fresh][0]
            where = ", ".join(filter(None, (first.file, f"line {first.line}" if first.line is not None else "")))
            id_of_copy = next(name for n in count(number) if (name := f"{id}-{n}") not in used)
            problem = f"a duplicate: the id {id!r} and the same text as in {where}; this copy is called {id_of_copy!r}."
            problems.add(record.file, record.line, "id", problem, "Remove one of the two.")
            used[id_of_copy] = record, same
            return id_of_copy
        fresh, number = f"{id}-{number}", number + 1
    if fresh != id:
        problems.add(
            record.file,
            record.line,
            "id",
            f"the id {id!r} is used already (in {used[id][0].file}); this article is called {fresh!r}.",
            "Give each article an id of its own, or remove the second copy.",
        )
    used[fresh] = record, same
    return fresh


def _tell_nameless(nameless: Sequence[tuple[Record, str]], texts: Sequence[Record], problems: Problems) -> None:
    """List articles without an outlet: one line where none has one, in all or in a file, else one an article."""
    remedy = "Give it in a column 'outlet' or in study.toml; until then each is an outlet of its own."
    if nameless and len(nameless) == len(texts):
        ids = ", ".join(id for _, id in nameless[:5]) + (", …" if len(nameless) > 5 else "")
        every = f"none of the {len(texts):,} articles has an outlet" if len(texts) > 1 else "the article has no outlet"
        problems.add("", None, "outlet", f"{every} ({ids}).", remedy)
        return
    of_file, without = (Counter(record.file for record in some) for some in (texts, (r for r, _ in nameless)))
    whole = {file for file, held in without.items() if held == of_file[file] > 1}
    for file in without:
        if file in whole:
            problems.add(file, None, "outlet", f"none of its {without[file]:,} articles has an outlet.", remedy)
    for record, id in nameless:
        if record.file not in whole:
            given = record.fields.get("outlet")
            told = f" (the cell holds {as_text(given)[:40]!r})" if given is not None else ""
            problems.add(record.file, record.line, "outlet", f"article {id!r} has no outlet{told}.", remedy)


def _date_columns(records: Iterable[Record], study: Study, problems: Problems) -> dict[str, DateColumn]:
    """Return the dates of each file as a column, and list how those of two readings were read."""
    columns: dict[str, DateColumn] = {}
    for record in records:
        if "date" in record.fields:
            columns.setdefault(record.file, DateColumn()).add(record.fields["date"])
    if study.dates is None:
        for file, column in columns.items():
            column.tell(file, problems)
    return columns


def _date(
    fields: Mapping[str, Any], file: str, line: int | None, column: DateColumn, study: Study, problems: Problems
) -> str | None:
    if "date" not in fields:
        return None
    written = as_text(fields["date"])
    day = column.read(written, study.dates)
    shown = order_shown(written)
    if day is None:
        both = None if study.dates else column.contradiction(written)
        why = f": in its column {both}" if both and two_readings(written) else ""
        problems.add(file, line, "date", f"{unread_date(written)}{why}; the date was left empty.", DATE_REMEDY)
    elif study.dates and shown and shown != study.dates:
        problems.add(
            file, line, "date",
            f"{written[:40]!r} can only be {shown}, though study.toml says dates = \"{study.dates}\"; it was read as "
            f"{in_words(day)}.", "Correct 'dates' in study.toml, or this date.",
        )  # fmt: skip
    return day


def _language(
    id: str,
    text: str,
    fields: Mapping[str, Any],
    label: Label | None,
    study: Study,
    record: Record,
    problems: Problems,
) -> str:
    given = (label.language if label else None) or fields.get("language") or study.language
    given = language_code(as_text(given)) if given else None
    # A file that says "unknown" says nothing.
    language = given if given not in (None, *_NOT_GIVEN) else guess_language(text) or "en"
    if language == UNKNOWN:
        misread = "its letters look like another alphabet in an encoding that was not recognised"
        why = misread if is_misread(text) else "none of those known is clearly more probable"
        problems.add(
            record.file,
            record.line,
            "language",
            f"the language of {id!r} cannot be determined ({why}); measures of English leave it out.",
            'Save the file as UTF-8. If it is English, say so: language = "en".',
        )
    elif language != "en":
        how = "as given" if language == given else "by its letters and words"
        problems.add(
            record.file,
            record.line,
            "language",
            f"{id!r} is {NAMES.get(language, language)} ({how}); measures of English leave it out.",
            'If it is English, say so: language = "en".',
        )
    return language


def _folders(name: str) -> list[str]:
    """The folders of a file; an archive that holds folders is none itself."""
    parts = name.split("/")[:-1]
    inside = [part for part in parts if not part.casefold().endswith(ENDINGS)]
    return inside or [part.rpartition(".")[0] for part in parts]


def _outlet_folders(names: Iterable[str], study: Study, problems: Problems) -> dict[str, dict[str, str]]:
    """Return the outlet of each file whose folder seems to name one: there are several folders, not years."""
    root = f"{study.source}/" if study.source else ""
    places = {name: _folders(name.removeprefix(root)) for name in sorted(names)}
    while len({place[0] for place in places.values() if place}) == 1 and all(places.values()):
        places = {name: place[1:] for name, place in places.items()}  # one folder around all of them
    folders = {name: place[0] if place else "" for name, place in places.items()}
    told = sorted({folder for folder in folders.values() if folder})
    if len(told) < 2 or any(not any(letter.isalpha() for letter in folder) for folder in told):
        return {}
    for folder in told:
        problems.add(
            folder,
            None,
            "outlet",
            f"no outlet is given; the folder's name {folder!r} was taken for it.",
            "Name the outlets in study.toml if that is wrong.",
            READ_AS,
        )
    return {name: {"outlet": folder, "outlet_evidence": "inferred"} for name, folder in folders.items() if folder}
