"""Records to articles: ids, labels of the study, languages; nothing is dropped without a word."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from framing.corpus import Article, unknown_outlet
from framing.dates import iso_date
from framing.readers.decode import without_controls, without_surrogates
from framing.readers.fields import as_text
from framing.readers.headline import STARTS, with_title
from framing.readers.language import NAMES, UNKNOWN, guess_language, is_misread, language_code
from framing.readers.links import Links
from framing.readers.record import FIELDS, Problems, Record
from framing.readers.signs import format_signs, many_articles, several
from framing.study import EVIDENCE, Label, Study, nearest

_PLAIN = ("title", "url", "byline", "wire", "event")
_FLAGS = ("translated", "filed", "note")
_NOT_GIVEN = (UNKNOWN, "", "unknown", "unk", "none", "null", "n")


def assemble(records: Iterable[Record], study: Study, problems: Problems) -> list[Article]:
    """Return the articles of the records, each with what the study says of it.

    What the study says wins over what the file says. A missing id is made from the file's name, or, in a file
    of many articles, from the text (the same text gives the same id anywhere); an id that is used already
    gets a number. An article whose outlet nobody knows is its own "Unknown outlet (id)": two unknown outlets
    are not one. A title that the file keeps apart is put before the text, as its first line.
    """
    records = list(records)
    texts = [record for record in records if record.text is not None]
    links = Links(record for record in records if record.text is None)
    alone = {name for name, count in Counter(record.file for record in texts).items() if count == 1}
    by_file = {label.file: label for label in study.articles if label.file}
    by_id = {label.id: label for label in study.articles}
    folders = _outlet_folders([name for name in alone if name not in by_file], study, problems)
    _tell_missing_ids(texts, alone, problems)
    used: dict[str, str] = {}
    articles = []
    for record in texts:
        fields = links.taken({**folders.get(record.file, {}), **record.fields})
        id = _id(record, fields, alone)
        label = by_file.get(record.file) if record.file in alone else None
        label = label or by_id.get(id)
        id = _unique(label.id if label else id, used, record, problems)
        label = label if label and label.id == id else None
        articles.append(_article(id, record, fields, label, study, problems))
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
    return articles


def _article(
    id: str, record: Record, fields: Mapping[str, Any], label: Label | None, study: Study, problems: Problems
) -> Article:
    where = record.file, record.line
    text = without_surrogates(record.text or "", *where, "text", problems)
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
    metadata: dict[str, Any] = {"file": record.file}
    if record.line is not None:
        metadata["line"] = record.line
    metadata |= {name: value for name, value in fields.items() if name not in FIELDS}
    own["date"] = _date(fields, *where, problems)
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
        )
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


def _id(record: Record, fields: Mapping[str, Any], alone: Collection[str]) -> str:
    if "id" in fields:
        return without_surrogates(as_text(fields["id"]).strip(), record.file, record.line, "id", Problems())
    if record.file in alone and record.line is None:
        folder, slash, name = record.file.rpartition("/")
        return folder + slash + (name.rpartition(".")[0] or name)
    return "a" + hashlib.sha256((record.text or "").encode("utf-8", "surrogatepass")).hexdigest()[:10]


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
                file,
                None,
                "id",
                f"none of its {len(bare)} articles has an id; made from their texts.",
                remedy,
            )
        elif file not in alone or records[0].line is not None:
            for record in bare:
                problems.add(file, record.line, "id", f"no id; {_id(record, {}, ())!r} was made from the text.", remedy)


def _unique(id: str, used: dict[str, str], record: Record, problems: Problems) -> str:
    fresh, number = id, 2
    while fresh in used:
        fresh, number = f"{id}-{number}", number + 1
    if fresh != id:
        problems.add(
            record.file,
            record.line,
            "id",
            f"the id {id!r} is used already (in {used[id]}); this article is called {fresh!r}.",
            "Give each article an id of its own, or remove the second copy.",
        )
    used[fresh] = record.file
    return fresh


def _date(fields: Mapping[str, Any], file: str, line: int | None, problems: Problems) -> str | None:
    if "date" not in fields:
        return None
    day = iso_date(as_text(fields["date"]))
    if day is None:
        problems.add(
            file,
            line,
            "date",
            f"the date {as_text(fields['date'])[:40]!r} cannot be told; the article has none.",
            "Write it as YYYY-MM-DD, such as 2021-06-08.",
        )
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


def _outlet_folders(names: Iterable[str], study: Study, problems: Problems) -> dict[str, dict[str, str]]:
    """Return the outlet of each file whose folder seems to name one: there are several folders, not years."""
    root = f"{study.source}/" if study.source else ""
    folders = {name: name.removeprefix(root).rpartition("/")[0].partition("/")[0] for name in sorted(names)}
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
        )
    return {name: {"outlet": folder, "outlet_evidence": "inferred"} for name, folder in folders.items() if folder}
